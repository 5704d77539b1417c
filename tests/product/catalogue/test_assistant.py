# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading a plain table with the assistant, and recognising the next one."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from klammer.pipeline import deliveries
from klammer.warehouse.tidy import rows_of
from klammer_web.accounts.enums import Role
from klammer_web.catalogue.models import RememberedMapping, Upload

pytestmark = pytest.mark.django_db
TABLE = """Kinder in Tageseinrichtungen am 01.03.2022

Schlüssel;Name;männlich;weiblich
16061;Eichsfeld;1.510;1.402
16063;Wartburgkreis;2.345;2.217
16064;Unstrut-Hainich-Kreis;1.621;1.598
"""
ORIGIN = {
    "publisher": "Jugendamt",
    "title": "Kinder in Einrichtungen",
    "secrecy": "exact",
    "decimal": ",",
}


def upload(client, text, name="kita_2022.csv"):
    client.post(
        reverse("catalogue:upload_receive"),
        {"file": SimpleUploadedFile(name, text.encode("utf-8"))},
    )
    return Upload.objects.first()


def sent(client, found, **more):
    """What a browser sends back when a person changes nothing but what is named."""
    table = client.get(reverse("catalogue:upload", args=[found.id])).context["table"]
    data = {}
    for form in (table, *(form for _, _, form in table.columns)):
        for field in form:
            value = field.value()
            data[field.html_name] = "" if value is None else value
    return data | ORIGIN | more


def read(client, found, **more):
    address = reverse("catalogue:upload_read_table", args=[found.id])
    return client.post(address, sent(client, found, **more))


def staged_rows(instance, found):
    rows = rows_of(deliveries.staged(instance, found.staged_id).tidy)
    return {(r["area"], r["sex"]): r["value"] for r in rows}


def test_assistant_proposes_columns_with_reasons(as_role, instance):
    client = as_role(Role.DATA_STEWARD)
    found = upload(client, TABLE)

    response = client.get(reverse("catalogue:upload", args=[found.id]))

    columns = response.context["table"].columns
    roles = [form["role"].value() for _, _, form in columns]
    assert found.state == "received"
    assert roles[0] == "area"
    assert roles[2:] == ["value", "value"]
    assert all(column.reason_de for column, _, _ in columns)
    assert "Kinder in Tageseinrichtungen am 01.03.2022" in response.content.decode()


def test_confirmed_table_is_read_with_places(as_role, instance):
    client = as_role(Role.DATA_STEWARD)
    found = upload(client, TABLE)

    response = read(client, found)

    found.refresh_from_db()
    assert response.status_code == 302
    assert (found.state, found.refusal) == ("staged", None)
    delivery = deliveries.staged(instance, found.staged_id).delivery
    assert (delivery.publisher, delivery.title) == ("Jugendamt", "Kinder in Einrichtungen")
    assert staged_rows(instance, found) == {
        ("16061", "M"): 1510, ("16061", "F"): 1402, ("16063", "M"): 2345,
        ("16063", "F"): 2217, ("16064", "M"): 1621, ("16064", "F"): 1598,
    }  # fmt: skip


def test_next_delivery_of_the_same_structure_needs_no_question(as_role, instance):
    client = as_role(Role.DATA_STEWARD)
    first = upload(client, TABLE)
    read(client, first)
    client.post(reverse("catalogue:upload_accept", args=[first.id]))

    second = upload(
        client, TABLE.replace("2022", "2023").replace("2.345", "2.400"), "kita_2023.csv"
    )

    assert RememberedMapping.objects.count() == 1
    assert second.state == "staged"
    rows = rows_of(deliveries.staged(instance, second.staged_id).tidy)
    assert {row["value"] for row in rows} >= {2400.0}
    assert {row["period"] for row in rows} == {"2023-03-01"}


def test_next_delivery_that_does_not_say_its_period_is_asked_for_it(as_role, instance):
    client = as_role(Role.DATA_STEWARD)
    read(client, upload(client, TABLE))

    second = upload(client, TABLE.replace(" am 01.03.2022", ""), "kita.csv")
    response = client.get(reverse("catalogue:upload", args=[second.id]))

    assert second.state == "received"
    assert response.context["table"]["period"].value() == ""
    assert "Eine Tabelle mit diesem Aufbau wurde schon gelesen" in response.content.decode()


def test_mapping_of_another_workspace_is_not_used(as_role, client, person, neighbour, instance):
    as_role(Role.DATA_STEWARD)
    read(client, upload(client, TABLE))
    client.force_login(person(Role.DATA_STEWARD, neighbour))

    second = upload(client, TABLE)

    assert second.state == "received"


def test_table_without_an_area_is_asked_for_it(as_role, instance):
    client = as_role(Role.DATA_STEWARD)
    found = upload(client, TABLE)

    response = read(client, found, **{"c1-role": "", "c2-role": ""})

    assert response.status_code == 400
    assert "Bitte eine Spalte als Gebiet zuordnen." in response.content.decode()
    found.refresh_from_db()
    assert found.state == "received"


def test_wrong_cell_is_refused_with_its_place_and_can_be_mended(as_role, instance):
    client = as_role(Role.DATA_STEWARD)
    more = "16062;Nordhausen;1.001;1.002\n16065;Kyffhäuserkreis;1.003;1.004\n"
    found = upload(client, TABLE.replace("2.217", "viele") + more)

    read(client, found)

    found.refresh_from_db()
    text = client.get(reverse("catalogue:upload", args=[found.id])).content.decode()
    assert found.state == "refused"
    assert "Zeile 5" in text
    assert "So ließ sich die Datei nicht lesen" in text


def test_mapping_can_be_written_as_text(as_role, instance):
    client = as_role(Role.DATA_STEWARD)
    found = upload(client, TABLE)
    text = sent(client, found)["text"]
    assert "[area]" in text

    response = read(client, found, text=text + '\n[markers]\n"k. A." = "missing"\n')

    found.refresh_from_db()
    assert response.status_code == 302
    assert found.mapping["markers"] == {"k. A.": "missing"}


def test_nonsense_as_text_is_refused_beside_the_field(as_role, instance):
    client = as_role(Role.DATA_STEWARD)
    found = upload(client, TABLE)

    response = read(client, found, text="das ist kein TOML [")

    assert response.status_code == 400
    assert "Die Zuordnung ist so nicht vollständig." in response.content.decode()


def test_numbers_that_can_be_read_in_two_ways_are_asked_about(as_role, instance):
    client = as_role(Role.DATA_STEWARD)
    found = upload(client, TABLE)

    read(client, found, decimal="")

    text = client.get(reverse("catalogue:upload", args=[found.id])).content.decode()
    assert "Eine Zahl lässt sich auf zwei Arten lesen." in text
    assert "Das Dezimalzeichen in der Zuordnung angeben." in text
