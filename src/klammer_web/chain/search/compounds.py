# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""German compounds split against the words the instance itself uses.

"Kindertagesbetreuung" is found by "Betreuung von Kindern" when "kinder" and "betreuung" occur
somewhere else; nothing is split by rules alone.
"""

from collections.abc import Callable, Iterable
from functools import cache

SHORTEST = 4  # letters of a part; shorter ones only from this list
SHORT_PARTS = frozenset({"amt", "tag", "ort", "bad", "weg", "hof", "alt", "not", "kur", "rat"})
_JOINTS = ("", "s", "es", "n", "en", "er", "e", "ns")
_SPLIT_FROM = 8  # letters: shorter words are taken whole
_MOST_PARTS = 4

IsWord = Callable[[str], bool]


def candidates(word: str) -> frozenset[str]:
    """Return every part the word could be made of, to look them all up at once."""
    if len(word) < _SPLIT_FROM or not word.isalpha():
        return frozenset()
    found = set()
    for start in range(len(word) - 2):
        for end in range(start + 3, len(word) + 1):
            part = word[start:end]
            if _is_long_enough(part) and part != word:
                found.add(part)
    return frozenset(found)


def split(word: str, is_word: IsWord) -> tuple[str, ...]:
    """Return the parts of a compound, without the letters that join them; () when it is none.

    Fewest parts win, then the longest last part: it says what the thing is.
    """
    if len(word) < _SPLIT_FROM or not word.isalpha():
        return ()

    @cache
    def rest(start: int) -> tuple[str, ...] | None:
        if start == len(word):
            return ()
        best: tuple[str, ...] | None = None
        for part, after in _parts_from(word, start, is_word):
            tail = rest(after)
            if tail is None or len(tail) >= _MOST_PARTS:
                continue
            found = (part, *tail)
            if best is None or _is_better(found, best):
                best = found
        return best

    found = rest(0)
    return found if found and len(found) > 1 else ()


def _parts_from(word: str, start: int, is_word: IsWord) -> Iterable[tuple[str, int]]:
    for end in range(start + 3, len(word) + 1):
        part = word[start:end]
        if part == word or not _is_long_enough(part) or not is_word(part):
            continue
        for joint in _JOINTS:
            after = end + len(joint)
            if word.startswith(joint, end) and (not joint or after < len(word)):
                yield part, after


def _is_long_enough(part: str) -> bool:
    return len(part) >= SHORTEST or part in SHORT_PARTS


def _is_better(found: tuple[str, ...], best: tuple[str, ...]) -> bool:
    return (-len(found), len(found[-1]), sum(map(len, found))) > (
        -len(best),
        len(best[-1]),
        sum(map(len, best)),
    )
