# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages and pictures of the exported site as text."""

import re
from collections.abc import Mapping
from typing import Any

from django.template.loader import get_template

from klammer.presentation import formats, maps
from klammer_web.atlas.pages.maps import drawing
from klammer_web.atlas.queries.figures import MapFigure
from klammer_web.atlas.queries.outlines import outlines

_PAGES = "atlas/static_site/{}.html"


def page(name: str, context: Mapping[str, Any]) -> str:
    """Print a page of the site; `up` in the context leads from it to the first page."""
    return get_template(_PAGES.format(name)).render(dict(context))


def outlines_name(level: str, boundary: str, extent: str) -> str:
    """Return the name of the file of outlines that maps of this place refer to."""
    return f"{level}-{boundary}-{extent}.svg"


def map_name(level: str, extent: str) -> str:
    """Return the name of the file of an indicator's latest map."""
    return f"karte-{level}-{extent}.svg"


def map_file(found: MapFigure, *, up: str) -> str:
    """Return a map that refers to shared outlines; `#g<key>` behind its address marks an area."""
    drawn = outlines(*found.view.place)
    if drawn is None:
        return ""
    text = maps.picture(
        drawn,
        address=f"{up}geometrie/{outlines_name(*found.view.place)}",
        marks={one.key: maps.Mark(one.style, drawing.words_of(one)) for one in found.figures},
        label=f"Karte: {found.definition.title} {formats.period(found.view.period)}",
        style=drawing.palette(found),
    )
    named = re.sub(r' data-area="(\w+)"', r' id="g\1"', text)
    return f'<?xml-stylesheet href="{up}karte.css"?>{named}'
