// SPDX-FileCopyrightText: 2026 Klammer contributors
// SPDX-License-Identifier: EUPL-1.2
// A long table can be searched; on a phone its first rows come first, the rest on demand. By keyboard
// it is one stop: arrow keys go from row to row and from link to link.

const FIRST = 25;
const isPhone = () => matchMedia("(max-width: 48rem)").matches;
const plain = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").replace(/ß/g, "ss").toLowerCase();

function prepare(holder) {
  holder.dataset.ready = "yes";
  const rows = [...holder.querySelectorAll("tbody tr[data-area]")];
  if (rows.length <= 10) return;
  const search = holder.querySelector("[data-table-search]");
  const more = holder.querySelector("[data-table-more]");
  let isWhole = !isPhone() || rows.length <= FIRST || location.hash.startsWith("#gebiet-");
  const show = () => {
    const wanted = plain(search.querySelector("input").value.trim());
    rows.forEach((row, at) => {
      const fits = plain(row.querySelector("th").textContent).includes(wanted);
      row.hidden = !fits || (!wanted && !isWhole && at >= FIRST);
    });
    more.hidden = isWhole || Boolean(wanted);
  };
  more.querySelector("button .kern-label").textContent = `Alle ${rows.length} zeigen`;
  more.addEventListener("click", () => { isWhole = true; show(); rows[FIRST]?.querySelector("a")?.focus(); });
  search.hidden = false;
  search.addEventListener("input", show);
  show();
  for (const link of rows.flatMap((row) => [...row.querySelectorAll("a")])) link.tabIndex = -1;
  const first = rows[0].querySelector("a");
  if (first) first.tabIndex = 0;
}

const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
document.addEventListener("keydown", (event) => {
  const link = event.target.closest?.("[data-long-table] tbody tr[data-area] a");
  if (!link || !(event.key in STEPS) || event.altKey || event.ctrlKey || event.metaKey) return;
  const [down, right] = STEPS[event.key];
  const row = link.closest("tr");
  const links = [...row.querySelectorAll("a")];
  const rows = [...row.parentNode.querySelectorAll("tr[data-area]:not([hidden])")];
  const place = rows.indexOf(row) + down;
  const aside = links.indexOf(link) + right;
  const target = rows[place] && [...rows[place].querySelectorAll("a")];
  const next = target && (target[aside] ?? (right ? null : target[target.length - 1]));
  if (!next) return;
  event.preventDefault();
  link.tabIndex = -1;
  next.tabIndex = 0;
  next.focus();
});

const start = () => { for (const one of document.querySelectorAll("[data-long-table]:not([data-ready])")) prepare(one); };
start();
document.addEventListener("htmx:afterSettle", start);
document.addEventListener("figure:changed", start);
