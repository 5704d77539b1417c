# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Workbooks of statistical offices: many sheets, headers over several rows, notes, signs.

Each sheet is looked at by itself. A sheet whose areas, period and figures are all found is read
whole; every other sheet is named in a flag with the reason. No sheet is read by half.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from klammer.base.errors import GrainError, InputRefusedError, Place
from klammer.sources.contract import Request, TidyFile
from klammer.sources.guards import Kind
from klammer.sources.labels import slug
from klammer.sources.tabular import checks
from klammer.sources.tabular.blocks import Block, find_block
from klammer.sources.tabular.drafts import build_mapping
from klammer.sources.tabular.grids import Grid, read_grids, text_of
from klammer.sources.tabular.headers import header_paths
from klammer.sources.tabular.layout import find_layout
from klammer.sources.tabular.mapping import mapping_from_dict
from klammer.sources.tabular.observations import Collector
from klammer.sources.tabular.periods import find_period
from klammer.sources.tabular.reader import origin_of
from klammer.sources.tabular.roles import Guess, guess_roles
from klammer.sources.tabular.rows import RowReader

_AREAS = {"key", "name", "part", "code"}
_LONGEST = 100  # letters of a variable's identifier


_QUESTIONS = {
    "area": "no column of areas was found",
    "empty_area": "rows with figures have no area (a second table may stand below)",
    "period": "nothing states the period",
}


@dataclass(frozen=True)
class _Doubt:
    """Why a sheet is not read, and what to do."""

    why: str
    remedy: str = "read the sheet with a mapping (--as table)"


class WorkbookSource:
    """Reads every sheet of an office's workbook that it understands, and names the others."""

    name = "workbook"
    title = "Arbeitsmappe eines statistischen Amtes (mehrere Blätter)"

    def recognises(self, head: bytes, name: str) -> bool:
        """Workbooks by content: zip or old Office file with a spreadsheet's name."""
        is_book = head.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0"))
        return is_book and name.casefold().endswith((".xlsx", ".xls", ".ods", ".xlsm"))

    def read(self, request: Request) -> TidyFile:
        """Read all sheets that are understood.

        request.mapping  `origin`, and under `area` what is to be taken for all sheets (level,
                         boundary, names, skip, prefix); `period` where no title states one
        returns          area × period × variable × breakdowns → value; the variable is made of
                         the sheet's name and the header path, its label is title and path

        Missing: an empty cell within a table is `missing`.
        Raises `InputRefusedError` when no sheet is understood, with the reason for each.
        """
        delivery = read_grids(request.path, name=request.name)
        collector = Collector(request)
        remarks = {"macros", "external_links", "name_differs"}
        collector.note([one for one in delivery.content.notes if one.code in remarks])
        doubts: dict[str, _Doubt] = {}
        shared = _shared_period(request)
        for grid in delivery.grids:
            doubt = _read_sheet(grid, collector, request, shared)
            if doubt is not None:
                doubts[grid.sheet] = doubt
        for sheet, doubt in doubts.items():
            place = Place(request.name, sheet)
            collector.flag("sheet_not_read", "warning", place, found=doubt.why, remedy=doubt.remedy)
        if not collector.observations:
            raise _nothing_read(request, doubts, delivery.content.kind)
        checks.check_breakdowns(collector)
        return collector.write(origin_of((request.mapping or {}).get("origin", {})))


def _read_sheet(grid: Grid, collector: Collector, request: Request, shared: str) -> _Doubt | None:
    """Read one sheet into the collector; return why not, and leave the collector as it was."""
    block = find_block(grid)
    if block is None:
        return _Doubt("no figures", remedy="") if any(map(any, grid.rows)) else None
    paths = header_paths(grid, block.header)
    guesses = guess_roles(grid, block, paths=paths)
    doubt = _check(grid, block, guesses, request)
    if doubt is not None:
        return doubt
    draft = build_mapping(grid, block, guesses, paths=paths, name=request.name)
    mapping, questions = draft.mapping, draft.questions
    _complete(mapping, grid, block, request, shared)
    # Other questions (words among figures, names) are answered by the reader: it refuses the sheet.
    asked = set(questions) & set(_QUESTIONS)
    if left := asked - ({"period"} if mapping.get("period") else set()):
        return _Doubt("; ".join(_QUESTIONS[one] for one in sorted(left)))
    mark = collector.mark()
    try:
        built = mapping_from_dict(mapping)
        layout = find_layout(grid, built)
        RowReader(layout, built, collector).read()
    except (InputRefusedError, GrainError) as refused:
        collector.return_to(mark)
        return _Doubt(f"{refused.what} ({refused.where}): {refused.why}")
    _note_footnotes(grid, block, collector)
    return None


def _check(grid: Grid, block: Block, guesses: Sequence[Guess], request: Request) -> _Doubt | None:
    """Return why a sheet cannot be read without a person; None when it can."""
    area = [one for one in guesses if one.role in _AREAS]
    if not area:
        return _Doubt("no column of areas was found")
    if not any(one.role == "value" for one in guesses):
        return _Doubt("no column of figures was found")
    own = {"column", "form"} & set((request.mapping or {}).get("area", {}))
    if area[0].role == "code" and area[0].confidence < 0.8 and not own:
        return _Doubt("its rows are no areas that are known, and nothing says they are areas")
    texts = [text_of(grid.rows[row][area[0].index]) for row in block.rows]
    if area[0].role == "name" and len(texts) < 3:
        return _Doubt("fewer than three areas were found")
    return None


def _complete(
    mapping: dict[str, Any], grid: Grid, block: Block, request: Request, shared: str
) -> None:
    """Add what the request states, and make the variables of different sheets differ."""
    stated = request.mapping or {}
    mapping["area"] |= stated.get("area", {})
    if request.boundary and not stated.get("area", {}).get("boundary"):
        mapping["area"]["boundary"] = request.boundary
    values = [*mapping.get("values", []), *([mapping["value"]] if "value" in mapping else [])]
    if "period" not in mapping and not all(one.get("period") for one in values) and shared:
        mapping["period"] = {"value": shared}
    title = " ".join(" ".join(block.titles).split())[:160]
    for one in values:
        variable = one.get("variable", "")
        one["variable"] = slug(f"{grid.sheet} {variable}")[:_LONGEST].strip("_")
        one["label"] = f"{title}: {one['column']}" if title else str(one["column"])
        if not one["variable"][:1].isalpha():
            one["variable"] = f"t_{one['variable']}"


def _shared_period(request: Request) -> str:
    """Return the period the request states, or the one the file's name says."""
    stated = (request.mapping or {}).get("period", {})
    value = stated.get("value", "") if isinstance(stated, dict) else str(stated)
    return str(value) or find_period(request.name)


def _note_footnotes(grid: Grid, block: Block, collector: Collector) -> None:
    """Keep what stands below the table: it changes what the figures mean."""
    row = block.rows[-1] + 1
    for text in block.notes[:10]:
        collector.flag(
            "footnote", "note", grid.place(min(row, len(grid.rows) - 1)), found=text[:200]
        )


def _nothing_read(request: Request, doubts: dict[str, _Doubt], kind: Kind) -> InputRefusedError:
    listed = "; ".join(f"{sheet or 'table'}: {one.why}" for sheet, one in list(doubts.items())[:12])
    return InputRefusedError(
        f"no sheet of {request.name} could be read",
        where=Place(file=request.name),
        why=listed or f"the {kind} file has no sheet with cells",
        remedy="say with a mapping which column is the area, the period, the figure (--as table)",
        code="workbook_not_read",
    )
