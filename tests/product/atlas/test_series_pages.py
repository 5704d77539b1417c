# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Several areas in one series, changes of boundaries, and how far two groups are apart."""

import re

import pytest

from klammer_web.atlas.forms.series_view import read_series_view
from klammer_web.atlas.pages import gap_words
from klammer_web.atlas.queries import areas
from klammer_web.atlas.queries.boundary_changes import (
    BoundaryChange,
    changes_of,
    years_before,
)
from klammer_web.atlas.queries.gaps import PAIRS, gap_figure, pairs_of
from tests.factories import BOUNDARY

SERIES = "/atlas/zeitreihe/share/16063/"
GAP = "/atlas/abstand/share/16063/"


def text_of(page):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.content.decode()))


def view(release, **words):
    return read_series_view(
        words,
        indicator="share",
        area="16063",
        release=release,
        definition=release.definitions["share"],
    )


def test_areas_beside_have_lines_columns_and_a_way_out(atlas, client):
    page = client.get(f"{SERIES}?gebiete=16061,16067")
    text = page.content.decode()

    for line in ("a", "b"):  # wide and narrow, and beside its name below the narrow one
        assert text.count(f'class="line line--{line}"') == 3
    heads = re.findall(r'<th scope="col"[^>]*>([^<]+)</th>', text)
    assert heads == ["Jahr", "Wartburgkreis", "Spannweite", "Eichsfeld", "Landkreis Gotha",
                     "Thüringen"]  # fmt: skip
    assert f'href="?stand={BOUNDARY}&amp;gebiete=16067" aria-label="Eichsfeld weglassen"' in text


def test_form_adds_an_area_and_leads_to_the_full_address(atlas, client):
    answer = client.get(f"{SERIES}?stand={BOUNDARY}&gebiete=16061&dazu=16067")

    assert answer.status_code == 302
    assert answer.url == f"{SERIES}?stand={BOUNDARY}&gebiete=16061,16067"


def test_the_own_area_and_repeats_are_not_beside_themselves(atlas):
    found = view(atlas, gebiete="16063,16061,16061")

    assert [one.key for one in found.others] == ["16061"]


@pytest.mark.parametrize(
    ("query", "status", "said"),
    [
        ("gebiete=99999", 400, "lässt sich nicht daneben stellen"),
        ("gebiete=16063003", 400, "passen nur Kreise und kreisfreie Städte"),
        ("gebiete=16", 400, "lässt sich nicht daneben stellen"),
        ("gebiete=16051,16052,16053,16054,16055", 400, "lassen sich nicht in einem Bild lesen: 6"),
        ("merkmal=age:Y0T2", 404, "Eine Gliederung"),
    ],
    ids=["unknown", "other level", "state", "too many", "no such group"],
)
def test_what_does_not_fit_is_refused_with_a_reason(atlas, client, query, status, said):
    answer = client.get(f"{SERIES}?{query}")

    assert answer.status_code == status
    assert said in text_of(answer)


def test_every_year_can_be_read_from_the_drawing_without_a_script(atlas, client):
    text = client.get(SERIES).content.decode()

    titles = re.findall(r'<rect class="year"[^>]*><title>([^<]+)</title>', text)
    assert len(titles) == 10  # five years, wide and narrow
    assert titles[4].split("\n")[0] == "2022"
    assert titles[4].split("\n")[1].startswith("Wartburgkreis: 14,8\u00a0% (14,1 bis 15,5")


def test_wartburgkreis_with_and_without_eisenach():
    county = areas.name_of("16063", boundary=BOUNDARY)

    found = changes_of(county, periods=[str(year) for year in range(1995, 2023)])

    assert [one.words for one in found] == [
        "Seit 01.01.1998 ohne Eisenach.",
        "Seit 01.01.2019 ohne Kaltennordheim.",
        "Seit 01.07.2021 mit Eisenach (Aufgaben seit 01.01.2022).",
    ]
    assert [one.letter for one in found] == ["a", "b", "c"]


def test_changes_outside_the_years_and_of_larger_areas_are_no_marks():
    county = areas.name_of("16063", boundary=BOUNDARY)
    state = areas.name_of("16", boundary=BOUNDARY)

    assert changes_of(county, periods=["2021", "2022"]) == []
    assert changes_of(county, periods=[]) == []
    assert changes_of(state, periods=["1995", "2022"]) == []


def test_divided_municipalities_are_named_as_parts():
    county = areas.name_of("16061", boundary=BOUNDARY)

    found = changes_of(county, periods=["2022", "2023"])

    assert found[0].words == ("Seit 01.01.2023 mit Teilen von Dünwald und Teilen von Anrode.")


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([("2018", 1.0, "A", "")], "zusammengezählt"),
        ([("2018", 1.0, "A", ""), ("2019", 2.0, "C", "")], "zum Teil geschätzt"),
        ([("2018", 1.0, "", "delivered_rate")], "Die Quelle gibt auch die Werte davor"),
        ([("2018", None, "", "rate_not_convertible")], "Davor steht hier kein Wert."),
        ([("2022", 1.0, "", "")], ""),
    ],
    ids=["sums", "estimated", "as delivered", "not convertible", "nothing before"],
)
def test_years_before_a_change_say_how_they_came_here(rows, said):
    points = [
        {"period": period, "value": value, "error_class": error, "note": note}
        for period, value, error, note in rows
    ]
    change = BoundaryChange("a", "2021-07-01", "Seit 01.07.2021 mit Eisenach.")

    words = years_before(points, change=change, boundary=BOUNDARY)

    assert (said in words) if said else words == ""


def test_a_change_after_the_version_concerns_the_years_since():
    change = BoundaryChange("a", "2024-01-01", "Seit 01.01.2024 ohne Hallungen.")

    assert years_before([], change=change, boundary=BOUNDARY) == (
        "Die Werte seither gelten für das geänderte Gebiet."
    )


def gap_of(release, indicator="share", area="16063"):
    coverage = next(one for one in release.coverage(indicator) if one.area_level == "county")
    return gap_figure(
        areas.name_of(area, boundary=BOUNDARY),
        release=release,
        definition=release.definitions[indicator],
        coverage=coverage,
        pair=PAIRS[0],
    )


def test_equal_groups_are_called_alike_and_never_apart(atlas):
    found = gap_of(atlas)  # women and men have half of cases and persons each

    said = " ".join(gap_words.sentences(found))
    assert "bei Frauen und Männern gerundet gleich (14,8\u00a0%)" in said
    assert "liegt im Bereich des Zufalls" in said
    assert "Fache" not in said
    assert found.newest.gap.level == 0
    assert found.newest.difference.low < 0 < found.newest.difference.high
    assert gap_words.together(found) == "Frauen und Männer ergeben zusammen alle Gezählten."


def test_gap_page_has_both_lines_distances_and_the_areas_around(atlas, client):
    page = client.get(GAP)
    text = page.content.decode()

    assert page.status_code == 200
    assert text.count('class="whisker"') == 10  # five years, wide and narrow
    assert text.count('class="dot dot--hollow"') == 10  # none is more than chance
    rows = re.findall(r'<th scope="row">(?:<a [^>]*>|<strong>)([^<]+)', text)
    assert rows == ["Eichsfeld", "Landkreis Gotha", "Wartburgkreis"]  # equal gaps: by name
    assert "±0,0" in text


def test_gap_page_says_when_groups_are_not_available(atlas, client):
    text = text_of(client.get("/atlas/abstand/rate/16063/"))

    assert "Nicht nach Geschlecht verfügbar" in text
    assert "Die Quelle liefert den fertigen Wert nur insgesamt." in text


def test_unknown_groups_are_refused(atlas, client):
    answer = client.get(f"{GAP}?gruppen=katzen")

    assert answer.status_code == 400
    assert "Möglich: geschlecht, staatsangehoerigkeit." in text_of(answer)


def test_series_offers_the_comparison_of_groups(atlas, client):
    text = client.get(SERIES).content.decode()

    assert f'href="{GAP}?stand={BOUNDARY}">Frauen und Männer im Vergleich' in text
    coverage = next(one for one in atlas.coverage("rate") if one.area_level == "county")
    assert pairs_of(atlas, coverage) == []


def test_groups_of_too_few_cases_are_not_compared(atlas, monkeypatch):
    monkeypatch.setattr("klammer_web.atlas.queries.smallness.is_few", lambda *_: True)

    found = gap_of(atlas)

    assert found.newest is None
    assert found.places == []
    assert {one.first.plain for one in found.years} == {"/"}
    assert gap_words.sentences(found) == [
        "Im Wartburgkreis gibt es in keinem Jahr für beide Gruppen eine Zahl."
    ]
