# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a cell says that is not a plain number: a marker, a number in parentheses, nonsense."""

import re
from dataclasses import dataclass

from klammer.warehouse.markers import MARKERS

_BLANKS = " \u00a0"
_NUMBER = re.compile(r"[0-9,.+-]+")
_THOUSANDS = re.compile(r"-?[0-9]{1,3}(\.[0-9]{3})+")


@dataclass(frozen=True, slots=True)
class Sign:
    """One distinct text of a column of values.

    marker  sign of `MARKERS`, None when it is none
    number  None when it is none
    in_parentheses  the publisher's way to say that a number is unsure
    comma, point, thousands  how the number is written
    """

    marker: str | None = None
    number: float | None = None
    in_parentheses: bool = False
    comma: bool = False
    point: bool = False
    thousands: bool = False

    @property
    def is_nonsense(self) -> bool:
        """Whether it is neither a marker nor a number."""
        return self.marker is None and self.number is None


def read_sign(text: str) -> Sign:
    """Read one text; blanks and parentheses around it do not count."""
    bare = text.strip(_BLANKS + "()")
    unsure = text.lstrip(_BLANKS).startswith("(")
    if bare in MARKERS:
        return Sign(marker=bare, in_parentheses=unsure)
    number = _number(bare)
    if number is None:
        return Sign(in_parentheses=unsure)
    return Sign(
        number=number,
        in_parentheses=unsure,
        comma="," in bare,
        point="." in bare,
        thousands=bool(_THOUSANDS.fullmatch(bare)),
    )


def _number(text: str) -> float | None:
    if not _NUMBER.fullmatch(text):
        return None
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return None
