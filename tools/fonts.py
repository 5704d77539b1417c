# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Make the small fonts that German pages need from the vendored ones.

    uv run --with fonttools --with brotli python -m tools.fonts

A whole weight of Fira Sans is 130 KB; the Latin letters, figures and signs of the pages are 23 KB.
The whole file stays: a browser loads it where a page has other letters (`tokens.css`).
"""

import subprocess
import sys

from tools.architecture import ROOT

STATIC = ROOT / "src/klammer_web/ui/static/ui"
WEIGHTS = ("Regular", "Italic", "Medium", "SemiBold")
# As in tokens.css; both must name the same signs.
RANGE = (
    "U+0020-007E,U+00A0-017F,U+0218-021B,U+02C6,U+02DA,U+02DC,U+2002-200B,U+2010-2015,"
    "U+2018-201E,U+2020-2022,U+2026,U+202F,U+2030,U+2032-2033,U+2039-203A,U+2044,U+20AC,"
    "U+2190-2193,U+2212,U+2248,U+2260,U+2264-2265,U+25A0-25CF,U+2713-2715"
)
FEATURES = "kern,liga,calt,ccmp,locl,mark,mkmk,tnum,lnum,frac,sups,subs"


def main() -> None:
    """Write `static/ui/fonts/FiraSans-<weight>.latin.woff2` for each weight."""
    for weight in WEIGHTS:
        source = STATIC / f"vendor/kern/FiraSans-{weight}.woff2"
        target = STATIC / f"fonts/FiraSans-{weight}.latin.woff2"
        words = [f"--unicodes={RANGE}", f"--layout-features={FEATURES}", "--flavor=woff2"]
        subprocess.run(
            [sys.executable, "-m", "fontTools.subset", source, *words, f"--output-file={target}"],
            check=True,
        )


if __name__ == "__main__":
    main()
