# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Why a small area's figure is not printed or not sure, and what to look at instead.

Use: `"small": small_note(row, area=…, definition=…, release=…, traces=…)` in the context and
`{% include "atlas/_too_small.html" %}`. In a row of a table: `{% include "atlas/_too_small.html"
with row=… series=… short=True %}` leads to it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from klammer.base.cells import Status
from klammer.indicators.definitions import Definition
from klammer.presentation import formats
from klammer.presentation.sentences import NO_TEST, Wording
from klammer.warehouse.open import Release
from klammer_web.atlas.addresses import Traces, profile_of, series_of
from klammer_web.atlas.enums import LEVEL_BY_CODE, is_small
from klammer_web.atlas.queries import areas, ways_out
from klammer_web.atlas.queries.bases import bases
from klammer_web.atlas.queries.figures import wording_of
from klammer_web.atlas.queries.pooling import PooledArea
from klammer_web.atlas.queries.smallness import NOTE, limits_of, people_behind
from klammer_web.atlas.queries.ways_out import Larger

Row = Mapping[str, Any]
_WHY_NOT_POOLED = {
    "delivered_rate": "Das geht nur mit den Fällen und den Menschen dahinter. Diese Quelle liefert "
    "nur die fertige Quote, und Quoten lassen sich nicht zusammenzählen.",
    "kind": "Bei dieser Art von Kennzahl ergäbe eine Summe über Jahre keinen Sinn.",
    "hidden_year": "In einem der letzten fünf Jahre ist der Wert geheim oder nicht sicher null.",
    "few_years": "Dafür gibt es zu wenige vergleichbare Jahre; gebraucht werden drei.",
    "denominator_zero": "In keinem der Jahre gab es Menschen, auf die sich ein Anteil beziehen "
    "könnte.",
}
_ZERO = (
    "In der Quelle steht eine 0. Sie schreibt 0 auch dann, wenn es so wenige sind, dass sie nichts "
    "veröffentlichen darf. Ob es niemanden gibt oder nur wenige, ist daraus nicht zu erkennen."
)


@dataclass(frozen=True)
class Offer:
    """Something to look at instead; without an address the text says why it cannot be had."""

    title: str
    text: str
    address: str = ""


@dataclass(frozen=True)
class SmallNote:
    """Why, in sentences, and what to look at instead."""

    title: str
    reasons: list[str]
    offers: list[Offer]
    source: str = ""  # address of the cell of the source
    is_quiet: bool = False  # there is a number: the explanation is folded


def small_note(
    row: Row, *, area: areas.AreaName, definition: Definition, release: Release, traces: Traces
) -> SmallNote | None:
    """Return the explanation of a figure of a small area; None where there is nothing to explain.

    row  as it is shown (`smallness.shown`)
    """
    if not is_small(area.level) or definition.kind.adds_up:
        return None
    found = _reasons(row, area=area, definition=definition, release=release)
    if found is None:
        return None
    title, reasons = found
    untested = _no_interval(row)
    return SmallNote(
        title=title,
        reasons=[*reasons, *([untested] if untested and untested not in reasons else [])],
        offers=offers(area, definition, release=release, boundary=str(row["boundary"])),
        source=traces.of(row) if row.get("indicator") else "",
        is_quiet=row["value"] is not None and row["status"] != Status.ZERO_OR_HIDDEN,
    )


def newest_told(rows: Iterable[Row]) -> Row | None:
    """Return the newest figure of which the source says anything; rows come newest first."""
    return next((row for row in rows if row["status"] != Status.MISSING), None)


def _reasons(
    row: Row, *, area: areas.AreaName, definition: Definition, release: Release
) -> tuple[str, list[str]] | None:
    status = Status(row["status"])
    if row.get("note") == NOTE:
        return "Warum hier keine Zahl steht", _too_small(row, definition, release)
    if status is Status.ZERO_OR_HIDDEN:
        said = _maybe_zero(row, area, definition, release)
        return "Warum das keine belegte Null ist", said
    if status is Status.SUPPRESSED:
        return "Warum hier keine Zahl steht", [
            "Der Wert ist geheim: So wenige Fälle könnten etwas über einzelne Menschen verraten."
        ]
    if row["value"] is not None and _no_interval(row):
        return "Wie sicher dieser Wert ist", []
    return None


def _too_small(row: Row, definition: Definition, release: Release) -> list[str]:
    least = limits_of(release, row["period"])
    rule = (
        f"Gezeigt werden Anteile ab {formats.number(least.cases)} Fällen und "
        f"{formats.number(least.persons)} Menschen. Geheim ist der Wert nicht: Er steht in der "
        "Quelle."
    )
    period = formats.period(row["period"])
    known = people_behind(row, release=release, definition=definition)
    original = _original(row, release)
    if known is None or original is None:
        return [f"Für {period} stehen dahinter zu wenige Fälle oder Menschen.", rule]
    most = max(1, int(known.cases(original) + 0.25))
    noun = known.base.one if most == 1 else known.base.many
    step = _step(known.base.of / known.people, wording_of(definition))
    people = f"{formats.number(round(known.people))} {known.base.group}{_from(known.year, row)}"
    return [
        f"Für {period} sind das höchstens etwa {formats.number(most)} {noun} unter rund {people}.",
        f"Ein Fall mehr oder weniger verschöbe den Wert um mindestens {step}.",
        rule,
    ]


def _maybe_zero(
    row: Row, area: areas.AreaName, definition: Definition, release: Release
) -> list[str]:
    said = [_ZERO]
    known = people_behind(row, release=release, definition=definition)
    if known is not None and known.people >= 1:
        one = wording_of(definition).text(min(known.base.of, known.base.of / known.people))
        said.append(
            f"{area.within[:1].upper()}{area.within[1:]} wäre unter rund "
            f"{formats.number(round(known.people))} {known.base.group}{_from(known.year, row)} "
            f"schon ein einziger Fall mindestens etwa {one}."
        )
    return said


def _original(row: Row, release: Release) -> float | None:
    """Return the figure as the source has it, which is not printed."""
    table = release.values(
        row["indicator"],
        area_level=row["area_level"],
        boundary=row["boundary"],
        period=row["period"],
        areas=[row["area"]],
    )
    return next((one["value"] for one in table.rows()), None)


def _from(year: str, row: Row) -> str:
    return "" if year == row["period"] else f" (von {formats.period(year)} fortgeschrieben)"


def _step(step: float, wording: Wording) -> str:
    unit = "Prozentpunkte" if wording.unit == "%" else wording.unit
    return formats.with_unit(step, decimals=1 if step < 10 else 0, unit=unit)


def _no_interval(row: Row) -> str:
    if row["value"] is None and row.get("note") != NOTE and row["status"] != "zero_or_hidden":
        return ""
    if row["low"] is not None or row.get("note") == NOTE:
        return ""
    why = NO_TEST.get(str(row.get("note") or ""), "")
    return f"Eine Spannweite gibt es nicht. {why}" if why else ""


def offers(
    area: areas.AreaName, definition: Definition, *, release: Release, boundary: str
) -> list[Offer]:
    """Return what to look at instead: the association, more years, the nearest larger area."""
    words = {"release": release, "boundary": boundary}
    together = ways_out.association(area, definition, **words)
    above = ways_out.larger(area, definition, **words)
    found = []
    if together is not None:
        found.append(_together(together, definition, boundary))
        sign = _sign(together, definition, release, boundary)
        found += [sign] if sign else []
    found.append(_years(ways_out.more_years(area, definition, **words), definition, boundary))
    if above is not None and above.row is not None:
        found.append(_newest(above, definition, f"Nächstes Gebiet darüber: {above.area.title}"))
    return found


def _together(found: Larger, definition: Definition, boundary: str) -> Offer:
    names = _and([one.title for one in found.parts])
    title = f"{found.area.title} zusammen ({names})"
    if found.row is not None:
        return _newest(found, definition, title)
    beside = (
        f"{reverse('atlas:overview')}?ebene={LEVEL_BY_CODE['municipality'].word}&stand={boundary}"
        f"&bereich={found.area.key}&thema={definition.domain}&vergleich={found.area.key[:5]}"
    )
    why = (
        "Die Quelle liefert fertige Quoten nur für Gemeinden; zusammenzählen lassen sie sich nicht."
        if definition.formula.delivered
        else "Für die Gemeinschaft liegt kein Wert vor."
    )
    return Offer(title, f"{why} Die Gemeinden lassen sich nebeneinander ansehen.", beside)


def _sign(
    together: Larger, definition: Definition, release: Release, boundary: str
) -> Offer | None:
    """Offer a figure of the association that points the same way and can be counted."""
    base = bases().get(definition.id)
    other = release.definitions.get(base.sign) if base and base.sign else None
    if together.row is not None or other is None:
        return None
    row = ways_out.newest(together.area, other, release=release, boundary=boundary)
    if row is None:
        return None
    return _newest(
        Larger(together.area, row), other, f"{other.title}: {together.area.title} zusammen"
    )


def _years(found: PooledArea, definition: Definition, boundary: str) -> Offer:
    title = "Mehrere Jahre zusammen"
    pooled = found.pooled
    if pooled.value is None:
        return Offer(title, f"Nicht möglich. {_WHY_NOT_POOLED[pooled.reason]}")
    place = reverse("atlas:pooled", args=[definition.id, found.area.key])
    address = f"{place}?stand={boundary}"
    span = f"{pooled.periods[0]} bis {pooled.periods[-1]}"
    if found.is_small:
        return Offer(title, f"Auch {span} zusammen sind es zu wenige Fälle.", address)
    return Offer(title, f"{span}: {wording_of(definition).text(pooled.value)}.", address)


def _newest(found: Larger, definition: Definition, title: str) -> Offer:
    row = found.row
    if row is None:
        return Offer(title, "", profile_of(found.area.key))
    wording = wording_of(definition)
    limits = formats.interval(row["low"], row["high"], decimals=wording.decimals, unit=wording.unit)
    text = f"{formats.period(row['period'])}: {wording.text(row['value'])}"
    text += f" (Spannweite {limits})" if limits else ""
    place = series_of(definition.id, found.area.key, boundary=row["boundary"])
    return Offer(title, f"{text}.", place)


def _and(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} und {names[-1]}"


def why_not_pooled(reason: str) -> str:
    """Say why several years cannot be added."""
    return _WHY_NOT_POOLED[reason]
