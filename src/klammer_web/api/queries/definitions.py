# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads: indicators, how they are defined and how far their figures reach."""

from dataclasses import asdict
from typing import Any

from klammer.indicators.definitions import Definition, to_data
from klammer.indicators.formulas import Formula, Term
from klammer.warehouse.open import Release
from klammer_web.api.problems import ProblemError
from klammer_web.catalogue.phrases import words
from klammer_web.catalogue.queries import history, indicators
from klammer_web.catalogue.queries.indicators import Filter


def listed(
    release: Release, *, workspace: str, domain: str, search: str, with_data: bool | None
) -> list[dict[str, Any]]:
    """Return the indicators that pages list, by domain and title."""
    only = "" if with_data is None else ("data" if with_data else "nodata")
    narrowed = Filter(domain=domain, search=search, only=only)
    return [
        {
            **_short(one.definition),
            "domain_label": one.domain,
            "has_data": one.has_data,
            "levels": list(dict.fromkeys(reach.level for reach in one.reach)),
            "first": min((reach.first for reach in one.reach), default=None),
            "last": max((reach.last for reach in one.reach), default=None),
        }
        for one in indicators.entries(release, narrowed=narrowed, workspace=workspace)
    ]


def _short(one: Definition) -> dict[str, Any]:
    return {
        "id": one.id,
        "version": one.version,
        "title": one.title,
        "sentence": one.sentence,
        "domain": one.domain,
        "kind": str(one.kind),
        "unit": one.unit,
        "decimals": one.decimals,
        "direction": one.direction,
        "headline": one.headline,
    }


def sheet(release: Release, indicator: str, *, workspace: str) -> dict[str, Any]:
    """Return everything that an indicator's sheet says; raise `ProblemError` without one."""
    found = indicators.sheet(release, indicator, workspace=workspace)
    if found is None:
        raise ProblemError("indicator_unknown")
    one = found.definition
    texts = {name: value for name, value in to_data(one).items() if isinstance(value, str)}
    skipped = {"id", "title", "sentence", "domain", "kind", "unit", "direction"}
    return {
        **_short(one),
        "domain_label": words.domain(one.domain),
        "formula": formula_words(one.formula),
        "relevant_difference": one.relevant_difference,
        "breaks": [asdict(b) for b in one.breaks],
        "breakdowns": list(one.breakdowns),
        "synonyms": list(one.synonyms),
        "texts": {name: text for name, text in texts.items() if name not in skipped},
        "newer_version": found.newer.version if found.newer else None,
        "coverage": [
            {
                "level": c.area_level,
                "boundary": c.boundary,
                "periods": list(c.periods),
                "areas": c.areas,
                "breakdowns": {name: list(codes) for name, codes in c.breakdowns.items()},
            }
            for c in release.coverage(indicator)
        ],
    }


def formula_words(formula: Formula) -> dict[str, Any]:
    """Return a formula as the sentence that pages print, and as its structure."""
    return {
        "text": str(formula),
        "factor": formula.factor,
        "numerator": [_term(one) for one in formula.numerator],
        "denominator": [_term(one) for one in formula.denominator],
        "delivered": _term(formula.delivered) if formula.delivered else None,
    }


def _term(term: Term) -> dict[str, Any]:
    return {
        "variable": term.variable,
        "label": term.label,
        "sign": term.sign,
        "years_back": term.years_back,
        "where": {name: list(codes) for name, codes in term.where.items()},
    }


def versions(indicator: str, *, workspace: str, is_signed_in: bool) -> list[dict[str, Any]]:
    """Return the wordings of an indicator, the newest first; who wrote them, to members alone."""
    found = history.versions(indicator, workspace=workspace)
    if not found:
        raise ProblemError("indicator_unknown")
    return [
        {
            "version": one.version,
            "origin": one.origin,
            "changed_at": one.changed_at or None,
            "changed_by": one.changed_by if is_signed_in else "",
            "note": one.note,
            "differences": [asdict(d) for d in one.differences],
        }
        for one in found
    ]
