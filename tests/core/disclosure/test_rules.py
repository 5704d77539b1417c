# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
from datetime import date
from pathlib import Path

import pytest

from klammer.base.cells import Audience
from klammer.base.errors import DisclosureError
from klammer.disclosure.rules import rules_for
from klammer.parameters.registry import SHIPPED, Registry

DAY = date(2026, 1, 1)


@pytest.mark.parametrize(
    ("audience", "own", "ba"),
    [
        (Audience.PUBLIC, 5, 3),
        (Audience.PARTNERS, 5, 3),
        (Audience.ADMINISTRATION, 3, 3),
        (Audience.CONFIDENTIAL, 0, 0),
    ],
)
def test_threshold_follows_audience_and_source(audience: Audience, own: int, ba: int) -> None:
    rules = rules_for(audience, on=DAY, sources=("own", "ba"))

    assert (rules.threshold("own"), rules.threshold("ba")) == (own, ba)


@pytest.mark.parametrize("number", ["1", "2", "-3", "true", "3.5"])
def test_minimum_count_that_cannot_protect_is_refused(tmp_path: Path, number: str) -> None:
    text = (SHIPPED / "minimum_count.toml").read_text(encoding="utf-8")
    changed = text.replace("value = 5", f"value = {number}")
    (tmp_path / "minimum_count.toml").write_text(changed, encoding="utf-8")

    with pytest.raises(DisclosureError) as refused:
        rules_for(Audience.PUBLIC, on=DAY, registry=Registry(SHIPPED, tmp_path))

    assert refused.value.code == "minimum_count"


def test_county_may_set_a_stricter_minimum(tmp_path: Path) -> None:
    text = (SHIPPED / "minimum_count.toml").read_text(encoding="utf-8")
    (tmp_path / "minimum_count.toml").write_text(text.replace("value = 5", "value = 10"), "utf-8")

    rules = rules_for(Audience.PUBLIC, on=DAY, registry=Registry(SHIPPED, tmp_path))

    assert rules.threshold("own") == 10
