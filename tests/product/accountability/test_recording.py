# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Acts are recorded in a chain that neither the code nor the database lets anybody change."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from klammer_web.accountability import sealing, triggers
from klammer_web.accountability.actions import record
from klammer_web.accountability.models import (
    AuditContent,
    AuditEntry,
    AuditOrigin,
    ChainHead,
    UnchangeableError,
)
from klammer_web.accountability.origins import PRESENT, Origin

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 22, 13, 3, tzinfo=UTC)


def act(**more):
    given = {
        "verb": "test.changed", "actor_id": None, "workspace_id": None, "kind": "test.thing",
        "object_id": "7", "title": "Ding", "before": {"a": 1}, "after": {"a": 2}, "at": AT,
    }  # fmt: skip
    return record(**(given | more))


@pytest.fixture
def walls():
    """The triggers of a database in use; the test database lives without them."""
    triggers.install(connection)


def test_entries_are_numbered_and_chained():
    first, second = act(), act(object_id="8")

    assert (first.sequence, first.previous) == (1, sealing.START)
    assert (second.sequence, second.previous) == (2, first.seal)
    assert ChainHead.objects.get().seal == second.seal


def test_content_and_origin_lie_apart_and_only_their_hashes_are_chained():
    token = PRESENT.set(Origin(request="ABCD2345", address="192.0.2.0/24"))
    entry = act()
    PRESENT.reset(token)

    content, origin = AuditContent.objects.get(), AuditOrigin.objects.get()
    assert content.text == '{"after":{"a":2},"before":{"a":1},"title":"Ding"}'
    assert entry.content == sealing.salted(content.text, salt=content.salt)
    assert (origin.request, origin.address) == ("ABCD2345", "192.0.2.0/24")
    assert "Ding" not in repr(AuditEntry.objects.values().get())
    assert content.salt != origin.salt


def test_act_that_fails_leaves_no_entry_and_no_gap():
    act()

    @transaction.atomic
    def failing():
        act()
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        failing()

    assert act().sequence == 2


def test_seal_reads_the_same_after_storing():
    actor = uuid4()
    entry = act(workspace_id=uuid4())
    stored = AuditEntry.objects.get(pk=entry.pk)

    assert sealing.seal_of({f: getattr(stored, f) for f in sealing.FIELDS}) == entry.seal
    assert actor != stored.actor_key


@pytest.mark.parametrize("bad", [{"at": datetime(2026, 1, 1)}, {"after": {"a": float("nan")}}])  # noqa: DTZ001  # reason: this is what is refused
def test_act_that_cannot_be_written_down_is_refused(bad):
    with pytest.raises(ValueError, match=r"zone|JSON"):
        act(**bad)

    assert AuditEntry.objects.count() == 0


@pytest.mark.parametrize(
    "change",
    [
        lambda _: AuditEntry.objects.update(verb="x"),
        lambda _: AuditEntry.objects.all().delete(),
        lambda entry: AuditEntry.objects.bulk_update([entry], ["verb"]),
        lambda entry: entry.save(),
        lambda entry: entry.delete(),
        lambda _: AuditContent.objects.update(text="x"),
        lambda _: AuditOrigin.objects.update(address="x"),
    ],
)
def test_code_cannot_change_the_trail(change):
    entry = act()

    with pytest.raises(UnchangeableError):
        change(entry)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE accountability_auditentry SET verb = 'x'",
        "UPDATE accountability_auditentry SET seal = 'x'",
        "DELETE FROM accountability_auditentry",
        "UPDATE accountability_auditcontent SET text = 'x'",
        "UPDATE accountability_auditorigin SET address = 'x'",
    ],
)
def test_database_refuses_to_change_the_trail(statement, walls):
    act()

    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def test_contents_can_be_erased_and_the_entry_stays(walls):
    entry = act()

    AuditContent.objects.all().delete()

    assert AuditEntry.objects.get() == entry


def test_deleted_account_leaves_its_number_alone(walls, django_user_model):
    person = django_user_model.objects.create_user("p@beispiel.example", name="Planung")
    entry = act(actor_id=person.pk)

    number = person.pk
    person.delete()

    entry.refresh_from_db()
    assert (entry.actor_id, entry.actor_key) == (None, number)


def test_missing_walls_are_named(walls):
    assert triggers.missing(connection) == []

    triggers.remove(connection)

    assert triggers.missing(connection) == sorted(triggers.names())
