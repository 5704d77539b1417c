# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The switch by groups of people: what it offers, where it leads, and why something is not there."""

import dataclasses

import pytest

from klammer_web.atlas.pages.breakdown_switch import breakdown_switch, nearest, word_of
from klammer_web.atlas.queries.breakdowns import held_by, in_order


def switch(release, indicator, chosen=(), *, period="", level="county"):
    coverage = next(one for one in release.coverage(indicator) if one.area_level == level)
    return breakdown_switch(
        release,
        coverage=coverage,
        definition=release.definitions[indicator],
        chosen=chosen,
        link=lambda word, year: f"?jahr={year}&merkmal={word}",
        period=period,
    )


def test_switch_offers_everybody_women_and_men_in_this_order(atlas):
    found = switch(atlas, "share", (("sex", "M"),), period="2021")

    assert [(one.label, one.address, one.is_chosen) for one in found.groups[0].choices] == [
        ("insgesamt", "?jahr=2021&merkmal=", False),
        ("Frauen", "?jahr=2021&merkmal=sex:F", False),
        ("Männer", "?jahr=2021&merkmal=sex:M", True),
    ]
    assert found.groups[0].chosen == "Männer"
    assert found.missing == [
        (
            "Nicht nach Alter oder Staatsangehörigkeit verfügbar",
            "Die Kennzahl ist nur insgesamt festgelegt.",
        )
    ]
    assert "divers" in found.diverse


def test_switch_says_why_a_delivered_figure_is_not_broken_down(atlas):
    found = switch(atlas, "rate")

    assert found.groups == []
    assert found.missing == [
        (
            "Nicht nach Geschlecht, Alter oder Staatsangehörigkeit verfügbar",
            "Die Quelle liefert den fertigen Wert nur insgesamt.",
        )
    ]
    assert found.diverse == ""


@pytest.mark.parametrize(
    ("years", "wanted", "found"),
    [
        (("2015", "2020"), "2020", "2020"),
        (("2015", "2019"), "2024", "2019"),
        (("2015", "2019"), "2017", "2019"),
        ((), "2017", "2017"),
        (("2015",), "", ""),
    ],
    ids=["itself", "earlier", "later of two", "no years", "no wish"],
)
def test_nearest_year(years, wanted, found):
    assert nearest(years, wanted) == found


def test_ages_stand_from_young_to_old():
    codes = {"Y_GE75", "Y18T24", "Y3T5", "Y_LT3", "Y18T19"}

    assert in_order("age", codes) == ["Y_LT3", "Y3T5", "Y18T19", "Y18T24", "Y_GE75"]


def test_word_names_every_column():
    assert word_of((("age", "Y0T2"), ("sex", "F"))) == "age:Y0T2,sex:F"


def test_series_page_shows_the_switch(atlas, client):
    page = client.get("/atlas/zeitreihe/share/16063/?merkmal=sex:F").content.decode()

    assert 'aria-label="Geschlecht"' in page
    assert 'href="?stand=2022-12-31&amp;merkmal=sex:F" aria-current="true">Frauen' in page
    assert "Nicht nach Alter oder Staatsangehörigkeit verfügbar." in page


def test_switch_says_where_one_of_two_groups_is_missing_and_where_no_test_is_possible(atlas):
    both = switch(atlas, "share")
    definition = atlas.definitions["share"]
    coverage = next(one for one in atlas.coverage("share") if one.area_level == "county")

    def apart(**changed):
        return breakdown_switch(
            atlas,
            coverage=coverage,
            definition=dataclasses.replace(definition, **changed),
            chosen=(),
            link=lambda word, year: f"{word} {year}",
        ).apart

    assert both.apart == []  # counted and with an interval: the page of the distance tests it
    assert apart(why_no_interval="full_count") == [
        (
            "Ob der Abstand zwischen Frauen und Männern Zufall sein kann, lässt sich nicht prüfen. "
            "Der Bestand ist vollständig gezählt."
        )
    ]


def test_switch_names_the_group_that_the_source_does_not_give(atlas, monkeypatch):
    only_women = {("_T", "_T", "_T"): ("2022",), ("F", "_T", "_T"): ("2022",)}
    for place in ("breakdowns", "gaps"):
        monkeypatch.setattr(
            f"klammer_web.atlas.queries.{place}.available", lambda *_, **__: only_women
        )

    assert switch(atlas, "share").apart == [
        (
            "Für Männer allein liefert die Quelle keine Werte; einen Abstand zu Frauen gibt es "
            "deshalb nicht."
        )
    ]


def test_years_of_a_group_are_those_in_which_it_has_figures(atlas, monkeypatch):
    coverage = next(one for one in atlas.coverage("share") if one.area_level == "county")
    women = {("F", "_T", "_T"): ("2018", "2020")}
    monkeypatch.setattr("klammer_web.atlas.queries.breakdowns.available", lambda *_: women)

    assert held_by(atlas, coverage, ()) == coverage.periods
    assert held_by(atlas, coverage, (("sex", "F"),)) == ("2018", "2020")
    assert held_by(atlas, coverage, (("sex", "M"),)) == coverage.periods
