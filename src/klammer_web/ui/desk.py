# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What stands in the menu under one's name; rooms above tell what it leads to, and for whom."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse


@dataclass(frozen=True)
class Entry:
    """One line of the menu: its word, the name of its address, and who sees it."""

    word: str
    name: str
    may: Callable[[Any], bool]


_ENTRIES: dict[str, Entry] = {}


def register(word: str, name: str, *, may: Callable[[Any], bool]) -> None:
    """Add a line; `may` is asked with the request of a person who is signed in."""
    _ENTRIES[name] = Entry(word, name, may)


def entries(request) -> list[tuple[str, str]]:
    """Return (word, address) of every line that the person may open, in the order of telling."""
    return [(one.word, reverse(one.name)) for one in _ENTRIES.values() if one.may(request)]
