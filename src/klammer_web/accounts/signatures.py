# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who did something, as files of the instance keep it: by number, so that a name can be erased.

Manifests and notes lie where no button reaches them and are never rewritten. They hold
`person:<number>`; the name is looked up when it is shown. Files of older versions, the command line
and imports hold a text, which is shown as it is.
"""

from collections.abc import Iterable
from uuid import UUID

from klammer_web.accountability.personal.rows import SIGNED
from klammer_web.accountability.phrases import FORMER
from klammer_web.accounts.models import User


def signature(user_id: UUID | None) -> str:
    """Return what a file keeps of a person; of nobody, nothing."""
    return f"{SIGNED}{user_id}" if user_id else ""


def named(text: str) -> str:
    """Return the name behind a signature as it stands after "von"; any other text as it is."""
    name = Names([text])(text)
    return "einer ehemaligen Person" if name == FORMER else name


class Names:
    """The names behind many signatures, looked up at once."""

    def __init__(self, texts: Iterable[str]) -> None:
        wanted = {text: _number(text) for text in texts if text and text.startswith(SIGNED)}
        found = User.objects.in_bulk([one for one in wanted.values() if one is not None])
        self._names = {
            text: str(found[number]) if number in found else FORMER
            for text, number in wanted.items()
        }

    def __call__(self, text: str) -> str:
        return self._names.get(text, text)


def _number(text: str) -> UUID | None:
    try:
        return UUID(text.removeprefix(SIGNED))
    except ValueError:
        return None
