# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Flat file → tidy Parquet: rows per second and peak memory, against pandas.

Run: `python -m bench.reading [--rows 5000000]`. The file is synthetic: real layout of 2026, real
width of lines, every German municipality × years × sex × age. Each program runs alone in a process
of its own; the pandas program does the same work with explicit types, keeps the source line, maps
the signs and writes the same columns to Parquet. `pandas, categories` is the same program with the
most compact types pandas has; `pystatis` follows the parsing of pystatis 0.5 (all columns read with
pandas' defaults, then pivoted), without keeping the line: it only reads and types.
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
PROGRAMS = ("klammer", "pandas", "pandas, categories", "pystatis")


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


def run_pandas(path: Path, out: Path, *, kind: str = "string[pyarrow]") -> int:
    """Read by a straightforward pandas program that does the same."""
    import pandas as pd

    columns = HEADER.split(";")
    frame = pd.read_csv(
        path,
        sep=";",
        encoding="utf-8-sig",
        dtype=dict.fromkeys(columns, kind) | {"value": "string[pyarrow]"},
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
            .astype("string[pyarrow]")
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


def run_categories(path: Path, out: Path) -> int:
    """Read by the same program with categories instead of texts."""
    return run_pandas(path, out, kind="category")


def run_pystatis(path: Path, out: Path) -> int:
    """Read as pystatis does: defaults of pandas, signs as missing, one column per measure."""
    import pandas as pd

    frame = pd.read_csv(
        path,
        sep=";",
        encoding="utf-8-sig",
        na_values=["...", ".", "-", "/", "x"],
        decimal=",",
        dtype={"1_variable_attribute_code": str},
    )
    labels = [c for c in frame.columns if c.endswith("_variable_attribute_label")]
    tidy = frame[["time", "1_variable_attribute_code", *labels, "value"]]
    wide = tidy.assign(measure=frame["value_variable_label"] + "__" + frame["value_unit"])
    wide = wide.pivot_table(
        index=["time", "1_variable_attribute_code", *labels],
        columns="measure",
        values="value",
        dropna=False,
        sort=False,
        observed=True,
    ).reset_index()
    wide.to_parquet(out, compression="zstd", index=False)
    return len(frame)


RUNS = dict(zip(PROGRAMS, (run_klammer, run_pandas, run_categories, run_pystatis), strict=True))


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
    start = time.perf_counter()
    rows = RUNS[program](path, folder / f"{program.replace(', ', '-')}.parquet")
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "rows": rows, "peak": peak}))


def main(*, rows: int = 5_000_000, programs: tuple[str, ...] = PROGRAMS) -> None:
    """Generate, measure, print a table."""
    with tempfile.TemporaryDirectory(prefix="klammer-bench-") as name:
        folder = Path(name)
        path = folder / "12411-99-01-5_flat.csv"
        count = generate(path, rows=rows)
        size = path.stat().st_size / 1e6
        print(f"flat file → tidy: {count:,} rows, {size:,.0f} MB\n")
        results = {}
        for program in programs:
            try:
                results[program] = measure(program, path, folder)
            except subprocess.CalledProcessError as error:
                print(f"{program}: stopped ({(error.stderr or '').strip()[-120:]})")
        ours = results["klammer"]
        print(f"{'':20} {'s':>7} {'rows/s':>12} {'peak MB':>9} {'rows/s ÷':>9} {'memory ÷':>9}")
        for program, found in results.items():
            print(
                f"{program:20} {found['seconds']:7.1f} {found['rows'] / found['seconds']:12,.0f} "
                f"{found['peak']:9,.0f} {found['seconds'] / ours['seconds']:9.1f} "
                f"{found['peak'] / ours['peak']:9.1f}"
            )
        print("\nrows/s ÷: how many times as long as klammer; memory ÷: how many times as much")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=5_000_000)
    parser.add_argument("--only", choices=PROGRAMS)
    parser.add_argument("--file", type=Path)
    parser.add_argument("--folder", type=Path)
    arguments = parser.parse_args()
    if arguments.only:
        run_alone(arguments.only, arguments.file, arguments.folder)
    else:
        main(rows=arguments.rows)
