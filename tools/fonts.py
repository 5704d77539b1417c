# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Make the small fonts that German pages need from the vendored ones.

    uv run --with fonttools --with brotli python -m tools.fonts

A whole weight of Fira Sans is 130 KB; the Latin letters, figures and signs of the pages are 23 KB.
The whole file stays: a browser loads it where a page has other letters (`tokens.css`).

Pictures as PNG are drawn on the server, which reads TrueType only: `presentation/fonts/*.ttf` are
the same letters without hints, `widths.json` how wide each is, for breaking lines.
"""

import json
import shutil
import subprocess
import sys
from pathlib import Path

from tools.architecture import ROOT

STATIC = ROOT / "src/klammer_web/ui/static/ui"
PICTURES = ROOT / "src/klammer/presentation/fonts"
WEIGHTS = ("Regular", "Italic", "Medium", "SemiBold")
IN_PICTURES = ("Regular", "Italic", "SemiBold")
# As in tokens.css; both must name the same signs.
RANGE = (
    "U+0020-007E,U+00A0-017F,U+0218-021B,U+02C6,U+02DA,U+02DC,U+2002-200B,U+2010-2015,"
    "U+2018-201E,U+2020-2022,U+2026,U+202F,U+2030,U+2032-2033,U+2039-203A,U+2044,U+20AC,"
    "U+2190-2193,U+2212,U+2248,U+2260,U+2264-2265,U+25A0-25CF,U+2713-2715"
)
AS_TRUETYPE = (
    "--layout-features=kern,ccmp,locl,mark,mkmk,tnum,lnum",
    "--flavor=none",
    "--no-hinting",
    "--name-IDs=*",
)
FEATURES = "kern,liga,calt,ccmp,locl,mark,mkmk,tnum,lnum,frac,sups,subs"


def main() -> None:
    """Write the fonts of pages (WOFF2) and of pictures (TrueType), the licence beside them."""
    for weight in WEIGHTS:
        target = STATIC / f"fonts/FiraSans-{weight}.latin.woff2"
        _subset(weight, target, f"--layout-features={FEATURES}", "--flavor=woff2")
    for weight in IN_PICTURES:
        _subset(weight, PICTURES / f"FiraSans-{weight}.ttf", *AS_TRUETYPE)
    names = {"usual": "Regular", "bold": "SemiBold"}
    widths = {name: _widths(PICTURES / f"FiraSans-{weight}.ttf") for name, weight in names.items()}
    (PICTURES / "widths.json").write_text(json.dumps(widths, ensure_ascii=False) + "\n")
    shutil.copyfile(STATIC / "vendor/kern/LICENSE-Fira-Sans.txt", PICTURES / "LICENSE.txt")


def _subset(weight: str, target: Path, *words: str) -> None:
    source = STATIC / f"vendor/kern/FiraSans-{weight}.woff2"
    target.parent.mkdir(exist_ok=True)
    asked = [source, f"--unicodes={RANGE}", *words, f"--output-file={target}"]
    subprocess.run([sys.executable, "-m", "fontTools.subset", *asked], check=True)


def _widths(path: Path) -> dict[str, int]:
    """Return letter → how far the next one stands, in thousandths of the size."""
    from fontTools.ttLib import TTFont

    font = TTFont(path)
    units = font["head"].unitsPerEm
    wide = {name: round(1000 * step / units) for name, (step, _) in font["hmtx"].metrics.items()}
    return {chr(code): wide[name] for code, name in sorted(font.getBestCmap().items())}


if __name__ == "__main__":
    main()
