# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of composite indices; kept for good: evidence is read again by them."""

from django.urls import path

from klammer_web.atlas.views import index_builder as builder
from klammer_web.atlas.views import indices

urlpatterns = [
    path("", indices.index_list_page, name="indices"),
    path("neu/", builder.new, name="index_new"),
    path("neu/datei/", builder.upload, name="index_upload"),
    path("gebiet/<str:area>/", indices.area_indices, name="area_indices"),
    path("<str:index>/", indices.index_page, name="index"),
    path("<str:index>/spezifikation.toml", indices.specification, name="index_file"),
    path("<str:index>/schritte.<str:ending>", indices.steps, name="index_steps"),
    path("<str:index>/eingang.<str:ending>", indices.inputs, name="index_inputs"),
    path("<str:index>/aendern/", builder.change, name="index_change"),
    path("<str:index>/veroeffentlichen/", builder.publish, name="index_publish"),
    path("<str:index>/loeschen/", builder.delete, name="index_delete"),
    path("<str:index>/zurueckholen/", builder.restore, name="index_restore"),
    path("<str:index>/gebiet/<str:area>/", indices.area_page, name="index_area"),
]
