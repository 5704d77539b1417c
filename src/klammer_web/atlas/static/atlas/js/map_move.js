// SPDX-FileCopyrightText: 2026 Klammer contributors
// SPDX-License-Identifier: EUPL-1.2
// Larger, smaller, to the side: buttons, keys, wheel with a modifier, two fingers, dragging. Maps side
// by side move together. The address keeps what is shown.

const MOST = 40;
const STEPS = [1, 1.6, 2.5, 4, 6.3, 10, 16, 25, MOST];
const sizes = new WeakMap(); // picture → width and height of the whole

const frames = () => [...document.querySelectorAll("[data-map-page] [data-frame]")];
const pictureOf = (frame) => frame.querySelector("svg.map");

export function windowOf(frame) {
  return { zoom: Number(frame.dataset.zoom), x: Number(frame.dataset.x), y: Number(frame.dataset.y) };
}

export function held({ zoom, x, y }) {
  const kept = Math.min(Math.max(zoom, 1), MOST);
  const half = 0.5 / kept;
  return { zoom: kept, x: Math.min(Math.max(x, half), 1 - half), y: Math.min(Math.max(y, half), 1 - half) };
}

export const word = ({ zoom, x, y }) => (zoom === 1 ? "" : [zoom, x, y].map((n) => Number(n.toPrecision(4))).join(":"));

// An address with another word; an empty one drops it.
export function withWord(address, name, text) {
  const url = new URL(address, location.href);
  const kept = url.search.slice(1).split("&").filter((part) => part && !part.startsWith(`${name}=`));
  if (text) kept.push(`${name}=${text}`);
  return `${url.pathname}?${kept.join("&")}${url.hash}`;
}

function wholeOf(svg, zoom) {
  if (!sizes.has(svg)) sizes.set(svg, [svg.viewBox.baseVal.width * zoom, svg.viewBox.baseVal.height * zoom]);
  return sizes.get(svg);
}

function draw(svg, { zoom, x, y }, before) {
  const [wide, high] = wholeOf(svg, before);
  const [width, height] = [wide / zoom, high / zoom];
  svg.setAttribute("viewBox", `${x * wide - width / 2} ${y * high - height / 2} ${width} ${height}`);
  if (zoom === before) return;
  for (const words of svg.querySelectorAll(".map__words")) {
    const moved = words.getAttribute("transform").replace(/ ?scale\(.*/, "");
    words.setAttribute("transform", zoom === 1 ? moved : `${moved} scale(${1 / zoom})`);
  }
}

// A whole map is drawn with fewer points; enlarged, it gets all of them.
const FINE_FROM = 2.5;
function refine(frame, zoom) {
  if (zoom < FINE_FROM || !frame.dataset.fine) return;
  for (const part of frame.querySelectorAll("svg.map use")) {
    part.setAttribute("href", `${frame.dataset.fine}#${part.getAttribute("href").split("#")[1]}`);
  }
  delete frame.dataset.fine;
}

let settling = 0;
export function move(wanted) {
  const next = held(wanted);
  for (const frame of frames()) {
    const before = windowOf(frame).zoom;
    const svg = pictureOf(frame);
    if (svg) draw(svg, next, before);
    refine(frame, next.zoom);
    Object.assign(frame.dataset, { zoom: next.zoom, x: next.x, y: next.y });
    frame.dispatchEvent(new CustomEvent("map:window", { detail: next }));
    for (const step of frame.querySelectorAll("[data-move]")) prepareStep(step, next);
  }
  document.dispatchEvent(new CustomEvent("map:moved"));
  clearTimeout(settling);
  settling = setTimeout(() => settle(next), 250);
}

function settle(shown) {
  const text = word(shown);
  history.replaceState(history.state, "", withWord(location.href, "lage", text));
  for (const link of document.querySelectorAll("[data-map-page] a[href*='/karte/']:not([data-move])")) {
    link.setAttribute("href", withWord(link.href, "lage", text));
  }
  const field = document.querySelector("#auswahl input[name='lage']");
  if (field) field.value = text;
  document.dispatchEvent(new CustomEvent("map:settled", { detail: text }));
}

function stepped(name, { zoom, x, y }) {
  const far = 0.25 / zoom;
  const sides = { left: [-far, 0], right: [far, 0], up: [0, -far], down: [0, far] };
  if (name === "in") return { zoom: STEPS.find((one) => one > zoom * 1.01) ?? zoom, x, y };
  if (name === "out") return { zoom: STEPS.findLast((one) => one < zoom * 0.99) ?? 1, x, y };
  if (name === "whole") return { zoom: 1, x: 0.5, y: 0.5 };
  return { zoom, x: x + sides[name][0], y: y + sides[name][1] };
}

function prepareStep(step, shown) {
  const next = held(stepped(step.dataset.move, shown));
  const isPossible = word(next) !== word(shown);
  step.toggleAttribute("data-off", !isPossible);
  step.setAttribute("href", withWord(location.href, "lage", word(next)));
  if (isPossible) step.removeAttribute("aria-disabled");
  else step.setAttribute("aria-disabled", "true");
}

// So that a point of the map stays under the pointer.
function about(frame, shown, zoom, clientX, clientY) {
  const box = (pictureOf(frame) ?? frame.querySelector(".map-large__box")).getBoundingClientRect();
  const [u, v] = [(clientX - box.x) / box.width - 0.5, (clientY - box.y) / box.height - 0.5];
  const next = Math.min(Math.max(zoom, 1), MOST);
  return { zoom: next, x: shown.x + u / shown.zoom - u / next, y: shown.y + v / shown.zoom - v / next };
}

document.addEventListener("click", (event) => {
  const step = event.target.closest?.("[data-move]");
  if (!step || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  if (step.getAttribute("aria-disabled") === "true") return;
  move(stepped(step.dataset.move, windowOf(step.closest("[data-frame]"))));
});

document.addEventListener("keydown", (event) => {
  const frame = event.target.closest?.("[data-frame]");
  if (!frame || event.altKey || event.ctrlKey || event.metaKey) return;
  const names = { "+": "in", "=": "in", "-": "out", "0": "whole" };
  const sides = { ArrowLeft: "left", ArrowRight: "right", ArrowUp: "up", ArrowDown: "down" };
  const name = names[event.key] ?? (event.shiftKey ? sides[event.key] : undefined);
  if (!name) return;
  event.preventDefault();
  const shown = windowOf(frame);
  const next = stepped(name, shown);
  const shape = event.target.closest("svg.map .shape");
  move(name === "in" && shape ? { ...next, ...centre(frame, shape) } : next);
});

function centre(frame, shape) {
  const svg = pictureOf(frame);
  const [wide, high] = wholeOf(svg, windowOf(frame).zoom);
  const box = shape.getBBox();
  return { x: (box.x + box.width / 2) / wide, y: (box.y + box.height / 2) / high };
}

// Whoever goes on by keyboard beyond the edge takes the map along.
document.addEventListener("focusin", (event) => {
  const shape = event.target.closest?.("[data-frame] svg.map .shape");
  if (!shape) return;
  const frame = shape.closest("[data-frame]");
  const shown = windowOf(frame);
  if (shown.zoom === 1) return;
  const at = centre(frame, shape);
  const half = 0.47 / shown.zoom;
  if (Math.abs(at.x - shown.x) > half || Math.abs(at.y - shown.y) > half) move({ zoom: shown.zoom, ...at });
});

let dragged = null;
let wasDragged = false;
let gesture = null;

const onWheel = (event) => {
  if (!(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  const shown = windowOf(event.currentTarget);
  move(about(event.currentTarget, shown, shown.zoom * Math.exp(-event.deltaY * (event.deltaMode ? 0.08 : 0.004)), event.clientX, event.clientY));
};

const spread = ([one, other]) => Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY);
const between = ([one, other]) => [(one.clientX + other.clientX) / 2, (one.clientY + other.clientY) / 2];

const onTouch = (event) => {
  if (event.touches.length !== 2) { gesture = null; return; }
  event.preventDefault();
  const frame = event.currentTarget;
  if (!gesture) { gesture = { apart: spread(event.touches), at: between(event.touches), shown: windowOf(frame) }; return; }
  const [x, y] = between(event.touches);
  const box = frame.getBoundingClientRect();
  const larger = about(frame, gesture.shown, gesture.shown.zoom * spread(event.touches) / gesture.apart, ...gesture.at);
  move({ zoom: larger.zoom, x: larger.x - (x - gesture.at[0]) / box.width / larger.zoom, y: larger.y - (y - gesture.at[1]) / box.height / larger.zoom });
};

const onDown = (event) => {
  wasDragged = false;
  const frame = event.currentTarget;
  if (event.button || event.pointerType !== "mouse" || windowOf(frame).zoom === 1 || event.target.closest(".map-moves, .map-tip")) return;
  event.preventDefault();
  dragged = { frame, x: event.clientX, y: event.clientY, shown: windowOf(frame) };
};
document.addEventListener("pointermove", (event) => {
  if (!dragged || !event.buttons) { dragged = null; return; }
  const [dx, dy] = [event.clientX - dragged.x, event.clientY - dragged.y];
  if (!wasDragged && Math.hypot(dx, dy) < 5) return;
  wasDragged = true;
  const box = dragged.frame.getBoundingClientRect();
  const { zoom, x, y } = dragged.shown;
  move({ zoom, x: x - dx / box.width / zoom, y: y - dy / box.height / zoom });
});
document.addEventListener("pointerup", () => { dragged = null; });
document.addEventListener("click", (event) => {
  if (wasDragged && event.target.closest?.("[data-frame]")) { event.preventDefault(); event.stopPropagation(); }
  wasDragged = false;
}, { capture: true });

function start() {
  for (const frame of frames()) {
    if (frame.dataset.moves) continue;
    frame.dataset.moves = "ready";
    const shown = windowOf(frame);
    if (pictureOf(frame)) wholeOf(pictureOf(frame), shown.zoom);
    for (const step of frame.querySelectorAll("[data-move]")) prepareStep(step, shown);
    frame.addEventListener("wheel", onWheel, { passive: false });
    frame.addEventListener("touchstart", onTouch, { passive: false });
    frame.addEventListener("touchmove", onTouch, { passive: false });
    frame.addEventListener("touchend", () => { gesture = null; });
    frame.addEventListener("pointerdown", onDown);
  }
}
start();
document.addEventListener("htmx:afterSettle", start);
