# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who sees how a comment was changed: whoever sees the comment; a change back is the author's."""

from uuid import UUID

from klammer_web.accountability import history
from klammer_web.accounts.queries import seat_of
from klammer_web.chain import colleagues
from klammer_web.chain.comments import actions, mentions, queries


def register() -> None:
    """Let comments show their history."""
    history.register(
        actions.KIND,
        may_see=_may_see,
        restore=_restore,
        model="chain.Comment",
        labels={"text": "Text"},
        address=_address,
    )


def _held(request, object_id: str):
    try:
        return queries.one_of(seat_of(request), UUID(object_id))
    except ValueError:
        return None


def _may_see(request, object_id: str) -> bool:
    found = _held(request, object_id)
    return found is not None and found.deleted_at is None


def _restore(request, *, object_id: str, values, expected, at) -> None:
    seat, found = seat_of(request), _held(request, object_id)
    people = colleagues.in_workspace(seat.workspace_id, day=at.date())
    if found is None or mentions.typed(found.text, people) != expected.get("text"):
        raise history.MovedOnError
    actions.change(seat=seat, identity=found.pk, text=values["text"], at=at)


def _address(object_id: str) -> str:
    from django.urls import reverse

    from klammer_web.chain.models import Comment

    found = Comment.objects.filter(pk=object_id).first()
    if found is None:
        return "/"
    return reverse("chain:chain", args=[found.object_kind, found.object_id]) + "#kommentare"
