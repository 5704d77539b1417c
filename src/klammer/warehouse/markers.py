# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What stands in a cell of official statistics instead of a number."""

from collections.abc import Mapping

# Sign → status, value, secrecy ("" keeps the variable's own).
MARKERS: Mapping[str, tuple[str, float | None, str]] = {
    "-": ("zero", 0.0, ""),
    "–": ("zero", 0.0, ""),
    ".": ("suppressed", None, "suppressed_at_source"),
    "•": ("suppressed", None, "suppressed_at_source"),
    "...": ("not_yet_available", None, ""),
    "…": ("not_yet_available", None, ""),
    "/": ("unreliable", None, ""),
    "x": ("not_applicable", None, ""),
    "X": ("not_applicable", None, ""),
    "": ("missing", None, ""),
}
DASHES = frozenset({"-", "–"})
