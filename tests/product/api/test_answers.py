# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""How answers are kept, asked again, counted and described."""

from pathlib import Path

import pytest
from django.test import override_settings

from klammer_web.api import limits
from klammer_web.api.answers import KEPT, Kept, as_csv
from klammer_web.api.interface import description, text
from tests.product.api.conftest import PLACE

pytestmark = pytest.mark.django_db
DOCUMENT = Path(__file__).parents[3] / "docs" / "reference" / "openapi.json"


def test_an_answer_that_names_its_release_is_kept_for_ever(program):
    root = program.read("releases")["items"][0]["root"]
    now = program.ask(f"indicators/share/values?{PLACE}")
    pinned = program.ask(f"indicators/share/values?{PLACE}&release={root}")

    assert now["Cache-Control"] == "public, max-age=60"
    assert pinned["Cache-Control"] == "public, max-age=31536000, immutable"
    assert "Cookie" not in pinned["Vary"]
    assert not pinned.cookies


def test_what_did_not_change_is_not_sent_again(program, django_assert_num_queries):
    first = program.ask(f"indicators/share/values?{PLACE}")
    with django_assert_num_queries(0):
        again = program.ask(f"indicators/share/values?{PLACE}", if_none_match=first["ETag"])

    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == first["ETag"]


def test_compressed_and_plain_are_the_same(program):
    plain = program.ask(f"indicators/share/values?{PLACE}")
    packed = program.ask(f"indicators/share/values?{PLACE}", accept_encoding="gzip")

    import gzip

    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content
    assert len(KEPT.found) == 1


def test_kept_answers_are_bounded():
    kept = Kept(most=2_500)
    for number in range(10):
        kept.get(str(number), lambda: bytes(900))

    assert kept.size <= 2_500
    assert list(kept.found) == ["8", "9"]


def test_whoever_asks_too_often_waits(program, monkeypatch):
    monkeypatch.setattr(limits, "BY_ADDRESS", limits.Limit("address", 3))
    with override_settings(LIMIT_FACTOR=1):
        answers = [program.ask("me") for _ in range(4)]

    assert [one.status_code for one in answers] == [200, 200, 200, 429]
    assert answers[3].json()["code"] == "too_often"
    assert 0 < int(answers[3]["Retry-After"]) <= 60


def test_wrong_keys_are_counted_by_address(program, monkeypatch):
    monkeypatch.setattr(limits, "BY_ADDRESS", limits.Limit("address", 3))
    with override_settings(LIMIT_FACTOR=1):
        guesses = [
            program.ask("me", authorization=f"Bearer klm_{number}").status_code
            for number in range(4)
        ]

    assert guesses == [401, 401, 401, 429]


def test_a_spreadsheet_takes_no_text_for_a_formula():
    table = as_csv([["=1+1", -2.5, None]], is_german=True).decode()

    assert table == "\ufeff'=1+1;-2,5;\r\n"


def test_the_description_is_the_one_in_the_documents():
    """To write it anew: python -m tools.openapi."""
    assert DOCUMENT.read_text(encoding="utf-8") == text()


def test_the_description_is_openapi_and_only_reads():
    found = description()

    assert found["openapi"].startswith("3.1")
    assert {method for one in found["paths"].values() for method in one} == {"get"}
    for one in found["paths"].values():
        assert one["get"]["security"][0] == {}
        assert "application/problem+json" in one["get"]["responses"]["404"]["content"]


def test_the_page_names_every_address_and_code(client):
    page = client.get("/api/").content.decode()

    for path in description()["paths"]:
        assert f"<code>{path}</code>" in page
    assert 'id="token_invalid"' in page
