# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Verdict with evidence; the only maker of `SafeTable`.

Pages, charts, maps, reports and the API accept nothing else for an audience without the right to
confidential figures. Whoever receives one may ask `check_safe`, which knows every table that
went through the door; a copy, a pickle or a changed field did not.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from types import MappingProxyType
from typing import Any, NoReturn
from weakref import WeakSet

from klammer.base.cells import Audience, Status
from klammer.base.errors import DisclosureError
from klammer.base.tables import Table
from klammer.disclosure.canonical import table_hash
from klammer.disclosure.combination import summed
from klammer.disclosure.examination import Examination, examine
from klammer.disclosure.relations import Hierarchy, area_sums
from klammer.disclosure.rules import Rules
from klammer.indicators.definitions import Definition

_DOOR = object()  # held by this module alone
CONTROL_COLUMNS = ("source_class", "source")  # say how to protect a row; not part of what is shown
NOTE = "suppressed"  # the note of a hidden row, whatever hid it


@dataclass(frozen=True)
class Certificate:
    """Why a table may be shown to an audience.

    table_hash  hash of the rows it speaks about (`canonical.table_hash`)
    rules       the rules that were applied, with their parameters and references
    counts      rows, official, published, primary, secondary, not_checkable, exposed_by_official
    """

    audience: Audience
    table_hash: str
    rules: tuple[str, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)

    def as_data(self) -> dict[str, Any]:
        """The certificate as plain values for a manifest."""
        return {**asdict(self), "audience": str(self.audience), "rules": list(self.rules)}


def certificate_of(data: Mapping[str, Any]) -> Certificate:
    """Read a certificate from what `as_data` gave, also after it was stored as JSON."""
    return Certificate(
        audience=Audience(data["audience"]),
        table_hash=str(data["table_hash"]),
        rules=tuple(data["rules"]),
        counts=dict(data["counts"]),
    )


@dataclass(frozen=True, init=False, eq=False)
class SafeTable:
    """A table that may be shown to `certificate.audience`. Cannot be built outside this module.

    Its columns are tuples and cannot be replaced. Two safe tables are the same only if they are
    one object.
    """

    table: Table
    certificate: Certificate

    def __init__(self, table: Table, certificate: Certificate, *, door: object = None) -> None:
        if door is not _DOOR:
            raise TypeError("a SafeTable is made by klammer.disclosure alone")
        columns = {name: _frozen(values) for name, values in table.columns.items()}
        object.__setattr__(self, "table", Table(MappingProxyType(columns)))
        object.__setattr__(self, "certificate", certificate)
        _ADMITTED.add(self)

    def __len__(self) -> int:
        return len(self.table)

    def __reduce_ex__(self, protocol: object) -> NoReturn:
        """Refuse to be copied or pickled: what comes back would not have passed the door."""
        raise TypeError("a SafeTable is not copied; store the table and use disclosure.readmit")

    def __init_subclass__(cls, **_: object) -> NoReturn:
        raise TypeError("SafeTable has no subclasses: they could open the door")

    def rows(self) -> Iterator[dict[str, Any]]:
        """Each row as name → value."""
        return self.table.rows()

    def selected(self, rows: Sequence[int]) -> "SafeTable":
        """Some of its rows, in the order given: showing less is safe."""
        columns = {n: [values[row] for row in rows] for n, values in self.table.columns.items()}
        return SafeTable(Table(columns), self.certificate, door=_DOOR)


_ADMITTED: WeakSet[SafeTable] = WeakSet()


def check_safe(candidate: object, *, audience: Audience) -> SafeTable:
    """Return the table when it may be shown to this audience.

    Raises `DisclosureError` for anything that did not come through the door, or was made for an
    audience that may see more.
    """
    if not isinstance(candidate, SafeTable) or candidate not in _ADMITTED:
        raise DisclosureError(
            "this table was never made safe",
            where=type(candidate).__name__,
            why="only tables that passed disclosure control may be shown",
            remedy="take it from a release, or protect it",
            code="not_safe",
        )
    if candidate.certificate.audience.rank > audience.rank:
        raise DisclosureError(
            f"this table was made for {candidate.certificate.audience}, not for {audience}",
            where="certificate",
            why="it may show more than this audience may see",
            remedy="use the release for this audience",
            code="other_audience",
        )
    return candidate


def protect(
    table: Table,
    *,
    audience: Audience,
    hierarchy: Hierarchy = (),
    rules: Rules,
    definitions: Mapping[str, Definition] | None = None,
) -> SafeTable:
    """Hide what nobody of this audience may learn, and certify the rest.

    table       indicator × area × boundary × period × sex × age × nationality → numerator,
                denominator, value, low, high, status, secrecy, method, note, source_class
                ("own" or "official"), optionally source; all rows that share a count belong into
                one call
    hierarchy   child → parent, or `AreaSum`s: which places add up to which
    definitions tell which indicators count the same persons, and their kinds
    returns     the same rows without source_class and source; hidden rows have no numerator,
                value, low and high, the status `suppressed` and the note "suppressed"

    Missing: a number that is missing stays missing and is known to nobody. Raises `GrainError`
    for a missing column or a repeated row, `DisclosureError` when the rules are for another
    audience, a source has none, or the solver fails. Method: reference/methods#disclosure.
    """
    if rules.audience != audience:
        raise DisclosureError(
            f"the rules were made for {rules.audience}, the table is meant for {audience}",
            where="rules",
            remedy="make the rules for the audience of the table",
            code="other_audience",
        )
    sums = area_sums(hierarchy)
    found = examine(table, rules=rules, sums=sums, definitions=definitions)
    safe = _without(table, found)
    certificate = Certificate(audience, table_hash(safe), rules.texts(), found.counts)
    return SafeTable(safe, certificate, door=_DOOR)


def certify_official(*, hash_of_table: str, rows: int, rules: Rules) -> Certificate:
    """Certify a stored table all of whose rows are official, by the hash the warehouse computed.

    Nothing in it is ours to hide, so that it need not be read into memory.
    """
    counts = Examination({}, frozenset(), 0, 0, rows).counts
    return Certificate(rules.audience, hash_of_table, rules.texts(), counts)


def readmit(table: Table, certificate: Certificate) -> SafeTable:
    """Let a stored table in again after comparing hashes.

    returns  the grain of the table as it is: the same keys → the same values, protected

    Raises `DisclosureError` when it is not the table the certificate speaks about.
    """
    if table_hash(table) != certificate.table_hash:
        raise DisclosureError(
            "the table is not the one that was certified",
            where="certificate",
            why="its hash differs",
            remedy="restore it from a backup, or protect it again",
            code="hash_differs",
        )
    return SafeTable(table, certificate, door=_DOOR)


def readmit_stored(
    table: Table, *, audience: Audience, certificates: Mapping[str, Certificate]
) -> SafeTable:
    """Let rows in that the warehouse read from files whose bytes it compared with the manifest.

    table         column `indicator` and others; rows of certified tables, nothing computed
    certificates  indicator → certificate of its stored table

    The hash of a few rows cannot be compared with the hash of the whole; the warehouse compares
    the file's instead. Raises `DisclosureError` when an indicator has no certificate, or one for
    an audience that may see more.
    """
    for indicator in set(table["indicator"]) if len(table) else ():
        certificate = certificates.get(indicator)
        if certificate is None or certificate.audience.rank > audience.rank:
            raise DisclosureError(
                f"'{indicator}' is not certified for {audience}",
                where=str(indicator),
                why="it has no certificate" if certificate is None else "its audience sees more",
                remedy="create the release again",
                code="no_certificate",
            )
    return SafeTable(table, _joined(certificates, audience=audience), door=_DOOR)


def combine(
    source: SafeTable, *, definition: Definition, areas: Sequence[str], name: str
) -> SafeTable:
    """Add up shown cells of several areas and certify the sum for the audience of the table.

    source      area × period × breakdowns → figures of one indicator, as a release gives them
    areas       areas that are added; name: key of the area they make
    returns     period × breakdowns → numerator, denominator [counts], value, low, high [unit of the
                indicator]; area is `name`, area_level "custom"

    Nothing but the cells of `source` enters, so that whoever sees it could compute the sum alone
    (post-processing): the certificate is the source's, and names the source's hash. Missing: one
    part that is hidden or missing hides the sum, and the note says why. Raises `DisclosureError`
    for a table that did not come through the door.
    """
    check_safe(source, audience=source.certificate.audience)
    table = summed(source.table, definition=definition, areas=areas, name=name)
    rules = (*source.certificate.rules, f"sums of shown cells of {table_hash(source.table)}")
    numbers = [value for value in table["value"] if value is not None]
    counts = {"rows": len(table), "shown": len(numbers), "cells": len(source)}
    certificate = Certificate(source.certificate.audience, table_hash(table), rules, counts)
    return SafeTable(table, certificate, door=_DOOR)


def _joined(certificates: Mapping[str, Certificate], *, audience: Audience) -> Certificate:
    if len(certificates) == 1:
        return next(iter(certificates.values()))
    hashes = {name: one.table_hash for name, one in sorted(certificates.items())}
    counts: dict[str, int] = {}
    for one in certificates.values():
        for name, number in one.counts.items():
            counts[name] = counts.get(name, 0) + number
    rules = tuple(dict.fromkeys(text for one in certificates.values() for text in one.rules))
    joined = hashlib.sha256(json.dumps(hashes).encode()).hexdigest()
    return Certificate(audience, joined, rules, counts)


def _frozen(values: Sequence[Any]) -> tuple[Any, ...]:
    plain = values.tolist() if hasattr(values, "tolist") else values
    return tuple(plain)


def _without(table: Table, found: Examination) -> Table:
    columns = {n: v for n, v in table.columns.items() if n not in CONTROL_COLUMNS}
    if not found.hidden:
        return Table(columns)
    emptied = {
        **dict.fromkeys(("numerator", "value", "low", "high")),
        "status": Status.SUPPRESSED.value,
        "method": "",
        "note": NOTE,
    }
    for name, instead in emptied.items():
        if name in columns:
            columns[name] = _replaced(columns[name], rows=found.hidden, instead=instead)
    columns["denominator"] = _replaced(columns["denominator"], rows=found.whole, instead=None)
    return Table(columns)


def _replaced(values: Sequence[Any], *, rows: Any, instead: Any) -> list[Any]:
    changed = list(values)
    for row in rows:
        changed[row] = instead
    return changed
