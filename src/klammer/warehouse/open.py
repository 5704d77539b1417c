# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Released, immutable tables: what pages, charts, reports and the API read.

On disk a release is a folder named by its root hash:

    releases/<root>/manifest.json       what is in it, from what, made by which version
    releases/<root>/values/<indicator>.parquet   columns schema.VALUES, sorted by
                                        area_level, boundary, period, sex, age, nationality, area
    releases/<root>/definitions/<indicator>.toml  the definitions that were executed
    releases/<root>/withdrawn.json      only when it was withdrawn: when, why, by whom
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from klammer.base.cells import TOTAL, Audience
from klammer.disclosure.release import SafeTable


@dataclass(frozen=True)
class Coverage:
    """What a release holds of one indicator at one level and boundary.

    periods     calendar years, ascending
    breakdowns  breakdown column → codes that occur besides the total
    areas       number of areas with a value in the latest period
    """

    indicator: str
    area_level: str
    boundary: str
    periods: tuple[str, ...]
    breakdowns: Mapping[str, tuple[str, ...]]
    areas: int


class Release:
    """One release opened for reading; cheap to open, safe to keep for the life of a process."""

    def __init__(self, folder: Path) -> None:
        """Open `releases/<root>`; raise `InputRefusedError` when it is not a release."""
        self.folder = folder

    @property
    def root(self) -> str:
        """The root hash, 64 hexadecimal digits."""
        return self.folder.name

    @property
    def manifest(self) -> Mapping[str, Any]:
        """What stands in manifest.json."""
        raise NotImplementedError

    @property
    def audience(self) -> Audience:
        """For whom this release was made."""
        raise NotImplementedError

    @property
    def withdrawn(self) -> Mapping[str, Any] | None:
        """When, why and by whom it was withdrawn; None while it stands."""
        raise NotImplementedError

    def coverage(self, indicator: str | None = None) -> Sequence[Coverage]:
        """Everything there is, or everything of one indicator; empty when unknown."""
        raise NotImplementedError

    def values(
        self,
        indicator: str,
        *,
        area_level: str,
        boundary: str,
        period: str | None = None,
        areas: Sequence[str] | None = None,
        sex: str | None = TOTAL,
        age: str | None = TOTAL,
        nationality: str | None = TOTAL,
    ) -> SafeTable:
        """Figures of one indicator, columns schema.VALUES, sorted by period, breakdowns, area.

        None means "all": all periods, all areas, all codes of a breakdown.
        An indicator or level that is not in the release gives an empty table.
        """
        raise NotImplementedError

    def profile(self, area: str, *, boundary: str | None = None) -> SafeTable:
        """Every figure of one area (totals only), all indicators and periods, columns VALUES."""
        raise NotImplementedError
