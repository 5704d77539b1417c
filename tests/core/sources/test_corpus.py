# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The proposals of the mapping assistant, measured on deliveries as counties send them."""

from collections import Counter
from copy import deepcopy

import pytest

from klammer.base.errors import KlammerError
from klammer.sources.contract import Request
from klammer.sources.proposals import propose
from klammer.sources.tabular import TableSource
from klammer.warehouse.parquet import read_columns
from tests.core.sources.corpus import CORPUS

_FIXED = {
    *("area", "area_level", "boundary", "period", "variable", "value", "status", "secrecy"),
    *("file", "sheet", "row", "column"),
}


def tidy(path, mapping):
    """Return what a mapping reads: "area period variable [breakdown=code …]" → figure or status."""
    read = TableSource().read(Request(path, path.name, path.with_suffix(".parquet"), mapping))
    columns = read_columns(read.path)
    breakdowns = sorted(set(columns) - _FIXED)
    found = {}
    for number, value in enumerate(columns["value"]):
        parts = [columns[name][number] for name in ("area", "period", "variable")]
        codes = [f"{name}={columns[name][number]}" for name in breakdowns]
        key = " ".join([*parts, *(code for code in codes if not code.endswith("=_T"))])
        found[key] = columns["status"][number] if value is None else value
    flags = [(one.code, one.found) for one in read.flags if one.severity == "error"]
    return found, flags


def outcome(made, folder):
    """Return what became of a delivery: proposal, choice, refused, or wrong with the reason."""
    path = made.write(folder)
    try:
        proposal = propose(path)
        if made.asks and made.asks not in proposal.questions:
            return f"wrong: does not ask {made.asks} but {proposal.questions}"
        if not made.asks and not made.refusal and proposal.questions:
            return f"wrong: asks {proposal.questions}"
        mapping = deepcopy(proposal.mapping)
        if made.choose:
            made.choose(mapping)
        found, flags = tidy(path, mapping)
    except KlammerError as error:
        is_right = error.code == made.refusal
        return "refused" if is_right else f"wrong: {error.code}: {error}"
    if flags:
        return f"wrong: {flags}"
    if found != dict(made.want):
        missing = {k: v for k, v in made.want.items() if found.get(k) != v}
        more = {k: v for k, v in found.items() if made.want.get(k) != v}
        return f"wrong: wanted {list(missing.items())[:3]}, found {list(more.items())[:3]}"
    return made.verdict


@pytest.mark.parametrize("made", CORPUS, ids=lambda made: made.name)
def test_delivery_is_understood(made, tmp_path):
    assert outcome(made, tmp_path) == made.verdict


def test_corpus_holds_what_it_says():
    assert Counter(made.verdict for made in CORPUS) == {"proposal": 32, "choice": 5, "refused": 4}
