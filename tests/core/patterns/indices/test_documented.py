# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The reference names every word a file may use; the manual has a page for every shipped file."""

from dataclasses import fields
from pathlib import Path

import pytest

from klammer.patterns.indices import shipped, specification
from klammer.patterns.indices.variants import FAMILIES

ROOT = Path(__file__).parents[4]
REFERENCE = (ROOT / "docs/reference/indices.md").read_text(encoding="utf-8")
MANUAL = "\n".join(
    path.read_text(encoding="utf-8") for path in (ROOT / "docs/de/nachschlagen").glob("index-*.md")
)
DEMO = sorted(path.stem for path in (ROOT / "src/klammer/datasets/thueringen/indices").glob("*"))
TABLES = (
    specification.Specification, specification.Input, specification.Transformation,
    specification.Standardisation, specification.Combination, specification.Classes,
    specification.Limit, specification.Exclusion, specification.Dynamics, specification.Groups,
    specification.Flags, specification.Ranking,
)  # fmt: skip
CHOICES = (
    specification.DIRECTIONS, specification.MISSING, specification.TRANSFORMATIONS,
    specification.STANDARDISATIONS, specification.COMBINATIONS, specification.TIES,
    specification.ROUNDINGS, specification.CLASSES, specification.CHANGES, FAMILIES,
)  # fmt: skip
WORDS = sorted(
    {one.name for table in TABLES for one in fields(table)}
    | {word for options in CHOICES for word in options}
)


@pytest.mark.parametrize("word", WORDS)
def test_reference_names_every_word(word):
    marks = (f"`{word}`", f'`"{word}"`', f"`{word} =", f"[{word}]", f"{word} = ", f'"{word}"')

    assert any(mark in REFERENCE for mark in marks), word


@pytest.mark.parametrize("name", [*shipped(), *DEMO])
def test_every_shipped_specification_has_a_page(name):
    assert f"`{name}`" in MANUAL
