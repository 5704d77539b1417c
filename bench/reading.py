# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Flat file → tidy Parquet: rows per second and peak memory, against pandas.

Run: `python -m bench.reading [--rows 5000000]`. The file is synthetic: real layout of 2026, real
width of lines, every German municipality × years × sex × age. Each program runs alone in a process
of its own; the pandas program does the same work with explicit types, keeps the source line, maps
the signs, looks for repeated keys and writes the same columns to Parquet. `pandas` has texts as
Python objects (dtype str), `arrow` and `categories` are the same program with more compact types.
`pystatis` is that package's own parsing where it is installed (it is no dependency): it reads and
pivots, keeps no line, no signs and checks no keys.

Seconds are wall time, of which `cpu` counts all threads: on a busy machine compare that.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from itertools import product
from pathlib import Path

HEADER = (
    "statistics_code;statistics_label;time_code;time_label;time;"
    "1_variable_code;1_variable_label;1_variable_attribute_code;1_variable_attribute_label;"
    "2_variable_code;2_variable_label;2_variable_attribute_code;2_variable_attribute_label;"
    "3_variable_code;3_variable_label;3_variable_attribute_code;3_variable_attribute_label;"
    "value;value_unit;value_variable_code;value_variable_label"
)
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
_ARROW = "string[pyarrow]"


def generate(path: Path, *, rows: int) -> int:
    """Write about this many rows and return their number; a tenth are signs."""
    years = max(1, round(rows / (AREAS * len(SEXES) * len(AGES))))
    written = 0
    with path.open("w", encoding="utf-8") as out:
        out.write("\ufeff" + HEADER + "\n")
        for year in range(2024, 2024 - years, -1):
            lines = []
            for area in range(AREAS):
                key = f"{area % 16 + 1:02d}{area // 16 % 60 + 1:03d}{area // 960 + 1:03d}"
                for number, ((sex, sex_label), (age, age_label)) in enumerate(product(SEXES, AGES)):
                    value = (area * 31 + number * 17 + year) % 2_000
                    text = "." if value % 10 == 3 else str(value + 1)
                    lines.append(
                        "12411;Fortschreibung des Bevölkerungsstandes;STAG;Stichtag;"
                        f"{year}-12-31;GEMEIN;Gemeinden;{key};Gemeinde {key};"
                        f"GES;Geschlecht;{sex};{sex_label};"
                        f"ALTX20;Altersgruppen;{age};{age_label};"
                        f"{text};Anzahl;BEVSTD;Bevölkerungsstand\n"
                    )
            out.writelines(lines)
            written += len(lines)
    return written


def run_klammer(path: Path, out: Path) -> int:
    """Read by the project's own reader."""
    from klammer.sources.contract import Request
    from klammer.sources.genesis import GenesisFlatFile

    return GenesisFlatFile().read(Request(path, path.name, out)).rows


def run_pandas(path: Path, out: Path, *, kind: str = "str") -> int:
    """Read by a straightforward pandas program that does the same."""
    import pandas as pd

    columns = HEADER.split(";")
    frame = pd.read_csv(
        path,
        sep=";",
        encoding="utf-8-sig",
        dtype=dict.fromkeys(columns, kind) | {"value": "str" if kind == "str" else _ARROW},
        keep_default_na=False,
        usecols=[c for c in columns if not c.endswith("_label")],
    )
    frame["row"] = frame.index + 2
    ages = {code: _age(code) for code in frame["3_variable_attribute_code"].unique()}
    signs = {"-": "zero", ".": "suppressed", "...": "not_yet_available", "/": "unreliable"}
    value = frame["value"]
    tidy = pd.DataFrame(
        {
            "area": frame["1_variable_attribute_code"],
            "area_level": frame["1_variable_attribute_code"]
            .astype("str" if kind == "str" else _ARROW)
            .str.len()
            .map({2: "state", 5: "county", 8: "municipality"}),
            "boundary": frame["time"],
            "period": frame["time"],
            "variable": "population",
            "sex": frame["2_variable_attribute_code"].map({"GESM": "M", "GESW": "F", "": "_T"}),
            "age": frame["3_variable_attribute_code"].map(ages),
            "value": pd.to_numeric(value.str.replace(",", ".", regex=False), errors="coerce").where(
                value != "-", 0.0
            ),
            "status": value.map(signs).fillna("reported"),
            "secrecy": "exact",
            "file": path.name,
            "sheet": "",
            "row": frame["row"].astype("int32"),
            "column": 18,
        }
    )
    keys = ["area", "boundary", "period", "variable", "sex", "age"]
    if tidy.duplicated(keys).any():
        raise ValueError("keys repeat")
    tidy.to_parquet(out, compression="zstd", index=False)
    return len(tidy)


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
    """Read as pystatis does, by its own code where it is installed; download left out."""
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


def measure(program: str, path: Path, folder: Path) -> dict[str, float]:
    """Run one program in a process of its own: seconds, rows, megabytes at the peak."""
    words = [sys.executable, "-m", "bench.reading", "--only", program, "--file", str(path)]
    done = subprocess.run(  # reason: its own interpreter, so that memory is its own
        [*words, "--folder", str(folder)], check=True, capture_output=True, text=True
    )
    return json.loads(done.stdout.splitlines()[-1])


def run_alone(program: str, path: Path, folder: Path) -> None:
    """Run one program here and print what it took, imports not counted."""
    if program == "klammer":
        import duckdb  # noqa: F401 - imported before the clock starts, as for pandas
    else:
        import pandas as pd  # noqa: F401 - as above
        import pyarrow as pa  # noqa: F401 - as above
    start, cpu = time.perf_counter(), time.process_time()
    rows = RUNS[program](path, folder / f"{program.replace(', ', '-')}.parquet")
    seconds, cpu = time.perf_counter() - start, time.process_time() - cpu
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "cpu": cpu, "rows": rows, "peak": peak}))


def main(*, rows: int = 5_000_000, programs: tuple[str, ...] = ()) -> None:
    """Generate, measure, print a table."""
    with tempfile.TemporaryDirectory(prefix="klammer-bench-") as name:
        folder = Path(name)
        path = folder / "12411-99-01-5_flat.csv"
        count = generate(path, rows=rows)
        size = path.stat().st_size / 1e6
        print(f"flat file → tidy: {count:,} rows, {size:,.0f} MB\n")
        results = {}
        for program in programs or RUNS:
            try:
                results[program] = measure(program, path, folder)
            except subprocess.CalledProcessError as error:
                print(f"{program}: stopped ({(error.stderr or '').strip().splitlines()[-1][:100]})")
        ours = results["klammer"]
        print(
            f"{'':20} {'s':>7} {'cpu':>7} {'rows/s':>12} {'peak MB':>9} "
            f"{'s ÷':>7} {'cpu ÷':>7} {'MB ÷':>7}"
        )
        for program, found in results.items():
            print(
                f"{program:20} {found['seconds']:7.1f} {found['cpu']:7.1f} "
                f"{found['rows'] / found['seconds']:12,.0f} {found['peak']:9,.0f} "
                f"{found['seconds'] / ours['seconds']:7.1f} {found['cpu'] / ours['cpu']:7.1f} "
                f"{found['peak'] / ours['peak']:7.1f}"
            )
        print("\n÷: how many times as much as klammer")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=5_000_000)
    parser.add_argument("--only", choices=RUNS)
    parser.add_argument("--file", type=Path)
    parser.add_argument("--folder", type=Path)
    arguments = parser.parse_args()
    if arguments.only:
        run_alone(arguments.only, arguments.file, arguments.folder)
    else:
        main(rows=arguments.rows)
