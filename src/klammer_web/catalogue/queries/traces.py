# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads: a figure walked back to the publisher's cell, ready to be shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from klammer.base.cells import Status
from klammer.base.quantities import Kind
from klammer.indicators.definitions import Definition
from klammer.pipeline import releases, traces
from klammer.pipeline.surroundings import Surroundings, surroundings
from klammer.pipeline.traces import Observation, Part, Trace
from klammer.presentation import formats, places, sentences
from klammer.territory.areas import Area
from klammer.warehouse.open import Release
from klammer_web.accounts.seats import Seat
from klammer_web.catalogue import rules
from klammer_web.catalogue.instance import instance, release_known_to
from klammer_web.catalogue.phrases import refusals, words
from klammer_web.catalogue.queries.addresses import Address
from klammer_web.catalogue.queries.places import area_name, area_of

MOST_AROUND = 6  # cells of one term that are shown among their neighbours
MOST_SHOWN = 200  # observations of one term on the page; how many there are is always said


@dataclass(frozen=True)
class Cell:
    """One cell of a delivered file behind the figure, in words."""

    area: str
    period: str
    what: str
    value: str
    hidden: bool
    secrecy: str
    file: str
    place: str
    weight: str
    conversion: str
    publisher: str
    title: str
    table: str
    sha256: str
    retrieved: str
    licence: str
    url: str
    assembled: bool
    delivery_id: str
    delivery_name: str
    delivery_is_open: bool
    delivery_is_linked: bool
    taken_back: str
    around: Surroundings | None


@dataclass(frozen=True)
class Term:
    """One term of the formula with the cells it was summed from."""

    role: str
    sign: str
    label: str
    amount: str
    cells: tuple[Cell, ...]
    count: int


@dataclass(frozen=True)
class Origin:
    """Everything the page "Woher kommt diese Zahl?" says."""

    address: Address
    release: Release
    definition: Definition
    area: str
    level: str
    breakdown: str
    shown: str
    sentence: str
    reason: str
    interval: str
    method: str
    calculation: str
    conversion: str
    hidden: bool
    terms: tuple[Term, ...]
    newer: str
    destroyed: tuple[str, ...]


def origin(address: Address, *, seat: Seat, current: Release | None) -> Origin:
    """Walk a figure back; raise `InputRefusedError` if there is none, or it is not for the seat."""
    release = release_known_to(seat, address.release)
    rules.check_see_audience(seat, release.audience)
    found = traces.trace(instance(), release, **address.keys)
    figure, definition = found.figure, found.definition
    area = area_of(address.area, level=figure["area_level"], boundary=address.boundary)
    behind = _deliveries_behind(release, seat)
    open_orders = frozenset(order for order, one in behind.items() if one.is_open)
    cut = words.breakdown(address.sex, address.age, address.nationality)
    return Origin(
        address=address,
        release=release,
        definition=definition,
        area=places.title_of(area.name, level=area.level, key=area.key, kind=area.kind),
        level=words.level(figure["area_level"]),
        breakdown=cut,
        shown=_cell(figure, definition),
        sentence=_sentence(figure, definition, area=area, cut=cut),
        reason=_reason(figure),
        interval=formats.interval(
            figure["low"], figure["high"], decimals=definition.decimals, unit=definition.unit
        ),
        method=words.METHODS.get(figure["method"], ""),
        calculation=_calculation(found, open_orders),
        conversion=words.ERROR_CLASSES.get(figure["error_class"] or "", ""),
        hidden=found.hidden,
        terms=tuple(_term(part, found, behind) for part in found.parts),
        newer=_newer(address, figure, definition, current=current),
        destroyed=_destroyed(found, seat),
    )


def _destroyed(found: Trace, seat: Seat) -> tuple[str, ...]:
    return tuple(
        f"{one.title if rules.may_know_delivery(seat, one) else 'Eine Lieferung'}: "
        f"{refusals.destroyed(one.destroyed)}"
        for one in found.destroyed
    )


@dataclass(frozen=True)
class _Behind:
    """What the seat may learn of a delivery behind the figure.

    is_open     its single cells; is_linked: the page of the delivery itself
    taken_back  when and why it was taken back, in words; empty while it counts
    """

    is_open: bool
    is_linked: bool
    taken_back: str
    sha256: str


def _deliveries_behind(release: Release, seat: Seat) -> dict[int, _Behind]:
    gone = {one.id: one.taken_back for one in releases.taken_back(instance(), release)}
    return {
        one["order"]: _Behind(
            is_open=rules.may_see_cells(seat, one),
            is_linked=rules.may_know_delivery(seat, one),
            taken_back=refusals.taken_back(gone.get(one["id"])),
            sha256=str(one["sha256"]),
        )
        for one in release.manifest["deliveries"]
    }


def _cell(figure: Mapping[str, Any], definition: Definition) -> str:
    return formats.cell(
        figure["value"],
        status=figure["status"],
        decimals=definition.decimals,
        unit=definition.unit,
    )


def _sentence(figure: Mapping[str, Any], definition: Definition, *, area: Area, cut: str) -> str:
    place = places.within(area.name, level=area.level, key=area.key, kind=area.kind)
    wording = sentences.Wording(decimals=definition.decimals, unit=definition.unit)
    text = sentences.level(figure, place=place, wording=wording)
    return f"Für {cut}: {text}" if cut else text


def _reason(figure: Mapping[str, Any]) -> str:
    codes = str(figure["note"] or "").split(",")
    return " ".join(words.NOTES.get(code.strip(), "") for code in codes).strip()


def plain(value: float | None) -> str:
    """Print a count as it is: whole numbers without decimals, others with as few as needed."""
    if value is None:
        return "?"
    for decimals in range(4):
        if abs(round(value, decimals) - value) < 1e-9:
            return formats.number(value, decimals=decimals)
    return formats.number(value, decimals=3)


def _amount(part: Part) -> float | None:
    values = [one.behind.value for one in part.observations]
    if not values or any(value is None for value in values):
        return None
    return sum(one.behind.value * one.behind.weight for one in part.observations)


def _calculation(found: Trace, open_orders: frozenset[int]) -> str:
    """Put the numbers into the formula; sides with closed cells show their released sum alone."""
    formula = found.definition.formula
    figure = found.figure
    if found.hidden or figure["value"] is None or formula.delivered:
        return ""
    sides = {}
    for role in _ROLES:
        parts = [part for part in found.parts if part.role == role]
        is_open = all(_is_open(part, open_orders) for part in parts)
        sides[role] = _side(parts) if is_open else plain(figure[role])
    text = sides["numerator"]
    if formula.denominator:
        text = f"{text} ÷ {sides['denominator']}"
    if formula.factor != 1:
        text = f"{text} × {plain(formula.factor)}"
    return f"{text} = {_cell(figure, found.definition)}"


_ROLES = ("numerator", "denominator")


def _is_open(part: Part, open_orders: frozenset[int]) -> bool:
    return all(one.behind.delivery in open_orders for one in part.observations)


def _side(parts: list[Part]) -> str:
    text = ""
    for part in parts:
        sign = (
            (" − " if part.term.sign < 0 else " + ")
            if text
            else ("−" if part.term.sign < 0 else "")
        )
        text += f"{sign}{plain(_amount(part))}"
    return f"({text})" if len(parts) > 1 else text


# Where the sides of the formula are sums; an index or a mean is not one of its cells together.
_ADDING = frozenset({Kind.COUNT, Kind.AMOUNT, Kind.PROPORTION, Kind.RATE, Kind.RATIO})


def _term(part: Part, found: Trace, behind: Mapping[int, _Behind]) -> Term:
    is_open = all(behind[one.behind.delivery].is_open for one in part.observations)
    adds_up = part.role != "delivered" and found.definition.kind in _ADDING
    amount = plain(_amount(part)) if adds_up and is_open and not found.hidden else ""
    return Term(
        role={"numerator": "Zähler", "denominator": "Nenner", "delivered": "Gelieferter Wert"}[
            part.role
        ],
        sign="abgezogen" if part.term.sign < 0 else "",
        label=part.term.label or part.term.variable,
        amount=amount,
        cells=tuple(
            _shown_cell(
                one,
                hidden=found.hidden or not is_open,
                delivery=behind[one.behind.delivery],
                is_among_first=number < MOST_AROUND,
            )
            for number, one in enumerate(part.observations[:MOST_SHOWN])
        ),
        count=len(part.observations),
    )


def _shown_cell(one: Observation, *, hidden: bool, delivery: _Behind, is_among_first: bool) -> Cell:
    behind, source = one.behind, one.origin
    value = "nicht gezeigt" if hidden else _observed(behind)
    return Cell(
        area=area_name(behind.area, level=behind.area_level, boundary=behind.from_boundary),
        period=formats.period(behind.period),
        what=one.label + (f" ({cut})" if (cut := words.codes(behind.codes)) else ""),
        value=value,
        hidden=hidden,
        secrecy=_secrecy(behind),
        file=behind.file,
        place=_place(behind),
        weight="" if behind.weight == 1 else f"{formats.number(100 * behind.weight, decimals=1)} %",
        conversion=words.ERROR_CLASSES.get(behind.error_class or "", ""),
        publisher=str(source.get("publisher", "")),
        title=str(source.get("title", "")),
        table=str(source.get("table", "")),
        sha256=str(source.get("sha256", "")),
        retrieved=formats.german_date(str(source.get("retrieved", ""))),
        licence=str(source.get("licence", "")),
        url=str(source.get("url", "")),
        assembled=one.assembled,
        delivery_id=one.delivery_id,
        delivery_name=one.delivery_name,
        delivery_is_open=delivery.is_open,
        delivery_is_linked=delivery.is_linked,
        taken_back=delivery.taken_back,
        around=_around(behind, delivery) if is_among_first and not hidden else None,
    )


def _around(behind: Any, delivery: _Behind) -> Surroundings | None:
    """Return the neighbours of the cell in the original, for those who may see its cells."""
    if not delivery.is_open:
        return None
    return surroundings(
        instance(), delivery.sha256, sheet=behind.sheet, row=behind.row, column=behind.column
    )


def _observed(behind: Any) -> str:
    if behind.value is None or not Status(behind.status).has_value:
        return formats.cell(None, status=behind.status)
    sign = formats.cell(behind.value, status=behind.status, decimals=0)
    return sign if Status(behind.status) is not Status.REPORTED else plain(behind.value)


def _secrecy(behind: Any) -> str:
    """Say what the source did to the cell; a 0 that may hide a few is not "counted exactly"."""
    if behind.status == Status.ZERO_OR_HIDDEN:
        return (
            "null oder zu klein, um veröffentlicht zu werden; der Herausgeber unterscheidet "
            "das nicht"
        )
    return words.SECRECY.get(behind.secrecy, behind.secrecy)


def _place(behind: Any) -> str:
    parts = [f"Blatt „{behind.sheet}“" if behind.sheet else ""]
    parts += [f"Zeile {formats.number(behind.row)}" if behind.row else ""]
    if behind.column:
        parts += [f"Spalte {refusals.column(behind.column, sheet=behind.sheet)}"]
    return ", ".join(part for part in parts if part)


def _newer(
    address: Address, figure: Mapping[str, Any], definition: Definition, *, current: Release | None
) -> str:
    """Say when the release shown now has another figure in this place."""
    if current is None or current.root.startswith(address.release):
        return ""
    rows = list(
        current.values(
            address.indicator,
            area_level=figure["area_level"],
            boundary=address.boundary,
            period=address.period,
            areas=[address.area],
            sex=address.sex,
            age=address.age,
            nationality=address.nationality,
        ).rows()
    )
    if not rows:
        return "In der aktuellen Freigabe gibt es diese Zahl nicht mehr."
    same = all(rows[0][name] == figure[name] for name in ("value", "status"))
    if same:
        return ""
    return f"In der aktuellen Freigabe steht hier: {_cell(rows[0], definition)}."
