# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where figures come from: the tables behind an indicator, not all that a delivery brought."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from klammer.indicators.definitions import Definition
from klammer.presentation import sources_line
from klammer.warehouse.open import Release
from klammer.warehouse.tidy import files_by_variable

Origin = Mapping[str, Any]


def origins(
    release: Release, definition: Definition, *, level: str, period: str = ""
) -> list[Origin]:
    """Return the origins of an indicator's variables at a level, of one period or of all.

    A variable without rows at the level was added up or carried there: the files of its other
    levels are its origins.
    """
    year = int(period[-4:] if "/" in period else period[:4]) if period else None
    found: list[Origin] = []
    for variable in definition.formula.variables:
        rows = _index(release).get(variable, ())
        there = [row for row in rows if year in {None, row[1]}] or rows
        own = [row for row in there if row[0] == level] or there
        found += [origin for _, _, origin in own if origin not in found]
    return [origin for number, origin in enumerate(found) if origin not in found[:number]]


def sources(
    release: Release, definition: Definition, *, level: str, period: str = ""
) -> tuple[str, ...]:
    """Return the source lines of an indicator's figures at a level."""
    found = origins(release, definition, level=level, period=period)
    return sources_line.source_lines(found, words=definition.source)


@lru_cache(maxsize=4)
def _index(release: Release) -> Mapping[str, Sequence[tuple[str, int, Origin]]]:
    """Return variable → (level, year, origin) of every file behind a release."""
    found: dict[str, dict[tuple[str, int, str], tuple[str, int, Origin]]] = {}
    for delivery in release.manifest.get("deliveries", ()):
        for variable, level, year, file in _places(release, delivery):
            origin = _origin(delivery, file)
            key = (level, year, f"{delivery['id']}/{origin.get('table')}/{origin.get('title')}")
            found.setdefault(variable, {}).setdefault(key, (level, year, origin))
    return {variable: tuple(rows.values()) for variable, rows in found.items()}


def _places(release: Release, delivery: Mapping[str, Any]) -> list[tuple[str, str, int, str]]:
    path = release.folder.parents[1] / "deliveries" / str(delivery["id"]) / "tidy.parquet"
    if not path.is_file():  # a release read without its instance knows the delivery alone
        return [(str(variable), "", 0, "") for variable in delivery.get("variables", ())]
    return [(*key, file) for key, files in files_by_variable(path).items() for file in files]


def _origin(delivery: Mapping[str, Any], file: str) -> Origin:
    """Return what is known of a file; sums name it with the kind of sum in parentheses behind."""
    known: Mapping[str, Origin] = delivery.get("files", {})
    found = known.get(file) or known.get(file.rpartition(" (")[0]) or {}
    if found.get("publisher"):
        return found
    kept = ("publisher", "title", "table", "licence", "retrieved", "attribution", "assembled")
    return {name: delivery[name] for name in kept if name in delivery}
