# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Operations: indicators and their figures."""

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from klammer.warehouse.open import Release
from klammer_web.api import answers, schemas
from klammer_web.api.interface import REFUSALS
from klammer_web.api.parameters import (
    County,
    FigurePage,
    FigureParameters,
    FigureTable,
    IndicatorPage,
    ReleaseParameters,
    Slug,
    only_known,
)
from klammer_web.api.queries import definitions, figures
from klammer_web.api.queries.figures import Asked
from klammer_web.api.queries.shown import release_shown, release_words, scope_of

router = Router(tags=["Kennzahlen"])


def _shown(request: HttpRequest, asked: ReleaseParameters) -> tuple[Release, str]:
    """Return the release, and whose own definitions stand beside the common ones."""
    caller, county = request.auth, asked.county or ""
    release = release_shown(caller, root=asked.release or "", county=county)
    return release, scope_of(caller, county)


@router.get("indicators", response={200: schemas.Indicators, **REFUSALS}, summary="Kennzahlen")
@only_known
def indicators(request: HttpRequest, asked: Query[IndicatorPage]) -> HttpResponse:
    """Kennzahlen, wie die Seite sie auflistet, nach Bereich und Titel."""
    release, scope = _shown(request, asked)
    found = definitions.listed(
        release,
        workspace=scope,
        domain=asked.domain or "",
        search=asked.q,
        with_data=asked.with_data,
    )
    rows = found[asked.offset : asked.offset + asked.limit]
    page = answers.paged(request, len(found), offset=asked.offset, limit=asked.limit, rows=rows)
    return answers.of_the_seat({**page, "release": release_words(release)})


@router.get(
    "indicators/{indicator}",
    response={200: schemas.Indicator, **REFUSALS},
    summary="Eine Kennzahl",
)
@only_known
def indicator(
    request: HttpRequest, indicator: Slug, asked: Query[ReleaseParameters]
) -> HttpResponse:
    """Alles, was auf dem Kennzahlenblatt steht: Formel als Text und Struktur, Reichweite, Texte."""
    release, scope = _shown(request, asked)
    found = definitions.sheet(release, indicator, workspace=scope)
    return answers.of_the_seat({**found, "release": release_words(release)})


@router.get(
    "indicators/{indicator}/versions",
    response={200: schemas.Versions, **REFUSALS},
    summary="Fassungen einer Kennzahl",
)
@only_known
def versions(request: HttpRequest, indicator: Slug, county: County = None) -> HttpResponse:
    """Die Fassungen der Definition, die neueste zuerst, und was sich geändert hat."""
    found = definitions.versions(
        indicator,
        workspace=scope_of(request.auth, county or ""),
        is_signed_in=request.auth.token is not None,
    )
    return answers.of_the_seat({"items": found})


@router.get(
    "indicators/{indicator}/values",
    response={200: schemas.Values, **REFUSALS},
    summary="Zahlen einer Kennzahl",
)
@only_known
def values(request: HttpRequest, indicator: Slug, asked: Query[FigurePage]) -> HttpResponse:
    """Zahlen mit Status, Vertrauensbereich, Zähler und Nenner; mit `against` auch das Urteil."""
    release, _scope = _shown(request, asked)

    def make() -> bytes:
        found = figures.figures(_asked(indicator, asked), release=release, seat=request.auth.seat)
        count, begin, most = len(found.table), asked.offset, asked.limit
        rows = found.rows(begin, begin + most)
        page = answers.paged(request, count, offset=begin, limit=most, rows=rows)
        return answers.as_json({**found.head(), **page})

    return answers.of_release(request, release, make)


@router.get(
    "indicators/{indicator}/values.csv",
    response={200: None, **REFUSALS},
    summary="Zahlen einer Kennzahl als Tabelle",
    openapi_extra={"responses": {200: {"content": {"text/csv": {"schema": {"type": "string"}}}}}},
)
@only_known
def values_csv(request: HttpRequest, indicator: Slug, asked: Query[FigureTable]) -> HttpResponse:
    """Dieselben Zahlen als CSV, alle auf einmal."""
    release, _scope = _shown(request, asked)

    def make() -> bytes:
        found = figures.figures(_asked(indicator, asked), release=release, seat=request.auth.seat)
        return answers.as_csv(figures.csv_rows(found), is_german=asked.dialect == "german")

    response = answers.of_release(request, release, make, kind=answers.CSV)
    return answers.as_file(response, f"{indicator}_{asked.level}_{asked.boundary}.csv")


def _asked(indicator: str, given: FigureParameters) -> Asked:
    return Asked(
        indicator,
        given.level,
        given.boundary,
        period=given.period or "",
        areas=tuple(given.area),
        within=given.within,
        sex=given.sex,
        age=given.age,
        nationality=given.nationality,
        against=given.against or "",
    )
