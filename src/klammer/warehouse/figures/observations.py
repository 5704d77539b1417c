# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""One delivery's tidy file as formulas see it, and the order of its codes from good to bad."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from klammer.base.cells import Status
from klammer.warehouse.codes import STATUS_RANK

FIRST_WITHOUT_VALUE = STATUS_RANK.index(Status.MISSING)
OWN = "own"  # source_class of figures the county made itself


@dataclass(frozen=True, slots=True)
class Observations:
    """One delivery's tidy file.

    order       later deliveries win; accepted order
    columns     breakdown columns of the file
    variables   what is in it
    places      level × boundary of its rows
    yearly      whether no area has two periods in one year (then none must be chosen)
    own         whether the county made these figures, so that they are ours to hide
    workspace   key of the workspace that delivered them; empty: common to all
    """

    path: Path
    order: int
    columns: tuple[str, ...]
    variables: frozenset[str]
    places: frozenset[tuple[str, str]]
    yearly: bool = False
    own: bool = False
    workspace: str = ""

    @classmethod
    def described(cls, path: Path, about: Mapping[str, Any]) -> "Observations":
        """Build from what delivery.json or a manifest says: order, breakdowns, variables …"""
        return cls(
            path,
            about["order"],
            tuple(about["breakdowns"]),
            frozenset(about["variables"]),
            frozenset((level, boundary) for level, boundary in about["places"]),
            about["yearly"],
            about["source_class"] == OWN,
            about.get("workspace", ""),
        )
