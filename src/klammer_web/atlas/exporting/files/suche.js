// SPDX-FileCopyrightText: 2026 Klammer contributors
// SPDX-License-Identifier: EUPL-1.2
// Finds areas and indicators by parts of their names; without it the lists are there.

const form = document.querySelector("#suche");
const found = form.querySelector("#treffer");
const plain = (text) => text.toLowerCase().replace(/ä/g, "ae").replace(/ö/g, "oe").replace(/ü/g, "ue").replace(/ß/g, "ss");
const entries = (await (await fetch("verzeichnis.json")).json()).map(([title, address, more]) => ({ title, address, words: plain(`${title} ${more}`), head: plain(title) }));

form.hidden = false;
form.addEventListener("submit", (event) => event.preventDefault());
form.querySelector("input").addEventListener("input", (event) => {
  const words = plain(event.target.value).split(/\s+/).filter(Boolean);
  const hits = words.length ? entries.filter((one) => words.every((word) => one.words.includes(word))) : [];
  hits.sort((a, b) => Number(b.head.startsWith(words[0])) - Number(a.head.startsWith(words[0])));
  found.replaceChildren(...hits.slice(0, 12).map((one) => {
    const item = document.createElement("li"), link = document.createElement("a");
    link.href = one.address;
    link.textContent = one.title;
    item.append(link);
    return item;
  }));
});
