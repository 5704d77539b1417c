# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Small linked tables and their SPEC, as tests of disclosure control write them."""

from collections.abc import Mapping, Sequence

from klammer.base.tables import Table, table_of
from klammer.disclosure.audit.knowledge import Key, Limits
from klammer.disclosure.audit.released import shown_by
from klammer.disclosure.audit.verdict import Verdict, judge
from klammer.disclosure.tabular.building import Linked, link
from klammer.disclosure.tabular.rules import apply_rules, price, thresholds_of
from klammer.disclosure.tabular.safeguard import Safeguarded, safeguard
from klammer.disclosure.tabular.specification import Specification, specification_of

HEAD = 'audience = "public"\non = 2026-07-01\n'
ONE = (
    HEAD + '[dimension.region]\n[dimension.age]\n[[table]]\nname = "cases"\n'
    'dimensions = ["region", "age"]\ncount = "n"\n'
)

LINKED = HEAD + (
    "[dimension.region]\n[dimension.age]\n[dimension.sex]\n"
    '[[table]]\nname = "cases"\ndimensions = ["region", "age"]\ncount = "n"\n'
    '[[table]]\nname = "sexes"\ndimensions = ["region", "sex"]\ncount = "n"\n'
)


def rows(text: str) -> Table:
    """A table from lines of words; the first names the columns; numbers are numbers."""
    head, *lines = [line.split() for line in text.strip().splitlines()]
    return table_of([dict(zip(head, map(_cell, line), strict=True)) for line in lines], names=head)


def _cell(word: str) -> object:
    try:
        return int(word)
    except ValueError:
        pass
    try:
        return float(word)
    except ValueError:
        return None if word == "NA" else word


def spec(text: str, **files: str) -> Specification:
    """A SPEC; files: name without extension → text of a hierarchy."""
    return specification_of(text, read=lambda name: rows(files[name.partition(".")[0]]))


def protected(
    text: str,
    tables: Mapping[str, str],
    *,
    files: Mapping[str, str] | None = None,
    known: Mapping[str, str] | None = None,
) -> Safeguarded:
    """Protect tables written as text."""
    return safeguard(
        spec(text, **(files or {})),
        {name: rows(one) for name, one in tables.items()},
        known={name: rows(one) for name, one in (known or {}).items()},
    )


def judged(text: str, tables: Mapping[str, str], **files: str) -> Linked:
    """Tables as a problem, after the rules."""
    specification = spec(text, **files)
    linked = link(specification, {name: rows(one) for name, one in tables.items()})
    apply_rules(linked, thresholds_of(specification))
    price(linked.problem, specification.cost)
    return linked


def hidden_in(made: Safeguarded, name: str = "cases") -> list[tuple[str, ...]]:
    """Codes of the hidden cells of a table."""
    table = made.tables[name]
    axes = [axis.name for axis in made.linked.delivered[_number(made, name)].axes]
    return sorted(
        tuple(str(row[axis]) for axis in axes)
        for row in table.rows()
        if row["status"] == "suppressed"
    )


def figures(table: Table, names: Sequence[str], column: str) -> dict[tuple[str, ...], object]:
    """Codes → figure."""
    return {tuple(str(row[n]) for n in names): row[column] for row in table.rows()}


def _number(made: Safeguarded, name: str) -> int:
    return [one.name for one in made.linked.specification.tables].index(name)


def revealed(made: Safeguarded, name: str, codes: Sequence[str], true: float) -> None:
    """Plant a weakness: show a hidden cell of a finished table."""
    table = made.tables[name]
    axes = [axis.name for axis in made.linked.delivered[_number(made, name)].axes]
    column = made.linked.specification.tables[_number(made, name)].column
    changed = []
    for row in table.rows():
        is_it = tuple(str(row[axis]) for axis in axes) == tuple(codes)
        assert not is_it or row["status"] == "suppressed", f"{codes} was shown anyway"
        changed.append({**row, column: true, "status": "reported"} if is_it else row)
    made.tables[name] = table_of(changed, names=table.names)


def verdict_on(
    made: Safeguarded,
    *,
    others: Sequence[tuple[Key, Limits]] = (),
    earlier: Sequence[tuple[Key, Limits]] = (),
) -> Verdict:
    """What the audit says of tables as they are now, without help of the engine."""
    return judge(
        made.secrets,
        [shown_by(made.tables[one.name], one) for one in made.described if not one.published],
        made.linked.specification.dimensions,
        known=[*others],
        earlier=[*earlier],
        others=[shown_by(made.tables[one.name], one) for one in made.described if one.published],
    )
