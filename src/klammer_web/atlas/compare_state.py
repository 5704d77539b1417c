# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a page of comparison shows, as one value that can be printed back into its address."""

from dataclasses import dataclass
from urllib.parse import urlencode

from klammer.warehouse.open import Coverage
from klammer_web.atlas.enums import LEVEL_BY_CODE
from klammer_web.atlas.view_state import MapView, breakdown_word


@dataclass(frozen=True)
class CompareView:
    """One indicator of many areas.

    base      indicator, level, boundary, year, extent and breakdown, read as a map reads them
    own       key of the area looked at; empty for none
    group     keys of areas chosen one by one; then these and the own are compared, not the extent
    other     id of a second indicator; empty for none
    standard  name of a standard population; empty for the usual one
    """

    base: MapView
    own: str = ""
    group: tuple[str, ...] = ()
    other: str = ""
    standard: str = ""

    @property
    def indicator(self) -> str:
        """Id of the indicator."""
        return self.base.indicator

    @property
    def coverage(self) -> Coverage:
        """What the release holds of the indicator at this level and boundary."""
        return self.base.coverage

    @property
    def level(self) -> str:
        """Code of the area level."""
        return self.base.level

    @property
    def boundary(self) -> str:
        """The boundary version."""
        return self.base.boundary

    @property
    def period(self) -> str:
        """The year."""
        return self.base.period

    @property
    def extent(self) -> str:
        """Key of the area in which areas are compared."""
        return self.base.extent

    @property
    def breakdown(self) -> tuple[tuple[str, str], ...]:
        """The group of people; empty for everybody."""
        return self.base.breakdown

    @property
    def is_complete(self) -> bool:
        """Whether the address said everything that may not be defaulted in silence."""
        return self.base.complete

    def query(self, **changed: str) -> str:
        """Print the view as the query of an address; `changed` replaces words of it."""
        words = {
            "ebene": LEVEL_BY_CODE[self.level].word,
            "stand": self.boundary,
            "jahr": self.period,
            "bereich": self.extent,
            "merkmal": breakdown_word(self.breakdown),
            "gebiet": self.own,
            "mit": ",".join(self.group),
            "und": self.other,
            "standard": self.standard,
        }
        words.update(changed)
        return urlencode({name: word for name, word in words.items() if word}, safe=":,")
