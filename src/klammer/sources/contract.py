# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a source must promise: origin, licence, grain, checks.

A reader turns one delivered file into tidy observations. It never guesses in silence: what it
cannot read it refuses with place, reason and remedy; what looks wrong it flags and keeps.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, Protocol

from klammer.base.errors import Place


@dataclass(frozen=True, slots=True)
class Origin:
    """Where delivered bytes come from; printed under every figure.

    retrieved is an ISO date. `assembled` marks a compilation by someone other than the publisher:
    its trace ends at "Zusammenstellung von …" and says so. `own` marks figures the county made
    itself, which are protected before anyone else sees them; those of a plain table are, unless
    its mapping says `own = false`.
    """

    publisher: str
    title: str
    table: str = ""  # table code, e.g. 12411-01-01-4
    licence: str = ""  # e.g. dl-de/by-2-0
    retrieved: str = ""
    retrieved_by: str = ""
    url: str = ""
    attribution: str = ""  # the wording the licence asks for
    assembled: bool = False
    own: bool = False


@dataclass(frozen=True, slots=True)
class Flag:
    """Something that looks wrong in a delivery; it is kept and shown, never mended in silence.

    code     stable identifier, e.g. total_differs, impossible_value, unknown_area, jump
    severity `error` stops acceptance until a person decides, `warning` is shown, `note` is kept
    """

    code: str
    severity: Literal["error", "warning", "note"]
    place: Place
    found: str = ""
    expected: str = ""
    remedy: str = ""


@dataclass(frozen=True)
class TidyFile:
    """What a reader leaves behind: a Parquet file in tidy columns, sorted as read.

    path         the Parquet file (schema.tidy_columns(breakdowns))
    breakdowns   the breakdown columns in it
    rows         number of observations
    origins      name of the original file (the `file` column) → its origin, where it is known
    sha256       name of the original file → hash of its bytes
    labels       variable → the publisher's own label
    codes        breakdown column → code → the publisher's own label
    area_names   area → name as delivered
    flags        what looked wrong while reading
    """

    path: Path
    breakdowns: tuple[str, ...]
    rows: int
    origins: Mapping[str, Origin] = field(default_factory=dict)
    sha256: Mapping[str, str] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    codes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    area_names: Mapping[str, str] = field(default_factory=dict)
    flags: tuple[Flag, ...] = ()


@dataclass(frozen=True)
class Request:
    """One file to be read.

    path      the bytes, unchanged
    name      the file's name as delivered (the path may be a hash)
    out       where the reader writes its Parquet file
    mapping   for plain tables: how to read the columns
    boundary  ISO date of the boundary version when the file does not tell
    """

    path: Path
    name: str
    out: Path
    mapping: Mapping[str, Any] | None = None
    boundary: str = ""


class Source(Protocol):
    """A reader of one format."""

    name: str  # as in `klammer tidy --as NAME`
    title: str  # German, for the assistant

    def recognises(self, head: bytes, name: str) -> bool:
        """Whether the first 64 KiB and the name look like this format."""
        ...

    def read(self, request: Request) -> TidyFile:
        """Read the file; raise `InputRefusedError` with place, reason and remedy."""
        ...
