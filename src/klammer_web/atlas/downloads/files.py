# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is seen, as a file for the office, a map program or a presentation."""

from datetime import datetime

from django.http import HttpResponse

from klammer_web.atlas.downloads import pictures, places, tables, ways
from klammer_web.atlas.seen import Seen
from klammer_web.ui.listing.columns import text_of
from klammer_web.ui.listing.files import attached, file_response


def response(seen: Seen, ending: str, *, address: str, at: datetime) -> HttpResponse | None:
    """Answer with what is seen as a file of this kind; None when there is no such file.

    address  whole address of the view; at: when it is taken along
    """
    if ending not in {way.ending for way in ways.of(seen)}:
        return None
    name = file_name(seen, at)
    if ending in _PICTURES:
        draw, kind = _PICTURES[ending]
        picture = draw(seen, address=address, at=at)
        if not picture:
            return None
        return attached(HttpResponse(picture, content_type=kind), f"{name}.{ending}")
    said = tables.particulars(seen, address=address, taken=text_of(at))
    if ending in _PLACES:
        write, kind = _PLACES[ending]
        return attached(HttpResponse(write(seen, said), content_type=kind), f"{name}.{ending}")
    return file_response(tables.sheet_of(seen), ending, name=name, particulars=said)


_PICTURES = {
    "svg": (pictures.plate, "image/svg+xml; charset=utf-8"),
    "png": (pictures.pixels_of, "image/png"),
}
_PLACES = {
    "geojson": (places.geojson, places.GEOJSON),
    "gpkg": (places.geopackage, places.GEOPACKAGE),
}
_PLAIN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


def file_name(seen: Seen, at: datetime) -> str:
    """Return the title as the name of a file; internal figures say so in it."""
    plain = seen.title.casefold().translate(_PLAIN)
    words = "-".join("".join(c if c.isascii() and c.isalnum() else " " for c in plain).split())
    mark = "-intern" if seen.is_internal else ""
    return f"{words[:80].strip('-')}{mark}-{at:%Y-%m-%d}"
