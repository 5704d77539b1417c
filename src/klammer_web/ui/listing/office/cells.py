# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""One cell that came back: what a person typed, as the column understands it."""

from datetime import date, datetime, timedelta
from typing import Any

from klammer.presentation import formats
from klammer_web.ui.listing.columns import Column, Kind
from klammer_web.ui.listing.office.marks import settled

_FIRST_DAY = date(1899, 12, 30)  # day 0 of spreadsheets
_DAYS = range(1, 80_000)  # until 2119
_GERMAN_DAY = "%d.%m.%Y"


class WrongCellError(ValueError):
    """What stands in a cell cannot be meant; `remedy` says what to write."""

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(what)
        self.remedy = remedy


def address(row: int, column: int) -> str:
    """Return the address of a cell as spreadsheets write it: (7, 3) is C7."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row}"


def value_of(given: Any, column: Column) -> Any:
    """Read a cell; raises `WrongCellError`."""
    value = settled(given)
    if value is None:
        if column.is_required:
            raise WrongCellError("Die Angabe fehlt.", "Hier muss etwas stehen.")
        return None
    return _READERS[column.kind](value, column)


def _text(value: Any, column: Column) -> str:
    text = typed(value)
    if len(text) > column.longest:
        raise WrongCellError(
            f"Der Text ist mit {len(text)} Zeichen zu lang.",
            f"Höchstens {column.longest} Zeichen.",
        )
    return text


def _number(value: Any, _column: Column) -> int | float:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value
    text = typed(value).replace(" ", "").replace(formats.MINUS, "-")
    if "," in text:
        text = text.replace(".", "").replace(",", ".")
    try:
        return settled(float(text))
    except ValueError as error:
        raise WrongCellError(
            f"„{typed(value)}“ ist keine Zahl.", "Schreiben Sie z. B. 12,5."
        ) from error


def _date(value: Any, _column: Column) -> date:
    if isinstance(value, date):
        return value
    if isinstance(value, int) and not isinstance(value, bool) and value in _DAYS:
        return _FIRST_DAY + timedelta(days=value)
    text = typed(value)
    for manner in (_GERMAN_DAY, "%Y-%m-%d"):
        try:
            return datetime.strptime(text, manner).date()  # noqa: DTZ007  # reason: a day has no zone
        except ValueError:
            continue
    raise WrongCellError(f"„{text}“ ist kein Datum.", "Schreiben Sie z. B. 31.12.2026.")


def _choice(value: Any, column: Column) -> str:
    text = typed(value)
    by_word = {word.casefold(): code for code, word in column.choices}
    found = by_word.get(text.casefold())
    if found is None:
        words = [word for _, word in column.choices]
        some = ", ".join(words[:8]) + (" …" if len(words) > 8 else "")
        raise WrongCellError(f"„{text}“ steht nicht zur Wahl.", f"Möglich sind: {some}.")
    return found


_READERS = {Kind.TEXT: _text, Kind.NUMBER: _number, Kind.DATE: _date, Kind.CHOICE: _choice}


def typed(value: Any) -> str:
    """Return a cell as the text a person would have typed."""
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if isinstance(value, datetime | date):
        return value.strftime(_GERMAN_DAY)
    if isinstance(value, float):
        return format(value, ".12g").replace(".", ",")
    return str(value)
