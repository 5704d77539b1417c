# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Read a workbook that came back: whole, or not at all, with every cell that is wrong."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from klammer.base.errors import InputRefusedError
from klammer.sources import guards
from klammer.sources.guards import Limits
from klammer_web.ui.listing.columns import NEW, Column
from klammer_web.ui.listing.declaration import Listing
from klammer_web.ui.listing.office import cells, marks
from klammer_web.ui.listing.office.making import KEY, OWN, STATE, TABLE, label_of, signature

MOST_ROWS = 5_000
MOST_SAID = 20
LIMITS = Limits(raw=10_000_000, unpacked=100_000_000, ratio=300, entries=2_000)
_AGAIN = "Laden Sie die Arbeitsmappe noch einmal herunter, und übertragen Sie Ihre Änderungen."


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: where (C7), what, and what to do."""

    where: str
    what: str
    remedy: str = ""


class SheetRefusedError(Exception):
    """The workbook was refused whole; nothing was changed."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("; ".join(f"{one.where}: {one.what}" for one in problems))
        self.problems = tuple(problems)


@dataclass(frozen=True)
class ReturnedRow:
    """One row as it came back: its key (none for a new one), marks, and values by column."""

    number: int
    key: str
    marks: Mapping[str, str]
    values: Mapping[str, Any]


@dataclass(frozen=True)
class Returned:
    """What came back: rows, and the keys that went out."""

    rows: tuple[ReturnedRow, ...]
    sent: frozenset[str] = field(default_factory=frozenset)


def read_book(
    path: Path, *, name: str, listing: Listing, columns: Sequence[Column], scope: str
) -> Returned:
    """Read the workbook of a list.

    Raises `SheetRefusedError` with all that is wrong: kind of file, columns, keys, values.
    """
    grids, formulas = _opened(path, name)
    own = grids.get(OWN)
    if own is None or not own or TABLE not in grids:
        raise _refused("", f"„{name}“ ist keine Arbeitsmappe dieser Liste.", _AGAIN)
    if str(own[0][0] if own[0] else "") != signature(listing, scope=scope):
        raise _refused(
            "", "Die Arbeitsmappe gehört zu einer anderen Liste oder einem anderen Mandanten.",
            "Wechseln Sie dorthin, oder laden Sie die Arbeitsmappe dieser Liste herunter.",
        )  # fmt: skip
    table = grids[TABLE]
    places, problems = _places(table, columns)
    problems += [
        Problem(cells.address(row, column), "Hier steht eine Formel.",
                "Fügen Sie statt der Formel ihr Ergebnis als Wert ein.")
        for row, column in sorted(formulas)
    ]  # fmt: skip
    if problems:
        raise SheetRefusedError(problems[:MOST_SAID])
    rows = _rows(table, places, columns=columns, may_add=listing.editing.may_add)
    sent = frozenset(str(row[0]) for row in own[1:] if row and row[0] not in {"", None})
    return Returned(rows, sent)


def _opened(path: Path, name: str):
    """Open the file after the guards have looked at it; return sheets and formulas of the table."""
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        content = guards.inspect(path, name=name, limits=LIMITS)
    except InputRefusedError as error:
        raise _guarded(error, name) from error
    if not content.kind.is_spreadsheet:
        raise _refused("", f"„{name}“ ist keine Arbeitsmappe.", "Geeignet sind XLSX und ODS.")
    try:
        with CalamineWorkbook.from_path(str(path)) as book:
            grids = {
                sheet: book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
                for sheet in book.sheet_names
                if sheet in {TABLE, OWN}
            }
    except (CalamineError, ValueError, OSError) as error:
        raise _refused(
            "", f"„{name}“ ist beschädigt.", "Speichern Sie die Datei neu als XLSX oder ODS."
        ) from error
    return grids, content.formulas.get(TABLE, frozenset())


def _guarded(error: InputRefusedError, name: str) -> SheetRefusedError:
    where = error.where
    row, column = getattr(where, "row", None), getattr(where, "column", None)
    spot = cells.address(row, column) if row and column else ""
    said = {
        "formula_without_value": (
            "Hier steht eine Formel.",
            "Fügen Sie ihr Ergebnis als Wert ein.",
        ),
        "empty_file": (f"„{name}“ ist leer.", _AGAIN),
        "encrypted": (f"„{name}“ hat ein Passwort.", "Speichern Sie die Datei ohne Passwort."),
        "too_large": (f"„{name}“ ist zu groß.", "Höchstens 10 MB und 5.000 Zeilen."),
    }
    what, remedy = said.get(
        error.code,
        (f"„{name}“ lässt sich nicht als Arbeitsmappe lesen.", "Geeignet sind XLSX und ODS."),
    )
    return _refused(spot, what, remedy)


def _refused(where: str, what: str, remedy: str) -> SheetRefusedError:
    return SheetRefusedError([Problem(where, what, remedy)])


def _places(table, columns: Sequence[Column]):
    """Return label → position of the columns that are read, wherever they were moved to."""
    head = [str(cell).strip() for cell in table[0]] if table else []
    wanted = {KEY: KEY, STATE: STATE} | {
        one.name: label_of(one) for one in columns if one.is_editable
    }
    problems, places = [], {}
    for name, label in wanted.items():
        found = [number for number, text in enumerate(head) if text == label]
        if not found:
            said = f"Die Spalte „{label}“ fehlt."
            remedy = _AGAIN if name in {KEY, STATE} else "Fügen Sie die Spalte wieder ein."
            problems.append(Problem("Zeile 1", said, remedy))
        elif len(found) > 1:
            problems.append(
                Problem(cells.address(1, found[1] + 1), f"Die Spalte „{label}“ steht zweimal da.",
                        "Löschen Sie eine davon.")
            )  # fmt: skip
        else:
            places[name] = found[0]
    if len(table) - 1 > MOST_ROWS:
        problems.append(Problem("", f"Mehr als {MOST_ROWS} Zeilen.", "Teilen Sie die Datei."))
    return places, problems


def _rows(table, places, *, columns, may_add: bool) -> tuple[ReturnedRow, ...]:
    editable = [_with_new(one, table, places) for one in columns if one.is_editable]
    rows, problems, seen = [], [], {}
    for number, cells_of_row in enumerate(table[1:], start=2):
        row, wrong = _row(cells_of_row, number, places, editable)
        if row is None:
            continue
        problems += wrong
        spot = cells.address(number, places[KEY] + 1)
        if row.key and row.key in seen:
            problems.append(
                Problem(spot, f"Der Schlüssel steht schon in Zeile {seen[row.key]}.",
                        "Für eine neue Zeile leeren Sie die ausgeblendeten Spalten, oder schreiben "
                        "Sie sie unter die letzte.")
            )  # fmt: skip
        elif row.key and not row.marks:
            problems.append(Problem(spot, "Der Stand dieser Zeile fehlt.", _AGAIN))
        elif not row.key and not may_add:
            problems.append(
                Problem(f"Zeile {number}", "Diese Zeile ist neu.",
                        "In dieser Liste entstehen neue Einträge nur auf der Seite selbst.")
            )  # fmt: skip
        seen.setdefault(row.key, number)
        rows.append(row)
    if problems:
        raise SheetRefusedError(problems[:MOST_SAID])
    return tuple(rows)


def _with_new(column: Column, table, places) -> Column:
    """Let a choice among the list's own rows also be one of the new rows of the workbook."""
    if not column.own_words:
        return column
    at, known = places[column.own_words], {word.casefold() for _, word in column.choices}
    words = {cells.typed(row[at]).strip() for row in table[1:] if at < len(row)} - {""}
    new = sorted(word for word in words if word.casefold() not in known)
    return replace(column, choices=[*column.choices, *((NEW + word, word) for word in new)])


def _row(given: Sequence[Any], number: int, places, editable: Iterable[Column]):
    """Read one row; None for an empty one."""
    held = {name: given[at] if at < len(given) else "" for name, at in places.items()}
    if all(value is None or str(value).strip() == "" for value in held.values()):
        return None, []
    values, wrong = {}, []
    for column in editable:
        try:
            values[column.name] = cells.value_of(held[column.name], column)
        except cells.WrongCellError as error:
            spot = cells.address(number, places[column.name] + 1)
            wrong.append(Problem(spot, f"{column.label}: {error}", error.remedy))
    key = str(held[KEY]).strip()
    found = marks.read(str(held[STATE])) if key else {}
    return ReturnedRow(number, key, found or {}, values), wrong
