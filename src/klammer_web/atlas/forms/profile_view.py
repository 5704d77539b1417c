# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The view of a profile as it stands in the address, checked against what a release holds."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from klammer.warehouse.open import Release
from klammer_web.atlas.enums import LEVEL_BY_CODE, breakdown_label
from klammer_web.atlas.forms.area import area_named, boundary_shown
from klammer_web.atlas.forms.refusals import refused, retry
from klammer_web.atlas.queries import areas, peer_groups
from klammer_web.atlas.queries.breakdowns import Breakdown, groups_at
from klammer_web.atlas.view_state import breakdown_word

_SCOPES = ("", "alles")


@dataclass(frozen=True)
class ProfileView:
    """What a profile shows.

    boundary    the version whose name the area has; stated: the address named it
    everything  all indicators instead of the headline ones
    against     key of what differences are coloured to: a larger area or similar counties
    breakdown   the group of people; empty for everybody
    """

    area: areas.AreaName
    boundary: str
    stated: str = ""
    everything: bool = False
    against: str = ""
    breakdown: Breakdown = ()

    def query(self, **changed: str) -> str:
        """Print the view as the query of an address; `changed` replaces words of it."""
        words = {
            "stand": self.stated,
            "umfang": "alles" if self.everything else "",
            "vergleich": self.against,
            "merkmal": breakdown_word(self.breakdown),
            **changed,
        }
        return urlencode({name: word for name, word in words.items() if word}, safe=":,")


def read_profile_view(words: Mapping[str, str], *, area: str, release: Release) -> ProfileView:
    """Read an address; raise `PageRefusedError` (400 or 404) saying what is not there."""
    stated = words.get("stand", "")
    boundary = boundary_shown(release, area, wanted=stated)
    named = area_named(area, boundary)
    scope = words.get("umfang", "")
    if scope not in _SCOPES:
        raise refused(
            f"Einen Umfang „{scope[:20]}“ gibt es nicht.",
            why="Das Profil zeigt das Wichtigste oder, mit umfang=alles, alle Kennzahlen.",
            remedies=retry(words, "umfang", "", "Das Wichtigste ansehen"),
        )
    return ProfileView(
        named,
        boundary,
        stated=stated,
        everything=scope == "alles",
        against=_against(words, named, release, boundary),
        breakdown=_breakdown(words, named, release),
    )


def _against(
    words: Mapping[str, str], area: areas.AreaName, release: Release, boundary: str
) -> str:
    wanted = words.get("vergleich", "")
    if not wanted:
        return ""
    possible = peer_groups.comparisons(release, area.key, boundary=boundary)
    if wanted in {one.key for one in possible}:
        return wanted
    raise refused(
        f"Mit „{wanted[:20]}“ lässt sich dieses Gebiet nicht vergleichen.",
        why=f"Möglich: {', '.join(one.title for one in possible)}."
        if possible
        else "Über diesem Gebiet liegt keines, das Werte hat.",
        remedies=tuple(
            remedy
            for one in possible
            for remedy in retry(words, "vergleich", one.key, f"Vergleichen: {one.title}")
        ),
    )


def _breakdown(words: Mapping[str, str], area: areas.AreaName, release: Release) -> Breakdown:
    """Read one group of people: `sex:F`."""
    text = words.get("merkmal", "")
    if not text:
        return ()
    held = groups_at(release, area.level)
    column, _, code = text.partition(":")
    if code in held.get(column, {}):
        return ((column, code),)
    listed = [breakdown_label(name, one) for name, codes in held.items() for one in codes]
    noun = LEVEL_BY_CODE[area.level].plural
    raise refused(
        f"Eine Gruppe „{text[:40]}“ gibt es im Profil nicht.",
        why=f"Für {noun} gibt es: {', '.join(listed[:6])}{' …' if len(listed) > 6 else ''}."
        if listed
        else f"Für {noun} kommen die Kennzahlen nicht nach Gruppen.",
        remedies=retry(words, "merkmal", "", "Alle zusammen ansehen"),
        status=404,
    )
