// SPDX-FileCopyrightText: 2026 Klammer contributors
// SPDX-License-Identifier: EUPL-1.2
// Keeps what is typed into a long form: <form data-autosave="ADDRESS"> with an element
// [data-autosave-said] inside. Three seconds after the last key the state is sent; the page says
// quietly when. Nothing is sent that was not changed.
"use strict";

const QUIET = 3000;
const AGAIN = 15000;

function watch(form) {
  const said = form.querySelector("[data-autosave-said]");
  let changed = false;
  let timer = 0;

  async function send() {
    clearTimeout(timer);
    if (!changed) return;
    changed = false;
    try {
      const answer = await fetch(form.dataset.autosave, {
        method: "POST", body: new FormData(form), keepalive: true, redirect: "error",
      });
      if (!answer.ok) throw new Error(String(answer.status));
      const kept = await answer.json();
      said.textContent = `Entwurf gespeichert ${kept.at}`;
    } catch {
      changed = true;
      said.textContent = "Entwurf noch nicht gespeichert – es wird weiter versucht.";
      timer = setTimeout(send, AGAIN);
    }
  }

  form.addEventListener("input", () => {
    changed = true;
    clearTimeout(timer);
    timer = setTimeout(send, QUIET);
  });
  form.addEventListener("submit", () => { changed = false; clearTimeout(timer); });
  document.addEventListener("visibilitychange", () => { if (document.hidden) send(); });
}

for (const form of document.querySelectorAll("form[data-autosave]")) watch(form);
