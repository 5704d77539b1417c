# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page on mappings says what the reader's own description says."""

import tomllib

from klammer.sources import tabular
from klammer.sources.tabular.mapping import mapping_from_dict
from tests.places import ROOT

PAGE = ROOT / "docs" / "reference" / "mapping.md"


def blocks(text: str, fence: str) -> list[str]:
    """The fenced examples of a page."""
    return [part.split("```")[0] for part in text.split(fence)[1:]]


def test_mapping_page_repeats_the_readers_description() -> None:
    page = " ".join(PAGE.read_text(encoding="utf-8").split())

    described = [" ".join(line.split()) for line in (tabular.__doc__ or "").splitlines()[2:]]

    assert [line for line in described if line and line not in page] == []


def test_first_example_of_the_mapping_page_is_a_mapping() -> None:
    first, *_ = blocks(PAGE.read_text(encoding="utf-8"), "```toml")

    mapping = mapping_from_dict(tomllib.loads(first))

    assert mapping.area.boundary == "2022-12-31"
