# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The main navigation follows the planning cycle; a room appears once it exists."""

from functools import lru_cache

from django import template
from django.conf import settings
from django.urls import NoReverseMatch, get_script_prefix, get_urlconf, reverse

from klammer_web.ui import appearance, desk

register = template.Library()

# Word of the interface → address that opens the room, and the key that follows "g".
ROOMS = (
    ("Start", "portal:home", "s"),
    ("Atlas", "atlas:entry", "a"),
    ("Bestand", "inventory:home", "b"),
    ("Planung", "planning:home", "p"),
    ("Beschlüsse", "council:home", "e"),
    ("Controlling", "controlling:home", "c"),
    ("Netzwerk", "network:home", "n"),
    ("Beteiligung", "participation:home", "t"),
    ("Berichte", "reports:home", "r"),
    ("Beratung & Qualifizierung", "support:home", "q"),
    ("Förderung", "funding:home", "f"),
    ("Daten", "catalogue:overview", "d"),
)


@register.simple_tag(takes_context=True)
def rooms(context) -> list[dict]:
    """List the rooms that can be opened, marking the one the page belongs to."""
    here = context["request"].path if "request" in context else ""
    found = []
    for word, name, key in ROOMS:
        address = address_of(name)
        if address:
            inside = here == address or (len(address) > 1 and here.startswith(address))
            found.append({"word": word, "address": address, "is_here": inside, "key": key})
    return found


@register.simple_tag(takes_context=True)
def desk_entries(context) -> list[tuple[str, str]]:
    """List what the menu under one's name leads to."""
    return desk.entries(context["request"]) if "request" in context else []


@register.simple_tag(takes_context=True)
def theme(context) -> str:
    """Return KERN's theme that was chosen; nothing follows the device."""
    return (
        appearance.THEMES[appearance.colours_of(context["request"])] if "request" in context else ""
    )


@register.simple_tag(takes_context=True)
def single_keys(context) -> bool:
    """Whether single keys do something."""
    return "request" in context and appearance.has_keys(context["request"])


@register.simple_tag
def address_of(name: str, *arguments) -> str:
    """Return the address of a named page, or nothing when there is no such page."""
    return _address(name, arguments, get_script_prefix(), get_urlconf() or settings.ROOT_URLCONF)


# Every page asks for some thirty: addresses stay the same while the process lives.
@lru_cache(maxsize=4096)
def _address(name: str, arguments: tuple, _prefix: str, urlconf: str) -> str:
    try:
        return reverse(name, urlconf=urlconf, args=arguments)
    except NoReverseMatch:
        return ""
