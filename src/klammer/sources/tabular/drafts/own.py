# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rows that speak of a workspace's own areas: found by their codes and names in any column."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from klammer.sources.tabular.blocks import Block
from klammer.sources.tabular.drafts.areas import OpenArea, is_sum
from klammer.sources.tabular.drafts.references import Reference
from klammer.sources.tabular.grids import Grid, text_of
from klammer.sources.tabular.roles import Guess
from klammer.territory.geographies import Geography
from klammer.territory.own_keys import key_of

_MOSTLY = 0.6
_FEWEST = 2
_OFFICIAL = re.compile(r"\d{5}|\d{8}|\d{12}")  # whole official keys are never own codes
_AREA_ROLES = {"key", "name", "code", "part"}


@dataclass(frozen=True)
class OwnAreas:
    """A geography whose areas a column speaks of.

    index    the column, from 0
    share    of its texts that are areas, sums left out
    names    text → key
    unknown  text → row of the first that is none
    """

    geography: Geography
    index: int
    share: float
    names: Mapping[str, str] = field(default_factory=dict)
    unknown: Mapping[str, int] = field(default_factory=dict)
    totals: tuple[str, ...] = ()

    @property
    def is_meant(self) -> bool:
        """Whether the column speaks of these areas and hardly of others."""
        return self.share >= _MOSTLY and len(set(self.names.values())) >= _FEWEST

    @property
    def in_words(self) -> bool:
        """Whether the column names the areas, where another one has their codes."""
        return any(letter.isalpha() for text in self.names for letter in text)

    def mapping(self, refer: Reference) -> dict[str, Any]:
        """Return what a mapping says of its area column."""
        found: dict[str, Any] = {
            "column": refer(self.index),
            "form": "name",
            "level": self.geography.level,
            "boundary": self.geography.boundary,
            "names": dict(self.names),
        }
        return found | ({"totals": list(self.totals)} if self.totals else {})

    def questions(self, grid: Grid) -> tuple[OpenArea, ...]:
        """Return the names that are none of the areas, with the areas to choose from."""
        listed = tuple((key, name, "") for key, name in self.geography.names.items())
        return tuple(
            OpenArea(text, grid.place(row, self.index), listed)
            for text, row in self.unknown.items()
        )


def recognise(
    geographies: Sequence[Geography], grid: Grid, block: Block, guesses: Sequence[Guess]
) -> list[OwnAreas]:
    """Return the geographies that a column speaks of, the likeliest first, newest version first."""
    filled = grid.filled().rows
    found = []
    for one in guesses:
        if one.role in {"sex", "age", "nationality", "period"}:
            continue
        texts: dict[str, int] = {}
        for row in block.rows:
            texts.setdefault(text_of(filled[row][one.index]), row)
        texts.pop("", None)
        if not texts or all(_OFFICIAL.fullmatch(text) for text in texts):
            continue
        found += [_matched(geography, one.index, texts) for geography in geographies]
    held = [one for one in found if one.names]
    held.sort(
        key=lambda one: (one.is_meant, one.share, one.in_words, one.geography.boundary),
        reverse=True,
    )
    best: dict[tuple[str, str], OwnAreas] = {}
    for match in held:
        best.setdefault((match.geography.level, match.geography.boundary), match)
    return list(best.values())


def chosen(found: Sequence[OwnAreas], *, year: str) -> OwnAreas | None:
    """Return what is meant: of one geography the version that held in a year, else the newest."""
    meant = [one for one in found if one.is_meant]
    if not meant:
        return None
    same = [
        one
        for one in meant
        if (one.geography.level, one.share) == (meant[0].geography.level, meant[0].share)
    ]
    then = [one for one in same if year and one.geography.boundary <= f"{year}-12-31"]
    return max(then or same, key=lambda one: one.geography.boundary)


def with_own_column(guesses: Sequence[Guess], own: OwnAreas) -> list[Guess]:
    """Return the guesses with the column of own areas as the only one that names areas."""
    changed = []
    for one in guesses:
        if one.index == own.index:
            changed.append(
                replace(
                    one, role="name", confidence=own.share,
                    reason=f"nennt Gebiete der Einteilung „{own.geography.title}“",
                )
            )  # fmt: skip
        else:
            changed.append(replace(one, role="ignore") if one.role in _AREA_ROLES else one)
    return changed


def _matched(geography: Geography, index: int, texts: Mapping[str, int]) -> OwnAreas:
    known = _known(geography)
    names, unknown, totals = {}, {}, []
    for text, row in texts.items():
        key = known.get(_folded(text)) or known.get(_folded(_without_code(text)))
        if key:
            names[text] = key
        elif is_sum(text):
            totals.append(text)
        else:
            unknown[text] = row
    share = len(names) / max(len(names) + len(unknown), 1)
    return OwnAreas(geography, index, share, names, unknown, tuple(totals))


def _known(geography: Geography) -> dict[str, str]:
    """Return code and name of every area → key; a name of two areas says nothing."""
    found: dict[str, str] = {}
    twice: set[str] = set()
    for part in geography.parts:
        name = _folded(part.name)
        twice |= {name} if name in found else set()
        found[name] = key_of(geography.level, part.code)
    by_name = {name: key for name, key in found.items() if name not in twice}
    by_code = {_folded(one.code): key_of(geography.level, one.code) for one in geography.parts}
    short = {code.lstrip("0"): key for code, key in by_code.items() if code.lstrip("0")}
    return {**short, **by_code, **by_name}


def _folded(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold())


def _without_code(text: str) -> str:
    """A code before a name: "07 Oststadt"."""
    return re.sub(r"^\s*\d{1,6}[\s.:–-]+", "", text)
