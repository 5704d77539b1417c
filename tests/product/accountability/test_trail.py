# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page "Protokoll": sentences, filters, exports, and nothing of another workspace."""

import io
from datetime import timedelta

import pytest
import python_calamine

from klammer_web.accountability.middleware import OriginOfRequest
from klammer_web.accountability.models import AuditContent, AuditOrigin
from klammer_web.accountability.origins import shortened
from klammer_web.accounts.enums import Role
from klammer_web.ui.listing import files
from tests.product.accountability.conftest import AT

pytestmark = pytest.mark.django_db
TRAIL = "/protokoll/"
EVERY_COLUMN = "zeit,person,was,art,gegenstand,aenderungen,herkunft,nummer,pruefwert"


def text_of(response):
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return content.decode()


@pytest.mark.parametrize(
    ("role", "status"),
    [
        (Role.ADMINISTRATOR, 200),
        (Role.COORDINATOR, 200),
        (Role.HEAD, 200),
        (Role.SECTOR_PLANNER, 403),
        (Role.COUNCIL_MEMBER, 403),
        (Role.PROVIDER, 403),
        (Role.ADVISER, 403),
        (Role.DATA_STEWARD, 403),
    ],
)
@pytest.mark.parametrize("query", ["", "?als=csv", "?als=xlsx"])
def test_trail_is_for_those_who_answer_for_the_workspace(as_role, query, role, status):
    assert as_role(role).get(TRAIL + query).status_code == status


def test_unknown_visitor_is_asked_to_sign_in(client, db):
    assert client.get(TRAIL).status_code == 302


def test_acts_read_as_sentences(as_role, person, act, county):
    coordinator = person(Role.COORDINATOR, county)
    act(verb="test.accepted", actor_id=coordinator.id)
    act(verb="test.accepted")

    page = text_of(as_role(Role.HEAD).get(TRAIL))

    assert "03.04.2026, 11:30 Uhr" in page
    assert "<td>Planungskoordination</td><td>hat die Lieferung „Einwohner 2022“ übernommen" in page
    assert "<td>Klammer</td>" in page
    assert "<del>alt</del>" in page


def test_acts_of_another_workspace_are_not_shown(as_role, act, neighbour):
    act(title="Geheim aus dem Eichsfeld", workspace_id=neighbour.id)
    act(title="Geheim der ganzen Instanz", workspace_id=None)
    client = as_role(Role.ADMINISTRATOR)

    for address in (TRAIL, f"{TRAIL}?art=test.thing", f"{TRAIL}?suche=Geheim", f"{TRAIL}?als=csv"):
        assert "Geheim " not in text_of(client.get(address))


def test_trail_can_be_filtered(as_role, person, act, county):
    coordinator = person(Role.COORDINATOR, county)
    act(title="Eins", actor_id=coordinator.id)
    act(title="Zwei", kind="test.other", object_id="9", at=AT + timedelta(days=2))
    client = as_role(Role.HEAD)

    def shown(query):
        page = text_of(client.get(f"{TRAIL}?{query}", follow=True))
        return [title for title in ("Eins", "Zwei") if f"„{title}“" in page]

    assert shown("") == ["Eins", "Zwei"]
    assert shown(f"person={coordinator.id}") == ["Eins"]
    assert shown("art=test.other") == ["Zwei"]
    assert shown("zeit.ab=2026-04-05") == ["Zwei"]
    assert shown("zeit.bis=2026-04-03") == ["Eins"]
    assert shown("person=nonsense&zeit.ab=gestern") == ["Eins", "Zwei"]
    assert "Dazu gibt es nichts" in text_of(client.get(f"{TRAIL}?zeit.ab=2027-01-01"))


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("größe", ["Größe der Gärten"]),
        ("GÄRTEN", ["Größe der Gärten"]),
        ("planungs", ["Einwohner 2022"]),
        ("umbenannt", ["Größe der Gärten"]),
        ("größe einwohner", []),
    ],
    ids=["umlaut", "capitals", "who", "what was done", "every word"],
)
def test_trail_finds_who_what_and_which(as_role, person, act, county, word, found):
    act(title="Größe der Gärten")
    act(verb="test.accepted", actor_id=person(Role.COORDINATOR, county).id)

    page = text_of(as_role(Role.HEAD).get(TRAIL, {"suche": word}))

    assert [one for one in ("Größe der Gärten", "Einwohner 2022") if f"„{one}“" in page] == found


def test_long_trail_has_pages(as_role, act):
    for number in range(52):
        act(title=f"Nummer {number:02}", at=AT + timedelta(minutes=number))
    client = as_role(Role.HEAD)

    first = text_of(client.get(TRAIL))
    second = text_of(client.get(f"{TRAIL}?seite=2"))

    assert ("Nummer 51" in first, "Nummer 02" in first, "Nummer 01" in first) == (True, True, False)
    assert "Seite 1 von 2" in first
    assert "52 Einträge" in first
    assert ("Nummer 01" in second, "Nummer 02" in second) == (True, False)


def test_htmx_gets_the_list_alone(as_role, act):
    act()

    page = text_of(as_role(Role.HEAD).get(TRAIL, headers={"HX-Request": "true"}))

    assert page.count("<html") == 0
    assert "Einwohner 2022" in page


def test_csv_opens_in_a_german_excel_and_holds_no_formula(as_role, act):
    act(title="=1+1", verb="test.accepted")
    act(before={"name": "=cmd()"}, after={"name": "neu"}, title="Zwei")

    asked = {"spalten": EVERY_COLUMN, "als": "csv"}
    lines = text_of(as_role(Role.HEAD).get(TRAIL, asked)).split("\r\n")

    assert lines[0].startswith("\ufeffZeitpunkt;Person;Was;Art;Gegenstand;Änderungen;")
    assert lines[2].startswith("03.04.2026 11:30:00;Klammer;hat die Lieferung „=1+1“ übernommen;")
    assert ";'=1+1;" in lines[2]
    assert ";name: =cmd() → neu;" in lines[1]


def test_long_trail_is_no_workbook(as_role, act, monkeypatch):
    monkeypatch.setattr(files, "MOST_IN_A_BOOK", 1)
    act()
    act()

    answer = as_role(Role.HEAD).get(TRAIL, {"als": "xlsx"}, follow=True)

    assert "nehmen Sie die Liste als CSV mit" in text_of(answer)


def test_xlsx_holds_the_same_rows(as_role, act):
    act(title="=1+1", verb="test.accepted")

    asked = {"spalten": EVERY_COLUMN, "als": "xlsx"}
    book = as_role(Role.HEAD).get(TRAIL, asked).content

    rows = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(book)).get_sheet_by_index(0)
    assert rows.to_python()[1][1:5] == [
        "Klammer", "hat die Lieferung „=1+1“ übernommen", "Lieferung", "=1+1",
    ]  # fmt: skip


def test_erased_content_leaves_the_act_readable(as_role, act, person, county):
    former = person(Role.SECTOR_PLANNER, county)
    act(actor_id=former.id, verb="test.accepted")
    AuditContent.objects.all().delete()
    former.delete()

    page = text_of(as_role(Role.HEAD).get(TRAIL))

    assert "<td>ehemalige Person</td><td>hat die Lieferung „(Inhalt gelöscht)“ übernommen" in page


def test_act_is_kept_with_number_and_network_of_its_request(rf, act, settings):
    def answer(_request):
        return act()

    def request(**more):
        given = rf.get("/", REMOTE_ADDR="203.0.113.77", **more)
        given.number = "ABCD2345"
        return given

    OriginOfRequest(answer)(request())
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    OriginOfRequest(answer)(request(headers={"X-Forwarded-For": "10.0.0.1, 198.51.100.9"}))
    act()

    kept = AuditOrigin.objects.order_by("pk").values_list("request", "address")
    assert list(kept) == [
        ("ABCD2345", "203.0.113.0/24"), ("ABCD2345", "198.51.100.0/24"), ("", ""),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("203.0.113.77", "203.0.113.0/24"),
        ("2001:db8:1:2:3::4", "2001:db8:1::/48"),
        ("::ffff:203.0.113.77", "203.0.113.0/24"),
        ("unix:", ""),
        ("", ""),
    ],
)
def test_addresses_are_shortened(given, kept):
    assert shortened(given) == kept
