# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The reader: text → header → body → tidy Parquet."""

from klammer.base.errors import Place
from klammer.sources.boundaries import derived_flag, dissolved_flags
from klammer.sources.contract import Flag, Origin, Request, TidyFile
from klammer.sources.delivered import opened
from klammer.sources.genesis.origin import DESTATIS, LICENCE, OFFICES
from klammer.sources.observations import write_observations
from klammer.sources.regionalstatistik.body import Body, observations, prepare_body
from klammer.sources.regionalstatistik.header import read_header
from klammer.sources.regionalstatistik.text import ClassicText, read_text, table_code
from klammer.sources.silence import repeated_flag
from klammer.sources.vocabulary import same_unit


class Regionalstatistik:
    """Reader of classic tables as the regional database and GENESIS-Online export them."""

    name = "regionalstatistik"
    title = "Tabelle der Regionaldatenbank (CSV mit mehrzeiligem Kopf)"

    def recognises(self, head: bytes, name: str) -> bool:  # noqa: ARG002 - part of the contract
        """Whether the first line names a table."""
        if head[:2] == b"\x1f\x8b":
            import zlib

            try:
                head = zlib.decompressobj(wbits=31).decompress(head, 4096)
            except zlib.error:
                return False
        return bool(table_code(head))

    def read(self, request: Request) -> TidyFile:
        """Read the file; refuse it whole when header, keys or figures cannot be read for sure."""
        with opened(request) as file:
            text = read_text(file.path, name=file.name)
            sha256, member = file.sha256, file.member
        header = read_header(text, name=request.name)
        body = prepare_body(text, header, name=request.name, requested=request.boundary)
        rows = write_observations(observations(body), breakdowns=body.breakdowns, path=request.out)
        return TidyFile(
            path=request.out,
            breakdowns=body.breakdowns,
            rows=rows,
            origins={request.name: _origin(text, header.title)},
            sha256={request.name: sha256},
            labels=_labels(body),
            codes=_codes(body),
            area_names=body.area_names,
            flags=tuple(_flags(body, member=member)),
        )


def _origin(text: ClassicText, title: str) -> Origin:
    publisher = DESTATIS if "(Destatis)" in text.footer else OFFICES
    year = text.retrieved[:4]
    regional = text.table.count("-") >= 2 or text.table.startswith("AI")
    host = "https://www.regionalstatistik.de" if regional else "https://www-genesis.destatis.de"
    stated = "Datenlizenz Deutschland" in text.footer
    return Origin(
        publisher=publisher,
        title=title,
        table=text.table,
        licence=LICENCE if stated or publisher == DESTATIS else "",
        retrieved=text.retrieved,
        url=host,
        attribution=f"© {publisher}{', ' + year if year else ''}, dl-de/by-2-0",
    )


def _labels(body: Body) -> dict[str, str]:
    labels: dict[str, str] = {}
    for column in body.header.columns:
        label = column.label or body.header.statistic
        counted = same_unit(column.unit, "Anzahl")
        labels.setdefault(
            body.variables[column.number], label if counted else f"{label} ({column.unit})"
        )
    return labels


def _codes(body: Body) -> dict[str, dict[str, str]]:
    codes: dict[str, dict[str, str]] = {name: {} for name in body.breakdowns}
    for column in body.header.columns:
        for name, code in column.breakdowns.items():
            codes[name].setdefault(code, column.breakdown_labels[name])
    for label, code in body.codes.items():
        codes[body.breakdown].setdefault(code, label)
    return codes


def _flags(body: Body, *, member: str) -> list[Flag]:
    flags = dissolved_flags(body.dissolved, name=body.name, column=body.header.columns[0].number)
    flags += repeated_flag(body.repeated, name=body.name)
    if body.derived:
        flags.append(derived_flag(body.derived, name=body.name))
    if not body.text.retrieved:
        flags.append(
            Flag(
                "no_retrieval_date",
                "note",
                Place(file=body.name, sheet=member),
                expected="'Stand: …' in the footer",
                remedy="state when the table was downloaded",
            )
        )
    return flags
