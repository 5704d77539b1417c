// SPDX-FileCopyrightText: 2026 Klammer contributors
// SPDX-License-Identifier: EUPL-1.2
// Picture and table are twins: who points at an area in one sees it in the other.

const light = (area, on) => {
  for (const root of document.querySelectorAll("[data-linked]")) {
    for (const one of root.querySelectorAll(`[data-area="${CSS.escape(area)}"]`)) {
      one.classList.toggle("is-lit", on);
    }
  }
};

const areaOf = (event) => event.target.closest?.("[data-linked] [data-area]")?.dataset.area;

for (const [begin, end] of [["pointerover", "pointerout"], ["focusin", "focusout"]]) {
  document.addEventListener(begin, (event) => {
    const area = areaOf(event);
    if (area) light(area, true);
  });
  document.addEventListener(end, (event) => {
    const area = areaOf(event);
    if (area) light(area, false);
  });
}
