# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The public data pages: what they show, and what they answer to nonsense."""

import pytest
from django.urls import reverse

from klammer.base.cells import TOTAL
from klammer.pipeline import releases
from klammer_web.catalogue.phrases import words
from klammer_web.catalogue.queries.addresses import Address, parse_address
from tests.product.catalogue.small_instance import AT, women_share, write_definition

pytestmark = pytest.mark.django_db


def page(client, name, *arguments, status=200, **query):
    response = client.get(reverse(f"catalogue:{name}", args=arguments), query)
    assert response.status_code == status
    return response.content.decode()


def test_overview_counts_what_is_released(client, instance):
    text = page(client, "overview")

    assert "1 Kennzahlen mit Zahlen bis 2022 sind freigegeben" in text
    assert "1 mit Zahlen, 1 noch ohne" in text
    assert "Was zu tun ist" not in text


def test_indicator_list_finds_by_word_and_says_what_has_no_data(client, instance):
    found = page(client, "indicators", suche="FRAUEN")
    everything = page(client, "indicators")

    assert "1 von 2 Kennzahlen" in found
    assert "Vereine" not in found
    assert "2 Kennzahlen" in everything
    assert "keine Daten" in everything


def test_indicator_list_answers_fragments_only_to_htmx(client, instance):
    response = client.get(reverse("catalogue:indicators"), headers={"HX-Request": "true"})

    assert "<html" not in response.content.decode()


def test_sheet_prints_the_formula_from_the_object_and_counts_coverage(client, instance):
    text = page(client, "indicator", "frauenanteil")

    assert "Frauen ÷ Bevölkerung × 100" in text
    assert "fachlich ungeprüft" in text
    assert "2021–2022" in text
    assert "Zensus 2022" in text


def test_sheet_without_data_says_how_to_get_it(client, instance):
    text = page(client, "indicator", "ohne_daten")

    assert "Keine Daten – so bekommt man sie" in text
    assert "Beim Registergericht erfragen." in text


def test_sheet_of_an_indicator_whose_data_wait_says_so(client, instance):
    write_definition(instance, women_share(id="frauen_neu", title="Frauen, neu"))

    text = page(client, "indicator", "frauen_neu")

    assert "Gerechnet wird die Kennzahl mit der nächsten Freigabe." in text
    assert "keiner übernommenen Lieferung" not in text


def test_sheet_of_an_unknown_indicator_is_404(client, instance):
    page(client, "indicator", "gibt_es_nicht", status=404)


def test_values_come_as_german_csv_with_status(client, instance):
    response = client.get(
        reverse("catalogue:indicator_values", args=["frauenanteil"]),
        {"ebene": "kreis", "stand": "2022-12-31"},
    )
    lines = b"".join(response.streaming_content).decode("utf-8-sig").splitlines()

    assert lines[0].startswith("Kennzahl;Einheit;Ebene;Gebietsschlüssel;Gebiet;")
    assert len(lines) == 1 + 6
    row = dict(zip(lines[0].split(";"), lines[5].split(";"), strict=True))
    assert (row["Gebietsschlüssel"], row["Jahr"]) == ("16063", "2022")
    assert row["Wert"].startswith("50,282131661")
    assert (row["Zähler"], row["Nenner"], row["Wert: Status"]) == ("80200", "159500", "Wert")


def test_values_of_a_level_without_figures_are_404(client, instance):
    page(client, "indicator_values", "frauenanteil", ebene="gemeinde", stand="x", status=404)


def address(instance, **more):
    root = instance.current_release("public").root[:12]
    return str(
        Address(root, "frauenanteil", "2022-12-31", "16063", more.pop("period", "2022"), **more)
    )


def test_trace_leads_to_file_row_column_and_hash(client, instance):
    text = page(client, "trace", wert=address(instance))

    assert "50,3\xa0%" in text
    assert "80.200 ÷ 159.500 × 100 = 50,3\xa0%" in text
    assert "12411-02-01-4_flat.csv" in text
    assert "Zeile 12, Spalte 14" in text
    assert "Zeile 13, Spalte 14" in text
    assert instance.current_release("public").manifest["deliveries"][0]["sha256"] in text
    assert "Statistische Ämter des Bundes und der Länder" in text
    assert "abgerufen am 19.11.2026" in text
    assert "<dt>Lizenz</dt><dd>dl-de/by-2-0</dd>" in text


def test_trace_shows_the_cell_among_its_neighbours(client, instance):
    text = page(client, "trace", wert=address(instance))

    assert "Spalte „value“" in text
    assert "<mark>80200</mark>" in text
    assert "<mark>159500</mark>" in text


def test_trace_without_a_day_of_retrieval_says_so(client, instance):
    release = instance.current_release("public").folder / "manifest.json"
    release.write_text(release.read_text(encoding="utf-8").replace('"2026-11-19"', '""'), "utf-8")

    assert "Tag des Abrufs unbekannt" in page(client, "trace", wert=address(instance))


@pytest.mark.parametrize(
    ("codes", "said"),
    [
        ("age=Y65T74", "65 bis unter 75 Jahre"),
        ("sex=F, age=Y_GE75", "Frauen, 75 Jahre und älter"),
        ("nationality=foreign", "nicht deutsch"),
        ("schulart=gym", "schulart gym"),
        ("", ""),
    ],
)
def test_codes_of_an_observation_are_said_in_german(codes, said):
    assert words.codes(codes) == said


def test_trace_says_women_instead_of_a_code(client, instance):
    text = page(client, "trace", wert=address(instance))

    assert "(Frauen)" in text
    assert "sex=F" not in text


def test_trace_of_a_delivered_figure_has_no_sum(client, instance):
    write_definition(instance, women_share(
        id="geliefert", kind="index", interval="", why_no_interval="index",
        formula={"delivered": {"variable": "population", "label": "Fertiger Wert"}},
    ))  # fmt: skip
    root = releases.create(instance, by="Datenpflege", at=AT).root[:12]

    response = client.get(
        reverse("catalogue:trace"), {"wert": f"{root}/geliefert/2022-12-31/16063/2022"}
    )

    (term,) = response.context["origin"].terms
    assert (term.role, term.amount, term.count) == ("Gelieferter Wert", "", 1)
    assert "Zusammen " not in response.content.decode()


def test_trace_points_at_the_cell_that_holds_the_value(client, instance):
    delivery = instance.current_release("public").manifest["deliveries"][0]
    raw = (instance / "raw" / delivery["sha256"]).read_text(encoding="utf-8").splitlines()

    assert raw[12 - 1].split(";")[14 - 1] == "80200"
    assert raw[13 - 1].split(";")[14 - 1] == "159500"


@pytest.mark.parametrize(
    "value",
    ["x", "a/b/c/d/e", "000000000000/frauenanteil/2022-12-31/16063/2022", "../../etc/passwd/1/2"],
)
def test_trace_of_nonsense_is_404_with_a_reason(client, instance, value):
    assert "gibt es" in page(client, "trace", wert=value, status=404)


def test_trace_of_an_area_that_is_not_there_is_404(client, instance):
    root = instance.current_release("public").root[:12]

    page(client, "trace", wert=f"{root}/frauenanteil/2022-12-31/99999/2022", status=404)


def test_trace_without_an_address_explains_itself(client, instance):
    assert "Jede Zahl in Klammer führt zurück" in page(client, "trace")


@pytest.mark.parametrize(
    "more", [{}, {"sex": "F"}, {"sex": "F", "age": "Y0T2", "nationality": TOTAL}]
)
def test_address_of_a_figure_is_read_back(more):
    one = Address("0123456789ab", "frauenanteil", "2022-12-31", "16063", "2022", **more)

    assert parse_address(str(one)) == one


def test_sources_name_publisher_table_licence_and_date(client, instance):
    text = page(client, "sources")

    assert "Bevölkerung nach Geschlecht" in text
    assert ">12411<" in text
    assert "dl-de/by-2-0" in text
    assert "19.11.2026" in text


def test_pages_without_an_instance_say_so(client, tmp_path, settings):
    settings.INSTANCE = tmp_path / "nowhere"

    assert "Hier ist noch keine Instanz" in page(client, "indicators", status=404)
