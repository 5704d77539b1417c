# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The main navigation follows the planning cycle; a room appears once it exists."""

from django import template
from django.urls import NoReverseMatch, reverse

register = template.Library()

# Word of the interface → address that opens the room.
ROOMS = (
    ("Start", "portal:home"),
    ("Atlas", "atlas:entry"),
    ("Bestand", "inventory:home"),
    ("Planung", "planning:home"),
    ("Beschlüsse", "council:home"),
    ("Controlling", "controlling:home"),
    ("Netzwerk", "network:home"),
    ("Beteiligung", "participation:home"),
    ("Berichte", "reports:home"),
    ("Beratung & Qualifizierung", "support:home"),
    ("Förderung", "funding:home"),
    ("Daten", "catalogue:overview"),
)


@register.simple_tag(takes_context=True)
def rooms(context) -> list[dict]:
    """List the rooms that can be opened, marking the one the page belongs to."""
    here = context["request"].path if "request" in context else ""
    found = []
    for word, name in ROOMS:
        address = address_of(name)
        if address:
            inside = here == address or (len(address) > 1 and here.startswith(address))
            found.append({"word": word, "address": address, "is_here": inside})
    return found


@register.simple_tag
def address_of(name: str, *arguments) -> str:
    """Return the address of a named page, or nothing when there is no such page."""
    try:
        return reverse(name, args=arguments)
    except NoReverseMatch:
        return ""
