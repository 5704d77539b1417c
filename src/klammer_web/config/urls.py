# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""All addresses of the product."""

from importlib.util import find_spec

from django.urls import include, path

from klammer_web.config import health
from klammer_web.operation.gauges import gauges

urlpatterns = [
    path("gesundheit/", health.ready, name="health"),
    path("gesundheit/lebt/", health.alive, name="alive"),
    path("gesundheit/messwerte/", gauges, name="gauges"),
    path("betrieb/", include("klammer_web.operation.urls")),
    path("konto/", include("klammer_web.accounts.urls")),
    path("konto/", include("klammer_web.accounts.signing_in.urls")),
    path("daten/", include("klammer_web.catalogue.urls")),
    *(
        path(place, include(f"klammer_web.{name}.urls"))
        for name, place in (("atlas", "atlas/"), ("ui", "ui/"), ("accountability", "protokoll/"))
        if find_spec(f"klammer_web.{name}") and find_spec(f"klammer_web.{name}.urls")
    ),
    path("kette/", include("klammer_web.chain.urls")),
    path("aufgaben/", include("klammer_web.chain.assignments.urls")),
    path("kommentare/", include("klammer_web.chain.comments.urls")),
    path("neues/", include("klammer_web.chain.notifications.urls")),
    path("fristen/", include("klammer_web.chain.due_dates.urls")),
    path("api/", include("klammer_web.api.urls")),
    path("hilfe/", include("klammer_web.operation.feedback.urls")),
    path("hilfe/", include("klammer_web.ui.manual.urls")),
    path("", include("klammer_web.portal.urls")),
]

handler400 = "klammer_web.ui.errors.bad_request"
handler403 = "klammer_web.ui.errors.permission_denied"
handler404 = "klammer_web.ui.errors.not_found"
handler429 = "klammer_web.config.walls.pages.too_many"
handler500 = "klammer_web.ui.errors.server_error"
