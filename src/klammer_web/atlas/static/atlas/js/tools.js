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

// The picture as PNG is drawn here, twice as fine as it is shown, from the same file as the SVG.
async function takePicture(link) {
  const said = link.closest(".tools").querySelector("[data-copy-said]");
  said.textContent = "Das Bild wird gezeichnet …";
  const picture = new Image();
  picture.src = link.href;
  try {
    await picture.decode();
    const canvas = document.createElement("canvas");
    canvas.width = 2 * picture.naturalWidth;
    canvas.height = 2 * picture.naturalHeight;
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise((done) => canvas.toBlob(done, "image/png"));
    const save = document.createElement("a");
    save.href = URL.createObjectURL(blob);
    save.download = `${link.dataset.name}.png`;
    save.click();
    setTimeout(() => URL.revokeObjectURL(save.href), 10000);
    said.textContent = "Das Bild ist geladen";
  } catch {
    said.textContent = "Das Bild ließ sich nicht zeichnen. Als SVG können Sie es laden.";
  }
}

function onPicture(event) {
  const link = event.target.closest?.("[data-png] a");
  if (!link) return;
  event.preventDefault();
  link.closest("details").open = false;
  takePicture(link);
}

function show(part) {
  for (const one of part.querySelectorAll?.("[data-png][hidden]") ?? []) one.hidden = false;
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
  document.addEventListener("click", onPicture);
  document.addEventListener("keydown", onKey);
  document.addEventListener("htmx:afterSwap", (event) => show(event.detail.elt.parentElement ?? document));
  show(document);
}
