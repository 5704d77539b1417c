// SPDX-FileCopyrightText: 2026 Klammer contributors
// SPDX-License-Identifier: EUPL-1.2
// Whoever enlarges a map finds names and values where there is room for them.

import { windowOf } from "./map_move.js";
import { said, shapesOf } from "./map_words.js";

const SVG = "http://www.w3.org/2000/svg";
const [LETTER, LINE, MOST] = [8.4, 19, 45]; // as klammer.presentation.maps measures them
const FROM = 2; // on a crowded map no name below this enlargement

function lines(shape) {
  const first = said(shape).split("\n")[0];
  const at = first.lastIndexOf(": ");
  return [first.slice(0, at).replace(/^(Landkreis|Kreis) /, ""), first.slice(at + 2)];
}

function label(svg, shape, x, y, zoom) {
  const group = document.createElementNS(SVG, "g");
  group.setAttribute("class", "map__words");
  group.setAttribute("aria-hidden", "true");
  group.setAttribute("data-label", shape.dataset.area);
  group.setAttribute("transform", `translate(${x.toFixed(1)} ${y.toFixed(1)})${zoom === 1 ? "" : ` scale(${1 / zoom})`}`);
  const style = [...shape.classList].find((one) => !["shape", "is-lit", "is-chosen"].includes(one));
  lines(shape).forEach((text, number) => {
    const line = document.createElementNS(SVG, "text");
    line.setAttribute("class", `map__label on-${style}`);
    line.setAttribute("y", String(-LINE / 2 + LINE * number + 6));
    line.textContent = text;
    group.append(line);
  });
  svg.append(group);
}

function write(svg, zoom) {
  for (const old of svg.querySelectorAll(".map__words")) old.remove();
  const shapes = shapesOf(svg);
  if (shapes.length > MOST && zoom < FROM) return;
  const view = svg.viewBox.baseVal;
  const taken = [];
  const found = shapes.map((shape) => [shape, shape.getBBox()])
    .filter(([, box]) => box.x < view.x + view.width && box.x + box.width > view.x && box.y < view.y + view.height && box.y + box.height > view.y)
    .sort(([, one], [, other]) => other.width - one.width);
  for (const [shape, box] of found) {
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    const half = LETTER * Math.max(...lines(shape).map((one) => one.length)) / 2 / zoom;
    const high = LINE / zoom;
    const fits = 2 * half <= box.width * 1.05 && x - half > view.x && x + half < view.x + view.width && y - high > view.y && y + high < view.y + view.height;
    if (!fits || taken.some(([a, b, c, d]) => x - half < c && a < x + half && y - high < d && b < y + high)) continue;
    // The middle of what surrounds an area may lie in its neighbour.
    const at = new DOMPoint(x, y).matrixTransform(svg.getScreenCTM());
    const there = document.elementFromPoint(at.x, at.y);
    if (there && there.matches(".shape") && there !== shape) continue;
    taken.push([x - half, y - high, x + half, y + high]);
    label(svg, shape, x, y, zoom);
  }
}

document.addEventListener("map:settled", () => {
  for (const frame of document.querySelectorAll("[data-map-page] [data-frame]")) {
    const svg = frame.querySelector("svg.map");
    if (svg) write(svg, windowOf(frame).zoom);
  }
});
