# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is seen as a picture: nothing that stood around it on the page is lost."""

from datetime import datetime

from klammer.presentation import formats
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
        foot=[*_audience(seen), *seen.sources, _origin(seen, at), address],
        styles=drawing.styles,
    )


def _audience(seen: Seen) -> list[str]:
    mark = f"{INTERNAL} {words.AUDIENCES[seen.release.audience]}."
    back = "Diese Freigabe wurde zurückgezogen."
    return [*([mark] if seen.is_internal else []), *([back] if seen.release.withdrawn else [])]


def _origin(seen: Seen, at: datetime) -> str:
    day = formats.german_date(at.date().isoformat())
    return f"Klammer, Freigabe {seen.release.root[:12]}; heruntergeladen am {day}."
