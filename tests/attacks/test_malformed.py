# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""10,000 malformed requests, straight into the WSGI application: no 5xx, no trace, no values."""

import pytest

from klammer_web.config.wsgi import application
from tests.attacks.addresses import addresses
from tests.attacks.nonsense import Sender

REQUESTS, SEEDS = 10_000, 10
BETRAYAL = (b"Traceback", b'File "', b"Exception Value", b"django.core", b"sqlite3.", b"psycopg")

pytestmark = pytest.mark.django_db


def answered(environment: dict) -> tuple[int, bytes, list[tuple[str, str]]]:
    """Call the application as a server does; return status, body and headers."""
    begun: list = []
    answer = application(
        environment, lambda status, headers, _info=None: begun.append((status, headers))
    )
    try:
        body = b"".join(answer)
    finally:
        if hasattr(answer, "close"):
            answer.close()
    status, headers = begun[0]
    return int(status.split()[0]), body, headers


@pytest.mark.parametrize("seed", range(SEEDS))
def test_nonsense_is_refused_without_a_trace(seed, everything, session_of):
    sender = Sender(seed, pages=addresses(), session=session_of(everything))
    bad, seen = [], set()
    for number in range(REQUESTS // SEEDS):
        environment = sender.request()
        status, body, headers = answered(environment)
        seen.add(status)
        betrayed = [sign for sign in BETRAYAL if sign in body]
        broken = [name for name, value in headers if "\r" in value or "\n" in value]
        if status >= 500 or betrayed or broken:
            told = {k: v for k, v in environment.items() if not k.startswith("wsgi")}
            bad.append((number, status, betrayed, broken, told))

    assert bad[:3] == []
    assert {200, 400, 403, 404, 405} <= seen  # the rooms were reached, not only the door
