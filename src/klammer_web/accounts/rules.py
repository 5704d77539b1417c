# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may do something at all; the contexts' own rules build on this.

Rules ask the seat, never the database: they stay truth tables. Who holds a role that would do is
named later, when the refusal becomes a page (`middleware`).
"""

from django.conf import settings
from django.core.exceptions import PermissionDenied

from klammer_web.accounts.enums import (
    COMMON_LISTS,
    Role,
    ShareTarget,
    VocabularyList,
    WorkspaceKind,
)
from klammer_web.accounts.seats import Seat
from klammer_web.ui.errors import Refusal

_REMEDIES = (("Anmelden", "/konto/anmelden/"), ("Zur Startseite", "/"))
_SIGNED_IN = (("Zur Startseite", "/"), ("Mein Konto", "/konto/"))


class RefusedError(PermissionDenied):
    """A refusal that says why, and whom to ask; `roles` are those that would do."""

    def __init__(
        self, reason: str, *, ask: str = "", roles: frozenset[Role] = frozenset(), title: str = ""
    ) -> None:
        super().__init__(
            Refusal(what=reason, why=ask, remedies=_SIGNED_IN if roles else _REMEDIES, title=title)
        )
        self.reason, self.ask, self.roles = reason, ask, roles

    @property
    def messages(self) -> list[str]:
        """The sentences, as a refused input has them."""
        return [one for one in (self.reason, self.ask) if one]


def check_role(seat: Seat, roles: frozenset[Role], *, doing: str) -> None:
    """Raise `RefusedError` unless one of the roles is held; `doing` completes "darf …"."""
    if seat.has_any(roles):
        return
    if not seat.is_signed_in:
        raise RefusedError(
            f"Nur angemeldete Personen dürfen {doing}.", ask="Bitte melden Sie sich an."
        )
    if not seat.workspace_id:
        raise RefusedError(
            f"Ohne Rolle in einem Mandanten dürfen Sie nicht {doing}.",
            ask="Bitten Sie die Stelle, für die Sie arbeiten, um eine Einladung.",
        )
    raise RefusedError(
        f"Ihre Rolle darf nicht {doing}.",
        ask=f"Das können in „{seat.workspace_name}“: {seat.labels.roles_in_words(roles)}.",
        roles=roles,
    )


# Who looks after people, departments and invitations of a workspace.
CARETAKERS = frozenset({Role.ADMINISTRATOR, Role.COORDINATOR})
# Roles that open confidential figures or the workspace itself: an administrator alone gives them.
GUARDED = frozenset({Role.ADMINISTRATOR, Role.DATA_STEWARD})
_ADMINISTRATOR = frozenset({Role.ADMINISTRATOR})
_CENTRAL = frozenset({WorkspaceKind.LAND, WorkspaceKind.CENTRE})


def may_care_for_people(seat: Seat) -> bool:
    """Whether the seat may invite, end memberships and keep departments."""
    return seat.has_any(CARETAKERS)


def check_care_for_people(seat: Seat) -> None:
    """Inviting people, ending memberships, keeping departments."""
    check_role(seat, CARETAKERS, doing="Personen und Organisationseinheiten verwalten")


def roles_given_by(seat: Seat) -> tuple[Role, ...]:
    """Return the roles that the seat may give or end here, in the order of lists."""
    if not may_care_for_people(seat):
        return ()
    everything = Role.ADMINISTRATOR in seat.roles
    return tuple(role for role in seat.labels.roles if everything or role not in GUARDED)


def check_give_role(seat: Seat, role: Role) -> None:
    """Giving or ending this role; a coordinator gives no role wider than the own ones."""
    check_care_for_people(seat)
    if role in roles_given_by(seat):
        return
    word = seat.labels.role(role)
    if role not in seat.labels.roles:
        raise RefusedError(
            f"Die Rolle „{word}“ gibt es in „{seat.workspace_name}“ nicht.",
            ask=f"Hier gibt es: {seat.labels.roles_in_words(seat.labels.roles)}.",
        )
    check_role(seat, _ADMINISTRATOR, doing=f"die Rolle „{word}“ vergeben oder beenden")


SECOND_FACTOR_REMOVERS = _ADMINISTRATOR


def check_remove_second_factor(seat: Seat) -> None:
    """Taking a lost second factor off somebody else's account."""
    check_role(
        seat, SECOND_FACTOR_REMOVERS, doing="den zweiten Faktor einer anderen Person entfernen"
    )


def speaks_for_all(seat: Seat) -> bool:
    """Whether the seat administers the Land, the centre, or the workspace the operator named."""
    is_named = bool(seat.workspace_key) and seat.workspace_key == settings.COMMON_WORKSPACE
    is_central = is_named or seat.workspace_kind in _CENTRAL
    return Role.ADMINISTRATOR in seat.roles and is_central


def may_open_workspaces(seat: Seat) -> bool:
    """Whether the seat may open a workspace for a county or a city."""
    return speaks_for_all(seat)


def check_open_workspaces(seat: Seat) -> None:
    """Opening a workspace for a county or a city."""
    check_role(seat, _ADMINISTRATOR, doing="Mandanten eröffnen")
    if not may_open_workspaces(seat):
        raise RefusedError(
            "Mandanten eröffnen die Verwaltungen des Landes und des Kompetenzzentrums.",
            ask="Wer die Anwendung betreibt, kann es auf der Kommandozeile: klammer workspace.",
        )


def may_keep_words(seat: Seat, name: VocabularyList | None = None) -> bool:
    """Whether the seat may change a list of words: common ones by who speaks for all alone."""
    if name in COMMON_LISTS:
        return speaks_for_all(seat)
    return may_care_for_people(seat)


def check_keep_words(seat: Seat, name: VocabularyList | None = None) -> None:
    """Changing a list of words; without a list, any of them."""
    check_role(seat, CARETAKERS, doing="Verzeichnisse ändern")
    if not may_keep_words(seat, name):
        raise RefusedError(
            f"Die Liste „{name.label}“ gilt für alle Mandanten.",
            ask="Ändern können sie die Verwaltungen des Landes und des Kompetenzzentrums.",
        )


# Who passes texts and files on, and who makes them public.
SHARERS = frozenset(
    {Role.COORDINATOR, Role.SECTOR_PLANNER, Role.HEAD, Role.ADVISER, Role.DATA_STEWARD}
)
PUBLISHERS = frozenset({Role.COORDINATOR, Role.HEAD})
# Who reads what was shared with a whole workspace: its staff; the others only by name of role.
STAFF = SHARERS


def may_share(seat: Seat, target: ShareTarget | None = None) -> bool:
    """Whether the seat may pass something on; to the public only leading roles may."""
    return seat.has_any(PUBLISHERS if target == ShareTarget.PUBLIC else SHARERS)


def check_share(seat: Seat, target: ShareTarget | None = None) -> None:
    """Passing something of the own workspace on to others."""
    if target == ShareTarget.PUBLIC:
        check_role(seat, PUBLISHERS, doing="etwas an die Öffentlichkeit weitergeben")
    check_role(seat, SHARERS, doing="etwas an andere weitergeben")


# Who may need a second look at their work: also administrators, who release figures.
ASKERS = SHARERS | {Role.ADMINISTRATOR}


def check_ask_second_look(seat: Seat) -> None:
    """Asking the head for a second look."""
    check_role(seat, ASKERS, doing="um einen zweiten Blick bitten")


def check_see_second_looks(seat: Seat) -> None:
    """Reading who was asked for a second look and what came of it."""
    check_role(seat, ASKERS, doing="sehen, was auf einen zweiten Blick wartet")


def check_signed_in(seat: Seat) -> None:
    """Being somebody; a role is not needed."""
    if not seat.is_signed_in:
        raise RefusedError("Dafür muss man angemeldet sein.", ask="Bitte melden Sie sich an.")


def check_member(seat: Seat) -> None:
    """Having a role in a workspace; which one does not matter."""
    check_role(seat, frozenset(Role), doing="das lesen")


def may_share_views(seat: Seat) -> bool:
    """Whether the seat may keep views of lists for everybody in the workspace."""
    return seat.has_any(SHARERS | CARETAKERS)


def check_save_view(seat: Seat, *, is_shared: bool) -> None:
    """Keeping a view of a list: for oneself with any role, for everybody only some."""
    everybody = SHARERS | CARETAKERS
    doing = "Ansichten für alle im Mandanten ordnen" if is_shared else "Ansichten speichern"
    check_role(seat, everybody if is_shared else frozenset(Role), doing=doing)
