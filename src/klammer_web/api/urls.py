# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the interface, its page, and the access keys."""

from django.urls import path, re_path

from klammer_web.api.interface import interface
from klammer_web.api.views import areas, figures, others, pages, releases, tokens

for one in (areas, figures, releases, others):
    interface.add_router("", one.router)

app_name = "api"
urlpatterns = [
    path("", pages.index, name="index"),
    path("schluessel/", tokens.index, name="tokens"),
    path("schluessel/<uuid:token_id>/zurueckziehen/", tokens.revoke, name="token_revoke"),
    path("v1/", interface.urls),
    re_path(r"^v1/", pages.nothing, name="nothing"),
]
