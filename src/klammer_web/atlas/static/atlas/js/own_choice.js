// SPDX-FileCopyrightText: 2026 Klammer contributors
// SPDX-License-Identifier: EUPL-1.2
// Every step of a choice can be taken back, stands in the address, and says what it comes to.

const PLACE = ["ebene", "stand", "bereich", "name", "gebiet", "fassung"];

export function follow(form, { chosen, put }) {
  const said = form.querySelector("[data-own-sum]");
  const buttons = [...form.querySelectorAll("[data-own-step]")];
  let states = [chosen()];
  let at = 0;
  let waiting = 0;
  let asked = null;

  function words() {
    const found = new URLSearchParams();
    for (const name of PLACE) {
      const value = form.elements[name]?.value;
      if (value) found.set(name, value);
    }
    if (states[at].length) found.set("teile", states[at].join(","));
    return String(found).replaceAll("%2C", ",");
  }

  async function say() {
    asked?.abort();
    asked = new AbortController();
    try {
      const answer = await fetch(`${said.dataset.ownSum}?${words()}`, { signal: asked.signal });
      if (answer.ok) said.innerHTML = await answer.text();
    } catch (error) {
      if (error.name !== "AbortError") said.textContent = `${states[at].length} ausgewählt. Summe: keine Verbindung.`;
    }
  }

  function show() {
    for (const one of buttons) one.disabled = states[at + Number(one.dataset.ownStep)] === undefined;
    history.replaceState(history.state, "", `${location.pathname}?${words()}`);
    clearTimeout(waiting);
    waiting = setTimeout(say, 200);
  }

  function go(step) {
    if (states[at + step] === undefined) return;
    at += step;
    put(states[at]);
    show();
  }

  for (const one of buttons) one.addEventListener("click", () => go(Number(one.dataset.ownStep)));
  document.addEventListener("keydown", (event) => {
    const key = event.key.toLowerCase();
    const isText = event.target.matches("input:not([type=checkbox]), textarea");
    if (isText || !(event.ctrlKey || event.metaKey) || (key !== "z" && key !== "y")) return;
    event.preventDefault();
    go(key === "y" || event.shiftKey ? 1 : -1);
  });

  return {
    changed() {
      states = [...states.slice(0, at + 1), chosen()].slice(-200);
      at = states.length - 1;
      show();
    },
  };
}
