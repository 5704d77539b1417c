# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the workspace passed on to others, and what others passed on to it."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils import timezone

from klammer_web.accounts import rules, sharing
from klammer_web.accounts.enums import ShareState
from klammer_web.accounts.models import Share
from klammer_web.accounts.queries import seat_of, shares
from klammer_web.ui.listing import Column, Kind, Listing

_DAY = timedelta(days=1)
_WAYS = (("given", "Von uns weitergegeben"), ("received", "Uns weitergegeben"))


@dataclass(frozen=True, slots=True)
class Passed:
    """One row: a share, which way it went, who can read it, and whether it still holds."""

    share: Share
    way: str
    who: str
    state: ShareState

    @property
    def word(self) -> str:
        """What kind of thing it is."""
        known = sharing.kind_of(self.share.kind)
        return known.word if known else self.share.kind

    @property
    def address(self) -> str:
        """Where it stands; nothing when its context is not there."""
        known = sharing.kind_of(self.share.kind)
        return known.address(self.share.object_id) if known else ""

    @property
    def end(self) -> date | None:
        """The last day on which it can be read; None while that is open."""
        if self.share.withdrawn_at:
            return timezone.localdate(self.share.withdrawn_at)
        return self.share.until - _DAY if self.share.until else None


def _columns(_request) -> list[Column]:
    return [
        Column("was", "Was", lambda one: one.share.title, link=lambda one: one.address,
               note=lambda one: one.word),
        Column(
            "richtung", "Richtung", lambda one: one.way, kind=Kind.CHOICE, choices=_WAYS,
            phrase="davon", everything="in beide Richtungen", is_shown=False,
        ),
        Column("wer", "Wer es lesen kann", lambda one: one.who),
        Column(
            "stand", "Stand", lambda one: one.state, kind=Kind.CHOICE,
            choices=ShareState.choices, phrase="mit dem Stand", everything="egal welchem",
        ),
        Column("seit", "seit", lambda one: timezone.localdate(one.share.at), kind=Kind.DATE),
        Column("bis", "bis", lambda one: one.end, kind=Kind.DATE),
        Column("von", "weitergegeben von", lambda one: str(one.share.by or ""), is_shown=False),
        Column("zuruecknehmen", "Zurücknehmen", _word, act=_withdraw, is_action=True,
               is_sortable=False),
    ]  # fmt: skip


def _is_open(one: Passed) -> bool:
    return one.way == "given" and one.state == ShareState.HOLDS


def _word(one: Passed) -> str:
    return "Zurücknehmen" if _is_open(one) else ""


def _withdraw(one: Passed) -> str:
    return reverse("accounts:share_withdraw", args=[one.share.id]) if _is_open(one) else ""


def _rows(request) -> list[Passed]:
    seat, day = seat_of(request), timezone.localdate()
    given = [
        Passed(one, "given", shares.target_in_words(one, day=day), one.state_on(day))
        for one in shares.given(seat.workspace_id)
    ]
    received = [
        Passed(one, "received", f"wir, von {one.workspace}", ShareState.HOLDS)
        for one in shares.received(seat, day=day)
    ]
    order = list(ShareState)
    return sorted(given, key=lambda one: order.index(one.state)) + received


SHARES = Listing(
    key="accounts.shares",
    title="Weitergaben",
    noun=("Weitergabe", "Weitergaben"),
    columns=_columns,
    rows=_rows,
    address=lambda: reverse("accounts:shares"),
    check=lambda request: rules.check_share(seat_of(request)),
    group="richtung",
    word_hint="Titel oder Mandant",
)
