# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Refusals of an address: what does not fit, why, and the same address with what would."""

from collections.abc import Mapping
from urllib.parse import urlencode

from klammer_web.ui.errors import PageRefusedError, Refusal


def retry(words: Mapping[str, str], name: str, word: str, text: str) -> tuple[tuple[str, str], ...]:
    """Return the remedy `text` that leads to the same address with another word; empty drops it."""
    kept = {key: value for key, value in words.items() if key != name and value}
    changed = {**kept, **({name: word} if word else {})}
    return ((text, f"?{urlencode(changed, safe=':,;')}"),)


def refused(
    what: str, *, why: str = "", remedies: tuple[tuple[str, str], ...] = (), status: int = 400
) -> PageRefusedError:
    """Return the refusal to raise: 400 for what makes no sense, 404 for what is not there."""
    title = "Dazu gibt es keine Werte" if status == 404 else ""
    return PageRefusedError(
        Refusal(what=what, why=why, remedies=remedies, title=title), status=status
    )
