// SPDX-FileCopyrightText: 2026 Klammer contributors
// SPDX-License-Identifier: EUPL-1.2
// Behind an @ people are offered. Without script the name is typed as plain text.

const BEGUN = /(^|[^\p{L}\p{N}_])@([\p{L}\p{N}.\-]*(?: [\p{L}\p{N}.\-]*){0,2})$/u;
let field = null;
let list = null;
let chosen = -1;
let waiting = 0;
let asked = 0;

const begun = () => BEGUN.exec(field.value.slice(0, field.selectionStart));
const options = () => (list ? [...list.querySelectorAll("[role=option]")] : []);

function close() {
  asked += 1;
  clearTimeout(waiting);
  if (list) list.remove();
  list = null;
  chosen = -1;
  if (field) {
    field.removeAttribute("aria-activedescendant");
    field.removeAttribute("aria-controls");
  }
}

function open(html) {
  close();
  list = document.createElement("ul");
  list.id = "personen";
  list.className = "talk__people";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Personen");
  list.innerHTML = html;
  if (!options().length) return close();
  field.after(list);
  field.setAttribute("aria-controls", list.id);
  list.addEventListener("mousedown", (event) => {
    const option = event.target.closest("[role=option]");
    event.preventDefault();
    if (option) take(option);
  });
  mark(0);
  return undefined;
}

function mark(number) {
  const all = options();
  chosen = (number + all.length) % all.length;
  all.forEach((one, place) => one.setAttribute("aria-selected", String(place === chosen)));
  field.setAttribute("aria-activedescendant", all[chosen].id);
}

function take(option) {
  const match = begun();
  if (match) {
    const end = field.selectionStart;
    const start = end - match[2].length;
    field.setRangeText(`${option.dataset.name} `, start, end, "end");
  }
  close();
  field.focus();
}

async function ask() {
  const match = begun();
  const section = field.closest("[data-people]");
  if (!match || !section) return close();
  asked += 1;
  const mine = asked;
  const address = `${section.dataset.people}&q=${encodeURIComponent(match[2])}`;
  const answer = await fetch(address, { headers: { "HX-Request": "true" } });
  if (mine === asked && answer.ok) open(await answer.text());
  return undefined;
}

document.addEventListener("input", (event) => {
  if (!event.target.matches("textarea[data-mentions]")) return;
  field = event.target;
  clearTimeout(waiting);
  if (begun()) waiting = setTimeout(ask, 150);
  else close();
});

document.addEventListener("keydown", (event) => {
  if (!list || event.target !== field) return;
  if (event.key === "ArrowDown") mark(chosen + 1);
  else if (event.key === "ArrowUp") mark(chosen - 1);
  else if (event.key === "Enter" || event.key === "Tab") take(options()[chosen]);
  else if (event.key === "Escape") close();
  else return;
  event.preventDefault();
});

document.addEventListener("focusout", (event) => {
  if (event.target === field) close();
});
