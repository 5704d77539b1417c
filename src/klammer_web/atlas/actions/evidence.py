# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writes: what is seen becomes evidence of an object."""

import hashlib
import json
from collections.abc import Iterable
from datetime import datetime

from klammer.base.cells import TOTAL
from klammer.warehouse.open import Release
from klammer_web.accounts.seats import Seat
from klammer_web.atlas.seen import Row, Seen, figure_of
from klammer_web.catalogue.queries.pinned import line
from klammer_web.chain import actions
from klammer_web.chain.actions import Figure
from klammer_web.chain.enums import EvidenceShape
from klammer_web.chain.kinds import Ref
from klammer_web.chain.models import Evidence


def pin_seen(*, seat: Seat, holder: Ref, seen: Seen, at: datetime, note: str = "") -> Evidence:
    """Tie what is seen to an object: one figure by its address, several by that of their view.

    Raises `RefusedError` without the right, `InputRefusedError` when the holder is not there.
    """
    if seen.what == EvidenceShape.CELL:
        found = line(seen.figures[0], seat=seat, release=seen.release)
        figure, digest = found.figure, found.digest
    else:
        figure, digest = _view(seen), digest_of(seen.release, seen.rows)
    return actions.pin(
        seat=seat, holder=holder, figure=figure, digest=digest, shape=seen.what, note=note, at=at
    )


def digest_of(release: Release, rows: Iterable[Row]) -> str:
    """Return the print of many figures, whatever their order: address, value, status, limits."""
    told = sorted(
        [str(figure_of(release, row)).partition("/")[2]]
        + [row[name] for name in ("value", "status", "low", "high")]
        for row in rows
        if row.get("indicator")
    )
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def _view(seen: Seen) -> Figure:
    """Return what evidence of many figures points at; what they have in common is named."""
    rows = [row for row in seen.rows if row.get("indicator")]
    mark = hashlib.sha256(seen.address.encode()).hexdigest()[:24]
    return Figure(
        root=seen.release.root,
        address=f"{seen.release.root[:12]}/{seen.what}/{mark}",
        title=seen.title,
        view=seen.address,
        **{name: _common(rows, name, "") for name in ("indicator", "boundary", "area", "period")},
        **{name: _common(rows, name, TOTAL) for name in ("sex", "age", "nationality")},
    )


def _common(rows: list[Row], name: str, otherwise: str) -> str:
    found = {row.get(name) or otherwise for row in rows}
    return found.pop() if len(found) == 1 else otherwise


def pin_again(*, seat: Seat, holder: Ref, evidence: Evidence, at: datetime) -> Evidence:
    """Tie to another object what is evidence already; it keeps its release, print and note."""
    kept = ("root", "address", "title", "indicator", "boundary", "area", "period", "view")
    cuts = ("sex", "age", "nationality")
    figure = Figure(**{name: getattr(evidence, name) for name in (*kept, *cuts)})
    return actions.pin(
        seat=seat,
        holder=holder,
        figure=figure,
        digest=evidence.digest,
        shape=EvidenceShape(evidence.shape),
        note=evidence.note,
        at=at,
    )
