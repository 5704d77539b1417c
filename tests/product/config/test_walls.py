# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The outer walls: proxies, sizes, limits, headers, and lines of the log without values."""

import json
import logging
import sys
from unittest.mock import Mock

import pytest
from django.urls import reverse

from klammer.base.errors import InputRefusedError
from klammer_web.config.logs import JsonLines, Lines, masked
from klammer_web.config.walls.limits import COUNTER, LIMITS, Counter, limits_of
from klammer_web.config.walls.proxies import client_of, networks
from klammer_web.operation.counting import count_together
from klammer_web.operation.models import AskedAmount
from klammer_web.operation.tidying import tidy

KNOWN = networks(["127.0.0.1", "::1", "10.0.0.0/8"])


@pytest.mark.parametrize(
    ("remote", "forwarded", "client"),
    [
        ("192.0.2.7", "", "192.0.2.7"),
        ("127.0.0.1", "198.51.100.3", "198.51.100.3"),
        ("127.0.0.1", "1.1.1.1, 198.51.100.3, 10.0.0.4", "198.51.100.3"),
        ("::1", "[2001:db8::7]:4711", "2001:db8::7"),
        ("127.0.0.1:5000", "198.51.100.3:80", "198.51.100.3"),
        ("127.0.0.1", "nonsense", "127.0.0.1"),
        ("::ffff:127.0.0.1", "198.51.100.3", "198.51.100.3"),
        ("", "", "0.0.0.0"),  # noqa: S104  # reason: stands for nobody
    ],
)
def test_client_is_the_nearest_that_is_no_known_proxy(remote, forwarded, client):
    assert client_of(remote, forwarded=forwarded, trusted=KNOWN) == client


def test_proxy_that_is_no_address_is_refused():
    with pytest.raises(InputRefusedError, match="KLAMMER_TRUSTED_PROXIES"):
        networks(["proxy.example"])


@pytest.mark.parametrize(("remote", "secure"), [("127.0.0.1", True), ("192.0.2.7", False)])
def test_strangers_cannot_say_that_they_came_by_https(client, db, settings, remote, secure):
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

    answer = client.get(
        "/konto/anmelden/", headers={"x-forwarded-proto": "https"}, REMOTE_ADDR=remote
    )

    assert answer.wsgi_request.is_secure() is secure


def test_body_beyond_the_limit_is_refused_before_it_is_read(client, db, settings):
    settings.UPLOAD_LIMIT = 1_000

    answer = client.post("/konto/anmelden/", {"login": "a" * 1_100_000})

    assert answer.status_code == 413
    assert "Diese Eingabe ist zu groß" in answer.content.decode()


@pytest.mark.parametrize("query", ["?next=%00", "?a%00=1"])
def test_sign_that_no_text_holds_is_refused(client, db, query):
    assert client.get(f"/konto/anmelden/{query}").status_code == 400
    assert client.post("/konto/anmelden/", "login=%00", content_type="application/x-www-form-urlencoded").status_code == 400  # fmt: skip


def test_limit_ends_and_begins_anew():
    limit, counter = LIMITS[-1], Counter()
    waits = [counter.wait(limit, asker="a", now=0.0) for _ in range(limit.amount + 1)]

    assert waits == [0] * limit.amount + [limit.seconds]
    assert counter.wait(limit, asker="b", now=0.0) == 0
    assert counter.wait(limit, asker="a", now=limit.seconds + 0.1) == 0


def test_limit_holds_over_processes_but_for_a_handful_each(db):
    """Two processes share the table; each may be one step ahead of what it told."""
    limit, clock = LIMITS[0], 1_000_000.0
    here, there = Counter(count_together), Counter(count_together)
    step = limit.amount // 8

    answers = [
        counter.wait(limit, asker="a", now=0.0, clock=clock)
        for _ in range(limit.amount)
        for counter in (here, there)
    ]

    allowed = answers.count(0)
    assert limit.amount <= allowed <= limit.amount + 2 * step
    assert answers[-1] == limit.seconds - clock % limit.seconds
    assert here.wait(limit, asker="b", now=0.0, clock=clock) == 0
    later = clock + limit.seconds
    assert here.wait(limit, asker="a", now=limit.seconds + 0.1, clock=later) == 0


def test_who_asks_now_and_then_costs_no_write(db):
    searches = next(one for one in LIMITS if one.name == "searches")
    counter = Counter(count_together)

    waits = [counter.wait(searches, asker="a", now=0.0) for _ in range(searches.amount // 8 - 1)]

    assert set(waits) == {0}
    assert not AskedAmount.objects.exists()


def test_counted_requests_name_nobody_and_go_after_a_day(db):
    limit = LIMITS[0]
    count_together(limit, asker="person 4711", more=3, clock=0.0)
    count_together(limit, asker="person 4711", more=2, clock=1.0)

    (row,) = AskedAmount.objects.all()
    assert (row.amount, "4711" in row.key) == (5, False)
    tidy({}, Mock())
    assert not AskedAmount.objects.exists()


def test_too_many_answers_in_german_with_the_time_to_wait(client, db):
    address = reverse("atlas:find_area")
    limit = next(one for one in LIMITS if "find_area" in one.words)
    for _ in range(limit.amount):
        COUNTER.wait(limit, asker="127.0.0.1", now=__import__("time").monotonic())

    answer = client.get(address)

    assert answer.status_code == 429
    assert 1 <= int(answer["Retry-After"]) <= 60
    assert "Bitte einen Augenblick warten" in answer.content.decode()


@pytest.mark.parametrize(
    ("name", "method", "is_file", "held"),
    [
        ("catalogue:indicator_values", "GET", False, ["exports"]),
        ("catalogue:upload_receive", "POST", True, ["uploads"]),
        ("catalogue:overview", "GET", False, []),
        ("accounts:sign_in", "POST", False, []),  # counted by allauth, for all processes
        ("api-1.0.0:values", "GET", False, []),
    ],
)
def test_limits_hold_for_what_is_expensive(name, method, is_file, held):
    found = limits_of(view_name=name, method=method, is_file=is_file)

    assert [limit.name for limit in found] == held


def test_every_answer_carries_its_headers(client, db):
    answer = client.get("/konto/anmelden/")

    expected = {
        "X-Frame-Options": "DENY", "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin", "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
    }  # fmt: skip
    assert {name: answer[name] for name in expected} == expected
    assert "'unsafe" not in answer["Content-Security-Policy"]
    cookie = answer.cookies["csrftoken"]
    assert (bool(cookie["httponly"]), cookie["samesite"]) == (True, "Lax")


PLANTED = "Not Found: /konto/passwort/neu/2abc-cxyz12-0123456789abcdef0123456789/ von anna@beispiel.example?plz=99817"


def test_log_masks_addresses_questions_and_keys():
    assert masked(PLANTED) == "Not Found: /konto/passwort/neu/…/ von …@…?…"
    identity = "/daten/arbeit/7de65351-4618-3c42-eeb8-680365d7d86b/"
    assert masked(identity) == identity


def _fail(number: int) -> None:
    raise ValueError(f"{number} Personen")


@pytest.mark.parametrize("formatter", [Lines(), JsonLines()])
def test_log_holds_no_planted_value(formatter):
    try:
        _fail(4710 + 1)
    except ValueError:
        record = logging.LogRecord("x", logging.ERROR, "f", 1, PLANTED, None, sys.exc_info())

    line = formatter.format(record)

    for planted in ("4711", "99817", "anna@", "0123456789abcdef"):
        assert planted not in line
    assert "ValueError" in line


def test_log_for_machines_is_one_object_a_line():
    record = logging.LogRecord("django.request", logging.WARNING, "f", 1, "a\nb", None, None)
    record.status_code = 404

    line = JsonLines().format(record)

    assert "\n" not in line
    told = json.loads(line)
    assert (told["level"], told["logger"], told["message"], told["status"]) == (
        "WARNING", "django.request", "a\nb", 404,
    )  # fmt: skip
