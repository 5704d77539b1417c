# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the atlas; each says the whole view."""

from django.urls import include, path

from klammer_web.atlas import resources
from klammer_web.atlas.views import (
    entry,
    evidence,
    finding_editor,
    findings,
    geographies,
    geography_drawing,
    maps,
    overview,
    pooled,
    profiles,
    seen,
    series,
    themes,
)
from klammer_web.atlas.views import own_areas as own

app_name = "atlas"
urlpatterns = [
    path("", entry.entry, name="entry"),
    path("karte/<str:indicator>/", maps.map_page, name="map"),
    path("karte/<str:indicator>/ansicht.json", maps.map_state, name="map_state"),
    path("karte/<str:indicator>/tabelle.csv", resources.map_table, name="map_table"),
    path("karte/<str:indicator>/karte.svg", resources.map_picture, name="map_picture"),
    path("vergleich/", include("klammer_web.atlas.comparing_urls")),
    path("indizes/", include("klammer_web.atlas.index_urls")),
    path("ueberblick/", overview.overview_page, name="overview"),
    path("themen/", themes.themes_page, name="themes"),
    path("themen/<str:theme>/<str:area>/", themes.theme_page, name="theme"),
    path(
        "mehrere-jahre/<str:indicator>/<str:area>/",
        pooled.pooled_page,
        name="pooled",
    ),
    path("profil/", entry.find_area, name="find_area"),
    path("profil/<str:area>/", profiles.profile_page, name="profile"),
    path("verlaeufe/<str:indicator>/", series.multiples_page, name="multiples"),
    path("zeitreihe/<str:indicator>/<str:area>/", series.series_page, name="series"),
    path("abstand/<str:indicator>/<str:area>/", series.gap_page, name="gap"),
    path("laden/<str:ending>/", seen.take, name="take"),
    path("merken/", seen.pin, name="pin"),
    path("beleg/<uuid:identity>/", evidence.evidence_page, name="evidence"),
    path("befunde/", findings.index, name="findings"),
    path("befunde/neu/", finding_editor.new, name="finding_new"),
    path("befunde/<uuid:identity>/", findings.finding, name="finding"),
    path("befunde/<uuid:identity>/aendern/", finding_editor.change, name="finding_change"),
    path("befunde/<uuid:identity>/stand/", findings.move, name="finding_move"),
    path("befunde/<uuid:identity>/belege/", findings.add_evidence, name="finding_evidence"),
    path("befunde/<uuid:identity>/erneuern/", findings.renew, name="finding_renew"),
    path("befunde/<uuid:identity>/loeschen/", findings.delete, name="finding_delete"),
    path("befunde/<uuid:identity>/zurueckholen/", findings.restore, name="finding_restore"),
    path("eigene-gebiete/", own.own_areas, name="own_areas"),
    path("eigene-gebiete/einteilungen/", geographies.index, name="geographies"),
    path("eigene-gebiete/einteilungen/neu/", geographies.new, name="geography_new"),
    path(
        "eigene-gebiete/einteilungen/entwurf/<str:level>/",
        geographies.draft,
        name="geography_draft",
    ),
    path(
        "eigene-gebiete/einteilungen/entwurf/<str:level>/zeichnen/",
        geography_drawing.draw,
        name="geography_draw",
    ),
    path("eigene-gebiete/einteilungen/<str:level>/", geographies.detail, name="geography"),
    path(
        "eigene-gebiete/einteilungen/<str:level>/zahlen/",
        geographies.figures,
        name="geography_figures",
    ),
    path(
        "eigene-gebiete/einteilungen/<str:level>/loeschen/", geographies.end, name="geography_end"
    ),
    path(
        "eigene-gebiete/einteilungen/<str:level>/vorlage.xlsx",
        geographies.template,
        name="geography_template",
    ),
    path(
        "eigene-gebiete/einteilungen/<str:level>/gebiete.geojson",
        geographies.outlines,
        name="geography_outlines",
    ),
    path("eigene-gebiete/neu/", own.own_new, name="own_new"),
    path("eigene-gebiete/auswahl/", own.own_sum, name="own_sum"),
    path("eigene-gebiete/ansehen/", own.own_preview, name="own_preview"),
    path("eigene-gebiete/speichern/", own.own_save, name="own_save"),
    path("eigene-gebiete/<uuid:area_id>/", own.own_area, name="own_area"),
    path("eigene-gebiete/<uuid:area_id>/bearbeiten/", own.own_edit, name="own_edit"),
    path("eigene-gebiete/<uuid:area_id>/loeschen/", own.own_delete, name="own_delete"),
    path("eigene-gebiete/<uuid:area_id>/zurueckholen/", own.own_restore, name="own_restore"),
    path(
        "werte/<str:release>/<str:indicator>/<str:level>/<str:boundary>/<str:period>.json",
        resources.values,
        name="values",
    ),
    path(
        "geometrie/<str:level>/<str:boundary>/<str:extent>.svg",
        resources.outlines_svg,
        name="outlines",
    ),
    path(
        "geometrie/<str:level>/<str:boundary>/<str:extent>.json",
        resources.outlines_json,
        name="outlines_json",
    ),
]
