# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The figures of an index: computed from shown cells of one release, for one level and year.

A release never changes and neither does a version: what was computed is remembered by both.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from klammer.base.errors import KlammerError
from klammer.patterns.indices import IndexResult, Specification, compute
from klammer.warehouse.open import Release
from klammer_web.atlas.queries import areas
from klammer_web.atlas.queries.indices import fragility, inputs
from klammer_web.atlas.queries.indices.fragility import Certainty, Fragility
from klammer_web.atlas.queries.indices.inputs import Inputs
from klammer_web.atlas.queries.indices.state import IndexView
from klammer_web.atlas.remembered import Remembered
from klammer_web.catalogue.queries.origins import sources


@dataclass(frozen=True)
class Line:
    """One area of an index.

    place      in the order of the result
    value      the index, None where there is none; reason says why
    step       place of the class by its values: 1 holds the lowest; 0: none
    title      of the class, empty without one
    certainty  how sure the class is; None where nothing can be said
    """

    place: int
    key: str
    name: str
    value: float | None
    step: int
    title: str
    certainty: Certainty | None
    change: float | None = None
    change_title: str = ""
    group: str = ""
    flags: int | None = None
    reason: str = ""
    is_hidden: bool = False


@dataclass(frozen=True)
class IndexFigure:
    """Everything a page says of an index in figures.

    titles  of the classes, by their values from the lowest on
    """

    view: IndexView
    inputs: Inputs
    result: IndexResult
    fragility: Fragility
    lines: Sequence[Line]
    titles: Sequence[str]
    sources: Sequence[str]

    @property
    def specification(self) -> Specification:
        """What the index is made of."""
        return self.result.specification

    @property
    def known(self) -> list[Line]:
        """The areas that have an index."""
        return [one for one in self.lines if one.value is not None]

    @property
    def excluded(self) -> list[Line]:
        """The areas without one."""
        return [one for one in self.lines if one.value is None]

    @cached_property
    def by_key(self) -> Mapping[str, Line]:
        """The lines by the key of their area."""
        return {one.key: one for one in self.lines}


_FIGURES: Remembered[IndexFigure] = Remembered(48)


def figure_of(view: IndexView, *, release: Release) -> IndexFigure:
    """Compute an index, or return what was computed.

    Raises `InputRefusedError` when its cells make none: a constant input, too few areas.
    """
    held = _FIGURES.get(release, *view.question, make=lambda: _figure(view, release))
    return held if held.view == view else _seen_by(held, view)


def certainty_of(view: IndexView, release: Release) -> str:
    """Return how sure the classes are on the whole: stable, rather, unsure, or "" unknown."""
    try:
        found = figure_of(view, release=release)
    except KlammerError:
        return ""
    return found.fragility.word


def _seen_by(held: IndexFigure, view: IndexView) -> IndexFigure:
    """Return the same figures in another view: another area is looked at."""
    from dataclasses import replace

    return replace(held, view=view)


def _figure(view: IndexView, release: Release) -> IndexFigure:
    specification = view.index.specification
    read = inputs.inputs_of(specification, release=release, place=view.place, period=view.period)
    result = compute(specification, read.table)
    certain = fragility.remembered(specification, read, release=release, question=view.question)
    steps, titles = _steps(result)
    names = areas.names(view.level, view.boundary)
    lines = [
        _line(place, key, names[key].title, result, steps, read, certain)
        for place, key in enumerate(result.areas)
    ]
    return IndexFigure(
        view, read, result, certain, lines, titles, _sources(specification, view, release)
    )


def _line(
    place: int,
    key: str,
    name: str,
    result: IndexResult,
    steps: Mapping[str, int],
    read: Inputs,
    certain: Fragility,
) -> Line:
    value, dynamics, reason = result.index[place], result.dynamics, result.reasons[place]
    is_known = not math.isnan(value)
    cls = result.classes[place]
    change = float(dynamics.index[place]) if dynamics else math.nan
    return Line(
        place=place,
        key=key,
        name=name,
        value=float(value) if is_known else None,
        step=steps.get(cls, 0),
        title=class_titles(result.specification).get(cls, cls),
        certainty=certain.by_place.get(place),
        change=None if math.isnan(change) else change,
        change_title=change_titles(result.specification).get(
            dynamics.class_names[place] if dynamics else "", ""
        ),
        group=result.groups[place] if result.groups else "",
        flags=result.flags[place] if result.specification.flags and is_known else None,
        reason=_reason(reason, result, read, key) if reason else "",
        is_hidden=reason is not None and _is_hidden(reason.detail, read, key),
    )


def class_titles(specification: Specification) -> dict[str, str]:
    """Return name → title of each class."""
    from klammer.patterns.indices.classing import titles_of

    return titles_of(specification.classes) if specification.classes else {}


def change_titles(specification: Specification) -> dict[str, str]:
    """Return name → title of each class of the dynamics."""
    from klammer.patterns.indices.classing import titles_of

    found = specification.dynamics
    return titles_of(found.classes) if found and found.classes else {}


def _steps(result: IndexResult) -> tuple[dict[str, int], list[str]]:
    """Return class → its place from the lowest index on, and the titles in that order.

    Limits say it themselves; of other classes those that hold areas say it by their values.
    """
    from klammer.patterns.indices.class_limits import lower_edge
    from klammer.patterns.indices.classing import names_of

    classes = result.specification.classes
    if classes is None:
        return {}, []
    titles = class_titles(result.specification)
    if classes.method == "limits":
        ordered = [one.name for one in sorted(classes.limits, key=lower_edge)]
    else:
        ordered = list(names_of(classes))
        ordered = ordered[::-1] if classes.first == "highest" else ordered
    return {name: place for place, name in enumerate(ordered, start=1)}, [
        titles.get(name, name) for name in ordered
    ]


def _reason(reason, result: IndexResult, read: Inputs, key: str) -> str:
    """Say in German why an area has no index."""
    if reason.code == "listed":
        return reason.detail
    if reason.code == "population_below":
        least = result.specification.exclusion.population_below or 0
        return f"weniger als {least:,.0f} Einwohner".replace(",", ".")
    if reason.code == "no_population":
        return "die Zahl der Einwohner ist nicht bekannt"
    titles = {one.column: one.title or one.column for one in result.specification.inputs}
    names = [name.strip() for name in reason.detail.split(",")]
    listed = ", ".join(titles.get(name, name) for name in names)
    if _is_hidden(reason.detail, read, key):
        return f"nicht veröffentlicht oder zu klein: {listed}"
    return f"kein Wert: {listed}"


def _is_hidden(detail: str, read: Inputs, key: str) -> bool:
    """Whether a missing value is there but not shown."""
    from klammer.base.cells import Status

    hidden = {Status.SUPPRESSED, Status.ZERO_OR_HIDDEN, Status.UNRELIABLE}
    rows = (read.row_of(name.strip(), key) for name in detail.split(","))
    return any(row is not None and row["status"] in hidden for row in rows)


def _sources(specification: Specification, view: IndexView, release: Release) -> list[str]:
    found: dict[str, None] = {}
    for column in inputs.columns_of(specification, release):
        definition = release.definitions.get(column.indicator)
        if definition is not None and column.part == "value" and not column.back:
            said = sources(release, definition, level=view.level, period=view.period)
            found.update(dict.fromkeys(said))
    return list(found)


def shares_of_variance(found: IndexFigure) -> float | None:
    """Return which share of the inputs' variance one component holds; None for one input."""
    share = found.result.one_dimension
    return None if np.isnan(share) else float(share)
