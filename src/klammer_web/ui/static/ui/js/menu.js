// SPDX-FileCopyrightText: 2026 Klammer contributors
// SPDX-License-Identifier: EUPL-1.2
// Menus of the head: the rooms fold away on a phone; what was opened closes on Escape and outside.

const head = document.querySelector(".head");
const button = document.querySelector(".menu-button");
document.documentElement.classList.add("has-menu");

button?.addEventListener("click", () => {
  const isOpen = head.classList.toggle("is-open");
  button.setAttribute("aria-expanded", String(isOpen));
});

const menus = () => document.querySelectorAll(".menu[open], .switcher[open]");

document.addEventListener("click", (event) => {
  for (const menu of menus()) if (!menu.contains(event.target)) menu.open = false;
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of menus()) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});
