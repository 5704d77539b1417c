# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Flat files (ffcsv) of GENESIS, the regional database and Zensus 2022 → tidy observations."""

import codecs
import csv
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from klammer.base.errors import GrainError, InputRefusedError, Place
from klammer.sources.boundaries import dissolved_flags
from klammer.sources.contract import Flag, Request, TidyFile
from klammer.sources.delivered import Delivered, look_through, opened
from klammer.sources.genesis.layout import Layout, looks_like_header, read_layout
from klammer.sources.genesis.origin import origin_of
from klammer.sources.genesis.plan import Plan, make_plan
from klammer.sources.genesis.quotes import write_unquoted
from klammer.sources.keys import area_of
from klammer.sources.silence import repeated_flag, says_no_such_area, spoken_for
from klammer.warehouse.flatfile import FlatFile
from klammer.warehouse.flatfile_blocks import UNIT, NotPlainTextError
from klammer.warehouse.melting import Melting
from klammer.warehouse.schema import TIDY_HEAD, breakdowns_of

_HEAD = 64 * 1024
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class GenesisFlatFile:
    """Reader of `Statistik_Code;…` and `statistics_code;…` tables, plain, gzipped or zipped."""

    name = "genesis-ffcsv"
    title = "Flache Datei (ffcsv) aus GENESIS, Regionalstatistik oder Zensus 2022"

    def recognises(self, head: bytes, name: str) -> bool:
        """Whether the first line is the header of a flat file."""
        if head[:4] == b"PK\x03\x04":
            return name.lower().endswith("_flat.zip")
        text = _unzipped_head(head).decode("utf-8-sig", errors="replace")
        return looks_like_header(text.split("\n", 1)[0])

    def read(self, request: Request) -> TidyFile:
        """Read the file; refuse it whole when a line, key, period or number is not one."""
        with opened(request) as file:
            text = _text(file)
            with text.flat as flat:
                if not flat.rows:
                    raise _no_rows(file.name)
                plan = make_plan(flat, text.layout, request=request)
                melting = _checked(flat, text.layout, plan, file=file)
                rows = flat.melt(melting, path=request.out)
        return TidyFile(
            path=request.out,
            breakdowns=breakdowns_of([*TIDY_HEAD, *plan.texts]),
            rows=rows,
            origins={
                file.name: origin_of(
                    file.member or file.name, statistic=plan.statistic, title=plan.statistic_label
                )
            },
            sha256={file.name: file.sha256},
            labels=plan.labels,
            codes=plan.codes,
            area_names=plan.area_names,
            flags=(*text.flags, *plan.flags),
        )


def _unzipped_head(head: bytes) -> bytes:
    if head[:2] != b"\x1f\x8b":
        return head
    import zlib

    try:
        return zlib.decompressobj(wbits=31).decompress(head, _HEAD)
    except zlib.error:
        return b""


@dataclass(frozen=True)
class _Text:
    """A flat file with its columns read, and what was unusual in its bytes."""

    flat: FlatFile
    layout: Layout
    flags: tuple[Flag, ...] = ()


def _text(file: Delivered) -> _Text:
    """Read the columns; a text with quotes or in another encoding is written anew before."""
    with file.path.open("rb") as raw:
        start = raw.read(2)
    if start not in _UTF16:
        with suppress(NotPlainTextError, UnicodeDecodeError):
            return _columns(file, file.path)
    path, flags = _rewritten(file, start)
    try:
        text = _columns(file, path, delimiter=UNIT)
    except NotPlainTextError as error:
        raise InputRefusedError(
            f"{file.name} cannot be read line by line",
            where=Place(file=file.name),
            why=f"expected text, found {error}",
            remedy="download the table again and do not edit it",
            code="row_length",
        ) from error
    return replace(text, flags=tuple(flags))


def _columns(file: Delivered, path: Path, *, delimiter: str = ";") -> _Text:
    layout = read_layout(_first_row(path, name=file.name, delimiter=delimiter), name=file.name)
    flat = FlatFile(
        path,
        name=file.name,
        columns=layout.columns,
        codes=layout.code_columns,
        values=layout.value_columns,
        delimiter=delimiter,
    )
    return _Text(flat, layout)


def _rewritten(file: Delivered, start: bytes) -> tuple[Path, list[Flag]]:
    """Write the text as UTF-8 without quotes, one record a line; tell what was not so."""
    found = look_through(file.path)
    encoding = "utf-8-sig" if found.is_utf8 else "cp1252"
    encoding = "utf-16" if start in _UTF16 else encoding
    flags = []
    if encoding != "utf-8-sig":
        flags.append(_flag(file.name, "encoding", encoding, "UTF-8"))
    if encoding != "utf-16" and not found.is_plain:
        flags.append(_flag(file.name, "mixed_line_ends", "LF and CRLF", "one kind"))
    plain = file.scratch / "plain.csv"
    try:
        write_unquoted(file.path, plain, encoding=encoding, name=file.name)
    except UnicodeDecodeError as error:
        raise InputRefusedError(
            f"{file.name} is not text in a known encoding",
            where=Place(file=file.name),
            why=f"expected UTF-8, UTF-16 or Windows-1252; byte {error.start} is none of them",
            remedy="download the table again",
            code="encoding",
        ) from error
    return plain, flags


def _flag(name: str, code: str, found: str, expected: str) -> Flag:
    return Flag(
        code,
        "warning",
        Place(file=name),
        found=found,
        expected=expected,
        remedy="someone edited the file; prefer the unchanged download",
    )


def _first_row(path: Path, *, name: str, delimiter: str) -> list[str]:
    with path.open("rb") as raw:
        line = raw.readline(_HEAD).decode("utf-8-sig")
    header = next(csv.reader([line], delimiter=delimiter), [])
    if not looks_like_header(";".join([*header, ""])):
        raise InputRefusedError(
            f"{name} does not begin with the header of a flat file",
            where=Place(file=name, row=1),
            why=f"expected statistics_code;… or Statistik_Code;… in the first line, found "
            f"'{';'.join(header)[:80]}'",
            remedy="delete lines above the header, or choose another reader with --as",
            code="header",
        )
    return header


def _no_rows(name: str) -> InputRefusedError:
    return InputRefusedError(
        f"{name} has a header and no rows",
        where=Place(file=name, row=2),
        why="expected one line for each value",
        remedy="the request found nothing: widen years or areas and download again",
        code="empty_file",
    )


def _checked(flat: FlatFile, layout: Layout, plan: Plan, *, file: Delivered) -> Melting:
    _check_numbers(flat, layout, name=file.name)
    skip = _check_keys(flat, layout, plan, name=file.name)
    silent, repeated = _silence(flat, layout, plan, name=file.name)
    return Melting(
        texts=plan.texts,
        values=plan.values,
        file=file.name,
        sheet=file.member,
        area=plan.area,
        period=layout.time,
        silent=silent,
        skip=skip,
        skip_areas=repeated,
    )


def _check_numbers(flat: FlatFile, layout: Layout, *, name: str) -> None:
    """Refuse text among numbers, and two decimal signs."""
    seen = {"comma": 0, "point": 0, "thousands": 0}
    for column in layout.value_columns:
        signs = flat.number_signs(column)
        if signs["bad"]:
            raise InputRefusedError(
                f"'{flat.cell(signs['bad'], column)[:40]}' is not a number",
                where=Place(file=name, row=signs["bad"], column=column),
                why="expected a number or one of the signs - . ... / x",
                remedy="correct the cell at the source; edited files are better downloaded again",
                code="number",
            )
        for sign in seen:
            seen[sign] += signs[sign]
    if seen["point"] and (seen["comma"] or seen["thousands"] == seen["point"]):
        raise InputRefusedError(
            "numbers are written in more than one way",
            where=Place(file=name, column=layout.value_columns[0]),
            why=f"{seen['comma']} with a comma, {seen['point']} with a point, "
            f"{seen['thousands']} of these before each three digits: the point could separate "
            "thousands",
            remedy="download the table again; flat files have no separators of thousands",
            code="decimal_sign",
        )


def _check_keys(flat: FlatFile, layout: Layout, plan: Plan, *, name: str) -> list[int]:
    """Refuse a key with two values; return the lines that only say again what stood before."""
    keys = [layout.time, *([plan.area] if plan.area else [])]
    # Two classifications of one thing have a total each; it is the same observation twice.
    keys += [slot.attribute for slot in plan.breakdown_slots]
    codes = [slot.code for slot in plan.breakdown_slots]
    keys += [layout.variable, layout.unit] if layout.value else []
    values = list(layout.value_columns)
    same = []
    for line, first in flat.repeated([*keys, *codes], values=values):
        if first < 0:
            raise GrainError(
                "a key stands twice with different values",
                where=Place(file=name, row=line, column=values[0]),
                why=f"row {-first} has the same area, period, breakdowns and variable",
                remedy="download the table again; if it stays so, report it to the publisher",
                code="key_repeats",
            )
        same.append(line)
    same += _repeated_totals(flat, layout, plan, codes=codes)
    if same:
        plan.flags.append(
            Flag(
                "repeated_row",
                "note",
                Place(file=name, row=min(same)),
                found=f"{len(same)} rows say again what a row before says",
                expected="each observation once",
                remedy="the first of them counts",
            )
        )
    return sorted(set(same))


def _repeated_totals(flat: FlatFile, layout: Layout, plan: Plan, *, codes: list[int]) -> list[int]:
    if all(len(flat.distinct(code)) == 1 for code in codes):
        return []
    keys = [layout.time, *([plan.area] if plan.area else [])]
    keys += [slot.attribute for slot in plan.breakdown_slots]
    keys += [layout.variable, layout.unit] if layout.value else []
    found = []
    for line, first in flat.repeated(keys, values=list(layout.value_columns)):
        is_total = all(not flat.cell(line, slot.attribute) for slot in plan.breakdown_slots)
        if is_total and first > 0:
            found.append(line)
    return found


def _silence(
    flat: FlatFile, layout: Layout, plan: Plan, *, name: str
) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Areas with "-" all over: those that no longer exist, and those another key stands for."""
    if not plan.area:
        return [], []
    signs = flat.areas_without_figures(plan.area, period=layout.time, values=layout.value_columns)
    without_figures = {(str(row[0]), str(row[1])) for row in signs}
    found = [row[:4] for row in signs if row[4]]
    silent = {(str(key), str(period)): int(line) for key, period, _, line in found}
    repeated: set[tuple[str, str]] = set()
    keys = [str(key) for key, _ in flat.distinct(plan.area)]
    if len({area_of(key)[0] for key in keys}) < len(keys):
        places = flat.distinct(plan.area, layout.time)
        repeated = spoken_for(places, silent=silent, without_figures=without_figures, name=name)
        plan.flags += repeated_flag(repeated, name=name)
    gone = []
    for key, period, cells, _ in found:
        pair = (str(key), str(period))
        boundary = plan.boundaries[str(period)]
        if pair not in repeated and says_no_such_area(
            str(key), boundary=boundary, cells=cells, variables=plan.labels
        ):
            gone.append(pair)
    lines = [(area_of(key)[0], silent[key, period]) for key, period in gone]
    plan.flags += dissolved_flags(lines, name=name, column=layout.value_columns[0])
    return gone, sorted(repeated)
