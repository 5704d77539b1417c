# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Departments as a list, and what goes out of and into a workbook."""

import io
import re

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from python_calamine import CalamineWorkbook

from klammer_web.accounts.actions import departments as actions
from klammer_web.accounts.enums import DepartmentKind, Role
from tests.product.accounts.conftest import AT

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
