# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Names behind an @: what people type, what is stored, what is shown."""

import re
from collections.abc import Iterable, Mapping
from uuid import UUID

from django.utils.html import escape, format_html, urlize
from django.utils.safestring import SafeString, mark_safe

from klammer_web.accounts.models import User
from klammer_web.chain import colleagues

FORMER = "ehemalige Person"
_TOKEN = re.compile(r"@\[([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\]")


def read(text: str, people: Iterable[User]) -> tuple[str, list[User]]:
    """Return the text with keys in the place of names, and who is meant.

    The longest name wins: "@Fachplanung Soziales" is not the "Fachplanung".
    """
    by_handle = {name.casefold(): user for name, user in colleagues.handles(people).items()}
    if not by_handle or "@" not in text:
        return text, []
    ordered = sorted(by_handle, key=len, reverse=True)
    names = "|".join(re.escape(one) for one in ordered)
    met: dict[UUID, User] = {}

    def replaced(match: re.Match[str]) -> str:
        user = by_handle.get(match[1].casefold())
        if user is None:  # a letter whose small form differs in length
            return match[0]
        met[user.id] = user
        return f"@[{user.id}]"

    found = re.sub(rf"(?<!\w)@({names})(?!\w)", replaced, text, flags=re.IGNORECASE)
    return found, list(met.values())


def typed(text: str, people: Iterable[User]) -> str:
    """Return the text as its author would type it again."""
    names = {user.id: name for name, user in colleagues.handles(people).items()}
    return _TOKEN.sub(lambda match: f"@{names.get(UUID(match[1]), FORMER)}", text)


def shown(text: str, names: Mapping[UUID, str], *, reader: UUID | None) -> SafeString:
    """Return the text as HTML; only who is really mentioned in it gets a name.

    names   person → name, of those whom the comment mentions
    """
    safe = urlize(escape(text), nofollow=True)

    def named(match: re.Match[str]) -> str:
        who = UUID(match[1])
        manner = " mention--me" if who == reader else ""
        name = names.get(who, FORMER)
        return format_html('<span class="mention{}">@{}</span>', manner, name)

    with_names = _TOKEN.sub(named, safe)
    lines = with_names.replace("\r\n", "\n").replace("\n", "<br>")
    return mark_safe(lines)  # noqa: S308  # reason: escaped above, names by format_html
