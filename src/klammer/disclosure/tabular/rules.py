# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which cells a rule hides, and how uncertain they must stay.

Protection levels: a small count a below the minimum m must be able to be m and to be one smaller;
a small remainder likewise, seen from the other side. For amounts the levels follow from the rule
(Hundepool et al., Statistical Disclosure Control, 2012, ch. 4): p %: p/100 · x₁ − (X − x₁ − x₂);
(n, k): 100/k · (x₁ + … + xₙ) − X; few contributors: a share of the amount.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from klammer.base.errors import InputRefusedError
from klammer.disclosure.rules import OWN_SOURCE, rules_for
from klammer.disclosure.tabular.building import Linked
from klammer.disclosure.tabular.cubes import Delivered
from klammer.disclosure.tabular.problem import Floats, Ints, Problem, Reason, State
from klammer.disclosure.tabular.specification import CostSpec, Specification, refused

_DATED = {"value", "n", "k", "p", "from", "until", "reference"}
_RULES = {
    *("source", "minimum_count", "remainder", "full_group", "zero"),
    *("dominance", "p_percent", "width_percent"),
}


@dataclass(frozen=True)
class Thresholds:
    """The rules of one SPEC on its day.

    minimum   smallest count, or number of contributors, that may be shown; 0: off
    dominance (n, k): the n largest may not hold more than k %
    p         nobody may estimate the largest contribution closer than p %; 0: off
    width     for few contributors: how uncertain an amount must stay, in % of it
    texts     each rule with value and reference, as the certificate prints them
    """

    minimum: int
    remainder: bool
    full_group: bool
    zero: bool
    dominance: tuple[tuple[int, float], ...]
    p: float
    width: float
    texts: tuple[str, ...]


def thresholds_of(specification: Specification) -> Thresholds:
    """The rules that hold for audience and day: what SPEC says, else the dated parameters.

    Raises `InputRefusedError` for a rule that cannot protect, or is not valid on that day.
    """
    said = specification.rules
    unknown = sorted(set(said) - _RULES)
    if unknown:
        raise refused(
            f"'{unknown[0]}' is no rule", "rules", f"known are {', '.join(sorted(_RULES))}"
        )
    source = str(said.get("source", OWN_SOURCE))
    book = rules_for(specification.audience, on=specification.on, sources=(source,))
    texts = [str(book.minimum[source])] if "minimum_count" not in said else []
    minimum = int(book.threshold(source))
    for entry in _valid(said.get("minimum_count", ()), specification.on, "minimum_count"):
        minimum = _minimum(entry)
        texts.append(_text("minimum_count", entry))
    switches = {}
    for name, parameter in (
        ("remainder", book.remainder), ("full_group", book.full_group), ("zero", book.zero),
    ):  # fmt: skip
        switches[name] = bool(said.get(name, parameter.value))
        texts.append(f"{name} = {switches[name]}: SPEC" if name in said else str(parameter))
    pairs, p = [], 0.0
    for entry in _valid(said.get("dominance", ()), specification.on, "dominance"):
        pairs.append((_number(entry, "n", 1, 100), _number(entry, "k", 1, 100)))
        texts.append(_text("dominance", entry))
    for entry in _valid(said.get("p_percent", ()), specification.on, "p_percent"):
        p = _number(entry, "p", 1e-9, 1000)
        texts.append(_text("p_percent", entry))
    width = float(said.get("width_percent", 10.0))
    dominance = tuple((int(n), k) for n, k in pairs)
    return Thresholds(
        minimum, **switches, dominance=dominance, p=p, width=width, texts=tuple(texts)
    )


def _valid(said: Any, on: date, name: str) -> list[Mapping[str, Any]]:
    entries = [said] if isinstance(said, Mapping) else said
    if isinstance(entries, int):
        entries = [{"value": entries}]
    if not isinstance(entries, Sequence):
        raise refused(f"{name} cannot be read", "rules", "", "write it as in the reference")
    for entry in entries:
        if set(entry) - _DATED:
            raise refused(f"'{min(set(entry) - _DATED)}' is unknown", f"rules.{name}")
    found = [
        entry
        for entry in entries
        if entry.get("from", date.min) <= on < entry.get("until", date.max)
    ]
    if entries and not found:
        raise refused(f"{name} has no value on {on}", "rules", "", "add an entry for that day")
    return found


def _text(name: str, entry: Mapping[str, Any]) -> str:
    said = ", ".join(f"{key}={entry[key]}" for key in ("value", "n", "k", "p") if key in entry)
    return f"{name}: {said}: {entry.get('reference', 'SPEC')}"


def _number(entry: Mapping[str, Any], key: str, low: float, high: float) -> float:
    value = entry.get(key)
    if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
        raise refused(f"'{key}' is out of range", "rules", f"expected {low} to {high}")
    return float(value)


def _minimum(entry: Mapping[str, Any]) -> int:
    value = entry.get("value")
    if isinstance(value, bool) or not isinstance(value, int) or value < 0 or value in {1, 2}:
        raise refused(
            f"{value} cannot be a minimum count", "rules.minimum_count",
            "expected 0 (off) or 3 and more: below 3 the hidden count could only be 1",
            "choose 3, 5 or 10",
        )  # fmt: skip
    return value


def apply_rules(linked: Linked, thresholds: Thresholds) -> None:
    """Make cells primary and write down how uncertain they must stay.

    Cells that are known whatever we do stay as they are; cells a publisher hid must stay
    uncertain at all. Raises `InputRefusedError` for amounts without contributors to judge by.
    """
    problem = linked.problem
    problem.below[:], problem.above[:] = 0.0, 0.0
    _judge_counts(problem, thresholds)
    for one, cells in zip(linked.delivered, linked.numbers, strict=True):
        if not one.spec.is_count:
            _judge_amounts(problem, one, cells.ravel(), thresholds)
    withheld = problem.state == State.WITHHELD
    problem.reason[withheld] = Reason.WITHHELD
    problem.above[withheld] = np.minimum(1.0, problem.high[withheld] - problem.base[withheld])
    room = problem.base[withheld] - problem.low[withheld]
    problem.below[withheld] = np.where(problem.above[withheld] > 0, 0.0, np.minimum(1.0, room))
    primary = problem.state == State.PRIMARY
    problem.above[primary] = np.minimum(
        problem.above[primary], problem.high[primary] - problem.base[primary]
    )
    problem.below[primary] = np.minimum(
        problem.below[primary], problem.base[primary] - problem.low[primary]
    )


def _judge_counts(problem: Problem, rules: Thresholds) -> None:
    value, minimum = problem.value, rules.minimum
    ours = problem.whole & ~np.isnan(value) & (problem.state != State.KNOWN)
    small = ours & (value > 0) & (value < minimum)
    rest = problem.high - value
    grouped = ours & np.isfinite(rest)
    left = grouped & (rest > 0) & (rest < minimum) & rules.remainder
    full = grouped & (rest == 0) & (value > 0) & rules.full_group & (minimum > 0)
    zero = ours & (value == 0) & (problem.high > 0) & rules.zero & (minimum > 0)
    _hide(problem, small, Reason.SMALL_COUNT, below=1.0, above=minimum - value)
    _hide(problem, left, Reason.SMALL_REMAINDER, below=minimum - rest, above=1.0)
    _hide(problem, full, Reason.FULL_GROUP, below=np.minimum(value, minimum), above=0.0)
    _hide(problem, zero, Reason.ZERO, below=0.0, above=float(minimum))


def _hide(
    problem: Problem,
    cells: NDArray[np.bool_] | Ints,
    reason: Reason,
    *,
    below: Floats | float,
    above: Floats | float,
) -> None:
    fresh = np.zeros(len(problem), dtype=bool)
    fresh[cells] = True
    problem.reason[fresh & (problem.reason == 0)] = reason
    problem.state[fresh] = State.PRIMARY
    for kept, wanted in ((problem.below, below), (problem.above, above)):
        full = np.broadcast_to(np.asarray(wanted, dtype=float), (len(problem),))
        kept[fresh] = np.maximum(kept[fresh], full[fresh])


def _judge_amounts(problem: Problem, one: Delivered, cells: Ints, rules: Thresholds) -> None:
    rows = one.row.ravel()
    total = one.value.ravel()
    open_ones = problem.state[cells] == State.OPEN
    asked = open_ones & (total != 0) & ~np.isnan(total)
    if not asked.any() or not (rules.minimum or rules.dominance or rules.p):
        return
    if (rows[asked] < 0).any() or not (one.spec.contributors or one.spec.largest):
        raise InputRefusedError(
            "an amount cannot be judged",
            where=f"table {one.spec.name}",
            why="rules on amounts need, for each cell and each total, the number of contributors "
            "or the largest contributions",
            remedy="name contributors and largest in SPEC, and deliver the totals as rows",
            code="not_judgeable",
        )
    at = np.flatnonzero(asked)
    if one.spec.contributors:
        _few(problem, one, cells, at, rules)
    if one.spec.largest:
        _dominated(problem, one, cells, at, rules)


def _values(one: Delivered, column: str, at: Ints) -> Floats:
    raw = one.table[column]
    rows = one.row.ravel()[at]
    return np.array([float(raw[row]) if raw[row] is not None else 0.0 for row in rows])


def _few(problem: Problem, one: Delivered, cells: Ints, at: Ints, rules: Thresholds) -> None:
    few = at[_values(one, one.spec.contributors, at) < rules.minimum]
    width = np.zeros(len(problem))
    width[cells[few]] = np.abs(one.value.ravel()[few]) * rules.width / 100
    _hide(problem, cells[few], Reason.FEW_CONTRIBUTORS, below=width, above=width)


def _dominated(problem: Problem, one: Delivered, cells: Ints, at: Ints, rules: Thresholds) -> None:
    largest = np.array([_values(one, column, at) for column in one.spec.largest])
    total = one.value.ravel()[at]
    for n, k in rules.dominance:
        if n > len(largest):
            raise refused(f"dominance with n = {n} needs {n} largest contributions", one.spec.name)
        level = 100 / k * largest[:n].sum(axis=0) - total
        _widen(problem, cells[at], level, Reason.DOMINANCE)
    if rules.p:
        if len(largest) < 2:
            raise refused("the p % rule needs two largest contributions", one.spec.name)
        level = rules.p / 100 * largest[0] - (total - largest[0] - largest[1])
        _widen(problem, cells[at], level, Reason.P_PERCENT)


def _widen(problem: Problem, cells: Ints, level: Floats, reason: Reason) -> None:
    width = np.zeros(len(problem))
    width[cells] = level
    _hide(problem, cells[level > 0], reason, below=width, above=width)


def price(problem: Problem, cost: CostSpec) -> None:
    """Write down what hiding each cell costs; see `CostSpec`."""
    amount = np.abs(problem.base)
    prices = {
        "cells": np.ones(len(problem)),
        "value": amount + 1.0,
        "digits": np.log10(amount + 1.0) + 1.0,
    }[cost.by]
    above = np.zeros(len(problem))
    for cube in problem.cubes:
        depth = np.zeros(cube.index.shape)
        for number, axis in enumerate(cube.axes):
            is_total = np.ones(len(axis.nodes))
            is_total[axis.leaves] = 0.0
            depth += is_total.reshape([-1 if at == number else 1 for at in range(depth.ndim)])
        above[cube.index.ravel()] = np.maximum(above[cube.index.ravel()], depth.ravel())
    problem.cost[:] = prices * cost.totals**above
    for name, codes in cost.keep.items():
        at = problem.names.index(name)
        kept = [number for number, (_, key) in enumerate(problem.keys) if key[at] in codes]
        problem.cost[kept] *= cost.keep_factor
