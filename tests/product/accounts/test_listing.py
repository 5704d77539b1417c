# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Lists as people use them: filters in the address, kept views, bulk edits, the way through Excel."""

import io
import re
import subprocess
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from python_calamine import CalamineWorkbook

from klammer_web.accountability.models import AuditEntry
from klammer_web.accounts.actions import departments as actions
from klammer_web.accounts.enums import DepartmentKind, Role
from klammer_web.accounts.models import Department, Membership, SavedView
from tests.conftest import require
from tests.product.accounts.conftest import AT

pytestmark = pytest.mark.django_db
LIST = "accounts.departments"
KEY, STATE, NAME, SORT, PARENT = range(5)


@pytest.fixture(autouse=True)
def _one_factor(settings):
    settings.SECOND_FACTOR_ROLES = frozenset()


@pytest.fixture
def coordinator_seat(person, county, seat):
    return seat(person(county, Role.COORDINATOR), county)


@pytest.fixture
def offices(coordinator_seat):
    """A division with two offices."""
    made = {}
    for name, kind, parent in (
        ("Dezernat Soziales", DepartmentKind.DIVISION, None),
        ("Jugendamt", DepartmentKind.OFFICE, "Dezernat Soziales"),
        ("Sozialamt", DepartmentKind.OFFICE, "Dezernat Soziales"),
    ):
        made[name] = actions.add_department(
            seat=coordinator_seat, name=name, kind=kind, parent=made.get(parent), at=AT
        )
    return made


@pytest.fixture
def signed(client, coordinator_seat):
    from klammer_web.accounts.models import User

    client.force_login(User.objects.get(id=coordinator_seat.user_id))
    return client


def text_of(response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def taken(client, listing=LIST, ending="xlsx", query="") -> bytes:
    response = client.get(
        reverse("accounts:list_workbook", args=[listing]) + f"?als={ending}{query}"
    )
    assert response.status_code == 200
    return response.content


def rows_of(book: bytes, sheet="Liste") -> list[list]:
    with CalamineWorkbook.from_filelike(io.BytesIO(book)) as opened:
        return opened.get_sheet_by_name(sheet).to_python(skip_empty_area=False)


def saved_again(book: bytes, edit, *, move=(), **more) -> bytes:
    """Write a workbook as another program would: shared strings, moved columns, other rows."""
    sheets = {}
    with CalamineWorkbook.from_filelike(io.BytesIO(book)) as opened:
        for name in opened.sheet_names:
            sheets[name] = opened.get_sheet_by_name(name).to_python(skip_empty_area=False)
    edit(sheets["Liste"])
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as target:
        for name, rows in sheets.items():
            sheet = target.add_worksheet(name)
            for number, row in enumerate(rows):
                cells = (
                    [row[at] for at in move] + row[len(move) :] if move and name == "Liste" else row
                )
                for column, cell in enumerate(cells):
                    if cell != "":
                        sheet.write(number, column, cell)
                if number in more.get("hide", ()) and name == "Liste":
                    sheet.set_row(number, None, None, {"hidden": True})
    return buffer.getvalue()


def brought(client, book: bytes, listing=LIST, name="mappe.xlsx"):
    return client.post(
        reverse("accounts:list_workbook", args=[listing]),
        {"mappe": SimpleUploadedFile(name, book)},
    )


def confirmed(client, shown, listing=LIST, **choices):
    stand = re.search(r'name="stand" value="([^"]+)"', shown.content.decode())[1]
    return client.post(
        reverse("accounts:list_confirm", args=[listing]), {"stand": stand, **choices}, follow=True
    )


def line(rows, name):
    return next(row for row in rows if row[NAME] == name)


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
