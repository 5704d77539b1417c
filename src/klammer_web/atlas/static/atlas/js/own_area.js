// SPDX-FileCopyrightText: 2026 Klammer contributors
// SPDX-License-Identifier: EUPL-1.2
// Choosing the parts of an own area: map and list are twins; a line or circle is sent to be read.

import { prepare } from "./map_keys.js";
import { follow } from "./own_choice.js";

document.documentElement.classList.add("has-script");
const form = document.querySelector("[data-own-editor]");
const holder = form.querySelector("[data-own-map]");
const svg = holder?.querySelector("svg");
const boxes = [...form.querySelectorAll("input[type=checkbox][name=teil]")];
const byKey = new Map(boxes.map((box) => [box.value, box]));
const hint = form.querySelector("[data-own-hint]");
const HINTS = {
  pick: "Ein Klick wählt ein Gebiet aus oder ab. Mit Tab in die Karte, Pfeiltasten gehen zum Nachbargebiet, Leertaste wählt.",
  line: "Jeder Klick setzt einen Punkt. Ein Doppelklick oder Enter schließt die Linie, Esc verwirft sie.",
  circle: "In der Mitte drücken und nach außen ziehen. Esc verwirft den Kreis.",
};
const SVG = "http://www.w3.org/2000/svg";
let tool = "pick";
let points = [];
let sketch = null;

function show(box) {
  const shape = svg?.querySelector(`.shape[data-area="${CSS.escape(box.value)}"]`);
  if (!shape) return;
  shape.classList.toggle("picked", box.checked);
  shape.classList.toggle("free", !box.checked);
  shape.setAttribute("aria-checked", String(box.checked));
}

function count() {
  for (const group of form.querySelectorAll("[data-own-group]")) {
    const inside = [...group.querySelectorAll("input[type=checkbox]")];
    const picked = inside.filter((box) => box.checked).length;
    group.querySelector("[data-own-picked]").textContent = picked ? `(${picked} von ${inside.length})` : `(${inside.length})`;
  }
}

// What is chosen now; keys of areas that this part of the map does not show are kept in hidden fields.
const hidden = () => [...form.querySelectorAll("input[type=hidden][name=teil]")];
const chosen = () => [...hidden(), ...boxes.filter((box) => box.checked)].map((field) => field.value).sort();
function put(keys) {
  const wanted = new Set(keys);
  for (const field of hidden()) field.remove();
  for (const box of boxes) {
    box.checked = wanted.has(box.value);
    show(box);
  }
  for (const key of keys.filter((one) => !byKey.has(one))) {
    const field = document.createElement("input");
    Object.assign(field, { type: "hidden", name: "teil", value: key });
    form.prepend(field);
  }
  count();
}
const steps = follow(form, { chosen, put });

function choose(next) {
  tool = next;
  for (const one of form.querySelectorAll("[data-tool]")) one.setAttribute("aria-pressed", String(one.dataset.tool === tool));
  holder.classList.toggle("is-drawing", tool !== "pick");
  hint.textContent = HINTS[tool];
  forget();
}

function forget() {
  points = [];
  sketch?.remove();
  sketch = null;
}

function place(event) {
  const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
  return [Math.round(point.x * 10) / 10, Math.round(point.y * 10) / 10];
}

function draw(name, attributes) {
  if (sketch?.tagName !== name) {
    sketch?.remove();
    sketch = document.createElementNS(SVG, name);
    sketch.setAttribute("class", "own-sketch");
    svg.append(sketch);
  }
  for (const [key, value] of Object.entries(attributes)) sketch.setAttribute(key, value);
}

function send(name, value) {
  const field = document.createElement("input");
  Object.assign(field, { type: "hidden", name, value });
  form.append(field);
  form.requestSubmit();
}

function close() {
  const corners = points.filter((point, at) => at === 0 || point.join() !== points[at - 1].join());
  if (corners.length < 3) {
    hint.textContent = "Eine Fläche braucht mindestens drei Punkte.";
    return;
  }
  send("linie", corners.map((point) => point.join(",")).join(" "));
}

if (svg) {
  prepare(svg, { role: "checkbox" });
  form.querySelector("[data-own-tools]").hidden = false;
  for (const one of form.querySelectorAll("[data-tool]")) one.addEventListener("click", () => choose(one.dataset.tool));
  choose("pick");

  svg.addEventListener("click", (event) => {
    if (tool === "line" && event.detail > 0) {
      points.push(place(event));
      draw("polygon", { points: points.map((point) => point.join(",")).join(" ") });
      return;
    }
    const box = byKey.get(event.target.closest(".shape")?.dataset.area);
    if (tool === "circle" || !box) return;
    box.checked = !box.checked;
    box.dispatchEvent(new Event("change", { bubbles: true }));
  });
  svg.addEventListener("dblclick", (event) => {
    if (tool !== "line") return;
    event.preventDefault();
    close();
  });
  svg.addEventListener("pointerdown", (event) => {
    if (tool !== "circle") return;
    points = [place(event)];
    svg.setPointerCapture(event.pointerId);
  });
  svg.addEventListener("pointermove", (event) => {
    if (!points.length) return;
    const [x, y] = place(event);
    if (tool === "circle") draw("circle", { cx: points[0][0], cy: points[0][1], r: Math.hypot(x - points[0][0], y - points[0][1]) });
    if (tool === "line") draw("polygon", { points: [...points, [x, y]].map((point) => point.join(",")).join(" ") });
  });
  svg.addEventListener("pointerup", (event) => {
    if (tool !== "circle" || !points.length) return;
    const [x, y] = place(event);
    const radius = Math.round(Math.hypot(x - points[0][0], y - points[0][1]) * 10) / 10;
    const middle = points[0];
    if (radius < 3) return forget();
    send("kreis", [...middle, radius].join(","));
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && points.length) forget();
    if (event.key === "Enter" && tool === "line" && points.length) {
      event.preventDefault();
      event.stopPropagation();
      close();
    }
  }, { capture: true });
}

for (const box of boxes) show(box);
form.addEventListener("change", (event) => {
  if (byKey.has(event.target.value) && event.target.name === "teil") {
    show(event.target);
    count();
    steps.changed();
  }
  if (event.target.matches("[name=bereich], [name=stand], [name=ebene]")) form.requestSubmit();
});
form.querySelector("[data-own-reload]").hidden = true;

const clear = form.querySelector("[data-own-clear]");
clear.hidden = false;
clear.addEventListener("click", () => {
  put([]);
  steps.changed();
});

const search = form.querySelector("[data-own-filter]");
search.closest("label").hidden = false;
const plain = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").replace(/ß/g, "ss").toLowerCase();
search.addEventListener("input", () => {
  const wanted = plain(search.value.trim());
  for (const box of boxes) {
    const row = box.closest("li");
    row.hidden = !plain(row.textContent).includes(wanted);
  }
  for (const group of form.querySelectorAll("[data-own-group]")) {
    const found = group.querySelector("li:not([hidden])");
    group.hidden = !found;
    if (wanted) group.open = Boolean(found);
  }
});
search.addEventListener("keydown", (event) => {
  if (event.key === "Enter") event.preventDefault();
});
document.querySelector("#meldung")?.focus();
