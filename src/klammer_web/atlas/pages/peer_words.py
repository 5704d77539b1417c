# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What every page says that compares with similar counties: who they are, how their figure is made.

Use: `"alike": alike_words(release, key=…, boundary=…)` in the context and
`{% include "atlas/_alike.html" with alike=alike %}`.
"""

from dataclasses import dataclass

from klammer.presentation import formats
from klammer.warehouse.open import Release
from klammer_web.atlas.addresses import address
from klammer_web.atlas.enums import WHOLE
from klammer_web.atlas.queries import areas, peer_groups, peers

_HOME = "16"  # the Land whose counties are offered where all of Germany is shown
_NAMED = 3  # features that the sentence names


@dataclass(frozen=True)
class Alike:
    """One sentence on similar counties, and the page that tells why these."""

    sentence: str
    page: str


def alike_words(release: Release, *, key: str, boundary: str) -> Alike | None:
    """Return what is said of the group a key names; None for keys of other comparators."""
    group = areas.peer_group(key, boundary=boundary)
    if group is None:
        return None
    count = len(peer_groups.members(release, key, boundary=boundary))
    inputs = peers.structure(release, peer_groups.county_version(release, boundary)).inputs
    named = [one.feature.why for one in inputs[:_NAMED]]
    sentence = (
        f"Ähnliche Kreise sind die {formats.number(count)} Kreise in Deutschland, die "
        f"{group.name} in {formats.number(len(inputs))} Merkmalen ({', '.join(named)} …) am "
        "nächsten liegen. Gezählte Werte sind zusammengerechnet; bei fertig gelieferten steht die "
        "Mitte (Median) dieser Kreise."
    )
    return Alike(sentence, address("atlas:peers", group.county))


def alike_options(
    release: Release, *, level: str, boundary: str, extent: str, against: str
) -> list[tuple[str, list[tuple[str, str, bool]]]]:
    """Return the counties whose similar ones may be compared with, as a group of a select.

    Of areas within one county that county is offered, of wider ones every county of the Land, and
    the one that is chosen.
    """
    if level in {"state", "country"}:
        return []
    version = peer_groups.county_version(release, boundary)
    names = areas.names("county", version)
    inside = extent[:5] if extent != WHOLE else _HOME
    chosen = against.partition(":")[2]
    keys = [key for key in names if key.startswith(inside) or key == chosen]
    options = [
        (areas.peer_word(key), f"Kreise wie {names[key].title}", key == chosen)
        for key in sorted(keys, key=lambda key: names[key].sorting)
        if peers.is_known(release, key, boundary=version)
    ]
    return [("Vergleich: ähnliche Kreise", options)] if options else []
