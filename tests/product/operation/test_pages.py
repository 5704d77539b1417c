# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages of those who run things, and the signs for monitoring."""

import pytest
from django.urls import reverse

from klammer_web.accounts.enums import Role, WorkspaceKind
from klammer_web.accounts.models import Membership, User, Workspace
from klammer_web.operation.mail import send
from klammer_web.operation.mail.outbox import Attachment
from klammer_web.operation.models import Job, OutgoingMail, WorkerProcess

pytestmark = pytest.mark.django_db
ICS = Attachment("termin.ics", b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "text/calendar")


@pytest.fixture
def seat(client):
    """Sign in with a role: seat(role, key); returns the workspace."""

    def sign_in(role, key="16063"):
        kind = {"kind": WorkspaceKind.COUNTY, "name": f"Kreis {key}"}
        workspace, _ = Workspace.objects.get_or_create(key=key, defaults=kind)
        user = User.objects.create(email=f"{role}-{key}@beispiel.example", name=role)
        Membership.objects.create(
            user=user, workspace=workspace, role=role, valid_from="2020-01-01"
        )
        client.force_login(user)
        return workspace

    return sign_in


def stopped(workspace_id=None, state="unclear", **more):
    """A mail that waits for a person."""
    mail = send(
        to="leitung@beispiel.example", subject="Einladung", text="Kommen Sie.", key=str(workspace_id),
        workspace_id=workspace_id, **more,
    )  # fmt: skip
    OutgoingMail.objects.filter(pk=mail.pk).update(state=state, error="Grund", attempts=1)
    return mail


@pytest.mark.parametrize("name", ["overview", "mails", "jobs"])
@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_pages_are_for_administrators_alone(client, seat, role, name):
    seat(role)

    assert client.get(reverse(f"operation:{name}")).status_code == 403


def test_stranger_is_asked_to_sign_in(client):
    response = client.get(reverse("operation:overview"))

    assert (response.status_code, "/konto/anmelden/" in response.url) == (302, True)


def test_overview_says_that_nobody_works(client, seat):
    seat(Role.ADMINISTRATOR)

    text = client.get(reverse("operation:overview")).content.decode()

    assert "Der Hintergrunddienst läuft nicht" in text
    assert "Kein Mailserver eingerichtet" in text


def test_overview_is_quiet_when_all_is_well(client, seat, settings):
    settings.MAIL = settings.MAIL | {"host": "mail.example"}
    WorkerProcess.objects.create(holder="hier")
    seat(Role.ADMINISTRATOR)

    text = client.get(reverse("operation:overview")).content.decode()

    assert "Alles läuft. Hier ist nichts zu tun." in text
    assert "kern-alert" not in text


def test_unclear_mail_asks_and_is_sent_again_on_a_word(client, seat):
    workspace = seat(Role.ADMINISTRATOR)
    mail = stopped(workspace.pk)

    text = client.get(reverse("operation:mail", args=[mail.pk])).content.decode()
    response = client.post(reverse("operation:mail_deed", args=[mail.pk, "erneut"]), follow=True)

    assert "Unklar – erneut senden?" in text
    assert "Die Mail wird noch einmal versandt." in response.content.decode()
    assert OutgoingMail.objects.get().state == "waiting"
    assert Job.objects.filter(name="operation.deliver_mail").count() == 2


def test_deed_on_a_mail_that_was_settled_meanwhile_is_refused(client, seat):
    mail = stopped(seat(Role.ADMINISTRATOR).pk, state="sent")

    response = client.post(reverse("operation:mail_deed", args=[mail.pk, "verwerfen"]), follow=True)

    assert "Das geht nicht mehr: Der Stand ist jetzt „versandt“." in response.content.decode()
    assert OutgoingMail.objects.get().state == "sent"


def test_mail_and_its_appointment_are_handed_out_as_files(client, seat):
    mail = stopped(seat(Role.ADMINISTRATOR).pk, attachments=[ICS])

    letter = client.get(reverse("operation:mail_file", args=[mail.pk]))
    appointment = client.get(reverse("operation:mail_calendar", args=[mail.pk, 1]))
    none = client.get(reverse("operation:mail_calendar", args=[mail.pk, 2]))

    assert letter["Content-Type"] == "message/rfc822"
    assert letter["Content-Disposition"].endswith('.eml"')
    assert mail.message_id.encode() in letter.content
    assert (appointment.content, none.status_code) == (ICS.content, 404)


@pytest.mark.parametrize("page", ["mail", "mail_file"])
def test_mail_of_another_workspace_does_not_exist(client, seat, page):
    foreign = stopped(seat(Role.ADMINISTRATOR, "16061").pk)
    of_none = stopped(None)
    seat(Role.ADMINISTRATOR)

    for mail in (foreign, of_none):
        assert client.get(reverse(f"operation:{page}", args=[mail.pk])).status_code == 404
    assert client.get(reverse("operation:mails")).context["total"] == 0


def test_operator_sees_the_mails_of_no_workspace_but_not_a_county_s(client, seat):
    stopped(seat(Role.ADMINISTRATOR, "16061").pk)
    of_none = stopped(None)
    seat(Role.ADMINISTRATOR, "instanz")

    page = client.get(reverse("operation:mails")).context["page"]

    assert [one.pk for one in page] == [of_none.pk]


def test_failed_work_is_done_again_on_a_word(client, seat):
    workspace = seat(Role.ADMINISTRATOR)
    job = Job.objects.create(
        name="operation.tidy", key="a", title="Aufräumen", state="failed", workspace_id=workspace.pk
    )

    text = client.get(reverse("operation:jobs")).content.decode()
    client.post(reverse("operation:job_deed", args=[job.pk, "wiederholen"]))

    job.refresh_from_db()
    assert "Noch einmal" in text
    assert job.state == "waiting"


def test_process_that_lives_says_so_without_asking_anything(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = client.get("/gesundheit/lebt/")

    assert (response.status_code, response.json()) == (200, {"status": "ok"})


def test_numbers_for_monitoring_name_nobody(client):
    stopped(None)

    text = client.get("/gesundheit/messwerte/").content.decode()

    assert 'klammer_mails{state="unclear"} 1.0' in text
    assert "klammer_database_up 1.0" in text
    assert "beispiel" not in text


@pytest.mark.parametrize(
    ("more", "status"),
    [
        ({}, 200),
        ({"REMOTE_ADDR": "10.0.0.7"}, 403),
        ({"HTTP_X_FORWARDED_FOR": "10.0.0.7"}, 403),
        ({"REMOTE_ADDR": "10.0.0.7", "HTTP_AUTHORIZATION": "Bearer falsch"}, 403),
        ({"REMOTE_ADDR": "10.0.0.7", "HTTP_AUTHORIZATION": "Bearer richtig"}, 200),
    ],
)
def test_numbers_are_for_this_machine_or_for_who_knows_the_word(client, settings, more, status):
    settings.GAUGES_TOKEN = "richtig"  # noqa: S105  # reason: a word of this test

    assert client.get("/gesundheit/messwerte/", **more).status_code == status


def test_without_a_word_no_word_opens(client, settings):
    settings.GAUGES_TOKEN = ""

    response = client.get(
        "/gesundheit/messwerte/", REMOTE_ADDR="10.0.0.7", HTTP_AUTHORIZATION="Bearer "
    )

    assert response.status_code == 403
