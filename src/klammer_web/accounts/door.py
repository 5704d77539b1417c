# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the pages of `accountability` ask: who reads here, and whether this role may."""

from datetime import date
from uuid import UUID

from django.utils import timezone

from klammer_web.accountability.access import Known, Reader
from klammer_web.accounts import lists, ownership
from klammer_web.accounts.enums import Role
from klammer_web.accounts.models import Membership, User
from klammer_web.accounts.queries import seat_of
from klammer_web.accounts.queries.people import holding
from klammer_web.accounts.rules import RefusedError, check_role

TRAIL = frozenset({Role.ADMINISTRATOR, Role.COORDINATOR, Role.HEAD})
CARE = frozenset({Role.ADMINISTRATOR})


class AccountsDoor:
    """Answers with the seat of the request."""

    def reader_of(self, request) -> Reader:
        seat = seat_of(request)
        return Reader(
            user_id=seat.user_id,
            workspace_id=seat.workspace_id,
            workspace_name=seat.workspace_name,
            may_read_trail=seat.has_any(TRAIL),
            may_care_for_personal_data=seat.has_any(CARE),
        )

    def check_trail(self, request) -> Reader:
        check_role(seat_of(request), TRAIL, doing="das Protokoll lesen")
        return self.reader_of(request)

    def check_signed_in(self, request) -> Reader:
        if not seat_of(request).is_signed_in:
            raise RefusedError(
                "Diese Seite gehört zu einem Konto.", ask="Bitte melden Sie sich an."
            )
        return self.reader_of(request)

    def check_care(self, request) -> Reader:
        check_role(seat_of(request), CARE, doing="personenbezogene Daten anderer verwalten")
        return self.reader_of(request)

    def people(self, request) -> list[Known]:
        """Return who has or had a role in the reader's workspace, without those erased."""
        seat, today = seat_of(request), timezone.localdate()
        held = Membership.objects.filter(workspace_id=seat.workspace_id)
        present = set(held.filter(holding(day=today)).values_list("user_id", flat=True))
        found = User.objects.filter(id__in=held.values("user_id")).exclude(
            email__endswith=".invalid"
        )
        return [
            Known(
                id=user.id,
                name=str(user),
                email=user.email,
                is_present=user.id in present,
                why_not=_why_not_erased(user, seat=seat, today=today),
                may_be_exported=not _elsewhere(user, seat),
            )
            for user in found.order_by("name", "email")
        ]

    def list_opened(self, request, listing):
        return lists.opened(request, listing)

    def list_answer(self, page):
        return lists.answer(page)

    def list_shown(self, request, page, template: str, *, context: dict):
        return lists.shown(request, page, template, context=context)

    def may_export(self, request, person_id: UUID) -> bool:
        return any(one.id == person_id and one.may_be_exported for one in self.people(request))


def _elsewhere(user: User, seat) -> bool:
    return user.memberships.exclude(workspace_id=seat.workspace_id).exists()


def _why_not_erased(user: User, *, seat, today: date) -> str:
    """Return why a person cannot be erased, as a sentence; "" when nothing stands against it."""
    if user.id == seat.user_id:
        return "Das eigene Konto löscht jemand anderes aus der Verwaltung."
    if _elsewhere(user, seat):
        return "Diese Person hat oder hatte auch in einem anderen Mandanten eine Rolle."
    over = {"valid_until__isnull": False, "valid_until__lte": today}
    if user.memberships.exclude(**over).exists():
        return "Diese Person hat hier noch eine Rolle. Verabschieden Sie sie zuerst."
    held = ownership.holdings(user_id=user.id, workspace_id=seat.workspace_id)
    if held:
        words = ", ".join(f"{len(one.things)} {one.kind.word}" for one in held)
        return f"Ihr gehören noch {words}. Übergeben Sie diese zuerst."
    return ""
