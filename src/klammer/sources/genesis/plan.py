# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""From the distinct values of a flat file to the plan by which it is melted."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from klammer.base.cells import TOTAL, Secrecy
from klammer.base.errors import InputRefusedError, Place
from klammer.base.periods import parse_period
from klammer.sources.boundaries import boundary_of, derived_flag, stated_boundary
from klammer.sources.contract import Flag, Request
from klammer.sources.genesis.layout import Layout, Slot
from klammer.sources.genesis.origin import is_census, table_of_name
from klammer.sources.keys import area_of, is_area_key
from klammer.sources.labels import AGE, NATIONALITY, SEX, flat_code, slug
from klammer.sources.vocabulary import same_unit, unit_name, variable_id
from klammer.territory.keys import COUNTRY
from klammer.warehouse.flatfile import FlatFile
from klammer.warehouse.melting import Lookup, ValueColumn
from klammer.warehouse.schema import TIDY_HEAD, TIDY_TAIL

# Variables of area in GENESIS, the regional database and Zensus 2022; GEO… are all of the census.
_AREA_CODES = frozenset(
    {
        *("DINSG", "DLAND", "DG", "BULAND", "REGBEZ", "REGIERUNGSBEZIRKE", "REGION", "STATRE"),
        *("KREISE", "KREIS", "KREIS1", "GEMEIN", "GEMEINDE", "GEMEINDEN", "GEMVER", "VERBAND"),
        *("AGS", "ARS", "AMTERE", "RAUM", "STADT", "STAEDTE", "NUTS"),
    }
)
_TAKEN = frozenset({*TIDY_HEAD, *TIDY_TAIL})
_EXACT_CENSUS = ("PRS001", "PRS018")  # official numbers of inhabitants, not perturbed


@dataclass
class Plan:
    """What is decided about a flat file before its rows are touched."""

    texts: dict[str, "str | Lookup"] = field(default_factory=dict)
    values: list[ValueColumn] = field(default_factory=list)
    area: int = 0
    labels: dict[str, str] = field(default_factory=dict)
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    area_names: dict[str, str] = field(default_factory=dict)
    flags: list[Flag] = field(default_factory=list)
    statistic: str = ""
    statistic_label: str = ""
    breakdown_slots: list[Slot] = field(default_factory=list)
    boundaries: dict[str, str] = field(default_factory=dict)  # period as delivered → its date


def make_plan(flat: FlatFile, layout: Layout, *, request: Request) -> Plan:
    """Decide area, periods, breakdowns and variables of a staged file.

    Raises `InputRefusedError` for a period that is none, a key that is none, no area at all.
    """
    plan = Plan(texts={"area": COUNTRY, "area_level": "country"})
    statistics = flat.distinct(layout.statistic, layout.statistic_label)
    plan.statistic, plan.statistic_label = (str(text or "") for text in statistics[0][:2])
    area_slot, attributes = _split_slots(flat, layout, request=request)
    stated = _stated(statistics, attributes.get(area_slot.code, []) if area_slot else [])
    if area_slot is not None:
        plan.area = area_slot.attribute
        _name_areas(plan, attributes[area_slot.code], name=request.name, column=plan.area)
    _plan_periods(plan, flat, layout, stated=stated, request=request)
    for slot in layout.slots:
        if slot is not area_slot:
            plan.breakdown_slots.append(slot)
            _plan_breakdowns(plan, slot, attributes[slot.code])
    _plan_values(plan, flat, layout, table=table_of_name(request.name) or plan.statistic)
    return plan


def _split_slots(
    flat: FlatFile, layout: Layout, *, request: Request
) -> tuple[Slot | None, dict[int, list[tuple[Any, ...]]]]:
    """Find the slot of areas: by its code, else because all its attributes are area keys."""
    attributes = {
        slot.code: flat.distinct(slot.code, slot.label, slot.attribute, slot.attribute_label)
        for slot in layout.slots
    }
    for decide in (_has_area_code, _has_area_keys):
        for slot in layout.slots:
            if decide(attributes[slot.code]):
                return slot, attributes
    if str((request.mapping or {}).get("area", "")) == "DG":
        return None, attributes
    raise InputRefusedError(
        f"{request.name} has no column of areas",
        where=Place(file=request.name, row=1),
        why="none of its variables is a known one of areas (KREISE, GEMEIN, GEOGM4, DINSG …) and "
        f"none has only area keys; found: {', '.join(_codes(attributes)) or 'no variables'}",
        remedy='choose a table with regional depth, or give a mapping with area = "DG" if it '
        "stands for Germany as a whole",
        code="no_area",
    )


def _codes(attributes: dict[int, list[tuple[Any, ...]]]) -> list[str]:
    return sorted({str(row[0]) for rows in attributes.values() for row in rows})


def _has_area_code(rows: list[tuple[Any, ...]]) -> bool:
    codes = {str(row[0] or "").upper() for row in rows}
    return all(code in _AREA_CODES or code.startswith("GEO") for code in codes)


def _has_area_keys(rows: list[tuple[Any, ...]]) -> bool:
    keys = [str(row[2] or "") for row in rows]
    return len(keys) > 1 and all(is_area_key(key) for key in keys)


def _stated(statistics: list[tuple[Any, ...]], areas: list[tuple[Any, ...]]) -> str:
    labels = {str(row[1]) for row in statistics} | {str(row[1]) for row in areas}
    dates = {stated_boundary(label) for label in labels} - {""}
    return dates.pop() if len(dates) == 1 else ""


def _name_areas(plan: Plan, rows: list[tuple[Any, ...]], *, name: str, column: int) -> None:
    areas: dict[str, str] = {}
    levels: dict[str, str] = {}
    for _, _, key, label, line in rows:
        if not is_area_key(str(key or "")):
            raise InputRefusedError(
                f"'{key or ''}' is not an area key",
                where=Place(file=name, row=line, column=column),
                why="expected DG or an official key of 2, 3, 5, 8, 9 or 12 digits that begins "
                "with 01 to 16",
                remedy="download the table again; spreadsheet programs drop leading zeros",
                code="area_key",
                found=str(key or ""),
            )
        areas[key], levels[key] = area_of(str(key))
        plan.area_names[areas[key]] = str(label or "").strip()
    plan.texts |= {"area": Lookup(column, areas), "area_level": Lookup(column, levels)}


def _plan_periods(
    plan: Plan, flat: FlatFile, layout: Layout, *, stated: str, request: Request
) -> None:
    periods: dict[str, str] = {}
    boundaries: dict[str, str] = {}
    derived: list[str] = []
    for text, line in flat.distinct(layout.time):
        try:
            period = parse_period(str(text or ""))
        except InputRefusedError as error:
            error.where = Place(file=request.name, row=line, column=layout.time)
            raise
        periods[str(text)] = period.text
        boundary, was_derived = boundary_of(period, stated=stated, requested=request.boundary)
        boundaries[str(text)] = boundary
        derived += [period.text] if was_derived else []
    plan.boundaries = boundaries
    plan.texts["boundary"] = Lookup(layout.time, boundaries)
    plan.texts["period"] = Lookup(layout.time, periods)
    if derived:
        plan.flags.append(derived_flag(derived, name=request.name, column=layout.time))


def _plan_breakdowns(plan: Plan, slot: Slot, rows: list[tuple[Any, ...]]) -> None:
    by_variable: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
    for row in rows:
        by_variable[str(row[0] or "")].append(row)
    by_column: dict[str, dict[str, Lookup]] = defaultdict(dict)
    for code, members in by_variable.items():
        if not code:
            continue
        column = _column_name(plan, code, str(members[0][1] or ""))
        names = plan.codes.setdefault(column, {})
        known: dict[str, str] = {}
        for _, _, attribute, label, _ in members:
            ours = flat_code(_dimension(column), str(attribute or ""), str(label or ""))
            known[str(attribute or "")] = ours
            names.setdefault(ours, str(label or "").strip())
        by_column[column][code] = Lookup(slot.attribute, known)
    for column, cases in by_column.items():
        alone = len(by_variable) == 1
        plan.texts[column] = (
            next(iter(cases.values())) if alone else Lookup(slot.code, cases, TOTAL)
        )


def _dimension(column: str) -> str:
    return AGE if column.startswith(AGE) else column


def _column_name(plan: Plan, code: str, label: str) -> str:
    """Sex, age and nationality by our names, the others by the publisher's code."""
    upper = code.upper()
    if upper.startswith("ALT") and "mutter" in label.lower():
        return "age_of_mother"
    for start, column in (("GES", SEX), ("ALT", AGE), ("NAT", NATIONALITY)):
        if upper.startswith(start) and column not in plan.texts:
            return column
    own = slug(code)
    is_free = own[:1].isalpha() and own not in _TAKEN
    return own if is_free else f"v_{own}"


def _plan_values(plan: Plan, flat: FlatFile, layout: Layout, *, table: str) -> None:
    census = is_census(plan.statistic)
    if layout.wide:
        for wide in layout.wide:
            name = variable_id(table, label=wide.label, code=wide.code, unit=wide.unit)
            plan.labels[name] = _with_unit(wide.label, wide.unit)
            plan.values.append(ValueColumn(wide.column, name, wide.quality))
        return
    found = flat.distinct(layout.variable, layout.variable_label, layout.unit)
    units: dict[str, list[str]] = defaultdict(list)
    for code, _, unit, _ in found:
        if not any(same_unit(str(unit), seen) for seen in units[str(code)]):
            units[str(code)].append(str(unit))
    names: dict[str, dict[str, str]] = defaultdict(dict)
    for code, label, unit, _ in found:
        name = variable_id(table, label=str(label), code=str(code), unit=str(unit))
        if len(units[str(code)]) > 1 and name == str(code) and not same_unit(str(unit), "Anzahl"):
            name = f"{name}_{unit_name(str(unit))}"
        names[str(code)][str(unit)] = name
        plan.labels[name] = _with_unit(str(label), str(unit))
    variable = Lookup(
        layout.variable,
        {
            code: next(iter(by_unit.values()))
            if len(set(by_unit.values())) == 1
            else Lookup(layout.unit, by_unit)
            for code, by_unit in names.items()
        },
    )
    secrecy = _census_secrecy(plan, layout) if census else Secrecy.EXACT.value
    plan.values.append(ValueColumn(layout.value, variable, layout.quality, secrecy))


def _census_secrecy(plan: Plan, layout: Layout) -> "str | Lookup":
    """Everything is perturbed by the cell key method but the numbers of inhabitants."""
    cell_key = Secrecy.CELL_KEY.value
    if plan.statistic != "1000A":
        return cell_key
    rule = Lookup(layout.variable, dict.fromkeys(_EXACT_CENSUS, Secrecy.EXACT.value), cell_key)
    for slot in plan.breakdown_slots:
        rule = Lookup(slot.attribute, {"": rule}, cell_key)
    return rule


def _with_unit(label: str, unit: str) -> str:
    return label if same_unit(unit, "Anzahl") else f"{label} ({unit})"
