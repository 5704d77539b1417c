# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Operations: search, own areas, who asks, and the description itself."""

from typing import Annotated
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from klammer_web.api import answers, schemas
from klammer_web.api.interface import REFUSALS, text
from klammer_web.api.parameters import Limit, Offset, Words, only_known
from klammer_web.api.queries import releases

router = Router(tags=["Suche, eigene Gebiete, Schlüssel"])
Page = Annotated[int, Query(ge=1, le=30)]
Kind = Annotated[str, Query(pattern=r"^[a-z_.]{0,60}$", description="Art, wie unter „kinds“")]


@router.get("search", response={200: schemas.Found, **REFUSALS}, summary="Suche")
@only_known
def search(request: HttpRequest, q: Words, kind: Kind = "", page: Page = 1) -> HttpResponse:
    """Alles, was die Suche der Seiten findet, das Passendste zuerst."""
    words = " ".join(q.replace("\x00", " ").split())
    found = releases.found_by(request.auth.seat, words, kind=kind, page=page)
    return answers.of_the_seat(found)


@router.get("own-areas", response={200: schemas.OwnAreas, **REFUSALS}, summary="Eigene Gebiete")
@only_known
def own_areas(request: HttpRequest, limit: Limit = 1_000, offset: Offset = 0) -> HttpResponse:
    """Gebiete, die Planende aus amtlichen zusammengesetzt haben: öffentliche und die eigenen."""
    found = releases.own_areas(request.auth.seat)
    rows = found[offset : offset + limit]
    page = answers.paged(request, len(found), offset=offset, limit=limit, rows=rows)
    return answers.of_the_seat(page)


@router.get(
    "own-areas/{area_id}",
    response={200: schemas.OwnAreaWords, **REFUSALS},
    summary="Ein eigenes Gebiet",
)
@only_known
def own_area(request: HttpRequest, area_id: UUID) -> HttpResponse:
    """Ein eigenes Gebiet mit den Schlüsseln seiner Teile."""
    return answers.of_the_seat(releases.own_area(area_id, seat=request.auth.seat))


@router.get("me", response={200: schemas.SeatWords, **REFUSALS}, summary="Wer fragt")
@only_known
def me(request: HttpRequest) -> HttpResponse:
    """Mandant, Rollen und Stufe hinter dem Schlüssel; ohne Schlüssel die Öffentlichkeit."""
    return answers.of_the_seat(releases.seat_words(request.auth))


@router.get("openapi.json", include_in_schema=False)
@only_known
def openapi(request: HttpRequest) -> HttpResponse:
    """Diese Beschreibung als OpenAPI 3.1."""
    return answers.of_the_house(request, lambda: text().encode())
