# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The sheet of an indicator: what is counted, what belongs together, what can be taken along."""

import io

import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook

from klammer_web.catalogue.queries.quality import completeness, years_of_groups
from klammer_web.catalogue.queries.related import related
from klammer_web.catalogue.views import indicators
from tests.factories import definition
from tests.product.catalogue.small_instance import women_share


def test_completeness_counts_numbers_and_what_stands_for_the_others(client, instance):
    found = completeness(instance.current_release("public"), "frauenanteil")

    assert [(one.level_word, one.year, one.areas, one.numbers) for one in found] == [
        ("Kreise und kreisfreie Städte", "2022", 3, 3)
    ]
    assert (found[0].hidden, found[0].maybe, found[0].absent, found[0].carried) == (0, 0, 0, 0)
    assert found[0].figures == 6  # two years


def test_an_indicator_of_all_people_has_no_groups(client, instance):
    release = instance.current_release("public")

    assert years_of_groups(release, release.coverage("frauenanteil")[0]) == []


def test_sheet_shows_quality_map_and_ways(client, instance):
    text = client.get(reverse("catalogue:indicator", args=["frauenanteil"])).content.decode()

    assert "Güte der Zahlen" in text
    assert 'alt="Karte: Frauenanteil, Kreise und kreisfreie Städte, 2022"' in text
    assert reverse("atlas:multiples", args=["frauenanteil"]) in text
    assert "Quelle: Statistische Ämter des Bundes und der Länder" in text
    assert "nur insgesamt" in text


def test_workbook_carries_definition_source_and_licence(client, instance):
    answer = client.get(reverse("catalogue:indicator_file", args=["frauenanteil", "xlsx"]))

    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
    values, about = (book.get_sheet_by_index(number).to_python() for number in (0, 1))
    assert len(values) == 1 + 6
    said = {str(row[0]): str(row[1]) for row in about[1:]}
    assert said["Kennzahl"] == "Frauenanteil"
    assert said["Formel"] == "Frauen ÷ Bevölkerung × 100 in %"
    assert "Datenlizenz Deutschland" in said["Quelle"]
    assert said["Prüfung"] == "fachlich ungeprüft"
    assert answer["Content-Disposition"] == (
        'attachment; filename="frauenanteil_kreis_2022-12-31.xlsx"'
    )


def test_plain_csv_has_points_and_iso(client, instance):
    answer = client.get(reverse("catalogue:indicator_file", args=["frauenanteil", "csv-schlicht"]))
    lines = b"".join(answer.streaming_content).decode().splitlines()

    assert ",50.282131661" in next(line for line in lines if ",16063," in line and ",2022," in line)


@pytest.mark.parametrize("ending", ["pdf", "exe"])
def test_unknown_kinds_of_files_are_not_there(client, instance, ending):
    address = reverse("catalogue:indicator_file", args=["frauenanteil", ending])

    assert client.get(address).status_code == 404


def test_workbooks_with_too_many_rows_are_not_offered_nor_written(client, instance, monkeypatch):
    monkeypatch.setattr(indicators, "MOST_AT_ONCE", 5)
    monkeypatch.setattr(indicators, "MOST_IN_A_BOOK", 5)

    text = client.get(reverse("catalogue:indicator", args=["frauenanteil"])).content.decode()
    refused = client.get(reverse("catalogue:indicator_file", args=["frauenanteil", "ods"]))

    assert "Für eine Arbeitsmappe sind es zu viele Zeilen" in text
    assert refused.status_code == 404
    csv = client.get(reverse("catalogue:indicator_file", args=["frauenanteil", "csv"]))
    assert csv.status_code == 200


def test_related_are_those_with_the_same_cases_before_words_and_domain():
    one = definition(id="a", title="Arbeitslose", synonyms=["Erwerbslose"])
    same = definition(id="b", title="Z gleiche Fälle")
    word = definition(
        id="c", title="Erwerbslose", formula={"numerator": [{"variable": "jobless"}]}, kind="count",
        interval="",
    )  # fmt: skip
    near = definition(
        id="d", title="Wichtig", headline=True, formula={"numerator": [{"variable": "jobs"}]},
        kind="count", interval="",
    )  # fmt: skip
    far = women_share(headline=True)

    found = related(one, [one, far, near, word, same])

    assert [(item.definition.id, item.why) for item in found] == [
        ("b", "dieselben Fälle"),
        ("c", "verwandter Begriff"),
        ("d", "derselbe Bereich"),
    ]
