# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""A city's real social atlas, protected end to end where the originals lie beside the project."""

import re
from pathlib import Path

import pytest

from klammer.base.tables import Table, table_of
from klammer.disclosure.audit.released import shown_by
from klammer.disclosure.proof import public_part, sha256_of, verify, widths_of
from klammer.disclosure.tabular.safeguard import safeguard
from klammer.disclosure.tabular.specification import specification_of

ATLAS = "statistics/flensburg_sozialatlas_2022/flensburg_sozialatlas.sql"
INSERT = re.compile(r"INSERT INTO (fl_\w+) \(([^)]*)\) VALUES\s*(.*?);", re.DOTALL)
RATES = ("percentage", "rate", "quotient")
PLACES = ("district_id", "household_type_id")


def long_tables(text: str) -> dict[str, Table]:
    """Every table of counts in long form: year, place, kind, n; NULL is hidden by the city."""
    found = {}
    for name, head, body in INSERT.findall(text):
        columns = [one.strip() for one in head.split(",")]
        kinds = [
            one
            for one in columns
            if one not in {"year", *PLACES} and not any(r in one for r in RATES)
        ]
        place = next((one for one in columns if one in PLACES), "")
        rows: dict[tuple[str, str, str], object] = {}
        for line in re.findall(r"\(([^()]*)\)", body):
            said = dict(zip(columns, (one.strip() for one in line.split(",")), strict=True))
            for kind in kinds:
                count = "." if said[kind] == "NULL" else int(float(said[kind]))
                rows[said["year"], said.get(place, "all"), kind] = count
        if kinds:
            found[name] = table_of(
                [{"year": y, "place": p, "kind": k, "n": n} for (y, p, k), n in rows.items()]
            )
    return found


SPEC = """
audience = "public"
on = 2026-07-01
[dimension.year]
adds = false
[dimension.place]
[dimension.kind]
adds = false
[[table]]
name = "t"
dimensions = ["year", "place", "kind"]
count = "n"
absent = "unknown"
[method]
seconds = 10
"""


@pytest.mark.originals
def test_flensburg_is_protected_end_to_end(originals: Path) -> None:
    tables = long_tables((originals / ATLAS).read_text(encoding="utf-8"))
    specification = specification_of(SPEC, read=lambda _: Table({}))
    small, hidden = 0, 0

    for name, table in tables.items():
        made = safeguard(specification, {"t": table})

        assert made.verdict.passed, name
        shown = [row["n"] for row in made.tables["t"].rows() if row["status"] != "suppressed"]
        assert [n for n in shown if n is not None and 0 < n < 5] == [], name
        small += sum(isinstance(n, int) and 0 < n < 5 for n in table["n"])
        hidden += sum(row["status"] == "suppressed" for row in made.tables["t"].rows())
        _check_certificate(made, specification)

    assert len(tables) >= 20
    assert small > 20
    assert hidden > small


def _check_certificate(made, specification) -> None:
    from klammer.disclosure.audit.knowledge import world_of

    table = made.tables["t"]
    world = world_of([shown_by(table, one) for one in made.described], specification.dimensions)
    _, widths = widths_of(world, seconds=20)
    digest = sha256_of(repr(list(table.rows())).encode())
    public = public_part(
        described=made.described, dimensions=specification.dimensions, hashes={"t": digest},
        known=[], audience="public", on="2026-07-01", rules=made.thresholds.texts,
        method=made.protection.method, world=world, widths=widths, exposed=made.known_before,
    )  # fmt: skip

    checked = verify(public, files={"t": (digest, table)})

    assert checked.cells == checked.widths
    assert checked.smallest > 0
