# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads: the words of a list on a day, and every entry a seat may see."""

from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from klammer_web.accounts.enums import COMMON_LISTS, VocabularyList
from klammer_web.accounts.models import VocabularyEntry
from klammer_web.accounts.queries.people import holding
from klammer_web.accounts.seats import Seat


def visible(seat: Seat) -> QuerySet[VocabularyEntry]:
    """Return the common entries and those of the seat's workspace, in the order of lists."""
    own = Q(workspace_id=seat.workspace_id) if seat.workspace_id else Q(pk__in=[])
    return VocabularyEntry.objects.filter(Q(workspace__isnull=True) | own)


def words(name: VocabularyList, *, workspace_id: UUID | None, day: date) -> list[tuple[str, str]]:
    """Return (key, word) of a list as it holds on a day, by word; for choices of every context.

    workspace_id  whose list it is; the common lists are the same for all
    """
    where = None if name in COMMON_LISTS else workspace_id
    found = VocabularyEntry.objects.filter(holding(day=day), list=name, workspace_id=where)
    return list(found.order_by("label").values_list("key", "label"))
