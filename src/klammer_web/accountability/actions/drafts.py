# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Keep and forget what a person typed. Nobody else sees it: it is no act, nothing is recorded."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from klammer_web.accountability.models import Draft

MOST = 100  # drafts of one person; the oldest makes room
LARGEST = 400_000  # characters of one draft


class TooLargeError(ValueError):
    """A draft longer than any form."""


@transaction.atomic
def keep_draft(
    *,
    person_id: UUID,
    form: str,
    object_id: str,
    content: Mapping[str, Sequence[str]],
    at: datetime,
) -> Draft:
    """Keep the newest state of a form; raise `TooLargeError` for what no form can hold."""
    size = sum(len(name) + sum(map(len, texts)) for name, texts in content.items())
    if size > LARGEST:
        raise TooLargeError(form)
    draft, is_new = Draft.objects.update_or_create(
        person_id=person_id,
        form=form,
        object_id=object_id,
        defaults={"content": {name: list(texts) for name, texts in content.items()}, "at": at},
    )
    if is_new:
        kept = Draft.objects.filter(person_id=person_id).order_by("-at", "-pk")
        Draft.objects.filter(pk__in=list(kept.values_list("pk", flat=True)[MOST:])).delete()
    return draft


@transaction.atomic
def forget_draft(*, person_id: UUID, form: str, object_id: str) -> None:
    """Forget a draft, after saving or because the person does not want it."""
    Draft.objects.filter(person_id=person_id, form=form, object_id=object_id).delete()


@transaction.atomic
def forget_drafts_before(*, moment: datetime) -> int:
    """Forget drafts nobody touched since; return how many."""
    return Draft.objects.filter(at__lt=moment).delete()[0]
