// SPDX-FileCopyrightText: 2026 Klammer contributors
// SPDX-License-Identifier: EUPL-1.2
// Keeping a drawing while it grows: one request after the other, the answer says what is wrong.

const clock = () => new Date().toLocaleTimeString("de-DE", { hour: "2-digit", minute: "2-digit" });

export class Saving {
  constructor(form, taken) {
    Object.assign(this, { form, taken, waiting: 0, running: Promise.resolve() });
    this.words = form.querySelector("[data-drawing-saved]");
    // Whoever leaves at once loses nothing.
    addEventListener("pagehide", () => {
      if (this.waiting) fetch(this.address, { method: "POST", body: new FormData(form), keepalive: true });
    });
  }

  get address() { return this.form.getAttribute("action") || location.href; }

  soon() {
    clearTimeout(this.waiting);
    this.words.textContent = "wird gespeichert …";
    this.waiting = setTimeout(() => this.now(), 700);
  }

  // Resolves to the page that answered; null when nothing could be kept.
  now(step) {
    clearTimeout(this.waiting);
    this.waiting = 0;
    this.running = this.running.then(() => this.send(step));
    return this.running;
  }

  get isPending() { return Boolean(this.waiting); }

  async send(step) {
    const body = new FormData(this.form);
    if (step) body.set(step.name, step.value);
    try {
      const answer = await fetch(this.address, { method: "POST", body, headers: { Accept: "text/html" } });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (!answer.ok) {
        const why = page.querySelector("[role=alert], .field__error")?.textContent.trim().replace(/\s+/g, " ");
        this.words.textContent = `Nicht gespeichert. ${why ?? "Laden Sie die Seite neu."}`;
        return null;
      }
      this.form.elements.stand.value = page.querySelector("[name=stand]").value;
      this.words.textContent = `gespeichert ${clock()}`;
      this.taken(page, step);
      return page;
    } catch {
      this.words.textContent = "Nicht gespeichert: keine Verbindung. Beim nächsten Schritt wird es noch einmal versucht.";
      return null;
    }
  }
}
