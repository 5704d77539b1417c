# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a data steward may read of a protection: why each cell is hidden and how uncertain it is.

Everything here names true values and positions; it is never shown to the audience.
"""

import math
from typing import Any

from klammer.disclosure.tabular.problem import Problem
from klammer.disclosure.tabular.safeguard import Safeguarded, reasons, rule_of


def steward_part(made: Safeguarded) -> dict[str, Any]:
    """The stewards' part of a certificate.

    Each hidden cell with its true value, the rule that hides it or the cells it protects, the
    limits the audit found and asked for; the cell that is least uncertain; demands that others had
    made impossible before; cells hidden because time was too short.
    """
    problem, protection = made.linked.problem, made.protection
    serves = reasons(made)
    audited = {
        one.key: (str(outcome), limits, (one.low, one.high))
        for one, outcome, limits in zip(
            made.secrets, made.verdict.outcomes, made.verdict.limits, strict=True
        )
    }
    cells = [
        _cell(problem, cell, serves, audited)
        for cell in range(len(problem))
        if protection.hidden[cell] and (problem.reason[cell] or cell in serves)
    ]
    return {
        "format": 1,
        "method": protection.method,
        "loss": protection.loss,
        "no_loss_below": protection.bound,
        "primary": int((problem.reason > 0).sum()),
        "secondary": len(set(protection.secondary)),
        "hidden_for_want_of_time": [_named(problem, cell) for cell in protection.stronger],
        "known_before": made.known_before,
        "programmes_solved": made.verdict.asked,
        "blocks_remembered": made.verdict.remembered,
        "tightest": _tightest(made),
        "cells": cells,
    }


def _cell(
    problem: Problem, cell: int, serves: dict[int, list[int]], audited: dict[Any, Any]
) -> dict[str, Any]:
    found: dict[str, Any] = {
        **_named(problem, cell),
        "value": _plain(problem.value[cell]),
        "rule": rule_of(problem, cell),
        "protects": [_named(problem, other) for other in serves.get(cell, ())],
        "cost": float(problem.cost[cell]),
    }
    if problem.keys[cell] in audited:
        outcome, limits, asked = audited[problem.keys[cell]]
        found |= {
            "outcome": outcome,
            "reached": [_plain(limits[0]), _plain(limits[1])],
            "limits": [_plain(limits[2]), _plain(limits[3])],
            "asked": [_plain(asked[0]), _plain(asked[1])],
        }
    return found


def _tightest(made: Safeguarded) -> dict[str, Any] | None:
    """The secret whose interval is narrowest, as far as the audit had to look."""
    widths = [limits[1] - limits[0] for limits in made.verdict.limits]
    if not widths:
        return None
    at = min(range(len(widths)), key=lambda n: (widths[n], made.secrets[n].key))
    cell = made.linked.problem.at[made.secrets[at].key]
    return {**_named(made.linked.problem, cell), "at_least_wide": _plain(widths[at])}


def _named(problem: Problem, cell: int) -> dict[str, Any]:
    quantity, codes = problem.keys[cell]
    return {"quantity": quantity, **dict(zip(problem.names, codes, strict=True))}


def _plain(value: float) -> float | None:
    number = float(value)
    return None if math.isnan(number) or math.isinf(number) else number + 0.0
