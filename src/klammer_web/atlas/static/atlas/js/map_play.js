// SPDX-FileCopyrightText: 2026 Klammer contributors
// SPDX-License-Identifier: EUPL-1.2
// The years one after the other, until the last one or until somebody wants to look.

import { go } from "./map_switch.js";

const EACH = 1100; // milliseconds a year is shown
let playing = 0;

const button = () => document.querySelector("[data-play]");
const links = () => [...document.querySelectorAll("[data-years] a")];
const here = () => links().findIndex((one) => one.hasAttribute("aria-current"));

function stop() {
  clearTimeout(playing);
  playing = 0;
  if (button()) button().textContent = "Abspielen";
}

async function next(at) {
  const link = links()[at];
  if (!link) { stop(); return; }
  await go(link.href, { push: at === links().length - 1 });
  if (playing) playing = setTimeout(() => next(here() + 1), EACH);
}

document.addEventListener("click", (event) => {
  if (!event.target.closest?.("[data-play]")) { if (playing) stop(); return; }
  if (playing) { stop(); return; }
  button().textContent = "Anhalten";
  playing = 1;
  next(here() === links().length - 1 ? 0 : here() + 1);
});
document.addEventListener("keydown", (event) => { if (event.key === "Escape" && playing) stop(); });

function start() {
  if (button() && document.querySelector("[data-panel] [data-frame]")) button().hidden = false;
}
start();
document.addEventListener("htmx:afterSettle", start);
