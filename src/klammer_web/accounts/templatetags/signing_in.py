# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What pages about an account's safety say: which device, why a second factor, which provider."""

from django import template
from django.conf import settings

from klammer_web.accounts.queries import seat_of
from klammer_web.accounts.signing_in.requirement import WHY, needs_second_factor

register = template.Library()

# The first sign that is found counts: Edge and Chrome both call themselves Safari.
_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
_SYSTEMS = (
    ("Windows", "Windows"),
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)


@register.filter
def device(user_agent: str) -> str:
    """Name browser and system as people call them."""
    browser = next((word for sign, word in _BROWSERS if sign in user_agent), "Browser")
    system = next((word for sign, word in _SYSTEMS if sign in user_agent), "")
    return f"{browser} auf {system}" if system else browser


@register.simple_tag(takes_context=True)
def why_second_factor(context) -> str:
    """Return why this person needs a second factor; empty for who is free to choose."""
    return WHY if needs_second_factor(seat_of(context["request"])) else ""


@register.simple_tag
def provider_name() -> str:
    """Return the name of the house's own provider; empty without one."""
    apps = settings.SOCIALACCOUNT_PROVIDERS.get("openid_connect", {}).get("APPS", ())
    return apps[0]["name"] if apps else ""
