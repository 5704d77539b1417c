# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the drawing page needs: the ground, the areas with their corners, what is wrong."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from xml.sax.saxutils import escape

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from klammer.base.errors import InputRefusedError
from klammer.pipeline import geography_drawing as drawing
from klammer.pipeline.geography_drafts import GeographyDraft, named_rows, propose
from klammer.pipeline.geography_drawing import Overlap
from klammer.presentation import formats, maps
from klammer.presentation.maps import Outlines, Window
from klammer.territory import drawings
from klammer.territory.geographies.mending import OVERLAP, SLIVER
from klammer_web.atlas.actions.geography_drawing import fingerprint
from klammer_web.atlas.forms.geography_drawing import AS_IT_IS, MOST_DRAWN, Sent
from klammer_web.atlas.pages.geographies import counted, crumbs_to, place_of
from klammer_web.atlas.pages.geography_words import findings_in_words
from klammer_web.atlas.queries import areas, ground
from klammer_web.catalogue.phrases.refusals import refusal

MOVES = (
    ("in", "+", "Vergrößern"),
    ("out", "\u2212", "Verkleinern"),
    ("left", "←", "Nach Westen"),
    ("right", "→", "Nach Osten"),
    ("up", "↑", "Nach Norden"),
    ("down", "↓", "Nach Süden"),
    ("whole", "⤢", "Ganze Karte"),
)
# Said with place and choice, or beside each area.
_SAID_HERE = frozenset(
    {"overlaps", "overlaps_much", "line_crosses", "no_outlines", "some_outlines"}
)
_MOST_CORNERS = 200  # of an outline from a file that is opened for changing here
_SEVERAL = "Besteht aus mehreren Teilen oder hat eine Lücke; ändern lässt es sich in einer Datei."
_LONG = "Hat {} Ecken; ändern lässt sich diese Grenze in einer Datei."


@dataclass(frozen=True)
class Drawn:
    """One area of the page: place in the draft, words, corners as text, what can be said of it."""

    row: int | str
    code: str
    name: str
    text: str
    corners: int
    size: str = ""
    locked: str = ""
    error: str = ""


def drawing_context(draft: GeographyDraft, *, sent: Sent | None, seen: str) -> dict[str, Any]:
    """Return the context of the drawing page.

    sent  what could not be read: shown again as typed, with the reason; None shows the draft
    seen  fingerprint of the draft that was sent from
    """
    proposed = propose(draft)
    geography = proposed.geography
    overlaps = drawing.overlaps(draft, least=SLIVER)
    crossings = drawing.crossings(draft)
    told = [one for one in proposed.findings if one.code not in _SAID_HERE]
    said = findings_in_words(told, geography=geography, notes=draft.notes)
    drawn = _ground(draft)
    names = drawing.names(draft)
    return {
        "draft": draft,
        "geography": geography,
        "counted": counted(geography),
        "place": place_of(geography),
        "since": formats.german_date(geography.boundary),
        "areas": _typed(draft, sent) if sent else _areas(draft),
        "picture": _picture(draft, drawn, overlaps, crossings) if drawn else "",
        "origin": drawn.origin if drawn else None,
        "singular": geography.singular,
        "stops": said.stops if draft.rows else (),
        "mended": said.mended,
        "notes": said.notes if draft.rows else (),
        "places": [_place(names[at], one) for at, several in crossings.items() for one in several],
        "pieces": [_piece(one, names) for one in overlaps],
        "official": _official(draft, names),
        "reach": formats.number(drawing.reach(draft), decimals=0),
        "has_drawn": any(one.drawn for one in draft.rows),
        "blank": Drawn("", "", "", "", 0),
        "moves": MOVES,
        "is_full": len(draft.rows) >= MOST_DRAWN,
        "most": MOST_DRAWN,
        "stand": seen if sent else fingerprint(draft),
        "crumbs": crumbs_to(geography.title),
    }


def _areas(draft: GeographyDraft) -> list[Drawn]:
    return [
        _area(at, code, name, row)
        for at, (row, (code, name)) in enumerate(zip(draft.rows, named_rows(draft), strict=True))
    ]


def _area(at: int, code: str, name: str, row) -> Drawn:
    corners = drawings.corners_of(row.shape)
    number = 0 if corners is None else len(corners)
    locked = _SEVERAL if corners is None else ""
    if number > _MOST_CORNERS and not row.drawn:
        locked = _LONG.format(formats.number(number))
    is_area = row.shape is not None and row.shape.area > 0
    return Drawn(
        row=at,
        code=code,
        name=name,
        text=AS_IT_IS if locked else drawings.written(corners or []),
        corners=number,
        size=f"{formats.number(row.shape.area / 1e6, decimals=2)} km²" if is_area else "",
        locked=locked,
    )


def _typed(draft: GeographyDraft, sent: Sent) -> list[Drawn]:
    """Return what was sent, as it was typed."""
    found = []
    for at, (line, text) in enumerate(zip(sent.lines, sent.texts, strict=False)):
        error = sent.wrong.get(at)
        row = line.row if 0 <= line.row < len(draft.rows) else ""
        corners = len(text.splitlines()) if text.strip() != AS_IT_IS else 0
        locked = _SEVERAL if text.strip() == AS_IT_IS else ""
        said = _reason(error) if error else ""
        found.append(Drawn(row, line.code, line.name, text, corners, locked=locked, error=said))
    return found


def _reason(error: InputRefusedError) -> str:
    said = refusal(error)
    return f"{said.what} {said.why} {said.remedy}"


def _ground(draft: GeographyDraft) -> Outlines | None:
    """Draw the municipalities around; a geography beyond them has no ground here."""
    towns = drawing.ground(draft.about.within)
    return maps.outlines(towns) if towns else None


def _picture(
    draft: GeographyDraft,
    drawn: Outlines,
    overlaps: list[Overlap],
    crossings: dict[int, list[drawings.Crossing]],
) -> SafeString:
    towns = areas.names("municipality", areas.newest("municipality"))
    marks = {
        key: maps.Mark("free", towns[key].title if key in towns else "") for key in drawn.order
    }
    text = maps.picture(
        drawn,
        address="",
        marks=marks,
        label=f"Karte zum Zeichnen: {draft.about.title}. Alle Ecken stehen auch in der Liste.",
        style="map--own map--drawing",
        under=ground.pictures(drawn, Window()),
        labels=maps.room_for_labels(drawn, {key: (marks[key].words,) for key in drawn.anchors}),
    )
    layers = [_shapes(draft, drawn), _wrong(drawn, overlaps, crossings)]
    return mark_safe(text.removesuffix("</svg>") + "".join(layers) + "</svg>")  # noqa: S308  # reason: built by klammer.presentation, names escaped here


def _shapes(draft: GeographyDraft, drawn: Outlines) -> str:
    rows = []
    for at, (row, (_, name)) in enumerate(zip(draft.rows, named_rows(draft), strict=True)):
        if row.shape is None or not row.shape.geom_type.endswith("Polygon"):
            continue
        d = drawn.path_of(row.shape)
        rows.append(
            f'<path class="own-drawn" data-row="{at}" d="{d}"><title>{escape(name)}</title></path>'
        )
    return f"<g data-drawn-areas>{''.join(rows)}</g>"


def _wrong(
    drawn: Outlines, overlaps: list[Overlap], crossings: dict[int, list[drawings.Crossing]]
) -> str:
    rows = [
        f'<path class="own-overlap" d="{drawn.path_of(one.shape)}"/>'
        for one in overlaps
        if one.shape.geom_type.endswith("Polygon")
    ]
    left, top, scale = drawn.origin
    for one in (one for several in crossings.values() for one in several):
        x, y = (one.x - left) * scale, (top - one.y) * scale
        rows.append(f'<circle class="own-crossing" cx="{x:.1f}" cy="{y:.1f}" r="9"/>')
    return f"<g data-drawn-wrong>{''.join(rows)}</g>"


def _place(name: str, one: drawings.Crossing) -> str:
    return (
        f"„{name}“: Die Seite nach Ecke {one.first} kreuzt die Seite nach Ecke {one.second} bei "
        f"{formats.number(one.x, decimals=0)} Ost, {formats.number(one.y, decimals=0)} Nord; auf "
        "der Karte steht dort ein Ring."
    )


def _piece(one: Overlap, names: list[str]) -> dict[str, Any]:
    share = formats.number(100 * one.share, decimals=1)
    first, second = names[one.first], names[one.second]
    return {
        "stops": one.share > OVERLAP,
        "words": f"„{first}“ und „{second}“ überschneiden sich um {share} % des kleineren.",
        "choices": [
            (f"{one.first}:{one.second}", first),
            (f"{one.second}:{one.first}", second),
        ],
    }


def _official(draft: GeographyDraft, names: list[str]) -> list[tuple[str, str, str]]:
    """Return what consists of whole municipalities: name, which, where it gets figures."""
    known = areas.names("municipality", areas.newest("municipality"))
    found = []
    for at, units in drawing.whole_units(draft).items():
        words = {"name": names[at], "teile": ",".join(units)}
        listed = ", ".join(known[key].title for key in units[:4] if key in known)
        more = f" und {len(units) - 4} weiteren" if len(units) > 4 else ""
        address = f"{reverse('atlas:own_new')}?{urlencode(words, safe=',')}"
        found.append((names[at], f"{listed}{more}", address))
    return found
