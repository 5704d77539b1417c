# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Keys of own geographies: `own-k3f9a2xq` is a level, `own-k3f9a2xq-07` one of its areas.

An official key is DG, digits, or two digits and letters: none begins with `own-`. The eight signs
in the middle are drawn by chance, so that two workspaces never share a level.
"""

import re
import secrets

PREFIX = "own-"
_SIGNS = "abcdefghijkmnpqrstuvwxyz23456789"  # without those that are mistaken for others
_LEVEL = re.compile(r"own-[a-z0-9]{8}")
_KEY = re.compile(r"(own-[a-z0-9]{8})-([a-z0-9_]{1,40})")


def new_level() -> str:
    """Return a level that nobody has."""
    return PREFIX + "".join(secrets.choice(_SIGNS) for _ in range(8))


def is_level(text: str) -> bool:
    """Whether a text has the form of an own geography's level."""
    return _LEVEL.fullmatch(text) is not None


def level_of_key(key: str) -> str:
    """Return the level that the key of an own area belongs to; empty when it is none."""
    found = _KEY.fullmatch(key)
    return found[1] if found else ""


def key_of(level: str, code: str) -> str:
    """Return the key of an area by the code it has in its geography."""
    return f"{level}-{code}"
