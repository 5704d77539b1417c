# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""How many people stand behind a delivered rate at most: `bases.toml` says which figure tells.

An upper limit for judging smallness, never a figure: nothing is computed from it that is shown as
one.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from klammer.warehouse.open import Release

_POPULATION = "bevoelkerung"
Series = Mapping[str, Mapping[str, Any]]  # period → row


@dataclass(frozen=True)
class Base:
    """What `bases.toml` says of one indicator."""

    of: float
    group: str
    one: str
    many: str
    people: str = ""
    rate: str = ""
    per: float = 0.0
    sign: str = ""

    @property
    def told_by(self) -> str:
        """The indicator that tells how many people there are."""
        return self.people or self.rate


@dataclass(frozen=True)
class Behind:
    """The people behind a delivered rate at most: how many, told of which year, in which words."""

    base: Base
    people: float
    year: str

    def cases(self, value: float) -> float:
        """Return how many cases a rate stands for at most."""
        return value * self.people / self.base.of


@lru_cache(maxsize=1)
def bases() -> Mapping[str, Base]:
    """Return indicator → what tells its people."""
    text = files("klammer_web.atlas").joinpath("bases.toml").read_text(encoding="utf-8")
    return {name: Base(**data) for name, data in tomllib.loads(text).items()}


def behind(row: Mapping[str, Any], *, release: Release, indicator: str) -> Behind | None:
    """Return the people behind a delivered rate; None where nothing tells them."""
    base = bases().get(indicator)
    if base is None:
        return None
    place = str(row["area_level"]), str(row["boundary"])
    told = _points(release, base.told_by, *place).get(row["area"], {})
    inhabitants = _points(release, _POPULATION, *place).get(row["area"], {})
    found = _nearest(told, row["period"], "numerator" if base.people else "value")
    now = _nearest(inhabitants, row["period"], "value")
    if found is None:
        return None
    if base.rate:
        return (
            Behind(base, found["value"] * now["value"] / base.per, now["period"]) if now else None
        )
    then = inhabitants.get(found["period"])
    grown = now["value"] / then["value"] if now and then and then["value"] else 1.0
    return Behind(base, found["numerator"] * grown, found["period"])


def _nearest(points: Series, period: str, column: str) -> Mapping[str, Any] | None:
    """Return the row of the nearest year that has the number; of two the later."""
    known = [row for row in points.values() if row[column] is not None]
    year = int(period[:4])
    return min(
        known,
        key=lambda row: (abs(int(row["period"][:4]) - year), -int(row["period"][:4])),
        default=None,
    )


@lru_cache(maxsize=32)
def _points(release: Release, indicator: str, level: str, boundary: str) -> Mapping[str, Series]:
    table = release.values(
        indicator,
        area_level=level,
        boundary=boundary,
        columns=("area", "period", "numerator", "value"),
    )
    found: dict[str, dict[str, Mapping[str, Any]]] = {}
    for row in table.rows():
        found.setdefault(row["area"], {})[row["period"]] = row
    return found


def read_ahead(release: Release, *, level: str, boundary: str) -> None:
    """Read the figures that tell how many people stand behind rates of a level."""
    told = {one.told_by for name, one in bases().items() if release.coverage(name)}
    for indicator in sorted(told | {_POPULATION}):
        if indicator in release.definitions:
            _points(release, indicator, level, boundary)
