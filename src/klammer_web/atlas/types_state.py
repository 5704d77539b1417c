# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a page of types shows, as one value that can be printed back into its address."""

from dataclasses import dataclass
from urllib.parse import urlencode

from klammer_web.atlas.enums import LEVEL_BY_CODE


@dataclass(frozen=True)
class TypesView:
    """Types of the areas of a level within an extent, by some indicators.

    preset   word of the selection of indicators; empty when they were chosen one by one
    chosen   ids of indicators chosen one by one; empty with a preset
    count    number of types; None has it proposed
    own      key of the area looked at; empty for none
    """

    level: str
    boundary: str
    extent: str
    preset: str = ""
    chosen: tuple[str, ...] = ()
    method: str = "ward"
    count: int | None = None
    own: str = ""
    is_complete: bool = True

    @property
    def place(self) -> tuple[str, str, str]:
        """Level, boundary and extent: what the outlines depend on."""
        return self.level, self.boundary, self.extent

    def query(self, **changed: str) -> str:
        """Print the view as the query of an address; `changed` replaces words of it."""
        words = {
            "ebene": LEVEL_BY_CODE[self.level].word,
            "stand": self.boundary,
            "bereich": self.extent,
            "nach": self.preset,
            "mit": ",".join(self.chosen),
            "verfahren": "" if self.method == "ward" else self.method,
            "zahl": str(self.count or ""),
            "gebiet": self.own,
        }
        words.update(changed)
        return urlencode({name: word for name, word in words.items() if word}, safe=":,")
