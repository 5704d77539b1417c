# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the data pages."""

from django.urls import path

from klammer_web.catalogue.views import (
    definitions,
    deliveries,
    delivery_indicators,
    destruction,
    indicators,
    overview,
    pinned,
    reading,
    releases,
    shared,
    traces,
)

app_name = "catalogue"
urlpatterns = [
    path("", overview.overview, name="overview"),
    path("kreis/", overview.choose_county, name="choose_county"),
    path("sicht/", overview.view_as, name="view_as"),
    path("quellen/", overview.sources, name="sources"),
    path("herkunft/", traces.trace, name="trace"),
    path("merkliste/", pinned.index, name="pinned"),
    path("merkliste/merken/", pinned.pin, name="pin"),
    path("indikatoren/", indicators.index, name="indicators"),
    path("indikatoren/neu/", definitions.new, name="indicator_new"),
    path("indikatoren/von/<slug:owner>/<slug:indicator>/", shared.sheet, name="indicator_shared"),
    path(
        "indikatoren/von/<slug:owner>/<slug:indicator>/uebernehmen/",
        shared.copy,
        name="indicator_copy",
    ),
    path("indikatoren/<slug:indicator>/", indicators.sheet, name="indicator"),
    path("indikatoren/<slug:indicator>/bearbeiten/", definitions.edit, name="indicator_edit"),
    path(
        "indikatoren/<slug:indicator>/werte/<str:ending>/", indicators.values, name="indicator_file"
    ),
    path("indikatoren/<slug:indicator>/werte.csv", indicators.values, name="indicator_values"),
    path("lieferungen/", deliveries.index, name="deliveries"),
    path("lieferungen/hochladen/", deliveries.receive, name="upload_receive"),
    path("lieferungen/offen/<uuid:identity>/", reading.upload, name="upload"),
    path("lieferungen/offen/<uuid:identity>/einlesen/", reading.read, name="upload_read"),
    path(
        "lieferungen/offen/<uuid:identity>/spalten/",
        reading.read_table,
        name="upload_read_table",
    ),
    path("lieferungen/offen/<uuid:identity>/uebernehmen/", deliveries.accept, name="upload_accept"),
    path("lieferungen/offen/<uuid:identity>/verwerfen/", deliveries.discard, name="upload_discard"),
    path("lieferungen/<str:identity>/", deliveries.detail, name="delivery"),
    path(
        "lieferungen/<str:identity>/kennzahlen/",
        delivery_indicators.make,
        name="delivery_indicators",
    ),
    path("lieferungen/<str:identity>/datei/", deliveries.raw, name="delivery_raw"),
    path(
        "lieferungen/<str:identity>/zuruecknehmen/",
        deliveries.take_back,
        name="delivery_take_back",
    ),
    path("lieferungen/<str:identity>/vernichten/", destruction.ask, name="delivery_destroy"),
    path("vernichtungen/<uuid:identity>/", destruction.detail, name="destruction"),
    path("freigaben/", releases.index, name="releases"),
    path("freigaben/vorbereiten/", releases.prepare, name="release_prepare"),
    path("freigaben/vorbereitet/<uuid:identity>/", releases.prepared, name="release_prepared"),
    path("freigaben/anlegen/", releases.create, name="release_create"),
    path("freigaben/<slug:root>/", releases.detail, name="release"),
    path("freigaben/<slug:root>/nachrechnen/", releases.verify, name="release_verify"),
    path("freigaben/<slug:root>/zurueckziehen/", releases.withdraw, name="release_withdraw"),
    path("freigaben/<slug:root>/zeigen/", releases.show, name="release_show"),
    path("arbeit/<uuid:identity>/", releases.work, name="work"),
    path("arbeit/<uuid:identity>/abbrechen/", releases.stop_work, name="work_stop"),
]
