# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""All addresses of the product."""

from importlib.util import find_spec

from django.db import DatabaseError
from django.http import JsonResponse
from django.urls import include, path

from klammer import __version__
from klammer.base.errors import KlammerError
from klammer_web.accounts.models import User
from klammer_web.catalogue.instance import instance


def health(_request):
    """Say that this process answers and reaches database and instance; figures are not named."""
    try:
        User.objects.exists()
        here = instance()
        released = here.current_release("public") is not None
    except (DatabaseError, KlammerError) as error:
        return JsonResponse({"status": "failed", "reason": type(error).__name__}, status=503)
    return JsonResponse({"status": "ok", "version": __version__, "released": released})


urlpatterns = [
    path("gesundheit/", health, name="health"),
    path("konto/", include("klammer_web.accounts.urls")),
    path("konto/", include("klammer_web.accounts.signing_in.urls")),
    path("daten/", include("klammer_web.catalogue.urls")),
    *(
        path(place, include(f"klammer_web.{name}.urls"))
        for name, place in (("atlas", "atlas/"), ("ui", "ui/"), ("accountability", "protokoll/"))
        if find_spec(f"klammer_web.{name}") and find_spec(f"klammer_web.{name}.urls")
    ),
    path("kette/", include("klammer_web.chain.urls")),
    path("", include("klammer_web.portal.urls")),
]

handler400 = "klammer_web.ui.errors.bad_request"
handler403 = "klammer_web.ui.errors.permission_denied"
handler404 = "klammer_web.ui.errors.not_found"
handler429 = "klammer_web.config.walls.pages.too_many"
handler500 = "klammer_web.ui.errors.server_error"
