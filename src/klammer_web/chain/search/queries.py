# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads: what fits a question among everything a seat may see, the best first."""

import math
from dataclasses import dataclass, field
from functools import lru_cache

from django.db.models import Count

from klammer_web.accounts.seats import Seat
from klammer_web.chain.models import SearchEntry, SearchWord
from klammer_web.chain.search import index
from klammer_web.chain.search.asking import All, Any, Asked, Token, in_title, kind_token
from klammer_web.chain.search.questions import Question, question
from klammer_web.chain.search.readers import tokens_of
from klammer_web.chain.search.words import STOPWORDS, stem, words

PAGE = 20
MOST_COUNTED = 1_000
_CANDIDATES = 300  # newest entries ranked: so many with the words in the title, so many elsewhere


@dataclass(frozen=True, slots=True)
class Hit:
    """One object that fits, with the sentence of its text in which the words stand."""

    entry: SearchEntry
    excerpt: tuple[tuple[str, bool], ...] = ()


@dataclass(frozen=True)
class Results:
    """What was found.

    count          entries that fit, counted up to MOST_COUNTED
    kinds          kind → number among the counted entries of all kinds, most first
    mended         word as typed → word it was taken for
    is_loose       nothing fits all words: these fit some
    """

    hits: tuple[Hit, ...] = ()
    count: int = 0
    page: int = 1
    kinds: dict[str, int] = field(default_factory=dict)
    mended: dict[str, str] = field(default_factory=dict)
    is_loose: bool = False

    @property
    def is_capped(self) -> bool:
        """Whether there are more than were counted."""
        return self.count >= MOST_COUNTED

    @property
    def has_more(self) -> bool:
        """Whether another page can be ranked."""
        return self.page * PAGE < min(self.count, 2 * _CANDIDATES)


def search(seat: Seat, text: str, *, kind: str = "", page: int = 1) -> Results:
    """Return what the seat may see and what fits the text; with `kind` only objects of it."""
    asked = question(text)
    if asked is None:
        return Results()
    readers = Any(tuple(Token(token) for token in tokens_of(seat)))
    words_asked, is_loose = asked.every, False
    rows = index.find(All((words_asked, readers)), most=MOST_COUNTED)
    if not rows and len(asked.terms) > 1:
        words_asked, is_loose = asked.some, True
        rows = index.find(All((words_asked, readers)), most=MOST_COUNTED)
    kinds = _by_kind(rows)
    if kind:
        readers = All((readers, Token(kind_token(kind))))
        rows = index.find(All((words_asked, readers)), most=MOST_COUNTED)
    ranked = _ranked(words_asked, readers, rows, asked)[(page - 1) * PAGE : page * PAGE]
    shown = SearchEntry.objects.in_bulk(ranked)
    entries = [shown[pk] for pk in ranked if pk in shown]
    hits = tuple(Hit(entry, _excerpt(entry.text, asked.stems)) for entry in entries)
    return Results(hits, len(rows), page, kinds, asked.mended, is_loose)


def _by_kind(rows: list[int]) -> dict[str, int]:
    counted = SearchEntry.objects.filter(pk__in=rows).values_list("kind").annotate(Count("pk"))
    return dict(sorted(counted, key=lambda one: (-one[1], one[0])))


def _ranked(words_asked: Asked, readers: Asked, rows: list[int], asked: Question) -> list[int]:
    """Return the keys of the best entries, the best first; texts are not read for that."""
    titled = index.find(All((in_title(words_asked), readers)), most=_CANDIDATES)
    best = {*titled, *(rows[:_CANDIDATES] if len(titled) < _CANDIDATES else ())}
    entries = SearchEntry.objects.filter(pk__in=best).values_list("title", "weight", "pk")
    rare = _rarity(asked.stems)
    order = sorted((-_score(title, weight, rare), title, pk) for title, weight, pk in entries)
    return [pk for _, _, pk in order]


def _rarity(stems: frozenset[str]) -> dict[str, float]:
    """How telling each word is: the rarer, the more."""
    counts = dict.fromkeys(stems, 0)
    for token, number in SearchWord.objects.filter(stem__in=stems).values_list("stem", "count"):
        counts[token] += number
    return {token: 1 / math.log(2.7 + number) for token, number in counts.items()}


def _score(title: str, weight: int, rare: dict[str, float]) -> float:
    said = [one for piece in title.split() for one in _telling_stems(piece)]
    there = [token for token in rare if token in said]
    share = len(there) / (len(said) or 1)
    first = 0.5 if said and said[0] in rare else 0.0
    return 3 * sum(rare[token] for token in there) + share + first + 0.25 * weight


def _excerpt(text: str, stems: frozenset[str]) -> tuple[tuple[str, bool], ...]:
    """Cut the piece around the first word that fits; pairs (text, whether it is marked)."""
    pieces = text.split()
    found = (at for at, piece in enumerate(pieces[:2_000]) if not stems.isdisjoint(_stems(piece)))
    first = next(found, None)
    if first is None:
        return ()
    at = max(first - 8, 0)
    shown = [(piece, not stems.isdisjoint(_stems(piece))) for piece in pieces[at : at + 28]]
    before = [("…", False)] if at else []
    after = [("…", False)] if at + 28 < len(pieces) else []
    return (*before, *shown, *after)


@lru_cache(maxsize=100_000)
def _stems(piece: str) -> tuple[str, ...]:
    """The stems of what stands between two spaces; texts say the same words again and again."""
    return tuple(stem(word) for word in words(piece))


@lru_cache(maxsize=50_000)
def _telling_stems(piece: str) -> tuple[str, ...]:
    """The same, without words that every text has."""
    return tuple(stem(word) for word in words(piece) if word not in STOPWORDS)
