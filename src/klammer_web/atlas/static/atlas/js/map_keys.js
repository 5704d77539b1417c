// SPDX-FileCopyrightText: 2026 Klammer contributors
// SPDX-License-Identifier: EUPL-1.2
// One tab stop for a whole map: arrow keys go to the area beside, Enter does what a click does.

import { said, say, spoken } from "./map_words.js";

const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const LEAN = 2.5; // how much worse it is to lie aside than to lie far away

function middle(shape) {
  const box = shape.getBoundingClientRect();
  return [box.x + box.width / 2, box.y + box.height / 2];
}

// The nearest of several points in a direction; null when none lies there.
export function nearest([x, y], others, [dx, dy], place) {
  let best = null;
  let least = Infinity;
  for (const other of others) {
    const [ox, oy] = place(other);
    const ahead = (ox - x) * dx + (oy - y) * dy;
    const aside = Math.abs((ox - x) * dy) + Math.abs((oy - y) * dx);
    if (ahead <= 0.5 || aside > 1.5 * ahead + 4) continue;
    const cost = ahead + LEAN * aside;
    if (cost < least) [best, least] = [other, cost];
  }
  return best;
}

function beside(shape, step) {
  const others = [...shape.ownerSVGElement.querySelectorAll(".shape")].filter((one) => one !== shape);
  return nearest(middle(shape), others, step, middle);
}

function enter(shape) {
  const svg = shape.ownerSVGElement;
  for (const one of svg.querySelectorAll(".shape[tabindex='0']")) one.setAttribute("tabindex", "-1");
  shape.setAttribute("tabindex", "0");
  shape.focus({ preventScroll: false });
}

// The words of an area become its name; it takes the place of the link around it.
export function prepare(svg, { role = "link" } = {}) {
  const shapes = [...svg.querySelectorAll(".shape")];
  for (const shape of shapes) {
    const link = shape.closest("a");
    if (link) {
      shape.dataset.address = link.getAttribute("href");
      link.replaceWith(shape);
    }
    const title = shape.querySelector("title");
    say(shape, title?.textContent ?? "");
    title?.remove(); // said by the map's own note, which the keyboard reaches as well
    shape.setAttribute("role", role);
    shape.setAttribute("tabindex", "-1");
    shape.setAttribute("aria-label", spoken(said(shape)));
  }
  const first = svg.querySelector(".shape.is-chosen") ?? shapes[0];
  if (first) first.setAttribute("tabindex", "0");
  svg.dataset.keys = "ready";
}

document.addEventListener("keydown", (event) => {
  const shape = event.target.closest?.("svg[data-keys] .shape");
  if (!shape || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (event.key in STEPS) {
    event.preventDefault();
    const next = beside(shape, STEPS[event.key]);
    if (next) enter(next);
  } else if (event.key === "Enter" || event.key === " ") {
    event.preventDefault();
    shape.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, view: window }));
  }
});

document.addEventListener("click", (event) => {
  const address = event.target.closest?.("svg[data-keys] .shape")?.dataset.address;
  if (!address || event.defaultPrevented) return;
  if (event.ctrlKey || event.metaKey) window.open(address, "_blank", "noopener");
  else location.assign(address);
});

const all = () => document.querySelectorAll("[data-map] svg.map:not([data-keys])");
const start = () => { for (const svg of all()) prepare(svg); };
start();
document.addEventListener("htmx:afterSettle", start);
