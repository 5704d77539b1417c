# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads: what a person needs to decide about an upload."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from klammer.base.cells import TOTAL
from klammer.pipeline import deliveries, geographies
from klammer.pipeline.records import Delivery
from klammer.presentation import formats
from klammer.sources import proposals
from klammer.sources.proposals import Proposal
from klammer.territory.geographies import level_of_key
from klammer.warehouse.differences import Change
from klammer.warehouse.tidy import rows_of
from klammer_web.catalogue import mappings
from klammer_web.catalogue.instance import instance
from klammer_web.catalogue.models import RememberedMapping, Upload
from klammer_web.catalogue.phrases import words
from klammer_web.catalogue.phrases.flags import FlagLine, flag_lines
from klammer_web.catalogue.phrases.refusals import column
from klammer_web.catalogue.queries.places import area_name
from klammer_web.catalogue.queries.traces import plain

PREVIEW_ROWS = 200
EXAMPLES = 30


@dataclass(frozen=True)
class ChangeLine:
    """One key that differs from the last delivery, as the page shows it."""

    kind: str
    area: str
    period: str
    variable: str
    before: str
    after: str


@dataclass(frozen=True)
class Review:
    """A staged delivery with everything that speaks for or against it."""

    delivery: Delivery
    flags: tuple[FlagLine, ...]
    more_flags: int
    needs_note: bool
    predecessor: Delivery | None
    added: int
    removed: int
    changed: int
    unchanged: int
    changes: tuple[ChangeLine, ...]
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    variables: tuple[str, ...]


def review(upload: Upload) -> Review:
    """Return what was read from an upload; raise `InputRefusedError` if it is gone."""
    staged = deliveries.staged(instance(), upload.staged_id)
    delivery, difference = staged.delivery, staged.difference
    lines = flag_lines(delivery.flags, names=delivery.area_names, labels=delivery.labels)
    rows = rows_of(staged.tidy, limit=PREVIEW_ROWS)
    shown = [name for name in (rows[0] if rows else ()) if _is_worth_showing(name, rows)]
    return Review(
        delivery=delivery,
        flags=tuple(lines),
        more_flags=delivery.flag_count - len(delivery.flags),
        needs_note=bool(delivery.stops),
        predecessor=deliveries.predecessor(instance(), delivery) if difference else None,
        added=difference.added if difference else 0,
        removed=difference.removed if difference else 0,
        changed=difference.changed if difference else 0,
        unchanged=difference.unchanged if difference else 0,
        changes=_changes(difference.examples if difference else (), delivery),
        head=tuple(_HEAD.get(name, name) for name in shown),
        rows=tuple(tuple(_cell(row, name, delivery) for name in shown) for row in rows),
        variables=tuple(str(delivery.labels.get(name, name)) for name in delivery.variables),
    )


_HEAD = {
    "area": "Gebiet",
    "area_level": "Ebene",
    "boundary": "Gebietsstand",
    "period": "Zeitraum",
    "variable": "Merkmal",
    "sex": "Geschlecht",
    "age": "Alter",
    "nationality": "Staatsangehörigkeit",
    "value": "Wert",
    "status": "Status",
    "secrecy": "Geheimhaltung",
    "file": "Datei",
    "sheet": "Blatt",
    "row": "Zeile",
    "column": "Spalte",
}


_ORDINARY = {"status": "reported", "secrecy": "exact", "sheet": ""}


def _is_worth_showing(name: str, rows: Sequence[dict[str, object]]) -> bool:
    """Leave out the file's own name, and columns in which every row says the ordinary."""
    if name == "file":
        return False
    return name not in _ORDINARY or any(row[name] != _ORDINARY[name] for row in rows)


def _cell(row: dict[str, object], name: str, delivery: Delivery) -> str:
    value = row[name]
    if value is None:
        return formats.cell(None, status=str(row["status"])) if name == "value" else ""
    if isinstance(value, float):
        return plain(value)
    text = str(value)
    if name == "area":
        known = delivery.area_names.get(text) or area_name(
            text, level=str(row["area_level"]), boundary=str(row["boundary"])
        )
        is_plain = known == text or level_of_key(text)  # keys of own areas are nobody's to read
        return known if is_plain else f"{text} {known}".strip()
    if name == "column":
        return column(int(text), sheet=str(row["sheet"]))
    return _IN_WORDS.get(name, str)(text)


_IN_WORDS = {
    "area_level": words.level,
    "boundary": formats.german_date,
    "period": formats.period,
    "sex": lambda code: words.SEXES.get(code, code),
    "age": lambda code: "insgesamt" if code == TOTAL else words.age_group(code),
    "nationality": lambda code: words.NATIONALITIES.get(code, code),
    "status": lambda code: formats.explain(code) or "Wert",
    "secrecy": lambda code: words.SECRECY.get(code, code),
}


def _changes(examples: Sequence[Change], delivery: Delivery) -> tuple[ChangeLine, ...]:
    return tuple(
        ChangeLine(
            kind=_kind(one),
            area=str(delivery.area_names.get(one.area, one.area)),
            period=formats.period(one.period),
            variable=str(delivery.labels.get(one.variable, one.variable))
            + (f" ({one.breakdown})" if one.breakdown else ""),
            before=_side(one.before, one.status_before),
            after=_side(one.after, one.status_after),
        )
        for one in examples[:EXAMPLES]
    )


def _kind(one: Change) -> str:
    if one.status_before is None:
        return "neu"
    return "entfallen" if one.status_after is None else "geändert"


def _side(value: float | None, status: str | None) -> str:
    if status is None:
        return ""
    return plain(value) if value is not None else formats.cell(None, status=status)


@dataclass(frozen=True)
class Beginning:
    """How the assistant begins: the proposal, and the mapping it shows first.

    remembered   the last file of this structure, when its mapping was kept
    is_complete  the kept mapping fits without asking a person
    """

    proposal: Proposal
    mapping: dict[str, Any]
    fingerprint: str
    remembered: str
    is_complete: bool


def beginning(upload: Upload, *, sheet: str = "", begin: int = 0) -> Beginning:
    """Look at an uploaded plain table; raise `InputRefusedError` when there is none in it.

    begin  row from which to look, where several tables stand below each other
    """
    path = bytes_of(upload)
    own = geographies.listed(instance(), upload.owner_key)
    proposal = proposals.propose(path, name=upload.name, sheet=sheet, begin=begin, geographies=own)
    mark = proposals.fingerprint(path, name=upload.name)
    kept = remembered(upload, mark)
    mapping, complete = mappings.timeless(proposal.mapping), False
    if upload.mapping and "area" in upload.mapping:  # a workbook's says only where it is from
        mapping = dict(upload.mapping)
    elif kept:
        mapping, complete = mappings.renewed(kept.mapping, kept.headers, proposal)
    is_other = begin and mapping.get("table", {}).get("first", 0) < begin
    if is_other or mapping.get("table", {}).get("sheet", proposal.sheet) != proposal.sheet:
        mapping, complete, kept = mappings.timeless(proposal.mapping), False, None
    return Beginning(
        proposal=proposal,
        mapping=mapping,
        fingerprint=mark,
        remembered=kept.name if kept else "",
        is_complete=complete,
    )


def remembered(upload: Upload, fingerprint: str) -> RememberedMapping | None:
    """Return how the last file of this structure was read in this workspace."""
    return RememberedMapping.objects.filter(
        workspace_id=upload.workspace_id, fingerprint=fingerprint
    ).first()


def bytes_of(upload: Upload) -> Path:
    """Where the uploaded bytes lie until the delivery is decided."""
    return instance() / "uploads" / str(upload.id) / "bytes"
