# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Password: signing in, failed attempts, reset by mail, change, and nothing that tells who exists."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from klammer_web.accounts.models import User
from tests.product.signing_in.conftest import EMAIL, PASSWORD

SIGN_IN, FORGOTTEN = "/konto/anmelden/", "/konto/passwort/vergessen/"
OTHER_PASSWORD = "ein ganz anderes 8"  # noqa: S105  # reason: of these tests alone


def is_signed_in(client) -> bool:
    return "_auth_user_id" in client.session


def test_session_gets_another_key_when_somebody_signs_in(client, person):
    client.get(SIGN_IN)
    client.session["planted"] = 1
    session = client.session
    session["planted"] = True
    session.save()
    before = client.session.session_key

    client.post(SIGN_IN, {"login": EMAIL, "password": PASSWORD})

    assert is_signed_in(client)
    assert client.session.session_key != before


def test_five_failures_lock_the_address_even_for_the_right_password(client, person):
    for _ in range(5):
        answer = client.post(SIGN_IN, {"login": EMAIL, "password": "falsch"})
        assert "stimmt nicht" in answer.content.decode()

    answer = client.post(SIGN_IN, {"login": EMAIL, "password": PASSWORD})

    assert not is_signed_in(client)
    assert "zu viele Fehlversuche" in answer.content.decode()


def test_lock_is_seen_by_another_process(client, person):
    for _ in range(5):
        client.post(SIGN_IN, {"login": EMAIL, "password": "falsch"})

    elsewhere = Client(REMOTE_ADDR="198.51.100.9")
    elsewhere.post(SIGN_IN, {"login": EMAIL, "password": PASSWORD})

    assert not is_signed_in(elsewhere)
    from django.core.cache import cache
    from django.core.cache.backends.db import DatabaseCache

    assert isinstance(cache._connections["default"], DatabaseCache)  # not a process's memory


def test_lock_of_one_address_leaves_others_alone(client, person):
    User.objects.create_user("andere@beispiel.example", PASSWORD)
    for _ in range(5):
        client.post(SIGN_IN, {"login": EMAIL, "password": "falsch"})

    client.post(SIGN_IN, {"login": "andere@beispiel.example", "password": PASSWORD})

    assert is_signed_in(client)


def test_unknown_address_is_locked_like_a_known_one(client, db):
    for _ in range(5):
        client.post(SIGN_IN, {"login": "niemand@beispiel.example", "password": "falsch"})

    answer = client.post(SIGN_IN, {"login": "niemand@beispiel.example", "password": "falsch"})

    assert "zu viele Fehlversuche" in answer.content.decode()


def test_reset_answers_alike_for_known_and_unknown_addresses(client, person, mailbox):
    known = client.post(FORGOTTEN, {"email": EMAIL}, follow=True)
    unknown = client.post(FORGOTTEN, {"email": "niemand@beispiel.example"}, follow=True)

    without = re.compile(r'name="csrfmiddlewaretoken" value="\w+"|[2-9A-HJ-NP-Z]{8}')
    assert without.sub("", known.content.decode()) == without.sub("", unknown.content.decode())
    assert known.redirect_chain == unknown.redirect_chain
    assert [to for to, _subject, _text in mailbox()] == [EMAIL]


def link_of(mailbox) -> str:
    ((_to, subject, text),) = mailbox()
    assert subject == "Neues Passwort für Klammer"
    return re.search(r"http://testserver(/\S+)", text)[1]


def test_reset_by_the_link_of_the_mail(client, person, mailbox):
    client.post(FORGOTTEN, {"email": EMAIL})
    link = link_of(mailbox)
    form = client.get(link, follow=True)
    assert form.redirect_chain[-1][0].endswith("-set-password/")  # the key left the address

    client.post(
        form.redirect_chain[-1][0], {"password1": OTHER_PASSWORD, "password2": OTHER_PASSWORD}
    )

    person.refresh_from_db()
    assert person.check_password(OTHER_PASSWORD)
    assert "Dieser Link gilt nicht mehr" in Client().get(link, follow=True).content.decode()
    assert [subject for _to, subject, _text in mailbox()][1:] == [
        "Ihr Passwort wurde neu festgelegt"
    ]


def test_reset_lifts_the_lock(client, person, mailbox):
    for _ in range(5):
        client.post(SIGN_IN, {"login": EMAIL, "password": "falsch"})
    client.post(FORGOTTEN, {"email": EMAIL})
    address = client.get(link_of(mailbox), follow=True).redirect_chain[-1][0]
    client.post(address, {"password1": OTHER_PASSWORD, "password2": OTHER_PASSWORD})

    client.post(SIGN_IN, {"login": EMAIL, "password": OTHER_PASSWORD})

    assert is_signed_in(client)


@pytest.mark.parametrize(
    "password", ["kurz", "password1234", "123456789012", "planung@beispiel.example"]
)
def test_weak_password_is_refused_in_german(signed_in, person, password):
    answer = signed_in.post(
        "/konto/passwort/",
        {"oldpassword": PASSWORD, "password1": password, "password2": password},
    )

    person.refresh_from_db()
    assert answer.status_code == 200
    assert answer.context["form"].errors["password1"]
    assert person.check_password(PASSWORD)


def test_change_of_password_ends_other_sessions_and_is_told(client, signed_in, person, mailbox):
    elsewhere = Client()
    elsewhere.post(SIGN_IN, {"login": EMAIL, "password": PASSWORD})

    signed_in.post(
        "/konto/passwort/",
        {"oldpassword": PASSWORD, "password1": OTHER_PASSWORD, "password2": OTHER_PASSWORD},
    )

    assert elsewhere.get("/konto/sitzungen/").status_code == 302  # asked to sign in
    assert signed_in.get("/konto/sitzungen/").status_code == 200
    assert [subject for _to, subject, _text in mailbox()] == ["Ihr Passwort wurde geändert"]


def test_nobody_makes_an_account_for_themselves(client, db):
    page = client.get("/konto/zugang/")
    answer = client.post("/konto/zugang/", {"email": "neu@beispiel.example", "password1": PASSWORD})

    assert "Zugang bekommen Sie mit einer Einladung" in page.content.decode()
    assert "Zugang bekommen Sie mit einer Einladung" in answer.content.decode()
    assert not User.objects.filter(email="neu@beispiel.example").exists()


def test_locked_account_cannot_sign_in_and_does_not_say_more_than_it_must(client, person):
    User.objects.filter(pk=person.pk).update(is_active=False)

    client.post(SIGN_IN, {"login": EMAIL, "password": PASSWORD})
    assert not is_signed_in(client)
    client.post(FORGOTTEN, {"email": EMAIL})
    from klammer_web.operation.models import OutgoingMail

    assert OutgoingMail.objects.count() == 0


def test_address_is_changed_by_a_confirmed_mail_alone(signed_in, person, mailbox):
    signed_in.post("/konto/e-mail/", {"action_add": "1", "email": "neu@beispiel.example"})
    person.refresh_from_db()
    assert person.email == EMAIL
    ((to, _subject, text),) = mailbox()
    link = re.search(r"http://testserver(/\S+)", text)[1]
    assert to == "neu@beispiel.example"

    signed_in.post(link)

    person.refresh_from_db()
    assert person.email == "neu@beispiel.example"
    assert list(EmailAddress.objects.values_list("email", "verified", "primary")) == [
        ("neu@beispiel.example", True, True)
    ]
    told = [(to, subject) for to, subject, _text in mailbox()][1:]
    assert (EMAIL, "Ihre Adresse wurde geändert") in told


def test_address_of_somebody_else_is_not_told_and_not_taken(signed_in, person, mailbox):
    User.objects.create_user("andere@beispiel.example", PASSWORD)

    answer = signed_in.post(
        "/konto/e-mail/", {"action_add": "1", "email": "andere@beispiel.example"}, follow=True
    )

    assert "vergeben" not in answer.content.decode()
    person.refresh_from_db()
    assert person.email == EMAIL


def test_old_address_cannot_reset_the_password_after_the_administration_changed_it(
    client, signed_in, person, mailbox
):
    person.email = "neue@beispiel.example"
    person.save()

    Client().post(FORGOTTEN, {"email": EMAIL})

    assert mailbox() == []


def test_sessions_are_listed_and_ended_everywhere(signed_in, person):
    elsewhere = Client(headers={"user-agent": "Mozilla/5.0 (Windows NT 10.0) Firefox/145.0"})
    elsewhere.post(SIGN_IN, {"login": EMAIL, "password": PASSWORD})
    page = signed_in.get("/konto/sitzungen/").content.decode()
    assert "An 2 Stellen" in page
    assert "Firefox auf Windows" in page

    signed_in.post("/konto/sitzungen/")

    assert is_signed_in(signed_in)
    assert elsewhere.get("/konto/sitzungen/").status_code == 302
    assert "Nur hier." in signed_in.get("/konto/sitzungen/").content.decode()
