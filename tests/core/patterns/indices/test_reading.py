# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Specifications: every shipped one is read, and what is unsound is refused with its place."""

import tomllib
from pathlib import Path

import pytest

from klammer.base.errors import InputRefusedError
from klammer.patterns.indices import read_specification, shipped, specification_of, to_toml

DEMO = Path(__file__).parents[4] / "src/klammer/datasets/thueringen/indices"
FILES = {**shipped(), **{path.stem: path for path in sorted(DEMO.glob("*.toml"))}}
LIMITS = {"limits": [{"name": "low", "at_most": 0}, {"name": "high", "above": 0}]}


def data(**changes):
    plain = {"id": "x", "title": "X", "inputs": [{"column": "a"}, {"column": "b"}]}
    return {**plain, **changes}


def with_input(**changes):
    return data(inputs=[{"column": "a", **changes}, {"column": "b"}])


@pytest.mark.parametrize("path", FILES.values(), ids=FILES)
def test_shipped_specification_says_what_a_reader_needs(path):
    found = read_specification(path)

    assert found.id == path.stem
    assert found.description
    assert found.citation
    assert found.licence
    assert found.note
    assert all(one.title for one in found.inputs)


@pytest.mark.parametrize("path", FILES.values(), ids=FILES)
def test_written_specification_is_the_same(path):
    found = read_specification(path)

    again = specification_of(tomllib.loads(to_toml(found)))

    assert again == found
    assert again.version == found.version


def test_default_parts_are_domains_and_inputs_that_belong_to_none():
    found = specification_of(data(domains=[{"id": "d", "parts": ["a"]}]))

    assert found.index.parts == ("d", "b")


def test_columns_are_those_the_index_needs():
    found = specification_of(
        data(
            area="key",
            population="people",
            dynamics={},
            inputs=[
                {"column": "a", "numerator": "n", "denominator": "d", "earlier": "a_then"},
                {"column": "b", "change": "b_change"},
            ],
        )
    )

    assert found.columns() == ("key", "people", "n", "d", "b", "a_then", "b_change")


@pytest.mark.parametrize(
    ("changes", "said", "place"),
    [
        (data(colour="red"), "the word 'colour' is not known", "file"),
        (with_input(colour="red"), "the word 'colour' is not known", "file, inputs 1"),
        (data(standardisation="zscore"), "'zscore' is no method", "file, standardisation"),
        (data(id=7), "'id' is not a text", "file"),
        (data(title=""), "'title' is missing", "file"),
        (data(inputs=[]), "an index needs inputs", "file"),
        (data(inputs="a"), "'inputs' is not a list", "file"),
        (with_input(column="b"), "the name 'b' stands for two things", "file"),
        (with_input(direction="up"), "'up' is no direction", "file, inputs 1"),
        (with_input(per=0), "'per' is not above 0", "file, inputs 1 (a)"),
        (with_input(decimals=-1), "'decimals' is not a whole number", "file, inputs 1"),
        (with_input(decimals=13), "'decimals' is not at most 12", "file, inputs 1"),
        (data(standardisation={"method": "exponential", "constant": 0.1}), "between 1 and 1000", "file, standardisation"),
        (with_input(numerator="n"), "belong together", "file, inputs 1 (a)"),
        (with_input(transformation={"shrink": True}), "shrinkage needs counts", "file, inputs 1 (a)"),
        (with_input(missing="larger_area"), "needs the column of the larger", "file, inputs 1 (a)"),
        (data(index={"weights": {"a": 0.5, "b": 0.4}}), "the weights sum to 0.9", "file, index"),
        (data(index={"weights": {"a": 0.5, "c": 0.5}}), "there is no part 'c'", "file, index"),
        (data(index={"weights": {"a": 1}}), "'b' has no place among the weights", "file, index"),
        (data(index={"weights": {"a": 2, "b": -1}}), "a weight is not above 0", "file, index"),
        (data(index={"parts": ["a", "z"]}), "there is no part 'z'", "file, index"),
        (data(index={"parts": ["a"]}), "'b' does not enter the index", "file"),
        (
            data(domains=[{"id": "d", "parts": ["a"]}, {"id": "e", "parts": ["a", "b"]}]),
            "'a' is part of two combinations",
            "file",
        ),
        (
            data(domains=[{"id": "d", "parts": ["e"]}, {"id": "e", "parts": ["d"]}]),
            "does not enter the index",
            "file",
        ),
        (data(standardisation={"method": "z", "weights": "population"}), "need the column", "file, standardisation"),
        (data(standardisation={"method": "z", "mean": 1}), "come in pairs", "file, standardisation"),
        (data(standardisation={"method": "rank", "base": "a0"}), "has no base year", "file, standardisation"),
        (data(exclusion={"population_below": 300}), "needs the column with the population", "file, exclusion"),
        (data(exclusion={"areas": [{"area": "1"}]}), "'reason' is missing", "file, exclusion, areas 1"),
        (data(classes={"limits": [{"name": "a"}]}), "two names of their own", "file, classes"),
        (
            data(classes={"limits": [{"name": "a", "below": 0}, {"name": "b", "at_least": 1}]}),
            "the classes 'a' and 'b' leave a gap",
            "file, classes",
        ),
        (
            data(classes={"limits": [{"name": "a", "at_most": 0}, {"name": "b", "at_least": 0}]}),
            "the classes 'a' and 'b' overlap",
            "file, classes",
        ),
        (
            data(classes={"limits": [{"name": "a", "below": 0}, {"name": "b", "above": 0}]}),
            "leave a gap",
            "file, classes",
        ),
        (data(classes={"method": "jenks"}), "'count' is not between", "file, classes"),
        (data(classes={"method": "equal", "count": 3, "names": ["a"]}), "1 names for 3 classes", "file, classes"),
        (data(dynamics={}), "'a' has no earlier period", "file, dynamics"),
        (data(groups={}, classes=LIMITS), "groups need classes", "file, groups"),
        (data(flags={"of": "domains"}), "there are no domains to flag", "file, flags"),
        (data(index={"loadings": {"a": 1, "b": 1}}), "loadings belong to", "file, index"),
        (data(index={"combination": "factor", "weights": {"a": 0.5, "b": 0.5}}), "are estimated", "file, index"),
    ],
)  # fmt: skip
def test_unsound_specification_is_refused_with_its_place(changes, said, place):
    with pytest.raises(InputRefusedError) as caught:
        specification_of(changes, where="file")

    assert said in caught.value.what
    assert caught.value.where == place
    assert caught.value.remedy


def test_unknown_words_are_answered_with_those_that_are_known():
    with pytest.raises(InputRefusedError) as caught:
        specification_of(data(ranking={"from": "top"}))

    assert caught.value.why == "known are first, ties"


def test_weights_may_sum_to_1_to_100_or_to_what_is_said():
    for weights, more in (
        ({"a": 0.4, "b": 0.6}, {}),
        ({"a": 40, "b": 60}, {}),
        ({"a": 3, "b": 2}, {"total": 5}),
        ({"a": 0.1, "b": 0.2}, {"total": 0.3}),
    ):
        assert specification_of(data(index={"weights": weights, **more})).index.weights == weights


@pytest.mark.parametrize(
    ("text", "said"),
    [("id = ", "not readable as TOML"), (None, "there is no file index.toml")],
    ids=["broken", "absent"],
)
def test_unreadable_file_is_refused(tmp_path, text, said):
    path = tmp_path / "index.toml"
    if text:
        path.write_text(text, encoding="utf-8")

    with pytest.raises(InputRefusedError, match=said):
        read_specification(path)
