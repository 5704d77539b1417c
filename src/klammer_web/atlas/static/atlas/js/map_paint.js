// SPDX-FileCopyrightText: 2026 Klammer contributors
// SPDX-License-Identifier: EUPL-1.2
// What a switched map shows at once: classes of areas, legend, years. Only what differs is touched, and
// nothing is measured: a browser that is asked for a place lays out the whole page first.

import { said, say, shapesOf, spoken } from "./map_words.js";

const written = new WeakMap(); // part of the page → what stands in it

export function write(holder, html) {
  if (written.get(holder) === html) return;
  written.set(holder, html);
  holder.innerHTML = html;
}

const classes = new WeakMap(); // picture → class of each area as it was painted last

function paintShapes(svg, told) {
  const before = classes.get(svg) ?? [];
  const now = told.of.map((style) => told.styles[style]);
  classes.set(svg, now);
  shapesOf(svg).forEach((shape, at) => {
    say(shape, told.words[at]);
    if (before[at] === now[at]) return;
    const marks = shape.getAttribute("class").split(" ").filter((one) => one === "is-lit" || one === "is-chosen");
    shape.setAttribute("class", ["shape", now[at], ...marks].join(" "));
  });
}

function paintLabels(svg, told) {
  const labels = svg.querySelectorAll("[data-label]");
  if (!labels.length) return;
  const places = new Map(shapesOf(svg).map((shape, at) => [shape.dataset.area, at]));
  for (const label of labels) {
    const at = places.get(label.dataset.label);
    const lines = label.querySelectorAll("text");
    const first = told.words[at].split("\n")[0];
    lines[lines.length - 1].textContent = first.slice(first.lastIndexOf(": ") + 2);
    for (const line of lines) line.setAttribute("class", `map__label on-${told.styles[told.of[at]]}`);
  }
}

export function paintMap(panel, told) {
  write(panel.querySelector("[data-legend]"), told.legend);
  const caption = panel.querySelector("[data-caption]");
  if (caption) caption.textContent = told.caption;
  const svg = panel.querySelector("svg.map");
  if (!svg) {
    panel.querySelector("[data-large]")?.dispatchEvent(new CustomEvent("map:painted", { detail: told }));
    return;
  }
  const ground = svg.classList.contains("has-ground") ? " has-ground" : "";
  svg.setAttribute("class", `map ${told.palette}${ground}`);
  svg.setAttribute("aria-label", told.label);
  paintShapes(svg, told);
  paintLabels(svg, told);
}

// Names for screen readers cost more than colours: they are given when there is time.
export function nameShapes() {
  for (const svg of document.querySelectorAll("[data-panel] svg.map")) {
    for (const shape of shapesOf(svg)) shape.setAttribute("aria-label", spoken(said(shape)));
  }
}

const NAMES = ["href", "aria-current", "aria-label"];

// The same years again: the marks move, the links stay, and with them focus and scroll position.
export function turnYears(holder, html) {
  const fresh = document.createElement("template");
  fresh.innerHTML = html;
  const [now, next] = [holder, fresh.content].map((one) => [...one.querySelectorAll("a")]);
  if (now.length !== next.length || now.some((link, at) => link.dataset.year !== next[at].dataset.year)) {
    holder.innerHTML = html;
    return;
  }
  now.forEach((link, at) => {
    link.parentElement.className = next[at].parentElement.className;
    for (const name of NAMES) {
      const text = next[at].getAttribute(name);
      if (text === null) link.removeAttribute(name);
      else if (link.getAttribute(name) !== text) link.setAttribute(name, text);
    }
  });
  const focused = document.activeElement;
  if (holder.contains(focused) && !focused.hasAttribute("aria-current")) holder.querySelector("[aria-current]")?.focus({ preventScroll: true });
}
