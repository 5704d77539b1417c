# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a map page shows, as one value that can be printed back into its address."""

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from klammer.base.cells import TOTAL
from klammer.presentation.maps import Window
from klammer.warehouse.open import Coverage
from klammer_web.atlas.enums import LEVEL_BY_CODE, WHOLE

DEFAULT_METHOD = ("quantile", 5)
FIXED = "fest"  # the method of limits that somebody states
ALL_YEARS = "alle"  # class limits made of all years; else of the one that is named
MOST_ZOOM = 40
WHOLE_MAP = Window()


def comparator_keys(level: str, extent: str) -> tuple[str, ...]:
    """Return the keys of the areas above an extent, the nearest first; never of the same level."""
    keys = [extent[:size] for size in (8, 5) if len(extent) >= size]
    keys += [extent[:2]] if extent != WHOLE and level != "state" else []
    return tuple([*keys, WHOLE] if level != "country" else keys)


@dataclass(frozen=True)
class Beside:
    """What the second map shows differently.

    what  jahr, merkmal or kennzahl
    word  the year, the breakdown ("sex:M"; empty for all together) or the id of the indicator
    """

    what: str
    word: str

    def __str__(self) -> str:
        return f"{self.what}:{self.word}"


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
    bounds: tuple[float, ...] = ()  # of the method FIXED; none: those of the definition
    scale: str = ""  # the year whose class limits hold, or ALL_YEARS; empty: the year shown
    window: Window = WHOLE_MAP
    beside: Beside | None = None
    every_row: bool = False
    ground: bool = False  # whether the base map is drawn below

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

    @property
    def place(self) -> tuple[str, str, str]:
        """Level, boundary and extent: what the outlines depend on."""
        return self.level, self.boundary, self.extent

    def in_year(self, period: str) -> dict[str, str]:
        """Return the words of the same map in another year: with the same limits, to compare."""
        basis = self.scale or self.period
        return {"jahr": period, "skala": "" if basis == period else basis}

    def moved(self, window: Window) -> "MapView":
        """Return the same view of another part of the map."""
        return replace(self, window=window.inside())

    def words(self) -> dict[str, str]:
        """Return the words of the address; an empty one is not printed."""
        return {
            "ebene": LEVEL_BY_CODE[self.level].word,
            "stand": self.boundary,
            "jahr": self.period,
            "bereich": self.extent,
            "merkmal": breakdown_word(self.breakdown),
            "klassen": self._classes(),
            "grenzen": ";".join(number_word(one) for one in self.bounds),
            "skala": "" if self.scale == self.period else self.scale,
            "ansicht": "" if self.view == "karte" else self.view,
            "folge": "" if self.order == "wert" else self.order,
            "vergleich": self.against,
            "unterschied": "" if self.relevant is None else number_word(self.relevant),
            "daneben": str(self.beside) if self.beside else "",
            "lage": window_word(self.window),
            "zeilen": "alle" if self.every_row else "",
            "grund": "an" if self.ground else "",
        }

    def _classes(self) -> str:
        if self.method == FIXED:
            return FIXED
        is_default = (self.method, self.count) == DEFAULT_METHOD
        return "" if is_default else f"{self.method}:{self.count}"

    def query(self, **changed: str) -> str:
        """Print the view as the query of an address; `changed` replaces words of it."""
        words = {**self.words(), **changed}
        return urlencode({name: word for name, word in words.items() if word}, safe=":,;")


def breakdown_word(breakdown: tuple[tuple[str, str], ...]) -> str:
    """Print a breakdown as addresses name it: "sex:F,age:Y0T2"; empty for all together."""
    return ",".join(f"{column}:{code}" for column, code in breakdown)


def number_word(number: float) -> str:
    """Print a number as addresses name it: with a decimal comma."""
    return f"{number:.10g}".replace(".", ",")


def window_word(window: Window) -> str:
    """Print a part of a map as addresses name it: "4:0.52:0.31"; empty for the whole map."""
    if window.zoom == 1:
        return ""
    return f"{window.zoom:.4g}:{window.x:.4g}:{window.y:.4g}"
