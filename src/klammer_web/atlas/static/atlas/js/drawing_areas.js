// SPDX-FileCopyrightText: 2026 Klammer contributors
// SPDX-License-Identifier: EUPL-1.2
// The areas of a drawing: read from the list, written into it, and every state to go back to.

let given = 0;
const number = new Intl.NumberFormat("de-DE", { maximumFractionDigits: 2, minimumFractionDigits: 2 });

// Corners as the list writes them: metres east and north, one corner a line; null for anything else.
export function parsed(text) {
  const corners = [];
  for (const line of text.split("\n")) {
    if (!line.trim()) continue;
    const pair = line.trim().split(/\s+/).map(Number);
    if (pair.length !== 2 || !pair.every(Number.isFinite) || pair[0] < 2e5 || pair[0] > 1e6 || pair[1] < 52e5 || pair[1] > 62e5) return null;
    corners.push(pair);
  }
  return corners;
}

export const written = (corners) => corners.map(([x, y]) => `${Math.round(x * 10) / 10} ${Math.round(y * 10) / 10}`).join("\n");

function readItem(item) {
  const field = (name) => item.querySelector(`[name="${name}"]`).value;
  const locked = item.hasAttribute("data-locked");
  const corners = locked ? [] : parsed(field("ecken"));
  return { row: field("reihe"), code: field("schluessel"), name: field("name"), locked, corners: corners ?? [], typed: corners ? "" : field("ecken"), state: item.querySelector("[data-area-state]").textContent };
}

export function readAll(list) {
  return [...list.querySelectorAll("[data-area-item]")].map((item) => ({ ...readItem(item), id: (given += 1) }));
}

export const added = (areas, singular) => {
  const names = new Set(areas.map((one) => one.name));
  let at = areas.length + 1;
  while (names.has(`${singular} ${at}`)) at += 1;
  return { id: (given += 1), row: "", code: "", name: `${singular} ${at}`, locked: false, corners: [], typed: "", state: "" };
};

const size = (corners) => Math.abs(corners.reduce((sum, [x, y], at) => {
  const [nx, ny] = corners[(at + 1) % corners.length];
  return sum + (x - corners[0][0]) * (ny - corners[0][1]) - (nx - corners[0][0]) * (y - corners[0][1]);
}, 0)) / 2e6;

export function said({ corners, locked, state, typed }) {
  if (locked || typed) return state;
  if (!corners.length) return "noch nicht gezeichnet";
  const counted = corners.length === 1 ? "1 Ecke" : `${corners.length} Ecken`;
  return corners.length < 3 ? counted : `${counted} · ${number.format(size(corners))} km²`;
}

// The list shows the areas; a field in which somebody writes is left alone.
export function writeAll(list, areas, { blank, rows, picked }) {
  while (list.children.length > areas.length) list.lastElementChild.remove();
  areas.forEach((area, at) => {
    let item = list.children[at];
    if (!item || item.hasAttribute("data-locked") !== area.locked) {
      const made = blank.content.firstElementChild.cloneNode(true);
      if (item) item.replaceWith(made); else list.append(made);
      item = made;
    }
    const put = (name, value) => {
      const field = item.querySelector(`[name="${name}"]`);
      if (field && field !== document.activeElement && field.value !== value) field.value = value;
    };
    put("reihe", String(rows.get(area.id) ?? ""));
    put("schluessel", area.code);
    put("name", area.name);
    item.toggleAttribute("data-locked", area.locked);
    put("ecken", area.locked ? "-" : area.typed || written(area.corners));
    item.querySelector("[data-area-state]").textContent = said(area);
    item.classList.toggle("is-picked", area.id === picked);
    const pick = item.querySelector("[data-do=pick]");
    pick.hidden = area.locked || area.id === picked;
    pick.textContent = area.corners.length ? "bearbeiten" : "zeichnen";
    pick.setAttribute("aria-label", `${area.name} ${pick.textContent}`);
    for (const one of item.querySelectorAll("[data-do=clear]")) one.hidden = !area.corners.length;
    for (const one of item.querySelectorAll("[data-do=remove], [name=entfernen]")) {
      one.hidden = false;
      one.setAttribute("aria-label", `${area.name} entfernen`);
    }
  });
}

const copy = (areas) => areas.map((one) => ({ ...one, corners: one.corners.map((corner) => [...corner]) }));

export class History {
  constructor(areas) {
    this.states = [copy(areas)];
    this.at = 0;
  }

  push(areas) {
    this.states = [...this.states.slice(0, this.at + 1), copy(areas)].slice(-100);
    this.at = this.states.length - 1;
  }

  go(step) {
    if (!this.can(step)) return null;
    this.at += step;
    return copy(this.states[this.at]);
  }

  can(step) {
    return this.at + step >= 0 && this.at + step < this.states.length;
  }
}
