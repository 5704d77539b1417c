# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads: what is red: differences and changes that are unfavourable, more than chance, and matter.

Nothing is red for being high: the definition must have a direction and a stated relevant
difference, and the test must exclude chance. What cannot be tested is never red.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.urls import reverse

from klammer.indicators.definitions import Definition
from klammer.presentation import formats, judgements, movements
from klammer.presentation.contrasts import contrast
from klammer.warehouse.open import Release
from klammer_web.atlas.queries import areas
from klammer_web.atlas.queries.figures import wording_of

Rows = Mapping[str, Mapping[str, Any]]  # period → row
_FAVOURABLE = {"high_is_burden": -1, "high_is_good": 1}


@dataclass(frozen=True)
class Alert:
    """One figure that stands or moves unfavourably."""

    indicator: str
    domain: str
    title: str
    number: str
    why: str  # which of both, in a few words
    sentence: str
    address: str
    trace: str
    strength: int  # 1 at 95 %, 2 at 99.8 %; both reasons together weigh more


@lru_cache(maxsize=64)
def alerts(release: Release, *, area: str) -> tuple[Alert, ...]:
    """Return what is red in a county, the most certain first; a release never changes."""
    own, whole = _figures(release, area), _figures(release, area[:2])
    found = []
    for name, definition in release.definitions.items():
        if definition.headline and definition.direction in _FAVOURABLE and name in own:
            found.append(_alert(release, definition, own[name], whole.get(name, {})))
    return tuple(sorted((one for one in found if one), key=lambda one: -one.strength))


def _figures(release: Release, key: str) -> dict[str, Rows]:
    """Return indicator → period → row, of the newest boundary that has figures."""
    found: dict[str, dict[str, dict[str, Mapping[str, Any]]]] = {}
    for row in release.profile(key).rows():
        there = found.setdefault(row["indicator"], {})
        there.setdefault(row["boundary"], {})[row["period"]] = row
    return {name: boundaries[max(boundaries)] for name, boundaries in found.items()}


def _alert(release: Release, definition: Definition, rows: Rows, whole: Rows) -> Alert | None:
    points = [rows[period] for period in sorted(rows)]
    last = points[-1]
    difference = _difference(definition, last, whole)
    change = _change(definition, points)
    if not difference and not change:
        return None
    wording = wording_of(definition)
    said = []
    if difference:
        name = areas.name_of(last["area"][:2], boundary=last["boundary"])
        others = [(name.concerning if name else "das Land", whole)]
        said = judgements.against(
            points, others, kind=definition.kind, wording=wording, factor=definition.formula.factor
        )[:1]
    if change:
        breaks = {one.period: one.reason for one in definition.breaks}
        said.append(movements.change(points, wording=wording, breaks=breaks))
    return Alert(
        indicator=definition.id,
        domain=definition.domain,
        title=f"{definition.title}, {formats.period(last['period'])}",
        number=formats.cell(
            last["value"], status=last["status"], decimals=definition.decimals, unit=definition.unit
        ),
        why=_why(definition, last, whole, difference=difference, change=change),
        sentence=" ".join(one for one in said if one),
        address=reverse("atlas:series", args=[definition.id, last["area"]]),
        trace=f"{reverse('catalogue:trace')}?wert={release.root[:12]}/{definition.id}/"
        f"{last['boundary']}/{last['area']}/{last['period']}",
        strength=difference + 2 * change,
    )


def _difference(definition: Definition, last: Mapping[str, Any], whole: Rows) -> int:
    """Return 2 or 1 when the figure is unfavourable against the state, 0 when it is not."""
    beside = whole.get(last["period"])
    if beside is None or definition.kind.adds_up:
        return 0
    found = contrast(last, beside, among=[last], definition=definition)
    return {"worse-2": 2, "worse-1": 1}.get(found.style, 0) if found else 0


def _change(definition: Definition, points: Sequence[Mapping[str, Any]]) -> int:
    """Return 1 when the last years went the wrong way, tested and of relevant size."""
    breaks = {one.period: one.reason for one in definition.breaks}
    tested = judgements.trend(points, kind=definition.kind, breaks=breaks)
    if tested is None or tested.direction != -_FAVOURABLE[definition.direction]:
        return 0
    moved = movements.movement(points, wording=wording_of(definition), breaks=breaks)
    wanted = movements.Way.UP if tested.direction > 0 else movements.Way.DOWN
    return 1 if moved is not None and moved.way is wanted else 0


def _why(definition, last, whole, *, difference: int, change: int) -> str:
    words = []
    if difference:
        beside = whole[last["period"]]["value"]
        words.append("höher als im Land" if last["value"] > beside else "niedriger als im Land")
    if change:
        words.append("steigt" if _FAVOURABLE[definition.direction] < 0 else "sinkt")
    return ", ".join(words)
