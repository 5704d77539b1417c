# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""From what a person types to what is asked of the index."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.db.models import Count

from klammer_web.chain.models import SearchGram, SearchWord
from klammer_web.chain.search import compounds
from klammer_web.chain.search.asking import All, Any, Asked, Token
from klammer_web.chain.search.words import stem, telling, trigrams

MOST_WORDS = 12
_LONGER = 12  # words of the instance that contain a part which does not occur alone
_NEAR = 3  # words of the instance offered for one that it does not know
_ALIKE = 0.5  # share of common trigrams from which a word counts as mistyped
Stems = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """The words of a question, each with what else may stand for it, and what was mended.

    terms       for each word: what must be there
    stems       the stems asked for, to rank and to mark
    mended      word as typed → word of the instance it was taken for
    """

    terms: tuple[Asked, ...]
    stems: frozenset[str]
    mended: dict[str, str]

    @property
    def every(self) -> Asked:
        """All words."""
        return All(self.terms)

    @property
    def some(self) -> Asked:
        """At least one of the words."""
        return Any(self.terms)


def question(text: str) -> Question | None:
    """Read what a person typed; None when there is no word in it."""
    typed = list(dict.fromkeys(telling(text[:300])))[:MOST_WORDS]
    if not typed:
        return None
    stems = tuple(stem(word) for word in typed)
    terms: list[Asked] = []
    mended: dict[str, str] = {}
    at = 0
    while at < len(typed):
        length, others = _same(stems, at)
        own = [
            _word(word, is_last=at + number == len(typed) - 1, mended=mended)
            for number, word in enumerate(typed[at : at + length])
        ]
        meant = [_all([Token(one) for one in other]) for other in others]
        terms.append(_either([_all(own), *meant]))
        at += length
    asked = {*stems, *(stem(word) for word in mended.values())}
    return Question(tuple(terms), frozenset(asked), mended)


def _word(word: str, *, is_last: bool, mended: dict[str, str]) -> Asked:
    ways: list[Asked] = [Token(stem(word))]
    if is_last and len(word) >= 3:
        ways.append(Token(word, is_beginning=True))  # still typing
    parts = compounds.split(word, _known(compounds.candidates(word)).__contains__)
    if parts:
        ways.append(_all([Token(stem(part)) for part in parts]))
    elif not _occurs(word, as_beginning=is_last):
        longer = _longer(word)
        near = [] if longer else _near(word)
        mended |= {word: near[0]} if near else {}
        ways += [Token(stem(one)) for one in (*longer, *near)]
    return _either(ways)


def _occurs(word: str, *, as_beginning: bool) -> bool:
    found = SearchWord.objects.filter(stem=stem(word)).exists()
    return found or (as_beginning and SearchWord.objects.filter(word__startswith=word).exists())


def _known(asked: frozenset[str]) -> set[str]:
    return set(SearchWord.objects.filter(word__in=asked).values_list("word", flat=True))


def _longer(word: str) -> list[str]:
    """Words of the instance in which this one is a part: "Krippe" in "Kinderkrippen"."""
    if len(word) < 4:
        return []
    found = SearchWord.objects.filter(word__contains=stem(word)).order_by("-count", "word")
    return list(found.values_list("word", flat=True)[:_LONGER])


def _near(word: str) -> list[str]:
    """Words of the instance that share most runs of three letters with a mistyped one."""
    if not word.isalpha() or len(word) < 4:
        return []
    grams = trigrams(word)
    shared = (
        SearchGram.objects.filter(gram__in=grams)
        .values("word_id")
        .annotate(shared=Count("pk"))
        .filter(shared__gte=max(2, len(grams) // 3))
        .order_by("-shared")
        .values_list("word_id", "shared")[:60]
    )
    counts = dict(shared)
    found = SearchWord.objects.filter(pk__in=counts).values_list("pk", "word", "count")
    alike = [
        (2 * counts[pk] / (len(grams) + len(other) + 2), count, other) for pk, other, count in found
    ]
    best = sorted((one for one in alike if one[0] >= _ALIKE), reverse=True)
    return [other for share, _count, other in best[:_NEAR] if share >= best[0][0] - 0.1]


def _all(of: list[Asked]) -> Asked:
    return of[0] if len(of) == 1 else All(tuple(of))


def _either(of: list[Asked]) -> Asked:
    return of[0] if len(of) == 1 else Any(tuple(dict.fromkeys(of)))


def _same(stems: Stems, at: int) -> tuple[int, list[Stems]]:
    """Return how many words here are one synonym, and the others it stands for."""
    table = _synonyms()
    for length in range(min(6, len(stems) - at), 0, -1):
        others = table.get(stems[at : at + length])
        if others:
            return length, others
    return 1, []


@lru_cache(maxsize=1)
def _synonyms() -> dict[Stems, list[Stems]]:
    return dict(_read_synonyms())


def _read_synonyms() -> Iterator[tuple[Stems, list[Stems]]]:
    path = Path(__file__).with_name("synonyms.toml")
    for meanings in tomllib.loads(path.read_text(encoding="utf-8"))["same"]:
        alike = [tuple(stem(word) for word in telling(one)) for one in meanings]
        for one in alike:
            yield one, [other for other in dict.fromkeys(alike) if other != one]
