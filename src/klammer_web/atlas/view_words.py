# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a page comparing one area shows, as one value that can be printed back into its address."""

from dataclasses import dataclass
from urllib.parse import urlencode


@dataclass(frozen=True)
class AreaView:
    """One area in many indicators.

    boundary    the boundary version of the area and those around it
    whole       key of the larger area it is compared with
    among       what it stands among: key of a larger area, aehnliche, or "" for `group`
    group       keys of areas chosen one by one
    kind_word   gleiche: similar counties of the same kind only
    indicator   the one on the map of the surroundings
    is_complete whether the address said everything
    """

    boundary: str
    whole: str = ""
    among: str = ""
    group: tuple[str, ...] = ()
    everything: bool = False
    kind_word: str = ""
    indicator: str = ""
    is_complete: bool = True

    def query(self, **changed: str) -> str:
        """Print the view as the query of an address; `changed` replaces words of it."""
        words = {
            "stand": self.boundary,
            "gegen": self.whole,
            "unter": self.among,
            "mit": ",".join(self.group),
            "umfang": "alles" if self.everything else "",
            "art": self.kind_word,
            "kennzahl": self.indicator,
        }
        words.update(changed)
        return urlencode({name: word for name, word in words.items() if word}, safe=":,")
