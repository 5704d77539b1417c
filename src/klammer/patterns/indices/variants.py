# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Plausible other ways to make the same index: what a different author might have done."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np

from klammer.patterns.indices.evaluating import Evaluation, standardised
from klammer.patterns.indices.figures import Figures, Source, sign_of
from klammer.patterns.indices.ranking import Array
from klammer.patterns.indices.redrawing import Redrawn
from klammer.patterns.indices.specification import (
    Combination,
    Input,
    Specification,
    Standardisation,
)
from klammer.patterns.indices.transforming import transformed

FAMILIES = ("leave_out", "standardisation", "population", "weights", "counts")
MOST_REDRAWN = 100  # each costs as much as five others
SWING = 0.25  # weights are multiplied by 0.75 to 1.25
_OTHER = ("z", "min_max", "percentile")


@dataclass(frozen=True)
class Variant:
    """One other way: its family, a name, and the specification and values it is made of.

    ready  input → standardised values; the rest of the way is computed anew
    """

    family: str
    name: str
    specification: Specification
    ready: Mapping[str, Array]


def variants_of(
    specification: Specification,
    figures: Figures,
    found: Evaluation,
    *,
    source: Source,
    count: int,
    seed: int,
) -> Iterator[Variant]:
    """Yield `count` variants, always the same for the same seed.

    First every one of the few: each input left out, other standardisations of the inputs and of
    the domains, and weights by population instead of areas (or the other way round). The rest is
    drawn: other weights, and up to half of it, at most 100, with other counts where there are
    numerators.
    """
    settled = with_found_weights(specification, found)
    ready = {one.column: found.standardised[one.column] for one in specification.inputs}
    few = [
        *_without_one(settled, ready),
        *_otherwise_standardised(settled, figures, ready),
        *_otherwise_weighted(settled, figures, ready),
    ]
    random = np.random.default_rng(seed)
    if len(few) > count:
        chosen = np.sort(random.permutation(len(few))[:count])
        few = [few[place] for place in chosen.tolist()]
    yield from few
    rest = count - len(few)
    redrawn = Redrawn(settled, source, figures)
    by_counts = min(rest // 2, MOST_REDRAWN) if redrawn else 0
    for number in range(rest - by_counts):
        yield Variant("weights", f"weights {number + 1}", _swung(settled, random), ready)
    for number in range(by_counts):
        drawn = _redrawn(settled, figures, redrawn, random)
        yield Variant("counts", f"counts {number + 1}", settled, {**ready, **drawn})


def with_found_weights(specification: Specification, found: Evaluation) -> Specification:
    """Return the specification with estimated weights fixed, so that variants share them."""

    def fixed(name: str, how: Combination) -> Combination:
        if how.method == "factor":
            return replace(how, method="sum", weights=found.weights[name])
        if how.method == "component":
            return replace(how, loadings=found.weights[name])
        return replace(how, weights=found.weights[name])

    domains = tuple(
        replace(one, combination=fixed(one.id, one.combination)) for one in specification.domains
    )
    return replace(specification, domains=domains, index=fixed("index", specification.index))


def without(specification: Specification, column: str) -> Specification:
    """Return the specification without an input; the other weights grow to the same sum.

    A domain that loses its only part leaves too.
    """
    combinations = {one.id: one.combination for one in specification.domains}
    gone = {column}
    while True:
        reduced = {name: _less(how, gone) for name, how in combinations.items()}
        empty = {name for name, how in reduced.items() if not how.parts} - gone
        if not empty:
            break
        gone |= empty
    return replace(
        specification,
        inputs=tuple(one for one in specification.inputs if one.column != column),
        domains=tuple(
            replace(one, combination=reduced[one.id])
            for one in specification.domains
            if one.id not in gone
        ),
        index=_less(specification.index, gone),
    )


def _less(how: Combination, gone: set[str]) -> Combination:
    parts = tuple(part for part in how.parts if part not in gone)
    kept = {part: weight for part, weight in how.weights.items() if part in parts}
    growth = sum(how.weights.values()) / sum(kept.values()) if kept else 1.0
    return replace(
        how,
        parts=parts,
        weights={part: weight * growth for part, weight in kept.items()},
        loadings={part: loading for part, loading in how.loadings.items() if part in parts},
        marker=how.marker if how.marker in parts else "",
    )


def _without_one(specification: Specification, ready: Mapping[str, Array]) -> Iterator[Variant]:
    if len(specification.inputs) < 2:
        return
    for one in specification.inputs:
        said = without(specification, one.column)
        yield Variant("leave_out", f"without {one.column}", said, ready)


def _otherwise_standardised(
    specification: Specification, figures: Figures, ready: Mapping[str, Array]
) -> Iterator[Variant]:
    methods = {one.column: specification.standardisation_of(one) for one in specification.inputs}
    standard = [one for one in specification.inputs if methods[one.column].method != "none"]
    signed = any(
        how.method == "geometric_mean"
        for how in (specification.index, *(one.combination for one in specification.domains))
    )
    for method in _OTHER:
        changed = [one for one in standard if methods[one.column].method != method]
        if changed and not (signed and method == "z"):
            values = {
                one.column: _standardised_by(specification, one, figures, method) for one in changed
            }
            name = f"inputs by {method}"
            yield Variant("standardisation", name, specification, {**ready, **values})
        domains = tuple(
            replace(one, combination=_by(one.combination, method)) for one in specification.domains
        )
        if domains != specification.domains and not (signed and method == "z"):
            said = replace(specification, domains=domains)
            yield Variant("standardisation", f"domains by {method}", said, ready)


def _standardised_by(
    specification: Specification, one: Input, figures: Figures, method: str
) -> Array:
    return standardised(specification, one, figures, how=Standardisation(method=method))[0]


def _by(how: Combination, method: str) -> Combination:
    if how.standardisation.method in {"none", method}:
        return how
    return replace(how, standardisation=Standardisation(method=method))


def _otherwise_weighted(
    specification: Specification, figures: Figures, ready: Mapping[str, Array]
) -> Iterator[Variant]:
    methods = {one.column: specification.standardisation_of(one) for one in specification.inputs}
    changed = [
        one
        for one in specification.inputs
        if methods[one.column].method == "z"
        and methods[one.column].mean is None
        and not methods[one.column].base
    ]
    if figures.people is None or not changed:
        return
    values = {}
    for one in changed:
        how = methods[one.column]
        other = "areas" if how.weights == "population" else "population"
        values[one.column] = standardised(
            specification, one, figures, how=replace(how, weights=other)
        )[0]
    yield Variant("population", "inputs weighted otherwise", specification, {**ready, **values})


def _swung(specification: Specification, random: np.random.Generator) -> Specification:
    def swung(how: Combination) -> Combination:
        factors = random.uniform(1 - SWING, 1 + SWING, size=len(how.parts)).tolist()
        by_part = dict(zip(how.parts, factors, strict=True))
        if how.method == "component":
            return replace(how, loadings={k: v * by_part[k] for k, v in how.loadings.items()})
        return replace(how, weights={k: v * by_part[k] for k, v in how.weights.items()})

    domains = tuple(
        replace(one, combination=swung(one.combination)) for one in specification.domains
    )
    return replace(specification, domains=domains, index=swung(specification.index))


def _redrawn(
    specification: Specification, figures: Figures, redrawn: Redrawn, random: np.random.Generator
) -> dict[str, Array]:
    values = redrawn.draw(random)
    drawn = {}
    for one in specification.inputs:
        if one.column in values:
            sign = sign_of(specification, one)
            bent = transformed(values[one.column], one, sign=sign, areas=figures.areas)
            moved = replace(figures, transformed={**figures.transformed, one.column: bent})
            drawn[one.column] = standardised(specification, one, moved)[0]
    return drawn
