# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Figures of too few cases: left out, explained, with what to look at instead."""

import pytest

from klammer.indicators.definitions import load_definitions
from klammer.pipeline.instance import LIBRARY
from klammer_web.atlas.addresses import Traces
from klammer_web.atlas.pages.small import small_note
from klammer_web.atlas.queries import areas
from klammer_web.atlas.queries.bases import Base, Behind, bases
from klammer_web.atlas.queries.smallness import NOTE, is_small_figure, shown
from tests.product.atlas.test_maps import words_of


def row(numerator, denominator, value=None, **more):
    return {
        "area": "16063066", "area_level": "municipality", "boundary": "2022-12-31",
        "period": "2022", "indicator": "local", "numerator": numerator, "denominator": denominator,
        "value": 100 * numerator / denominator if value is None else value, "low": None,
        "high": None, "status": "reported", "note": "", **more,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("cases", "people", "small"),
    [(4, 1_000, True), (5, 1_000, False), (20, 29, True), (20, 30, False)],
)
def test_public_rule_is_five_cases_and_thirty_people(towns, cases, people, small):
    definition = towns.definitions["local"]

    assert is_small_figure(row(cases, people), release=towns, definition=definition) is small


def test_too_small_figure_has_neither_value_nor_limits(towns):
    given = row(1, 50, low=0.3, high=10.6)

    (found,) = shown([given], release=towns, definition=towns.definitions["local"])

    assert (found["value"], found["low"], found["high"]) == (None, None, None)
    assert (found["status"], found["note"]) == ("unreliable", NOTE)
    assert given["value"] == 2.0


@pytest.mark.parametrize("status", ["suppressed", "zero", "zero_or_hidden", "missing"])
def test_other_cells_stay_as_they_are(towns, status):
    given = row(0, 10, value=0.0, status=status)

    assert shown([given], release=towns, definition=towns.definitions["local"]) == [given]


def test_sums_are_never_too_small(towns):
    given = row(3, 1, value=3.0)

    assert not is_small_figure(given, release=towns, definition=towns.definitions["locals"])


def test_delivered_rate_is_judged_by_the_people_behind_it(towns, monkeypatch):
    base = Base(of=100, group="Kindern", one="Kind", many="Kinder", people="anteil_unter_18")
    monkeypatch.setattr(
        "klammer_web.atlas.queries.smallness.behind",
        lambda *_, **__: Behind(base, 190.0, "2015"),
    )
    few, many = row(None, None, value=1.09), row(None, None, value=3.36)
    definition = towns.definitions["rate"]

    assert is_small_figure(few, release=towns, definition=definition)  # 2.07 children
    assert not is_small_figure(many, release=towns, definition=definition)  # 6.4 children


def test_every_base_is_an_indicator_of_the_library():
    known = load_definitions(LIBRARY)

    for name, base in bases().items():
        assert {name, base.told_by, base.sign or name} <= set(known), name


def test_zero_that_may_hide_a_few_is_explained_with_ways_out(towns):
    given = row(0, 500, value=0.0, status="zero_or_hidden", area="16063078")
    area = areas.name_of("16063078", boundary="2022-12-31")

    found = small_note(
        given, area=area, definition=towns.definitions["local"], release=towns,
        traces=Traces(towns),
    )  # fmt: skip

    assert found.title == "Warum das keine belegte Null ist"
    assert found.reasons[0].startswith("In der Quelle steht eine 0.")
    assert [one.title for one in found.offers] == [
        "Mehrere Jahre zusammen", "Nächstes Gebiet darüber: Wartburgkreis",
    ]  # fmt: skip
    assert found.offers[0].text.startswith("Nicht möglich. In einem der letzten fünf Jahre")
    assert found.offers[1].text == "2022: 12,0\u00a0% (Spannweite 11,4 bis 12,7\u00a0%)."


def test_larger_areas_need_no_explanation(towns):
    area = areas.name_of("16063", boundary="2022-12-31")

    assert small_note(
        row(1, 10), area=area, definition=towns.definitions["local"], release=towns,
        traces=Traces(towns),
    ) is None  # fmt: skip


def test_series_says_why_and_what_to_do(towns, client):
    text = words_of(client.get("/atlas/zeitreihe/local/16063078/"))

    assert "Warum das keine belegte Null ist" in text
    assert "Nächstes Gebiet darüber: Wartburgkreis" in text


def test_table_of_the_map_leads_to_the_reason(towns, client):
    page = client.get(
        "/atlas/karte/local/?ebene=gemeinde&stand=2022-12-31&jahr=2022&bereich=16063"
    ).content.decode()

    assert 'href="/atlas/zeitreihe/local/16063078/?stand=2022-12-31#warum"' in page
    assert 'href="/atlas/zeitreihe/local/16063003/?stand=2022-12-31#warum"' not in page


def test_years_that_cannot_be_added_are_refused_with_the_reason(towns, client):
    text = words_of(client.get("/atlas/mehrere-jahre/rate/16063003/"))
    few = words_of(client.get("/atlas/mehrere-jahre/local/16063003/"))

    assert "Diese Quelle liefert nur die fertige Quote" in text
    assert "Dafür gibt es zu wenige vergleichbare Jahre; gebraucht werden drei." in few


def test_years_are_added_and_compared_with_the_land(towns, client):
    text = words_of(client.get("/atlas/mehrere-jahre/share/16063/"))

    # 2019 to 2022 after the break: 1 120 + 1 240 + 1 360 + 1 480 = 5 200 of 40 000
    assert "Im Wartburgkreis lag der Wert 2019 bis 2022 zusammen bei 13,0 %." in text
    assert "5.200 ÷ 40.000 × 100 = 13,0 %" in text
    assert "Thüringen 10,2 % 2019 bis 2022" in text
