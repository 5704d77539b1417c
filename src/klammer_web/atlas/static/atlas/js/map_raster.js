// SPDX-FileCopyrightText: 2026 Klammer contributors
// SPDX-License-Identifier: EUPL-1.2
// Which area lies at each point of a picture: found once for a part of the map. Other colours are then
// laid on without drawing an outline again, and who is pointed at needs no search.

export const NOBODY = 0x7fffffff;

// The rings of a relative path on a grid of so many positions a unit, and the box around them.
// Neighbours share their borders point by point, so they are rounded alike and no gap opens.
export function ringsOf(d, grid) {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  const rings = [];
  for (const ring of d.split("M").slice(1)) {
    const numbers = ring.match(/-?\d*\.?\d+/g);
    const points = [];
    let [x, y, keptX, keptY] = [0, 0, NaN, NaN];
    for (let at = 0; at + 1 < numbers.length; at += 2) {
      x += Number(numbers[at]);
      y += Number(numbers[at + 1]);
      if (x < left) left = x;
      if (x > right) right = x;
      if (y < top) top = y;
      if (y > bottom) bottom = y;
      const [nextX, nextY] = [Math.round(x * grid) / grid, Math.round(y * grid) / grid];
      if (nextX === keptX && nextY === keptY) continue;
      points.push(keptX = nextX, keptY = nextY);
    }
    if (points.length > 4) rings.push(points);
  }
  return { rings, box: [left, top, right, bottom] };
}

// Where the edges of one area cross each row of points; a hole is crossed like a border.
function cross(rings, { scale, dx, dy, high }, rows) {
  let [first, last] = [high, -1];
  for (const points of rings) {
    let x = points[points.length - 2] * scale + dx;
    let y = points[points.length - 1] * scale + dy;
    for (let at = 0; at < points.length; at += 2) {
      const [fromX, fromY] = [x, y];
      x = points[at] * scale + dx;
      y = points[at + 1] * scale + dy;
      const [upper, lower] = fromY < y ? [fromY, y] : [y, fromY];
      const begin = Math.max(0, Math.ceil(upper - 0.5));
      const end = Math.min(high, Math.ceil(lower - 0.5));
      if (begin >= end) continue;
      const slope = (x - fromX) / (y - fromY);
      for (let row = begin; row < end; row += 1) rows[row].push(fromX + (row + 0.5 - fromY) * slope);
      if (begin < first) first = begin;
      if (end > last) last = end;
    }
  }
  return [first, last];
}

// The number of the area at each point of a picture `wide` × `high`, row by row. `shapes` gives the
// rings of an area by its number, or nothing where it lies outside; `scale`, `dx`, `dy` place them.
export function ownersOf(count, shapes, place) {
  const { wide, high } = place;
  const owners = new Int32Array(wide * high).fill(NOBODY);
  const rows = Array.from({ length: high }, () => []);
  for (let area = 0; area < count; area += 1) {
    const rings = shapes(area);
    if (!rings) continue;
    const [first, last] = cross(rings, place, rows);
    for (let row = first; row < last; row += 1) {
      const found = rows[row];
      if (found.length > 2) found.sort((one, other) => one - other);
      else if (found[0] > found[1]) found.reverse();
      const start = row * wide;
      for (let at = 0; at + 1 < found.length; at += 2) {
        const from = Math.max(0, Math.ceil(found[at] - 0.5));
        const to = Math.min(wide, Math.ceil(found[at + 1] - 0.5));
        for (let x = from; x < to; x += 1) owners[start + x] = area;
      }
      found.length = 0;
    }
  }
  return owners;
}

const SEVERAL = NOBODY - 1;

// The same for the points of a picture, each of which is made of `fine` × `fine` finer ones: which area
// it lies in, and the places where several meet, with the four that do.
export function pointsOf(owners, { wide, high }, fine) {
  const [across, down] = [wide / fine, high / fine];
  const inside = new Int32Array(across * down);
  const places = [];
  const meeting = [];
  for (let y = 0; y < down; y += 1) {
    for (let x = 0; x < across; x += 1) {
      const corner = y * fine * wide + x * fine;
      const area = owners[corner];
      const place = y * across + x;
      inside[place] = area;
      if (fine === 1) continue;
      const [right, below, opposite] = [owners[corner + 1], owners[corner + wide], owners[corner + wide + 1]];
      if (area === right && area === below && area === opposite) continue;
      inside[place] = SEVERAL;
      places.push(place);
      meeting.push(area, right, below, opposite);
    }
  }
  return { inside, places: Int32Array.from(places), meeting: Int32Array.from(meeting), across };
}

// Mix of four colours as bytes red, green, blue, opacity; what belongs to nobody lets through.
function mixed(one, two, three, four) {
  const parts = [0, 8, 16].map((byte) => [one, two, three, four].reduce((sum, part) => sum + (part >>> byte & 255) * (part >>> 24), 0));
  const alpha = (one >>> 24) + (two >>> 24) + (three >>> 24) + (four >>> 24);
  if (alpha === 0) return 0;
  return Math.round(parts[0] / alpha) | Math.round(parts[1] / alpha) << 8 | Math.round(parts[2] / alpha) << 16 | Math.round(alpha / 4) << 24;
}

const PAIR = 0xff00ff; // two of the bytes, with room to add four of them

function blended(one, two, three, four) {
  if (one === two && one === three && one === four) return one;
  if ((one & two & three & four) >>> 24 !== 255) return mixed(one, two, three, four);
  const outer = (one & PAIR) + (two & PAIR) + (three & PAIR) + (four & PAIR);
  const inner = (one >>> 8 & 255) + (two >>> 8 & 255) + (three >>> 8 & 255) + (four >>> 8 & 255);
  return outer >>> 2 & PAIR | inner >>> 2 << 8 | 0xff << 24;
}

const meanOf = ({ points }) => blended(points[0], points[points.length >> 2], points[points.length >> 1], points[points.length - 1]);

// Lay colours on `out` (Int32Array): `brushes` are numbers (a colour) or squares of numbers (a
// pattern), `of` names the brush of each area. Where areas meet, a pattern counts with its mean.
export function colour(out, { inside, places, meeting, across }, of, brushes) {
  const flat = brushes.map((brush) => (typeof brush === "number" ? brush : meanOf(brush)));
  const isFlat = brushes.map((brush) => typeof brush === "number");
  const colours = Int32Array.from(of, (brush) => flat[brush]);
  const tiled = Uint8Array.from(of, (brush) => (isFlat[brush] ? 0 : 1));
  for (let place = 0; place < inside.length; place += 1) {
    const area = inside[place];
    if (area >= SEVERAL) continue;
    if (tiled[area] === 0) { out[place] = colours[area]; continue; }
    const { points, side } = brushes[of[area]];
    out[place] = points[(place / across | 0) % side * side + place % across % side];
  }
  const at = (area) => (area === NOBODY ? 0 : colours[area]);
  for (let number = 0; number < places.length; number += 1) {
    const first = 4 * number;
    out[places[number]] = blended(at(meeting[first]), at(meeting[first + 1]), at(meeting[first + 2]), at(meeting[first + 3]));
  }
}
