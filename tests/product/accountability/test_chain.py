# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The chain as stored: which tampering is told by which finding, and what is no tampering."""

from contextlib import contextmanager
from datetime import UTC, datetime

import pytest
from django.db import connection, transaction

from klammer_web.accountability import triggers
from klammer_web.accountability.actions import record
from klammer_web.accountability.inspection import ERASED, erasure
from klammer_web.accountability.models import AuditContent, AuditOrigin
from klammer_web.accountability.queries.verification import head, verify
from klammer_web.accountability.spans import merged, said, spans, without

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 22, 13, 3, tzinfo=UTC)
ENTRY = "accountability_auditentry"


def act(**more):
    given = {"verb": "test.changed", "actor_id": None, "workspace_id": None, "kind": "test.thing",
             "object_id": "7", "after": {"a": 2}, "at": AT}  # fmt: skip
    return record(**(given | more))


@pytest.fixture(autouse=True)
def walls():
    triggers.install(connection)


@contextmanager
def unprotected():
    """Somebody who owns the database: tears the walls down, and builds them again."""
    triggers.remove(connection)
    yield connection.cursor().execute
    triggers.install(connection)


def found(**given):
    return [(one.code, one.numbers) for one in verify(**given).findings]


def test_untouched_chain_holds():
    for number in range(5):
        act(object_id=str(number))

    report = verify()

    assert (report.count, report.sequence, report.findings) == (5, 5, ())
    assert head() == (5, report.seal)


def test_empty_chain_holds():
    assert (verify().count, found()) == (0, [])


@pytest.mark.parametrize(
    ("statements", "expected"),
    [
        ([f"UPDATE {ENTRY} SET verb = 'x' WHERE sequence = 3"], [("changed", "3")]),
        ([f"UPDATE {ENTRY} SET workspace_id = NULL, kind = '' WHERE sequence = 2"],
         [("changed", "2")]),
        (["UPDATE accountability_auditcontent SET text = '{}' WHERE entry_id = 4"],
         [("content_changed", "4")]),
        (["UPDATE accountability_auditorigin SET address = '' WHERE entry_id = 4",
          "UPDATE accountability_auditorigin SET request = 'ANDERS' WHERE entry_id = 4"],
         [("origin_changed", "4")]),
        (["DELETE FROM accountability_auditcontent WHERE entry_id IN (2, 3)"],
         [("content_missing", "2–3")]),
        (["DELETE FROM accountability_auditorigin WHERE entry_id = 1"], [("origin_missing", "1")]),
        (["DELETE FROM accountability_auditcontent WHERE entry_id = 3",
          "DELETE FROM accountability_auditorigin WHERE entry_id = 3",
          f"DELETE FROM {ENTRY} WHERE sequence = 3"], [("missing", "3")]),
        (["DELETE FROM accountability_auditcontent WHERE entry_id = 5",
          "DELETE FROM accountability_auditorigin WHERE entry_id = 5",
          f"DELETE FROM {ENTRY} WHERE sequence = 5"], [("head_differs", "5")]),
        (["UPDATE accountability_chainhead SET sequence = 4"], [("head_differs", "4")]),
    ],
    ids=["verb", "fields", "content", "origin", "contents gone", "origin gone", "entry gone",
         "newest gone", "head"],
)  # fmt: skip
def test_tampering_is_told_with_its_numbers(statements, expected):
    for number in range(5):
        act(object_id=str(number), workspace_id=None)
    with unprotected() as execute:
        for statement in statements:
            execute(statement)

    assert found() == expected


def test_chain_made_anew_is_found_by_an_end_kept_elsewhere():
    for number in range(3):
        act(object_id=str(number))
    sequence, seal = head()
    with unprotected() as execute:
        for table in ("auditcontent", "auditorigin", "auditentry", "chainhead"):
            execute(f"DELETE FROM accountability_{table}")
    for number in range(4):
        act(object_id=f"other {number}")

    assert found() == []
    assert found(kept={sequence: seal}) == [("kept_head_differs", "3")]
    assert found(kept={9: seal}) == [("missing", "9")]


def test_recorded_erasure_is_no_finding():
    for number in range(4):
        act(object_id=str(number))
    AuditContent.objects.filter(entry_id__in=(2, 3)).delete()
    AuditOrigin.objects.filter(entry_id=1).delete()
    assert found() == [("content_missing", "2–3"), ("origin_missing", "1")]

    act(verb=ERASED, kind="accountability.trail", after=erasure(content=[2, 3], origin=[1]))

    assert found() == []


def test_record_of_an_erasure_cannot_vanish_with_what_it_erased():
    act()
    AuditContent.objects.filter(entry_id=1).delete()
    act(verb=ERASED, after=erasure(content=[1]))
    AuditContent.objects.filter(entry_id=2).delete()

    assert found() == [("content_missing", "1–2")]


def test_missing_walls_are_a_finding():
    triggers.remove(connection)

    assert [code for code, _ in found()] == ["walls_missing"]


def test_rolled_back_act_leaves_the_chain_whole():
    act()
    with transaction.atomic():
        act()
        transaction.set_rollback(True)
    act()

    assert found() == []


def test_spans_hold_the_numbers():
    assert spans([5, 1, 2, 3, 3]) == [[1, 3], [5, 5]]
    assert merged([[4, 6], [1, 3], [9, 9]]) == [[1, 6], [9, 9]]
    assert without([[1, 9]], [[2, 3], [5, 5], [9, 12]]) == [[1, 1], [4, 4], [6, 8]]
    assert said([[1, 3], [5, 5]]) == "1–3, 5"
