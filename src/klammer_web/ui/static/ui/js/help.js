// SPDX-FileCopyrightText: 2026 Klammer contributors
// SPDX-License-Identifier: EUPL-1.2
// F1 opens and closes what the page says about itself; Escape closes it. No single letter or sign
// is taken: people who dictate would open it by speaking (WCAG 2.1.4).

const panel = document.getElementById("hilfe");
const opener = panel?.querySelector("summary");

document.addEventListener("keydown", (event) => {
  if (!panel || event.defaultPrevented) return;
  if (event.key === "F1" && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    panel.open = !panel.open;
    opener.focus();
  } else if (event.key === "Escape" && panel.open && panel.contains(document.activeElement)) {
    panel.open = false;
    opener.focus();
  }
});
