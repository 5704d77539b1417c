# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Anybody reports a barrier; those who run things are told and note what became of it."""

from datetime import date

import pytest

from klammer_web.accountability.models import AuditEntry
from klammer_web.accounts import actions
from klammer_web.accounts.enums import Role, WorkspaceKind
from klammer_web.config.walls.limits import COUNTER
from klammer_web.operation.models import BarrierReport, OutgoingMail

pytestmark = pytest.mark.django_db
FORM, LIST = "/hilfe/barriere-melden/", "/betrieb/barrieren/"
SINCE = date(2020, 1, 1)
SAID = {"text": "Die Karte liest mir nichts vor.", "page": "/atlas/", "aid": "Vorleseprogramm"}


@pytest.fixture(autouse=True)
def _open_doors(settings):
    settings.SECOND_FACTOR_ROLES = frozenset()
    COUNTER.forget()
    yield
    COUNTER.forget()


def administrator(name: str, *, kind=WorkspaceKind.COUNTY, key="16063"):
    workspace = actions.open_workspace(kind=kind, key=key, name=name)
    user = actions.create_person(email=f"{key}@beispiel.example", name=name, password=None)
    actions.admit(user=user, workspace=workspace, role=Role.ADMINISTRATOR, since=SINCE)
    return workspace, user


def test_report_without_an_account_reaches_those_who_run_the_instance(client):
    _, operator = administrator("Betrieb", kind=WorkspaceKind.CENTRE, key="instanz")
    _, elsewhere = administrator("Kreis")

    response = client.post(FORM, SAID | {"email": "ich@beispiel.example"}, follow=True)

    made = BarrierReport.objects.get()
    assert made.number in response.content.decode()
    assert (made.text, made.workspace_id) == (SAID["text"], None)
    sent = OutgoingMail.objects.get()
    assert sent.recipient == operator.email
    assert made.number in sent.subject
    assert SAID["text"] in sent.text
    assert "ich@beispiel.example" in sent.text
    entry = AuditEntry.objects.get(verb="operation.barrier_reported")
    assert entry.actor_id is None
    client.force_login(operator)
    assert SAID["text"] in client.get(LIST).content.decode()
    client.force_login(elsewhere)
    assert SAID["text"] not in client.get(LIST).content.decode()


def test_report_from_a_workspace_is_seen_by_its_administrator(client):
    workspace, user = administrator("Kreis")
    client.force_login(user)

    client.post(FORM, SAID)

    assert BarrierReport.objects.get().workspace_id == workspace.id
    assert OutgoingMail.objects.get().recipient == user.email
    assert SAID["text"] in client.get(LIST).content.decode()


def test_named_mailbox_is_told_instead(client, settings):
    settings.ACCESSIBILITY = settings.ACCESSIBILITY | {"mail": "barrierefrei@landkreis.example"}
    administrator("Betrieb", kind=WorkspaceKind.CENTRE, key="instanz")

    client.post(FORM, SAID)

    assert [one.recipient for one in OutgoingMail.objects.all()] == [
        "barrierefrei@landkreis.example"
    ]


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({}, "Bitte beschreiben Sie"),
        ({"text": "  "}, "Bitte beschreiben Sie"),
        ({"text": "x" * 4001}, "Der Text ist zu lang"),
        ({"text": "x", "email": "ohne-at"}, "Das ist keine E-Mail-Adresse"),
    ],
)
def test_incomplete_report_is_refused_with_the_reason_and_keeps_what_was_typed(
    client, said, reason
):
    response = client.post(FORM, said)

    page = response.content.decode()
    assert response.status_code == 400
    assert reason in page
    assert said.get("email", "") in page
    assert not BarrierReport.objects.exists()


def test_what_only_machines_fill_in_is_not_kept(client):
    response = client.post(FORM, SAID | {"homepage": "https://werbung.example"})

    assert response.status_code == 302
    assert not BarrierReport.objects.exists()


def test_eleventh_report_within_ten_minutes_has_to_wait(client):
    codes = [client.post(FORM, SAID).status_code for _ in range(11)]

    assert codes == [302] * 10 + [429]
    assert BarrierReport.objects.count() == 10


def test_administrator_notes_what_became_of_it(client):
    workspace, user = administrator("Kreis")
    made = BarrierReport.objects.create(text="x", workspace_id=workspace.id)
    client.force_login(user)

    client.post(f"{LIST}{made.pk}/", {"state": "solved", "note": "Namen ergänzt."})
    made.refresh_from_db()

    assert (made.state, made.note, made.settled_at is None) == ("solved", "Namen ergänzt.", False)
    entry = AuditEntry.objects.get(verb="operation.barrier_noted")
    assert entry.actor_id == user.id
    client.post(f"{LIST}{made.pk}/", {"state": "working", "note": ""})
    made.refresh_from_db()
    assert made.settled_at is None
    client.post(f"{LIST}{made.pk}/", {"state": "erfunden", "note": "y"})
    made.refresh_from_db()
    assert (made.state, made.note) == ("working", "")


def test_report_of_another_workspace_is_not_there(client):
    workspace, _ = administrator("Kreis")
    _, other = administrator("Nachbar", key="16061")
    made = BarrierReport.objects.create(text="x", workspace_id=workspace.id)
    client.force_login(other)

    response = client.post(f"{LIST}{made.pk}/", {"state": "solved", "note": ""})

    made.refresh_from_db()
    assert (response.status_code, made.state) == (404, "open")


def test_declaration_names_the_body_and_what_is_missing(client, settings):
    empty = client.get("/ui/barrierefreiheit/").content.decode()
    settings.ACCESSIBILITY = {
        "body": "Landkreis Muster",
        "post": "Amtsplatz 1, 99999 Muster",
        "phone": "0000 1",
        "mail": "barrierefrei@landkreis.example",
        "made_on": "2026-11-20",
        "checked_by": "Selbstbewertung",
    }
    full = client.get("/ui/barrierefreiheit/").content.decode()

    assert "Noch keine Erklärung einer öffentlichen Stelle" in empty
    assert "Noch keine Erklärung einer öffentlichen Stelle" not in full
    for said in (
        "Landkreis Muster ist bemüht",
        "Amtsplatz 1, 99999 Muster",
        "barrierefrei@landkreis.example",
        "20.11.2026",
        "Grundlage: Selbstbewertung",
        "teilweise vereinbar",
        "Landesdurchsetzungsstelle",
        FORM,
    ):
        assert said in full
