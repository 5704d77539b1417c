// SPDX-FileCopyrightText: 2026 Klammer contributors
// SPDX-License-Identifier: EUPL-1.2
// Drawing own areas: list and map are twins; every step can be taken back, and is kept.

import { History, added, parsed, readAll, writeAll } from "./drawing_areas.js";
import { Board } from "./drawing_board.js";
import { Saving } from "./drawing_saving.js";
import { move } from "./map_move.js";

document.documentElement.classList.add("has-script");
const form = document.querySelector("[data-drawing]");
const list = form.querySelector("[data-drawing-areas]");
const blank = document.querySelector("[data-drawing-blank]");
const frame = form.querySelector("[data-drawing-map]");
const board = frame ? new Board(frame) : null;
const hint = form.querySelector("[data-drawing-hint]");
const snap = form.querySelector("[data-drawing-snap]");
const button = (name) => form.querySelector(`[data-drawing-tools] [data-do="${name}"]`);
const STEP = 5; // pixels of an arrow key
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const HINTS = {
  none: "Mit „Neues Gebiet“ beginnen, oder ein Gebiet auf der Karte oder in der Liste wählen.",
  open: "Jeder Klick setzt eine Ecke; ein Klick auf die erste schließt die Fläche. Tastatur: Pfeile bewegen das Kreuz, Enter setzt, Rücktaste nimmt zurück, Esc beendet.",
  corners: "Ecken ziehen; der Punkt dazwischen fügt eine ein, Entf entfernt sie. Tastatur: Tab zur Ecke, Pfeile verschieben.",
};

let areas = readAll(list);
board?.adopt(areas);
let rows = new Map(areas.map((one) => [one.id, one.row]));
let history = new History(areas);
let picked = null;
let isOpen = false;
let aim = null;

const area = () => areas.find((one) => one.id === picked);
const others = () => areas.filter((one) => one.id !== picked && !one.locked && one.corners.length > 2).map((one) => one.corners);
const placed = (point) => board.ground(snap.checked ? board.snapped(point, others()) : point);

function show() {
  writeAll(list, areas, { blank, rows, picked });
  board?.draw(areas, { picked, isOpen, aim });
  frame?.classList.toggle("is-drawing-line", isOpen);
  button("undo").disabled = !history.can(-1);
  button("redo").disabled = !history.can(1);
  button("close").hidden = !isOpen || (area()?.corners.length ?? 0) < 3;
  hint.textContent = HINTS[isOpen ? "open" : picked ? "corners" : "none"];
  form.querySelector("[data-drawing-empty]")?.toggleAttribute("hidden", areas.length > 0);
}

// The server numbers areas in the order they were sent, and says what is wrong with them.
function taken(page, step) {
  const before = areas.filter((one) => one.locked).length;
  form.querySelector("[data-drawing-said]").replaceChildren(...page.querySelector("[data-drawing-said]").childNodes);
  const wrong = page.querySelector("[data-drawn-wrong]");
  if (board && wrong) board.wrong.replaceWith(board.wrong = document.importNode(wrong, true));
  if (step) {
    const read = readAll(page.querySelector("[data-drawing-areas]"));
    areas = read.map((one, at) => ({ ...one, id: areas[at]?.id ?? one.id }));
    const shapes = page.querySelector("[data-drawn-areas]");
    if (board && shapes) board.areas.replaceChildren(...document.importNode(shapes, true).childNodes);
    board?.adopt(areas);
  } else {
    const codes = [...page.querySelectorAll("[data-area-item] [name=schluessel]")];
    areas.forEach((one, at) => { one.code = codes[at]?.value ?? one.code; });
  }
  rows = new Map(areas.map((one, at) => [one.id, at]));
  // Corners do not tell a hole or several parts: nothing before such a shape can be brought back.
  if (step && areas.filter((one) => one.locked).length !== before) history = new History(areas);
  else if (step) history.push(areas);
  show();
}
const saving = new Saving(form, taken);

function changed() {
  history.push(areas);
  show();
  if (!isOpen) saving.soon();
}

function pick(id, open = false) {
  picked = id;
  isOpen = open;
  aim = null;
  show();
}

// Whoever goes by keyboard goes on at the map; a pointer is there anyway.
const goToMap = (event) => { if (!event?.detail) board.svg.focus({ preventScroll: true }); };

function begin(_one, event) {
  if (areas.length >= Number(form.dataset.most)) return;
  const made = added(areas, form.dataset.singular);
  areas.push(made);
  pick(made.id, Boolean(board));
  if (board) goToMap(event);
  else changed();
}

function close() {
  isOpen = false;
  aim = null;
  changed();
}

function drop() {
  const one = area();
  if (one && one.corners.length < 3) {
    one.corners = [];
    if (!rows.has(one.id)) areas = areas.filter((other) => other !== one);
  }
  pick(null);
  changed();
}

function corner(point) {
  const one = area();
  const first = one.corners.length ? board.units(one.corners[0]) : null;
  if (first && one.corners.length > 2 && Math.hypot(point[0] - first[0], point[1] - first[1]) < 12 * board.pixel) return close();
  const next = placed(point);
  if (String(one.corners.at(-1)) !== String(next)) one.corners.push(next);
  changed();
}

function goBack(step) {
  const found = history.go(step);
  if (!found) return;
  areas = found;
  const one = area();
  if (!one) [picked, isOpen] = [null, false];
  else isOpen = isOpen && one.corners.length > 0;
  show();
  if (!isOpen) saving.soon();
}

const DOES = {
  new: begin,
  close,
  undo: () => goBack(-1),
  redo: () => goBack(1),
  pick: (one, event) => { pick(one.id, Boolean(board) && one.corners.length < 3); if (isOpen) goToMap(event); },
  clear: (one) => { one.corners = []; one.typed = ""; pick(one.id, Boolean(board)); changed(); },
  remove: (one) => { areas = areas.filter((other) => other !== one); if (picked === one.id) pick(null); changed(); },
};

form.addEventListener("click", (event) => {
  const asked = event.target.closest("[data-do], [name=entfernen]");
  if (!asked) return;
  const item = asked.closest("[data-area-item]");
  const one = item ? areas[[...list.children].indexOf(item)] : null;
  if (asked.name === "entfernen" && one?.locked) return;
  event.preventDefault();
  DOES[asked.name === "entfernen" ? "remove" : asked.dataset.do](one, event);
});

form.addEventListener("submit", async (event) => {
  const by = event.submitter;
  if (by && ["stueck", "anlegen", "entfernen"].includes(by.name)) {
    event.preventDefault();
    await saving.now({ name: by.name, value: by.value });
    if (by.name === "entfernen") history = new History(areas);
  } else if (by?.name === "fertig" && (saving.isPending || isOpen)) {
    event.preventDefault();
    isOpen = false;
    if (await saving.now()) form.requestSubmit(by);
  }
});

form.addEventListener("change", (event) => {
  const item = event.target.closest("[data-area-item]");
  const one = item ? areas[[...list.children].indexOf(item)] : null;
  if (!one) return;
  if (event.target.name === "name") one.name = event.target.value.trim() || one.name;
  if (event.target.name === "ecken") {
    const corners = parsed(event.target.value);
    if (corners === null) { one.typed = event.target.value; saving.now({ name: "ansehen", value: "1" }); return; }
    Object.assign(one, { corners, typed: "" });
    picked = one.id;
    isOpen = false;
  }
  changed();
});

document.addEventListener("keydown", (event) => {
  if (event.target.matches("input:not([type=checkbox]), textarea, select")) return;
  const key = event.key.toLowerCase();
  if ((event.ctrlKey || event.metaKey) && (key === "z" || key === "y")) {
    event.preventDefault();
    goBack(key === "y" || event.shiftKey ? 1 : -1);
  }
});

if (board) {
  const svg = board.svg;
  let held = null;
  svg.setAttribute("tabindex", "0");
  form.querySelector("[data-drawing-moves]").hidden = false;
  svg.addEventListener("click", (event) => {
    if (isOpen) {
      svg.focus({ preventScroll: true });
      corner(board.at(event));
      return;
    }
    const shape = event.target.closest(".own-drawn[data-id]");
    if (shape) pick(Number(shape.dataset.id));
    else if (!event.target.closest("[data-corner], [data-after]")) pick(null);
  });
  document.addEventListener("keydown", () => frame.classList.add("uses-keys"), { capture: true });
  document.addEventListener("pointerdown", () => frame.classList.remove("uses-keys"), { capture: true });
  svg.addEventListener("dblclick", (event) => { if (isOpen && area().corners.length > 2) { event.preventDefault(); close(); } });
  svg.addEventListener("pointerdown", (event) => {
    const hand = event.target.closest("[data-corner], [data-after]");
    if (!hand || isOpen) return;
    event.stopPropagation();
    event.preventDefault();
    held = { at: Number(hand.dataset.corner ?? hand.dataset.after), isNew: "after" in hand.dataset, hasMoved: false };
    svg.setPointerCapture(event.pointerId);
  });
  svg.addEventListener("pointermove", (event) => {
    const point = board.at(event);
    if (isOpen) {
      aim = snap.checked ? board.snapped(point, others()) : point;
      board.draw(areas, { picked, isOpen, aim });
    } else if (held) {
      if (held.isNew) { area().corners.splice(held.at + 1, 0, placed(point)); held = { at: held.at + 1, isNew: false, hasMoved: true }; }
      area().corners[held.at] = placed(point);
      held.hasMoved = true;
      board.draw(areas, { picked, isOpen, aim: null });
    }
  });
  svg.addEventListener("pointerup", () => {
    if (!held) return;
    const { at, hasMoved } = held;
    held = null;
    if (hasMoved) changed();
    board.focus(at);
  });
  svg.addEventListener("keydown", (event) => {
    if (event.shiftKey || event.altKey || event.ctrlKey || event.metaKey) return;
    const way = ARROWS[event.key];
    const hand = event.target.closest("[data-corner]");
    const far = STEP * board.pixel;
    if (way && isOpen) {
      const [x, y] = aim ?? (area().corners.length ? board.units(area().corners.at(-1)) : [svg.viewBox.baseVal.x + svg.viewBox.baseVal.width / 2, svg.viewBox.baseVal.y + svg.viewBox.baseVal.height / 2]);
      aim = [x + way[0] * far * 2, y + way[1] * far * 2];
      show();
    } else if (isOpen && event.key === "Enter" && aim) corner(aim);
    else if (isOpen && event.key === "Backspace") { area().corners.pop(); changed(); }
    else if (event.key === "Escape" && isOpen) { if (area().corners.length > 2) close(); else drop(); }
    else if (event.key === "Escape" && picked) pick(null);
    else if (hand && way) {
      const at = Number(hand.dataset.corner);
      const [x, y] = board.units(area().corners[at]);
      area().corners[at] = board.ground([x + way[0] * far, y + way[1] * far]);
      changed();
      board.focus(at);
    } else if (hand && (event.key === "Delete" || event.key === "Backspace")) {
      const at = Number(hand.dataset.corner);
      if (area().corners.length > 3) { area().corners.splice(at, 1); changed(); board.focus(Math.max(0, at - 1)); }
    } else return;
    event.preventDefault();
    event.stopPropagation();
  });
  document.addEventListener("map:moved", () => board.draw(areas, { picked, isOpen, aim }));
  new ResizeObserver(() => board.draw(areas, { picked, isOpen, aim })).observe(frame);
  move({ zoom: 1, x: 0.5, y: 0.5 });
}

form.querySelector("[data-drawing-tools]").hidden = !board;
form.querySelector("[data-drawing-look]").hidden = true;
show();
