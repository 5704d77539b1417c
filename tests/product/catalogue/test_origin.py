# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""No spreadsheet and no plain table is taken over before somebody says where it is from."""

from io import BytesIO

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from klammer.pipeline import deliveries
from klammer_web.accounts.enums import Role
from klammer_web.catalogue.models import Upload
from tests.product.catalogue.test_assistant import TABLE, read, sent, upload

pytestmark = pytest.mark.django_db
KINDS = [("own", "own"), ("published", "official")]


def spreadsheet(client):
    kept = BytesIO()
    book = xlsxwriter.Workbook(kept, {"in_memory": True})
    sheet = book.add_worksheet()
    rows = (
        ["Hilfen zur Erziehung am 31.12.2022"],
        [],
        ["Schlüssel", "Name", "Fälle"],
        ["16061", "Eichsfeld", 4],
        ["16063", "Wartburgkreis", 7],
        ["16064", "Unstrut-Hainich-Kreis", 2],
    )
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
    book.close()
    client.post(
        reverse("catalogue:upload_receive"),
        {"file": SimpleUploadedFile("hilfen.xlsx", kept.getvalue())},
    )
    return Upload.objects.first()


def as_workbook(client, found, **more):
    said = {"reader": "workbook", "boundary": "2022-12-31"} | more
    return client.post(reverse("catalogue:upload_read", args=[found.id]), said)


def test_spreadsheet_goes_to_the_assistant(as_role, instance):
    client = as_role(Role.DATA_STEWARD)

    found = spreadsheet(client)

    response = client.get(reverse("catalogue:upload", args=[found.id]))
    assert (found.state, found.reader) == ("received", "table")
    assert response.context["table"]["own"].value() == ""
    assert response.context["form"]["reader"].value() == ""
    assert deliveries.waiting(instance) == []


@pytest.mark.parametrize("name", ["publisher", "own"])
def test_table_is_not_read_without_origin(as_role, instance, name):
    client = as_role(Role.DATA_STEWARD)
    found = upload(client, TABLE)

    response = read(client, found, **{name: ""})

    found.refresh_from_db()
    assert response.status_code == 400
    assert list(response.context["table"].errors) == [name]
    assert found.state == "received"


def test_mapping_as_text_cannot_evade_the_questions(as_role, instance):
    client = as_role(Role.DATA_STEWARD)
    found = upload(client, TABLE)
    typed = sent(client, found)["text"] + '\n[markers]\n"k. A." = "missing"\n'

    read(client, found, text=typed)

    found.refresh_from_db()
    assert found.mapping["origin"]["publisher"] == "Jugendamt"
    assert found.mapping["origin"]["own"] is True


@pytest.mark.parametrize("missing", ["workbook_publisher", "workbook_own"])
def test_workbook_as_explicit_choice_asks_too(as_role, instance, missing):
    client = as_role(Role.DATA_STEWARD)
    found = spreadsheet(client)
    said = {"workbook_publisher": "Landesamt", "workbook_own": "published"} | {missing: ""}

    response = as_workbook(client, found, **said)

    assert response.status_code == 400
    assert list(response.context["form"].errors) == [missing]


@pytest.mark.parametrize(("said", "source_class"), KINDS)
def test_workbook_is_protected_unless_it_was_published(as_role, instance, said, source_class):
    client = as_role(Role.DATA_STEWARD)
    found = spreadsheet(client)

    as_workbook(client, found, workbook_publisher="Landesamt", workbook_own=said)

    found.refresh_from_db()
    assert (found.state, found.refusal) == ("staged", None)
    staged = deliveries.staged(instance, found.staged_id).delivery
    assert (staged.publisher, staged.source_class) == ("Landesamt", source_class)


@pytest.mark.parametrize("reader", ["table", "workbook"])
@pytest.mark.parametrize(
    "origin", [{}, {"own": False}, {"publisher": "Landesamt"}, {"publisher": " ", "own": True}]
)
def test_delivery_without_origin_is_not_accepted(as_role, instance, reader, origin):
    client = as_role(Role.DATA_STEWARD)
    found = upload(client, TABLE)
    read(client, found)
    found.refresh_from_db()
    found.reader, found.mapping = reader, found.mapping | {"origin": origin}
    found.save()
    before = len(deliveries.accepted(instance))

    response = client.post(reverse("catalogue:upload_accept", args=[found.id]))

    assert response.status_code == 400
    assert "Es fehlt, woher die Zahlen kommen." in response.content.decode()
    assert len(deliveries.accepted(instance)) == before
