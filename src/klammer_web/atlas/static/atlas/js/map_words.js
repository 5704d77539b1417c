// SPDX-FileCopyrightText: 2026 Klammer contributors
// SPDX-License-Identifier: EUPL-1.2
// What is said of each area: read from the picture once, changed when the map is switched.

const words = new WeakMap();

export function say(shape, text) {
  words.set(shape, text);
}

export function said(shape) {
  return words.get(shape) ?? "";
}

// "Name: value" and what follows, as one sentence for a screen reader.
export const spoken = (text) => text.replaceAll("\n", ", ");

// The areas of a picture in the order of their keys, which is the order of every answer.
const known = new WeakMap();
export function shapesOf(svg) {
  if (!known.has(svg)) {
    const found = [...svg.querySelectorAll(".shape[data-area]")];
    known.set(svg, found.sort((one, other) => (one.dataset.area < other.dataset.area ? -1 : 1)));
  }
  return known.get(svg);
}
