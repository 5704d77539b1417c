# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The certificate of released tables: a public part anyone can check, and the stewards' part.

The public part holds hashes, the description of the tables, the rules, the verdict, and how wide
the interval of each hidden cell is for somebody who has the released files. It says nothing that
cannot be computed from them: no true value, no reason, not which cells a rule hid. Only exact
widths are written down; limits reached with the help of the true table would give it away.
"""

import hashlib
import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

import numpy as np

from klammer.base.errors import DisclosureError, InputRefusedError
from klammer.base.tables import Table
from klammer.disclosure.audit.intervals import Intervals, intervals
from klammer.disclosure.audit.knowledge import Key, Limits, World, world_of
from klammer.disclosure.audit.released import Described, RatioSaid, known_by, shown_by
from klammer.disclosure.dimensions import Dimension

FORMAT = 1


@dataclass(frozen=True)
class Checked:
    """What checking a certificate gave.

    cells   hidden cells; widths: how many widths were compared; smallest: the smallest of them
    """

    cells: int
    widths: int
    smallest: float


def widths_of(
    world: World, *, seconds: float, memory: dict[str, list[list[float]]] | None = None
) -> tuple[Intervals, dict[int, float]]:
    """The exact width of the interval of each hidden cell, as far as time allows.

    Counts are taken as real numbers here, so that the widths are a matter of linear programmes
    alone and come out the same everywhere; the stewards' audit asks for whole numbers.

    returns  the intervals, and number of the cell → width [unit of the figure]; infinite where
             nothing bounds it. A cell is left out when its interval is not known exactly.
    """
    world = replace(world, whole=np.zeros_like(world.whole))
    found = intervals(world, cells=world.hidden.tolist(), seconds=seconds, memory=memory)
    exact = {
        int(cell): float(found.high[cell] - found.low[cell])
        for cell in world.hidden
        if found.is_exact(int(cell))
    }
    return found, exact


def public_part(  # noqa: PLR0913  # reason: each is one entry of the certificate
    *,
    described: Sequence[Described],
    dimensions: Mapping[str, Dimension],
    hashes: Mapping[str, str],
    known: Sequence[tuple[str, str]],
    audience: str,
    on: str,
    rules: Sequence[str],
    method: str,
    world: World,
    widths: Mapping[int, float],
    exposed: int,
) -> dict[str, Any]:
    """The part of a certificate that everyone may read.

    hashes  file → sha256 of its bytes; known: (file, quantity) of known figures
    exposed how many secrets others had given away before
    """
    cells = [
        [world.keys[cell][0], *world.keys[cell][1], _said(widths.get(int(cell)))]
        for cell in world.hidden.tolist()
    ]
    return {
        "format": FORMAT,
        "verdict": "passed",
        "audience": audience,
        "on": on,
        "rules": list(rules),
        "method": method,
        "files": dict(hashes),
        "tables": [asdict(one) for one in described],
        "known": [{"file": file, "quantity": quantity} for file, quantity in known],
        "dimensions": _structure(dimensions),
        "cells": len(world.keys),
        "hidden": len(world.hidden),
        "known_before": exposed,
        "widths": cells,
    }


def _structure(dimensions: Mapping[str, Dimension]) -> list[dict[str, Any]]:
    return [
        {
            "name": name,
            "total": one.total,
            "trees": [dict(tree) for tree in one.trees],
            "prefix": list(one.prefix),
            "adds": one.adds,
        }
        for name, one in dimensions.items()
    ]


def verify(
    certificate: Mapping[str, Any],
    *,
    files: Mapping[str, tuple[str, Table]],
    seconds: float = 600.0,
) -> Checked:
    """Check the public part of a certificate from the released files alone.

    files  name → (sha256 of its bytes, its table); every file the certificate names

    Compares hashes, reads the tables as an attacker would, computes the interval of each hidden
    cell and compares it with the certificate. Raises `DisclosureError`: `file_missing`,
    `hash_differs`, `width_differs` (a cell is less uncertain than the certificate says),
    `cell_recovered` (a hidden cell can be computed), `not_checked` (time was too short).
    """
    if certificate.get("format") != FORMAT:
        raise _failed("the certificate is of another format", "format", "no_certificate")
    described, dimensions, known = _description(certificate)
    _compare_hashes(certificate, files)
    shown = [shown_by(files[one.file][1], one) for one in described]
    facts: list[tuple[Key, Limits]] = []
    for entry in known:
        facts += known_by(files[entry["file"]][1], entry["quantity"], dimensions)
    world = world_of(shown, dimensions, known=facts)
    found, exact = widths_of(world, seconds=seconds)
    if not found.fits:
        raise _failed("no table fits the released figures", "files", "shown_contradict")
    claimed = {(row[0], tuple(row[1:-1])): row[-1] for row in certificate["widths"]}
    return _compare_widths(world, exact, claimed, int(certificate["known_before"]))


def _compare_widths(
    world: World,
    exact: Mapping[int, float],
    claimed: Mapping[Any, Any],
    known_before: int,
) -> Checked:
    if {world.keys[int(cell)] for cell in world.hidden} != set(claimed):
        raise _failed("other cells are hidden than it says", "files", "cells_differ")
    compared, recovered, smallest = 0, 0, math.inf
    for cell in world.hidden.tolist():
        key = world.keys[cell]
        said = claimed[key]
        if cell not in exact:
            if said is not None:
                raise _failed("time was too short for a cell", str(key), "not_checked")
            continue
        width = exact[cell]
        compared += 1
        smallest = min(smallest, width)
        recovered += width <= 1e-6
        if said is not None and abs(_number(said) - width) > 1e-6 * (1 + min(abs(width), 1e9)):
            raise _failed(
                "the interval of a cell has another width", ", ".join(key[1]), "width_differs"
            )
    if recovered > known_before:
        raise _failed(f"{recovered} hidden cells can be computed", "files", "cell_recovered")
    return Checked(len(world.hidden), compared, smallest)


def _description(
    certificate: Mapping[str, Any],
) -> tuple[list[Described], dict[str, Dimension], list[Mapping[str, str]]]:
    try:
        described = [
            Described(
                **{
                    **one,
                    "dimensions": tuple(one["dimensions"]),
                    "ratios": tuple(RatioSaid(**ratio) for ratio in one["ratios"]),
                }
            )
            for one in certificate["tables"]
        ]
        dimensions = {
            one["name"]: Dimension(
                one["name"], one["total"], tuple(one["trees"]), tuple(one["prefix"]), one["adds"]
            )
            for one in certificate["dimensions"]
        }
        return described, dimensions, list(certificate["known"])
    except (KeyError, TypeError, AttributeError) as error:
        raise InputRefusedError(
            "this is no certificate",
            where="certificate",
            why=f"{error} is missing or of another kind",
            remedy="take the file as klammer protect wrote it",
            code="no_certificate",
        ) from error


def _compare_hashes(certificate: Mapping[str, Any], files: Mapping[str, tuple[str, Table]]) -> None:
    for name, digest in certificate["files"].items():
        if name not in files:
            raise _failed("a file is missing", name, "file_missing")
        if files[name][0] != digest:
            raise _failed("a file is not the one that was certified", name, "hash_differs")


def sha256_of(data: bytes) -> str:
    """The hash of a file's bytes as a certificate names it."""
    return hashlib.sha256(data).hexdigest()


def as_text(part: Mapping[str, Any]) -> str:
    """A part of a certificate as JSON, always in the same order."""
    return json.dumps(part, ensure_ascii=False, indent=1, sort_keys=True, allow_nan=False) + "\n"


def _said(width: float | None) -> float | str | None:
    if width is None:
        return None
    return "endless" if math.isinf(width) else round(width, 9)


def _number(said: Any) -> float:
    return math.inf if said == "endless" else float(said)


def _failed(what: str, where: str, code: str) -> DisclosureError:
    return DisclosureError(
        what,
        where=where,
        why="the certificate does not hold for these files",
        remedy="do not use the files; ask who released them",
        code=code,
    )
