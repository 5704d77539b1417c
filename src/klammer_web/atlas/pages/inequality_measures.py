# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the details of the page on inequality show: curve, indexes beyond chance, counties."""

from typing import Any

from klammer.presentation import formats
from klammer.presentation.charts.lorenz import lorenz_curves
from klammer_web.atlas.addresses import profile_of
from klammer_web.atlas.pages.comparing import safe
from klammer_web.atlas.queries import areas
from klammer_web.atlas.queries.inequality import InequalityFigure
from klammer_web.atlas.queries.inequality_measures import INDEXES, Measures


def measures_context(found: InequalityFigure, measured: Measures) -> dict[str, Any]:
    """Return the context of the details; the page itself is `comparing_indicator`."""
    return {
        "measured": measured,
        "lorenz": safe(lorenz_picture(found, measured)),
        "indexes": [_index(key, measured) for key in INDEXES if key in measured.beyond],
        "theil_parts": _parts(found, measured),
    }


def lorenz_picture(found: InequalityFigure, measured: Measures) -> str:
    """Draw the Lorenz curves, wide and narrow; empty without any."""
    is_counted = found.now.weights == "denominator"
    people = "Menschen" if found.now.weights else "Gebiete"
    return "".join(
        lorenz_curves(
            measured.curves,
            label=f"Lorenzkurve: {found.definition.title}",
            people=f"Anteil der {people}",
            whole="Anteil der Fälle" if is_counted else "Anteil an der Summe",
            narrow=narrow,
        )
        for narrow in (False, True)
    )


def _index(key: str, measured: Measures) -> dict[str, str]:
    one = measured.beyond[key]
    numbers = {
        name: formats.number(getattr(one, name) or 0.0, decimals=4)
        for name in ("observed", "expected", "value")
    }
    return {
        **numbers,
        "name": INDEXES[key],
        "interval": formats.interval(one.low, one.high, decimals=4),
    }


def _parts(found: InequalityFigure, measured: Measures) -> list[dict[str, Any]]:
    """Return one line for each county: what it adds to the inequality within counties."""
    parts = measured.parts
    if parts is None or not parts.total:
        return []
    names = areas.names("county", found.view.boundary)
    rows = [
        {
            "name": names[key].title,
            "profile": profile_of(key),
            "areas": one.areas,
            "mean": found.wording.bare(one.mean),
            "theil": formats.number(one.theil, decimals=4),
            "adds": formats.with_unit(100 * one.contribution / parts.total, decimals=1, unit="%"),
            "size": one.contribution,
        }
        for key, one in parts.groups.items()
    ]
    return sorted(rows, key=lambda row: (-row["size"], row["name"]))
