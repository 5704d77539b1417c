# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Small extracts in the publishers' own layouts, so that the demo runs the real readers.

Head, the lines of Thuringia, and the foot of an original; every extract is a file of ours. Its
companion says from which original, by hash, and from which line of it each line came.
"""

import gzip
import hashlib
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from origins import DL_DE, regional
from writing import write_json

from klammer.sources.contract import Origin

DESTATIS = "Statistisches Bundesamt (Destatis)"


@dataclass(frozen=True)
class Extract:
    """One extract: where from, which lines, and whose it is."""

    original: str
    name: str
    keep: Callable[[int, str], bool]
    origin: Origin
    encoding: str = "utf-8"


def _census(number: int, line: str) -> bool:
    return number == 1 or ";DG;" in line or (";GEOGM4;" in line and _key(line).startswith("16"))


def _key(line: str) -> str:
    return line.split(";")[7]


def _flat(number: int, line: str) -> bool:
    return number == 1 or _key(line).startswith("16")


def _classic(number: int, line: str) -> bool:
    """The nine lines of the head, Germany, Thuringia and its counties, and the foot."""
    cells = line.split(";")
    return number < 9 or len(cells) < 4 or cells[1].startswith(("DG", "16"))


def _register(_: int, line: str) -> bool:
    return line[10:12] == "16"


EXTRACTS = (
    Extract(
        "statistics/genesis_ffcsv_2026/12411-01-01-4_1773175772751_de_flat.csv",
        "12411-01-01-4_thueringen_de_flat.csv",
        _flat,
        regional("Bevölkerung nach Geschlecht", table="12411-01-01-4", retrieved="2026-03-10"),
    ),
    Extract(
        "statistics/genesis_ffcsv_2026/1000A-0000_1773175153999_de_flat.csv",
        "1000A-0000_thueringen_de_flat.csv",
        _census,
        Origin(
            publisher=DESTATIS,
            title="Zensus 2022: Bevölkerung der Gemeinden",
            table="1000A-0000",
            licence=DL_DE,
            retrieved="2026-03-10",
            url="https://ergebnisse.zensus2022.de/",
            attribution=f"© {DESTATIS}, Zensus 2022, {DL_DE}",
        ),
    ),
    Extract(
        "statistics/regionalstatistik_2020_klinikdb/13211-02-05-4.csv",
        "13211-02-05-4_thueringen.csv",
        _classic,
        regional(
            "Arbeitslose nach ausgewählten Personengruppen sowie Arbeitslosenquoten",
            table="13211-02-05-4",
            retrieved="2021-08-17",
        ),
        encoding="latin-1",
    ),
    Extract(
        "gemeindeverzeichnis/GV100AD_2025-08-31.txt.gz",
        "GV100AD_2025-08-31_thueringen.txt",
        _register,
        Origin(
            publisher=DESTATIS,
            title="Gemeindeverzeichnis GV100AD, Gebietsstand 31.08.2025",
            table="GV100AD",
            licence=DL_DE,
            retrieved="2025-08-29",
            attribution=f"© {DESTATIS}, {DL_DE}",
        ),
    ),
)


def write_extracts(originals: Path, folder: Path) -> int:
    """Write raw/<name> and raw/<name>.json for each extract; return the number of lines."""
    raw = folder / "raw"
    raw.mkdir(exist_ok=True)
    return sum(_write(extract, originals, raw) for extract in EXTRACTS)


def _write(extract: Extract, originals: Path, raw: Path) -> int:
    path = originals / extract.original
    bytes_ = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    lines = bytes_.removeprefix(b"\xef\xbb\xbf").split(b"\n")
    kept = [
        (number, line)
        for number, line in enumerate(lines, start=1)
        if line.strip() and extract.keep(number, line.decode(extract.encoding))
    ]
    bom = b"\xef\xbb\xbf" if bytes_.startswith(b"\xef\xbb\xbf") else b""
    target = raw / extract.name
    target.write_bytes(bom + b"\n".join(line for _, line in kept) + b"\n")
    companion = {
        "original": path.name.removesuffix(".gz"),
        "original_sha256": hashlib.sha256(bytes_).hexdigest(),
        "sha256": hashlib.sha256(target.read_bytes()).hexdigest(),
        "origin": asdict(extract.origin),
        "lines": _runs([number for number, _ in kept]),
    }
    write_json(target.with_name(f"{target.name}.json"), companion)
    return len(kept)


def _runs(numbers: list[int]) -> list[list[int]]:
    """Line numbers as runs [first, last], in order."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][1] == number - 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return runs
