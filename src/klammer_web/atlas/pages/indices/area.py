# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Why an area stands where it stands: from its figures over domains to the index."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from django.urls import reverse

from klammer.indicators.definitions import Definition
from klammer.patterns.indices.specification import Combination, Input
from klammer.presentation import formats
from klammer.warehouse.open import Release
from klammer_web.atlas.addresses import Traces, profile_of, series_of
from klammer_web.atlas.enums import LEVEL_BY_CODE
from klammer_web.atlas.pages.choosing import crumbs
from klammer_web.atlas.pages.indices import drawing, saying
from klammer_web.atlas.pages.indices.printing import printed, title_of_part, transformation_words
from klammer_web.atlas.pages.indices.whole import link
from klammer_web.atlas.queries.indices import inputs
from klammer_web.atlas.queries.indices.figures import IndexFigure, Line
from klammer_web.atlas.queries.indices.leaving import Leaving, leaving

_ADDITIVE = {"sum", "mean", "factor", "component"}


@dataclass(frozen=True)
class Part:
    """One input or domain on the way to the index.

    value      as released, with its unit; trace and series lead to it
    standard   made comparable
    weight     in what it is combined into
    share      signed length of its bar, −100 to 100; contribution: as printed
    """

    title: str
    value: str = ""
    trace: str = ""
    series: str = ""
    bent: str = ""
    standard: str = ""
    weight: str = ""
    contribution: str = ""
    share: float = 0.0
    parts: Sequence["Part"] = ()
    filled: str = ""

    @property
    def up(self) -> str:
        """Length of the bar to the right; empty where it goes left."""
        return f"{self.share:.1f}" if self.share > 0 else ""

    @property
    def down(self) -> str:
        """Length of the bar to the left; empty where it goes right."""
        return f"{-self.share:.1f}" if self.share < 0 else ""


def area_context(found: IndexFigure, key: str, *, release: Release) -> dict[str, Any]:
    """Return what the page of one area of an index shows."""
    line, view = found.by_key[key], found.view
    parts = _parts(found, line.place, release) if line.value is not None else []
    scale = max((abs(one) for one in _contributions(found, line.place)), default=0.0)
    return {
        "figure": found,
        "index": view.index,
        "view": view,
        "line": line,
        "title": f"{found.specification.title}: {line.name}",
        "place": saying.place_words(view),
        "style": drawing.style_of(line, found),
        "palette": drawing.palette(found),
        "sentence": saying.area_sentence(line, found),
        "why": _why(found, line.place) if parts else [],
        "badge": saying.badge_of(line.certainty),
        "sure_words": saying.limits_words(),
        "parts": parts,
        "has_bars": scale > 0,
        "value": "" if line.value is None else formats.number(line.value, decimals=2),
        "score": _number(found.result.status.score[line.place]),
        "combined": _combined(found),
        "leaving": [_leaves(one, found, release) for one in leaving(found, key)],
        "missing": _missing(found, key, release) if line.value is None else [],
        "change": _change(line),
        "whole": link(view, gebiet=key, mit=""),
        "profile": profile_of(key),
        "steps": f"{reverse('atlas:index_steps', args=[view.index.id, 'csv'])}"
        f"?{view.query(gebiet=key, mit='')}",
        "level": LEVEL_BY_CODE[view.level],
        "crumbs": crumbs(
            ("Indizes", reverse("atlas:indices")),
            (found.specification.title, link(view, gebiet=key, mit="")),
            (line.name, ""),
        ),
        "made": printed(found.specification),
    }


def _combined(found: IndexFigure) -> str:
    how = found.specification.index.method
    return "zusammen" if how in _ADDITIVE else "zusammengefasst"


def _parts(found: IndexFigure, place: int, release: Release) -> list[Part]:
    how = found.specification.index
    largest = max((abs(one) for one in _contributions(found, place)), default=0.0) or 1.0
    return [_part(name, "index", how, found, place, release, largest) for name in how.parts]


def _contributions(found: IndexFigure, place: int) -> list[float]:
    how = found.specification.index
    return [_contribution(name, "index", how, found, place) for name in how.parts]


def _contribution(name: str, whole: str, how: Combination, found: IndexFigure, place: int) -> float:
    """Return weight × value of a part in its combination; 0 where it is no sum."""
    if how.method not in _ADDITIVE:
        return 0.0
    evaluation = found.result.status.evaluation
    value = _entering(name, how, found, place)
    return 0.0 if np.isnan(value) else float(evaluation.weights[whole][name] * value)


def _entering(name: str, how: Combination, found: IndexFigure, place: int) -> float:
    """Return the value of a part that enters its combination: made comparable, or a sum as it is.

    The same for contributions and for what the page prints, so that both agree.
    """
    evaluation = found.result.status.evaluation
    if how.of == "score" and name in evaluation.scores:
        return float(evaluation.scores[name][place])
    return float(evaluation.standardised[name][place])


def _part(
    name: str,
    whole: str,
    how: Combination,
    found: IndexFigure,
    place: int,
    release: Release,
    largest: float,
) -> Part:
    evaluation = found.result.status.evaluation
    own = _contribution(name, whole, how, found, place)
    common = {
        "title": title_of_part(found.specification, name),
        "standard": _number(_entering(name, how, found, place)),
        "weight": _number(evaluation.weights[whole].get(name, float("nan"))),
        "contribution": _signed(own) if how.method in _ADDITIVE else "",
        "share": 100 * own / largest,
    }
    domain = next((one for one in found.specification.domains if one.id == name), None)
    if domain is not None:
        inner = domain.combination
        below = [_contribution(part, name, inner, found, place) for part in inner.parts]
        most = max((abs(one) for one in below), default=0.0) or 1.0
        parts = [_part(part, name, inner, found, place, release, most) for part in inner.parts]
        return Part(**common, parts=parts)
    return Part(**common, **_cell(found.specification.input(name), found, place, release))


def _cell(one: Input, found: IndexFigure, place: int, release: Release) -> dict[str, str]:
    """Return what leads from an input to its released cell."""
    view, key = found.view, found.result.areas[place]
    column = inputs.column_of(one.numerator or one.column, release)
    definition = release.definitions.get(column.indicator)
    row = found.inputs.row_of(one.column, key)
    value = found.result.status.figures.filled[one.column][place]
    is_filled = row is None or row["value"] is None
    return {
        "value": "" if np.isnan(value) else _with_unit(float(value), definition),
        "trace": "" if row is None or is_filled else Traces(release).of(row),
        "series": series_of(column.indicator, key, boundary=view.boundary) if definition else "",
        "bent": transformation_words(one.transformation),
        "filled": "ersetzt" if is_filled else "",
    }


def _with_unit(value: float, definition: Definition | None) -> str:
    if definition is None:
        return formats.number(value, decimals=2)
    return formats.with_unit(value, decimals=definition.decimals, unit=definition.unit)


def _why(found: IndexFigure, place: int) -> list[str]:
    """Say what raises the index and what lowers it, by the signs of the contributions."""
    how = found.specification.index
    if how.method not in _ADDITIVE:
        return []
    parts = [
        (title_of_part(found.specification, part), _contribution(part, "index", how, found, place))
        for part in how.parts
    ]
    if not all(_is_centred(part, found) for part in how.parts):
        ordered = sorted(parts, key=lambda one: -one[1])
        listed = saying.listed([title for title, _ in ordered[:3]])
        return [f"Am meisten tragen bei: {listed}."]
    up = [title for title, one in sorted(parts, key=lambda one: -one[1]) if one > 0]
    down = [title for title, one in sorted(parts, key=lambda one: one[1]) if one < 0]
    said = []
    if up:
        said.append(f"Über dem Mittel der Gebiete, den Index erhöhend: {saying.listed(up)}.")
    if down:
        said.append(f"Unter dem Mittel, den Index senkend: {saying.listed(down)}.")
    return said


def _is_centred(part: str, found: IndexFigure) -> bool:
    """Whether 0 is the mean of the areas in what a part brings into the index."""
    specification = found.specification
    domain = next((one for one in specification.domains if one.id == part), None)
    if domain is None:
        how = specification.standardisation_of(specification.input(part))
        return how.method in {"z", "normal_scores"} and not how.shift
    how = domain.combination.standardisation
    inner = all(_is_centred(one, found) for one in domain.combination.parts)
    return how.method == "z" or (how.method == "none" and inner)


def _leaves(one: Leaving, found: IndexFigure, release: Release) -> tuple[str, str]:
    """Return (input, sentence) of what would have to differ."""
    title = title_of_part(found.specification, one.column)
    column = inputs.column_of(one.column, release)
    definition = release.definitions.get(column.indicator)
    own = _with_unit(one.own, definition)
    if one.value is None:
        return title, f"{own}. Kein Wert, den eines der Gebiete hat, würde die Klasse ändern."
    other = _with_unit(one.value, definition)
    if other == own:
        return title, f"{own}. Schon eine kleinere Änderung, als gedruckt wird, genügt."
    word = "höchstens" if one.value < one.own else "mindestens"
    return title, f"{own}. Bei {word} etwa {other} wäre es die Klasse „{one.title}“."


def _missing(found: IndexFigure, key: str, release: Release) -> list[tuple[str, str, str]]:
    """Return (input, what stands there, address of its series) for an area without index."""
    said = []
    for one in found.specification.inputs:
        row = found.inputs.row_of(one.column, key)
        column = inputs.column_of(one.column, release)
        definition = release.definitions.get(column.indicator)
        text = "kein Wert"
        if row is not None and definition is not None:
            text = formats.cell(
                row["value"], status=row["status"], decimals=definition.decimals,
                unit=definition.unit,
            )  # fmt: skip
        page = series_of(column.indicator, key, boundary=found.view.boundary) if definition else ""
        said.append((one.title or one.column, text, page))
    return said


def _change(line: Line) -> str:
    if line.change is None:
        return ""
    value = formats.number(line.change, decimals=2)
    words = f": {line.change_title}" if line.change_title else ""
    return f"{value}{words}"


def _number(value: float) -> str:
    return "" if math.isnan(value) else formats.number(float(value), decimals=2)


def _signed(value: float) -> str:
    text = formats.number(value, decimals=2)
    return f"+{text}" if value > 0 else text
