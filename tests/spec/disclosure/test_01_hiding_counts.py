# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Hiding small counts, and what would give them back.

The county K consists of A, B and C. "•" is a hidden count. The minimum count is 5.
"""

from collections.abc import Callable
from typing import Any

import pytest

from klammer.base.cells import Audience
from klammer.base.quantities import Kind
from klammer.base.tables import table_of
from klammer.disclosure.examination import examine
from klammer.disclosure.primary import Reason
from klammer.disclosure.relations import AreaSum, area_sums
from klammer.disclosure.release import protect
from klammer.indicators.definitions import Definition
from klammer.indicators.formulas import Formula, Term

COUNTY = dict.fromkeys("ABC", "K")


@pytest.fixture
def shown(figure, public_rules) -> Callable[..., list[str]]:
    """Protect rows and return what stands in their numerators."""

    def protected(rows: list[dict[str, Any]], **more: Any) -> list[str]:
        hierarchy = more.pop("hierarchy", COUNTY)
        safe = protect(
            table_of(rows),
            audience=Audience.PUBLIC,
            hierarchy=hierarchy,
            rules=public_rules,
            **more,
        )
        return ["•" if n is None else f"{n:g}" for n in safe.table["numerator"]]

    return protected


def test_small_count_takes_the_next_smallest_with_it(figure, shown) -> None:
    # K − A − B − C = 0: with only A hidden, A = 60 − 20 − 38 = 2.
    assert shown([figure("K", 60), figure("A", 2), figure("B", 20), figure("C", 38)]) == [
        "60", "•", "•", "38",
    ]  # fmt: skip


def test_two_small_counts_protect_each_other(figure, shown) -> None:
    assert shown([figure("K", 45), figure("A", 3), figure("B", 4), figure("C", 38)]) == [
        "45", "•", "•", "38",
    ]  # fmt: skip


def test_without_a_total_nothing_more_is_hidden(figure, shown) -> None:
    assert shown([figure("A", 2), figure("B", 20), figure("C", 38)]) == ["•", "20", "38"]


def test_zero_is_shown_and_does_not_protect(figure, shown) -> None:
    # B = 0 could only rise; C pays.
    assert shown([figure("K", 40), figure("A", 2), figure("B", 0), figure("C", 38)]) == [
        "40", "•", "0", "•",
    ]  # fmt: skip


def test_total_is_hidden_only_when_nothing_else_helps(figure, shown) -> None:
    independent_city = {"56000": "56"}

    assert shown([figure("56", 3), figure("56000", 3)], hierarchy=independent_city) == ["•", "•"]


def test_women_and_men_are_hidden_together(figure, shown) -> None:
    rows = [figure("A", 22), figure("A", 2, sex="F"), figure("A", 20, sex="M")]

    assert shown(rows) == ["22", "•", "•"]


def test_rectangle_closes_over_places_and_sexes(figure, shown) -> None:
    # A's women are few. Her row and her column need a second hidden cell each.
    rows = [
        figure(area, count, sex=sex)
        for area, counts in (("K", (52, 60)), ("A", (2, 10)), ("B", (20, 20)), ("C", (30, 30)))
        for sex, count in zip("FM", counts, strict=True)
    ] + [figure(area, count) for area, count in (("K", 112), ("A", 12), ("B", 40), ("C", 60))]

    assert shown(rows) == [
        "52", "60", "•", "•", "•", "•", "30", "30", "112", "12", "40", "60",
    ]  # fmt: skip


def test_age_groups_add_up_to_wider_ones(figure, shown) -> None:
    rows = [
        figure("A", 2, age="Y0T2"), figure("A", 30, age="Y3T5"), figure("A", 40, age="Y6T9"),
        figure("A", 32, age="Y0T5"), figure("A", 72, age="_T"),
    ]  # fmt: skip

    assert shown(rows) == ["•", "•", "40", "32", "72"]


def test_overlapping_age_groups_are_cut_where_they_overlap(figure, shown) -> None:
    # 0–17 and 15–64 overlap in 15–17; nobody shows 0–14, so that nothing can be computed.
    rows = [
        figure("A", 3, age="Y0T17"),
        figure("A", 90, age="Y15T64"),
        figure("A", 92, age="Y0T64"),
    ]

    assert shown(rows) == ["•", "90", "92"]


def test_small_difference_between_total_and_parts_is_a_small_count(figure, shown) -> None:
    # 22 persons, 9 women, 11 men: 2 are neither. The smaller part is hidden with them.
    rows = [figure("A", 22), figure("A", 9, sex="F"), figure("A", 11, sex="M")]

    assert shown(rows) == ["22", "•", "11"]


def test_level_between_that_nobody_shows_still_links(figure, shown) -> None:
    hierarchy = {"A": "V", "B": "V", "V": "K", "C": "K"}

    assert shown(
        [figure("K", 60), figure("A", 2), figure("B", 20), figure("C", 38)], hierarchy=hierarchy
    ) == ["60", "•", "•", "38"]


def test_two_geographies_share_their_county(figure, shown) -> None:
    # A + B = P + Q, though nobody shows K; P is the smallest that helps.
    sums = [AreaSum("K", ("A", "B")), AreaSum("K", ("P", "Q"))]
    rows = [figure("A", 2), figure("B", 20), figure("P", 9), figure("Q", 13)]

    assert shown(rows, hierarchy=sums) == ["•", "20", "•", "13"]


def test_official_total_is_known_and_stays(figure, shown) -> None:
    rows = [
        figure("K", 60, source_class="official"), figure("A", 2), figure("B", 20),
        figure("C", 38, source_class="official"),
    ]  # fmt: skip

    assert shown(rows) == ["60", "•", "•", "38"]


def test_count_an_official_publisher_hid_is_not_given_back_by_ours(figure, shown) -> None:
    rows = [
        figure("K", 60, source_class="official"),
        figure("A", None, source_class="official", status="suppressed"),
        figure("B", 20), figure("C", 38),
    ]  # fmt: skip

    assert shown(rows) == ["60", "•", "•", "38"]


def test_count_an_official_publisher_hid_is_not_shown_from_our_books(figure, public_rules) -> None:
    definitions = {name: defined(name, Kind.COUNT) for name in ("official", "own")}
    rows = [
        figure("A", None, indicator="official", source_class="official", status="suppressed"),
        figure("A", 50, indicator="own"),
    ]

    found = examine(table_of(rows), rules=public_rules, definitions=definitions)

    assert found.hidden == {1: Reason.WITHHELD}


def test_what_official_figures_give_away_anyway_is_counted(figure, public_rules) -> None:
    rows = [
        figure("K", 60, source_class="official"), figure("A", 2),
        figure("B", 20, source_class="official"), figure("C", 38, source_class="official"),
    ]  # fmt: skip

    found = examine(table_of(rows), rules=public_rules, sums=area_sums(COUNTY))

    assert (found.hidden, found.exposed) == ({1: Reason.SMALL_COUNT}, 1)


@pytest.mark.parametrize(
    ("count", "group", "reason"),
    [
        (4, 100, Reason.SMALL_COUNT),
        (5, 100, None),
        (95, 100, None),
        (96, 100, Reason.SMALL_REMAINDER),
        (100, 100, Reason.FULL_GROUP),
        (0, 4, None),
        (0, 0, None),
    ],
)
def test_rules_of_one_row(figure, public_rules, count: int, group: int, reason: Reason) -> None:
    found = examine(table_of([figure("A", count, group, method="wilson")]), rules=public_rules)

    assert found.hidden == ({0: reason} if reason else {})


def test_rate_has_no_remainder(figure, public_rules) -> None:
    found = examine(table_of([figure("A", 96, 100, method="byar")]), rules=public_rules)

    assert found.hidden == {}


def test_figure_without_its_cases_cannot_be_checked(figure, public_rules) -> None:
    rows = [figure("A", None, status="reported", value=12.5), figure("B", None)]

    found = examine(table_of(rows), rules=public_rules)

    assert found.hidden == {0: Reason.NOT_CHECKABLE}


def defined(name: str, kind: Kind, *, over: str = "") -> Definition:
    formula = Formula((Term("children_in_care"),), (Term(over),) if over else ())
    return Definition(name, name, "", "care", kind, "", "neutral", formula)


def test_indicators_that_count_the_same_persons_hide_together(figure, public_rules) -> None:
    definitions = {
        "children": defined("children", Kind.COUNT),
        "share": defined("share", Kind.PROPORTION, over="population"),
    }
    rows = [
        figure("K", 60, indicator="children"), figure("A", 2, indicator="children"),
        figure("B", 20, indicator="share", method="wilson"), figure("C", 38, indicator="children"),
        figure("A", 2, indicator="share", method="wilson"), figure("C", 38, indicator="share"),
    ]  # fmt: skip

    found = examine(
        table_of(rows), rules=public_rules, sums=area_sums(COUNTY), definitions=definitions
    )

    assert found.hidden == {
        1: Reason.SMALL_COUNT, 4: Reason.SMALL_COUNT, 2: Reason.COMPLEMENTARY,
    }  # fmt: skip


def test_hidden_count_is_no_denominator_elsewhere(figure, public_rules) -> None:
    girls = Definition(
        "girls", "", "", "care", Kind.PROPORTION, "%", "neutral",
        Formula((Term("girls_in_care"),), (Term("children_in_care"),), 100),
    )  # fmt: skip
    definitions = {"children": defined("children", Kind.COUNT), "girls": girls}
    rows = [figure("A", 4, None, indicator="children"), figure("A", 0, 4, indicator="girls")]

    safe = protect(
        table_of(rows), audience=Audience.PUBLIC, rules=public_rules, definitions=definitions
    )

    assert safe.table["numerator"] == (None, None)
    assert safe.table["denominator"] == (None, None)


def test_money_is_not_counted_in_persons(figure, public_rules) -> None:
    amount = {"care": defined("care", Kind.AMOUNT)}

    found = examine(table_of([figure("A", 3)]), rules=public_rules, definitions=amount)

    assert found.hidden == {}
