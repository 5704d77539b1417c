# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The made-up flat file of the benchmark of reading, and the programs that read it.

The pandas program does what the project's reader does: explicit types, the line of each value,
signs by status, no repeated keys, the same columns in Parquet. It comes with texts as Python's
(`str`), as Arrow's and as categories. pystatis reads and pivots by its own code, the download left
out: it keeps no line and no signs and checks no keys.
"""

from itertools import product
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

_SLOT = ("variable_code", "variable_label", "variable_attribute_code", "variable_attribute_label")
COLUMNS = [
    *("statistics_code", "statistics_label", "time_code", "time_label", "time"),
    *(f"{slot}_{part}" for slot in (1, 2, 3) for part in _SLOT),
    *("value", "value_unit", "value_variable_code", "value_variable_label"),
]
SEXES = (("GESM", "männlich"), ("GESW", "weiblich"), ("", "Insgesamt"))
AGES = (
    ("ALT000B003", "unter 3 Jahre"),
    ("ALT003B006", "3 bis unter 6 Jahre"),
    ("ALT006B015", "6 bis unter 15 Jahre"),
    ("ALT015B065", "15 bis unter 65 Jahre"),
    ("ALT065UM", "65 Jahre und mehr"),
    ("", "Insgesamt"),
)
AREAS = 10_990
_OF_AN_AREA = len(SEXES) * len(AGES)
_ARROW = "string[pyarrow]"
_SIGNS = {"-": "zero", ".": "suppressed", "...": "not_yet_available", "/": "unreliable"}


def generate(path: Path, *, rows: int) -> int:
    """Write a file of about this many rows, a tenth of them signs; return their number.

    As many years as fill up with all municipalities, at least one; then fewer municipalities.
    """
    years = max(1, round(rows / (AREAS * _OF_AN_AREA)))
    areas = min(AREAS, ceil(rows / (_OF_AN_AREA * years)))
    with path.open("w", encoding="utf-8") as out:
        out.write("\ufeff" + ";".join(COLUMNS) + "\n")
        for year, area in product(range(2024, 2024 - years, -1), range(areas)):
            out.writelines(_lines(area, year))
    return years * areas * _OF_AN_AREA


def _lines(area: int, year: int) -> list[str]:
    key = f"{area % 16 + 1:02d}{area // 16 % 60 + 1:03d}{area // 960 + 1:03d}"
    lines = []
    for number, ((sex, sex_label), (age, age_label)) in enumerate(product(SEXES, AGES)):
        value = (area * 31 + number * 17 + year) % 2_000
        text = "." if value % 10 == 3 else str(value + 1)
        lines.append(
            "12411;Fortschreibung des Bevölkerungsstandes;STAG;Stichtag;"
            f"{year}-12-31;GEMEIN;Gemeinden;{key};Gemeinde {key};"
            f"GES;Geschlecht;{sex};{sex_label};ALTX20;Altersgruppen;{age};{age_label};"
            f"{text};Anzahl;BEVSTD;Bevölkerungsstand\n"
        )
    return lines


def run_klammer(path: Path, out: Path) -> int:
    """Read by the project's own reader."""
    from klammer.sources.contract import Request
    from klammer.sources.genesis import GenesisFlatFile

    return GenesisFlatFile().read(Request(path, path.name, out)).rows


def run_pandas(path: Path, out: Path, *, kind: str = "str") -> int:
    """Read by a straightforward pandas program that does the same."""
    import pandas as pd

    types: dict[str, Any] = dict.fromkeys(COLUMNS, kind)
    frame = pd.read_csv(
        path,
        sep=";",
        encoding="utf-8-sig",
        dtype=types | {"value": "str" if kind == "str" else _ARROW},
        keep_default_na=False,
        usecols=[c for c in COLUMNS if not c.endswith("_label")],
    )
    tidy = _tidy(frame, kind=kind, name=path.name)
    if tidy.duplicated(["area", "boundary", "period", "variable", "sex", "age"]).any():
        raise ValueError("keys repeat")
    tidy.to_parquet(out, compression="zstd", index=False)
    return len(tidy)


def _tidy(frame: "pd.DataFrame", *, kind: str, name: str) -> "pd.DataFrame":
    import pandas as pd

    area, value = frame["1_variable_attribute_code"], frame["value"]
    ages = {code: _age(code) for code in frame["3_variable_attribute_code"].unique()}
    levels = {2: "state", 5: "county", 8: "municipality"}
    number = pd.to_numeric(value.str.replace(",", ".", regex=False), errors="coerce")
    return pd.DataFrame(
        {
            "area": area,
            "area_level": area.astype("str" if kind == "str" else _ARROW).str.len().map(levels),
            "boundary": frame["time"],
            "period": frame["time"],
            "variable": "population",
            "sex": frame["2_variable_attribute_code"].map({"GESM": "M", "GESW": "F", "": "_T"}),
            "age": frame["3_variable_attribute_code"].map(ages),
            "value": number.where(value != "-", 0.0),
            "status": value.map(_SIGNS).fillna("reported"),
            "secrecy": "exact",
            "file": name,
            "sheet": "",
            "row": (frame.index + 2).astype("int32"),
            "column": 18,
        }
    )


def _age(code: str) -> str:
    if not code:
        return "_T"
    if code.endswith("UM"):
        return f"Y_GE{int(code[3:6])}"
    return f"Y{int(code[3:6])}T{int(code[7:10]) - 1}"


def run_arrow(path: Path, out: Path) -> int:
    """Read by the same program with Arrow's texts instead of Python's."""
    return run_pandas(path, out, kind=_ARROW)


def run_categories(path: Path, out: Path) -> int:
    """Read by the same program with categories instead of texts."""
    return run_pandas(path, out, kind="category")


def run_pystatis(path: Path, out: Path) -> int:
    """Read as pystatis does, by its own code."""
    from io import StringIO

    import pandas as pd
    from pystatis.table import Table

    lines = path.read_bytes().decode("utf-8-sig").splitlines(keepends=True)
    text = lines[0] + "".join(line for line in lines[1:] if line[:4].isdigit())
    frame = pd.read_csv(
        StringIO(text),
        sep=";",
        na_values=["...", ".", "-", "/", "x"],
        decimal=",",
        dtype={"1_variable_code": str, "1_variable_attribute_code": str},
        parse_dates=["time"],
        date_format="%Y-%m-%d",
    )
    Table.parse_v5_table(frame, "regio", "de").to_parquet(out, compression="zstd", index=False)
    return len(lines) - 1


RUNS = {
    "klammer": run_klammer,
    "pandas": run_pandas,
    "pandas, arrow": run_arrow,
    "pandas, categories": run_categories,
    "pystatis": run_pystatis,
}
