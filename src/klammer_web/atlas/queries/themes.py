# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The council view: a theme of an area in three figures, as `themes.toml` chooses them."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from klammer.presentation.sentences import is_number
from klammer.warehouse.open import Release
from klammer_web.atlas.queries import areas, profiles
from klammer_web.atlas.queries.profiles import ProfileLine

SHOWN = 3


@dataclass(frozen=True)
class Theme:
    """A theme as the file tells it; `question` has {place} in it."""

    id: str
    title: str
    question: str
    figures: Sequence[str]
    more: Sequence[str]
    ask: Sequence[str]


@dataclass(frozen=True)
class ThemeFigures:
    """A theme of one area.

    lines   three indicators with a number, or fewer where no more are known
    more    further indicators with a number
    hidden  indicators of the theme that have a cell here but no number: secret, too small, maybe 0
    """

    theme: Theme
    area: areas.AreaName
    lines: Sequence[ProfileLine]
    more: Sequence[ProfileLine]
    hidden: Sequence[ProfileLine]


@lru_cache(maxsize=1)
def themes() -> Mapping[str, Theme]:
    """Return every theme by its word in addresses, in the order of the file."""
    text = files("klammer_web.atlas").joinpath("themes.toml").read_text(encoding="utf-8")
    return {name: Theme(name, **data) for name, data in tomllib.loads(text).items()}


def theme_figures(
    theme: Theme, area: areas.AreaName, *, release: Release, boundary: str
) -> ThemeFigures:
    """Read the figures of a theme for an area; what has no number is named, not shown."""
    found = _lines(theme.figures, area, release, boundary)
    known = [one for one in found if _has_number(one)]
    hidden = [one for one in found if one.figure is not None and not _has_number(one)]
    further = _lines(theme.more, area, release, boundary)
    rest = [*known[SHOWN:], *(one for one in further if _has_number(one))]
    return ThemeFigures(theme, area, known[:SHOWN], rest, hidden)


def _lines(
    indicators: Sequence[str], area: areas.AreaName, release: Release, boundary: str
) -> list[ProfileLine]:
    return profiles.lines(area, indicators, release=release, boundary=boundary, with_values=True)


def _has_number(line: ProfileLine) -> bool:
    return line.figure is not None and is_number(line.figure.row)
