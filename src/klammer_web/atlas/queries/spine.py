# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""One area in all important indicators: against a larger area, among others of its level."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from klammer.base.cells import Status
from klammer.indicators.definitions import Definition
from klammer.presentation import formats
from klammer.presentation.contrasts import Contrast, contrast
from klammer.presentation.distribution import quartiles
from klammer.presentation.sentences import is_number
from klammer.presentation.spine import Spine
from klammer.warehouse.open import Release
from klammer_web.atlas.enums import domain_label, domain_place
from klammer_web.atlas.queries import areas, peer_groups
from klammer_web.atlas.queries.figures import AreaFigure, figure_of, signs_in, wording_of
from klammer_web.atlas.queries.smallness import shown
from klammer_web.catalogue.queries.origins import origins

Keys = tuple[str, ...]
Rows = Mapping[str, Mapping[str, Any]]
_YEARS_BACK = 6  # in which a number is sought where the newest year has none


@dataclass(frozen=True)
class SpineLine:
    """One indicator of the area; without a spine `missing` says why."""

    definition: Definition
    figure: AreaFigure
    comparator: AreaFigure | None
    spine: Spine | None
    stands: Contrast | None
    ends: tuple[str, str]
    count: int
    missing: str = ""


@dataclass(frozen=True)
class SpineChart:
    """Everything the page says.

    whole   the larger area that is the spine
    among   keys of the areas the area stands among, itself included
    """

    area: areas.AreaName
    whole: areas.AreaName
    among: tuple[str, ...]
    boundary: str
    groups: Sequence[tuple[str, Sequence[SpineLine]]]
    sentences: Sequence[str]
    origins: Sequence[Mapping[str, Any]]
    signs: Sequence[tuple[str, str]]


def spine_chart(
    area: areas.AreaName,
    *,
    release: Release,
    boundary: str,
    whole: areas.AreaName,
    among: tuple[str, ...],
    everything: bool,
) -> SpineChart:
    """Read one area in all its indicators.

    among       areas of the same level; the area itself is added
    everything  all indicators instead of the headline ones
    """
    keys = tuple(sorted({*among, area.key}))
    groups: dict[str, list[SpineLine]] = {}
    for definition in release.definitions.values():
        is_wanted = (everything or definition.headline) and not definition.kind.adds_up
        found = _latest(definition, area, release, boundary, keys) if is_wanted else None
        if found is None:
            continue
        line = _line(definition, found, area, whole, release)
        groups.setdefault(domain_label(definition.domain), []).append(line)
    lines = [line for group in groups.values() for line in group]
    return SpineChart(
        area=area,
        whole=whole,
        among=keys,
        boundary=boundary,
        groups=sorted(groups.items(), key=lambda group: domain_place(group[0])),
        sentences=_said(area, whole, lines),
        origins=_origins(release, [line.definition for line in lines], area.level),
        signs=signs_in(line.figure.row for line in lines),
    )


def _latest(
    definition: Definition, area: areas.AreaName, release: Release, boundary: str, keys: Keys
) -> tuple[Mapping[str, Any], Rows] | None:
    """Return the newest row of an area that is a number, and the rows of all its areas then.

    Without any number of the last years the newest row, whose status says why; None without rows.
    """
    held = next(
        (
            one
            for one in release.coverage(definition.id)
            if (one.area_level, one.boundary) == (area.level, boundary)
        ),
        None,
    )
    newest: tuple[Mapping[str, Any], Rows] | None = None
    for period in reversed(held.periods[-_YEARS_BACK:] if held else ()):
        rows = _group(release, definition.id, area.level, boundary, period, keys)
        row = rows.get(area.key)
        if row is not None and is_number(row):
            return row, rows
        newest = newest or ((row, rows) if row is not None else None)
    return newest


@lru_cache(maxsize=128)
def _group(
    release: Release, indicator: str, level: str, boundary: str, period: str, keys: Keys
) -> Rows:
    """Return area → row of one year; counties of a Land share their group."""
    table = release.values(
        indicator, area_level=level, boundary=boundary, period=period, areas=keys
    )
    rows = shown(table.rows(), release=release, definition=release.definitions[indicator])
    return {row["area"]: row for row in rows}


def _line(
    definition: Definition,
    found: tuple[Mapping[str, Any], Rows],
    area: areas.AreaName,
    whole: areas.AreaName,
    release: Release,
) -> SpineLine:
    wording = wording_of(definition)
    row, rows = found
    figure = figure_of(row, area=area, wording=wording)
    above = peer_groups.row_beside(
        release, definition.id, key=whole.key, boundary=row["boundary"], period=row["period"]
    )
    beside = figure_of(above, area=whole, wording=wording) if above else None
    if beside and above and above.get("is_beside"):
        beside = replace(beside, meaning=peer_groups.how(above))
    values = [(key, float(one["value"])) for key, one in rows.items() if is_number(one)]
    if not is_number(row):
        return SpineLine(
            definition, figure, beside, None, None, ("", ""), len(values), figure.meaning
        )
    numbers = [value for _, value in values]
    middle = quartiles(numbers)[1]
    has_whole = above is not None and is_number(above)
    peers = [{"area": key, "value": v, "status": Status.REPORTED} for key, v in values]
    stands = contrast(row, above, among=peers, definition=definition) if has_whole else None
    drawn = Spine(
        value=float(row["value"]),
        comparator=float(above["value"]) if has_whole else middle,
        others=numbers,
        direction=definition.direction,
        style=stands.style if stands else "",
        words=f"{figure.text} ({area.title}); {_line_words(whole, beside, has_whole)}",
    )
    why = "" if has_whole else f"kein Wert für {whole.concerning}; Linie: Mitte der Gebiete"
    ends = [formats.number(end, decimals=wording.decimals) for end in (min(numbers), max(numbers))]
    return SpineLine(
        definition, figure, beside, drawn, stands, (ends[0], ends[1]), len(values), why
    )


def _line_words(whole: areas.AreaName, beside: AreaFigure | None, has_whole: bool) -> str:  # noqa: FBT001  # reason: read once, right above
    return f"{beside.text} ({whole.title})" if has_whole and beside else "Linie: Mitte der Gebiete"


def _said(area: areas.AreaName, whole: areas.AreaName, lines: Sequence[SpineLine]) -> list[str]:
    """Say how many figures differ by more than chance and by enough to count."""
    stands = [line.stands for line in lines if line.stands]
    tested = [one for one in stands if not one.style.startswith("rank-")]
    begin = area.within[:1].upper() + area.within[1:]
    if not tested:
        why = (
            f"{begin} lässt sich für keine dieser Kennzahlen prüfen, ob der Abstand zum Wert für "
            f"{whole.concerning} mehr ist als Zufall. Das Bild zeigt, wo jeder Wert steht."
        )
        return [why]
    worse = [line for line in lines if line.stands and line.stands.style.startswith("worse")]
    better = [line for line in lines if line.stands and line.stands.style.startswith("better")]
    verb = "lässt" if len(tested) == 1 else "lassen"
    tests = (
        f"{begin} {verb} sich {formats.number(len(tested))} von {formats.number(len(lines))} "
        f"Kennzahlen gegen den Wert für {whole.concerning} prüfen: "
        f"{_listed(worse, 'ungünstiger')}, {_listed(better, 'günstiger')}; sonst ist kein "
        "Unterschied belegt, er ist zu klein oder er wird nicht bewertet."
    )
    said = [tests]
    rest = len(stands) - len(tested)
    if rest:
        said.append(
            f"Bei {formats.number(rest)} weiteren ist keine Prüfung gegen den Zufall möglich; sie "
            "stehen grau."
        )
    return said


def _listed(lines: Sequence[SpineLine], word: str) -> str:
    if not lines:
        return f"keine belegt {word}"
    names = [line.definition.title for line in lines[:3]]
    more = f" und {len(lines) - 3} weitere" if len(lines) > 3 else ""
    return f"{formats.number(len(lines))} belegt {word} ({', '.join(names)}{more})"


def _origins(release, definitions, level) -> list[Mapping[str, Any]]:
    found = [one for definition in definitions for one in origins(release, definition, level=level)]
    return [one for number, one in enumerate(found) if one not in found[:number]]
