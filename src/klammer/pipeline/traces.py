# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where does this number come from: from a released figure back to the publisher's cell."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from klammer.base.cells import TOTAL, Status
from klammer.base.errors import InputRefusedError
from klammer.indicators.definitions import Definition
from klammer.indicators.formulas import Term
from klammer.pipeline import releases
from klammer.pipeline.instance import Instance
from klammer.pipeline.records import Delivery
from klammer.warehouse.figures import Observations
from klammer.warehouse.open import Release
from klammer.warehouse.schema import BREAKDOWNS
from klammer.warehouse.tracing import Behind, Key, observations_behind


@dataclass(frozen=True)
class Observation:
    """One cell of a delivery behind a figure.

    weight    share of it that went into the figure (boundary conversion), 1 for all
    origin    publisher, title, table, licence, retrieved, sha256, assembled … of the original
    delivery  id of the delivery; `extract` is the file it was loaded from
    """

    behind: Behind
    origin: Mapping[str, Any]
    delivery_id: str
    delivery_name: str
    label: str

    @property
    def assembled(self) -> bool:
        """Whether the trace ends at a compilation by someone else than the publisher."""
        return bool(self.origin.get("assembled"))


@dataclass(frozen=True)
class Part:
    """One term of the formula and the observations it was made from."""

    role: str  # numerator, denominator, delivered
    term: Term
    observations: tuple[Observation, ...]


@dataclass(frozen=True)
class Trace:
    """A figure, its formula, and every cell behind it.

    hidden     the figure is suppressed for this release's audience: observations carry no values
    destroyed  deliveries that might stand behind it and whose bytes and cells are gone for good
    """

    figure: Mapping[str, Any]
    definition: Definition
    parts: tuple[Part, ...]
    hidden: bool
    destroyed: tuple[Delivery, ...] = ()


def trace(
    instance: Instance, release: Release, *, indicator: str, area: str, boundary: str, period: str,
    sex: str = TOTAL, age: str = TOTAL, nationality: str = TOTAL,
) -> Trace:  # fmt: skip
    """Return where a released figure comes from; raise `InputRefusedError` if there is none."""
    definition = release.definitions.get(indicator)
    codes = (sex, age, nationality)
    figure = figure_at(release, indicator, area=area, boundary=boundary, period=period, codes=codes)
    if definition is None or figure is None:
        raise InputRefusedError(
            "there is no such figure in this release",
            where=f"{indicator} {boundary} {area} {period}",
            why="the release holds no row for it",
            remedy="choose it again in the atlas",
            code="figure_unknown",
        )
    hidden = figure["status"] == Status.SUPPRESSED
    wanted = set(definition.formula.variables)
    gone = [one for one in releases.destroyed(instance, release) if wanted & set(one.variables)]
    lost = {variable for one in gone for variable in one.variables}
    known = {one["order"]: one for one in release.manifest["deliveries"]}
    held = [
        Observations.described(instance / "deliveries" / one["id"] / "tidy.parquet", one)
        for one in known.values()
        if one["id"] not in {other.id for other in gone}
    ]
    key = Key(figure["area_level"], boundary, area, int(period), sex, age, nationality)
    edges = release.folder / "edges.parquet"
    parts = []
    for role, term in _terms(definition):
        # Which of several deliveries a figure was taken from cannot be told without all of them.
        is_lost = term.variable in lost
        found = [] if is_lost else observations_behind(term, definition, held, edges=edges, key=key)
        cells = tuple(_observation(one, known[one.delivery], hidden=hidden) for one in found)
        parts.append(Part(role, term, cells))
    return Trace(figure, definition, tuple(parts), hidden, tuple(gone))


def figure_at(
    release: Release,
    indicator: str,
    *,
    area: str,
    boundary: str,
    period: str,
    codes: tuple[str, ...],
) -> Mapping[str, Any] | None:
    """Return one released figure with its status as schema.VALUES; None when there is no row.

    codes  sex, age, nationality, as in schema.BREAKDOWNS
    """
    keys = {"boundary": boundary, "period": period, **dict(zip(BREAKDOWNS, codes, strict=True))}
    for level in sorted({one.area_level for one in release.coverage(indicator)}):
        table = release.values(indicator, area_level=level, areas=[area], **keys)
        for row in table.rows():
            return dict(row)
    return None


def _terms(definition: Definition) -> Sequence[tuple[str, Term]]:
    formula = definition.formula
    if formula.delivered:
        return [("delivered", formula.delivered)]
    return [("numerator", t) for t in formula.numerator] + [
        ("denominator", t) for t in formula.denominator
    ]


def _observation(one: Behind, delivery: Mapping[str, Any], *, hidden: bool) -> Observation:
    origin = delivery["files"].get(one.file) or delivery["files"].get(delivery["name"], {})
    if hidden:
        one = Behind(**{n: getattr(one, n) for n in Behind.__slots__} | {"value": None})
    label = str(delivery["labels"].get(one.variable, one.variable))
    return Observation(one, origin, delivery["id"], delivery["name"], label)
