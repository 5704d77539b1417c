# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Bad input is refused whole, with place, reason and remedy; odd input is handled."""

import pytest

from klammer.base.errors import DisclosureError, InputRefusedError
from klammer.disclosure.links import joint_sets
from klammer.disclosure.tabular import building
from tests.disclosed_tables import HEAD, ONE, figures, hidden_in, judged, protected, spec

TREE = HEAD + (
    '[dimension.region]\nhierarchy = "regions.csv"\n[dimension.age]\n[[table]]\nname = "cases"\n'
    'dimensions = ["region", "age"]\ncount = "n"\n'
)
GOOD = "region age n\na x 30\na y 20\nb x 50\nb y 10"


@pytest.mark.parametrize(
    ("table", "code", "place"),
    [
        ("region age n\na x 30\na y 20\na Total 51", "total_contradicts", "region=a, age=Total (row 4)"),
        ("region age n\na x 30\na y 20\na x 30", "duplicate_cell", "row 4"),
        ("region age n\na x 30\na y -2", "not_a_count", "row 3"),
        ("region age n\na x 30\na y 2.5", "not_a_count", "row 3"),
        ("region age n\na x 30\na y zwei", "not_a_number", "row 3"),
        ("region age n\na x 30\nNA y 2", "code_missing", "row 3, column region"),
        ("region age n", "empty", "table cases"),
        ("region alter n\na x 3", "column_missing", "header"),
    ],
    ids=lambda one: one if isinstance(one, str) and "\n" not in one else "table",
)  # fmt: skip
def test_tables_that_cannot_be_right_are_refused(table: str, code: str, place: str) -> None:
    with pytest.raises(InputRefusedError) as refused:
        protected(ONE, {"cases": table})

    assert refused.value.code == code
    assert place in str(refused.value.where)
    assert refused.value.remedy


@pytest.mark.parametrize(
    ("tree", "code"),
    [
        ("code parent\na K\na L\nb K", "two_parents"),
        ("code parent\na b\nb a", "hierarchy_cycle"),
        ("code parent\na NA\nTotal a", "total_has_parent"),
        ("code parent\na NA", "unknown_code"),
    ],
    ids=["two parents", "circle", "total below", "unknown code"],
)
def test_hierarchies_that_cannot_be_right_are_refused(tree: str, code: str) -> None:
    with pytest.raises(InputRefusedError) as refused:
        protected(TREE, {"cases": GOOD}, files={"regions": tree})

    assert refused.value.code == code


@pytest.mark.parametrize(
    "change",
    [
        ('audience = "public"', 'audience = "everyone"'),
        ("on = 2026-07-01", ""),
        ('count = "n"', ""),
        ('count = "n"', 'count = "n"\ncolour = "red"'),
        ('dimensions = ["region", "age"]', 'dimensions = ["region", "sex"]'),
        ("[dimension.age]", "[dimension.age]\nprefix = [1]\nhierarchy = 'x'"),
    ],
    ids=["audience", "day", "no column", "unknown word", "no dimension", "two hierarchies"],
)
def test_specs_that_say_something_unknown_are_refused(change: tuple[str, str]) -> None:
    with pytest.raises(InputRefusedError) as refused:
        spec(ONE.replace(*change))

    assert refused.value.code == "specification"


def test_tables_that_contradict_each_other_are_refused() -> None:
    text = ONE + '[[table]]\nname = "regions"\ndimensions = ["region"]\ncount = "n"\n'
    with pytest.raises(InputRefusedError) as refused:
        protected(text, {"cases": GOOD, "regions": "region n\na 50\nb 61"})

    assert refused.value.code == "tables_disagree"


def test_links_in_a_circle_are_found() -> None:
    sides = [frozenset("ab"), frozenset("bc"), frozenset("ac")]

    assert joint_sets(sides) == [frozenset("abc")]
    assert joint_sets(sides[:2]) == []
    assert joint_sets([frozenset("ab"), frozenset("ac"), frozenset("ad")]) == []


def test_links_in_a_circle_that_is_too_large_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(building, "LARGEST_JOINT", 10)
    names = [("region", "age"), ("region", "sex"), ("age", "sex")]
    text = (
        HEAD
        + "[dimension.region]\n[dimension.age]\n[dimension.sex]\n"
        + "".join(
            f'[[table]]\nname = "{a}-{b}"\ndimensions = ["{a}", "{b}"]\ncount = "n"\n'
            for a, b in names
        )
    )
    with pytest.raises(InputRefusedError) as refused:
        judged(text, {f"{a}-{b}": f"{a} {b} n\nu v 10\nu w 20\nz v 30" for a, b in names})

    assert refused.value.code == "cyclic_links"


def test_all_cells_small_are_hidden_with_what_they_add_up_to() -> None:
    made = protected(ONE, {"cases": "region age n\na x 1\na y 2\nb x 2\nb y 1"})

    assert all(
        value is None or value >= 5
        for value in figures(made.tables["cases"], ("region", "age"), "n").values()
    )
    assert ("a", "x") in hidden_in(made)


def test_fewer_people_in_all_than_may_be_shown_leave_nothing() -> None:
    made = protected(ONE, {"cases": "region age n\na x 1\na y 1"})

    assert len(hidden_in(made)) == len(made.tables["cases"])


def test_one_cell_is_hidden_or_shown() -> None:
    text = (
        HEAD
        + '[dimension.region]\n[[table]]\nname = "cases"\ndimensions = ["region"]\ncount = "n"\n'
    )

    assert hidden_in(protected(text, {"cases": "region n\nTotal 3"})) == [("Total",)]
    assert hidden_in(protected(text, {"cases": "region n\nTotal 7"})) == []


def test_a_solver_without_time_leads_to_more_hiding_or_a_refusal() -> None:
    text = ONE + "[method]\nseconds = 0.000001\n"
    table = "region age n\n" + "\n".join(
        f"r{i} a{j} {(i * 7 + j * 5) % 11}" for i in range(6) for j in range(5)
    )
    try:
        assert protected(text, {"cases": table}).verdict.passed
    except DisclosureError:
        return  # refused: nothing goes out


def test_errors_name_no_figure() -> None:
    with pytest.raises(InputRefusedError) as refused:
        protected(ONE, {"cases": "region age n\na x 7341\na y 2222\na Total 9999"})

    assert not any(figure in str(refused.value) for figure in ("7341", "2222", "9999"))
