// SPDX-FileCopyrightText: 2026 Klammer contributors
// SPDX-License-Identifier: EUPL-1.2
// The search in the head offers what fits while somebody types. Without this script it is a form.

const SHORTEST = 2; // letters
const MOST_KEPT = 60;
const QUIET = 600; // milliseconds after which the number of offers is said

function prepare(field) {
  const list = Object.assign(document.createElement("ul"), { id: `${field.id}-liste`, className: "suggest", hidden: true });
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Vorschläge");
  const said = Object.assign(document.createElement("span"), { className: "kern-sr-only" });
  said.setAttribute("role", "status");
  field.form.append(list, said);
  for (const [name, word] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-controls", list.id], ["aria-expanded", "false"]]) field.setAttribute(name, word);

  const kept = new Map(); // words → what was offered
  let isAsking = false;
  let chosen = -1;
  let telling = 0;
  const options = () => [...list.children];

  function choose(number) {
    chosen = number;
    options().forEach((one, at) => one.setAttribute("aria-selected", String(at === number)));
    if (number < 0) field.removeAttribute("aria-activedescendant");
    else field.setAttribute("aria-activedescendant", options()[number].id);
  }

  function show(isOpen) {
    list.hidden = !isOpen;
    field.setAttribute("aria-expanded", String(isOpen));
    choose(-1);
    clearTimeout(telling);
    if (isOpen) telling = setTimeout(() => { said.textContent = `${list.childElementCount} Vorschläge, mit den Pfeiltasten zu erreichen`; }, QUIET);
    else said.textContent = "";
  }

  const typed = () => field.value.trim().replace(/\s+/g, " ");

  function offer(html) {
    list.innerHTML = html;
    options().forEach((one, at) => { one.id = `${list.id}-${at + 1}`; });
    show(list.childElementCount > 0);
  }

  // One question at a time: what was typed meanwhile is asked when the answer is there.
  async function ask() {
    const words = typed();
    if (words.length < SHORTEST) { show(false); return; }
    if (kept.has(words)) { offer(kept.get(words)); return; }
    if (isAsking) return;
    isAsking = true;
    try {
      const answer = await fetch(`${field.dataset.suggest}?${new URLSearchParams({ q: words })}`);
      if (kept.size > MOST_KEPT) kept.clear();
      kept.set(words, answer.ok ? await answer.text() : "");
    } catch {
      kept.set(words, ""); // nothing is offered; the form still searches
    }
    isAsking = false;
    if (document.activeElement !== field) return;
    if (typed() === words) offer(kept.get(words));
    else ask();
  }

  const STEPS = { ArrowDown: 1, ArrowUp: -1 };
  field.addEventListener("input", ask);
  field.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !list.hidden) {
      event.preventDefault(); // the words stay
      event.stopPropagation();
      show(false);
    } else if (event.key in STEPS && list.hidden) {
      ask();
    } else if (event.key in STEPS) {
      event.preventDefault();
      const all = list.childElementCount + 1; // the last one is the field itself
      choose((chosen + 1 + STEPS[event.key] + all) % all - 1);
    } else if (event.key === "Enter" && chosen >= 0) {
      event.preventDefault();
      location.assign(options()[chosen].dataset.address);
    }
  });
  list.addEventListener("pointerdown", (event) => event.preventDefault()); // the field keeps the focus
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[data-address]");
    if (option && (event.ctrlKey || event.metaKey)) window.open(option.dataset.address, "_blank", "noopener");
    else if (option) location.assign(option.dataset.address);
  });
  field.form.addEventListener("focusout", () => show(false));
}

for (const field of document.querySelectorAll("[data-suggest]")) prepare(field);
