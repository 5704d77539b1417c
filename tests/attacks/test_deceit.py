# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Attacks with a plan: forged hosts, foreign redirects, swapped ids, forms without their token."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client, override_settings
from django.urls import reverse

from klammer_web.accounts.models import User
from klammer_web.accounts.signing_in import mails
from klammer_web.operation import mail
from klammer_web.operation.models import OutgoingMail
from tests.attacks.addresses import addresses

pytestmark = pytest.mark.django_db
PASSWORD = "ein langes Passwort 7"  # noqa: S105  # reason: of these tests alone
EMAIL = "planung@beispiel.example"
SIGN_IN, FORGOTTEN = "/konto/anmelden/", "/konto/passwort/vergessen/"
ELSEWHERE = (
    "https://evil.example/", "//evil.example/", "/\\evil.example", "///evil.example", "http:evil",
    "javascript:alert(1)", "https:///evil.example", "\t//evil.example", "/\t/evil.example",
    r"//evil.example\@testserver/", "http://testserver@evil.example/", "data:text/html,x",
)  # fmt: skip


@pytest.fixture
def person(db):
    return User.objects.create_user(EMAIL, PASSWORD, name="Planung")


@pytest.mark.parametrize("address", ELSEWHERE)
def test_nobody_is_led_elsewhere_after_signing_in(client, person, address):
    answer = client.post(SIGN_IN, {"login": EMAIL, "password": PASSWORD, "next": address})

    assert answer.url == "/"


@pytest.mark.parametrize("address", ELSEWHERE)
def test_nobody_is_led_elsewhere_after_signing_out(client, person, address):
    client.force_login(person)

    assert client.post("/konto/abmelden/", {"next": address}).url == "/"


def test_own_pages_are_returned_to(client, person):
    answer = client.post(SIGN_IN, {"login": EMAIL, "password": PASSWORD, "next": "/atlas/?a=1"})

    assert answer.url == "/atlas/?a=1"


@pytest.mark.parametrize(
    "forged", ["evil.example", "testserver.evil.example", "testserver:80@evil"]
)
def test_forged_host_gets_no_page_and_no_mail(client, person, forged):
    answer = client.post(FORGOTTEN, {"email": EMAIL}, headers={"host": forged})

    assert answer.status_code == 400
    assert forged not in answer.content.decode()
    assert OutgoingMail.objects.count() == 0


def test_forwarded_host_of_a_stranger_never_enters_a_mail(client, person):
    client.post(
        FORGOTTEN, {"email": EMAIL}, headers={"x-forwarded-host": "evil.example"},
        REMOTE_ADDR="192.0.2.7",
    )  # fmt: skip

    assert re.findall(r"https?://([^/\s]+)", OutgoingMail.objects.get().text) == ["testserver"]


@override_settings(PUBLIC_ADDRESS="https://klammer.example/", ALLOWED_HOSTS=["*"])
def test_links_of_mails_begin_with_the_public_address(client, person):
    client.post(FORGOTTEN, {"email": EMAIL}, headers={"host": "evil.example"})

    assert re.findall(r"https?://([^/\s]+)", OutgoingMail.objects.get().text) == ["klammer.example"]


def test_line_break_in_an_address_or_subject_sends_nothing(db):
    for to, subject in ((f"{EMAIL}\nBcc: a@b.example", "x"), (EMAIL, "x\r\nBcc: a@b.example")):
        with pytest.raises(ValueError, match="line breaks"):
            mail.send(to=to, subject=subject, text="", key=subject + to)

    assert OutgoingMail.objects.count() == 0


def test_name_of_a_person_cannot_add_lines_to_a_subject(person, rf):
    person.name = "x\r\nBcc: a@b.example"
    mails.send(
        "account/email/password_changed",
        to=EMAIL,
        context={"user": person, "timestamp": None, "ip": "", "user_agent": ""},
    )

    assert OutgoingMail.objects.get().subject == "Ihr Passwort wurde geändert"


def test_key_of_somebody_else_does_not_exist(client, person):
    other = User.objects.create_user("andere@beispiel.example", PASSWORD)
    theirs = Authenticator.objects.create(user=other, type="webauthn", data={"name": "Geheim"})
    client.post(SIGN_IN, {"login": EMAIL, "password": PASSWORD})
    client.post("/konto/nachfrage/", {"password": PASSWORD})

    for name in ("mfa_edit_webauthn", "mfa_remove_webauthn"):
        answer = client.post(reverse(name, args=[theirs.pk]), {"name": "x"})
        assert answer.status_code == 404
        assert "Geheim" not in answer.content.decode()
    assert Authenticator.objects.get().data["name"] == "Geheim"


def test_forms_without_their_token_change_nothing(everything):
    """Every address refuses a form from elsewhere; what machines use carries its own proof."""
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(everything)
    known = {"int": "1", "uuid": "00000000-0000-0000-0000-000000000001"}
    let_in = []
    for address in addresses():
        path = address.filled(lambda kind, _name: known.get(kind, "x"))
        status = strict.post(path, {"next": "/"}).status_code
        if status not in {403, 404}:
            let_in.append((address.name, status))

    assert [one for one in let_in if not one[0].startswith(("api", "catalogue:api"))] == []


@pytest.mark.parametrize(
    "path",
    [
        "/static/../secret_key", "/static/..%2f..%2fsecret_key", "/static//etc/passwd",
        "/static/%2e%2e/%2e%2e/db.sqlite3", "/static/ui/../../../config/settings.py",
        "/daten/lieferungen/../../klammer.json/datei/", "/daten/lieferungen/..%2f..%2fklammer.json/datei/",
        "/atlas/geometrie/..%2f..%2f/x/klammer.svg",
    ],
)  # fmt: skip
def test_no_path_leads_out_of_its_folder(client, everything, path):
    client.force_login(everything)

    answer = client.get(path)

    assert answer.status_code in {400, 404}
    assert b"SECRET" not in answer.content
    assert b"root:" not in answer.content


def test_too_many_fields_are_refused(client, db):
    body = "&".join(f"f{n}=1" for n in range(1_200))

    answer = client.post(SIGN_IN, body, content_type="application/x-www-form-urlencoded")

    assert answer.status_code == 400
    assert "Es wurde nichts verändert" in answer.content.decode()


def test_oversized_form_is_refused(client, db):
    body = "login=" + "a" * 3_000_000

    answer = client.post(SIGN_IN, body, content_type="application/x-www-form-urlencoded")

    assert answer.status_code in {400, 413}


class Breaking:
    """A body whose sender goes away in the middle."""

    def __init__(self, begun: bytes) -> None:
        self.begun = begun

    def read(self, _size: int = -1) -> bytes:
        begun, self.begun = self.begun, b""
        if not begun:
            raise OSError("gone")
        return begun

    def readline(self, size: int = -1) -> bytes:
        return self.read(size)


@pytest.mark.parametrize(
    "kind", ["multipart/form-data; boundary=x", "application/x-www-form-urlencoded"]
)
def test_body_that_breaks_off_is_no_error_of_ours(client, db, kind):
    answer = client.generic("POST", SIGN_IN, b"x" * 10, content_type=kind, **{
        "wsgi.input": Breaking(b"--x\r\nContent-Disposition: form-data; name="), "CONTENT_LENGTH": "5000",
    })  # fmt: skip

    assert answer.status_code < 500
