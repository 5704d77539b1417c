// SPDX-FileCopyrightText: 2026 Klammer contributors
// SPDX-License-Identifier: EUPL-1.2
// A row of filters applies as soon as something is chosen; without script its button does.

document.documentElement.classList.add("has-script");
document.addEventListener("change", (event) => {
  const form = event.target.closest("form[data-submit-on-choice]");
  if (form) form.requestSubmit();
});
