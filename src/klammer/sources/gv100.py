# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""GV100AD: the register of municipalities in lines of fixed width.

Record types: 10 state, 20 Regierungsbezirk, 30 region, 40 county, 50 association, 60 municipality.
Only municipalities have figures; the names of all levels are handed on. Columns, from 1: type 1–2,
boundary 3–10, ARS 11–22 (type 60: state 2, Regierungsbezirk 1, county 2, municipality 3, then the
association 4 before it in types 50 and 60), name 23–72, area in hectares 129–139, inhabitants
140–150, of them male 151–161.

The inhabitants are of the date the register goes by, which the file does not state: they are
`register_population`, not `population`.
"""

import re
from collections.abc import Iterator
from typing import Any

from klammer.base.cells import TOTAL
from klammer.base.errors import GrainError, InputRefusedError, Place
from klammer.base.periods import parse_period
from klammer.sources.contract import Flag, Origin, Request, TidyFile
from klammer.sources.delivered import opened
from klammer.sources.observations import write_observations
from klammer.warehouse.files import decode

_RECORD = re.compile(r"^(10|20|30|40|50|60)(\d{8})(\d{2,12}) *")
_FIRST = re.compile(rb"^(?:\xef\xbb\xbf)?(10|20|30|40|50|60)(19|20)\d{6}\d\d[ \d]{10}")
_KEY_LENGTHS = {"10": 2, "20": 3, "40": 5}
# variable, sex, first and last column
_FIELDS = (
    ("area_ha", TOTAL, 129, 139),
    ("register_population", TOTAL, 140, 150),
    ("register_population", "M", 151, 161),
)


class Gv100:
    """Reader of GV100AD, plain or gzipped."""

    name = "gv100"
    title = "Gemeindeverzeichnis GV100AD (feste Satzlänge)"

    def recognises(self, head: bytes, name: str) -> bool:
        """Whether the first line is a record of the register."""
        if head[:2] == b"\x1f\x8b":
            return "gv100" in name.lower()
        return bool(_FIRST.match(head))

    def read(self, request: Request) -> TidyFile:
        """Read the file; refuse it when a line is too short, a key repeats or dates differ."""
        with opened(request) as file:
            text = decode(file.path.read_bytes(), name=file.name)
            sha256 = file.sha256
        lines = text.split("\n")
        while lines and not lines[-1].strip():
            lines.pop()
        register = _Register(lines, name=request.name)
        rows = write_observations(register.observations(), breakdowns=("sex",), path=request.out)
        return TidyFile(
            path=request.out,
            breakdowns=("sex",),
            rows=rows,
            origins={request.name: _origin(register.boundary)},
            sha256={request.name: sha256},
            labels={
                "area_ha": "Fläche in Hektar",
                "register_population": "Einwohner laut Gemeindeverzeichnis",
            },
            codes={"sex": {TOTAL: "insgesamt", "M": "männlich"}},
            area_names=register.names,
            flags=(_reference_date(request.name),),
        )


class _Register:
    """The lines of a register, looked through once."""

    def __init__(self, lines: list[str], *, name: str) -> None:
        self.name = name
        self.names: dict[str, str] = {}
        self.municipalities: list[tuple[int, str, str]] = []
        seen: dict[str, int] = {}
        boundaries: dict[str, int] = {}
        for number, line in enumerate(lines, start=1):
            kind, date, key = self._keyed(line.rstrip("\r"), number)
            boundaries.setdefault(date, number)
            if key in seen:
                raise GrainError(
                    f"the key {key} repeats",
                    where=Place(file=name, row=number, column=11),
                    why=f"it stands in row {seen[key]} too",
                    remedy="download the register again",
                    code="key_repeats",
                )
            seen[key] = number
            self.names[key] = line[22:72].strip()
            if kind == "60":
                self.municipalities.append((number, key, line.rstrip("\r")))
        if not self.municipalities:
            raise self._refused(len(lines), 1, "no_rows", "no record of type 60 (municipality)")
        if len(boundaries) > 1:
            row = sorted(boundaries.values())[1]
            raise self._refused(row, 3, "boundary", f"two dates: {', '.join(sorted(boundaries))}")
        self.boundary = parse_period(_iso(next(iter(boundaries)))).text

    def _keyed(self, line: str, number: int) -> tuple[str, str, str]:
        found = _RECORD.match(line)
        if not found:
            raise self._refused(number, 1, "record", f"'{line[:24]}'")
        kind, date = found[1], found[2]
        digits = line[10:22]
        if kind == "60":
            if len(line) < _FIELDS[-1][3]:
                raise self._refused(number, len(line), "truncated", f"{len(line)} characters")
            key = digits[:8]
        elif kind == "50":
            # Types 50 and 60 hold county, municipality (blank in 50), association.
            key = digits[:5] + digits[8:12].strip()
        elif kind == "30":
            key = f"region {digits[:4].strip()}"
        else:
            key = digits[: _KEY_LENGTHS[kind]]
        return kind, date, key

    def observations(self) -> Iterator[tuple[Any, ...]]:
        """Yield tidy rows, three for each municipality."""
        for number, key, line in self.municipalities:
            for variable, sex, first, last in _FIELDS:
                text = line[first - 1 : last].strip()
                if not text.isdecimal():
                    raise self._refused(number, first, "number", f"'{text}' as {variable}")
                value = float(text)
                yield (
                    *(key, "municipality", self.boundary, self.boundary, variable, sex),
                    *(value, "reported" if value else "zero", "exact"),
                    *(self.name, "", number, first),
                )

    def _refused(self, row: int, column: int, code: str, found: str) -> InputRefusedError:
        return InputRefusedError(
            f"{self.name} is no readable GV100AD",
            where=Place(file=self.name, row=row, column=column),
            why=f"found {found}; expected records of types 10 to 60 with 161 characters or more "
            "for municipalities, all of one date",
            remedy="download the register again; it must not be edited",
            code=code,
        )


def _iso(date: str) -> str:
    return f"{date[:4]}-{date[4:6]}-{date[6:]}"


def _origin(boundary: str) -> Origin:
    return Origin(
        publisher="Statistisches Bundesamt (Destatis)",
        title=f"Gemeindeverzeichnis-Informationssystem GV-ISys, Gebietsstand {boundary}",
        table="GV100AD",
        licence="dl-de/by-2-0",
        url="https://www.destatis.de",
        attribution="© Statistisches Bundesamt (Destatis), GV-ISys, dl-de/by-2-0",
    )


def _reference_date(name: str) -> Flag:
    return Flag(
        "reference_date_unknown",
        "note",
        Place(file=name, column=140),
        found="inhabitants without a reference date",
        expected="a date, as in table 12411",
        remedy="use them for orientation only; population comes from table 12411",
    )
