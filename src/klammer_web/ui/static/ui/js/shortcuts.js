// SPDX-FileCopyrightText: 2026 Klammer contributors
// SPDX-License-Identifier: EUPL-1.2
// Single keys: "/" searches, "g" and a letter opens a room, "?" lists them. Off while somebody types,
// and for whoever switched them off (WCAG 2.1.4): then this file is not loaded at all.

const WAIT = 1200; // milliseconds between "g" and its letter
const dialog = document.getElementById("tastatur");
let asked = 0;

const types = (target) =>
  target.isContentEditable || ["INPUT", "SELECT", "TEXTAREA"].includes(target.tagName);

function go(letter) {
  const room = document.querySelector(`[data-key="${CSS.escape(letter)}"]`);
  if (room) room.click();
  return Boolean(room);
}

function pressed(event) {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return false;
  if (types(event.target) || dialog.open) return false;
  if (performance.now() - asked < WAIT && /^[a-z]$/.test(event.key)) {
    asked = 0;
    return go(event.key);
  }
  if (event.key === "g") asked = performance.now();
  if (event.key === "/") {
    const field = document.getElementById("kopfsuche");
    document.querySelector(".head").classList.add("is-open");
    field?.focus();
    return Boolean(field);
  }
  if (event.key === "?") dialog.showModal();
  return event.key === "?";
}

document.addEventListener("keydown", (event) => {
  if (pressed(event)) event.preventDefault();
});
