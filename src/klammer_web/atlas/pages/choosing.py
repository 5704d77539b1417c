# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is offered for choosing, and the way back from a page."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from klammer.indicators.definitions import Definition
from klammer.warehouse.open import Release
from klammer_web.atlas.addresses import address
from klammer_web.atlas.enums import LEVEL_BY_WORD, breakdown_label
from klammer_web.atlas.queries import areas
from klammer_web.atlas.queries.choices import Choice
from klammer_web.atlas.queries.compared import boundaries_of


def level_code(word: str) -> str:
    """Return the code of a level's word; empty for none."""
    return LEVEL_BY_WORD[word].code if word in LEVEL_BY_WORD else ""


def grouped(found: Sequence[Choice]) -> list[tuple[str, list[Choice]]]:
    """Return choices by domain."""
    groups: dict[str, list[Choice]] = {}
    for choice in found:
        groups.setdefault(choice.domain, []).append(choice)
    return list(groups.items())


def counties(release: Release, state: str) -> list[areas.AreaName]:
    """Return the counties of a state at the newest boundary that has figures."""
    known = boundaries_of(release, "county")
    found = areas.names("county", known[-1]).values() if known else ()
    return sorted((one for one in found if one.key[:2] == state), key=lambda one: one.sorting)


def no_data(definition: Definition) -> dict[str, Any]:
    """Return the context of a definition that has no data yet."""
    return {
        "definition": definition,
        "sheet": address("catalogue:indicator", definition.id),
        "crumbs": crumbs((definition.title, "")),
    }


def breakdown_words(breakdown: Sequence[tuple[str, str]]) -> str:
    """Return the labels of a breakdown: "Frauen, 0 bis 2 Jahre"."""
    return ", ".join(breakdown_label(column, code) for column, code in breakdown)


def crumbs(*rest: tuple[str, str]) -> list[tuple[str, str]]:
    """Return the way from the start to a page of the atlas."""
    return [("Start", address("portal:home")), ("Atlas", reverse("atlas:entry")), *rest]
