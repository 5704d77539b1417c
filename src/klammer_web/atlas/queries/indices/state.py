# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a page of an index shows, as one value that can be printed back into its address."""

from dataclasses import dataclass
from urllib.parse import urlencode

from klammer_web.atlas.enums import LEVEL_BY_CODE
from klammer_web.atlas.queries.indices.readable import Readable


@dataclass(frozen=True)
class IndexView:
    """An index in one year, for the areas of a level within an extent.

    periods   years for which every input has figures, ascending
    own       key of the area looked at; empty for none
    group     keys of areas set beside each other; empty for none
    complete  whether the address said everything that may not be defaulted in silence
    """

    index: Readable
    level: str
    boundary: str
    period: str
    extent: str
    periods: tuple[str, ...]
    own: str = ""
    group: tuple[str, ...] = ()
    complete: bool = True

    @property
    def place(self) -> tuple[str, str, str]:
        """Level, boundary and extent: what the outlines depend on."""
        return self.level, self.boundary, self.extent

    @property
    def question(self) -> tuple[str, ...]:
        """What its figures depend on beside the release: version, areas and year."""
        held = self.index.held
        return (held.owner, held.id, held.version, *self.place, self.period)

    def query(self, **changed: str) -> str:
        """Print the view as the query of an address; `changed` replaces words of it."""
        words = {
            "fassung": self.index.version,
            "ebene": LEVEL_BY_CODE[self.level].word,
            "stand": self.boundary,
            "jahr": self.period,
            "bereich": self.extent,
            "gebiet": self.own,
            "mit": ",".join(self.group),
        }
        words.update(changed)
        return urlencode({name: word for name, word in words.items() if word}, safe=":,")
