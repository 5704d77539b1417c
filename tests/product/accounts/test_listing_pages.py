# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
# ruff: noqa: F811  # reason: fixtures are imported by name and used by name
"""Lists as people use them: filters in the address, kept views, bulk edits, files."""

import subprocess
from datetime import date
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone

from klammer_web.accounts.actions import departments as actions
from klammer_web.accounts.enums import DepartmentKind, Role
from klammer_web.accounts.models import Department, Membership, SavedView
from tests.conftest import require
from tests.product.accounts.conftest import AT
from tests.product.accounts.workbooks import (  # noqa: F401  # reason: fixtures by name
    KEY,
    LIST,
    NAME,
    PARENT,
    SORT,
    STATE,
    _one_factor,
    brought,
    confirmed,
    coordinator_seat,
    line,
    offices,
    rows_of,
    saved_again,
    signed,
    taken,
    text_of,
)

pytestmark = pytest.mark.django_db


def test_bulk_edit_is_looked_at_written_and_taken_back(signed, offices):
    chosen = [str(offices[name].id) for name in ("Jugendamt", "Sozialamt")]
    shown = signed.post(
        reverse("accounts:list_change", args=[LIST]), {"wahl": chosen, "neu.art": "service"}
    )
    assert "2 geändert" in text_of(shown)
    told = confirmed(signed, shown)
    assert Department.objects.filter(kind="service").count() == 2
    assert "2 Zeilen zusammen geändert" in text_of(told)

    Department.objects.filter(name="Sozialamt").update(kind="unit")
    back = signed.post(reverse("accounts:list_undo", args=[LIST]), follow=True)

    assert "Zurückgenommen" in text_of(back)
    assert "1 Angaben blieben stehen" in text_of(back)
    kinds = dict(Department.objects.values_list("name", "kind"))
    assert (kinds["Jugendamt"], kinds["Sozialamt"]) == ("office", "unit")


def test_new_rows_are_taken_back_too(signed, offices):
    def edit(rows):
        rows.append(["", "", "Versehen", "Amt", "", ""])

    confirmed(signed, brought(signed, saved_again(taken(signed), edit)))
    assert Department.objects.filter(name="Versehen").exists()
    signed.post(reverse("accounts:list_undo", args=[LIST]))

    assert not Department.objects.filter(name="Versehen").exists()


def test_people_change_their_department_by_workbook_but_not_their_role(
    signed, offices, person, county
):
    someone = person(county, Role.SECTOR_PLANNER, name="fachplanung")

    def edit(rows):
        at = rows[0].index("Organisationseinheit")
        line(rows, "fachplanung")[at] = "Jugendamt"
        line(rows, "fachplanung")[rows[0].index("Rolle (nur zur Ansicht)")] = "Leitung"

    book = saved_again(taken(signed, "accounts.people"), edit)
    confirmed(signed, brought(signed, book, "accounts.people"), "accounts.people")

    held = Membership.objects.get(user=someone)
    assert held.department == offices["Jugendamt"]
    assert held.role == Role.SECTOR_PLANNER


def test_new_person_is_no_row_of_a_workbook(signed, offices):
    def edit(rows):
        rows.append(["", "", "Neu", "", "Jugendamt", "", ""])

    shown = brought(signed, saved_again(taken(signed, "accounts.people"), edit), "accounts.people")

    assert shown.status_code == 400
    assert "neue Einträge nur auf der Seite selbst" in text_of(shown)


def test_guessed_key_of_another_workspace_tells_and_changes_nothing(
    signed, offices, city, person, seat
):
    foreign = actions.add_department(
        seat=seat(person(city, Role.COORDINATOR, name="erfurt"), city), name="Geheim",
        kind=DepartmentKind.OFFICE, parent=None, at=AT,
    )  # fmt: skip

    def edit(rows):
        line(rows, "Jugendamt")[KEY] = str(foreign.id)
        line(rows, "Jugendamt")[NAME] = "Übernommen"

    shown = brought(signed, saved_again(taken(signed), edit))
    confirmed(signed, shown)

    assert "Geheim" not in text_of(shown)
    assert Department.objects.get(id=foreign.id).name == "Geheim"


def test_carried_changes_of_another_person_are_not_accepted(
    signed, offices, person, county, client
):
    shown = brought(
        signed,
        saved_again(taken(signed), lambda rows: line(rows, "Jugendamt").__setitem__(NAME, "Neu")),
    )
    client.force_login(person(county, Role.ADMINISTRATOR))
    told = confirmed(client, shown)

    assert "nicht mehr gültig" in text_of(told)
    assert Department.objects.filter(name="Jugendamt").exists()


def test_planner_may_neither_take_nor_bring(client, offices, person, county):
    client.force_login(person(county, Role.SECTOR_PLANNER))

    for name in ("list_workbook", "list_change", "list_confirm", "list_undo"):
        assert client.post(reverse(f"accounts:{name}", args=[LIST])).status_code == 403


def test_filter_word_and_order_stand_in_the_address(signed, offices):
    address = reverse("accounts:departments")
    found = text_of(signed.get(address, {"art": "office", "suche": "jugend"}))
    falling = signed.get(address, {"folge": "-name"}).content.decode().split("<thead>")[1]

    assert "1 von 3 Organisationseinheiten" in found
    assert falling.index(">Sozialamt<") < falling.index(">Jugendamt<")
    assert 'aria-sort="descending"' in falling


def test_empty_wishes_leave_the_address(signed, offices):
    response = signed.get(reverse("accounts:departments"), {"art": "", "suche": "amt"})

    assert response.url == reverse("accounts:departments") + "?suche=amt"


def test_chosen_columns_are_kept_in_the_address(signed, offices):
    address = reverse("accounts:departments")
    response = signed.get(address, {"spalte": ["name", "personen"]})
    shown = signed.get(response.url).content.decode()

    assert response.url == f"{address}?spalten=name%2Cpersonen"
    assert 'scope="col"' in shown
    assert ">gehört zu<" not in shown.split("<thead>")[1].split("</thead>")[0]


@pytest.mark.parametrize("ending", ["xlsx", "ods"])
def test_file_holds_what_is_seen_and_says_what_it_is(signed, offices, ending):
    response = signed.get(
        reverse("accounts:departments"), {"art": "office", "spalten": "name,art", "als": ending}
    )
    about = {tuple(row[:2]) for row in rows_of(response.content, "Angaben")}

    assert rows_of(response.content, "Organisation") == [
        ["Name", "Art"], ["Jugendamt", "Amt"], ["Sozialamt", "Amt"],
    ]  # fmt: skip
    assert ("Auswahl", "Art: Amt") in about
    assert ("Erstellt von", "coordinator") in about
    assert ("Zeilen", "2 von 3 Organisationseinheiten") in about


def test_csv_in_two_manners(signed, offices):
    Department.objects.filter(name="Sozialamt").update(name="=1+1;x")
    address = reverse("accounts:departments")

    def lines(manner):
        answer = signed.get(address, {"als": manner, "spalten": "name,personen"})
        return b"".join(answer.streaming_content).decode()

    assert lines("csv").splitlines()[:1] == ["\ufeffName;Personen"]
    assert '"\'=1+1;x";0\r\n' in lines("csv")
    assert "'=1+1;x,0\r\n" in lines("csv-schlicht")
    assert not lines("csv-schlicht").startswith("\ufeff")


def test_view_is_kept_opens_first_and_is_forgotten(signed, offices, coordinator_seat):
    address = reverse("accounts:departments")
    signed.post(
        reverse("accounts:view_save", args=[LIST]),
        {"name": "Nur Ämter", "auswahl": "art=office&seite=3"},
    )
    view = SavedView.objects.get()
    assert (view.query, view.owner_id) == ("art=office", coordinator_seat.user_id)

    signed.post(reverse("accounts:view_default", args=[view.id]))
    assert signed.get(address).url == f"{address}?art=office"
    assert signed.get(f"{address}?ansicht=").status_code == 200

    signed.post(reverse("accounts:view_remove", args=[view.id]))
    assert signed.get(address).status_code == 200
    assert not SavedView.objects.exists()


def test_view_of_a_person_is_hidden_from_others(signed, offices, person, county, client):
    signed.post(
        reverse("accounts:view_save", args=[LIST]), {"name": "Vertrauliches", "auswahl": ""}
    )
    signed.post(
        reverse("accounts:view_save", args=[LIST]), {"name": "Unsere", "auswahl": "", "alle": "on"}
    )
    mine = SavedView.objects.get(name="Vertrauliches")
    signed.get(reverse("accounts:departments"))  # reads what was said about keeping them
    client.force_login(person(county, Role.ADMINISTRATOR))
    shown = text_of(client.get(reverse("accounts:departments")))

    assert "Unsere" in shown
    assert "Vertrauliches" not in shown
    assert client.post(reverse("accounts:view_remove", args=[mine.id])).status_code == 404


@pytest.fixture(scope="session")
def office(tmp_path_factory):
    """A real LibreOffice that opens a file and saves it again."""
    import shutil

    program = shutil.which("soffice")
    require(program, "LibreOffice Calc (soffice)")
    folder = tmp_path_factory.mktemp("office")

    def saved(files: list[Path], ending: str) -> Path:
        out = folder / ending
        subprocess.run(
            [program, f"-env:UserInstallation=file://{folder}/profile", "--headless",
             "--convert-to", ending, "--outdir", str(out), *map(str, files)],
            check=True, capture_output=True, timeout=120,
        )  # fmt: skip
        return out

    return saved


def test_workbooks_saved_by_libreoffice_come_back_unharmed(signed, offices, office, tmp_path):
    Department.objects.filter(name="Sozialamt").update(name="Amt  für „Teilhabe“\n& Pflege <1>")
    for ending in ("xlsx", "ods"):
        (tmp_path / f"aus-{ending}.{ending}").write_bytes(taken(signed, ending=ending))
    made = [tmp_path / "aus-xlsx.xlsx", tmp_path / "aus-ods.ods"]

    for ending in ("ods", "xlsx"):
        folder = office(made, ending)
        for path in sorted(folder.iterdir()):
            book = path.read_bytes()
            assert "Kein Unterschied" in text_of(brought(signed, book, name=path.name)), path
            assert len(rows_of(book)) >= 4


def test_dates_as_serials_or_words_are_days():
    from klammer_web.ui.listing import Column, Kind
    from klammer_web.ui.listing.office import cells

    column = Column("tag", "Tag", lambda one: one, kind=Kind.DATE)

    for typed in (
        46348,
        46348.0,
        "22.11.2026",
        "2026-11-22",
        date(2026, 11, 22),
        timezone.make_aware(timezone.datetime(2026, 11, 22, 10)),
    ):
        assert cells.value_of(typed, column) == date(2026, 11, 22)
    for typed in ("22.13.2026", "morgen", 0.5, True):
        with pytest.raises(cells.WrongCellError):
            cells.value_of(typed, column)
