// SPDX-FileCopyrightText: 2026 Klammer contributors
// SPDX-License-Identifier: EUPL-1.2
// Maps of very many areas: one drawing surface instead of an element for each. Outlines come from the
// file that browsers keep, classes from the answer of the page's view, words when somebody points.

import { held, windowOf } from "./map_move.js";
import { nearest } from "./map_keys.js";
import { fill, hide, place } from "./map_tip.js";

const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const ASK_AFTER = 90; // milliseconds that somebody rests on an area

const page = () => document.querySelector("[data-map-page]");

function answerAddress(more = "") {
  return `${location.pathname}ansicht.json${location.search || "?"}&freigabe=${page().dataset.root}${more}`;
}

// The rings of a relative path on a coarse grid, and the box around them. Neighbours share their
// borders point by point, so they are rounded alike and no gap opens between them.
function coarse(d, grid) {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  const rings = [];
  for (const ring of d.split("M").slice(1)) {
    const numbers = ring.match(/-?\d*\.?\d+/g);
    const points = [];
    let [x, y, keptX, keptY] = [0, 0, NaN, NaN];
    for (let at = 0; at + 1 < numbers.length; at += 2) {
      x += Number(numbers[at]);
      y += Number(numbers[at + 1]);
      if (x < left) left = x;
      if (x > right) right = x;
      if (y < top) top = y;
      if (y > bottom) bottom = y;
      const [nextX, nextY] = [Math.round(x * grid) / grid, Math.round(y * grid) / grid];
      if (nextX === keptX && nextY === keptY) continue;
      points.push(keptX = nextX, keptY = nextY);
    }
    if (points.length > 4) rings.push(points);
  }
  return { rings, box: [left, top, right, bottom] };
}

function trace(path, rings) {
  for (const points of rings) {
    path.moveTo(points[0], points[1]);
    for (let at = 2; at < points.length; at += 2) path.lineTo(points[at], points[at + 1]);
    path.lineTo(points[0], points[1]); // closePath takes time that grows with the whole path
  }
}

function colourOf(holder, style) {
  const probe = document.createElement("span");
  probe.className = `legend__swatch ${style}`;
  probe.hidden = true;
  holder.append(probe);
  const found = getComputedStyle(probe).backgroundColor;
  probe.remove();
  return found;
}

function pattern(context, style, ratio) {
  const tile = document.createElement("canvas");
  tile.width = tile.height = 6 * ratio;
  const brush = tile.getContext("2d");
  brush.scale(ratio, ratio);
  const tokens = getComputedStyle(document.documentElement);
  const probe = document.createElement("span");
  document.body.append(probe);
  const resolved = (name) => { probe.style.color = `var(${name})`; return getComputedStyle(probe).color; };
  brush.fillStyle = resolved("--ground") || tokens.backgroundColor;
  brush.fillRect(0, 0, 6, 6);
  brush.fillStyle = brush.strokeStyle = resolved("--data-hatch");
  if (style === "maybe-zero") {
    brush.beginPath();
    brush.arc(3, 3, 1.1, 0, 7);
    brush.fill();
  } else {
    brush.lineWidth = 1.6;
    for (const from of [-6, 0, 6]) { brush.beginPath(); brush.moveTo(from, 6); brush.lineTo(from + 6, 0); brush.stroke(); }
  }
  probe.remove();
  return context.createPattern(tile, "repeat");
}

class LargeMap {
  constructor(holder, outlines, told) {
    Object.assign(this, { holder, told, areas: outlines.areas, width: outlines.width, height: outlines.height, lit: -1, raw: outlines.paths, fine: null });
    this.frame = holder.closest("[data-frame]");
    const found = outlines.paths.map((d) => coarse(d, devicePixelRatio > 1 ? 2 : 1));
    this.rings = found.map((one) => one.rings);
    this.boxes = found.map((one) => one.box);
    this.exact = new Map(); // area → its full outline, made when it is needed
    this.lines = Object.values(outlines.lines ?? {}).map((d) => new Path2D(d));
    this.canvas = document.createElement("canvas");
    this.canvas.setAttribute("aria-hidden", "true");
    this.note = document.createElement("div");
    this.note.className = "map-tip";
    this.note.hidden = true;
    this.note.setAttribute("role", "status");
    holder.querySelector(".map-large__waiting")?.remove();
    holder.append(this.canvas);
    this.frame.append(this.note);
    this.size();
    this.group();
    this.draw();
    this.listen();
    holder.dataset.drawn = "yes";
  }

  size() {
    this.ratio = Math.min(devicePixelRatio || 1, 2);
    const wide = Math.max(this.holder.clientWidth, 200);
    const high = Math.min(wide * this.height / this.width, innerHeight * 0.82);
    const fitted = high * this.width / this.height;
    this.canvas.style.width = `${fitted}px`;
    this.canvas.width = Math.round(fitted * this.ratio);
    this.canvas.height = Math.round(high * this.ratio);
  }

  // One path for each class: seven fillings instead of eleven thousand.
  group() {
    this.classes = this.told.styles.map(() => new Path2D());
    this.told.of.forEach((style, at) => trace(this.classes[style], this.rings[at]));
    this.fine = null;
    const legend = this.frame.parentElement.querySelector("[data-legend] .legend") ?? this.holder;
    const context = this.canvas.getContext("2d");
    this.fills = this.told.styles.map((style) => (
      ["suppressed", "maybe-zero"].includes(style) ? pattern(context, style, this.ratio) : colourOf(legend, style)
    ));
    this.edge = colourOf(document.body, "missing") && getComputedStyle(document.body).backgroundColor;
    this.ink = getComputedStyle(document.body).color;
  }

  pathOf(at) {
    if (!this.exact.has(at)) this.exact.set(at, new Path2D(this.raw[at]));
    return this.exact.get(at);
  }

  // Enlarged, the coarse grid would show: then the full outlines, made once.
  shownClasses(scale) {
    if (scale / this.ratio < 1.8) return this.classes;
    if (!this.fine) {
      this.fine = this.told.styles.map(() => new Path2D());
      this.told.of.forEach((style, at) => this.fine[style].addPath(this.pathOf(at)));
    }
    return this.fine;
  }

  transform() {
    const { zoom, x, y } = held(windowOf(this.frame));
    const scale = this.canvas.width / this.width * zoom;
    return [scale, (0.5 / zoom - x) * this.width * scale, (0.5 / zoom - y) * this.height * scale];
  }

  draw() {
    cancelAnimationFrame(this.wanted);
    this.wanted = requestAnimationFrame(() => this.drawNow());
  }

  drawNow() {
    const context = this.canvas.getContext("2d");
    const [scale, dx, dy] = this.transform();
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, this.canvas.width, this.canvas.height);
    context.setTransform(scale, 0, 0, scale, dx, dy);
    const classes = this.shownClasses(scale);
    classes.forEach((path, at) => {
      // Hatching stays as fine as it is, however large the map.
      if (this.fills[at] instanceof CanvasPattern) this.fills[at].setTransform(new DOMMatrix().scale(1 / scale));
      context.fillStyle = this.fills[at];
      context.fill(path);
    });
    if (scale / this.ratio > 3) {
      context.strokeStyle = this.edge;
      context.lineWidth = 0.6 * this.ratio / scale;
      for (const path of classes) context.stroke(path);
    }
    context.strokeStyle = this.ink;
    context.lineWidth = 0.7 * this.ratio / scale;
    for (const path of this.lines) context.stroke(path);
    if (this.lit >= 0) { context.lineWidth = 2.2 * this.ratio / scale; context.stroke(this.pathOf(this.lit)); }
  }

  at(clientX, clientY) {
    const box = this.canvas.getBoundingClientRect();
    const [px, py] = [(clientX - box.x) * this.ratio, (clientY - box.y) * this.ratio];
    const [scale, dx, dy] = this.transform();
    const [x, y] = [(px - dx) / scale, (py - dy) / scale];
    const context = this.canvas.getContext("2d");
    context.setTransform(1, 0, 0, 1, 0, 0);
    return this.boxes.findIndex(([left, top, right, bottom], at) => (
      x >= left && x <= right && y >= top && y <= bottom && context.isPointInPath(this.pathOf(at), x, y)
    ));
  }

  middle(at) {
    const [left, top, right, bottom] = this.boxes[at];
    return [(left + right) / 2, (top + bottom) / 2];
  }

  onFrame(at) {
    const [scale, dx, dy] = this.transform();
    const [x, y] = this.middle(at);
    const box = this.canvas.getBoundingClientRect();
    const frame = this.frame.getBoundingClientRect();
    return [(x * scale + dx) / this.ratio + box.x - frame.x, (y * scale + dy) / this.ratio + box.y - frame.y];
  }

  light(at, x, y, keep = false) {
    if (at === this.lit && !keep) {
      if (at >= 0 && !this.note.hidden) place(this.note, this.frame, x, y);
      return;
    }
    this.lit = at;
    this.draw();
    clearTimeout(this.asking);
    this.note.hidden = true;
    if (at < 0) return;
    this.asking = setTimeout(() => this.tell(at, x, y, keep), ASK_AFTER);
  }

  async tell(at, x, y, keep) {
    const answer = await fetch(answerAddress(`&gebiet=${this.areas[at]}`));
    if (!answer.ok || at !== this.lit) return;
    const { words } = await answer.json();
    const key = this.areas[at];
    const ways = [["Profil", page().dataset.profile.replace("AREA", key)], ["Zeitreihe", page().dataset.series.replace("AREA", key)]];
    fill(this.note, words, keep ? ways : []);
    this.note.classList.toggle("is-kept", keep);
    place(this.note, this.frame, x, y);
  }

  listen() {
    const inside = (event) => {
      const box = this.frame.getBoundingClientRect();
      return [event.clientX - box.x, event.clientY - box.y];
    };
    this.canvas.addEventListener("pointermove", (event) => {
      if (!event.buttons && event.pointerType !== "touch" && !this.note.classList.contains("is-kept")) this.light(this.at(event.clientX, event.clientY), ...inside(event));
    });
    this.canvas.addEventListener("pointerleave", () => { if (!this.note.classList.contains("is-kept")) this.light(-1); });
    this.canvas.addEventListener("click", (event) => this.light(this.at(event.clientX, event.clientY), ...inside(event), true));
    this.frame.addEventListener("map:window", () => { this.note.hidden = true; this.draw(); });
    this.holder.addEventListener("map:painted", (event) => { this.told = event.detail; this.group(); this.drawNow(); });
    this.holder.addEventListener("keydown", (event) => this.onKey(event));
    addEventListener("resize", () => { this.size(); this.draw(); });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { this.group(); this.draw(); });
  }

  onKey(event) {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (event.key === "Escape") { hide(); this.light(-1); return; }
    if (event.key === "Enter" && this.lit >= 0) { location.assign(page().dataset.profile.replace("AREA", this.areas[this.lit])); return; }
    if (!(event.key in STEPS)) return;
    event.preventDefault();
    const from = this.lit >= 0 ? this.middle(this.lit) : [this.width / 2, this.height / 2];
    const others = this.areas.map((_, at) => at).filter((at) => at !== this.lit && Math.abs(this.middle(at)[0] - from[0]) + Math.abs(this.middle(at)[1] - from[1]) < 60);
    const next = this.lit < 0 ? others[0] : nearest(from, others, STEPS[event.key], (at) => this.middle(at));
    if (next !== null && next !== undefined) this.light(next, ...this.onFrame(next));
  }
}

async function draw(holder, number) {
  holder.dataset.ready = "yes";
  const waiting = Object.assign(document.createElement("p"), { className: "map-large__waiting", textContent: "Die Karte wird gezeichnet." });
  holder.append(waiting);
  try {
    const [outlines, told] = await Promise.all([holder.dataset.outlines, answerAddress()].map((address) => fetch(address).then((answer) => {
      if (!answer.ok) throw new Error(`${answer.status}`);
      return answer.json();
    })));
    new LargeMap(holder, outlines, told.maps[number]);
  } catch {
    waiting.textContent = "Die Karte ließ sich nicht laden. Die Werte stehen in der Tabelle.";
  }
}

const start = () => document.querySelectorAll("[data-large]:not([data-ready])").forEach(draw);
start();
document.addEventListener("htmx:afterSettle", start);
