# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""A cell is never just a number: value, status and secrecy method together.

The words follow SDMX's observation status; suppressed is not zero, missing is not zero.
"""

from enum import StrEnum


class Status(StrEnum):
    """What stands in the cell instead of, or beside, the number."""

    REPORTED = "reported"
    ZERO = "zero"  # an exact nothing, printed "–"
    ZERO_OR_HIDDEN = "zero_or_hidden"  # the source prints 0 both for nothing and for too few
    SUPPRESSED = "suppressed"  # secret, printed "•" by us and "." by the source
    UNRELIABLE = "unreliable"  # "/" or a value in parentheses
    NOT_APPLICABLE = "not_applicable"  # "x"
    NOT_YET_AVAILABLE = "not_yet_available"  # "..."
    MISSING = "missing"

    @property
    def has_value(self) -> bool:
        """Whether a number may stand beside this status."""
        return self in {Status.REPORTED, Status.ZERO, Status.ZERO_OR_HIDDEN, Status.UNRELIABLE}


class Secrecy(StrEnum):
    """How the number was protected before it reached us, or by us."""

    EXACT = "exact"
    ROUNDED_5 = "rounded_5"
    ROUNDED_10 = "rounded_10"
    CELL_KEY = "cell_key"
    SUPPRESSED_AT_SOURCE = "suppressed_at_source"
    ESTIMATED = "estimated"


class Audience(StrEnum):
    """Who may see a figure; an order from few to many secrets."""

    PUBLIC = "public"
    PARTNERS = "partners"
    ADMINISTRATION = "administration"
    CONFIDENTIAL = "confidential"

    @property
    def rank(self) -> int:
        """0 for public up to 3 for confidential."""
        return list(Audience).index(self)


# The code of a total in a breakdown column (SDMX); an absent breakdown reads the same.
TOTAL = "_T"
