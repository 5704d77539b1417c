# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Operations: levels, boundary versions, areas."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Router

from klammer_web.api import answers, schemas
from klammer_web.api.interface import REFUSALS
from klammer_web.api.parameters import (
    BoundaryAsked,
    Date,
    Dialect,
    Key,
    LevelAsked,
    Limit,
    Offset,
    Within,
    Words,
    only_known,
)
from klammer_web.api.queries import places

router = Router(tags=["Gebiete"])


@router.get("levels", response={200: schemas.Levels, **REFUSALS}, summary="Ebenen und Stände")
@only_known
def levels(request: HttpRequest) -> HttpResponse:
    """Alle Ebenen mit ihren Gebietsständen; `shown`: darauf werden Zahlen gezeigt."""
    return answers.of_the_house(request, lambda: answers.as_json({"items": places.levels()}))


@router.get("areas", response={200: schemas.Areas, **REFUSALS}, summary="Gebiete einer Ebene")
@only_known
def areas(
    request: HttpRequest,
    level: LevelAsked,
    boundary: BoundaryAsked,
    within: Within = None,
    name: Words = "",
    limit: Limit = 1_000,
    offset: Offset = 0,
) -> HttpResponse:
    """Gebiete einer Ebene zu einem Gebietsstand, nach Schlüssel, mit ihren Obergebieten."""

    def make() -> bytes:
        found = places.listed(level, boundary, within=within or "", name=name)
        rows = found[offset : offset + limit]
        return answers.as_json(
            answers.paged(request, len(found), offset=offset, limit=limit, rows=rows)
        )

    return answers.of_the_house(request, make)


@router.get(
    "areas.csv",
    response={200: None, **REFUSALS},
    summary="Gebiete als Tabelle",
    openapi_extra={"responses": {200: {"content": {"text/csv": {"schema": {"type": "string"}}}}}},
)
@only_known
def areas_csv(
    request: HttpRequest,
    level: LevelAsked,
    boundary: BoundaryAsked,
    within: Within = None,
    dialect: Dialect = "plain",
) -> HttpResponse:
    """Alle Gebiete einer Ebene zu einem Gebietsstand als CSV."""

    def make() -> bytes:
        found = places.listed(level, boundary, within=within or "")
        return answers.as_csv(places.csv_rows(found), is_german=dialect == "german")

    response = answers.of_the_house(request, make, kind=answers.CSV)
    return answers.as_file(response, f"gebiete_{level}_{boundary}.csv")


@router.get(
    "areas.geojson",
    response={200: None, **REFUSALS},
    summary="Grenzen als GeoJSON",
    openapi_extra={
        "responses": {
            200: {
                "content": {
                    "application/geo+json": {
                        "schema": {"$ref": "#/components/schemas/FeatureCollection"}
                    }
                }
            }
        }
    },
)
@only_known
def areas_geojson(
    request: HttpRequest, level: LevelAsked, boundary: BoundaryAsked, within: Within = None
) -> HttpResponse:
    """Vereinfachte Grenzen in WGS84 (RFC 7946), zum Beispiel für QGIS."""

    def make() -> bytes:
        return answers.as_json(places.shapes(level, boundary, within or ""))

    return answers.of_the_house(request, make, kind=answers.GEOJSON)


@router.get("areas/{key}", response={200: schemas.AreaDetail, **REFUSALS}, summary="Ein Gebiet")
@only_known
def area(request: HttpRequest, key: Key, boundary: Date | None = None) -> HttpResponse:
    """Ein Gebiet und die Gebiete darüber; ohne Gebietsstand zum neuesten, der es kennt."""

    def make() -> bytes:
        found: dict[str, Any] = places.detail(key, boundary or "")
        return answers.as_json(found)

    return answers.of_the_house(request, make)
