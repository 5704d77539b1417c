# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Numbers as options of a command: what cannot be is refused before anything is read."""

import argparse
import math
from collections.abc import Callable


def positive(text: str) -> float:
    """Read a number above 0."""
    number = _number(text)
    if not 0 < number < math.inf:
        raise argparse.ArgumentTypeError("expected a number above 0")
    return number


def share(text: str) -> float:
    """Read a share between 0 and 1, like the level of an interval."""
    number = _number(text)
    if not 0 < number < 1:
        raise argparse.ArgumentTypeError("expected a share between 0 and 1, e.g. 0.95")
    return number


def finite(text: str) -> float:
    """Read a number."""
    number = _number(text)
    if not math.isfinite(number):
        raise argparse.ArgumentTypeError("expected a number")
    return number


def whole(least: int, most: int | None = None) -> Callable[[str], int]:
    """Return a reader of whole numbers in bounds, both included."""

    def read(text: str) -> int:
        number = _number(text)
        if number != math.floor(number) or number < least or number > (most or math.inf):
            bounds = f"from {least} up" if most is None else f"from {least} to {most}"
            raise argparse.ArgumentTypeError(f"expected a whole number {bounds}")
        return int(number)

    return read


def _number(text: str) -> float:
    try:
        number = float(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"'{text}' is not a number") from error
    if math.isnan(number) or math.isinf(number):
        raise argparse.ArgumentTypeError(f"'{text}' is not a number")
    return number
