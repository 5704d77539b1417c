# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The home page."""

from django.shortcuts import render
from django.urls import reverse

from klammer_web.accounts.enums import Role
from klammer_web.accounts.queries import seat_of
from klammer_web.atlas.queries import areas
from klammer_web.catalogue.instance import current_release
from klammer_web.portal import phrases, queries


def home(request):
    """Show the county's headline figures, and to each role what comes next."""
    seat, release = seat_of(request), current_release(request)
    key = queries.home_area(seat)
    role = next((one for one in Role if one in seat.roles), None)
    sentence, word, target = phrases.FIRST.get(role, ("", "", ""))
    return render(
        request,
        "portal/home.html",
        {
            "area": areas.name_of(key, boundary="2022-12-31"),
            "area_key": key,
            "tiles": queries.tiles(release, area=key),
            "tasks": queries.tasks(seat, release),
            "atlas_address": reverse("atlas:entry"),
            "sheets_address": reverse("catalogue:indicators"),
            "data_address": reverse("catalogue:overview"),
            "profile_address": reverse("atlas:profile", args=[key]),
            "role": role.label if role else "",
            "role_sentence": sentence,
            "role_word": word,
            "role_address": _address(target, key),
        },
    )


def _address(target: str, key: str) -> str:
    if target == "profile":
        return reverse("atlas:profile", args=[key])
    return reverse(phrases.ADDRESSES[target]) if target else ""
