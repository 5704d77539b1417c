# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of other pages, by name; a page that does not exist gives an empty address."""

from collections.abc import Mapping
from functools import cache
from typing import Any
from urllib.parse import quote

from django.urls import NoReverseMatch, reverse

from klammer.base.cells import TOTAL
from klammer.warehouse.open import Release

_KEY = "AREA"


def address(name: str, *arguments: str) -> str:
    """Return the address of a named page, empty when there is none."""
    try:
        return reverse(name, args=arguments)
    except NoReverseMatch:
        return ""


@cache
def _around_key(name: str, *before: str) -> tuple[str, str]:
    """Return what stands before and after the area's key in an address; asked once."""
    head, _, tail = reverse(name, args=[*before, _KEY]).partition(_KEY)
    return head, tail


def profile_of(area: str) -> str:
    """Return the address of an area's profile."""
    return area.join(_around_key("atlas:profile"))


def series_of(indicator: str, area: str, *, boundary: str) -> str:
    """Return the address of an indicator's series in an area."""
    return f"{area.join(_around_key('atlas:series', indicator))}?stand={boundary}"


def figure_id(release: Release, row: Mapping[str, Any]) -> str:
    """Return the words that name one figure, from the release down to the breakdown."""
    words = [release.root[:12], row["indicator"], row["boundary"], row["area"], row["period"]]
    sex, age, nationality = (row.get(name) or TOTAL for name in ("sex", "age", "nationality"))
    if (age, nationality) != (TOTAL, TOTAL):
        words += [sex, age, nationality]
    elif sex != TOTAL:
        words.append(sex)
    return "/".join(words)


class Traces:
    """Trace addresses of one release; asks for the page's address once, not for every figure."""

    def __init__(self, release: Release) -> None:
        self.release = release
        self.page = address("catalogue:trace")

    def of(self, row: Mapping[str, Any]) -> str:
        """Return the address that tells where a figure comes from; empty for no figure."""
        if not self.page or "indicator" not in row or row.get("is_beside"):
            return ""
        return f"{self.page}?wert={quote(figure_id(self.release, row), safe='/')}"
