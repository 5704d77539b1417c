# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The switch by sex, age and nationality, the same on every page of the atlas.

Use: `"breakdown_switch": breakdown_switch(release, coverage=…, definition=…, chosen=…, link=…)` in
the context and `{% include "atlas/breakdown_switch.html" with switch=breakdown_switch %}`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from klammer.base.cells import TOTAL
from klammer.indicators.definitions import Definition
from klammer.presentation.sentences import NO_TEST
from klammer.presentation.spans import spans
from klammer.warehouse.open import Coverage, Release
from klammer_web.atlas.enums import BREAKDOWN_LABELS, TOTAL_WORD, breakdown_label
from klammer_web.atlas.queries.breakdowns import (
    COLUMNS,
    Breakdown,
    Codes,
    available,
    breakdown_of,
    codes_of,
    in_order,
    why_not,
)
from klammer_web.atlas.queries.gaps import PAIRS, missing_groups

MANY = 6  # more codes than this are offered folded
DIVERSE = (
    "„divers“ und „ohne Angabe“ stehen in den Tabellen der Quelle nicht als eigene Gruppen; wie "
    "sie zugeordnet sind, sagt die Quelle dort nicht."
)


@dataclass(frozen=True)
class Choice:
    """One group of people as it is offered; `note` names the years where they are fewer."""

    label: str
    address: str
    is_chosen: bool
    note: str = ""


@dataclass(frozen=True)
class Group:
    """The groups of one kind, everybody first."""

    label: str
    choices: Sequence[Choice]

    @property
    def chosen(self) -> str:
        """Label of the group that is shown."""
        return next((one.label for one in self.choices if one.is_chosen), TOTAL_WORD)

    @property
    def is_many(self) -> bool:
        """Whether there are too many for a row."""
        return len(self.choices) > MANY


@dataclass(frozen=True)
class BreakdownSwitch:
    """What may be switched, and a sentence for each kind of group that may not."""

    groups: Sequence[Group]
    missing: Sequence[tuple[str, str]]  # ("Nicht nach Alter verfügbar", reason)
    diverse: str
    apart: Sequence[str] = ()  # why the distance of two groups cannot be tested, or is not made


def breakdown_switch(
    release: Release,
    *,
    coverage: Coverage,
    definition: Definition,
    chosen: Breakdown,
    link: Callable[[str, str], str],
    period: str = "",
) -> BreakdownSwitch:
    """Return the groups of people a page may show.

    chosen  what the page shows now, as `forms.map_view.read_breakdown` returns it
    link    (word for `merkmal`, year) → address; the year is `period`, or the nearest one in which
            the group has figures, and empty when no period is given
    period  the year the page shows; empty for a page with all years
    """
    years = available(release, coverage)
    held = {
        column: {codes[place] for codes in years if codes[place] != TOTAL}
        for place, column in enumerate(COLUMNS)
    }
    groups = [
        _group(column, held[column], chosen=chosen, years=years, link=link, period=period)
        for column in COLUMNS
        if held[column]
    ]
    reasons = [
        (column, why_not(column, release=release, coverage=coverage, definition=definition))
        for column in COLUMNS
        if not held[column]
    ]
    is_told = "sex" in {column for column in COLUMNS if held[column]} and "D" not in held["sex"]
    return BreakdownSwitch(
        groups,
        said_missing(reasons),
        DIVERSE if is_told else "",
        _apart(release, coverage, definition),
    )


def _apart(release: Release, coverage: Coverage, definition: Definition) -> list[str]:
    """Say which of two groups is missing, and that a test of their distance is not possible."""
    found, both = [], []
    for pair in PAIRS:
        absent = missing_groups(pair, release=release, coverage=coverage)
        if len(absent) == 1:
            found.append(
                f"Für {absent[0]} allein liefert die Quelle keine Werte; einen Abstand zu "
                f"{pair.with_names[1 - pair.names.index(absent[0])]} gibt es deshalb nicht."
            )
        elif not absent:
            both.append(pair)
    if both and definition.why_no_interval:
        between = " und ".join(both[0].with_names) if len(both) == 1 else "solchen Gruppen"
        found.append(
            f"Ob der Abstand zwischen {between} Zufall sein kann, lässt sich nicht prüfen. "
            f"{NO_TEST.get(definition.why_no_interval, '')}".strip()
        )
    return found


def word_of(breakdown: Breakdown) -> str:
    """Return the query word of a breakdown: `age:Y0T2,sex:F`."""
    return ",".join(f"{column}:{code}" for column, code in breakdown)


def _group(column, held, *, chosen, years, link, period) -> Group:
    options = [TOTAL, *in_order(column, held)]
    return Group(
        BREAKDOWN_LABELS[column][0],
        [
            _choice(column, code, chosen=chosen, years=years, link=link, period=period)
            for code in options
        ],
    )


def _choice(column, code, *, chosen, years, link, period) -> Choice:
    codes = _with(column, code, chosen=chosen, years=years)
    held = years.get(codes, ())
    everything = years.get((TOTAL, TOTAL, TOTAL), ())
    year = nearest(held, period)
    return Choice(
        label=TOTAL_WORD if code == TOTAL else breakdown_label(column, code),
        address=link(word_of(breakdown_of(codes)), year),
        is_chosen=dict(chosen).get(column, TOTAL) == code,
        note="" if code == TOTAL or len(held) >= len(everything) else spans(held),
    )


def _with(column: str, code: str, *, chosen: Breakdown, years) -> Codes:
    """Return the chosen codes with one changed; without the others where nothing has them all."""
    both = codes_of(tuple({**dict(chosen), column: code}.items()))
    alone = codes_of(((column, code),))
    return both if both in years else alone


def nearest(years: Sequence[str], wanted: str) -> str:
    """Return the year itself or the nearest one there is; of two the later. Empty for no wish."""
    if not wanted or wanted in years or not years:
        return wanted
    return min(years, key=lambda one: (abs(int(one[:4]) - int(wanted[:4])), -int(one[:4])))


def said_missing(reasons: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Join kinds of groups that are missing for the same reason."""
    by_reason: dict[str, list[str]] = {}
    for column, why in reasons:
        by_reason.setdefault(why, []).append(BREAKDOWN_LABELS[column][0])
    return [
        (f"Nicht nach {_or([*dict.fromkeys(labels)])} verfügbar", why)
        for why, labels in by_reason.items()
    ]


def _or(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} oder {words[-1]}"
