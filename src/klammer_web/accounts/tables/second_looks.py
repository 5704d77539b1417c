# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every second look of the workspace: what waits, and what was decided."""

from django.urls import reverse

from klammer_web.accounts import rules, second_look
from klammer_web.accounts.enums import SecondLookState
from klammer_web.accounts.models import SecondLook
from klammer_web.accounts.queries import seat_of, second_looks
from klammer_web.ui.listing import Column, Kind, Listing

BADGES = {
    SecondLookState.WAITING: "info",
    SecondLookState.AGREED: "success",
    SecondLookState.DECLINED: "danger",
    SecondLookState.ALONE: "warning",
    SecondLookState.WITHDRAWN: "info",
}


def word_of(look: SecondLook) -> str:
    """Return what kind of act it is about."""
    known = second_look.kind_of(look.kind)
    return known.word if known else look.kind


def _columns(_request) -> list[Column]:
    return [
        Column(
            "was", "Was", lambda look: look.title, note=word_of,
            link=lambda look: reverse("accounts:second_look", args=[look.id]),
        ),
        Column(
            "stand", "Stand", lambda look: look.state, kind=Kind.CHOICE,
            choices=SecondLookState.choices, phrase="mit dem Stand", everything="egal welchem",
            as_badge=lambda look: BADGES[SecondLookState(look.state)],
        ),
        Column("von", "erbeten von", lambda look: str(look.asked_by or "ehemalige Person")),
        Column("am", "erbeten am", lambda look: look.asked_at, kind=Kind.DATE, phrase="erbeten"),
        Column("durch", "entschieden von", lambda look: str(look.decided_by or ""),
               note=lambda look: "über den Link in der Mail" if look.by_link else ""),
        Column("entschieden", "entschieden am", lambda look: look.decided_at, kind=Kind.DATE),
        Column("begruendung", "Begründung", lambda look: look.reason, is_shown=False),
        Column("anmerkung", "Worum es geht", lambda look: look.note, is_shown=False),
    ]  # fmt: skip


SECOND_LOOKS = Listing(
    key="accounts.second_looks",
    title="Zweiter Blick",
    noun=("zweiter Blick", "zweite Blicke"),
    columns=_columns,
    rows=lambda request: second_looks.of_workspace(seat_of(request).workspace_id),
    address=lambda: reverse("accounts:second_looks"),
    check=lambda request: rules.check_see_second_looks(seat_of(request)),
    order="-am",
    word_hint="Titel oder Name",
)
