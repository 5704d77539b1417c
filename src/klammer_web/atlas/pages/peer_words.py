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
from klammer_web.atlas.queries import areas, peer_groups, peers

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
