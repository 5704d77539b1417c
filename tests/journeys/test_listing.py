# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
# ruff: noqa: F401, F811  # reason: fixtures are imported by name
"""A list in the browser: filter, sort, keep a view, change many rows, go through the office."""

import io
import re
from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from klammer_web.accounts.actions import departments as actions
from klammer_web.accounts.enums import DepartmentKind, Role
from klammer_web.accounts.models import Department, User
from tests.journeys.test_people import look, pictures, sign_in
from tests.product.accounts.conftest import city, county, person, seat
from tests.product.accounts.test_listing import NAME, SORT, line, saved_again

pytestmark = pytest.mark.django_db(transaction=True)
AT = datetime(2026, 11, 22, 9, tzinfo=UTC)
LONG = "Stabsstelle für integrierte Sozialplanung, Armutsprävention und Quartiersentwicklung"


@pytest.fixture
def offices(person, county, seat):
    """A county's order: two divisions, their offices, one with a long name."""
    own, made = seat(person(county, Role.COORDINATOR, name="Planungskoordination"), county), {}
    for name, kind, parent in (
        ("Dezernat Jugend und Soziales", DepartmentKind.DIVISION, None),
        ("Jugendamt", DepartmentKind.OFFICE, "Dezernat Jugend und Soziales"),
        ("Sozialamt", DepartmentKind.OFFICE, "Dezernat Jugend und Soziales"),
        ("Gesundheitsamt", DepartmentKind.OFFICE, None),
        (LONG, DepartmentKind.STAFF_UNIT, None),
    ):
        made[name] = actions.add_department(
            seat=own, name=name, kind=kind, parent=made.get(parent), at=AT
        )
    return made


def test_departments_go_through_the_office_and_back(  # reason: one journey
    served_atlas, watched, person, county, offices, seat, pictures
):
    page, base = watched, served_atlas
    sign_in(page, base, User.objects.get(name="Planungskoordination"))
    page.goto(f"{base}/konto/mandant/organisation/")
    look(page, "liste-organisation", pictures)

    page.get_by_label("der Art").select_option("Amt")
    expect(page.get_by_text("3 von 5 Organisationseinheiten")).to_be_visible()
    expect(page).to_have_url(f"{base}/konto/mandant/organisation/?art=office")
    page.get_by_text("Ansichten", exact=True).click()
    page.get_by_label("Was gerade zu sehen ist").fill("Nur Ämter")
    page.get_by_role("button", name="Ansicht speichern").click()
    expect(page.get_by_text("Die Ansicht „Nur Ämter“ ist gespeichert.")).to_be_visible()
    page.get_by_text("Ansichten", exact=True).click()
    look(page, "liste-ansichten", pictures)
    page.keyboard.press("Escape")
    page.get_by_role("link", name="Name").click()
    page.get_by_role("link", name="Alle zeigen").click()

    page.get_by_label("Jugendamt auswählen").check()
    page.get_by_label("Sozialamt auswählen").check()
    expect(page.get_by_text("2 Zeilen")).to_be_visible()
    page.get_by_role("group", name="2 Zeilen").get_by_label(re.compile("^Art")).select_option(
        "Fachdienst"
    )
    look(page, "liste-auswahl", pictures)
    page.get_by_role("button", name="Unterschiede ansehen").click()
    expect(page.get_by_role("heading", name="2 geändert")).to_be_visible()
    page.get_by_role("button", name="So übernehmen").click()
    look(page, "liste-gespeichert", pictures)
    page.get_by_role("button", name="Zurücknehmen").click()
    expect(page.get_by_text("Zurückgenommen.")).to_be_visible()

    page.get_by_text("Mitnehmen", exact=True).click()
    page.get_by_role("link", name="In Excel oder LibreOffice bearbeiten").click()
    look(page, "mappe", pictures)
    with page.expect_download() as taken:
        page.get_by_role("link", name="Für Excel (XLSX)").click()
    book = taken.value.path().read_bytes()

    def edit(rows):
        line(rows, "Jugendamt")[NAME] = "Jugend- und Schulamt"
        line(rows, "Sozialamt")[SORT] = "Fachbereich"
        rows.remove(line(rows, "Gesundheitsamt"))
        rows.append(["", "", "Pflegestützpunkt", "Sonstige Stelle", "Sozialamt", ""])

    Department.objects.filter(name="Jugendamt").update(name="Amt für Jugend")
    bring(page, saved_again(book, edit))
    expect(page.get_by_role("heading", name="Zwei Fassungen")).to_be_visible()
    look(page, "mappe-unterschiede", pictures)
    page.get_by_label("Ihre Fassung").check()
    page.get_by_role("button", name="So übernehmen").click()
    expect(page.get_by_text("Gespeichert: 2 geändert, 1 neu.")).to_be_visible()
    assert Department.objects.filter(name="Jugend- und Schulamt").exists()

    page.goto(f"{base}/konto/mandant/")
    look(page, "liste-personen", pictures)


def bring(page, book: bytes) -> None:
    """Choose a workbook and send it."""
    page.get_by_label("Die bearbeitete Arbeitsmappe").set_input_files(
        {"name": "mappe.xlsx", "mimeType": "application/zip", "buffer": book}
    )
    page.get_by_role("button", name="Unterschiede ansehen").click()


def test_empty_list_says_what_to_do_first(served_atlas, watched, person, county, pictures):
    sign_in(watched, served_atlas, person(county, Role.COORDINATOR))
    watched.goto(f"{served_atlas}/konto/mandant/organisation/")

    expect(watched.get_by_text("Noch keine Gliederung")).to_be_visible()
    look(watched, "liste-leer", pictures)
