# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The public atlas as files: every county of Thuringia with its municipalities.

    python -m bench.exporting --instance DIR [--keep]

Goal   300 MB and 5 minutes for all counties
Limit  writing the same bytes anew: nothing that makes a site is faster
Growth 1, 4 and all counties; seconds for each page tell whether it is linear
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench import record
from bench.measuring import table

COUNTIES = ("16063", "16063,16061,16064,16065", "")
SECONDS, MEGABYTES = 300, 300


def export(instance: Path, folder: Path, *, counties: str) -> float:
    """Run the command as an operator would; return seconds."""
    words = [sys.executable, "-m", "klammer.cli", "atlas", "export", str(folder)]
    words += ["--instance", str(instance), *(["--counties", counties] if counties else [])]
    began = time.perf_counter()
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL, env=os.environ)
    return time.perf_counter() - began


def written_anew(folder: Path) -> float:
    """Return seconds to write the same files again."""
    contents = {one: one.read_bytes() for one in folder.rglob("*") if one.is_file()}
    with tempfile.TemporaryDirectory(dir=folder.parent) as there:
        began = time.perf_counter()
        for path, content in contents.items():
            place = Path(there) / path.relative_to(folder)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content)
        return time.perf_counter() - began


def main() -> None:
    """Measure, print, and keep with --keep."""
    parse = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parse.add_argument("--instance", type=Path, required=True)
    parse.add_argument("--keep", action="store_true")
    given = parse.parse_args()
    began, rows = record.load(), []
    for counties in COUNTIES:
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place) / "site"
            seconds = export(given.instance, folder, counties=counties)
            files = [one.stat().st_size for one in folder.rglob("*") if one.is_file()]
            limit = written_anew(folder)
            shutil.rmtree(folder)
        name = f"{len(counties.split(','))}" if counties else "all 22"
        rows.append(
            [name, f"{len(files):,}", f"{sum(files) / 1e6:.1f} MB", f"{seconds:.0f} s",
             f"{1000 * seconds / len(files):.1f} ms", f"{limit:.1f} s", f"{seconds / limit:.0f}×"]
        )  # fmt: skip
    head = ["counties", "files", "size", "seconds", "per file", "writing alone", "÷"]
    text = f"{table(head, rows)}\n\nGoal for all: ≤ {MEGABYTES} MB, ≤ {SECONDS} s on 2 cores."
    print(text)
    if given.keep:
        record.write(
            "exporting", text, around=record.surroundings(began=began), smoke=False,
            command="python -m bench.exporting --instance DIR --keep",
        )  # fmt: skip


if __name__ == "__main__":
    main()
