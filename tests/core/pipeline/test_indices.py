# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Specifications kept in the instance: versions by content, never overwritten, shipped ones too."""

from datetime import UTC, datetime

import pytest

from klammer.base.errors import InputRefusedError
from klammer.pipeline import indices
from klammer.pipeline.instance import Instance

AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
TEXT = """# Warum: weil.
id = "probe"
title = "Probe"
inputs = [{ column = "a" }, { column = "b" }]
"""
ABOUT = {"by": "x", "note": "", "level": "county", "extent": "16"}


@pytest.fixture
def instance(tmp_path):
    return Instance.create(tmp_path / "instance")


def keep(instance, text=TEXT, **more):
    return indices.keep(
        instance, text, **{"index": "probe", "owner": "16063", "about": ABOUT, "at": AT} | more
    )


def test_version_is_the_hash_of_the_text_and_comments_stay(instance):
    held = keep(instance)

    assert (held.version, held.number) == (indices.version_of(TEXT, ABOUT), 1)
    assert indices.find(instance, "probe", owner="16063").text == TEXT
    assert held.about["at"] == AT.isoformat()


def test_same_text_for_other_areas_is_another_version(instance):
    first = keep(instance)
    other = keep(instance, about={**ABOUT, "extent": "DG"})

    assert first.version != other.version
    assert indices.find(instance, "probe", owner="16063").about["extent"] == "DG"


def test_same_text_again_is_the_same_version(instance):
    keep(instance)
    keep(instance)

    assert len(indices.versions(instance, "probe", "16063")) == 1


def test_earlier_version_stays_readable_and_may_come_back(instance):
    first = keep(instance)
    second = keep(instance, TEXT.replace("Probe", "Anders"))
    third = keep(instance)

    assert [one.number for one in (first, second, third)] == [1, 2, 3]
    assert indices.find(instance, "probe", owner="16063").specification.title == "Probe"
    found = indices.find(instance, "probe", owner="16063", version=second.version)
    assert found.specification.title == "Anders"


def test_workspaces_do_not_see_each_other(instance):
    keep(instance)

    assert indices.newest(instance, "16061") == []
    assert indices.find(instance, "probe", owner="16061") is None
    assert indices.find(instance, "probe") is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("keine", "index_no_toml"),
        (TEXT.replace("title", "titel"), "index_specification"),
        ('id = "x"\ntitle = "x"\n', "index_specification"),
    ],
    ids=["no-toml", "unknown-word", "no-inputs"],
)
def test_broken_text_is_refused_and_nothing_written(instance, text, code):
    with pytest.raises(InputRefusedError) as error:
        keep(instance, text)

    assert error.value.code == code
    assert not (instance.place("16063") / "indices").exists()


@pytest.mark.parametrize("index", ["../x", "A", "", "x" * 61], ids=["path", "case", "none", "long"])
def test_id_that_is_none_is_refused(instance, index):
    with pytest.raises(InputRefusedError, match="no id of an index"):
        keep(instance, index=index)
    assert indices.find(instance, index, owner="16063") is None


def test_shipped_ones_are_common_and_laid_down_once(instance):
    name, held = next(iter(indices.shipped().items()))
    first = indices.lay_down(instance, held, at=AT)
    again = indices.lay_down(instance, held, at=AT)

    assert set(indices.shipped()) <= set(indices.common(instance))
    assert (first, again.number) == (again, 1)
    assert (instance / "indices" / name).is_dir()
    assert first.about["extent"] == held.about["extent"]


def test_version_that_is_shipped_no_more_is_read_from_the_instance(instance, monkeypatch, tmp_path):
    name, held = next(iter(indices.shipped().items()))
    indices.lay_down(instance, held, at=AT)
    monkeypatch.setattr(indices, "SHIPPED", tmp_path / "nothing")

    assert indices.find(instance, name, version=held.version).text == held.text
    assert name in indices.common(instance)
