# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What people choose about the look: colours and single keys. Kept in cookies, also signed out."""

COLOURS, KEYS = "farben", "tasten"
THEMES = {"geraet": "", "hell": "light", "dunkel": "dark"}  # word of the cookie → KERN's theme
THEME_WORDS = (
    ("geraet", "wie mein Gerät"),
    ("hell", "hell"),
    ("dunkel", "dunkel"),
)
_YEAR = 60 * 60 * 24 * 365


def colours_of(request) -> str:
    """Return the chosen colours; those of the device when nothing known was chosen."""
    chosen = request.COOKIES.get(COLOURS, "")
    return chosen if chosen in THEMES else "geraet"


def has_keys(request) -> bool:
    """Whether single keys do something (WCAG 2.1.4: they can be switched off)."""
    return request.COOKIES.get(KEYS) != "aus"


def keep(answer, *, colours: str, keys: bool) -> None:
    """Set both choices for a year."""
    for name, value in ((COLOURS, colours), (KEYS, "an" if keys else "aus")):
        answer.set_cookie(name, value, max_age=_YEAR, samesite="Lax", httponly=True)
