# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Many differences in one sentence: how many are shown to be there, how many cannot be tested."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from klammer.presentation.contrasts import EVEN, Contrast

MOST_NAMED = 6
_WORDS = {
    "worse": "ungünstiger",
    "better": "günstiger",
    "more": "höher",
    "less": "niedriger",
}


@dataclass(frozen=True)
class Tally:
    """How many figures stand how to a comparator.

    worse … less  more than chance and at least the relevant difference
    even          tested without such a difference
    untested      no test against chance is possible
    unknown       no figure, or none to compare with
    """

    worse: int = 0
    better: int = 0
    more: int = 0
    less: int = 0
    even: int = 0
    untested: int = 0
    unknown: int = 0

    @property
    def tested(self) -> int:
        """How many were tested."""
        return self.worse + self.better + self.more + self.less + self.even


def tally(found: Iterable[Contrast | None]) -> Tally:
    """Count contrasts by what they say; None is a figure that cannot be compared."""
    counts = dict.fromkeys(("worse", "better", "more", "less", "even", "untested", "unknown"), 0)
    for one in found:
        counts[_kind(one)] += 1
    return Tally(**counts)


def in_words(found: Tally, *, against: str) -> str:
    """Say a tally in one or two sentences: "Gegenüber Thüringen 2 Werte ungünstiger …".

    against  the comparator after "gegenüber": "Thüringen", "dem Wartburgkreis"
    """
    parts = [
        f"{number} {word}" for name, word in _WORDS.items() if (number := getattr(found, name))
    ]
    said = []
    if parts:
        said.append(f"Gegenüber {against} belegt: {_and(parts)}.")
    elif found.tested:
        said.append(f"Gegenüber {against} kein belegter Unterschied, der groß genug ist.")
    if parts and found.even:
        said.append(f"Bei {found.even} kein belegter Unterschied, der groß genug ist.")
    if found.untested:
        verb = "lässt" if found.untested == 1 else "lassen"
        said.append(f"{found.untested} {verb} sich nicht auf Zufall prüfen.")
    if found.unknown:
        said.append(f"{found.unknown} ohne Wert oder Vergleich.")
    return " ".join(said)


def named(found: Iterable[tuple[str, Contrast | None]], *, against: str) -> str:
    """Say which figures stand how: "Gegenüber Thüringen ungünstiger: Langzeitarbeitslose."

    found    (name of the figure, how it stands); names beyond MOST_NAMED are counted
    against  the comparator after "gegenüber"
    """
    pairs = list(found)
    counted = tally(one for _, one in pairs)
    parts = [
        f"{word}: {_listed(names)}"
        for kind, word in _WORDS.items()
        if (names := [name for name, one in pairs if _kind(one) == kind])
    ]
    if not parts:
        return in_words(counted, against=against)
    rest = replace(counted, worse=0, better=0, more=0, less=0, even=0)
    said = [f"Gegenüber {against} belegt {'; '.join(parts)}."]
    if counted.even:
        said.append(f"Bei {counted.even} kein belegter Unterschied, der groß genug ist.")
    return " ".join([*said, in_words(rest, against=against)]).strip()


def _listed(names: list[str]) -> str:
    if len(names) <= MOST_NAMED:
        return ", ".join(names)
    return f"{', '.join(names[: MOST_NAMED - 1])} und {len(names) - MOST_NAMED + 1} weitere"


def _kind(one: Contrast | None) -> str:
    if one is None or not one.style:
        return "unknown"
    if one.style == EVEN:
        return "even"
    name = one.style.partition("-")[0]
    return "untested" if name == "rank" else name


def _and(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} und {parts[-1]}"
