// SPDX-FileCopyrightText: 2026 Klammer contributors
// SPDX-License-Identifier: EUPL-1.2
// The map on which areas are drawn: metres and units, borders to snap to, corners to hold.

const SVG = "http://www.w3.org/2000/svg";
const NEAR = 12; // pixels within which a corner snaps
const APART = 11; // pixels between two corners that can be held

function make(name, attributes, parent) {
  const one = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) one.setAttribute(key, value);
  parent.append(one);
  return one;
}

// The points of a path as the server writes it: "M x,y l dx dy … z", several rings.
function rings(d) {
  return d.split("M").slice(1).map((ring) => {
    const numbers = ring.match(/-?\d*\.?\d+/g).map(Number);
    const points = [];
    let [x, y] = [0, 0];
    for (let at = 0; at + 1 < numbers.length; at += 2) {
      [x, y] = [x + numbers[at], y + numbers[at + 1]];
      points.push([x, y]);
    }
    return points;
  });
}

function onSide([x, y], [ax, ay], [bx, by]) {
  const [dx, dy] = [bx - ax, by - ay];
  const along = Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy || 1)));
  return [ax + along * dx, ay + along * dy];
}

export class Board {
  constructor(frame) {
    this.frame = frame;
    this.svg = frame.querySelector("svg.map");
    const { left, top, scale } = frame.dataset;
    Object.assign(this, { left: Number(left), top: Number(top), scale: Number(scale) });
    this.areas = this.svg.querySelector("[data-drawn-areas]");
    this.wrong = this.svg.querySelector("[data-drawn-wrong]");
    this.hands = make("g", { "data-hands": "" }, this.svg);
    this.borders = [...this.svg.querySelectorAll(".shape")].flatMap((one) => rings(one.getAttribute("d") ?? ""));
  }

  ground([x, y]) { return [Math.round((this.left + x / this.scale) * 10) / 10, Math.round((this.top - y / this.scale) * 10) / 10]; }

  units([x, y]) { return [(x - this.left) * this.scale, (this.top - y) * this.scale]; }

  get pixel() { return 1 / this.svg.getScreenCTM().a; }

  at(event) {
    const { x, y } = new DOMPoint(event.clientX, event.clientY).matrixTransform(this.svg.getScreenCTM().inverse());
    return [x, y];
  }

  // The point of a border or of another area that lies nearest; corners are preferred to sides.
  snapped(point, others) {
    const most = NEAR * this.pixel;
    let [best, least] = [point, Infinity];
    const lines = [...this.borders, ...others.map((corners) => corners.map((one) => this.units(one)))];
    for (const line of lines) {
      for (let at = 0; at < line.length; at += 1) {
        const corner = line[at];
        const far = Math.hypot(corner[0] - point[0], corner[1] - point[1]);
        if (far < most && far * 0.6 < least) [best, least] = [corner, far * 0.6];
        const beside = onSide(point, corner, line[(at + 1) % line.length]);
        const away = Math.hypot(beside[0] - point[0], beside[1] - point[1]);
        if (away < most && away < least) [best, least] = [beside, away];
      }
    }
    return best;
  }

  path(corners, isOpen) {
    return corners.map((one, at) => `${at ? "L" : "M"}${this.units(one).map((n) => n.toFixed(1)).join(",")}`).join("") + (isOpen ? "" : "z");
  }

  // The server drew the areas in the order of its list.
  adopt(areas) {
    for (const path of this.areas.querySelectorAll("path[data-row]")) {
      const area = areas[Number(path.dataset.row)];
      if (area?.locked) path.dataset.keep = area.id;
    }
  }

  // Locked areas keep the path that the server drew; all others follow their corners.
  draw(areas, { picked, isOpen, aim }) {
    const kept = new Map([...this.areas.querySelectorAll("[data-keep]")].map((one) => [Number(one.dataset.keep), one]));
    this.areas.replaceChildren();
    this.hands.replaceChildren();
    for (const area of areas) {
      const isPicked = area.id === picked;
      if (area.locked) {
        const before = kept.get(area.id);
        if (before) this.areas.append(before);
        continue;
      }
      if (!area.corners.length) continue;
      const open = isPicked && isOpen;
      const shape = make("path", { class: `own-drawn${isPicked ? " is-picked" : ""}${open || area.corners.length < 3 ? " is-open" : ""}`, d: this.path(open && aim ? [...area.corners, this.ground(aim)] : area.corners, area.corners.length < 3 && !open), "data-id": area.id }, this.areas);
      make("title", {}, shape).textContent = area.name;
      if (isPicked) this.hold(area, open);
      else if (area.corners.length > 2) this.label(area);
    }
    if (aim && isOpen) this.cross(aim);
  }

  label({ corners, name }) {
    const points = corners.map((one) => this.units(one));
    const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
    const room = (Math.max(...xs) - Math.min(...xs)) / this.pixel;
    if (name.length * 8.5 > room) return;
    const middle = [xs, ys].map((all) => ((Math.max(...all) + Math.min(...all)) / 2).toFixed(1));
    make("text", { class: "own-name", transform: `translate(${middle.join(" ")}) scale(${this.pixel * 0.9})` }, this.areas).textContent = name;
  }

  hold({ corners, name }, open) {
    const r = 6 * this.pixel;
    let last = null;
    corners.forEach((corner, at) => {
      const [x, y] = this.units(corner);
      const isNear = last && Math.hypot(x - last[0], y - last[1]) < APART * this.pixel;
      if (isNear && at < corners.length - 1) return;
      last = [x, y];
      make("circle", { class: "own-corner", cx: x, cy: y, r, tabindex: 0, role: "button", "data-corner": at, "aria-label": `${name}: Ecke ${at + 1} von ${corners.length}. Pfeiltasten verschieben, Entf entfernt.` }, this.hands);
      if (open) return;
      const [nx, ny] = this.units(corners[(at + 1) % corners.length]);
      if (Math.hypot(nx - x, ny - y) > 5 * APART * this.pixel) make("circle", { class: "own-middle", cx: (x + nx) / 2, cy: (y + ny) / 2, r: r * 0.7, "data-after": at }, this.hands);
    });
  }

  cross([x, y]) {
    const far = 9 * this.pixel;
    make("path", { class: "own-aim", d: `M${x - far},${y}H${x + far}M${x},${y - far}V${y + far}` }, this.hands);
  }

  focus(at) {
    this.hands.querySelector(`[data-corner="${at}"]`)?.focus({ preventScroll: true });
  }
}
