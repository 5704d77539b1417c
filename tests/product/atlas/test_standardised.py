# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Standardised figures stand beside counted ones, and only tested differences are said.

Every county has the same cases per age, but ever more old people; so the counted figures rise and
the standardised ones are alike. The Wartburgkreis has twice the cases at every age, the first
county only a hundredth of the people, and in Sonneberg one age group is secret.
"""

import math

import pytest

from tests.factories import observation
from tests.product.atlas.compared_atlas import COUNTIES, HIDDEN
from tests.product.atlas.small_atlas import DEFINITIONS, small_atlas
from tests.product.atlas.test_comparing import cells
from tests.product.atlas.test_maps import words_of

PAGE = "/atlas/vergleich/standardisiert/ill/"
OF_2022 = "?ebene=kreis&stand=2022-12-31&jahr=2022&bereich=16"
SMALL, OWN = COUNTIES[0], "16063"
# Cases per 1,000 at each age; Y0T2 and Y3T9 are joined, as the standard has no border at 3.
RATES = {"Y0T2": 2, "Y3T9": 2, "Y10T39": 1, "Y40T64": 4, "Y65T74": 10, "Y_GE75": 30}
ESP = {"Y0T2": 0, "Y3T9": 10_500, "Y10T39": 36_500, "Y40T64": 33_500, "Y65T74": 10_500,
       "Y_GE75": 9_000}  # fmt: skip


def people(area):
    """Age → persons: 20,000 at each age, and 1,000 more of the oldest from county to county."""
    place = COUNTIES.index(area)
    size = 0.01 if area == SMALL else 1.0
    return {age: size * (20_000 + (1_000 * place if age == "Y_GE75" else 0)) for age in RATES}


def cases(area):
    """Age → cases."""
    twice = 2 if area == OWN else 1
    return {age: round(twice * n * RATES[age] / 1000) for age, n in people(area).items()}


def _rows():
    rows = []
    for area in COUNTIES:
        for name, found in (("ill_cases", cases(area)), ("ill_people", people(area))):
            rows.append(observation(area, name, sum(found.values())))
            for age, number in found.items():
                hidden = (area, name, age) == (HIDDEN, "ill_cases", "Y40T64")
                more = {"status": "suppressed", "secrecy": "suppressed_at_source"} if hidden else {}
                value = None if hidden else number
                rows.append(observation(area, name, value, age=age, **more))
            rows.append(observation(area, name, sum(found.values()), period="2021"))
    return rows


ILL = {
    "id": "ill", "title": "Kranke", "sentence": "So viele von 1.000.", "domain": "gesundheit",
    "kind": "rate", "unit": "je 1.000", "direction": "high_is_burden", "interval": "byar",
    "decimals": 2, "breakdowns": ["age"], "source": "Amt", "headline": True,
    "formula": {
        "numerator": [{"variable": "ill_cases", "label": "Fälle"}],
        "denominator": [{"variable": "ill_people", "label": "Menschen"}],
        "factor": 1000,
    },
}  # fmt: skip


ILL_BY_SEX = {
    **ILL,
    "id": "ill_by_sex",
    "breakdowns": ["sex", "age"],
    "formula": {
        "numerator": [{"variable": "sexed_cases", "label": "Fälle"}],
        "denominator": [{"variable": "sexed_people", "label": "Menschen"}],
        "factor": 1000,
    },
}
MEN = {"16061": 1_000, "16062": 2_000, "16064": 3_000}  # at each age, of 4,000


def _rows_by_sex():
    """Ten of 1,000 women and thirty of 1,000 men have it at every age."""
    rows = []
    ages = ("Y0T39", "Y40T64", "Y_GE65")
    for area, men in MEN.items():
        for sex, n, x in (
            ("F", 4_000 - men, (4_000 - men) // 100),
            ("M", men, men * 3 // 100),
            ("_T", 4_000, (4_000 - men) // 100 + men * 3 // 100),
        ):
            for name, number in (("sexed_cases", x), ("sexed_people", n)):
                rows += [observation(area, name, number, sex=sex, age=age) for age in ages]
                rows.append(observation(area, name, len(ages) * number, sex=sex))
    return rows


@pytest.fixture(scope="module")
def pristine_aged(tmp_path_factory):
    """One built instance with cases and people by age."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("klammer.pipeline.instance.LIBRARY", tmp_path_factory.mktemp("library"))
        return small_atlas(
            tmp_path_factory.mktemp("aged"),
            more=[*_rows(), *_rows_by_sex()],
            definitions=(*DEFINITIONS, ILL, ILL_BY_SEX),
            breakdowns=("sex", "age"),
        ).folder


@pytest.fixture
def aged(pristine_aged, settings, db):
    """The instance with cases by age, served to be read only."""
    settings.INSTANCE = pristine_aged
    from klammer_web.catalogue.instance import instance

    return instance().current_release()


def printed(number, decimals=2):
    return f"{number:.{decimals}f}".replace(".", ",")


def joined(found):
    """Add the two youngest groups, as the page does."""
    return {**found, "Y3T9": found["Y0T2"] + found["Y3T9"], "Y0T2": 0}


def direct(x, n):
    """Return Σ w x/n ÷ Σ w per 1,000 and its standard error, computed here."""
    ages = [age for age, weight in ESP.items() if weight]
    x, n, whole = joined(x), joined(n), sum(ESP.values())
    rate = sum(ESP[age] * x[age] / n[age] for age in ages) / whole
    variance = sum(ESP[age] ** 2 * x[age] / n[age] ** 2 for age in ages) / whole**2
    return 1000 * rate, 1000 * math.sqrt(variance)


def test_counted_figures_rise_and_standardised_ones_are_alike(aged, client):
    page = client.get(f"{PAGE}{OF_2022}")

    assert page.status_code == 200
    for area in COUNTIES:
        if area in {SMALL, HIDDEN}:
            continue
        counted, even, *_ = cells(page, area)
        assert counted == printed(1000 * sum(cases(area).values()) / sum(people(area).values()))
        assert even == printed(direct(cases(area), people(area))[0]), area
    assert cells(page, "16077")[1] == cells(page, "16061")[1]
    assert cells(page, "16061")[0] == "9,04"
    assert cells(page, "16077")[0] == "11,42"


def test_limits_are_dobsons(aged, client):
    low, high = cells(client.get(f"{PAGE}{OF_2022}"), "16077")[2].split(" bis ")
    rate, error = direct(cases("16077"), people("16077"))

    # With some 2,000 cases Byar's limits lie nearly 1.96 standard errors off.
    assert float(low.replace(",", ".")) == pytest.approx(rate - 1.96 * error, abs=0.02)
    assert float(high.replace(",", ".")) == pytest.approx(rate + 1.96 * error, abs=0.02)


def test_few_cases_give_a_ratio_only_and_say_why(aged, client):
    page = client.get(f"{PAGE}{OF_2022}")
    counted, even, limits, _, ratio, around, why = cells(page, SMALL)
    complete = [area for area in COUNTIES if area != HIDDEN]
    rates = {
        age: sum(joined(cases(one))[age] for one in complete)
        / sum(joined(people(one))[age] for one in complete)
        for age in RATES
        if age != "Y0T2"
    }
    expected = sum(joined(people(SMALL))[age] * rate for age, rate in rates.items())

    assert sum(cases(SMALL).values()) == 9
    assert counted == "7,50"  # 9 of 1,200
    assert (even, limits) == ("", "")
    assert ratio == printed(9 / expected)
    # Exact Poisson limits of 9: 4.115 to 17.085
    assert around == f"{printed(4.115 / expected)} bis {printed(17.085 / expected)}"
    assert why == "weniger als 10 Fälle: nur das Verhältnis zu den erwarteten"
    assert "1 von 22 Kreisen" in words_of(page)


def test_secret_age_group_leaves_the_area_out(aged, client):
    page = client.get(f"{PAGE}{OF_2022}")

    counted, even, *_, why = cells(page, HIDDEN)
    assert counted != ""
    assert even == ""
    assert why == "Fälle nach Alter fehlen oder sind geheim"


def test_difference_is_said_where_it_was_tested(aged, client):
    text = words_of(client.get(f"{PAGE}{OF_2022}&gebiet={OWN}"))
    assert "Nach Alter gleich gerechnet ist der Wert im Wartburgkreis höher als in" in text

    alike = client.get(f"{PAGE}{OF_2022}&gebiet=16062&mit=16061,16064,16065")
    assert "im Landkreis Nordhausen kein Unterschied zu dem Wert in den" in words_of(alike)

    few = client.get(f"{PAGE}{OF_2022}&gebiet={SMALL}")
    assert "wie nach dem Alter zu erwarten wären; ein Unterschied ist nicht belegt" in words_of(few)


def test_another_standard_gives_other_figures_and_stays_in_the_address(aged, client):
    usual = client.get(f"{PAGE}{OF_2022}")
    other = client.get(f"{PAGE}{OF_2022}&standard=germany_2015")

    assert "Standardbevölkerung Deutschland 2015" in words_of(other)
    assert cells(usual, "16077")[1] != cells(other, "16077")[1]
    assert client.get(f"{PAGE}{OF_2022}&standard=mars").status_code == 400


def test_year_without_ages_says_so_and_leads_to_one_with(aged, client):
    page = client.get(f"{PAGE}{OF_2022.replace('jahr=2022', 'jahr=2021')}")

    assert "Fälle nach Alter liegen für 2021 nicht vor." in words_of(page)
    assert "2022: Fälle nach Alter ansehen" in words_of(page)


@pytest.mark.parametrize(
    ("indicator", "why"),
    [
        ("share", "Fälle nach Alter liegen für 2022 nicht vor."),
        ("rate", "nur Anteile und Raten"),
        ("people", "nur Anteile und Raten"),
    ],
)
def test_page_says_what_is_missing_and_no_link_leads_there(aged, client, indicator, why):
    page = client.get(f"/atlas/vergleich/standardisiert/{indicator}/", follow=True)
    ranking = client.get(f"/atlas/vergleich/rangfolge/{indicator}/", follow=True)

    assert why in words_of(page)
    assert f"/standardisiert/{indicator}/" not in ranking.content.decode()


def test_link_is_there_where_ages_are(aged, client):
    ranking = client.get("/atlas/vergleich/rangfolge/ill/", follow=True)

    assert "/atlas/vergleich/standardisiert/ill/" in ranking.content.decode()


def test_address_is_read_again_as_it_was_seen(aged, client):
    address = f"{PAGE}{OF_2022}&standard=germany_2015"
    answer = client.get("/atlas/laden/csv/", {"ansicht": address, "freigabe": aged.root[:12]})

    table = b"".join(answer.streaming_content).decode("utf-8-sig")
    assert answer.status_code == 200
    assert "standardisiert" in table
    assert "16063" in table


def test_estimated_cases_have_no_limits_and_it_is_said(aged, client, monkeypatch):
    from klammer_web.atlas.queries import standardised_cases

    counted = standardised_cases._is_known

    def without_chance(row):
        row["low"] = None
        return counted(row)

    monkeypatch.setattr(standardised_cases, "_is_known", without_chance)
    page = client.get(f"{PAGE}{OF_2022}&gebiet={OWN}&standard=esp2013")

    assert "ist nicht geprüft. Ein Teil der Fälle ist geschätzt umgerechnet." in words_of(page)
    assert "Dobson" not in words_of(page)


def test_sexes_are_evened_out_as_well_where_they_are_known(aged, client):
    page = client.get(f"{PAGE.replace('/ill/', '/ill_by_sex/')}{OF_2022}&mit={','.join(MEN)}")

    assert [cells(page, area)[0] for area in MEN] == ["15,00", "20,00", "25,00"]
    assert [cells(page, area)[1] for area in MEN] == ["20,00"] * 3  # half men, half women
    assert [cells(page, area)[-2] for area in MEN] == ["1,00"] * 3
    assert "nach Alter und Geschlecht gleich gerechnet" in words_of(page)


def test_one_sex_is_evened_out_by_age_alone(aged, client):
    address = f"{PAGE.replace('/ill/', '/ill_by_sex/')}{OF_2022}&mit={','.join(MEN)}"
    page = client.get(f"{address}&merkmal=sex:M")

    assert [cells(page, area)[1] for area in MEN] == ["30,00"] * 3
    assert "nach Alter gleich gerechnet" in words_of(page)
