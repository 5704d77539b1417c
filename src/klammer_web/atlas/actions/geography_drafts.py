# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""From a filled form to a draft: areas from a file, a list, own areas, or those there were."""

import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from klammer.pipeline.geography_drafts import GeographyDraft, Row
from klammer.sources.geofiles import Features, guess_code, guess_name, read_features, read_lines
from klammer.territory.custom_areas import combine_units, outline
from klammer.territory.geographies import Geography, new_level
from klammer_web.accounts.seats import Seat
from klammer_web.atlas.enums import FROM_DRAWING, FROM_FILE, FROM_LIST, FROM_OWN_AREAS
from klammer_web.atlas.models import CustomArea
from klammer_web.catalogue.actions.uploads import clean_name

_CODE, _NAME = "Schlüssel", "Name"


def drafted(
    said: Mapping[str, Any], *, seat: Seat, own: Sequence[CustomArea], before: Geography | None
) -> GeographyDraft:
    """Return the draft of what a form said; raise `InputRefusedError` for a file that is none."""
    fields, rows, code, name, notes = _areas(said, own, before)
    about = Geography(
        level=before.level if before else new_level(),
        boundary=said["boundary"],
        title=said["title"],
        kind=said["kind"],
        workspace=seat.workspace_key,
        within=said["within"],
        parts=(),
        source=clean_name(said["file"].name) if said["way"] == FROM_FILE else "",
    )
    return GeographyDraft(about, fields, rows, code, name, notes)


_Areas = tuple[tuple[str, ...], tuple[Row, ...], str, str, tuple[str, ...]]


def _areas(said: Mapping[str, Any], own: Sequence[CustomArea], before: Geography | None) -> _Areas:
    if said["way"] == FROM_FILE:
        return _of_features(_read(said["file"]))
    if said["way"] == FROM_LIST:
        return _of_features(read_lines(said["text"]))
    if said["way"] == FROM_OWN_AREAS:
        chosen = [one for one in own if str(one.id) in set(said["areas"])]
        return (_NAME,), tuple(_combined(one) for one in chosen), "", _NAME, ()
    if said["way"] == FROM_DRAWING:
        return (_CODE, _NAME), (), _CODE, _NAME, ()
    return (_CODE, _NAME), _same(before), _CODE, _NAME, ()


def has_figures(draft: GeographyDraft) -> bool:
    """Whether the file of a draft was a table with a column of numbers besides code and name."""
    if any(one.shape is not None for one in draft.rows):
        return False
    rest = [one for one in draft.fields if one not in {draft.code, draft.name}]
    return any(_holds_numbers([row.texts.get(one, "") for row in draft.rows]) for one in rest)


def _holds_numbers(texts: Sequence[str]) -> bool:
    filled = [one for one in texts if one.strip()]
    numbers = [one for one in filled if one.replace(".", "").replace(",", "").strip().isdigit()]
    return bool(filled) and 2 * len(numbers) > len(filled)


def _read(file: Any) -> Features:
    with tempfile.TemporaryDirectory(prefix="klammer-") as folder:
        path = Path(folder) / "areas"
        with path.open("wb") as target:
            for chunk in file.chunks():
                target.write(chunk)
        return read_features(path, name=clean_name(file.name or ""))


def _of_features(found: Features) -> _Areas:
    rows = tuple(Row(one.texts, one.shape) for one in found.rows)
    code, name = guess_code(found), guess_name(found)
    return found.fields, rows, "" if code == name else code, name or code, found.notes


def _combined(one: CustomArea) -> Row:
    made = combine_units(one.parts, name=one.name, boundary=one.boundary, level=one.level)
    units = tuple(one.parts) if one.level == "municipality" else ()
    return Row({_NAME: one.name}, outline(made), units)


def _same(before: Geography | None) -> tuple[Row, ...]:
    return tuple(
        Row({_CODE: one.code, _NAME: one.name}, before.outlines.get(one.code), one.units)
        for one in (before.parts if before else ())
    )
