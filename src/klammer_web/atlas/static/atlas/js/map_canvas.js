// SPDX-FileCopyrightText: 2026 Klammer contributors
// SPDX-License-Identifier: EUPL-1.2
// Maps of very many areas: one drawing surface instead of an element for each. Outlines come from the
// file that browsers keep, classes from the answer of the page's view, words when somebody points.

import { held, windowOf } from "./map_move.js";
import { brushOf } from "./map_brushes.js";
import { nearest } from "./map_keys.js";
import { NOBODY, colour, ownersOf, pointsOf, ringsOf } from "./map_raster.js";
import { fill, hide, place } from "./map_tip.js";

const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const ASK_AFTER = 90; // milliseconds that somebody rests on an area
const SHARP_AFTER = 90; // milliseconds after a move
const EXACT_FROM = 1.8; // enlargement from which the coarse outlines would show
const EDGES_FROM = 3; // enlargement from which borders are drawn

const page = () => document.querySelector("[data-map-page]");

function answerAddress(more = "") {
  return `${location.pathname}ansicht.json${location.search || "?"}&freigabe=${page().dataset.root}${more}`;
}

class LargeMap {
  constructor(holder, outlines, told) {
    Object.assign(this, { holder, told, areas: outlines.areas, width: outlines.width, height: outlines.height, lit: -1, raw: outlines.paths });
    this.frame = holder.closest("[data-frame]");
    const found = outlines.paths.map((d) => ringsOf(d, devicePixelRatio > 1 ? 2 : 1));
    this.rings = found.map((one) => one.rings);
    this.boxes = found.map((one) => one.box);
    this.exact = new Map(); // area → its full rings, made when they are needed
    this.lines = Object.values(outlines.lines ?? {}).map((d) => new Path2D(d));
    this.box = Object.assign(document.createElement("div"), { className: "map-large__box" });
    this.sheet = Object.assign(document.createElement("div"), { className: "map-large__sheet" });
    this.box.append(this.sheet);
    // Colours, borders, the area pointed at: each is drawn anew only when it changes.
    [this.colours, this.borders, this.mark] = ["colours", "borders", "mark"].map(() => {
      const canvas = document.createElement("canvas");
      canvas.setAttribute("aria-hidden", "true");
      this.sheet.append(canvas);
      return canvas;
    });
    this.note = document.createElement("div");
    this.note.className = "map-tip";
    this.note.hidden = true;
    this.note.setAttribute("role", "status");
    holder.querySelector(".map-large__waiting")?.remove();
    holder.append(this.box);
    this.frame.append(this.note);
    this.size();
    this.sharpen();
    this.listen();
    holder.dataset.drawn = "yes";
  }

  size() {
    this.ratio = Math.min(devicePixelRatio || 1, 2);
    this.fine = this.ratio > 1.5 ? 1 : 2;
    const wide = Math.max(this.holder.clientWidth, 200);
    const high = Math.min(wide * this.height / this.width, innerHeight * 0.82);
    const fitted = high * this.width / this.height;
    Object.assign(this.box.style, { width: `${fitted}px`, height: `${high}px` });
    for (const canvas of this.sheet.children) {
      canvas.width = Math.round(fitted * this.ratio);
      canvas.height = Math.round(high * this.ratio);
    }
  }

  // Find out anew which area lies where; then colours and borders.
  sharpen() {
    const [scale, dx, dy] = this.drawn = this.transform();
    const { fine, colours: { width, height } } = this;
    this.sheet.style.transform = "";
    const isExact = scale / this.ratio >= EXACT_FROM;
    const [left, top, right, bottom] = [-dx / scale, -dy / scale, (width - dx) / scale, (height - dy) / scale];
    this.isSeen = (area) => {
      const box = this.boxes[area];
      return box[0] <= right && box[2] >= left && box[1] <= bottom && box[3] >= top;
    };
    const shapes = (area) => (this.isSeen(area) ? (isExact ? this.exactOf(area) : this.rings[area]) : null);
    this.place = { wide: width * fine, high: height * fine, scale: scale * fine, dx: dx * fine, dy: dy * fine };
    this.owners = ownersOf(this.areas.length, shapes, this.place);
    this.points = pointsOf(this.owners, this.place, fine);
    this.image = this.colours.getContext("2d").createImageData(width, height);
    this.lay();
    this.drawBorders();
    this.drawMark();
  }

  lay() {
    const legend = this.frame.parentElement.querySelector("[data-legend] .legend") ?? this.holder;
    const brushes = this.told.styles.map((style) => brushOf(legend, style, this.ratio));
    colour(new Int32Array(this.image.data.buffer), this.points, this.told.of, brushes);
    this.colours.getContext("2d").putImageData(this.image, 0, 0);
  }

  exactOf(area) {
    if (!this.exact.has(area)) this.exact.set(area, ringsOf(this.raw[area], 10).rings);
    return this.exact.get(area);
  }

  brushFor(canvas) {
    const context = canvas.getContext("2d");
    const [scale, dx, dy] = this.drawn;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, canvas.width, canvas.height);
    context.setTransform(scale, 0, 0, scale, dx, dy);
    const styles = getComputedStyle(document.body);
    context.strokeStyle = styles.color;
    return [context, this.ratio / scale, styles];
  }

  drawBorders() {
    const [context, pixel, styles] = this.brushFor(this.borders);
    if (this.drawn[0] / this.ratio > EDGES_FROM) {
      context.strokeStyle = styles.backgroundColor;
      context.lineWidth = 0.6 * pixel;
      this.raw.forEach((d, area) => { if (this.isSeen(area)) context.stroke(new Path2D(d)); });
      context.strokeStyle = styles.color;
    }
    context.lineWidth = 0.7 * pixel;
    for (const path of this.lines) context.stroke(path);
  }

  drawMark() {
    const [context, pixel] = this.brushFor(this.mark);
    if (this.lit < 0) return;
    context.lineWidth = 2.2 * pixel;
    context.stroke(new Path2D(this.raw[this.lit]));
  }

  transform() {
    const { zoom, x, y } = held(windowOf(this.frame));
    const scale = this.colours.width / this.width * zoom;
    return [scale, (0.5 / zoom - x) * this.width * scale, (0.5 / zoom - y) * this.height * scale];
  }

  // While somebody moves the map, the picture moves as it is; it gets sharp when they rest.
  move() {
    const [scale, dx, dy] = this.transform();
    const [before, beforeX, beforeY] = this.drawn;
    const larger = scale / before;
    const shift = [dx - beforeX * larger, dy - beforeY * larger].map((one) => one / this.ratio);
    this.sheet.style.transform = `translate(${shift[0]}px, ${shift[1]}px) scale(${larger})`;
    clearTimeout(this.resting);
    this.resting = setTimeout(() => this.sharpen(), SHARP_AFTER);
  }

  at(clientX, clientY) {
    if (this.sheet.style.transform) return -1;
    const box = this.box.getBoundingClientRect();
    const [x, y] = [clientX - box.x, clientY - box.y].map((one) => Math.floor(one * this.ratio * this.fine));
    if (x < 0 || y < 0 || x >= this.place.wide || y >= this.place.high) return -1;
    const area = this.owners[y * this.place.wide + x];
    return area === NOBODY ? -1 : area;
  }

  middle(at) {
    const [left, top, right, bottom] = this.boxes[at];
    return [(left + right) / 2, (top + bottom) / 2];
  }

  onFrame(at) {
    const [scale, dx, dy] = this.transform();
    const [x, y] = this.middle(at);
    const box = this.box.getBoundingClientRect();
    const frame = this.frame.getBoundingClientRect();
    return [(x * scale + dx) / this.ratio + box.x - frame.x, (y * scale + dy) / this.ratio + box.y - frame.y];
  }

  light(at, x, y, keep = false) {
    if (at === this.lit && !keep) {
      if (at >= 0 && !this.note.hidden) place(this.note, this.frame, x, y);
      return;
    }
    this.lit = at;
    this.drawMark();
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
    this.box.addEventListener("pointermove", (event) => {
      if (!event.buttons && event.pointerType !== "touch" && !this.note.classList.contains("is-kept")) this.light(this.at(event.clientX, event.clientY), ...inside(event));
    });
    this.box.addEventListener("pointerleave", () => { if (!this.note.classList.contains("is-kept")) this.light(-1); });
    this.box.addEventListener("click", (event) => this.light(this.at(event.clientX, event.clientY), ...inside(event), true));
    this.frame.addEventListener("map:window", () => { this.note.hidden = true; this.move(); });
    this.holder.addEventListener("map:painted", (event) => { this.told = event.detail; this.lay(); });
    this.holder.addEventListener("keydown", (event) => this.onKey(event));
    addEventListener("resize", () => { this.size(); this.sharpen(); });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { this.lay(); this.drawBorders(); this.drawMark(); });
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
