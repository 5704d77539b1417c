# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The switch of a profile by sex, age or nationality: one group of people for all its figures."""

from collections.abc import Callable

from klammer.warehouse.open import Release
from klammer_web.atlas.enums import BREAKDOWN_LABELS, LEVEL_BY_CODE, TOTAL_WORD, breakdown_label
from klammer_web.atlas.pages.breakdown_switch import (
    DIVERSE,
    BreakdownSwitch,
    Choice,
    Group,
    said_missing,
)
from klammer_web.atlas.queries.breakdowns import COLUMNS, Breakdown, groups_at


def profile_switch(
    release: Release, *, level: str, chosen: Breakdown, link: Callable[[str], str]
) -> BreakdownSwitch:
    """Return the groups of people that a profile of a level may show, one at a time.

    link  word for `merkmal`, empty for everybody → address
    """
    held = groups_at(release, level)
    groups = [_group(column, held[column], chosen=chosen, link=link) for column in held]
    why = f"Für {LEVEL_BY_CODE[level].plural} liefern die Quellen keine Kennzahl so."
    missing = said_missing([(column, why) for column in COLUMNS if column not in held])
    is_told = "sex" in dict(chosen) and "D" not in held.get("sex", {})
    return BreakdownSwitch(groups, missing, DIVERSE if is_told else "")


def _group(column, codes, *, chosen, link) -> Group:
    now = dict(chosen).get(column, "")
    nobody = Choice(TOTAL_WORD, link(""), not now)
    offered = [
        Choice(
            breakdown_label(column, code),
            link(f"{column}:{code}"),
            code == now,
            note="1 Kennzahl" if count == 1 else f"{count} Kennzahlen",
        )
        for code, count in codes.items()
    ]
    return Group(BREAKDOWN_LABELS[column][0], [nobody, *offered])
