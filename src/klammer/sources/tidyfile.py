# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The project's own tidy tables: written by a script, pointing into the publishers' originals.

Columns are those of `schema.tidy_columns`; `file`, `sheet`, `row` and `column` name the original,
not this table. Origins come with it, in one of three ways, the first that is there:

- Parquet metadata under the key `klammer` (`warehouse.tidycheck.with_metadata` writes it),
- `origins` in the mapping,
- a JSON file of the same name beside it (`figures.parquet` → `figures.json`).

The JSON has the keys `origins` (file → publisher, title, table, licence, retrieved, retrieved_by,
url, attribution, assembled), `sha256` (file → hash), `labels` (variable → label), `codes`
(breakdown → code → label) and `area_names`. Every file named in the table needs an origin.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, fields
from typing import Any

from klammer.base.errors import InputRefusedError, Place
from klammer.sources.contract import Flag, Origin, Request, TidyFile
from klammer.sources.delivered import Delivered, empty, opened
from klammer.warehouse.tidycheck import METADATA_KEY, TidyTable

_ORIGIN_FIELDS = frozenset(field.name for field in fields(Origin))
_HEAD = b"area,area_level,boundary,period,variable,"


class TidyTables:
    """Reader of tidy Parquet and CSV (UTF-8, comma)."""

    name = "tidy"
    title = "Tabelle im eigenen Format (Parquet oder CSV mit Herkunft)"

    def recognises(self, head: bytes, name: str) -> bool:
        """Whether the header, or the metadata of the Parquet file, is that of a tidy table."""
        if head[:4] == b"PAR1":
            return METADATA_KEY.encode() in head or name.startswith("tidy")
        return head.removeprefix(b"\xef\xbb\xbf").replace(b'"', b"").startswith(_HEAD)

    def read(self, request: Request) -> TidyFile:
        """Read the table; refuse it when a row contradicts itself or a file has no origin."""
        with opened(request) as file:
            with file.path.open("rb") as raw:
                is_parquet = raw.read(4) == b"PAR1"
            with TidyTable(file.path, name=file.name, is_parquet=is_parquet) as table:
                breakdowns = table.check()
                if not table.count():
                    raise empty(file.name)
                told = table.metadata() or _companion(request)
                files = table.distinct("file")
                variables = table.distinct("variable")
                rows = table.copy(path=request.out)
            origins = _origins(told, files, file=file)
            return TidyFile(
                path=request.out,
                breakdowns=breakdowns,
                rows=rows,
                origins=origins,
                sha256={**dict(told.get("sha256", {})), file.name: file.sha256},
                labels=_labels(told, variables),
                codes=dict(told.get("codes", {})),
                area_names=dict(told.get("area_names", {})),
                flags=tuple(_unlabelled(told, variables, name=file.name)),
            )


def metadata_of(tidy: TidyFile) -> dict[str, Any]:
    """Return what a tidy table carries with it: the JSON of this module's docstring."""
    return {
        "origins": {name: asdict(origin) for name, origin in tidy.origins.items()},
        "sha256": dict(tidy.sha256),
        "labels": dict(tidy.labels),
        "codes": {name: dict(codes) for name, codes in tidy.codes.items()},
        "area_names": dict(tidy.area_names),
    }


def _companion(request: Request) -> dict[str, Any]:
    if request.mapping and "origins" in request.mapping:
        return dict(request.mapping)
    beside = request.path.with_suffix(".json")
    if not beside.is_file():
        return {}
    try:
        found = json.loads(beside.read_text(encoding="utf-8"))
    except ValueError as error:
        raise InputRefusedError(
            f"{beside.name} is no readable JSON",
            where=Place(file=beside.name),
            why=str(error),
            remedy="write it again with the script that made the table",
            code="companion",
        ) from error
    return dict(found)


def _origins(told: Mapping[str, Any], files: list[str], *, file: Delivered) -> dict[str, Origin]:
    listed = dict(told.get("origins", {}))
    missing = [name for name in files if name not in listed]
    if missing:
        raise InputRefusedError(
            f"{file.name} does not say where its figures come from",
            where=Place(file=file.name),
            why=f"no origin for {', '.join(missing[:5])}",
            remedy="give an origin for every original: in the Parquet metadata, in the mapping or "
            "in a JSON file of the same name",
            code="origin_missing",
        )
    origins = {}
    for name in files:
        facts = dict(listed[name])
        unknown = sorted(set(facts) - _ORIGIN_FIELDS)
        if unknown or not facts.get("publisher") or not facts.get("title"):
            raise InputRefusedError(
                f"the origin of {name} cannot be read",
                where=Place(file=file.name),
                why=f"expected publisher and title among {', '.join(sorted(_ORIGIN_FIELDS))}"
                + (f"; unknown: {', '.join(unknown)}" if unknown else ""),
                remedy="correct the origins",
                code="origin_unreadable",
            )
        origins[name] = Origin(**facts)
    return origins


def _labels(told: Mapping[str, Any], variables: list[str]) -> dict[str, str]:
    given = dict(told.get("labels", {}))
    return {name: str(given.get(name, name)) for name in variables}


def _unlabelled(told: Mapping[str, Any], variables: list[str], *, name: str) -> list[Flag]:
    missing = [one for one in variables if one not in dict(told.get("labels", {}))]
    if not missing:
        return []
    return [
        Flag(
            "label_missing",
            "note",
            Place(file=name),
            found=", ".join(missing[:5]),
            expected="the publisher's label of each variable",
            remedy="add labels to the metadata",
        )
    ]
