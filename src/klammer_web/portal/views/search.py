# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The search over everything one may see."""

from urllib.parse import urlencode

from django.shortcuts import render
from django.views.decorators.http import require_safe

from klammer_web.accounts.queries import seat_of
from klammer_web.atlas.pages.entry import detail_of, pair_words
from klammer_web.atlas.queries.lookup import named_together
from klammer_web.catalogue.instance import current_release
from klammer_web.chain.search import entries
from klammer_web.chain.search.queries import search as find

LONGEST = 200  # letters of a question
_MOST_OFFERED = 7  # while somebody types
_MOST_PAIRS = 3
_MOST_WORDS = 6  # of a text that may name an indicator and an area


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
            "pairs": [] if kind or page > 1 else _pairs(request, text),
            "kind": kind,
            "kinds": kinds,
            "all_address": f"?{urlencode({'q': text})}",
            "hits": [(hit, entries.label(hit.entry.kind)) for hit in results.hits],
            "results": results,
            "more": more if results.has_more else "",
            "crumbs": [("Start", "/"), ("Suche", "")],
        },
    )


@require_safe
def suggest(request):
    """Answer the first of what fits, as a list below the field; nothing where nothing does."""
    text = request.GET.get("q", "").strip()[:LONGEST]
    pairs = [
        (said, series, f"Verlauf · {detail}") for said, series, _, detail in _pairs(request, text)
    ]
    found = find(seat_of(request), text)
    hits = [
        (hit.entry.title, hit.entry.address, hit.entry.detail or entries.label(hit.entry.kind))
        for hit in (() if found.is_loose and pairs else found.hits)
    ]
    offered = [*pairs, *hits][:_MOST_OFFERED]
    response = render(request, "portal/_suggestions.html", {"offered": offered})
    response["Cache-Control"] = "private, max-age=60"
    return response


def _pairs(request, text: str) -> list[tuple[str, str, str, str]]:
    """Return (words, series, map, kind of area) where a text names an indicator and an area."""
    release = current_release(request)
    if release is None or not 1 < len(text.split()) <= _MOST_WORDS:
        return []
    found = named_together(release, text[:80])[:_MOST_PAIRS]
    return [(*pair_words(choice, area, release), detail_of(area)) for choice, area in found]


def _page(text: str) -> int:
    return min(max(int(text), 1), 30) if text.isdecimal() and len(text) < 4 else 1
