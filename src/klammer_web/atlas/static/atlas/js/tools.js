// SPDX-FileCopyrightText: 2026 Klammer contributors
// SPDX-License-Identifier: EUPL-1.2
// Copying with one click, as text and as table; panels that close by Escape and a click beside.

function hand(event, text, html) {
  event.clipboardData.setData("text/plain", text);
  event.clipboardData.setData("text/html", html);
  event.preventDefault();
}

// Works also where the page is not served encrypted: there browsers have no other clipboard.
function copyByEvent(text, html) {
  const give = (event) => hand(event, text, html);
  document.addEventListener("copy", give, { once: true });
  const done = document.execCommand("copy");
  document.removeEventListener("copy", give);
  return done;
}

async function copy(text, html) {
  if (navigator.clipboard?.write && globalThis.ClipboardItem) {
    const parts = { "text/plain": new Blob([text], { type: "text/plain" }), "text/html": new Blob([html], { type: "text/html" }) };
    try {
      await navigator.clipboard.write([new ClipboardItem(parts)]);
      return true;
    } catch {
      // refused: the older way asks nobody
    }
  }
  return copyByEvent(text, html);
}

async function onClick(event) {
  const summary = event.target.closest?.("[data-copy] > summary");
  for (const open of document.querySelectorAll(".tools__more[open]")) {
    if (!open.contains(event.target)) open.open = false;
  }
  if (!summary || summary.parentElement.open) return;
  event.preventDefault();
  const field = summary.parentElement.querySelector("[data-copy-text]");
  const said = summary.closest(".tools").querySelector("[data-copy-said]");
  if (await copy(field.value, field.dataset.html)) {
    said.textContent = "Kopiert: Text, Zahlen und Quelle";
  } else {
    summary.parentElement.open = true;
    field.select();
    said.textContent = "Bitte mit Strg+C kopieren";
  }
}

function onKey(event) {
  const open = event.key === "Escape" && document.querySelector(".tools__more[open]");
  if (!open) return;
  open.open = false;
  open.querySelector("summary").focus();
}

if (!globalThis.klammerTools) {
  globalThis.klammerTools = true;
  document.addEventListener("click", onClick);
  document.addEventListener("keydown", onKey);
}
