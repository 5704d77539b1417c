// SPDX-FileCopyrightText: 2026 Klammer contributors
// SPDX-License-Identifier: EUPL-1.2
// Lists: short addresses, one open menu, and how many rows are selected. Works without, too.
"use strict";

document.documentElement.classList.add("has-script");

document.addEventListener("htmx:configRequest", (event) => {
  if (!event.target.matches("[data-listing]")) return;
  const sent = event.detail.formData;
  for (const [name, text] of [...sent.entries()]) if (text === "") sent.delete(name);
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const open = document.querySelector(".menu[open]");
  if (!open) return;
  open.open = false;
  open.querySelector("summary").focus();
});

document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll(".menu[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

function count(form) {
  const boxes = [...form.querySelectorAll("input[name=wahl]")];
  const ticked = boxes.filter((box) => box.checked).length;
  const words = { 0: "Ausgewählte Zeilen", 1: "1 Zeile" };
  form.querySelector("[data-bulk-count]").textContent = words[ticked] ?? `${ticked} Zeilen`;
  form.querySelector("[data-bulk-bar]").classList.toggle("is-lit", ticked > 0);
  const all = form.querySelector("[data-bulk-all]");
  all.checked = ticked === boxes.length;
  all.indeterminate = ticked > 0 && ticked < boxes.length;
}

function begin(root) {
  const form = root.querySelector("[data-bulk]");
  if (!form) return;
  form.querySelector(".bulk__all").hidden = false;
  count(form);
}

document.addEventListener("change", (event) => {
  const form = event.target.closest("[data-bulk]");
  if (!form) return;
  if (event.target.matches("[data-bulk-all]")) {
    for (const box of form.querySelectorAll("input[name=wahl]")) box.checked = event.target.checked;
  }
  count(form);
});
document.addEventListener("htmx:afterSettle", () => begin(document));
begin(document);
