// SPDX-FileCopyrightText: 2026 Klammer contributors
// SPDX-License-Identifier: EUPL-1.2
// A page may change its year without being loaded anew: ways to other pages then follow its address.

const KEPT = ["ebene", "stand", "jahr", "bereich", "merkmal"];

const follow = (event) => {
  const link = event.target.closest?.("[data-ways-follow] a");
  if (!link) return;
  const here = new URLSearchParams(location.search);
  const there = new URL(link.href);
  for (const word of KEPT) {
    if (here.get(word)) there.searchParams.set(word, here.get(word));
  }
  link.href = there.pathname + there.search.replaceAll("%3A", ":").replaceAll("%2C", ",");
};

for (const kind of ["pointerdown", "focusin", "click"]) document.addEventListener(kind, follow, true);
