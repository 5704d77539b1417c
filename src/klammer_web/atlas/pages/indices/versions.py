# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The versions of an index: when, why, by whom, which one everybody reads."""

from dataclasses import dataclass

from django.urls import reverse

from klammer.presentation import formats
from klammer_web.accounts.signatures import Names
from klammer_web.atlas.queries.indices import readable
from klammer_web.atlas.queries.indices.readable import Readable


@dataclass(frozen=True)
class Version:
    """One version as the page lists it; `by` is told inside the workspace alone."""

    version: str
    page: str
    file: str
    day: str
    note: str
    by: str
    is_shown: bool
    is_public: bool


def listed(found: Readable) -> list[Version]:
    """Return the versions of an index, the newest first."""
    kept = readable.versions(found)
    names = Names([str(one.about.get("by", "")) for one in kept])
    page = reverse("atlas:index", args=[found.id])
    file = reverse("atlas:index_file", args=[found.id])
    return [
        Version(
            version=one.version,
            page=f"{page}?fassung={one.version}",
            file=f"{file}?fassung={one.version}",
            day=formats.german_date(str(one.about.get("at", ""))[:10]),
            note=str(one.about.get("note", "")),
            by=names(str(one.about.get("by", ""))) if found.is_own else "",
            is_shown=one.version == found.version,
            is_public=found.row is not None and one.version == found.row.published,
        )
        for one in kept
    ]
