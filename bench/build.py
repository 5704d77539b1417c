# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Build: municipalities × 40 indicators × 20 years, from tidy Parquet to released values.

Against a straightforward pandas program, and against one hand-written DuckDB query that writes the
same columns: the limit.

    python -m bench.build [--areas 10990] [--indicators 40] [--years 20]
"""

import argparse
import tempfile
from pathlib import Path

from bench.measuring import alone, table, told

FIRST_YEAR = 2003


def make(folder: Path, *, areas: int, indicators: int, years: int) -> None:
    """Write synthetic tidy figures on keys of the shape of real ones."""
    import duckdb

    folder.mkdir(parents=True, exist_ok=True)
    connection = duckdb.connect()
    connection.execute("SELECT setseed(0.5)")
    tail = "'made.csv' AS file, '' AS sheet, CAST(a AS INTEGER) AS row, v AS \"column\""
    connection.execute(
        f"COPY (SELECT CAST(1000000 + a * 7 AS VARCHAR) AS area, 'municipality' AS area_level, "
        f"'2025-01-01' AS boundary, CAST(y + {FIRST_YEAR} AS VARCHAR) AS period, "
        f"CASE WHEN v = 0 THEN 'persons' ELSE 'cases' || v END AS variable, "
        f"CAST(CASE WHEN v = 0 THEN 200 + (a * 37) % 9000 + y "
        f"ELSE (a * 13 + y * 7 + v * 3) % 190 END AS DOUBLE) AS value, "
        f"CASE WHEN v > 0 AND (a * 13 + y * 7 + v * 3) % 190 = 0 THEN 'zero' ELSE 'reported' END "
        f"AS status, 'exact' AS secrecy, {tail} "
        f"FROM range({indicators + 1}) variables(v), range({years}) years(y), range({areas}) "
        f"areas(a) ORDER BY variable, period, area) TO '{folder / 'tidy.parquet'}' "
        f"(FORMAT parquet, COMPRESSION zstd)"
    )


def ours(folder: Path, *, indicators: int) -> None:
    """The way every release goes: figures.figures_sql for each definition."""
    from klammer.indicators.definitions import definition_of
    from klammer.pipeline import builds
    from klammer.warehouse.figures import Observations

    definitions = {}
    for number in range(1, indicators + 1):
        kind, interval = ("proportion", "wilson") if number % 2 else ("rate", "byar")
        one = definition_of(
            {
                "id": f"indicator-{number:02}", "title": "t", "sentence": "s", "domain": "d",
                "kind": kind, "unit": "%", "direction": "neutral", "interval": interval,
                "formula": {
                    "numerator": [{"variable": f"cases{number}"}],
                    "denominator": [{"variable": "persons"}],
                    "factor": 100,
                },
            }
        )  # fmt: skip
        definitions[one.id] = one
    held = frozenset({"persons", *(f"cases{n}" for n in range(1, indicators + 1))})
    places = frozenset({("municipality", "2025-01-01")})
    observations = [Observations(folder / "tidy.parquet", 1, (), held, places, yearly=True)]
    out = Path(tempfile.mkdtemp(dir=folder)) / "build"
    builds.compute(out, definitions, observations)


def by_hand(folder: Path) -> None:
    """One query that writes the same columns; nothing but the arithmetic."""
    import duckdb

    z = 1.959963984540054
    wilson = f"(2*x+{z}*{z} {{}} {z}*sqrt({z}*{z}+4*x*(1-x/n)))/(2*(n+{z}*{z}))*100"
    low = f"x*pow(1-1/(9*x)-{z}/(3*sqrt(x)),3)/n*100"
    high = f"(x+1)*pow(1-1/(9*(x+1))+{z}/(3*sqrt(x+1)),3)/n*100"
    odd = "CAST(substr(variable, 6) AS INTEGER) % 2 = 1"
    duckdb.connect().execute(
        f"COPY (SELECT 'indicator-' || substr(variable, 6) AS indicator, 'x' AS definition, area, "
        f"area_level, boundary, period, '_T' AS sex, '_T' AS age, '_T' AS nationality, "
        f"x AS numerator, n AS denominator, 100*x/n AS value, "
        f"CASE WHEN {odd} THEN {wilson.format('-')} WHEN x = 0 THEN 0 ELSE {low} END AS low, "
        f"CASE WHEN {odd} THEN {wilson.format('+')} ELSE {high} END AS high, status, "
        f"'exact' AS secrecy, CASE WHEN {odd} THEN 'wilson' ELSE 'byar' END AS method, "
        f"'' AS error_class, '' AS note FROM (SELECT c.*, c.value AS x, p.value AS n "
        f"FROM read_parquet('{folder / 'tidy.parquet'}') c "
        f"JOIN (SELECT area, period, value FROM read_parquet('{folder / 'tidy.parquet'}') "
        f"WHERE variable = 'persons') p USING (area, period) WHERE c.variable <> 'persons') "
        f"ORDER BY indicator, area_level, boundary, period, sex, age, nationality, area) "
        f"TO '{folder / 'by_hand.parquet'}' (FORMAT parquet, COMPRESSION zstd)"
    )


def with_pandas(folder: Path) -> None:
    """The program one would write first: read, merge, vectorised formulas, write."""
    import numpy as np
    import pandas as pd

    tidy = pd.read_parquet(folder / "tidy.parquet")
    persons = tidy[tidy["variable"] == "persons"][["area", "period", "value"]]
    cases = tidy[tidy["variable"] != "persons"]
    found = cases.merge(persons, on=["area", "period"], suffixes=("", "_persons"))
    x, n, z = found["value"], found["value_persons"], 1.959963984540054
    odd = found["variable"].str.slice(5).astype(int) % 2 == 1
    root = z * np.sqrt(z * z + 4 * x * (1 - x / n))
    with np.errstate(divide="ignore", invalid="ignore"):
        byar_low = x * (1 - 1 / (9 * x) - z / (3 * np.sqrt(x))) ** 3
    byar_high = (x + 1) * (1 - 1 / (9 * (x + 1)) + z / (3 * np.sqrt(x + 1))) ** 3
    out = pd.DataFrame(
        {
            "indicator": "indicator-" + found["variable"].str.slice(5), "definition": "x",
            "area": found["area"], "area_level": found["area_level"],
            "boundary": found["boundary"], "period": found["period"], "sex": "_T", "age": "_T",
            "nationality": "_T", "numerator": x, "denominator": n, "value": 100 * x / n,
            "low": np.where(odd, (2 * x + z * z - root) / (2 * (n + z * z)),
                            np.where(x == 0, 0, byar_low) / n) * 100,
            "high": np.where(odd, (2 * x + z * z + root) / (2 * (n + z * z)), byar_high / n) * 100,
            "status": found["status"], "secrecy": "exact",
            "method": np.where(odd, "wilson", "byar"), "error_class": "", "note": "",
        }
    )  # fmt: skip
    keys = ["indicator", "area_level", "boundary", "period", "sex", "age", "nationality", "area"]
    out.sort_values(keys).to_parquet(folder / "pandas.parquet", compression="zstd")


def main() -> None:
    """Print the table, or do one task."""
    parse = argparse.ArgumentParser(description=__doc__)
    parse.add_argument("--areas", type=int, default=10_990)
    parse.add_argument("--indicators", type=int, default=40)
    parse.add_argument("--years", type=int, default=20)
    parse.add_argument("--task", choices=["ours", "by-hand", "pandas"])
    parse.add_argument("--folder", type=Path)
    parse.add_argument("--repeat", type=int, default=1)
    given = parse.parse_args()
    if given.task == "ours":
        told(lambda: ours(given.folder, indicators=given.indicators))
    elif given.task == "by-hand":
        told(lambda: by_hand(given.folder))
    elif given.task == "pandas":
        told(lambda: with_pandas(given.folder))
    else:
        print(compare(given.areas, given.indicators, given.years, repeat=given.repeat))


def compare(areas: int, indicators: int, years: int, *, repeat: int = 1) -> str:
    """Return the table of costs and ratios at 1, 4 and 16 sixteenths of the areas.

    The two smaller sizes are run twice, which also leaves every module compiled for the last.
    """
    rows: list[list[object]] = []
    for part in (areas // 16, areas // 4, areas):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            make(folder, areas=part, indicators=indicators, years=years)
            words = ("--folder", name, "--indicators", str(indicators))
            times = repeat if part == areas else max(2, repeat)
            cost = {
                task: alone("bench.build", task, *words, repeat=times)
                for task in ("ours", "by-hand", "pandas")
            }
        mine = cost["ours"]
        rows.append(
            [f"{part:,}", f"{part * indicators * years:,}",
             *(f"{c.seconds:.2f} s, {c.megabytes:.0f} MB" for c in cost.values()),
             f"{cost['pandas'].seconds / mine.seconds:.1f}×",
             f"{mine.seconds / cost['by-hand'].seconds:.2f}×",
             " : ".join(f"{c.cpu:.1f}" for c in cost.values())]
        )  # fmt: skip
    head = ["areas", "values", "Klammer", "DuckDB by hand", "pandas", "pandas ÷ Klammer",
            "Klammer ÷ by hand", "CPU seconds"]  # fmt: skip
    return table(head, rows)


if __name__ == "__main__":
    main()
