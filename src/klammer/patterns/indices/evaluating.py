# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""From transformed figures to an index: standardise, combine domain by domain, standardise."""

from dataclasses import dataclass, field

import numpy as np

from klammer.patterns.indices.combining import combine
from klammer.patterns.indices.figures import Figures, sign_of
from klammer.patterns.indices.ranking import Array
from klammer.patterns.indices.specification import (
    Combination,
    Input,
    Specification,
    Standardisation,
)
from klammer.patterns.indices.standardising import Constants, standardise
from klammer.patterns.indices.transforming import sign_after


@dataclass(frozen=True)
class Evaluation:
    """Every value on the way to an index; area → value, NaN where there is none.

    standardised  input or domain → value that enters the next combination
    scores        domain → score before it was standardised; "index" too
    index         the standardised sum
    constants     part → what it was standardised by (n, mean, deviation, lowest, highest)
    weights       domain or "index" → part → weight
    """

    standardised: dict[str, Array] = field(default_factory=dict)
    scores: dict[str, Array] = field(default_factory=dict)
    constants: dict[str, Constants] = field(default_factory=dict)
    weights: dict[str, dict[str, float]] = field(default_factory=dict)

    @property
    def index(self) -> Array:
        """Area → index."""
        return self.standardised["index"]


def evaluate(
    specification: Specification,
    figures: Figures,
    *,
    ready: dict[str, Array] | None = None,
) -> Evaluation:
    """Return the index and every value on the way to it.

    ready  input → standardised values that are known already (variants of the weights share them)

    Raises `InputRefusedError` for inputs that are missing everywhere or the same everywhere.
    """
    found = Evaluation()
    known = ready or {}
    for one in specification.inputs:
        if one.column in known:
            found.standardised[one.column] = known[one.column]
        else:
            values, constants = standardised(specification, one, figures)
            found.standardised[one.column] = values
            found.constants[one.column] = constants
    waiting = {one.id: one.combination for one in specification.domains}
    filled = {one.column for one in specification.inputs if _is_filled(specification, one)}
    while waiting:
        name = next(name for name, how in waiting.items() if not set(how.parts) & set(waiting))
        _combined(name, waiting.pop(name), found, figures, filled)
    _combined("index", specification.index, found, figures, filled)
    return found


def standardised(
    specification: Specification,
    one: Input,
    figures: Figures,
    *,
    how: Standardisation | None = None,
) -> tuple[Array, Constants]:
    """Return an input's standardised values and constants; `how` instead of the specification's."""
    way = how or specification.standardisation_of(one)
    values, constants = standardise(
        figures.transformed[one.column],
        way,
        what=one.column,
        sign=sign_after(one, sign=sign_of(specification, one)),
        people=figures.people,
        base=figures.bases.get(one.column) if way.base else None,
    )
    if specification.missing_of(one) == "average":
        values = _as_average(values, way, figures)
    return values, constants


def _as_average(values: Array, how: Standardisation, figures: Figures) -> Array:
    gaps = np.isnan(values) & figures.taking_part
    if not gaps.any():
        return values
    middle = how.shift if how.method in {"z", "normal_scores"} else float(np.nanmean(values))
    return np.where(gaps, middle, values)


def _is_filled(specification: Specification, one: Input) -> bool:
    return specification.missing_of(one) == "mean_of_domain"


def _combined(
    name: str, how: Combination, found: Evaluation, figures: Figures, filled: set[str]
) -> None:
    columns = [_value(part, how, found) for part in how.parts]
    score, weights = combine(
        columns, how, where=name, filled=[part in filled for part in how.parts]
    )
    found.scores[name], found.weights[name] = score, weights
    found.standardised[name], found.constants[name] = standardise(
        score, how.standardisation, what=name, people=figures.people
    )


def _value(part: str, how: Combination, found: Evaluation) -> Array:
    if how.of == "score" and part in found.scores:
        return found.scores[part]
    return found.standardised[part]
