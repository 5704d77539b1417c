# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Standard populations by name, added up to the age groups of a table.

The numbers are the parameter `standard_population`, with their sources.
"""

import itertools
import math
import re
from collections.abc import Collection, Mapping, Sequence
from datetime import date

from klammer.base.errors import InputRefusedError
from klammer.base.tables import Table, table_of
from klammer.parameters import registry

NAMES = ("esp2013", "germany_2015")
_BOTH = "_T"
_PATTERNS = (
    (re.compile(r"^Y?(\d+)$"), lambda a: (int(a), int(a))),
    (re.compile(r"^Y?(\d+)(?:T|-|–)(\d+)$"), lambda a, b: (int(a), int(b))),
    (re.compile(r"^(?:Y_GE|>=?)(\d+)$"), lambda a: (int(a), math.inf)),
    (re.compile(r"^(\d+)\+$"), lambda a: (int(a), math.inf)),
    (re.compile(r"^(?:Y_LT|<)(\d+)$"), lambda a: (0, int(a) - 1)),
)


def standard_population(
    name: str, *, age_groups: Collection[str], sexes: Sequence[str] = (), on: date
) -> Table:
    """Return a standard population for the age groups of a table.

    name        esp2013, germany_2015
    age_groups  codes Y0, Y5T9, Y_GE85, or 0, 5-9, 85+; each must be made of whole groups of the
                standard. Ages that no group names are left out: rates are of the ages named
    sexes       F, M; none leaves sex out
    returns     age_group [× sex] → weight [persons of the standard]

    Raises `InputRefusedError`: `standard_unknown`, `age_group` (not an age), `age_group_cut`
    (cuts a group of the standard), `age_groups_overlap`, `parameter_not_valid` (no such sex).
    """
    if name not in NAMES:
        raise _refused(
            f"there is no standard population '{name}'",
            f"known are {', '.join(NAMES)}",
            "name one of them, or hand in a table with age_group and weight",
            code="standard_unknown",
        )
    spans = {group: span_of(group) for group in age_groups}
    _check_apart(spans)
    rows = []
    for sex in sexes or (_BOTH,):
        found = registry.value("standard_population", on=on, standard=name, sex=sex)
        weights = {span_of(age): float(number) for age, number in found.value.items()}
        for group, span in spans.items():
            row = {"age_group": group, "weight": _summed(group, span, weights)}
            rows.append(row | ({"sex": sex} if sexes else {}))
    names = ("sex", "age_group", "weight") if sexes else ("age_group", "weight")
    return table_of(rows, names=names)


def span_of(age_group: str) -> tuple[int, float]:
    """Return first and last age of a group, both included; the last may be infinite.

    Raises `InputRefusedError` (`age_group`) for what is no age.
    """
    text = str(age_group).strip()
    for pattern, read in _PATTERNS:
        if found := pattern.match(text):
            first, last = read(*found.groups())
            if first <= last:
                return first, last
    raise _refused(
        f"'{age_group}' is no age group",
        "expected codes like Y0, Y5T9, Y_GE85, or 0, 5-9, 85+",
        "rename the group, or hand in a standard with your own groups",
        code="age_group",
    )


def _summed(
    group: str, span: tuple[int, float], weights: Mapping[tuple[int, float], float]
) -> float:
    inside = [one for one in weights if one[0] >= span[0] and one[1] <= span[1]]
    covers = bool(inside) and min(one[0] for one in inside) == span[0]
    if not covers or max(one[1] for one in inside) != span[1]:
        listed = ", ".join(f"{a}+" if b == math.inf else f"{a}-{b}" for a, b in weights)
        raise _refused(
            f"the age group '{group}' cuts a group of the standard",
            f"the standard has {listed}",
            "join age groups until they end where those of the standard end",
            code="age_group_cut",
        )
    return sum(weights[one] for one in inside)


def _check_apart(spans: Mapping[str, tuple[int, float]]) -> None:
    ordered = sorted(spans.items(), key=lambda one: one[1])
    for (first, (_, end)), (second, (start, _)) in itertools.pairwise(ordered):
        if start <= end:
            raise _refused(
                f"the age groups '{first}' and '{second}' overlap",
                "each age may be counted once",
                "leave one of them out",
                code="age_groups_overlap",
            )


def _refused(what: str, why: str, remedy: str, *, code: str) -> InputRefusedError:
    return InputRefusedError(what, where="standard", why=why, remedy=remedy, code=code)
