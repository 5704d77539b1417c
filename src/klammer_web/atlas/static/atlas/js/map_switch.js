// SPDX-FileCopyrightText: 2026 Klammer contributors
// SPDX-License-Identifier: EUPL-1.2
// Another year, group of people, indicator, colour: the map changes at once from a small answer, and
// what stands around it follows. Whatever cannot be switched this way is loaded as a page.

import { windowOf, withWord, word } from "./map_move.js";
import { nameShapes, paintMap, turnYears, write } from "./map_paint.js";
import { paintTable } from "./map_table.js";

const SWITCHED = new Set(["kennzahl", "jahr", "vergleich", "unterschied", "klassen", "grenzen", "skala"]);
const answers = new Map(); // address of an answer → promise of it
const MOST_ANSWERS = 60;
const ROWS_AFTER = 60; // milliseconds: the frame is shown by then

const page = () => document.querySelector("[data-map-page]");
const byId = (id) => document.getElementById(id);

function answerAddress(address) {
  const url = new URL(address, location.href);
  return withWord(withWord(`${url.pathname}ansicht.json${url.search}`, "lage", ""), "freigabe", page().dataset.root);
}

function ask(address) {
  const at = answerAddress(address);
  if (!answers.has(at)) {
    if (answers.size > MOST_ANSWERS) answers.delete(answers.keys().next().value);
    answers.set(at, fetch(at, { headers: { Accept: "application/json" } }).then((answer) => {
      if (!answer.ok) throw new Error(`${answer.status}`);
      return answer.json();
    }).catch((error) => { answers.delete(at); throw error; }));
  }
  return answers.get(at);
}

let shown = null; // the answer that the page shows
let waiting = 0;

// The picture first; what costs a browser more follows when the frame is shown and nobody switches on.
function soon(told, isSame) {
  clearTimeout(waiting);
  const work = () => {
    if (told !== shown) return;
    nameShapes();
    if (isSame) paintTable(told);
  };
  const idle = window.requestIdleCallback ? () => requestIdleCallback(work, { timeout: 250 }) : work;
  waiting = setTimeout(idle, ROWS_AFTER);
}

function paint(told) {
  shown = told;
  document.querySelectorAll("[data-panel]").forEach((panel, number) => paintMap(panel, told.maps[number]));
  write(byId("figur-kopf"), told.head);
  turnYears(byId("figur-jahre"), told.years);
  page().dataset.series = told.series;
  const isSame = told.columns === page().dataset.columns && told.order.length > 0
    && told.order.length === byId("figur-tabelle").querySelectorAll("tr[data-area]").length;
  byId("figur-tabelle").setAttribute("aria-busy", String(!isSame));
  soon(told, isSame);
  document.dispatchEvent(new CustomEvent("map:switched"));
  return isSame;
}

let following = 0;
let latest = 0;

// What is around the map comes from the page itself, when nobody switches on.
function follow(address, withTable) {
  clearTimeout(following);
  const mine = latest;
  following = setTimeout(async () => {
    const answer = await fetch(address);
    if (!answer.ok || mine !== latest) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (mine !== latest) return;
    const ids = ["auswahl", ...[...document.querySelectorAll("[data-follow]")].map((one) => one.id)];
    if (withTable) ids.push("figur-tabelle");
    const focused = document.activeElement?.id;
    for (const id of ids) {
      const there = fresh.getElementById(id);
      const here = byId(id);
      if (!there || !here || here.isEqualNode(there)) continue;
      here.replaceWith(there);
      window.htmx?.process(there);
    }
    page().dataset.columns = fresh.querySelector("[data-map-page]").dataset.columns;
    if (focused && document.activeElement?.id !== focused) byId(focused)?.focus({ preventScroll: true });
    document.dispatchEvent(new CustomEvent("figure:changed"));
  }, 220);
}

// The address and what is asked for next are no part of the picture: they follow in a task of their own.
function afterwards(work) {
  requestAnimationFrame(() => setTimeout(work));
}

export async function go(address, { push = true } = {}) {
  const mine = ++latest;
  const frame = document.querySelector("[data-frame]");
  const lage = frame ? word(windowOf(frame)) : "";
  try {
    const told = await ask(address);
    if (mine !== latest) return;
    const panels = document.querySelectorAll("[data-panel]").length;
    if (told.place !== page().dataset.place || told.maps.length !== panels) throw new Error("another map");
    const isSame = paint(told);
    const full = withWord(told.address, "lage", lage);
    afterwards(() => {
      if (push && full !== location.pathname + location.search) history.pushState({ map: true }, "", full);
      if (mine !== latest) return;
      document.title = `${told.title} · Klammer`;
      follow(full, !isSame);
      ahead();
    });
  } catch {
    if (mine === latest) location.assign(withWord(address, "lage", lage));
  }
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("[data-years] a, #figur-gruppen a");
  if (!link || !canSwitch() || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  go(link.href);
});

const canSwitch = () => Boolean(page() && document.querySelector("[data-panel] [data-frame]"));

// Before the form asks for a new page: most of it can be switched.
document.addEventListener("change", (event) => {
  const form = event.target.closest?.("#auswahl");
  if (!form || !canSwitch() || !SWITCHED.has(event.target.name)) return;
  event.stopPropagation();
  const words = new URLSearchParams(new FormData(form));
  go(`${location.pathname}?${words}`);
}, { capture: true });

document.addEventListener("keydown", (event) => {
  const link = event.target.closest?.("[data-years] a");
  if (!link || event.altKey || event.ctrlKey || event.metaKey) return;
  const all = [...document.querySelectorAll("[data-years] a")];
  const at = { ArrowLeft: all.indexOf(link) - 1, ArrowRight: all.indexOf(link) + 1, Home: 0, End: all.length - 1 }[event.key];
  if (at === undefined || !all[at]) return;
  event.preventDefault();
  all[at].focus({ preventScroll: true });
  go(all[at].href);
});

document.addEventListener("pointerover", (event) => {
  const link = event.target.closest?.("[data-years] a");
  if (link && event.buttons === 1 && canSwitch()) go(link.href);
});

addEventListener("popstate", (event) => {
  if (event.state?.map && canSwitch()) go(location.href, { push: false });
});

// The years beside are asked for before somebody wants them, all of them once somebody reaches out.
function ahead(all = false) {
  if (navigator.connection?.saveData) return;
  const links = [...document.querySelectorAll("[data-years] a")];
  const here = links.findIndex((one) => one.hasAttribute("aria-current"));
  const near = all ? links : links.filter((_, at) => Math.abs(at - here) === 1);
  near.reduce((before, link) => before.then(() => ask(link.href)).catch(() => {}), Promise.resolve());
}
const reach = (event) => { if (event.target.closest?.("[data-years], #wahl-jahr")) ahead(true); };
document.addEventListener("pointerover", reach, { passive: true });
document.addEventListener("focusin", reach);
document.addEventListener("htmx:afterSettle", reveal);

// On a narrow screen the year shown is in sight.
function reveal() {
  const here = document.querySelector("[data-years] [aria-current]");
  const row = here?.closest("[data-years]");
  if (row && row.scrollWidth > row.clientWidth) row.scrollLeft += here.getBoundingClientRect().x - row.getBoundingClientRect().x - row.clientWidth / 2;
}

// Other parts of the map need other pictures of the base map; the page knows which.
document.addEventListener("map:settled", async () => {
  if (!document.querySelector("svg.has-ground")) return;
  const answer = await fetch(location.href);
  if (!answer.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelectorAll("svg.map .ground");
  document.querySelectorAll("svg.map .ground").forEach((ground, at) => { if (fresh[at]) ground.replaceWith(fresh[at]); });
});

function start() {
  reveal();
  if (!canSwitch()) return;
  if (!history.state) history.replaceState({ map: true }, "", location.href);
  (window.requestIdleCallback ?? setTimeout)(() => ahead());
}
if (document.readyState === "complete") start();
else addEventListener("load", start);
