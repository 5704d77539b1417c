# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Operations: releases, and where a figure comes from."""

from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from klammer_web.api import answers, schemas
from klammer_web.api.interface import REFUSALS
from klammer_web.api.parameters import County, Root, only_known
from klammer_web.api.queries import releases
from klammer_web.api.queries.shown import scope_of
from klammer_web.catalogue.instance import release_for
from klammer_web.catalogue.queries.addresses import parse_address
from klammer_web.catalogue.queries.releases import visible_release
from klammer_web.catalogue.queries.traces import origin

router = Router(tags=["Freigaben"])
FigureAsked = Annotated[
    str, Query(max_length=300, description="Adresse einer Zahl, wie unter „figure“")
]


@router.get("releases", response={200: schemas.Releases, **REFUSALS}, summary="Freigaben")
@only_known
def listed(request: HttpRequest, county: County = None) -> HttpResponse:
    """Freigaben, die der Schlüssel sehen darf, die neueste zuerst."""
    caller = request.auth
    found = releases.listed(caller.seat, scope=scope_of(caller, county or ""))
    return answers.of_the_seat({"items": found})


@router.get(
    "releases/{root}", response={200: schemas.ReleaseDetail, **REFUSALS}, summary="Eine Freigabe"
)
@only_known
def detail(request: HttpRequest, root: Root) -> HttpResponse:
    """Woraus eine Freigabe gemacht ist, was sie enthält, und ob sie zurückgezogen wurde."""
    seat = request.auth.seat
    found = visible_release(root, seat=seat)
    return answers.of_the_seat(releases.detail(found, seat=seat))


@router.get("trace", response={200: schemas.Trace, **REFUSALS}, summary="Herkunft einer Zahl")
@only_known
def trace(request: HttpRequest, figure: FigureAsked) -> HttpResponse:
    """Der Weg einer Zahl zurück zur Zelle des Herausgebers, wie auf der Seite."""
    seat = request.auth.seat
    found = origin(parse_address(figure), seat=seat, current=release_for(seat))
    return answers.of_the_seat(releases.origin_words(found))
