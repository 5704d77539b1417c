# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the trail and of histories."""

from django.urls import path

from klammer_web.accountability.views import drafts, history, personal, trail

app_name = "accountability"
urlpatterns = [
    path("", trail.index, name="trail"),
    path("verlauf/<str:kind>/<path:object_id>/", history.of_object, name="history"),
    path("entwurf/<str:form>/<path:object_id>/verwerfen/", drafts.forget, name="draft_forget"),
    path("entwurf/<str:form>/<path:object_id>/", drafts.keep, name="draft"),
    path("meine-daten/", personal.own, name="own"),
    path("meine-daten/auszug.zip", personal.own_export, name="own_export"),
    path("personen/", personal.people, name="people"),
    path("personen/<uuid:person_id>/auszug.zip", personal.export, name="person_export"),
    path("personen/<uuid:person_id>/loeschen/", personal.erase, name="person_erase"),
    path("verarbeitungen/", personal.processing_record, name="processing"),
    path("verarbeitungen/verzeichnis.odt", personal.processing_odt, name="processing_odt"),
    path("zuruecknehmen/<int:sequence>/", history.undo, name="undo"),
]
