# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""An index of a table: status, dynamics, classes, groups, flags."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from klammer.patterns.indices.classing import Numbers, different, names_of, numbers_of
from klammer.patterns.indices.evaluating import Evaluation, evaluate
from klammer.patterns.indices.factors import correlations, first_share
from klammer.patterns.indices.figures import (
    LEAST,
    Columns,
    Figures,
    Reason,
    Source,
    figures_of,
    ratio,
    settle,
)
from klammer.patterns.indices.outcome import Remark, Side
from klammer.patterns.indices.ranking import Array, percentiles, ranked, settled
from klammer.patterns.indices.result import IndexResult
from klammer.patterns.indices.specification import (
    Classes,
    Input,
    Ranking,
    Specification,
    Transformation,
)

DOMINATED = 0.90  # weight of one part from which a factor is called that part
ONE_DIMENSION = 0.80  # share of the first component from which inputs are called one dimension


def compute(specification: Specification, table: Columns) -> IndexResult:
    """Compute an index.

    table    column → values, one row per area: the columns `specification.columns()` names, keys
             as text, figures as numbers with NaN or None for missing. Without any of the columns
             of the dynamics there are none, and a remark says so
    returns  the index of every area in the order of the table; areas left out have NaN and a reason

    Raises `InputRefusedError` with place, reason and remedy: columns that are not there, areas that
    repeat, texts among numbers, inputs that are missing or the same everywhere, fewer areas than
    inputs, a missing value under the rule `refuse`, classes that do not cover the index.
    """
    source = Source(specification, table)
    figures = figures_of(specification, source)
    status = side_of(specification, figures, specification.classes)
    reasons = _reasons(specification, status)
    flagged = _flagged(specification, status)
    dynamics = _dynamics(specification, figures, source)
    share = one_dimension(specification, status.evaluation)
    return IndexResult(
        specification=specification,
        areas=figures.areas,
        status=status,
        reasons=reasons,
        dynamics=dynamics,
        deciles=_deciles(specification, status),
        flags=tuple(int(one) for one in sum(flagged.values(), np.zeros(len(reasons)))),
        flagged=flagged,
        groups=_groups(specification, status, dynamics),
        remarks=(
            *_remarks(specification, figures, status.evaluation, share),
            *_few_values(specification, status),
            *_no_dynamics(specification, source),
        ),
        one_dimension=share,
    )


def side_of(specification: Specification, figures: Figures, classes: Classes | None) -> Side:
    """Return index, ranks and classes of figures, made as the specification says."""
    found = evaluate(specification, figures)
    return classed(found, figures, ranking=specification.ranking, classes=classes)


def classed(
    found: Evaluation, figures: Figures, *, ranking: Ranking, classes: Classes | None
) -> Side:
    """Return an evaluation with its ranks and classes."""
    numbers = np.zeros(len(figures.areas), dtype=np.int_)
    names: tuple[str, ...] = ()
    if classes:
        numbers = numbers_of(found.index, classes, areas=figures.areas, people=figures.people)
        names = names_of(classes)
    return Side(
        figures=figures,
        evaluation=found,
        rank=ranks_of(found.index, ranking),
        class_numbers=numbers,
        class_names=tuple(names[number - 1] if number else "" for number in numbers.tolist()),
    )


def ranks_of(index: Array, ranking: Ranking) -> Array:
    """Return area → rank, 1 at the end the specification says; NaN without index."""
    return ranked(-index if ranking.first == "highest" else index, ties=ranking.ties)


def one_dimension(specification: Specification, found: Evaluation) -> float:
    """Return the share of the inputs' variance that one component holds; NaN for one input."""
    columns = np.column_stack([found.standardised[one.column] for one in specification.inputs])
    complete = ~np.isnan(columns).any(axis=1)
    if columns.shape[1] < 2 or complete.sum() < 3:
        return float("nan")
    return first_share(correlations(columns))


def of_changes(specification: Specification) -> Specification:
    """Return the specification of the dynamics: changes as inputs, made like the status.

    Changes may be below 0, so that the transformations of the values are left out.
    """
    changes = specification.dynamics
    if changes is None:
        raise ValueError("the specification has no dynamics")
    inputs = tuple(_change(one) for one in specification.inputs)
    return replace(
        specification,
        inputs=inputs,
        standardisation=changes.standardisation or specification.standardisation,
        index=changes.index or specification.index,
        classes=changes.classes,
        missing="leave_out" if specification.missing == "larger_area" else specification.missing,
        deciles=None,
        dynamics=None,
        groups=None,
        flags=None,
    )


def _change(one: Input) -> Input:
    return replace(
        one,
        numerator="",
        denominator="",
        transformation=Transformation(),
        standardisation=None,
        missing="leave_out" if one.missing == "larger_area" else one.missing,
    )


def _dynamics(specification: Specification, figures: Figures, source: Source) -> Side | None:
    if specification.dynamics is None or not source.has_dynamics:
        return None
    said = of_changes(specification)
    values = {
        one.column: changed(one, specification, figures, source) for one in specification.inputs
    }
    moved = replace(figures, values=values, bases={}, counted={})
    return side_of(said, settle(said, moved, source=source), said.classes)


def changed(one: Input, specification: Specification, figures: Figures, source: Source) -> Array:
    """Return area → change of an input: now less earlier [its unit], or percent of the earlier."""
    if one.change:
        return source.numbers(one.change)
    if one.earlier_numerator:
        x, n = source.numbers(one.earlier_numerator), source.numbers(one.earlier_denominator)
        earlier = ratio(x, n, per=one.per)
    else:
        earlier = source.numbers(one.earlier)
    difference: Array = figures.values[one.column] - earlier
    if specification.dynamics and specification.dynamics.change == "percent":
        difference = 100 * difference / np.where(np.abs(earlier) > LEAST, earlier, np.nan)
    return difference


def _reasons(specification: Specification, status: Side) -> tuple[Reason | None, ...]:
    """Add to the reasons of areas left out those of areas whose index cannot be put together."""
    reasons = list(status.figures.reasons)
    found = status.evaluation.standardised
    inputs = [one.column for one in specification.inputs]
    for place in np.flatnonzero(np.isnan(status.index)):
        if reasons[place] is None:
            missing = [name for name in inputs if np.isnan(found[name][place])]
            reasons[place] = Reason("no_domain", ", ".join(missing) or "index")
    return tuple(reasons)


def _flagged(specification: Specification, status: Side) -> dict[str, Array]:
    rule = specification.flags
    if rule is None:
        return {}
    names = [one.column for one in specification.inputs]
    if rule.of == "domains":
        names = [one.id for one in specification.domains]
    methods = {
        one.column: specification.standardisation_of(one).method for one in specification.inputs
    } | {one.id: one.combination.standardisation.method for one in specification.domains}
    flagged = {}
    for name in names:
        values = status.evaluation.standardised[name]
        share = values if methods[name] == "percentile" else percentiles(values)
        flagged[name] = (settled(share) >= settled(rule.at_least)).astype(float)
    return flagged


def _deciles(specification: Specification, status: Side) -> tuple[int, ...]:
    if specification.deciles is None or _few_values(specification, status):
        return ()
    figures = status.figures
    numbers: Numbers = numbers_of(
        status.index, specification.deciles, areas=figures.areas, people=figures.people
    )
    return tuple(numbers.tolist())


def _few_values(specification: Specification, status: Side) -> list[Remark]:
    """Tenths are an extra: an index of few areas is computed without them."""
    wanted = specification.deciles.count if specification.deciles else 0
    found = different(status.index)
    return [Remark("few_values", {"values": found, "classes": wanted})] if found < wanted else []


def _groups(specification: Specification, status: Side, dynamics: Side | None) -> tuple[str, ...]:
    rule = specification.groups
    if rule is None or dynamics is None:
        return ()
    return tuple(
        rule.name.replace("{status}", one).replace("{dynamics}", other) if one and other else ""
        for one, other in zip(status.class_names, dynamics.class_names, strict=True)
    )


def _remarks(
    specification: Specification, figures: Figures, found: Evaluation, share: float
) -> tuple[Remark, ...]:
    there = set(figures.areas)
    listed = [
        Remark("unknown_area", {"area": area})
        for area in specification.exclusion.areas
        if area not in there
    ]
    one = [Remark("one_dimension", {"share": share})] if share >= ONE_DIMENSION else []
    return (*listed, *one, *_dominated(specification, found))


def _no_dynamics(specification: Specification, source: Source) -> list[Remark]:
    wanted = specification.dynamic_columns()
    if not wanted or source.has_dynamics:
        return []
    return [Remark("no_dynamics", {"columns": ", ".join(wanted)})]


def _dominated(specification: Specification, found: Evaluation) -> Iterator[Remark]:
    """Tell of factors that are nearly one of their parts: the others weigh nothing."""
    ways = {one.id: one.combination for one in specification.domains}
    for name, how in {**ways, "index": specification.index}.items():
        part, weight = max(found.weights[name].items(), key=lambda item: item[1])
        if how.method == "factor" and weight >= DOMINATED:
            yield Remark("factor_dominated", {"whole": name, "part": part, "share": weight})
