# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is copied for Word and mail: sentence, figures, source and day, as text and as HTML."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from klammer.presentation import formats

MOST_ROWS = 30  # of a table that is copied along; a longer one is taken as a file


@dataclass(frozen=True, slots=True)
class Copied:
    """The same for programs that take plain text only, and for those that take more."""

    text: str
    html: str


def copied(
    *,
    title: str,
    sentence: str,
    heads: Sequence[str] = (),
    rows: Sequence[Sequence[str]] = (),
    sources: Sequence[str] = (),
    release: str = "",
    address: str = "",
    day: date,
) -> Copied:
    """Return what goes to the clipboard.

    heads, rows  the figures as printed, each with unit or sign; more than `MOST_ROWS` are left
                 out, and the text says so
    release      root of the release, for whoever checks it later; its first digits are printed
    address      where the same view is found again
    day          when it was copied
    """
    shown = rows if len(rows) <= MOST_ROWS else ()
    more = f"{formats.number(len(rows))} Werte: siehe Adresse." if len(rows) > MOST_ROWS else ""
    origin = [*sources, _origin(release, day)]
    lines = [title, *_sentence(sentence, more)]
    lines += ["", *("\t".join(line) for line in (heads, *shown))] if shown else []
    lines += ["", *origin, *([address] if address else [])]
    parts = [f"<p><strong>{escape(title)}</strong></p>"]
    parts += [f"<p>{escape(one)}</p>" for one in _sentence(sentence, more)]
    parts += [_table(heads, shown)] if shown else []
    where = f'<br><a href="{escape(address)}">{escape(address)}</a>' if address else ""
    parts.append(f"<p><small>{'<br>'.join(map(escape, origin))}{where}</small></p>")
    return Copied("\n".join(lines), "".join(parts))


def _sentence(sentence: str, more: str) -> list[str]:
    return [one for one in (sentence, more) if one]


def _origin(release: str, day: date) -> str:
    made = f"Klammer, Freigabe {release[:12]}, " if release else "Klammer, "
    return f"{made}kopiert am {formats.german_date(day.isoformat())}."


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    head = "".join(f'<th align="left">{escape(one)}</th>' for one in heads)
    body = "".join(
        f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in rows
    )
    border = 'border="1" cellpadding="4" style="border-collapse:collapse"'
    return f"<table {border}><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
