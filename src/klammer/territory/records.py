# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The packaged territory data as rows; written by tools/territory_data.py, sources in data/.

Read once per process, on first use: units 30 ms, steps 30 ms, names 20 ms.
"""

import csv
import gzip
import io
from functools import lru_cache
from importlib.resources import files

# Reference dates of the packaged boundary versions, oldest first.
DATES = (*(f"{year}-12-31" for year in range(1990, 2025)), "2025-01-01")
LEVELS_WITH_VERSIONS = ("county", "municipality")


def read_rows(name: str) -> list[list[str]]:
    """Rows of a packaged table without its header; texts only, an unknown value is empty."""
    raw = files("klammer.territory").joinpath("data", name).read_bytes()
    text = (gzip.decompress(raw) if name.endswith(".gz") else raw).decode()
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=";")
    next(reader)
    return list(reader)


@lru_cache
def units(level: str, date: str) -> frozenset[str]:
    """Keys of every county or municipality of Germany that existed in a version."""
    return frozenset(key for key, first, last in _units()[level] if first <= date <= last)


@lru_cache
def known_units(level: str) -> frozenset[str]:
    """Keys that existed in any version."""
    return frozenset(key for key, _, _ in _units()[level])


def lifetimes(level: str, key: str) -> tuple[tuple[str, str], ...]:
    """First and last version of each stretch in which a key existed; empty when it never did."""
    return tuple((first, last) for one, first, last in _units()[level] if one == key)


@lru_cache
def _units() -> dict[str, list[tuple[str, str, str]]]:
    table: dict[str, list[tuple[str, str, str]]] = {level: [] for level in LEVELS_WITH_VERSIONS}
    for level, key, first, last in read_rows("units.csv.gz"):
        table[level].append((key, first, last))
    return table


@lru_cache
def names(level: str, date: str) -> dict[str, str]:
    """Key → name in a version; a key without a known name is absent."""
    return {key: name for key, first, last, name in _names()[level] if first <= date <= last}


@lru_cache
def _names() -> dict[str, list[list[str]]]:
    table: dict[str, list[list[str]]] = {level: [] for level in LEVELS_WITH_VERSIONS}
    for level, *rest in read_rows("names.csv.gz"):
        table[level].append(rest)
    return table


@lru_cache
def memberships(date: str) -> dict[str, str]:
    """Municipality → key of its association (nine digits); empty before 2022-12-31."""
    return {
        key: key[:5] + association
        for key, first, last, association in _memberships()
        if first <= date <= last
    }


@lru_cache
def _memberships() -> list[list[str]]:
    return read_rows("members.csv.gz")


@lru_cache
def associations() -> dict[str, tuple[str, str]]:
    """Key of nine digits → (kind as in the register, name)."""
    return {key: (kind, name) for key, kind, name in read_rows("associations.csv.gz")}
