# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Kinds of acts that need a second pair of eyes, told by the contexts.

A context registers each kind in its `apps.ready()`, asks with `actions.second_looks.ask`, and acts
only when `queries.second_looks.cleared` names a second look at exactly the present content:

    second_look.register(
        "catalogue.release", word="Freigabe von Zahlen",
        title=…, fingerprint=…, preview=…, address=…,
    )

title(object_id=…, workspace_id=…) -> str | None    None when the workspace has no such object
fingerprint(object_id=…, workspace_id=…) -> str     changes whenever the content does (≤ 64 signs)
preview(object_id=…, workspace_id=…) -> SafeString  what the second person looks at
address(object_id) -> str                           where the object stands
decided(look=…, at=…)                               runs in the transaction of the answer

opens_by_link  the personal link in the mail shows the content and takes the answer without signing
               in; leave it False where the content is confidential
"""

from collections.abc import Callable
from dataclasses import dataclass

from klammer_web.accounts.models import SecondLook


@dataclass(frozen=True, slots=True)
class LookedAtKind:
    """One kind of acts that need a second look."""

    kind: str
    word: str
    title: Callable[..., str | None]
    fingerprint: Callable[..., str]
    preview: Callable[..., str]
    address: Callable[[str], str]
    decided: Callable[..., None] | None
    opens_by_link: bool


_KINDS: dict[str, LookedAtKind] = {}


def register(
    kind: str,
    *,
    word: str,
    title: Callable[..., str | None],
    fingerprint: Callable[..., str],
    preview: Callable[..., str],
    address: Callable[[str], str],
    decided: Callable[..., None] | None = None,
    opens_by_link: bool = False,
) -> None:
    """Tell of a kind of acts that need a second look; `word` is German."""
    _KINDS[kind] = LookedAtKind(
        kind, word, title, fingerprint, preview, address, decided, opens_by_link
    )


def forget(kind: str) -> None:
    """Take a kind back; for tests."""
    _KINDS.pop(kind, None)


def kind_of(kind: str) -> LookedAtKind | None:
    """Return the kind, or nothing when no context told of it."""
    return _KINDS.get(kind)


def is_unchanged(look: SecondLook) -> bool:
    """Whether the content is still the one for which the second look was asked."""
    kind = kind_of(look.kind)
    named = {"object_id": look.object_id, "workspace_id": look.workspace_id}
    return (
        kind is not None
        and kind.title(**named) is not None
        and kind.fingerprint(**named) == look.fingerprint
    )
