# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Outgoing mail against a real server: once, with the same identity, never before it is stored."""

import email
import email.policy
import logging
import socket

import pytest
from django.core import mail as django_mail
from django.db import transaction
from django.utils import timezone

from klammer_web.operation import actions
from klammer_web.operation.mail import letter, send
from klammer_web.operation.mail.outbox import Attachment
from klammer_web.operation.models import Job, OutgoingMail
from klammer_web.operation.ports import Actor
from klammer_web.operation.queue import working
from klammer_web.operation.rules import StateError
from tests.product.operation.mailbox import Mailbox, certificate, knows, server, tls

pytestmark = pytest.mark.django_db
NOBODY = Actor(None, None, is_operator=True)
CALENDAR = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n"


def write(key="einladung-1", **more):
    """Put a plain mail into the outbox."""
    words = {"to": "planung@beispiel.example", "subject": "Einladung", "text": "Grüße\n", **more}
    return send(key=key, **words)


def state():
    """Return the only mail's state and reason."""
    return OutgoingMail.objects.values_list("state", "error").get()


def again():
    """Let what waits for a later attempt run now."""
    from django_tasks_db.models import DBTaskResult

    DBTaskResult.objects.update(run_after=timezone.now())
    working.drain()


def test_mail_arrives_once_with_its_identity(settings):
    box = Mailbox()
    with server(box, settings):
        written = write()
        working.drain()
        write()
        working.drain()

    message = email.message_from_bytes(box.received[0], policy=email.policy.default)
    assert (len(box.received), state()) == (1, ("sent", ""))
    assert box.recipients == ["planung@beispiel.example"]
    assert message["Message-ID"] == written.message_id
    assert message["Subject"] == "Einladung"
    assert message.get_content().splitlines() == ["Grüße"]


def test_mail_of_a_deed_that_fails_is_never_sent(settings):
    box = Mailbox()
    with server(box, settings):
        with transaction.atomic():
            write()
            transaction.set_rollback(True)
        working.drain()

    assert (box.received, OutgoingMail.objects.count(), Job.objects.count()) == ([], 0, 0)


def test_mail_that_the_server_refuses_is_shown_as_failed(settings):
    box = Mailbox(rcpt="550 kennen wir nicht")
    with server(box, settings):
        write()
        working.drain()

    assert (state(), box.received) == (("failed", "Der Mailserver lehnt die Mail ab (550)."), [])


def test_mail_that_is_put_off_is_sent_later(settings):
    box = Mailbox(rcpt="451 später")
    with server(box, settings):
        write()
        working.drain()
        waiting = state()
        box.rcpt = "250 ok"
        again()

    assert waiting[0] == "waiting"
    assert (state()[0], len(box.received)) == ("sent", 1)


def test_mail_without_a_reachable_server_fails_after_some_attempts(settings):
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        settings.MAIL = settings.MAIL | {
            "host": "127.0.0.1", "port": nobody.getsockname()[1], "security": "none",
        }  # fmt: skip
        write()
        working.drain()
        first = state()
        for _ in range(5):
            again()

    assert first == (
        "waiting",
        "Der Mailserver war nicht zu erreichen oder nahm die Mail nicht an (ConnectionRefusedError).",
    )
    assert state()[0] == "failed"
    assert OutgoingMail.objects.get().attempts == 6


def test_mail_whose_end_nobody_saw_is_unclear_and_not_sent_again(settings):
    box = Mailbox(hangs_up=True)
    with server(box, settings):
        write()
        working.drain()
        again()

    assert (state()[0], len(box.received)) == ("unclear", 1)


def test_mail_whose_worker_died_while_sending_is_unclear(settings):
    box = Mailbox()
    with server(box, settings):
        write()
        OutgoingMail.objects.update(state="sending", attempts=1)
        working.drain()

    assert state() == ("unclear", "Der Dienst wurde während des Versands beendet.")
    assert box.received == []


def test_person_sends_an_unclear_mail_again_with_the_same_identity(settings, record_of):
    box = Mailbox(hangs_up=True)
    with server(box, settings):
        written = write()
        working.drain()
        box.hangs_up = False
        actions.send_again(written, actor=NOBODY, at=timezone.now())
        working.drain()

    identities = {email.message_from_bytes(one)["Message-ID"] for one in box.received}
    assert (state()[0], len(box.received), identities) == ("sent", 2, {written.message_id})
    assert record_of() == ["operation.mail_sent_again"]


def test_mail_that_was_sent_cannot_be_sent_again(settings):
    with server(Mailbox(), settings):
        written = write()
        working.drain()

    with pytest.raises(StateError, match="Der Stand ist jetzt „versandt“"):
        actions.send_again(written, actor=NOBODY, at=timezone.now())


def test_mail_without_a_server_waits_for_a_hand(settings, record_of):
    written = write()
    working.drain()
    without = state()

    actions.mark_by_hand(written, actor=NOBODY, at=timezone.now())

    assert without[0] == "failed"
    assert "Laden Sie die Mail herunter" in without[1]
    assert state()[0] == "by_hand"
    assert record_of() == ["operation.mail_sent_by_hand"]


def test_mail_is_encrypted_and_signed_in(settings, tmp_path, monkeypatch):
    paths = certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(paths[0]))
    box = Mailbox()
    guarded = {
        "tls_context": tls(paths), "require_starttls": True, "auth_required": True,
        "authenticator": knows("klammer", "geheim"),
    }  # fmt: skip
    with server(box, settings, **guarded):
        settings.MAIL = settings.MAIL | {
            "security": "starttls", "user": "klammer", "password": "geheim",
        }  # fmt: skip
        write()
        working.drain()

    assert (state(), len(box.received)) == (("sent", ""), 1)


def test_certificate_of_a_stranger_is_refused(settings, tmp_path):
    paths = certificate(tmp_path)
    box = Mailbox()
    with server(box, settings, tls_context=tls(paths), require_starttls=True):
        settings.MAIL = settings.MAIL | {"security": "starttls"}
        write()
        working.drain()

    assert (box.received, state()[0]) == ([], "waiting")
    assert "SSLCertVerificationError" in state()[1]


def test_file_of_a_mail_opens_with_its_appointment():
    ics = Attachment("termin.ics", CALENDAR, "text/calendar")
    written = write(attachments=[ics])

    message = email.message_from_bytes(letter.as_file(written), policy=email.policy.default)

    assert letter.as_file(written) == letter.as_file(OutgoingMail.objects.get())
    (part,) = message.iter_attachments()
    assert (part.get_filename(), part.get_content_type()) == ("termin.ics", "text/calendar")
    assert letter.calendars(written) == [("termin.ics", CALENDAR)]


@pytest.mark.parametrize(
    "bad",
    [{"to": "a@b.example\r\nBcc: c@d.example"}, {"subject": "x\nBcc: y"}, {"to": "niemand"}],
)
def test_address_or_subject_with_a_line_break_is_refused(bad):
    with pytest.raises(ValueError, match="line breaks"):
        write(**bad)

    assert OutgoingMail.objects.count() == 0


def test_mail_of_django_goes_into_the_outbox(settings):
    settings.EMAIL_BACKEND = "klammer_web.operation.mail.backend.Outbox"

    django_mail.send_mail("Kennwort", "Text", None, ["leitung@beispiel.example"])

    assert OutgoingMail.objects.values_list("recipient", "subject", "text", "state").get() == (
        "leitung@beispiel.example", "Kennwort", "Text", "waiting",
    )  # fmt: skip


def test_log_of_a_failing_mail_names_nobody(settings, caplog):
    with caplog.at_level(logging.DEBUG), server(Mailbox(rcpt="550 nein"), settings):
        write(subject="Vertraulich")
        working.drain()

    ours = [one.getMessage() for one in caplog.records if not one.name.startswith("mail.log")]
    assert ours
    assert [text for text in ours if "planung@beispiel" in text or "Vertraulich" in text] == []
