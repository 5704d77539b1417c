# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""A person's data come out complete, and are really gone after erasing; the chain still holds."""

import io
import json
import zipfile
from datetime import UTC, datetime, timedelta

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import connection

from klammer_web.accountability import triggers
from klammer_web.accountability.actions.drafts import keep_draft
from klammer_web.accountability.actions.erasure import erase_person
from klammer_web.accountability.actions.retention import keep_retention
from klammer_web.accountability.exports.person import as_zip
from klammer_web.accountability.models import AuditContent, AuditEntry, AuditOrigin, Draft
from klammer_web.accountability.origins import PRESENT, Origin
from klammer_web.accountability.personal import classification
from klammer_web.accountability.personal.rows import person as known_as
from klammer_web.accountability.queries import personal, trail
from klammer_web.accountability.queries.verification import verify
from klammer_web.accounts.enums import Role
from klammer_web.accounts.models import Invitation, User
from klammer_web.catalogue.models import Recalculation

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
NAME, EMAIL = "Fachplanung Pflege Süd", "pflege-sued@beispiel.example"


@pytest.fixture(autouse=True)
def walls():
    triggers.install(connection)


@pytest.fixture
def planner(county, person):
    found = person(Role.SECTOR_PLANNER, county)
    User.objects.filter(pk=found.pk).update(name=NAME, email=EMAIL)
    found.refresh_from_db()
    return found


@pytest.fixture
def traces(planner, county, act, client):
    """Everything a person leaves behind, also in the words of others."""
    client.force_login(planner)
    EmailAddress.objects.update_or_create(user=planner, email=EMAIL)
    keep_draft(person_id=planner.id, form="a.b", object_id="1", content={"t": [NAME]}, at=NOW)
    Recalculation.objects.create(root="r", agrees=True, by=NAME, at=NOW)
    Invitation.objects.create(
        workspace=county, email=EMAIL.upper(), role=Role.HEAD, invited_at=NOW,
        valid_from=NOW.date(), expires_at=NOW + timedelta(days=7), token_hash="x",  # noqa: S106  # reason: of no use
    )  # fmt: skip
    token = PRESENT.set(Origin(request="ABCD2345", address="203.0.113.0/24"))
    act(actor_id=planner.id, title="Plan der Pflege")
    act(title=f"Rolle von {NAME}", kind="accounts.membership")
    act(kind="accounts.user", object_id=str(planner.id), after={"email": EMAIL})
    act(title="Was niemanden nennt")
    PRESENT.reset(token)
    return planner


def everything() -> str:
    """Every value of every row of every table, as one text."""
    rows = []
    for model in apps.get_models(include_auto_created=True):
        rows += [str(one) for row in model._base_manager.values_list() for one in row]
    return "\n".join(rows) + "\n".join(str(s.get_decoded()) for s in Session.objects.all())


def test_erased_person_is_nowhere_to_be_found(traces):
    before = everything()
    assert (NAME in before, EMAIL in before, "S\\u00fcd" in before) == (True, True, True)

    erase_person(person_id=traces.id, actor_id=None, workspace_id=None, at=NOW)

    left = everything()
    found = [text for text in (NAME, EMAIL, EMAIL.upper(), "S\\u00fcd") if text in left]
    assert found == []


def test_what_must_stay_stays_without_a_name(traces, county):
    person_id = traces.id
    erase_person(person_id=person_id, actor_id=None, workspace_id=None, at=NOW)

    kept = User.objects.get(pk=person_id)
    assert (kept.name, kept.is_active, kept.has_usable_password()) == (
        "ehemalige Person", False, False,
    )  # fmt: skip
    assert kept.email == f"{person_id}@geloescht.invalid"
    assert kept.memberships.get().role == Role.SECTOR_PLANNER
    assert Recalculation.objects.get().by == "ehemalige Person"
    acts = [trail.Act(entry) for entry in trail.acts(county.id, trail.Wanted())]
    assert [(one.who, one.what) for one in acts][-1] == (
        "ehemalige Person", "hat „Plan der Pflege“ umbenannt",
    )  # fmt: skip


def test_chain_holds_after_an_erasure_and_says_what_is_gone(traces):
    erase_person(person_id=traces.id, actor_id=None, workspace_id=None, at=NOW)

    assert verify().findings == ()
    last = json.loads(AuditContent.objects.order_by("pk").last().text)["after"]
    assert last["content"] == [[1, 1], [3, 4]]  # the sign-in, and two acts of others
    assert last["origin"] == [[1, 2]]
    assert AuditOrigin.objects.filter(entry_id__in=(3, 4, 5)).count() == 3
    assert AuditEntry.objects.count() == 6


def test_erasing_signs_the_person_out(traces, client):
    assert client.session.session_key

    erase_person(person_id=traces.id, actor_id=None, workspace_id=None, at=NOW)

    assert Session.objects.count() == 0


def test_other_people_keep_everything(traces, person, county):
    other = person(Role.HEAD, county)
    keep_draft(person_id=other.id, form="a.b", object_id="1", content={}, at=NOW)

    erase_person(person_id=traces.id, actor_id=other.id, workspace_id=county.id, at=NOW)

    other.refresh_from_db()
    assert (other.name, other.is_active) == ("Leitung", True)
    assert Draft.objects.get().person_id == other.id


def test_person_with_an_ordinary_word_as_name_does_not_erase_the_word(planner, act):
    User.objects.filter(pk=planner.pk).update(name="Pflege")
    act(title="Plan der Pflege im Süden")
    act(after={"by": "Pflege"})

    assert personal.contents_naming(known_as(planner.pk)) == [2]


def test_failed_erasure_leaves_everything(traces, monkeypatch):
    def broken(**_given):
        raise ZeroDivisionError

    monkeypatch.setattr("klammer_web.accountability.actions.erasure.record", broken)
    before = everything()

    with pytest.raises(ZeroDivisionError):
        erase_person(person_id=traces.id, actor_id=None, workspace_id=None, at=NOW)

    assert everything() == before


def test_export_holds_every_table_with_rows_and_no_secret(traces):
    archive = zipfile.ZipFile(io.BytesIO(as_zip(known_as(traces.id), at=NOW)))

    data = json.loads(archive.read("meine-daten.json"))
    page = archive.read("meine-daten.html").decode()
    expected = {
        one.label
        for one in classification.load().holdings.values()
        if personal.rows_of(one, known_as(traces.id)).exists()
    }
    assert set(data["tables"]) == expected
    assert {"accounts.User", "accounts.Invitation", "catalogue.Recalculation",
            "accountability.Draft", "account.EmailAddress"} <= expected  # fmt: skip
    user = data["tables"]["accounts.User"]["rows"][0]
    assert (user["email"], user["name"]) == (EMAIL, NAME)
    assert user["password"] == personal.NOT_SHOWN
    assert traces.password not in page + json.dumps(data)
    assert data["acts"][1]["what"] == "hat „Plan der Pflege“ umbenannt"
    assert "hat „Plan der Pflege“ umbenannt" in page


def test_export_of_one_person_holds_nothing_of_another(traces, person, county):
    other = person(Role.HEAD, county)

    archive = zipfile.ZipFile(io.BytesIO(as_zip(known_as(other.id), at=NOW)))

    text = archive.read("meine-daten.json").decode() + archive.read("meine-daten.html").decode()
    assert (NAME in text, EMAIL in text, "Leitung" in text) == (False, False, True)


def test_retention_deletes_what_is_due_and_records_it(planner, act):
    for days in (10, 31):
        keep_draft(
            person_id=planner.id, form="a.b", object_id=str(days), content={},
            at=NOW - timedelta(days=days),
        )  # fmt: skip
    act(at=NOW - timedelta(days=91))
    act(at=NOW - timedelta(days=89))

    gone = keep_retention(at=NOW)

    assert gone == {"accountability.AuditOrigin": 1, "accountability.Draft": 1}
    assert Draft.objects.get().object_id == "10"
    assert list(AuditOrigin.objects.order_by("pk").values_list("pk", flat=True)) == [2, 3]
    entry = AuditEntry.objects.order_by("pk").last()
    assert (entry.verb, entry.actor_key) == ("accountability.erased", None)
    assert json.loads(entry.held.text)["after"]["rows"] == gone
    assert verify().findings == ()


def test_retention_without_anything_due_says_nothing(act):
    act(at=NOW)

    assert (keep_retention(at=NOW), AuditEntry.objects.count()) == ({}, 1)


def test_every_retention_is_kept():
    """Each table with a time limit is asked; the query must at least be understood."""
    limits = {
        one.label: one.retention["days"]
        for one in classification.load().holdings.values()
        if one.retention
    }

    assert limits["accountability.Draft"] == 30
    assert keep_retention(at=NOW) == {}


def test_retention_is_registered_as_daily_work():
    from klammer_web.operation.queue import registry

    assert "accountability.retention" in registry.due_daily(23)
    assert registry.kind("accountability.retention").whole
