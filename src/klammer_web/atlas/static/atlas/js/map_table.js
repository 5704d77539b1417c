// SPDX-FileCopyrightText: 2026 Klammer contributors
// SPDX-License-Identifier: EUPL-1.2
// The rows of the twin table after a switch: values, comparison, order.

function valueCell(row, told, key, trace) {
  const [plain, meaning] = told;
  const cell = row.cells[1];
  const before = cell.firstElementChild;
  if (trace.length && meaning === "") {
    const link = before?.matches("a") ? before : Object.assign(document.createElement("a"), { className: "trace", title: "Woher kommt diese Zahl?" });
    link.href = trace[0] + key + trace[1];
    link.textContent = plain;
    if (link !== before) cell.replaceChildren(link);
  } else {
    const sign = before?.matches("abbr") ? before : Object.assign(document.createElement("abbr"), { className: "sign" });
    sign.title = meaning;
    sign.textContent = plain;
    if (sign !== before) cell.replaceChildren(sign);
  }
}

// The rows come after the picture; they are put in order where no browser looks on.
export function paintTable(told) {
  const columns = told.columns.split(" ");
  const at = (name) => 1 + ["wert", "daneben", "spannweite", "gegen"].filter((one) => columns.includes(one)).indexOf(name);
  const holder = document.getElementById("figur-tabelle");
  const body = holder.querySelector("tbody");
  const frame = holder.querySelector(".table-frame");
  const [top, focused] = [frame?.scrollTop, document.activeElement];
  const [table, after] = [body.parentElement, body.nextSibling];
  body.remove();
  const rows = new Map([...body.querySelectorAll("tr[data-area]")].map((row) => [row.dataset.area, row]));
  for (const [key, cells] of Object.entries(told.rows)) {
    const row = rows.get(key);
    if (!row) continue;
    valueCell(row, cells, key, told.trace);
    if (columns.includes("daneben")) row.cells[at("daneben")].textContent = cells[5];
    if (columns.includes("spannweite")) row.cells[at("spannweite")].textContent = cells[2];
    if (columns.includes("gegen")) {
      const mark = Object.assign(document.createElement("span"), { className: `stands__mark ${cells[4]}` });
      row.cells[at("gegen")].replaceChildren(...(cells[3] ? [mark, cells[3]] : []));
    }
  }
  [...body.querySelectorAll("tr.is-own")].forEach((row, number) => {
    const [name, plain, interval] = told.comparators[number] ?? ["", "", ""];
    row.hidden = !name;
    row.cells[0].textContent = name;
    row.cells[1].textContent = plain;
    if (columns.includes("spannweite")) row.cells[at("spannweite")].textContent = interval;
  });
  const wanted = told.order.map((key) => rows.get(key)).filter(Boolean);
  const now = [...body.querySelectorAll("tr[data-area]")];
  if (wanted.some((row, place) => row !== now[place])) body.append(...wanted);
  table.insertBefore(body, after);
  if (body.contains(focused)) focused.focus({ preventScroll: true });
  if (top) frame.scrollTop = top;
  holder.dispatchEvent(new CustomEvent("table:changed", { bubbles: true }));
}
