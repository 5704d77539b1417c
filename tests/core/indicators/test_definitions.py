# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
import json
import tomllib
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from klammer.base.errors import InputRefusedError
from klammer.base.quantities import Kind
from klammer.indicators.definitions import (
    Break,
    Definition,
    definition_of,
    load_definitions,
    to_data,
    to_toml,
)
from klammer.indicators.formulas import Formula, Term
from klammer.indicators.toml_text import toml_text

CHILDREN = Term("benefit_children", {"age": ("Y0T2", "Y3T14")}, "Kinder unter 15 in SGB II")
ALL = Term("population", {"age": ("Y0T14",)}, "Kinder unter 15")
POVERTY = Definition(
    id="child_poverty",
    title="Kinderarmut",
    sentence='Von 100 Kindern leben so viele in "Bedarfsgemeinschaften".\nZweite Zeile \\ Ende.',
    domain="poverty",
    kind=Kind.PROPORTION,
    unit="%",
    direction="high_is_burden",
    formula=Formula((CHILDREN,), (ALL, Term("guests", label="Gäste", sign=-1, years_back=2)), 100),
    interval="wilson",
    relevant_difference=5,
    levels=("county", "municipality"),
    breaks=(Break("2016", "Revision"), Break("2023", "Bürgergeld")),
    headline=True,
    extra={"table": "22811", "weights": [1, 2.5], "nested": {"key with space": "x", "none": []}},
)


def test_definition_read_from_its_own_toml_is_the_same_version() -> None:
    again = definition_of(tomllib.loads(to_toml(POVERTY)))

    assert again == definition_of(to_data(POVERTY))
    assert (again.version, again.formula, again.breaks) == (
        definition_of(to_data(again)).version,
        POVERTY.formula,
        POVERTY.breaks,
    )


def test_definition_passes_through_json() -> None:
    again = definition_of(json.loads(json.dumps(to_data(POVERTY))))

    assert again == definition_of(to_data(POVERTY))


def test_delivered_figure_passes_through_toml() -> None:
    formula = Formula(delivered=Term("income", label="Einkommen je Einwohner"))
    income = Definition(
        "income", "Einkommen", "Was übrig bleibt.", "income", Kind.MEAN, "€", "neutral", formula,
        why_no_interval="mean",
    )  # fmt: skip

    assert definition_of(tomllib.loads(to_toml(income))) == income


def test_version_changes_with_the_wording_and_with_nothing_else() -> None:
    data = to_data(POVERTY)

    assert definition_of(data).version == definition_of(dict(reversed(data.items()))).version
    assert definition_of(data | {"limits": "neu"}).version != definition_of(data).version


def test_whole_and_decimal_relevant_difference_are_one_version() -> None:
    data = to_data(POVERTY)

    one, two = (definition_of(data | {"relevant_difference": value}) for value in (5, 5.0))

    assert one.version == two.version


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ({"direction": "up"}, "direction 'up' is unknown"),
        ({"formula": {}}, "the formula is empty"),
        ({"formula": {"denominater": []}}, "the indicator definition cannot be read"),
        ({"titel": "Kinderarmut"}, "the indicator definition cannot be read"),
        ({"kind": "quota"}, "the indicator definition cannot be read"),
        ({"interval": "byar"}, "the interval 'byar' does not fit a figure of kind proportion"),
        ({"kind": "ratio"}, "the interval 'wilson' does not fit a figure of kind ratio"),
        (
            {"formula": {"delivered": {"variable": "rate"}}},
            "an interval needs numerator and denominator",
        ),
    ],
)
def test_unsound_definition_is_refused(change: dict[str, object], what: str) -> None:
    with pytest.raises(InputRefusedError) as refused:
        definition_of(to_data(POVERTY) | change, where="child_poverty.toml")

    assert (refused.value.what, refused.value.where) == (what, "child_poverty.toml")


def test_folder_is_read_by_id(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    second = definition_of(to_data(POVERTY) | {"id": "a_first"})
    (tmp_path / "deep" / "z.toml").write_text(to_toml(second), encoding="utf-8")
    (tmp_path / "b.toml").write_text(to_toml(POVERTY), encoding="utf-8")

    assert list(load_definitions(tmp_path)) == ["a_first", "child_poverty"]


def test_same_id_in_two_files_is_refused(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / f"{name}.toml").write_text(to_toml(POVERTY), encoding="utf-8")

    with pytest.raises(InputRefusedError) as refused:
        load_definitions(tmp_path)

    assert (refused.value.where, refused.value.why) == ("two.toml", "one.toml defines it too")


def test_broken_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "broken.toml").write_text("title = ", encoding="utf-8")

    with pytest.raises(InputRefusedError) as refused:
        load_definitions(tmp_path)

    assert refused.value.what == "broken.toml is not readable as TOML"


def test_formula_prints_what_it_computes() -> None:
    assert str(POVERTY.formula) == (
        "Kinder unter 15 in SGB II ÷ (Kinder unter 15 − Gäste 2 Jahre zuvor) × 100"
    )


LEAVES = st.one_of(
    st.text(), st.booleans(), st.integers(-(2**53), 2**53), st.floats(allow_nan=False)
)
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(), inner, max_size=3)
    ),
    max_leaves=12,
)


@example({"small": 1e-09, "large": 1e22, "line\n": [1e-09]})
@given(st.dictionaries(st.text(), VALUES, max_size=4))
def test_toml_text_is_read_back_unchanged(data: dict[str, object]) -> None:
    assert tomllib.loads(toml_text(data)) == data


def test_toml_text_refuses_what_toml_cannot_hold() -> None:
    with pytest.raises(TypeError, match="TOML cannot hold object"):
        toml_text({"x": object()})
