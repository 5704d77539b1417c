# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Words of which a figures file has few, as codes of the engine (ENUM).

Codes sort, join and are written like numbers; a reader of the Parquet file sees text. They are
types of one engine: `make_types` comes before every query that names them.
"""

from collections.abc import Sequence

from klammer.base.cells import Secrecy, Status
from klammer.warehouse.engine import Connection, literal

# From harmless to decisive: the worst status of the parts is the status of the sum.
STATUS_RANK = (
    Status.REPORTED,
    Status.ZERO,
    Status.ZERO_OR_HIDDEN,
    Status.UNRELIABLE,
    Status.MISSING,
    Status.NOT_YET_AVAILABLE,
    Status.NOT_APPLICABLE,
    Status.SUPPRESSED,
)
SECRECY_RANK = tuple(Secrecy)
_WORDS: dict[str, Sequence[str]] = {
    "status_key": STATUS_RANK,
    "secrecy_key": SECRECY_RANK,
    "method_key": ("", "wilson", "exact", "byar"),
    "grade_key": ("", "A", "B", "C", "X"),  # error classes from harmless to refused
}


def make_types(connection: Connection) -> None:
    """Make the types of the words that are the same in every build."""
    for name, words in _WORDS.items():
        connection.execute(f"CREATE TYPE {name} AS ENUM ({', '.join(map(literal, words))})")


def status(word: Status) -> str:
    """SQL: a status."""
    return f"{literal(word)}::status_key"


def secrecy(word: Secrecy) -> str:
    """SQL: a secrecy method."""
    return f"{literal(word)}::secrecy_key"


def method(word: str) -> str:
    """SQL: a method of an interval; empty for none."""
    return f"{literal(word)}::method_key"


def grade(word: str) -> str:
    """SQL: an error class of a conversion; X for one that was refused."""
    return f"{literal(word)}::grade_key"


def constant(word: str) -> str:
    """SQL: a word that is the same in every row."""
    return f"{literal(word)}::ENUM({literal(word)})"
