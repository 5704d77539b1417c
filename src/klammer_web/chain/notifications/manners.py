# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Ways of telling: what may be chosen for each kind of news, and what holds without a choice."""

from collections.abc import Iterable
from uuid import UUID

from klammer_web.chain.enums import NotificationKind, NotificationManner
from klammer_web.chain.models import NotificationChoice

_K, _M = NotificationKind, NotificationManner
# A second look is asked for by a personal mail already; work in the background is waited for here.
USUAL = dict.fromkeys(_K, _M.DAILY) | {_K.SECOND_LOOK: _M.HERE, _K.JOB: _M.HERE}
# In the heading of a daily mail.
HEADINGS = {
    _K.MENTION: "Erwähnungen und Antworten",
    _K.ASSIGNMENT: "Aufträge",
    _K.DUE_SOON: "Bald fällig",
    _K.OVERDUE: "Überfällig",
    _K.SECOND_LOOK: "Zweiter Blick",
    _K.SHARE: "Weitergaben",
    _K.JOB: "Hintergrundarbeiten",
}


def of_people(people: Iterable[UUID], kind: NotificationKind) -> dict[UUID, NotificationManner]:
    """Return person → way in which this person is told of this kind of news."""
    asked = list(people)
    chosen = NotificationChoice.objects.filter(person_id__in=asked, kind=kind)
    made = {one.person_id: NotificationManner(one.manner) for one in chosen}
    return {one: made.get(one, USUAL[kind]) for one in asked}


def of_person(person_id: UUID) -> dict[NotificationKind, NotificationManner]:
    """Return kind → way, for everything a person can be told."""
    chosen = dict(
        NotificationChoice.objects.filter(person_id=person_id).values_list("kind", "manner")
    )
    return {kind: NotificationManner(chosen.get(kind, USUAL[kind])) for kind in NotificationKind}
