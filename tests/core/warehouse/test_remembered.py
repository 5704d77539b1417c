# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tables are kept up to a number of cells; those not asked for the longest go first."""

from types import SimpleNamespace

from klammer.warehouse.remembered import Remembered


class _Sized:
    """A table of one column with so many rows; the store only counts."""

    table = SimpleNamespace(names=("value",))

    def __init__(self, rows):
        self.rows = rows

    def __len__(self):
        return self.rows


def test_table_is_found_again():
    store, table = Remembered(cells=1_000), _Sized(9)

    assert store.find("a") is None
    assert store.keep("a", table) is table
    assert store.find("a") is table


def test_what_was_not_asked_for_goes_first():
    store = Remembered(cells=100)
    for name in "abcdefghij":  # ten cells each
        store.keep(name, _Sized(9))
    store.find("a")

    store.keep("k", _Sized(9))

    assert store.find("b") is None
    assert [name for name in "acdefghijk" if store.find(name) is None] == []


def test_large_table_is_not_kept_and_pushes_nothing_out():
    store = Remembered(cells=100)
    store.keep("small", _Sized(9))

    large = store.keep("large", _Sized(10))

    assert len(large) == 10
    assert store.find("large") is None
    assert store.find("small") is not None


def test_table_that_two_threads_made_is_counted_once():
    store = Remembered(cells=20)
    first = store.keep("a", _Sized(1))

    for _ in range(30):
        store.keep("a", _Sized(1))

    assert store.find("a") is first
