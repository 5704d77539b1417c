# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Files behind the pages: outlines and values to keep for ever, tables and pictures to take.

An address that names a release or carries a fingerprint never changes its content: browsers may
keep it for a year. A withdrawn release is not served any more.
"""

import csv
import io

from django.http import HttpResponse, HttpResponseNotModified
from django.views.decorators.http import require_safe

from klammer.base.cells import TOTAL, Audience
from klammer.base.errors import InputRefusedError
from klammer.presentation import formats
from klammer.territory.geographies import is_level
from klammer.warehouse.open import Release
from klammer_web.accounts.queries import seat_of
from klammer_web.atlas.forms.map_view import read_map_view
from klammer_web.atlas.pages import maps
from klammer_web.atlas.queries import areas, figures, geographies, payloads
from klammer_web.atlas.queries.packing import Payload
from klammer_web.atlas.views.figures import HOME_STATE, definition_of, release_shown
from klammer_web.catalogue.instance import current_release, release_of
from klammer_web.ui.errors import PageRefusedError, Refusal, refusing

_FOR_EVER = "max-age=31536000, immutable"
_A_DAY = "max-age=86400"


@require_safe
def values(request, release: str, indicator: str, level: str, boundary: str, period: str):
    """Answer the values of all areas of a level in one period."""
    opened = _release_by(request, release)
    if opened is None:
        return _nothing("Diese Freigabe gibt es hier nicht.")
    if opened.withdrawn:
        return _nothing("Diese Freigabe wurde zurückgezogen.", status=410)
    sex = request.GET.get("sex", TOTAL)
    found = payloads.values_payload(
        opened,
        indicator,
        level=level,
        boundary=boundary,
        period=period,
        breakdown=() if sex == TOTAL else (("sex", sex[:8]),),
    )
    if found is None:
        return _nothing("Dazu enthält die Freigabe keine Werte.")
    audience = "public" if opened.audience is Audience.PUBLIC else "private"
    return _kept(request, found, "application/json", f"{audience}, {_FOR_EVER}")


@require_safe
def outlines_svg(request, level: str, boundary: str, extent: str):
    """Answer the outlines that map pages refer to."""
    make = payloads.rough_payload if request.GET.get("grob") else payloads.outlines_payload
    return _outlines(request, make, "image/svg+xml", level, boundary, extent)


@require_safe
def outlines_json(request, level: str, boundary: str, extent: str):
    """Answer the outlines as arrays: the order of areas in `values`."""
    return _outlines(request, payloads.order_payload, "application/json", level, boundary, extent)


@require_safe
@refusing
def map_table(request, indicator: str):
    """Answer the twin table as CSV as German spreadsheets expect it: semicolon, decimal comma."""
    release = release_shown(request)
    found, view = _figure(request, release, indicator)
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(
        ["Schlüssel", "Gebiet", "Jahr", "Kennzahl", "Einheit", "Wert", "Zeichen", "Spannweite von",
         "Spannweite bis", "Zähler", "Nenner", "Gebietsstand", "Freigabe"]
    )  # fmt: skip
    for one in found.figures:
        row = one.row
        numbers = [row[name] for name in ("value", "low", "high", "numerator", "denominator")]
        value, *rest = ["" if n is None else f"{n:.10g}".replace(".", ",") for n in numbers]
        sign = one.text if one.meaning else ""
        writer.writerow(
            [row["area"], one.name, view.period, found.definition.title, found.definition.unit,
             value, sign, *rest, formats.german_date(view.boundary), release.root[:12]]
        )  # fmt: skip
    for line in found.sources:
        writer.writerow([line])
    name = f"{indicator}_{view.level}_{view.period}_{view.extent}.csv"
    response = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_safe
@refusing
def map_picture(request, indicator: str):
    """Answer the map as an SVG file that stands alone."""
    release = release_shown(request)
    found, view = _figure(request, release, indicator)
    picture = maps.picture_file(found)
    if not picture:
        raise PageRefusedError(
            Refusal(
                title="Keine Karte",
                what="Für diesen Gebietsstand liegen keine Grenzen vor.",
                remedies=(
                    ("Werte als Tabelle laden", request.path.replace("karte.svg", "tabelle.csv")),
                ),
            )
        )
    response = HttpResponse(picture, content_type="image/svg+xml; charset=utf-8")
    name = f"{indicator}_{view.level}_{view.period}_{view.extent}.svg"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _figure(request, release: Release, indicator: str):
    definition = definition_of(release, indicator)
    view = read_map_view(request.GET.dict(), indicator=indicator, release=release, home=HOME_STATE)
    return figures.map_figure(view, release=release, definition=definition), view


def _release_by(request, root: str) -> Release | None:
    """Open a release by its digits if this request may see it.

    Public ones are given without asking who asks: then the answer does not vary by cookie, and
    every cache on the way may keep it.
    """
    try:
        found = release_of(root)
    except InputRefusedError:
        return None
    if found.audience is Audience.PUBLIC:
        return found
    shown = current_release(request)
    return found if shown is not None and shown.root == found.root else None


def _outlines(request, make, kind: str, level: str, boundary: str, extent: str):
    is_own = is_level(level) and geographies.may_see(
        level, seat=seat_of(request), release=current_release(request)
    )
    is_known = bool(areas.level_of_key(extent)) and (level in areas.LEVELS or is_own)
    found = make(level, boundary, extent) if is_known else None
    if found is None:
        return _nothing("Für diesen Gebietsstand liegen keine Grenzen vor.")
    kept = _FOR_EVER if request.GET.get("v") else _A_DAY
    return _kept(request, found, kind, f"{'private' if is_own else 'public'}, {kept}")


def _kept(request, found: Payload, kind: str, caching: str) -> HttpResponse:
    tag = f'"{found.tag}"'
    if request.headers.get("If-None-Match", "").removeprefix("W/") == tag:
        response = HttpResponseNotModified()
    elif "gzip" in request.headers.get("Accept-Encoding", ""):
        response = HttpResponse(found.compressed, content_type=kind)
        response["Content-Encoding"] = "gzip"
    else:
        response = HttpResponse(found.plain(), content_type=kind)
    response["ETag"] = tag
    response["Cache-Control"] = caching
    response["Vary"] = "Accept-Encoding"
    return response


def _nothing(reason: str, *, status: int = 404) -> HttpResponse:
    return HttpResponse(reason, content_type="text/plain; charset=utf-8", status=status)
