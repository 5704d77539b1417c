# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Carry figures of the originals beside the project over into the demo data set.

Run as `python tools/demo_data [--originals ../shared/data] [--only NAME]`.
"""

import argparse
import sys
import time
from pathlib import Path

import assembled
import elections
import extracts
import flat
import inkar
import regional
import register
import sources_page

ROOT = Path(__file__).resolve().parents[2]
TARGET = ROOT / "src" / "klammer" / "datasets" / "thueringen"
STEPS = {
    "inkar_kreise": inkar.write_counties,
    "inkar_gemeinden": inkar.write_municipalities,
    "regional_kreise": regional.write_counties,
    "regional_gemeinden": regional.write_municipalities,
    "regional_flach": flat.write_flat,
    "gv": register.write_register,
    "landtagswahl": elections.write_elections,
    "zusammenstellung_kreise": assembled.write_counties,
    "zusammenstellung_gemeinden": assembled.write_municipalities,
    "raw": extracts.write_extracts,
}


def main() -> int:
    """Write every family, or the one that was named; print rows, bytes and seconds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--originals", type=Path, default=ROOT.parent / "shared" / "data")
    parser.add_argument("--only", choices=sorted(STEPS))
    wanted = parser.parse_args()
    TARGET.mkdir(parents=True, exist_ok=True)
    for name, step in STEPS.items():
        if wanted.only in {None, name}:
            start = time.monotonic()
            rows = step(wanted.originals, TARGET)
            size = sum(path.stat().st_size for path in _written(name))
            print(
                f"{name:24} {rows:9,} rows {size / 1e6:6.2f} MB {time.monotonic() - start:5.1f} s"
            )
    sources_page.write_page(TARGET, ROOT / "docs" / "de" / "nachschlagen" / "quellen.md")
    return 0


def _written(name: str) -> list[Path]:
    folder = TARGET / name
    return list(folder.iterdir()) if folder.is_dir() else [TARGET / f"{name}.parquet"]


if __name__ == "__main__":
    sys.exit(main())
