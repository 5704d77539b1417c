# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a map page shows, as one value that can be printed back into its address."""

from dataclasses import dataclass
from urllib.parse import urlencode

from klammer.base.cells import TOTAL
from klammer.warehouse.open import Coverage
from klammer_web.atlas.enums import LEVEL_BY_CODE, WHOLE

DEFAULT_METHOD = ("quantile", 5)


def comparator_keys(level: str, extent: str) -> tuple[str, ...]:
    """Return the keys of the areas above an extent, the nearest first; never of the same level."""
    keys = [extent[:size] for size in (8, 5) if len(extent) >= size]
    keys += [extent[:2]] if extent != WHOLE and level != "state" else []
    return tuple([*keys, WHOLE] if level != "country" else keys)


@dataclass(frozen=True)
class MapView:
    """What a map page shows. `coverage` is what the release holds at this level and boundary."""

    indicator: str
    coverage: Coverage
    period: str
    extent: str
    breakdown: tuple[tuple[str, str], ...] = ()
    method: str = DEFAULT_METHOD[0]
    count: int = DEFAULT_METHOD[1]
    view: str = "karte"
    order: str = "wert"
    complete: bool = True
    against: str = ""
    relevant: float | None = None  # None: as the definition states it

    @property
    def level(self) -> str:
        """Code of the area level."""
        return self.coverage.area_level

    @property
    def boundary(self) -> str:
        """The boundary version."""
        return self.coverage.boundary

    @property
    def comparators(self) -> tuple[str, ...]:
        """Keys of the areas above the extent that figures may be compared with, nearest first."""
        return comparator_keys(self.level, self.extent)

    @property
    def codes(self) -> dict[str, str]:
        """Breakdown column → code, totals included: what `Release.values` is asked for."""
        return {"sex": TOTAL, "age": TOTAL, "nationality": TOTAL, **dict(self.breakdown)}

    def query(self, **changed: str) -> str:
        """Print the view as the query of an address; `changed` replaces words of it."""
        words = {
            "ebene": LEVEL_BY_CODE[self.level].word,
            "stand": self.boundary,
            "jahr": self.period,
            "bereich": self.extent,
            "merkmal": ",".join(f"{column}:{code}" for column, code in self.breakdown),
            "klassen": ""
            if (self.method, self.count) == DEFAULT_METHOD
            else f"{self.method}:{self.count}",
            "ansicht": "" if self.view == "karte" else self.view,
            "folge": "" if self.order == "wert" else self.order,
            "vergleich": self.against,
            "unterschied": "" if self.relevant is None else f"{self.relevant:g}".replace(".", ","),
        }
        words.update(changed)
        return urlencode({name: word for name, word in words.items() if word}, safe=":,")
