# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is seen as a picture: nothing that stood around it on the page is lost."""

from datetime import datetime

from klammer.presentation import formats, pixels
from klammer.presentation.plates import plate as sheet
from klammer_web.atlas.seen import Seen
from klammer_web.catalogue.phrases import words

INTERNAL = "Nicht öffentlich: Zahlen für"


def plate(seen: Seen, *, address: str, at: datetime) -> str:
    """Return the picture with title, sentence, legend, source and day as SVG; empty without one."""
    drawing = seen.drawing() if seen.drawing else None
    if drawing is None or not drawing.svg:
        return ""
    return sheet(
        drawing.svg,
        title=seen.title,
        sentence=seen.sentence,
        legend=drawing.legend,
        heading=drawing.heading,
        notes=drawing.notes,
        foot=[*_audience(seen), *_sources(seen), _origin(seen, at), address],
        styles=drawing.styles,
        is_tall=drawing.is_tall,
    )


def pixels_of(seen: Seen, *, address: str, at: datetime) -> bytes:
    """Return the same picture as PNG, its words inside the file; empty without one."""
    drawn = plate(seen, address=address, at=at)
    if not drawn:
        return b""
    source = " ".join([*_audience(seen), *_sources(seen), _origin(seen, at)])
    return pixels.png(drawn, title=seen.title, words=seen.sentence, source=source)


def _sources(seen: Seen) -> list[str]:
    """Return the lines of sources, and whose outlines a map shows."""
    return [*seen.sources, *(f"Karte: {text}." for label, text in seen.about if label == "Karte")]


def _audience(seen: Seen) -> list[str]:
    mark = f"{INTERNAL} {words.AUDIENCES[seen.release.audience]}."
    back = "Diese Freigabe wurde zurückgezogen."
    return [*([mark] if seen.is_internal else []), *([back] if seen.release.withdrawn else [])]


def _origin(seen: Seen, at: datetime) -> str:
    day = formats.german_date(at.date().isoformat())
    return f"Klammer, Freigabe {seen.release.root[:12]}; heruntergeladen am {day}."
