# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Areas, outlines and made-up figures for the benchmark of serving, through the real pipeline.

Keys and outlines are those of all 10,990 municipalities of 2022 where the publishers' files lie
beside the project; otherwise the same keys with squares in place of outlines.
"""

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
ORIGINALS = ROOT.parent / "shared" / "data"
LEVEL, BOUNDARY = "municipality", "2022-12-31"
AT = datetime(2026, 11, 22, tzinfo=UTC)
_FIRST_YEAR = 2022


def outlines_file(folder: Path, *, real: bool) -> tuple[Path, bool]:
    """Write the outlines of every municipality; True when they are the real ones.

    real  whether the real ones are wanted, where the publishers' files are there
    """
    path = folder / "all.npz"
    is_real = real and (ORIGINALS / "geometries" / "vg250_gem_simplified_zensus2022").is_dir()
    if is_real:
        words = ["tools/territory_data.py", str(ORIGINALS), "--all-municipalities", str(path)]
        subprocess.run([sys.executable, *words], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    else:
        from klammer.territory.geometry import pack

        pack(_squares(), path)
    return path, is_real


def _squares() -> dict[str, Any]:
    import shapely

    from klammer.territory.areas import areas

    side, in_a_row = 5_000, 105
    return {
        key: shapely.box(x := 300_000 + n % in_a_row * side, y := 5_300_000 + n // in_a_row * side,
                         x + side, y + side)
        for n, key in enumerate(sorted(areas(LEVEL, boundary=BOUNDARY)))
    }  # fmt: skip


def part_of(path: Path, *, areas: int) -> dict[str, Any]:
    """Return about so many areas of the file, spread evenly over the country."""
    from klammer.territory.geometry import unpack

    shapes = unpack(path)
    step = len(shapes) / min(areas, len(shapes))
    keys = list(shapes)
    chosen = {keys[int(number * step)] for number in range(min(areas, len(keys)))}
    return {key: shapes[key] for key in keys if key in chosen}


def years(number: int) -> list[str]:
    """Return the periods of the figures."""
    return [str(_FIRST_YEAR - back) for back in range(number)]


def indicator(number: int) -> str:
    """Return the id of a made-up indicator."""
    return f"bench_{number:02}"


def instance(folder: Path, keys: list[str], *, indicators: int, periods: int) -> str:
    """Make an instance with shares of these areas, released to the public; return its root."""
    from klammer.indicators.definitions import definition_of, to_toml
    from klammer.pipeline import deliveries, releases
    from klammer.pipeline.instance import Instance

    made = Instance.create(folder)
    for number in range(1, indicators + 1):
        name = indicator(number)
        (made / "definitions" / name).mkdir()
        (made / "definitions" / name / "0001.toml").write_text(
            to_toml(definition_of(_share(name, number))), encoding="utf-8"
        )
    table = folder / "tmp" / "tidy_made.parquet"
    _figures(table, keys, indicators=indicators, periods=years(periods))
    told = {
        "origins": {"made.csv": {"publisher": "none", "title": "made up", "licence": "none"}},
        "sha256": {"made.csv": "0" * 64},
    }
    staged = deliveries.stage(made, table, reader="tidy", mapping=told, at=AT)
    deliveries.accept(made, staged.id, by="bench", at=AT, note="made up")
    return releases.create(made, by="bench", at=AT).root


def _share(name: str, number: int) -> dict[str, Any]:
    return {
        "id": name, "title": f"Share {number}", "sentence": "Made up.", "domain": "arbeit",
        "kind": "proportion", "unit": "%", "direction": "neutral", "interval": "wilson",
        "formula": {
            "numerator": [{"variable": f"cases{number}"}],
            "denominator": [{"variable": "persons"}],
            "factor": 100,
        },
    }  # fmt: skip


def _figures(path: Path, keys: list[str], *, indicators: int, periods: list[str]) -> None:
    """Cases among 200 to 20,200 persons; three in a hundred are secret, two are missing."""
    import duckdb

    connection = duckdb.connect()
    connection.execute("CREATE TABLE areas AS SELECT unnest(?) AS area", [keys])
    connection.execute("CREATE TABLE periods AS SELECT unnest(?) AS period", [periods])
    connection.execute(
        f"COPY (WITH cells AS (SELECT area, period, v, hash(area, period, v) AS h, "
        f"hash(area) % 100 AS fate, 200 + hash(area) % 20000 AS n "
        f"FROM areas, periods, range({indicators + 1}) variables(v)), figures AS (SELECT *, "
        f"CASE WHEN v = 0 THEN 'reported' WHEN fate < 3 THEN 'suppressed' "
        f"WHEN fate < 5 THEN 'missing' ELSE 'reported' END AS status, "
        f"CASE WHEN v = 0 THEN n ELSE 1 + h % CAST(n * 0.3 AS UBIGINT) END AS x FROM cells) "
        f"SELECT area, '{LEVEL}' AS area_level, '{BOUNDARY}' AS boundary, period, "
        f"CASE WHEN v = 0 THEN 'persons' ELSE 'cases' || v END AS variable, "
        f"CASE WHEN status = 'reported' THEN CAST(x AS DOUBLE) END AS value, status, "
        f"CASE WHEN status = 'suppressed' THEN 'suppressed_at_source' ELSE 'exact' END AS secrecy, "
        f"'made.csv' AS file, '' AS sheet, CAST(1 AS INTEGER) AS row, "
        f'CAST(1 AS INTEGER) AS "column" FROM figures ORDER BY variable, period, area) '
        f"TO '{path}' (FORMAT parquet, COMPRESSION zstd)"
    )
