// SPDX-FileCopyrightText: 2026 Klammer contributors
// SPDX-License-Identifier: EUPL-1.2
// Map and table are twins: what is pointed at in one is lit in the other.

document.documentElement.classList.add("has-script");

const partners = (key) => document.querySelectorAll(`[data-map] [data-area="${CSS.escape(key)}"]`);
let lit = "";

function light(key) {
  if (key === lit) return;
  for (const one of lit ? partners(lit) : []) one.classList.remove("is-lit");
  for (const one of key ? partners(key) : []) {
    one.classList.add("is-lit");
    // Drawn last, so that the neighbours' borders do not cover its own.
    const holder = one.closest("svg a") ?? (one.matches("svg .shape") ? one : null);
    if (holder && one.matches(":not(:hover, :focus)")) holder.parentNode.insertBefore(holder, holder.parentNode.querySelector(".lines"));
  }
  lit = key;
}

function follow(event) {
  const inside = event.target.closest?.("[data-map] [data-area]");
  light(inside ? inside.dataset.area : "");
}

// An address that ends in an area's name marks that area in both.
const chosen = location.hash.match(/^#gebiet-(\w+)$/)?.[1];
for (const one of chosen ? partners(chosen) : []) one.classList.add("is-chosen");

// Whoever comes with such an address sees first what the page is about; the table shows the row in its
// own frame. Coming back, the place where they were is kept.
function arrive() {
  const row = chosen && document.getElementById(`gebiet-${chosen}`);
  const frame = row && row.closest(".table-frame");
  if (!frame || performance.getEntriesByType("navigation")[0]?.type !== "navigate") return;
  frame.scrollTop += row.getBoundingClientRect().y - frame.getBoundingClientRect().y - frame.clientHeight / 2;
  document.getElementById("figur-titel")?.scrollIntoView();
}
addEventListener("load", () => setTimeout(arrive));

document.addEventListener("pointerover", follow);
document.addEventListener("focusin", follow);
