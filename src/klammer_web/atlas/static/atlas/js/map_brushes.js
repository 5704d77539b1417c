// SPDX-FileCopyrightText: 2026 Klammer contributors
// SPDX-License-Identifier: EUPL-1.2
// The colours and patterns of a legend as numbers, for pictures that are coloured point by point.

const TILE = 6; // pixels a pattern repeats after
const known = new Map(); // scheme, legend and class → brush
const dark = matchMedia("(prefers-color-scheme: dark)");

const surface = (side) => {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = side;
  return canvas.getContext("2d", { willReadFrequently: true });
};
const points = (context, side) => new Int32Array(context.getImageData(0, 0, side, side).data.buffer);

function probed(holder, name, read) {
  const probe = document.createElement("span");
  probe.className = name;
  probe.hidden = true;
  holder.append(probe);
  const found = read(probe);
  probe.remove();
  return found;
}

function plain(legend, style) {
  const context = surface(1);
  context.fillStyle = probed(legend, `legend__swatch ${style}`, (probe) => getComputedStyle(probe).backgroundColor);
  context.fillRect(0, 0, 1, 1);
  return points(context, 1)[0];
}

function pattern(style, ratio) {
  const side = TILE * ratio;
  const context = surface(side);
  const resolved = (name) => probed(document.body, "", (probe) => { probe.style.color = `var(${name})`; return getComputedStyle(probe).color; });
  context.scale(ratio, ratio);
  context.fillStyle = resolved("--ground");
  context.fillRect(0, 0, TILE, TILE);
  context.fillStyle = context.strokeStyle = resolved("--data-hatch");
  if (style === "maybe-zero") {
    context.beginPath();
    context.arc(3, 3, 1.1, 0, 7);
    context.fill();
  } else {
    context.lineWidth = 1.6;
    for (const from of [-TILE, 0, TILE]) { context.beginPath(); context.moveTo(from, TILE); context.lineTo(from + TILE, 0); context.stroke(); }
  }
  return { side, points: points(context, side) };
}

// A number (red, green, blue, opacity as bytes), or a square of such numbers.
export function brushOf(legend, style, ratio) {
  const asked = `${dark.matches} ${document.documentElement.dataset.kernTheme} ${legend.className} ${style} ${ratio}`;
  if (!known.has(asked)) known.set(asked, ["suppressed", "maybe-zero"].includes(style) ? pattern(style, Math.round(ratio)) : plain(legend, style));
  return known.get(asked);
}
