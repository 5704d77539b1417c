# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every list by its key, as contexts register them."""

from klammer_web.ui.listing import Listing

_LISTINGS: dict[str, Listing] = {}


def register(*listings: Listing) -> None:
    """Let lists have saved views, and a way back when they can be edited."""
    for one in listings:
        _LISTINGS[one.key] = one


def find(key: str) -> Listing | None:
    """Return the list of this key."""
    return _LISTINGS.get(key)


def every() -> tuple[Listing, ...]:
    """Return all lists."""
    return tuple(_LISTINGS.values())
