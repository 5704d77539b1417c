# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a file says of areas: rows of texts, with or without a shape."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from klammer.base.errors import InputRefusedError, Place

MOST = 1_000  # areas in one geography


@dataclass(frozen=True)
class Feature:
    """One row. `shape` is in metres (EPSG:25832), as drawn, not mended; None without one."""

    texts: Mapping[str, str]
    place: Place
    shape: Any = field(default=None, repr=False, compare=False)


@dataclass(frozen=True)
class Features:
    """All rows of a file.

    fields  names of the texts, in the file's order
    crs     in which the shapes were drawn; empty for a table
    notes   codes of what was assumed: crs_assumed
    """

    fields: tuple[str, ...]
    rows: tuple[Feature, ...]
    crs: str = ""
    notes: tuple[str, ...] = ()

    @property
    def has_shapes(self) -> bool:
        """Whether any row has one."""
        return any(one.shape is not None for one in self.rows)


def check_number(rows: int, *, name: str) -> None:
    """Raise `InputRefusedError` for no areas, and for more than a geography may have."""
    if not rows:
        raise refused(
            f"{name} holds no areas", "no row was found", "check that it is the right file",
            "no_areas", name,
        )  # fmt: skip
    if rows > MOST:
        raise refused(
            f"{name} holds {rows} areas", f"at most {MOST} are taken", "choose larger areas",
            "too_many_areas", name, count=rows, most=MOST,
        )  # fmt: skip


def refused(
    what: str, why: str, remedy: str, code: str, name: str, **details: object
) -> InputRefusedError:
    """Return the refusal of a file of areas."""
    return InputRefusedError(
        what, where=Place(file=name), why=why, remedy=remedy, code=code, **details
    )
