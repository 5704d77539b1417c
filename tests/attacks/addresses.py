# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every address of the product, from the URL configuration: nobody can forget a page here."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver

_PART = re.compile(r"<(?:(?P<kind>\w+):)?(?P<name>\w+)>")


@dataclass(frozen=True, slots=True)
class Address:
    """One address: its name, and its route with the parts to fill in."""

    name: str
    route: str

    def filled(self, value: Callable[[str, str], str]) -> str:
        """Return the path, with `value(kind, name)` in each part."""
        return "/" + _PART.sub(lambda m: value(m["kind"] or "str", m["name"]), self.route)


def addresses() -> list[Address]:
    """Return all addresses that are written as routes; regular ones with their groups filled."""
    return sorted(_walk(get_resolver().url_patterns, "", ""), key=lambda one: one.route)


def _walk(patterns, prefix: str, namespace: str) -> Iterator[Address]:
    for pattern in patterns:
        route = prefix + _plain(pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _walk(pattern.url_patterns, route, inner)
        elif isinstance(pattern, URLPattern):
            yield Address(name=f"{namespace}{pattern.name}", route=route)


def _plain(pattern) -> str:
    """Return the route; of a regular expression its fixed parts and groups."""
    text = str(pattern.pattern)
    if not hasattr(pattern.pattern, "_regex"):
        return text
    return re.sub(r"\(\?P(<\w+>)[^)]*\)", r"\1", text).strip("^$").replace("\\", "")
