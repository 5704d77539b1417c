# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The county's own small counts pass the single door; official ones are known already."""

from pathlib import Path

import pytest

from klammer.base.cells import Audience
from klammer.indicators.definitions import to_toml
from klammer.pipeline import builds, releases, safe
from klammer.pipeline import instance as instances
from klammer.pipeline.instance import Instance
from klammer.pipeline.traces import trace
from tests.core.pipeline.conftest import NOW, load
from tests.factories import definition

MAPPING = {
    "area": {"column": "Gebiet", "level": "municipality", "boundary": "2025-01-01"},
    "period": {"value": "2024"},
    "values": [{"column": "Fälle", "variable": "cases"}],
}


@pytest.fixture
def own(instance: Instance, tmp_path: Path) -> Instance:
    made = definition(
        id="own-cases", title="Fälle", kind="count", interval="", unit="Fälle",
        why_no_interval="full_count", formula={"numerator": [{"variable": "cases"}]},
    )  # fmt: skip
    (instances.LIBRARY / "own-cases.toml").write_text(to_toml(made), encoding="utf-8")
    instances._shipped.cache_clear()
    path = tmp_path / "eigene.csv"
    path.write_text(
        "Gebiet;Fälle\n16063003;2\n16063004;40\n16063006;55\n16063008;0\n", encoding="utf-8"
    )
    load(instance, path, reader="table", mapping=MAPPING)
    return instance


def test_small_own_count_is_hidden_from_the_public(own: Instance) -> None:
    release = releases.create(own, by="steward", at=NOW)

    found = release.values("own-cases", area_level="municipality", boundary="2025-01-01")

    rows = {row["area"]: row for row in found.rows()}
    assert (rows["16063003"]["value"], rows["16063003"]["status"]) == (None, "suppressed")
    assert rows["16063003"]["numerator"] is None
    assert rows["16063004"]["value"] == 40
    assert found.certificate.counts["primary"] == 2  # the same unit on two boundary versions


def test_hidden_value_stands_nowhere_in_the_release(own: Instance) -> None:
    release = releases.create(own, by="steward", at=NOW)

    found = trace(
        own, release, indicator="own-cases", area="16063003", boundary="2025-01-01", period="2024"
    )

    assert found.hidden is True
    assert [one.behind.value for one in found.parts[0].observations] == [None]


def test_steward_sees_the_count(own: Instance) -> None:
    release = releases.create(own, by="steward", at=NOW, audience=Audience.CONFIDENTIAL)

    found = release.values("own-cases", area_level="municipality", boundary="2025-01-01")

    assert {row["area"]: row["value"] for row in found.rows()}["16063003"] == 2


def test_release_of_own_figures_is_rebuilt_from_raw_bytes(own: Instance) -> None:
    release = releases.create(own, by="steward", at=NOW)

    assert releases.verify(own, release.root).ok is True


def test_tables_that_were_prepared_are_released_without_being_made_again(
    own: Instance, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build = builds.build(own)
    looked = safe.made_safe(build, tmp_path / "looked", audience=Audience.PUBLIC, on=NOW.date())
    monkeypatch.setattr(safe, "_made", None)  # would fail

    release = releases.create(own, by="steward", at=NOW)

    certificates = {name: t["certificate"] for name, t in release.manifest["tables"].items()}
    assert certificates == {name: one.as_data() for name, one in looked.items()}
    found = release.values("own-cases", area_level="municipality", boundary="2025-01-01")
    assert {row["area"]: row["value"] for row in found.rows()}["16063003"] is None


def test_tables_are_kept_for_each_audience_apart(own: Instance) -> None:
    public = releases.create(own, by="steward", at=NOW)
    inner = releases.create(own, by="steward", at=NOW, audience=Audience.CONFIDENTIAL)

    place = {"area_level": "municipality", "boundary": "2025-01-01", "areas": ["16063003"]}
    assert public.values("own-cases", **place).table["value"] == (None,)
    assert inner.values("own-cases", **place).table["value"] == (2.0,)


def test_verification_makes_tables_again(own: Instance, monkeypatch: pytest.MonkeyPatch) -> None:
    release = releases.create(own, by="steward", at=NOW)
    made, real = [], safe._made
    monkeypatch.setattr(safe, "_made", lambda *a, **k: made.append(a) or real(*a, **k))

    assert releases.verify(own, release.root).ok is True
    assert len(made) == 1
