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
from klammer_web.operation.models import Job as Work
from tests.product.catalogue.releasing import release
from tests.product.catalogue.small_instance import women_share, write_definition

pytestmark = pytest.mark.django_db
TABLE = """Kinder in Tageseinrichtungen am 01.03.2022

Schlüssel;Name;männlich;weiblich
16061;Eichsfeld;1.510;1.402
16063;Wartburgkreis;2.345;2.217
16064;Unstrut-Hainich-Kreis;1.621;1.598
"""
ORIGIN = {
    "publisher": "Jugendamt",
    "own": "own",
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


def take_over(client, found, **more):
    read(client, found, **more)
    client.post(reverse("catalogue:upload_accept", args=[found.id]))


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


def test_changed_column_keeps_the_period_of_the_table(as_role, instance):
    client = as_role(Role.DATA_STEWARD)
    found = upload(client, TABLE)

    read(client, found, **{"c3-name": "kinder", "c4-name": "kinder"})

    found.refresh_from_db()
    rows = rows_of(deliveries.staged(instance, found.staged_id).tidy)
    assert {(row["variable"], row["period"]) for row in rows} == {("kinder", "2022-03-01")}
    assert {row["sex"] for row in rows} == {"M", "F"}


def test_period_of_the_table_can_be_corrected(as_role, instance):
    client = as_role(Role.DATA_STEWARD)
    found = upload(client, TABLE)

    read(client, found, period="31.12.2021")

    found.refresh_from_db()
    rows = rows_of(deliveries.staged(instance, found.staged_id).tidy)
    assert {row["period"] for row in rows} == {"2021-12-31"}


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


def test_mapping_of_a_table_that_was_not_taken_over_is_not_remembered(as_role, instance):
    client = as_role(Role.DATA_STEWARD)
    read(client, upload(client, TABLE.replace("2.217", "viele")))
    dropped = upload(client, TABLE, "verworfen.csv")
    read(client, dropped)
    client.post(reverse("catalogue:upload_discard", args=[dropped.id]))

    again = upload(client, TABLE)

    assert RememberedMapping.objects.count() == 0
    assert again.state == "received"


def test_next_delivery_that_does_not_say_its_period_is_asked_for_it(as_role, instance):
    client = as_role(Role.DATA_STEWARD)
    take_over(client, upload(client, TABLE))

    second = upload(client, TABLE.replace(" am 01.03.2022", ""), "kita.csv")
    response = client.get(reverse("catalogue:upload", args=[second.id]))

    assert second.state == "received"
    assert response.context["table"]["period"].value() == ""
    assert "Eine Tabelle mit diesem Aufbau wurde schon gelesen" in response.content.decode()


def test_mapping_of_another_workspace_is_not_used(as_role, client, person, neighbour, instance):
    as_role(Role.DATA_STEWARD)
    take_over(client, upload(client, TABLE))
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


def test_word_among_the_figures_is_asked_about_with_its_place(as_role, instance):
    client = as_role(Role.DATA_STEWARD)
    more = "16062;Nordhausen;1.001;1.002\n16065;Kyffhäuserkreis;1.003;1.004\n"
    found = upload(client, TABLE.replace("2.217", "viele") + more)

    response = read(client, found)

    text = response.content.decode()
    assert response.status_code == 400
    assert "Bitte sagen, was hier gemeint ist." in text
    assert "Zeile 5, Spalte 4" in text
    read(client, found, **{"o0-meaning": "missing"})
    found.refresh_from_db()
    rows = rows_of(deliveries.staged(instance, found.staged_id).tidy)
    statuses = {(row["area"], row["sex"]): row["status"] for row in rows}
    assert found.state == "staged"
    assert statuses["16063", "F"] == "missing"
    assert statuses["16063", "M"] == "reported"


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

    response = read(client, found, decimal="")

    text = response.content.decode()
    found.refresh_from_db()
    assert (response.status_code, found.state) == (400, "received")
    assert "„1.510“ lässt sich auf zwei Arten lesen" in text
    assert "Bitte sagen, wie die Zahlen geschrieben sind." in text


@pytest.mark.parametrize(("said", "source_class"), [("own", "own"), ("published", "official")])
def test_own_figures_are_protected_unless_they_were_published(
    as_role, instance, said, source_class
):
    client = as_role(Role.DATA_STEWARD)
    found = upload(client, TABLE)

    read(client, found, own=said)

    found.refresh_from_db()
    staged = deliveries.staged(instance, found.staged_id).delivery
    assert staged.source_class == source_class


def test_own_delivery_is_not_shown_to_the_public(as_role, instance):
    client = as_role(Role.DATA_STEWARD)
    found = upload(client, TABLE)
    read(client, found)
    address = client.post(reverse("catalogue:upload_accept", args=[found.id])).url
    assert client.get(address).status_code == 200
    client.logout()

    assert client.get(address).status_code == 404
    assert client.get(f"{address}datei/").status_code == 404
    assert "Kinder in Einrichtungen" not in client.get("/daten/lieferungen/").content.decode()


def test_cells_behind_a_public_figure_of_own_counts_stay_hidden(as_role, instance):
    client = as_role(Role.DATA_STEWARD)
    found = upload(client, TABLE)
    read(client, found, **{"c3-name": "kinder", "c4-name": "kinder"})
    client.post(reverse("catalogue:upload_accept", args=[found.id]))
    write_definition(instance, children())
    release(client)
    assert {one.refusal for one in Work.objects.all()} == {None}
    root = instance.current_release("public", "16063").root[:12]
    address = f"/daten/herkunft/?wert={root}/kinder_in_kitas/2022-12-31/16063/2022"

    inside = client.get(address).content.decode()
    client.logout()
    outside = client.get(address).content.decode()

    assert "<strong>2.345</strong>" in inside
    assert "<strong>2.217</strong>" in inside
    assert "4.562" in outside  # the sum is public
    assert "2.345" not in outside
    assert "2.217" not in outside
    assert "eigene Zahlen, nicht öffentlich" in outside


def children():
    """Children in day care: girls and boys of the county's own table together."""
    return women_share(
        id="kinder_in_kitas", title="Kinder in Kitas", kind="count", unit="Kinder", decimals=0,
        interval="", why_no_interval="full_count",
        formula={"numerator": [
            {"variable": "kinder", "label": "Jungen", "sex": "M"},
            {"variable": "kinder", "label": "Mädchen", "sex": "F"},
        ]},
    )  # fmt: skip


def test_second_table_of_a_sheet_is_said_and_can_be_chosen(as_role, instance):
    client = as_role(Role.DATA_STEWARD)
    second = TABLE.replace("Kinder in Tageseinrichtungen", "Plätze in Tagespflege").replace(
        "männlich;weiblich", "Plätze;Personen"
    )
    found = upload(client, f"{TABLE}\n{second}")
    address = reverse("catalogue:upload", args=[found.id])

    page = client.get(address).content.decode()
    other = client.get(f"{address}?ab=8").content.decode()

    assert "Weiter unten steht noch eine Tabelle: Zeilen 11 bis 13" in page
    assert "„Plätze in Tagespflege am 01.03.2022“" in page
    assert "Plätze in Tagespflege am 01.03.2022" in other
    assert "Weiter unten steht noch eine Tabelle" not in other
    assert "ab=8" in other
