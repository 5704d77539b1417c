# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""All addresses of the product."""

from importlib.util import find_spec

from django.http import JsonResponse
from django.urls import include, path


def health(request):
    return JsonResponse({"status": "ok"})


urlpatterns = [
    path("gesundheit/", health, name="health"),
    path("konto/", include("klammer_web.accounts.urls")),
    path("daten/", include("klammer_web.catalogue.urls")),
    *(
        path(place, include(f"klammer_web.{name}.urls"))
        for name, place in (("atlas", "atlas/"), ("ui", "ui/"))
        if find_spec(f"klammer_web.{name}") and find_spec(f"klammer_web.{name}.urls")
    ),
    path("", include("klammer_web.portal.urls")),
]
