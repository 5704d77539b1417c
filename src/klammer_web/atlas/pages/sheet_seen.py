# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The sheet of an indicator as what is seen: its definition with its newest map."""

from dataclasses import replace

from klammer_web.atlas.addresses import address
from klammer_web.atlas.seen import Seen


def sheet_seen(newest: Seen, *, indicator: str) -> Seen:
    """Return the sheet of an indicator as what is seen.

    newest  the map of the newest year, as what is seen
    """
    definition = newest.release.definitions[indicator]
    unit = f" in {definition.unit}" if definition.unit else ""
    return replace(
        newest,
        address=address("catalogue:indicator", indicator),
        sentence=f"{definition.sentence} {newest.sentence}".strip(),
        about=[
            *newest.about,
            ("So wird gerechnet", f"{definition.formula}{unit}"),
            *(("Wer gezählt wird", text) for text in [definition.population] if text),
        ],
    )
