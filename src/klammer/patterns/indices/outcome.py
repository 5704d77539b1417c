# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What an index says of each area: status, dynamics, classes, groups, flags, reasons."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from klammer.patterns.indices.classing import Numbers
from klammer.patterns.indices.evaluating import Evaluation
from klammer.patterns.indices.figures import Figures, Reason
from klammer.patterns.indices.ranking import Array
from klammer.patterns.indices.specification import Specification


@dataclass(frozen=True, slots=True)
class Remark:
    """Something a reader should know: code, and the figures for its sentence.

    one_dimension   share: part of the variance the first component of the inputs holds
    factor_dominated  whole, part, share: the factor of a combination is nearly one of its parts
    few_values      values, classes: fewer different values than tenths, which are left out
    no_dynamics     columns: none of them is in the table, so that there is the status only
    unknown_area    area: listed among the exclusions, but not in the table
    """

    code: str
    details: Mapping[str, Any]

    def __str__(self) -> str:
        if self.code == "one_dimension":
            return (
                f"the inputs say nearly the same: one component holds "
                f"{100 * self.details['share']:.0f} % of their variance"
            )
        if self.code == "factor_dominated":
            return (
                f"the factor of {self.details['whole']} is nearly {self.details['part']} alone: "
                f"its weight is {self.details['share']:.2f}"
            )
        if self.code == "few_values":
            return (
                f"{self.details['values']} different values do not fill "
                f"{self.details['classes']} tenths: they are left out"
            )
        if self.code == "no_dynamics":
            return f"without dynamics: the table has none of {self.details['columns']}"
        return f"the area {self.details['area']} is listed, but not in the table"


@dataclass(frozen=True)
class Side:
    """The status, or the dynamics: figures, index, rank and class of all areas of the table.

    rank           area → rank, NaN without index; 1 at the end the specification says
    class_numbers  area → 1 for the first class, 0 for none; class_names: area → name or ""
    """

    figures: Figures
    evaluation: Evaluation
    rank: Array
    class_numbers: Numbers
    class_names: tuple[str, ...]

    @property
    def index(self) -> Array:
        """Area → index, NaN where there is none."""
        return self.evaluation.index

    @property
    def score(self) -> Array:
        """Area → index before it was standardised."""
        return self.evaluation.scores["index"]


@dataclass(frozen=True)
class Outcome:
    """An index of all areas of a table, in its order; those left out stay, with the reason.

    deciles      area → number from 1 on, 0 for none; empty without [deciles], or for few areas
    flags        area → how many inputs (or domains) are flagged; empty without [flags]
    flagged      input or domain → area → whether it is flagged
    groups       area → status × dynamics, "" for none; empty without [groups]
    reasons      area → why it has no index, None where it has one
    one_dimension  share of the variance of the inputs that one component holds, NaN for one input
    """

    specification: Specification
    areas: tuple[str, ...]
    status: Side
    reasons: tuple[Reason | None, ...]
    dynamics: Side | None = None
    deciles: tuple[int, ...] = ()
    flags: tuple[int, ...] = ()
    flagged: dict[str, Array] = field(default_factory=dict)
    groups: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = ()
    one_dimension: float = float("nan")

    @property
    def index(self) -> Array:
        """Area → index, NaN where there is none."""
        return self.status.index

    @property
    def rank(self) -> Array:
        """Area → rank, NaN where there is none."""
        return self.status.rank

    @property
    def classes(self) -> tuple[str, ...]:
        """Area → name of its class, "" where there is none."""
        return self.status.class_names

    @property
    def domains(self) -> dict[str, Array]:
        """Domain → area → standardised value."""
        found = self.status.evaluation.standardised
        return {one.id: found[one.id] for one in self.specification.domains}

    @property
    def domain_scores(self) -> dict[str, Array]:
        """Domain → area → score before it was standardised."""
        found = self.status.evaluation.scores
        return {one.id: found[one.id] for one in self.specification.domains}
