// SPDX-FileCopyrightText: 2026 Klammer contributors
// SPDX-License-Identifier: EUPL-1.2
// Read the values of one year off a drawing: by pointer, by touch, or step by step with two buttons.
// The drawing carries every year's values as titles; without this script they show as tooltips.

function prepare(holder) {
  holder.dataset.ready = "yes";
  const charts = [...holder.querySelectorAll("svg.chart")].map((svg) => [...svg.querySelectorAll(".year")]);
  const texts = (charts[0] ?? []).map((year) => year.querySelector("title").textContent.split("\n"));
  if (texts.length < 2) return;
  for (const years of charts) for (const year of years) year.querySelector("title").remove();
  const rows = new Map([...(holder.closest(".figure")?.querySelectorAll("tr[data-year]") ?? [])].map((row) => [row.dataset.year, row]));
  let at = texts.length - 1;

  const panel = document.createElement("div");
  panel.className = "reading no-print";
  const steps = document.createElement("div");
  steps.className = "reading__steps";
  const [back, on] = [["‹", "Jahr davor", -1], ["›", "Jahr danach", 1]].map(([sign, label, step]) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = sign;
    button.setAttribute("aria-label", label);
    button.addEventListener("click", () => show(at + step));
    return button;
  });
  steps.append(back, on);
  const output = document.createElement("output");
  panel.append(steps, output);
  holder.append(panel);

  function show(number) {
    at = Math.max(0, Math.min(texts.length - 1, number));
    const [year, ...values] = texts[at];
    const head = document.createElement("strong");
    head.textContent = year;
    output.replaceChildren(head, ...values.map((value) => Object.assign(document.createElement("span"), { textContent: value })));
    for (const years of charts) years.forEach((one, place) => one.classList.toggle("is-read", place === at));
    for (const [name, row] of rows) row.classList.toggle("is-read", name === year);
    back.disabled = at === 0;
    on.disabled = at === texts.length - 1;
  }

  for (const years of charts) years.forEach((year, place) => {
    for (const name of ["pointerenter", "click"]) year.addEventListener(name, () => show(place));
  });
  panel.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!step) return;
    event.preventDefault();
    show(at + step);
  });
  show(at);
}

const all = () => document.querySelectorAll("[data-readable]:not([data-ready])").forEach(prepare);
all();
document.addEventListener("htmx:afterSettle", all);
