# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What people choose for an area of their own: parts from a list, a drawn line, a circle."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import shapely
from django import forms
from django.http import QueryDict

from klammer.base.errors import InputRefusedError
from klammer.presentation.formats import german_date
from klammer.territory.custom_areas import circle_around, closed_line
from klammer.warehouse.open import Release
from klammer_web.atlas.enums import LEVEL_BY_WORD
from klammer_web.atlas.queries import areas
from klammer_web.atlas.queries.custom_areas import Caught, caught
from klammer_web.atlas.queries.outlines import outlines
from klammer_web.ui.errors import PageRefusedError, Refusal

LEVELS = ("municipality", "county")  # of which own areas are made
_MOST_POINTS = 2_000
_NO_LINE = (
    "Die Linie schließt keine Fläche ein oder kreuzt sich selbst. Zeichnen Sie sie noch einmal; "
    "Ihre Auswahl ist unverändert."
)
_LOST = (
    "Von der Auswahl passen {} Gebiete nicht zu dieser Ebene und diesem Gebietsstand; sie sind "
    "nicht mehr ausgewählt."
)
_NO_CIRCLE = "Der Umkreis braucht eine Mitte aus der Liste und eine Entfernung von 1 bis 200 km."


@dataclass(frozen=True)
class Choosing:
    """What the editor shows: where, what is chosen, and what a line or circle caught."""

    level: str
    boundary: str
    extent: str
    name: str = ""
    parts: tuple[str, ...] = ()
    held: Caught | None = None
    shape: Any = field(default=None, repr=False)
    problem: str = ""
    centre: str = ""
    distance: str = ""


class NameForm(forms.Form):
    """The name under which an area is kept."""

    name = forms.CharField(
        label="Name des Gebiets",
        max_length=80,
        strip=True,
        help_text="So heißt das Gebiet in Tabellen, zum Beispiel „Planungsraum Nord“.",
        error_messages={
            "required": "Geben Sie dem Gebiet einen Namen.",
            "max_length": "Höchstens 80 Zeichen; dieser Name hat %(show_value)d.",
        },
    )
    edition = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)


def read_parts(words: QueryDict, *, release: Release) -> tuple[str, str, tuple[str, ...]]:
    """Read level, boundary version and parts; refuse what is not there with the reason."""
    level, boundary = _place(words, release)
    parts = _keys(words)
    known = areas.known(level, boundary=boundary)
    wrong = [key for key in parts if key not in known]
    if wrong:
        raise _refused(
            f"Ein Gebiet mit dem Schlüssel „{wrong[0][:12]}“ gibt es nicht.",
            why=f"Zum Gebietsstand {german_date(boundary)} ist keines bekannt.",
        )
    return level, boundary, parts


def read_choosing(words: QueryDict, *, release: Release, home: str) -> Choosing:
    """Read what the editor is to show.

    home  the extent that an address without one means
    """
    level, boundary = _place(words, release)
    known = areas.known(level, boundary=boundary)
    parts = tuple(key for key in _keys(words) if key in known)
    lost = len(_keys(words)) - len(parts)
    extent = _extent(words.get("bereich", ""), level=level, boundary=boundary, home=home)
    chosen = Choosing(level, boundary, extent, words.get("name", "").strip()[:80], parts)
    centre, distance = words.get("um", ""), words.get("km", "").strip()[:8]
    problem = _LOST.format(lost) if lost else ""
    try:
        shape = _shape(words, chosen)
    except InputRefusedError:
        shape, problem = None, _NO_CIRCLE if "umkreis" in words else _NO_LINE
    held = (
        caught(shape, level=level, boundary=boundary, extent=extent) if shape is not None else None
    )
    more = [*parts, *(held.whole if held else ())]
    return Choosing(
        level=level,
        boundary=boundary,
        extent=extent,
        name=chosen.name,
        parts=tuple(sorted(dict.fromkeys(more))),
        held=held,
        shape=shape,
        problem=problem,
        centre=centre[:8],
        distance=distance,
    )


def _keys(words: QueryDict) -> tuple[str, ...]:
    listed = [*words.getlist("teil"), *words.get("teile", "").split(",")]
    listed += words.get("dazu", "").split(",")
    return tuple(sorted({key for key in listed if key}))


def _place(words: QueryDict, release: Release) -> tuple[str, str]:
    word = words.get("ebene") or "gemeinde"
    level = LEVEL_BY_WORD[word].code if word in LEVEL_BY_WORD else ""
    if level not in LEVELS:
        raise _refused(
            f"Aus der Ebene „{word[:20]}“ lässt sich kein Gebiet zusammensetzen.",
            why="Möglich sind gemeinde und kreis.",
        )
    known = boundaries(release, level)
    boundary = words.get("stand") or (known[-1] if known else "")
    if boundary not in known:
        listed = ", ".join(german_date(one) for one in known) or "keiner"
        raise _refused(
            f"Zum Gebietsstand „{boundary[:12]}“ gibt es hier keine Werte.",
            why=f"Vorhanden: {listed}.",
        )
    return level, boundary


def boundaries(release: Release, level: str) -> list[str]:
    """Return the boundary versions of a level that have figures and outlines, the newest last."""
    held = {one.boundary for one in release.coverage() if one.area_level == level}
    return sorted(one for one in held if outlines(level, one, "16") is not None)


def _extent(key: str, *, level: str, boundary: str, home: str) -> str:
    extent = key or home
    most = 5 if level == "municipality" else 2
    if extent.isdigit() and len(extent) > most:
        extent = extent[:most]
    if not extent.isdigit() or outlines(level, boundary, extent) is None:
        raise _refused(
            f"Für den Bereich „{extent[:12]}“ liegen keine Grenzen vor.",
            why="Möglich sind Thüringen (16) und, für Gemeinden, seine Kreise.",
        )
    return extent


def _shape(words: QueryDict, chosen: Choosing) -> Any:
    """Return the shape in metres that was drawn or described; None when there is none."""
    if "umkreis" in words:
        return _around(words, chosen)
    drawn = outlines(chosen.level, chosen.boundary, chosen.extent)
    if drawn is None:
        return None
    if words.get("kreis"):
        (x, y, r), *_ = _numbers(words["kreis"], size=3)
        middle = drawn.ground(x, y)
        if not 0 < r <= 2_000:
            raise InputRefusedError("no radius", code="radius")
        return shapely.Point(middle).buffer(r / drawn.origin[2])
    if words.get("linie"):
        return closed_line([drawn.ground(x, y) for x, y in _numbers(words["linie"], size=2)])
    return None


def _around(words: QueryDict, chosen: Choosing) -> Any:
    try:
        kilometres = float(words.get("km", "").replace(",", "."))
    except ValueError as error:
        raise InputRefusedError("no distance", code="radius") from error
    centre = words.get("um", "")
    if not areas.level_of_key(centre):
        raise InputRefusedError("no centre", code="unknown_area")
    return circle_around(
        centre, radius=1000 * kilometres, boundary=chosen.boundary, level=chosen.level
    )


def _numbers(text: str, *, size: int) -> Sequence[tuple[float, ...]]:
    """Read "x,y x,y"; a point without finite numbers is no point."""
    found = []
    for point in text.split()[: _MOST_POINTS + 1]:
        try:
            numbers = tuple(float(part) for part in point.split(","))
        except ValueError as error:
            raise InputRefusedError("no point", code="coordinates") from error
        if len(numbers) != size or any(not -10_000 < number < 10_000 for number in numbers):
            raise InputRefusedError("no point", code="coordinates")
        found.append(numbers)
    if not found or len(found) > _MOST_POINTS:
        raise InputRefusedError("no points", code="too_few_points")
    return found


def _refused(what: str, *, why: str) -> PageRefusedError:
    remedies = (("Neu auswählen", "/atlas/eigene-gebiete/neu/"),)
    return PageRefusedError(Refusal(what=what, why=why, remedies=remedies), status=400)
