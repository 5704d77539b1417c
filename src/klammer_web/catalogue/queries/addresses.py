# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The address of a figure: which release, indicator, area and period."""

from dataclasses import dataclass

from klammer.base.cells import TOTAL
from klammer.base.errors import InputRefusedError


@dataclass(frozen=True, slots=True)
class Address:
    """The figure a link names: release, indicator, boundary, area, period, breakdowns."""

    release: str
    indicator: str
    boundary: str
    area: str
    period: str
    sex: str = TOTAL
    age: str = TOTAL
    nationality: str = TOTAL

    @property
    def keys(self) -> dict[str, str]:
        """Everything but the release, by the names that `pipeline.traces` takes."""
        return {
            "indicator": self.indicator,
            "area": self.area,
            "boundary": self.boundary,
            "period": self.period,
            "sex": self.sex,
            "age": self.age,
            "nationality": self.nationality,
        }

    def __str__(self) -> str:
        parts = [self.release[:12], self.indicator, self.boundary, self.area, self.period]
        cuts = [self.sex, self.age, self.nationality]
        while cuts and cuts[-1] == TOTAL:
            cuts.pop()
        if len(cuts) == 2:
            cuts.append(TOTAL)
        return "/".join((*parts, *cuts))


def parse_address(text: str) -> Address:
    """Read the address of a figure; raise `InputRefusedError` when it is none."""
    parts = text.split("/")
    if len(parts) not in {5, 6, 8} or not all(parts) or not parts[4].isdigit() or len(text) > 300:
        raise InputRefusedError(
            "the address names no figure",
            where="wert",
            why="expected release/indicator/boundary/area/period[/sex[/age/nationality]]",
            remedy="follow a link from a figure",
            code="figure_unknown",
        )
    return Address(*parts)
