# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""A geography on its way: what was read from a file waits until a person said what it means.

workspaces/<key>/geography_drafts/<level>.json   one for each level; replaced, then removed
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import shapely

from klammer.base.errors import InputRefusedError
from klammer.pipeline.instance import Instance, read_json, write_json
from klammer.territory.geographies import Geography, Part, is_level
from klammer.territory.geographies.mending import Finding, Mended, mend
from klammer.territory.geographies.model import from_data, to_data
from klammer.territory.geometry import geometry
from klammer.territory.keys import level_of
from klammer.territory.versions import current

KEPT = timedelta(days=30)
LONGEST_NAME = 80
UNSOUND = frozenset({"unfinished", "line_crosses"})


@dataclass(frozen=True)
class Row:
    """One row as it was read: its texts, a shape in metres, the municipalities it is made of.

    drawn  whether a person drew the shape here: then it stands as drawn, maybe unfinished
    """

    texts: Mapping[str, str]
    shape: Any = field(default=None, repr=False)
    units: tuple[str, ...] = ()
    drawn: bool = False


@dataclass(frozen=True)
class GeographyDraft:
    """What a geography will be.

    about  everything but its areas: title, kind, within, boundary; its edition is 0
    code   field that holds the areas' codes; "" numbers them
    name   field that holds their names; "" takes the codes
    notes  codes of what was assumed while reading: crs_assumed
    upload identity of the file with figures that waits for its areas; empty when none does
    """

    about: Geography
    fields: tuple[str, ...]
    rows: tuple[Row, ...]
    code: str = ""
    name: str = ""
    notes: tuple[str, ...] = ()
    upload: str = ""


@dataclass(frozen=True)
class Proposed:
    """The geography that a draft makes, and what there is to say about it."""

    geography: Geography
    findings: tuple[Finding, ...]

    @property
    def stops(self) -> tuple[Finding, ...]:
        """What keeps it from being kept."""
        return tuple(one for one in self.findings if one.severity == "stops")


def propose(draft: GeographyDraft) -> Proposed:
    """Make the geography of a draft, its outlines mended.

    Findings besides those of `mending`: no_name, code_twice, name_twice; unfinished and
    line_crosses for what was drawn here, which nobody mends by guessing.
    """
    named = named_rows(draft)
    findings = [*_findings_of(named), *_drawn(draft, named)]
    parts: dict[str, Part] = {}
    for row, (code, name) in zip(draft.rows, named, strict=True):
        parts.setdefault(code, Part(code, name[:LONGEST_NAME], row.units))
    wrong = {code for one in findings if one.code in UNSOUND for code in one.areas}
    mended = _mended(draft, [code for code, _ in named], without=wrong)
    geography = replace(
        draft.about,
        parts=tuple(sorted(parts.values(), key=lambda one: _natural(one.code))),
        outlines=mended.outlines,
        complete=mended.complete,
    )
    told = [one for one in mended.findings if one.code not in _said_here(wrong)]
    return Proposed(geography, (*findings, *told, *_several(mended)))


def named_rows(draft: GeographyDraft) -> list[tuple[str, str]]:
    """Return code and name of each row, in order."""
    return [_named(draft, row, number) for number, row in enumerate(draft.rows, start=1)]


def _drawn(draft: GeographyDraft, named: Sequence[tuple[str, str]]) -> list[Finding]:
    """What was drawn here and is no area yet."""
    found = []
    for row, (code, _) in zip(draft.rows, named, strict=True):
        if not row.drawn or row.shape is None:
            continue
        if row.shape.geom_type in {"Point", "LineString"}:
            found.append(Finding("unfinished", "stops", (code,)))
        elif not row.shape.is_valid or row.shape.area == 0:
            found.append(Finding("line_crosses", "stops", (code,)))
    return found


def _said_here(wrong: Collection[str]) -> set[str]:
    """What `mending` need not say: many areas of several parts are one remark, and an outline
    that is no area yet is not missing.
    """
    return {"several_parts", "some_outlines", "no_outlines"} if wrong else {"several_parts"}


def _mended(draft: GeographyDraft, codes: Sequence[str], *, without: Collection[str]) -> Mended:
    shapes = [row.shape for row in draft.rows]
    sound = [
        (code, None if code in without else shape)
        for code, shape in zip(codes, shapes, strict=True)
    ]
    return mend(sound, whole=whole_of(draft.about.within))


def _several(mended: Mended) -> list[Finding]:
    """Many areas of several parts are one remark."""
    codes = tuple(a for one in mended.findings if one.code == "several_parts" for a in one.areas)
    return [Finding("several_parts", "note", codes)] if codes else []


def whole_of(within: str) -> Any:
    """Return the outline of a county or municipality in metres; None where none is packaged."""
    level = level_of(within)
    extent = within[:2] if within.startswith("16") else None
    try:
        shapes = geometry(level, boundary=current(level).id, within=extent)
    except InputRefusedError:
        return None
    return shapes.get(within)


def _named(draft: GeographyDraft, row: Row, number: int) -> tuple[str, str]:
    """Return code and name of a row; a row without a code is numbered."""
    written = row.texts.get(draft.code, "") if draft.code else ""
    name = row.texts.get(draft.name, "") if draft.name else written
    return slug(written) or f"{number:03d}", " ".join(name.split()) or written


def slug(text: str) -> str:
    """Return a workspace's own code as it stands in keys: `07`, `ost_2`; at most 40 signs."""
    swapped = text.strip().lower()
    for letter, written in (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss")):
        swapped = swapped.replace(letter, written)
    plain = unicodedata.normalize("NFKD", swapped)
    return re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:40]


def _natural(code: str) -> tuple[tuple[int, str], ...]:
    return tuple(
        (int(part), "") if part.isdigit() else (-1, part) for part in re.split(r"(\d+)", code)
    )


def _findings_of(named: Sequence[tuple[str, str]]) -> list[Finding]:
    nameless = tuple(code for code, name in named if not name)
    names: dict[str, set[str]] = {}
    for code, name in named:
        names.setdefault(code, set()).add(name)
    clashing = tuple(code for code, held in names.items() if len(held) > 1)
    single = dict(named)
    counted = Counter(name for name in single.values() if name)
    twice = tuple(code for code, name in single.items() if counted[name] > 1)
    return [
        *([Finding("no_name", "stops", nameless)] if nameless else []),
        *([Finding("code_twice", "stops", clashing)] if clashing else []),
        *([Finding("name_twice", "note", twice)] if twice else []),
    ]


def keep_draft(instance: Instance, draft: GeographyDraft, *, at: datetime) -> None:
    """Keep a draft in place of the one before; those of more than thirty days are removed."""
    path = _path(instance, draft.about.workspace, draft.about.level)
    path.parent.mkdir(parents=True, exist_ok=True)
    for other in path.parent.glob("*.json"):
        if datetime.fromisoformat(read_json(other)["at"]) < at - KEPT:
            other.unlink()
    write_json(path, {**_data(draft), "at": at.isoformat()})


def drafts(instance: Instance, workspace: str) -> list[GeographyDraft]:
    """Return the drafts of a workspace, by title."""
    folder = instance.place(workspace) / "geography_drafts"
    found = [_draft(read_json(path)) for path in folder.glob("*.json")] if folder.is_dir() else []
    return sorted(found, key=lambda one: one.about.title.casefold())


def draft_of(instance: Instance, workspace: str, level: str) -> GeographyDraft | None:
    """Return the draft of a level; None when the workspace has none."""
    path = _path(instance, workspace, level) if is_level(level) else None
    return _draft(read_json(path)) if path is not None and path.is_file() else None


def drop_draft(instance: Instance, workspace: str, level: str) -> None:
    """Remove a draft; nothing happens when there is none."""
    if is_level(level):
        _path(instance, workspace, level).unlink(missing_ok=True)


def _path(instance: Instance, workspace: str, level: str) -> Path:
    return instance.place(workspace) / "geography_drafts" / f"{level}.json"


def _data(draft: GeographyDraft) -> dict[str, Any]:
    return {
        "about": to_data(draft.about),
        "fields": list(draft.fields),
        "rows": [
            {
                "texts": dict(one.texts),
                "shape": shapely.to_wkt(one.shape, rounding_precision=2)
                if one.shape is not None
                else "",
                "units": list(one.units),
                **({"drawn": True} if one.drawn else {}),
            }
            for one in draft.rows
        ],
        "code": draft.code,
        "name": draft.name,
        "notes": list(draft.notes),
        "upload": draft.upload,
    }


def _draft(data: Mapping[str, Any]) -> GeographyDraft:
    return GeographyDraft(
        about=from_data(data["about"]),
        fields=tuple(data["fields"]),
        rows=tuple(
            Row(
                dict(one["texts"]),
                shapely.from_wkt(one["shape"]) if one["shape"] else None,
                tuple(one["units"]),
                bool(one.get("drawn")),
            )
            for one in data["rows"]
        ),
        code=str(data["code"]),
        name=str(data["name"]),
        notes=tuple(data["notes"]),
        upload=str(data.get("upload", "")),
    )
