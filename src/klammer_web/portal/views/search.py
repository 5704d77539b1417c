# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The search over everything one may see."""

from urllib.parse import urlencode

from django.shortcuts import render

from klammer_web.accounts.queries import seat_of
from klammer_web.chain.search import entries
from klammer_web.chain.search.queries import search as find

LONGEST = 200  # letters of a question


def search(request):
    """Show what fits the words, the best first; without words say what can be found."""
    text = request.GET.get("q", "").strip()[:LONGEST]
    kind = request.GET.get("art", "")[:60]
    page = _page(request.GET.get("seite", ""))
    results = find(seat_of(request), text, kind=kind, page=page)
    kinds = [
        (entries.label(key), number, f"?{urlencode({'q': text, 'art': key})}", key == kind)
        for key, number in results.kinds.items()
    ]
    more = f"?{urlencode({'q': text, 'art': kind, 'seite': page + 1})}"
    return render(
        request,
        "portal/search.html",
        {
            "text": text,
            "kind": kind,
            "kinds": kinds,
            "all_address": f"?{urlencode({'q': text})}",
            "hits": [(hit, entries.label(hit.entry.kind)) for hit in results.hits],
            "results": results,
            "more": more if results.has_more else "",
            "crumbs": [("Start", "/"), ("Suche", "")],
        },
    )


def _page(text: str) -> int:
    return min(max(int(text), 1), 30) if text.isdecimal() and len(text) < 4 else 1
