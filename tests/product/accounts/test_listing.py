# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
# ruff: noqa: F811  # reason: fixtures are imported by name and used by name
"""The way through Excel and back: shown before it is written, merged cell by cell."""

import io
import re

import pytest

from klammer_web.accountability.models import AuditEntry
from klammer_web.accounts.actions import departments as actions
from klammer_web.accounts.enums import DepartmentKind, Role
from klammer_web.accounts.models import Department
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


def test_workbook_hides_key_and_state_and_offers_choices(signed, offices, tmp_path):
    import zipfile

    book = taken(signed)
    head = rows_of(book)[0]
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()

    assert head == [
        "Schlüssel (nicht ändern)", "Stand (nicht ändern)", "Name", "Art", "gehört zu",
        "Personen (nur zur Ansicht)",
    ]  # fmt: skip
    assert re.search(
        r'<col min="1" max="2"[^>]*hidden="1"|<col min="1" max="1"[^>]*hidden="1"', sheet
    )
    assert sheet.count('type="list"') == 2
    assert [row[NAME] for row in rows_of(book)[1:4]] == list(offices)


def test_untouched_workbook_changes_nothing(signed, offices):
    for ending in ("xlsx", "ods"):
        shown = brought(signed, taken(signed, ending=ending), name=f"mappe.{ending}")

        assert "Kein Unterschied" in text_of(shown)


def test_changed_new_and_missing_rows_are_shown_and_nothing_is_written_before(signed, offices):
    def edit(rows):
        line(rows, "Jugendamt")[NAME] = "Jugend- und Schulamt"
        rows.remove(line(rows, "Sozialamt"))
        rows.append(["", "", "Pflegestützpunkt", "Sonstige Stelle", "Jugend- und Schulamt", ""])

    shown = brought(signed, saved_again(taken(signed), edit))
    said = text_of(shown)

    assert "1 geändert" in said
    assert "Jugendamt Jugend- und Schulamt" in said
    assert "1 neu" in said
    assert "1 fehlt in der Mappe" in said
    assert set(Department.objects.values_list("name", flat=True)) == set(offices)


def test_confirmed_changes_are_written_each_with_its_audit_entry(signed, offices):
    def edit(rows):
        line(rows, "Jugendamt")[NAME] = "Jugend- und Schulamt"
        rows.remove(line(rows, "Sozialamt"))
        rows.append(["", "", "Pflegestützpunkt", "Sonstige Stelle", "Jugend- und Schulamt", ""])

    before = AuditEntry.objects.count()
    shown = brought(signed, saved_again(taken(signed), edit))
    told = confirmed(signed, shown, entfernen=str(offices["Sozialamt"].id))

    assert "Gespeichert: 1 geändert, 1 neu, 1 entfernt" in text_of(told)
    assert AuditEntry.objects.count() == before + 3
    new = Department.objects.get(name="Pflegestützpunkt")
    assert new.parent == offices["Jugendamt"]
    assert not Department.objects.filter(name="Sozialamt").exists()


def test_missing_row_stays_unless_it_is_ticked(signed, offices):
    shown = brought(
        signed,
        saved_again(taken(signed), lambda rows: rows.remove(line(rows, "Sozialamt"))),
    )
    confirmed(signed, shown)

    assert Department.objects.filter(name="Sozialamt").exists()


def test_what_another_person_removed_meanwhile_is_no_missing_row(signed, offices):
    book = taken(signed)
    offices["Sozialamt"].delete()

    assert "Kein Unterschied" in text_of(brought(signed, book))


def test_two_sheets_merge_cell_by_cell(signed, offices):
    first = second = taken(signed)
    first = saved_again(first, lambda rows: line(rows, "Jugendamt").__setitem__(NAME, "Amt J"))
    second = saved_again(
        second, lambda rows: line(rows, "Jugendamt").__setitem__(SORT, "Fachdienst")
    )
    confirmed(signed, brought(signed, first))
    shown = brought(signed, second)
    told = confirmed(signed, shown)

    assert "1 Angabe hat andere" not in text_of(told)
    held = Department.objects.get(id=offices["Jugendamt"].id)
    assert (held.name, held.kind) == ("Amt J", DepartmentKind.SERVICE)
    assert "1 Angabe hat andere seither geändert" in text_of(shown).replace(
        "haben andere", "hat andere"
    )


@pytest.mark.parametrize(
    ("choice", "left"), [("mine", "Amt B"), ("theirs", "Amt A"), ("", "Amt A")]
)
def test_clash_shows_both_and_the_person_chooses(signed, offices, choice, left):
    book = taken(signed)
    mine = saved_again(book, lambda rows: line(rows, "Jugendamt").__setitem__(NAME, "Amt B"))
    theirs = saved_again(book, lambda rows: line(rows, "Jugendamt").__setitem__(NAME, "Amt A"))
    confirmed(signed, brought(signed, theirs))

    shown = brought(signed, mine)
    said = text_of(shown)
    key = offices["Jugendamt"].id
    confirmed(signed, shown, **({f"wahl.{key}.name": choice} if choice else {}))

    assert "Zwei Fassungen" in said
    assert "Ihre Fassung Amt B" in said
    assert "Fassung von coordinator" in said
    assert Department.objects.get(id=key).name == left


def test_change_between_look_and_confirmation_is_shown_again(signed, offices, coordinator_seat):
    shown = brought(
        signed,
        saved_again(taken(signed), lambda rows: line(rows, "Jugendamt").__setitem__(NAME, "Amt B")),
    )
    actions.change_department(
        seat=coordinator_seat, department_id=offices["Jugendamt"].id, name="Amt A",
        kind=DepartmentKind.OFFICE, parent=offices["Dezernat Soziales"], at=AT,
    )  # fmt: skip
    again = confirmed(signed, shown)

    assert again.status_code == 409
    assert "Zwei Fassungen" in text_of(again)
    assert Department.objects.get(id=offices["Jugendamt"].id).name == "Amt A"


def set_cell(name, at, value):
    return lambda rows: line(rows, name).__setitem__(at, value)


def without_keys(rows):
    for one in rows:
        one[KEY] = ""
    rows[0][KEY] = "weg"


BROKEN = {
    "choice": set_cell("Jugendamt", SORT, "Ministerium"),
    "empty": set_cell("Jugendamt", NAME, ""),
    "twice": lambda rows: set_cell("Sozialamt", KEY, line(rows, "Jugendamt")[KEY])(rows),
    "long": set_cell("Jugendamt", NAME, "x" * 201),
    "nokey": without_keys,
    "nocolumn": lambda rows: rows[0].__setitem__(SORT, "Sorte"),
    "formula": set_cell("Jugendamt", NAME, "=1+1"),
    "parent": set_cell("Jugendamt", PARENT, "gibt es nicht"),
    "nostate": set_cell("Jugendamt", STATE, "x"),
}


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("choice", "D3 Art: „Ministerium“ steht nicht zur Wahl. Möglich sind: Dezernat"),
        ("empty", "C3 Name: Die Angabe fehlt."),
        ("twice", "A4 Der Schlüssel steht schon in Zeile 3."),
        ("long", "C3 Name: Der Text ist mit 201 Zeichen zu lang."),
        ("nokey", "Zeile 1 Die Spalte „Schlüssel (nicht ändern)“ fehlt."),
        ("nocolumn", "Zeile 1 Die Spalte „Art“ fehlt."),
        ("formula", "C3 Hier steht eine Formel."),
        ("parent", "E3 gehört zu: „gibt es nicht“ steht nicht zur Wahl."),
        ("nostate", "A3 Der Stand dieser Zeile fehlt."),
    ],
)
def test_broken_workbook_is_refused_whole_with_its_cells(signed, offices, kind, said):
    before = list(Department.objects.values_list("name", "kind"))
    shown = brought(signed, saved_again(taken(signed), BROKEN[kind]))

    assert shown.status_code == 400
    assert said in text_of(shown)
    assert "Es wurde nichts geändert." in text_of(shown)
    assert list(Department.objects.values_list("name", "kind")) == before


@pytest.mark.parametrize("content", [b"", b"Name;Art\r\n", b"PK\x03\x04 kaputt", b"%PDF-1.7"])
def test_file_that_is_no_workbook_is_refused(signed, offices, content):
    assert brought(signed, content).status_code == 400


def test_workbook_of_another_list_or_workspace_is_refused(signed, offices, city, person, client):
    people = taken(signed, "accounts.people")
    assert "andere" in text_of(brought(signed, people))

    own = taken(signed)
    client.force_login(person(city, Role.COORDINATOR, name="erfurt"))
    assert "anderen Mandanten" in text_of(brought(client, own))


def test_sorted_hidden_and_moved_columns_are_understood(signed, offices):
    def edit(rows):
        rows[1:] = sorted(rows[1:], key=lambda row: row[NAME], reverse=True)
        line(rows, "Sozialamt")[NAME] = "Sozial- und Pflegeamt"

    book = saved_again(taken(signed), edit, move=(NAME, SORT, KEY, STATE, PARENT), hide=(1, 2))
    confirmed(signed, brought(signed, book))

    assert Department.objects.get(id=offices["Sozialamt"].id).name == "Sozial- und Pflegeamt"
    assert Department.objects.count() == 3


def test_refused_change_writes_nothing_of_the_others(signed, offices):
    def edit(rows):
        line(rows, "Jugendamt")[NAME] = "Neu"
        line(rows, "Dezernat Soziales")[PARENT] = "Sozialamt"

    shown = confirmed(signed, brought(signed, saved_again(taken(signed), edit)))

    assert shown.status_code == 400
    assert "kann nicht unter sich selbst stehen" in text_of(shown)
    assert Department.objects.filter(name="Jugendamt").exists()
