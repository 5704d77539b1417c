# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the library refused, as German sentences: what, where, why, what now.

A code without a sentence here gets a general one; the English text stays beneath it as a detail
that a person can hand to whoever helps.
"""

from dataclasses import asdict, dataclass
from typing import Any

from klammer.base.errors import KlammerError, Place
from klammer.pipeline.records import Destroyed, TakenBack
from klammer.presentation import formats
from klammer_web.accounts.signatures import named as person
from klammer_web.catalogue.phrases.geographies import GEOGRAPHIES
from klammer_web.catalogue.phrases.sentences import SENTENCES


@dataclass(frozen=True, slots=True)
class Refusal:
    """A refusal as the page shows it; `detail` is the library's own wording, may be empty."""

    what: str
    where: str = ""
    why: str = ""
    remedy: str = ""
    detail: str = ""

    def as_json(self) -> dict[str, str]:
        """Return what is kept beside an upload."""
        return asdict(self)


_GENERAL = (
    "Das wurde abgelehnt.",
    "",
    (
        "Prüfen Sie die genannte Stelle in der Datei und laden Sie sie noch einmal hoch. "
        "Am bisherigen Datenbestand hat sich nichts geändert."
    ),
)


class _Gaps(dict[str, Any]):
    """Leaves "?" where an error did not carry the detail its sentence asks for."""

    def __missing__(self, key: str) -> str:
        return "?"


def refusal(error: KlammerError) -> Refusal:
    """Return the German sentences for an error of the library."""
    what, why, remedy = (SENTENCES | GEOGRAPHIES).get(error.code, _GENERAL)
    details = _Gaps(error.details)
    english = "; ".join(part for part in (error.what, error.why, error.remedy) if part)
    return Refusal(
        what=what.format_map(details),
        where=place(error.where),
        why=why.format_map(details),
        remedy=remedy.format_map(details),
        detail=english,
    )


def taken_back(mark: TakenBack | None) -> str:
    """Say when and why a delivery was taken back; empty while it counts."""
    if mark is None:
        return ""
    return f"Zurückgenommen am {formats.german_date(mark.at)}. Grund: {mark.reason}"


def destroyed(mark: Destroyed | None, *, named: bool = False) -> str:
    """Say when, why and by whom a file was destroyed; empty while it is there."""
    if mark is None:
        return ""
    by = f" von {person(mark.asked_by)} und {person(mark.confirmed_by)}" if named else ""
    return f"Vernichtet am {formats.german_date(mark.at)}{by}. Grund: {mark.reason}"


_INTERNAL = frozenset({"wert", "address", "deliveries", "definitions"})  # names of the library


def place(where: Place | str) -> str:
    """Say a place in German: Datei, Blatt, Zeile, Spalte."""
    if not isinstance(where, Place):
        return "" if where in _INTERNAL else str(where)
    parts = [
        f"Datei „{where.file}“" if where.file else "",
        f"Blatt „{where.sheet}“" if where.sheet else "",
        f"Zeile {where.row}" if where.row else "",
        f"Spalte {column(where.column, sheet=where.sheet)}" if where.column else "",
    ]
    return ", ".join(part for part in parts if part)


def column(number: int, *, sheet: str = "") -> str:
    """Return the column's letter in a spreadsheet, its number elsewhere."""
    if not sheet:
        return str(number)
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
