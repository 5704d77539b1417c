# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
# ruff: noqa: F811  # reason: fixtures are imported by name and used by name
"""In the browser: what is typed is kept, two people edit one form, the trail can be read."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from klammer_web.accountability.actions import record
from klammer_web.accountability.models import Draft
from klammer_web.accounts.enums import Role
from klammer_web.accounts.models import Department
from tests.product.catalogue.conftest import (  # noqa: F401  # reason: fixtures by name
    _no_library,
    county,
    instance,
    no_library,
    person,
    pristine_instance,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
EDIT = "/daten/indikatoren/frauenanteil/bearbeiten/"
LONG = (
    "Die Wege in der Rhön sind weit, und der Bus fährt dort nur am Morgen. "
    "Wer keinen Führerschein hat, erreicht die Beratung am Nachmittag nicht mehr."
)


@pytest.fixture
def signed_in(page: Page, live_server, client, person, county):
    """A browser in which somebody of the Wartburgkreis is signed in; the administration too."""
    user = person(Role.COORDINATOR, county)
    user.memberships.create(workspace=county, role=Role.ADMINISTRATOR, valid_from=date(2020, 1, 1))
    client.force_login(user)
    cookie = client.cookies["sessionid"]
    page.context.add_cookies(
        [{"name": "sessionid", "value": cookie.value, "url": live_server.url, "httpOnly": True}]
    )
    return page


def test_typed_text_is_kept_offered_again_and_gone_after_saving(signed_in, live_server, instance):
    page = signed_in
    page.goto(live_server.url + EDIT)
    page.get_by_label("Satz").fill("Von 100 Menschen sind so viele Frauen.")
    expect(page.get_by_text("Entwurf gespeichert")).to_be_visible(timeout=8_000)
    page.goto(f"{live_server.url}/daten/")
    page.goto(live_server.url + EDIT)

    expect(page.get_by_text("geschrieben und nicht gespeichert")).to_be_visible()
    page.get_by_role("link", name="Mit dem Entwurf weiterarbeiten").click()
    expect(page.get_by_label("Satz")).to_have_value("Von 100 Menschen sind so viele Frauen.")
    page.get_by_label("Was und warum geändert wurde").fill("Klarer gesagt")
    page.get_by_role("button", name="Fassung speichern").click()
    expect(page.get_by_text("Die neue Fassung ist gespeichert.")).to_be_visible()
    assert Draft.objects.count() == 0
    page.get_by_role("link", name="Verlauf ansehen, Änderungen zurücknehmen").click()
    page.get_by_role("button", name="Diese Änderung zurücknehmen").click()
    expect(page.get_by_text("Die Änderung ist zurückgenommen.")).to_be_visible()
    assert instance.definitions("16063")["frauenanteil"].sentence == (
        "So viele von 100 Menschen sind Frauen."
    )


def test_two_people_edit_and_the_second_chooses_field_by_field(signed_in, live_server, instance):
    page = signed_in
    page.goto(live_server.url + EDIT)
    other = page.context.new_page()
    other.goto(live_server.url + EDIT)
    other.get_by_label("Titel", exact=True).fill("Frauen in Prozent")
    other.get_by_label("Einheit").fill("Prozent")
    other.get_by_label("Was und warum geändert wurde").fill("Andere Person")
    other.get_by_role("button", name="Fassung speichern").click()
    expect(other.get_by_text("Die neue Fassung ist gespeichert.")).to_be_visible()

    page.get_by_label("Titel", exact=True).fill("Anteil der Frauen")
    page.get_by_label("Was und warum geändert wurde").fill("Ich")
    page.get_by_role("button", name="Fassung speichern").click()
    expect(page.get_by_role("heading", name="Jemand war gleichzeitig")).to_be_visible()
    assert Axe().run(page).response["violations"] == []
    page.get_by_label("Ihre Fassung").check()
    page.get_by_role("button", name="So speichern").click()
    expect(page.get_by_text("Die neue Fassung ist gespeichert.")).to_be_visible()

    saved = instance.definitions("16063")["frauenanteil"]
    assert (saved.title, saved.unit) == ("Anteil der Frauen", "Prozent")


@pytest.fixture
def filled(county, person, signed_in):
    """Acts of all sorts, a department with a history, a person who has left."""
    head = person(Role.HEAD, county)
    former = person(Role.SECTOR_PLANNER, county)
    former.memberships.update(valid_until=date(2024, 1, 1))
    department = Department.objects.create(workspace=county, name="Sozialamt", kind="office")
    base = {
        "workspace_id": county.id, "kind": "accounts.department",
        "object_id": str(department.id), "title": "Sozialamt",
    }  # fmt: skip
    at = datetime(2026, 4, 3, 9, 30, tzinfo=UTC)
    changes = [
        ({"name": "Amt für Soziales"}, {"name": "Sozialamt"}),
        ({"text": LONG}, {"text": LONG.replace("weit", "lang").replace("nicht mehr", "kaum")}),
        (None, {"name": "ein sehr langes Wort " + "Sozialplanung" * 12}),
        (
            {"kind": "office", "name": "A", "parent": ""},
            {"kind": "unit", "name": "B", "parent": "C"},
        ),
    ]
    for number, (before, after) in enumerate(changes):
        record(
            verb="accounts.changed_department", actor_id=(head, former)[number % 2].id,
            before=before, after=after, at=at + timedelta(hours=9 * number), **base,
        )  # fmt: skip
    return department, former


PAGES = (
    "/protokoll/", "/protokoll/?ab=2030-01-01", "/protokoll/meine-daten/", "/protokoll/personen/",
    "/protokoll/personen/{former}/loeschen/", "/protokoll/verarbeitungen/",
    "/protokoll/verlauf/accounts.department/{department}/",
    "/konto/mandant/organisation/{department}/", EDIT,
)  # fmt: skip


@pytest.mark.parametrize("size", [(1280, 900), (390, 844)], ids=["desk", "phone"])
def test_pages_are_accessible_and_fit(signed_in, live_server, instance, filled, size):
    page = signed_in
    page.set_viewport_size({"width": size[0], "height": size[1]})
    problems = {}

    for address in PAGES:
        department, former = filled
        page.goto(live_server.url + address.format(department=department.id, former=former.id))
        page.evaluate("document.querySelectorAll('main details').forEach(one => one.open = true)")
        found = [one["id"] for one in Axe().run(page).response["violations"]]
        width = page.evaluate("document.documentElement.scrollWidth")
        if found or width > size[0]:
            problems[address] = (found, width)

    assert problems == {}


def test_trail_is_filtered_without_leaving_the_page(signed_in, live_server, instance, filled):
    page = signed_in
    page.goto(f"{live_server.url}/protokoll/")
    by_head = page.get_by_role("row", name=re.compile("Leitung hat die Organisationseinheit"))
    by_planner = page.get_by_role(
        "row", name=re.compile("Fachplanung hat die Organisationseinheit")
    )
    expect(by_head).to_have_count(2)
    page.locator("select[name=person]").select_option(label="Fachplanung")

    expect(by_head).to_have_count(0)
    expect(by_planner).to_have_count(2)
    page.go_back()
    expect(by_head).to_have_count(2)
