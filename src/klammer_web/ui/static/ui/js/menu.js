// SPDX-FileCopyrightText: 2026 Klammer contributors
// SPDX-License-Identifier: EUPL-1.2
// Menus: the rooms fold away on a phone; what was opened closes on Escape and outside, and the focus
// goes back to where it came from.

const head = document.querySelector(".head");
const button = document.querySelector(".menu-button");
document.documentElement.classList.add("has-menu");

function fold(isOpen) {
  head.classList.toggle("is-open", isOpen);
  button.setAttribute("aria-expanded", String(isOpen));
}

button?.addEventListener("click", () => fold(!head.classList.contains("is-open")));

const menus = () => document.querySelectorAll(".menu[open], .switcher[open], .tools__more[open]");

document.addEventListener("click", (event) => {
  for (const menu of menus()) if (!menu.contains(event.target)) menu.open = false;
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  if (head.classList.contains("is-open")) {
    fold(false);
    button.focus();
  }
  for (const menu of menus()) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});
