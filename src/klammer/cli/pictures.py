# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pictures that commands draw beside their tables: one SVG with title, sentence and legend."""

import argparse
from collections.abc import Sequence
from pathlib import Path


def add_options(parser: argparse.ArgumentParser, *, drawn: str) -> None:
    """Add `--picture` and `--title`; `drawn` says what the picture shows."""
    parser.add_argument("--picture", type=_svg, metavar="SVG", help=f"draw {drawn}")
    parser.add_argument("--title", default="", help="of the figure, for the picture")


def write(
    path: Path,
    drawing: str,
    *,
    title: str,
    sentence: str = "",
    legend: Sequence[tuple[str, str]] = (),
    notes: Sequence[str] = (),
) -> None:
    """Write a drawing with what stands around it.

    legend  (classes of a swatch, text) of each key, as `presentation.plates` takes it
    """
    from klammer.presentation.charts.pattern_styles import STYLES
    from klammer.presentation.plates import plate
    from klammer.warehouse.parquet import replaced_at_once

    text = plate(drawing, title=title, sentence=sentence, legend=legend, notes=notes, styles=STYLES)
    with replaced_at_once(path) as unfinished:
        unfinished.write_text(text, encoding="utf-8")


def _svg(text: str) -> Path:
    path = Path(text)
    if path.suffix.lower() != ".svg":
        raise argparse.ArgumentTypeError("pictures are written as .svg")
    return path
