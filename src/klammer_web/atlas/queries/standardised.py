# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Figures as if the ages (and sexes) of all areas were alike, beside the counted ones."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from klammer.base.cells import TOTAL
from klammer.base.errors import InputRefusedError
from klammer.base.quantities import Kind
from klammer.base.tables import Table, table_of
from klammer.indicators.age_partition import chained, joined
from klammer.indicators.definitions import Definition
from klammer.indicators.indirect import indirect_rates
from klammer.indicators.standard_populations import NAMES, standard_population
from klammer.indicators.standardise import direct_rates
from klammer.parameters import registry
from klammer.presentation import formats, sentences
from klammer.warehouse.open import Release
from klammer_web.atlas.compare_state import CompareView
from klammer_web.atlas.queries import areas, compared
from klammer_web.atlas.queries.breakdowns import available
from klammer_web.atlas.queries.figures import AreaFigure, figure_of, no_test, signs_in, wording_of
from klammer_web.atlas.queries.standardised_cases import Counted, counted, rows_by_age
from klammer_web.atlas.queries.standardised_words import said
from klammer_web.catalogue.queries.origins import sources

_KINDS = (Kind.PROPORTION, Kind.RATE)
_FEWEST_GROUPS = 3  # with fewer age groups hardly anything of the ages is evened out
_SEXES = ("F", "M")
REST = "others"  # all areas but the one looked at, together


@dataclass(frozen=True)
class Standardised:
    """One area as if its ages were those of the standard; None where it cannot be computed.

    value, low, high        directly standardised [unit of the indicator]; no limits where a part
                            of the cases is estimated
    ratio, ratio_low, …     observed over expected cases (1: as many as expected)
    reason                  why there is no directly standardised figure
    """

    value: float | None = None
    low: float | None = None
    high: float | None = None
    ratio: float | None = None
    ratio_low: float | None = None
    ratio_high: float | None = None
    reason: str = ""


@dataclass(frozen=True)
class StandardisedFigure:
    """Everything the page of standardised figures says.

    lines    area → its standardised figures; empty where `reason` says why there are none
    others   the standardised figure of all areas but the one looked at, together
    groups   age groups that are evened out, youngest first
    by_sex   whether sexes are evened out as well
    years    years in which cases by age are there, where this one lacks them
    """

    view: CompareView
    definition: Definition
    wording: sentences.Wording
    figures: Sequence[AreaFigure]
    lines: Mapping[str, Standardised]
    others: Standardised | None
    standard: str
    groups: Sequence[str]
    by_sex: bool
    reason: str
    years: Sequence[str]
    words: Sequence[str]
    gaps: str
    converted: str
    sources: Sequence[str]
    signs: Sequence[tuple[str, str]]


def has_ages(release: Release, definition: Definition) -> bool:
    """Whether a release holds cases and people of an indicator by ages that leave none out."""
    if definition.kind not in _KINDS or definition.formula.delivered:
        return False
    return any(
        len(chained(one.breakdowns.get("age", ()))) >= _FEWEST_GROUPS
        for one in release.coverage(definition.id)
    )


def standardised_figure(
    view: CompareView, *, release: Release, definition: Definition
) -> StandardisedFigure:
    """Read the cases and people of a view by age and even out the ages."""
    rows = compared.rows_of(view, release)
    names, wording = areas.names(view.level, view.boundary), wording_of(definition)
    figures = [figure_of(row, area=names[row["area"]], wording=wording) for row in rows]
    standard = view.standard or NAMES[0]
    groups, by_sex, lines, others, reason = _evened(rows, view, release, definition)
    joined_groups = list(dict.fromkeys(groups.values()))
    return StandardisedFigure(
        view=view,
        definition=definition,
        wording=wording,
        figures=figures,
        lines=lines,
        others=others,
        standard=standard,
        groups=joined_groups,
        by_sex=by_sex,
        reason=reason,
        years=_years(view, release) if reason else (),
        words=said(
            view,
            figures,
            lines,
            others,
            place=names[view.own].within if view.own in names else "",
            reason=reason,
            by_sex=by_sex,
            why_untested=_why_untested(rows),
            wording=wording,
        ),
        gaps=sentences.gaps(rows),
        converted=sentences.converted(rows),
        sources=sources(release, definition, level=view.level, period=view.period),
        signs=signs_in(rows),
    )


def _evened(
    rows: Sequence[compared.Row], view: CompareView, release: Release, definition: Definition
) -> tuple[Mapping[str, str], bool, dict[str, Standardised], Standardised | None, str]:
    """Return age groups, whether sexes are evened out too, lines, all others, and why not."""
    standard = view.standard or NAMES[0]
    groups, by_sex, reason = _strata(view, release, definition, standard)
    if reason:
        return groups, by_sex, {}, None, reason
    parts = rows_by_age(view, release, groups=groups, sexes=_SEXES if by_sex else (TOTAL,))
    found = counted(rows, parts, groups=groups, strata=len(groups) * (2 if by_sex else 1))
    lines, others = _computed(found, view=view, definition=definition, standard=standard)
    if all(one.value is None and one.ratio is None for one in lines.values()):
        reason = next(iter(one.reason for one in lines.values()), "Kein Gebiet ist gewählt.")
        return groups, by_sex, {}, None, reason
    return groups, by_sex, lines, others, ""


def _why_untested(rows: Sequence[compared.Row]) -> str:
    """Say why the chance of a figure is not known."""
    found = no_test(rows).removeprefix(f"{sentences.NO_TEST_TITLE}. ")
    return found or "Ein Teil der Fälle ist geschätzt umgerechnet."


def _on(view: CompareView) -> date:
    return date(max(2000, int(view.period[:4])), 12, 31)


def _ages(view: CompareView, release: Release, sex: str) -> list[str]:
    """Return the age groups held in the view's year for a sex."""
    nationality = dict(view.breakdown).get("nationality", TOTAL)
    held = available(release, view.coverage)
    return [
        age
        for (one, age, nation), years in held.items()
        if (one, nation) == (sex, nationality) and age != TOTAL and view.period in years
    ]


def _strata(
    view: CompareView, release: Release, definition: Definition, standard: str
) -> tuple[Mapping[str, str], bool, str]:
    """Return age group → joined group, whether sexes are told apart, and why there is nothing."""
    chosen = dict(view.breakdown)
    sex = chosen.get("sex", TOTAL)
    ages = _ages(view, release, sex)
    groups = joined(ages, standard=standard, on=_on(view))
    reason = ""
    if definition.kind not in _KINDS:
        reason = "Nach Alter gleich rechnen lassen sich nur Anteile und Raten."
    elif definition.formula.delivered:
        reason = "Die Quelle liefert den fertigen Wert, keine Fälle nach Alter."
    elif chosen.get("age", TOTAL) != TOTAL:
        reason = "Gewählt ist eine einzelne Altersgruppe; wählen Sie oben „alle“."
    elif not ages:
        reason = f"Fälle nach Alter liegen für {formats.period(view.period)} nicht vor."
    elif len(set(groups.values())) < _FEWEST_GROUPS:
        reason = "Fälle und Menschen liegen nicht für alle Alter vor oder nur in groben Gruppen."
    if reason:
        return {}, False, reason
    by_sex = sex == TOTAL and all(set(groups) <= set(_ages(view, release, one)) for one in _SEXES)
    return groups, by_sex, ""


def _years(view: CompareView, release: Release) -> list[str]:
    """Return the years in which the level has cases by age."""
    held = available(release, view.coverage)
    found = {year for (_, age, _), years in held.items() if age != TOTAL for year in years}
    return sorted(found - {view.period})


def _computed(
    found: Mapping[str, Counted], *, view: CompareView, definition: Definition, standard: str
) -> tuple[dict[str, Standardised], Standardised | None]:
    """Return area → standardised figures, and those of all areas but the view's own together."""
    complete = {key: one for key, one in found.items() if not one.reason}
    if not complete:
        return {key: Standardised(reason=one.reason) for key, one in found.items()}, None
    cases = table_of([row for one in complete.values() for row in one.rows])
    factor = definition.formula.factor
    least = float(registry.value("standardised_minimum_events", on=_on(view)).value)
    weights = _weights(cases, standard, on=_on(view))
    direct = _by_area(direct_rates(cases, weights, factor=factor, minimum_events=least))
    ratios = _ratios(cases, factor) if len(complete) > 1 else {}
    lines = {
        key: _line(one, direct.get(key, {}), ratios.get(key, {}), least)
        for key, one in found.items()
    }
    return lines, _others(complete, view.own, weights, factor)


def _weights(cases: Table, standard: str, *, on: date) -> Table:
    sexes = sorted(set(cases["sex"]) - {TOTAL})
    groups = list(dict.fromkeys(cases["age_group"]))
    return standard_population(standard, age_groups=groups, sexes=sexes, on=on)


def _by_area(table: Table) -> dict[str, Mapping[str, float | None]]:
    return {str(row["area"]): row for row in table.rows()}


def _ratios(cases: Table, factor: float) -> dict[str, Mapping[str, float | None]]:
    try:
        return _by_area(indirect_rates(cases, factor=factor))
    except InputRefusedError:
        return {}


def _line(
    one: Counted,
    direct: Mapping[str, float | None],
    ratio: Mapping[str, float | None],
    least: float,
) -> Standardised:
    if one.reason:
        return Standardised(reason=one.reason)
    few = f"weniger als {formats.number(least)} Fälle: nur das Verhältnis zu den erwarteten"
    sure = one.has_chance
    return Standardised(
        value=direct["value"],
        low=direct["low"] if sure else None,
        high=direct["high"] if sure else None,
        ratio=ratio.get("ratio"),
        ratio_low=ratio.get("ratio_low") if sure else None,
        ratio_high=ratio.get("ratio_high") if sure else None,
        reason="" if direct["value"] is not None else few,
    )


def _others(
    complete: Mapping[str, Counted], own: str, weights: Table, factor: float
) -> Standardised | None:
    """Add up the cases of all areas but one and standardise them."""
    rest = [one for key, one in complete.items() if key != own]
    if own not in complete or not rest:
        return None
    sums: dict[tuple[str, str], tuple[float, float]] = {}
    for row in (row for one in rest for row in one.rows):
        x, n = sums.get((row["sex"], row["age_group"]), (0.0, 0.0))
        sums[row["sex"], row["age_group"]] = (x + row["numerator"], n + row["denominator"])
    period = rest[0].rows[0]["period"]
    rows = [
        {"area": REST, "period": period, "sex": sex, "age_group": age, "numerator": x,
         "denominator": n}
        for (sex, age), (x, n) in sums.items()
    ]  # fmt: skip
    made = next(iter(direct_rates(table_of(rows), weights, factor=factor).rows()))
    sure = all(one.has_chance for one in rest)
    return Standardised(
        made["value"], made["low"] if sure else None, made["high"] if sure else None
    )
