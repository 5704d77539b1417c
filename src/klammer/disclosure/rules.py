# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What must not be shown to an audience, read from dated parameters."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from klammer.base.cells import Audience
from klammer.base.errors import DisclosureError
from klammer.parameters.registry import Parameter, Registry, shipped

OWN_SOURCE = "own"  # rows that name no source


@dataclass(frozen=True)
class Rules:
    """The rules of one audience on one day.

    minimum    source → smallest count that may be shown; 0 switches the rule off
    remainder  whether the few others of a group are protected as well
    full_group whether a group is protected all of whose members are counted
    zero       whether an exact zero is protected
    """

    audience: Audience
    minimum: Mapping[str, Parameter]
    remainder: Parameter
    full_group: Parameter
    zero: Parameter

    def threshold(self, source: str) -> float:
        """The smallest count of this source that may be shown.

        Raises `DisclosureError` for a source the rules were not made for: nothing is defaulted.
        """
        if source not in self.minimum:
            raise DisclosureError(
                f"there is no minimum count for the source '{source}'",
                where="column source",
                why=f"the rules were made for {', '.join(sorted(self.minimum))}",
                remedy="name the source when the rules are made",
                code="source_without_rule",
            )
        return float(self.minimum[source].value)

    def texts(self) -> tuple[str, ...]:
        """Each rule with its parameter and reference, as a certificate prints them."""
        every = [*self.minimum.values(), self.remainder, self.full_group, self.zero]
        return tuple(dict.fromkeys(str(one) for one in every))


def rules_for(
    audience: Audience,
    *,
    on: date,
    sources: Iterable[str] = (OWN_SOURCE,),
    registry: Registry | None = None,
) -> Rules:
    """Read the rules of an audience as they held on a day.

    Raises `InputRefusedError` when a parameter has no value on that day, `DisclosureError` when a
    minimum count cannot protect.
    """
    book = registry or shipped()
    minimum = {
        source: book.value("minimum_count", on=on, source=source, audience=audience)
        for source in sources
    }
    for parameter in minimum.values():
        _check_minimum(parameter)
    remainder, full_group, zero = (
        book.value(name, on=on, audience=audience)
        for name in ("protect_remainder", "protect_full_group", "protect_zero")
    )
    return Rules(audience, minimum, remainder, full_group, zero)


def _check_minimum(parameter: Parameter) -> None:
    number = parameter.value
    if isinstance(number, bool) or not isinstance(number, int) or number < 0 or number in {1, 2}:
        raise DisclosureError(
            f"{number} cannot be a minimum count",
            where=parameter.name,
            why="expected 0 (off) or 3 and more: below 3 the hidden count could only be 1",
            remedy="choose 3, 5 or 10",
            code="minimum_count",
        )
