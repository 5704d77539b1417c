// SPDX-FileCopyrightText: 2026 Klammer contributors
// SPDX-License-Identifier: EUPL-1.2
// A note beside the area that is pointed at or reached by keyboard: name, value, interval, meaning.
// Touched, it stays and offers the ways on; Escape takes it away.

import { said } from "./map_words.js";

let open = null; // the area whose note is shown
let isKept = false;

const frameOf = (shape) => shape.closest("[data-frame]");

function noteOf(frame) {
  let note = frame.querySelector(".map-tip");
  if (!note) {
    note = document.createElement("div");
    note.className = "map-tip";
    note.hidden = true;
    frame.append(note);
  }
  return note;
}

export function fill(note, text, links = []) {
  const [first = "", ...rest] = text.split("\n");
  const at = first.lastIndexOf(": ");
  const lines = [["map-tip__name", first.slice(0, at)], ["map-tip__value", first.slice(at + 2)], ...rest.map((line) => ["map-tip__more", line])];
  note.replaceChildren(...lines.map(([name, line]) => {
    const row = document.createElement("span");
    row.className = name;
    row.textContent = line;
    return row;
  }));
  if (!links.length) return;
  const row = document.createElement("span");
  row.className = "map-tip__links";
  for (const [word, address] of links) {
    const link = document.createElement("a");
    link.href = address;
    link.textContent = word;
    row.append(link);
  }
  note.append(row);
}

// Beside a point of the frame, on the side that has room.
export function place(note, frame, x, y) {
  note.hidden = false;
  const wide = frame.clientWidth;
  const high = frame.clientHeight;
  const left = x + 16 + note.offsetWidth > wide ? x - 12 - note.offsetWidth : x + 16;
  const top = y + 16 + note.offsetHeight > high ? y - 12 - note.offsetHeight : y + 16;
  note.style.left = `${Math.max(0, Math.min(left, wide - note.offsetWidth))}px`;
  note.style.top = `${Math.max(0, top)}px`;
}

export function hide() {
  for (const note of document.querySelectorAll(".map-tip")) {
    note.hidden = true;
    note.classList.remove("is-kept");
  }
  open = null;
  isKept = false;
}

function show(shape, { x, y, keep = false }) {
  const frame = frameOf(shape);
  if (!frame || !said(shape)) return;
  for (const other of document.querySelectorAll(".map-tip")) if (!frame.contains(other)) other.hidden = true;
  const note = noteOf(frame);
  if (open !== shape || keep) fill(note, said(shape), keep ? waysOn(shape) : []);
  note.classList.toggle("is-kept", keep);
  open = shape;
  isKept = keep;
  place(note, frame, x, y);
}

export function waysOn(shape) {
  const page = document.querySelector("[data-map-page]");
  const key = shape.dataset.area;
  return [["Profil", page.dataset.profile], ["Zeitreihe", page.dataset.series]]
    .filter(([, address]) => address)
    .map(([word, address]) => [word, address.replace("AREA", key)]);
}

function inside(frame, event) {
  const box = frame.getBoundingClientRect();
  return { x: event.clientX - box.x, y: event.clientY - box.y };
}

function middle(shape) {
  const frame = frameOf(shape).getBoundingClientRect();
  const box = shape.getBoundingClientRect();
  return { x: box.x + box.width / 2 - frame.x, y: box.y + box.height / 2 - frame.y };
}

const shapeOf = (event) => event.target.closest?.("[data-map-page] svg[data-keys] .shape");

document.addEventListener("pointermove", (event) => {
  if (isKept || event.pointerType === "touch") return;
  const shape = shapeOf(event);
  if (shape && !event.buttons) show(shape, inside(frameOf(shape), event));
  else if (open && !open.matches(":focus")) hide();
}, { passive: true });

document.addEventListener("focusin", (event) => {
  const shape = shapeOf(event);
  if (shape) show(shape, middle(shape));
  else if (open && !event.target.closest(".map-tip")) hide();
});

// A finger has no hovering: the first touch shows the note with its links.
let pointer = "mouse";
document.addEventListener("pointerdown", (event) => {
  pointer = event.pointerType;
  if (isKept && !event.target.closest(".map-tip") && !shapeOf(event)) hide();
});
document.addEventListener("click", (event) => {
  const shape = shapeOf(event);
  if (!shape || pointer !== "touch" || event.detail === 0) return;
  event.preventDefault();
  show(shape, { ...inside(frameOf(shape), event), keep: true });
}, { capture: true });

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && open) hide();
});
document.addEventListener("map:moved", () => {
  if (open?.matches(":focus")) show(open, middle(open));
  else hide();
});
document.addEventListener("map:switched", () => {
  if (!open) return;
  const shape = open;
  const keep = isKept;
  open = null;
  const note = noteOf(frameOf(shape));
  fill(note, said(shape), keep ? waysOn(shape) : []);
  open = shape;
});
