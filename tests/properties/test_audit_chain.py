# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whatever somebody does to stored entries, the inspection finds it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

from hypothesis import assume, given
from hypothesis import strategies as st

from klammer_web.accountability import sealing
from klammer_web.accountability.inspection import Row, inspect

WORDS = st.text(max_size=8)
ACTS = st.lists(
    st.tuples(WORDS, WORDS, st.none() | st.uuids(), st.none() | st.uuids(), WORDS, WORDS),
    min_size=1,
    max_size=6,
)
START = datetime(2026, 1, 1, tzinfo=UTC)


def chain(acts) -> list[Row]:
    """Seal acts one after the other, as recording does."""
    rows, previous = [], sealing.START
    for number, (verb, kind, actor, workspace, text, address) in enumerate(acts, start=1):
        content, origin = (f"salt{number}", text), (f"other{number}", address)
        fields = {
            "sequence": number, "previous": previous, "at": START + timedelta(seconds=number),
            "verb": verb, "kind": kind, "object_id": "x", "workspace_id": workspace,
            "actor_key": actor, "content": sealing.salted(text, salt=content[0]),
            "origin": sealing.salted(address, salt=origin[0]),
        }  # fmt: skip
        previous = sealing.seal_of(fields)
        rows.append(Row(fields=fields, seal=previous, content=content, origin=origin))
    return rows


def end_of(rows: list[Row]) -> tuple[int, str]:
    return rows[-1].fields["sequence"], rows[-1].seal


def changed(row: Row, name: str, value) -> Row:
    """Exchange one thing of a stored entry, without or with a fitting seal."""
    if name in {"content", "origin"}:
        held = getattr(row, name)
        return replace(row, **{name: None if value is None else (held[0], str(value))})
    if name == "seal":
        return replace(row, seal=sealing.salted(str(value), salt=""))
    return replace(row, fields={**row.fields, name: value})


VALUES = {
    "verb": WORDS, "kind": WORDS, "object_id": WORDS, "content": st.none() | WORDS,
    "origin": st.none() | WORDS, "seal": WORDS, "actor_key": st.none() | st.uuids(),
    "workspace_id": st.none() | st.uuids(), "sequence": st.integers(0, 9),
    "at": st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001  # reason: hypothesis adds the zone
}  # fmt: skip


@given(acts=ACTS)
def test_untouched_chain_holds(acts):
    rows = chain(acts)

    assert inspect(rows, head=end_of(rows)).findings == ()


@given(acts=ACTS, data=st.data(), resealed=st.booleans())
def test_every_change_of_an_entry_is_found(acts, data, resealed):
    rows = chain(acts)
    end = end_of(rows)
    place = data.draw(st.integers(0, len(rows) - 1))
    name = data.draw(st.sampled_from(sorted(VALUES)))
    new = changed(rows[place], name, data.draw(VALUES[name]))
    assume(new != rows[place])
    if resealed and name not in {"content", "origin", "seal"}:
        new = replace(new, seal=sealing.seal_of(new.fields))
    rows[place] = new

    assert inspect(rows, head=end).findings


@given(acts=ACTS, data=st.data())
def test_every_missing_or_moved_or_added_entry_is_found(acts, data):
    rows = chain(acts)
    before, end = list(rows), end_of(rows)
    match data.draw(st.sampled_from(["remove", "move", "repeat", "invent"])):
        case "remove":
            del rows[data.draw(st.integers(0, len(rows) - 1))]
        case "move":
            rows = data.draw(st.permutations(rows))
        case "repeat":
            rows.insert(data.draw(st.integers(0, len(rows))), data.draw(st.sampled_from(rows)))
        case "invent":
            place = data.draw(st.integers(0, len(rows)))
            fields = {**rows[place - 1].fields, "sequence": place + 1, "verb": "invented"}
            invented = replace(rows[place - 1], fields=fields, seal=sealing.seal_of(fields))
            rows.insert(place, invented)
    assume(rows != before)

    assert inspect(rows, head=end).findings


@given(acts=ACTS, others=ACTS, data=st.data())
def test_chain_made_anew_from_any_entry_on_is_found_by_an_end_kept_elsewhere(acts, others, data):
    kept = dict([end_of(chain(acts))])
    place = data.draw(st.integers(0, len(acts) - 1))
    forged = chain([*acts[:place], *others])
    assume(dict([end_of(forged)]) != kept and acts != [*acts[:place], *others][: len(acts)])

    assert inspect(forged, head=end_of(forged)).findings == ()
    assert inspect(forged, head=end_of(forged), kept=kept).findings


def test_numbers_of_people_are_part_of_the_seal():
    one = chain([("a", "b", UUID(int=1), None, "", "")])[0]
    other = chain([("a", "b", UUID(int=2), None, "", "")])[0]

    assert one.seal != other.seal
