# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Figures: the same door, the same words, the same judgement as on pages."""

import csv
import html
import io
import re

import pytest
from django.urls import reverse

from klammer.disclosure import release as disclosure
from tests.product.api.conftest import PLACE

pytestmark = pytest.mark.django_db
TOWNS = "level=municipality&boundary=2022-12-31&period=2022"


def test_a_figure_carries_what_belongs_to_it(program):
    found = program.read(f"indicators/share/values?{PLACE}&period=2022&area=16063")
    (one,) = found["items"]

    assert (one["numerator"], one["denominator"], one["value"]) == (1480.0, 10_000.0, 14.8)
    assert one["low"] < one["value"] < one["high"]
    assert (one["status"], one["secrecy"], one["method"]) == ("reported", "exact", "wilson")
    assert one["text"] == "14,8\u00a0%"
    assert found["sources"]
    assert one["figure"].startswith(found["release"]["root"][:12])


def test_signs_are_told_from_numbers(program):
    rows = program.read(f"indicators/rate/values?{TOWNS}")["items"]
    by_status = {one["status"]: one for one in rows}

    assert by_status["suppressed"]["value"] is None
    assert by_status["suppressed"]["meaning"]
    assert by_status["zero_or_hidden"]["text"] != "0"
    assert by_status["reported"]["value"] is not None


@pytest.mark.parametrize("indicator", ["share", "rate"])
def test_the_judgement_is_the_one_of_the_map(indicator, program, client):
    """Each line of the map's table: figure, colour and words are those of the interface."""
    page = client.get(
        f"{reverse('atlas:map', args=[indicator])}?ebene=kreis&stand=2022-12-31&jahr=2022"
        "&bereich=16&vergleich=16&ansicht=tabelle"
    ).content.decode()
    rows = dict(re.findall(r'<tr id="gebiet-(\d+)"(.*?)</tr>', page, re.DOTALL))
    values = f"indicators/{indicator}/values?{PLACE}&period=2022&within=16&against=16"
    found = {one["area"]: one for one in program.read(values)["items"]}

    assert {"16061", "16063", "16067"} == set(found) <= set(rows)
    for key, one in found.items():
        row = html.unescape(rows[key])
        assert one["text"].split("\u00a0")[0] in row
        assert one["judgement"].partition(";")[0] in row
        assert f'class="stands__mark {one["colour"]}"' in row


def test_the_origin_is_the_one_of_the_page(program, client):
    (one,) = program.read(f"indicators/share/values?{PLACE}&period=2022&area=16063")["items"]
    found = program.read(f"trace?figure={one['figure']}")
    page = html.unescape(
        client.get(reverse("catalogue:trace"), {"wert": one["figure"]}).content.decode()
    )

    assert [term["amount"] for term in found["terms"]] == ["1.480", "10.000"]
    for text in (found["text"], found["sentence"], found["calculation"], found["formula"]):
        assert text
        assert text in page
    for term in found["terms"]:
        for cell in term["cells"]:
            assert cell["place"] in page
            assert cell["sha256"] in page


def test_only_what_passed_the_door_leaves_the_house(program, monkeypatch):
    """A table that nobody certified is refused, whoever asks."""
    asked = []
    check = disclosure.check_safe

    def checked(table, *, audience):
        asked.append(audience.value)
        return check(table, audience=audience)

    monkeypatch.setattr("klammer_web.api.queries.figures.check_safe", checked)
    program.read(f"indicators/share/values?{PLACE}")

    assert asked == ["public"]
    monkeypatch.setattr(
        "klammer.warehouse.open.Release.values", lambda *_given, **_named: [{"value": 1}]
    )
    answer = program.ask(f"indicators/share/values?{PLACE}&period=2022")
    assert (answer.status_code, answer.json()["code"]) == (403, "not_safe")


def test_breakdowns_are_asked_for_one_by_one_or_all(program):
    women = program.read(f"indicators/share/values?{PLACE}&period=2022&area=16063&sex=F")["items"]
    every = program.read(f"indicators/share/values?{PLACE}&period=2022&area=16063&sex=*")["items"]

    assert [one["sex"] for one in women] == ["F"]
    assert {one["sex"] for one in every} == {"_T", "F", "M"}


def test_pages_of_a_list_hold_everything_once(program):
    address, seen = f"indicators/share/values?{PLACE}&limit=4", []
    while address:
        page = program.read(address)
        seen += [(one["area"], one["period"]) for one in page["items"]]
        address = (page["next"] or "").removeprefix("/api/v1/")

    assert len(seen) == page["count"] == 15
    assert len(set(seen)) == 15


def test_tables_are_written_plain_and_for_a_german_spreadsheet(program):
    plain = program.ask(f"indicators/share/values.csv?{PLACE}&period=2022&area=16063")
    german = program.ask(
        f"indicators/share/values.csv?{PLACE}&period=2022&area=16063&dialect=german"
    )
    (one,) = csv.DictReader(io.StringIO(plain.content.decode()))
    text = german.content.decode()
    (other,) = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";")

    assert (one["area"], one["value"], one["name"]) == ("16063", "14.8", "Wartburgkreis")
    assert text.startswith("\ufeff")
    assert other["value"] == "14,8"
    assert plain["Content-Disposition"].endswith('filename="share_county_2022-12-31.csv"')


@pytest.mark.parametrize(
    ("address", "status", "code"),
    [
        (f"indicators/fehlt/values?{PLACE}", 404, "indicator_unknown"),
        ("indicators/share/values?level=county&boundary=2021-12-31", 404, "no_figures"),
        (f"indicators/share/values?{PLACE}&period=1950", 404, "no_figures"),
        ("indicators/share/values?level=county", 400, "parameter_invalid"),
        (f"indicators/share/values?{PLACE}&jahr=2022", 400, "parameter_unknown"),
        (f"indicators/share/values?{PLACE}&period=2022&against=16", 404, "comparator_unknown"),
        (f"indicators/share/values?{PLACE}&within=16&against=16", 400, "parameter_invalid"),
        (f"indicators/share/values?{PLACE}&release={'0' * 12}", 404, "release_unknown"),
        ("areas?level=county&boundary=1871-01-18", 404, "boundary_unknown"),
        ("areas.geojson?level=county&boundary=1995-12-31", 404, "no_geometry"),
        ("trace?figure=x", 404, "figure_unknown"),
        ("own-areas/nichts", 400, "parameter_invalid"),
        ("", 404, "nothing_there"),
    ],
)
def test_refusals_are_problem_documents_in_german(address, status, code, program):
    answer = program.ask(address)
    said = answer.json()

    assert (answer.status_code, said["status"], said["code"]) == (status, status, code)
    assert answer["Content-Type"] == "application/problem+json"
    assert said["title"]
    assert said["detail"]


def test_writing_is_refused_with_a_problem(program):
    answer = program.client.post("/api/v1/me", b"{}", content_type="application/json")

    assert (answer.status_code, answer.json()["code"]) == (405, "method_unknown")
    assert answer["Allow"]
