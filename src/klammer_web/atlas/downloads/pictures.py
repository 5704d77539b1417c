# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is seen as a picture: nothing that stood around it on the page is lost."""

import base64
from datetime import datetime
from functools import cache
from importlib.resources import files as resource_files

from klammer.presentation import formats
from klammer.presentation.plates import plate as sheet
from klammer_web.atlas.seen import Seen
from klammer_web.catalogue.phrases import words

INTERNAL = "Nicht öffentlich: Zahlen für"


def plate(seen: Seen, *, address: str, at: datetime, has_letters: bool = False) -> str:
    """Return the picture with title, sentence, legend, source and day as SVG; empty without one.

    has_letters  whether the typeface goes along, as a browser needs it that draws it as PNG
    """
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
        foot=[*_audience(seen), *seen.sources, _origin(seen, at), address],
        styles=(_letters() if has_letters else "") + drawing.styles,
    )


@cache
def _letters() -> str:
    """Return the rules that bring the typeface inside the picture."""
    folder = resource_files("klammer_web.ui").joinpath("static/ui/fonts")
    rules = []
    for weight, name in (
        (400, "FiraSans-Regular.latin.woff2"),
        (600, "FiraSans-SemiBold.latin.woff2"),
    ):
        data = base64.b64encode(folder.joinpath(name).read_bytes()).decode()
        rules.append(
            f'@font-face{{font-family:"Fira Sans";font-weight:{weight};'
            f'src:url(data:font/woff2;base64,{data}) format("woff2")}}'
        )
    return "".join(rules)


def _audience(seen: Seen) -> list[str]:
    mark = f"{INTERNAL} {words.AUDIENCES[seen.release.audience]}."
    back = "Diese Freigabe wurde zurückgezogen."
    return [*([mark] if seen.is_internal else []), *([back] if seen.release.withdrawn else [])]


def _origin(seen: Seen, at: datetime) -> str:
    day = formats.german_date(at.date().isoformat())
    return f"Klammer, Freigabe {seen.release.root[:12]}; heruntergeladen am {day}."
