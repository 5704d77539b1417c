# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Four eyes before a workspace makes figures public: what is looked at, and how it stands.

Common releases hold official figures alone and are made by who speaks for all: they wait for
nobody. Withdrawing waits for nobody either.
"""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from klammer.base.cells import Audience
from klammer.base.errors import InputRefusedError
from klammer.pipeline import builds
from klammer.warehouse.open import Release
from klammer_web.accounts import second_look
from klammer_web.accounts.enums import SecondLookState
from klammer_web.accounts.models import SecondLook, User, Workspace
from klammer_web.accounts.queries import second_looks as looks
from klammer_web.accounts.signatures import signature
from klammer_web.catalogue import rules
from klammer_web.catalogue.instance import instance
from klammer_web.catalogue.models import Preparation

KIND = "catalogue.preparation"
_LATELY = 5


def register() -> None:
    """Let heads look at what a workspace is about to make public; also by the link of the mail.

    What they see is already made safe for everybody: the link may show it without signing in.
    """
    second_look.register(
        KIND,
        word="Veröffentlichung von Zahlen",
        title=_title,
        fingerprint=_fingerprint,
        preview=_preview,
        address=lambda object_id: reverse("catalogue:release_prepared", args=[object_id]),
        opens_by_link=True,
    )


def is_needed(preparation: Preparation) -> bool:
    """Whether somebody else has to look first: a workspace makes figures public."""
    return preparation.audience == Audience.PUBLIC and not preparation.is_common


def fingerprint(preparation: Preparation) -> str:
    """A print of what would become public; it changes with deliveries and definitions."""
    now = builds.key_of(instance(), preparation.owner_key)
    told = [str(preparation.pk), preparation.build, now, preparation.tables, preparation.sample]
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


@dataclass(frozen=True)
class Standing:
    """How the second look at a preparation stands.

    look      the newest question; None when nobody asked yet
    cleared   the answer that opens the way for exactly this content
    heads     who may answer; nobody: the person who asks confirms alone after a day
    opens_at  from when that is
    """

    is_needed: bool
    look: SecondLook | None = None
    cleared: SecondLook | None = None
    heads: tuple[User, ...] = ()
    opens_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        """Whether the release may be made."""
        return not self.is_needed or self.cleared is not None

    @property
    def is_waiting(self) -> bool:
        """Whether an answer is still due."""
        return self.look is not None and self.look.state == SecondLookState.WAITING

    @property
    def is_declined(self) -> bool:
        """Whether the head said that something is not right yet."""
        return self.look is not None and self.look.state == SecondLookState.DECLINED


def standing(preparation: Preparation, *, besides: UUID | None) -> Standing:
    """Return how the second look stands for who would ask."""
    if not is_needed(preparation):
        return Standing(is_needed=False)
    found = looks.of_workspace(preparation.workspace_id).filter(
        kind=KIND, object_id=str(preparation.pk)
    )
    look = found.first()
    asking = look.asked_by_id if look and look.state == SecondLookState.WAITING else besides
    heads = looks.heads(preparation.workspace_id, besides=asking, day=timezone.localdate())
    return Standing(
        is_needed=True,
        look=look,
        cleared=_cleared(preparation),
        heads=tuple(heads),
        opens_at=looks.alone_from(look) if look else None,
    )


def check_cleared(preparation: Preparation) -> SecondLook | None:
    """Return the second look at exactly this content; raise `InputRefusedError` without one."""
    if not is_needed(preparation):
        return None
    found = _cleared(preparation)
    if found is None:
        raise InputRefusedError(
            "nobody else looked at these figures",
            where="release",
            why="figures of a workspace become public only after a second look",
            remedy="ask for it on the page of the preparation",
            code="second_look_missing",
        )
    return found


def check_shown(release: Release) -> None:
    """Raise `InputRefusedError` for public figures of a workspace that nobody else ever looked at.

    A release never changes: a second look at it holds for good, and showing it again needs no
    other. One made on the command line, or before there were second looks, carries none.
    """
    if not rules.is_seen(release):
        raise InputRefusedError(
            "nobody else looked at this release",
            where=release.root[:12],
            why="figures of a workspace are shown to everybody only after a second look",
            remedy="prepare a release and ask for a second look",
            code="second_look_never",
        )


def account_of(look: SecondLook | None) -> dict[str, str] | None:
    """Return who looked and when, as a release keeps it beside its root."""
    if look is None:
        return None
    return {
        "state": str(look.state),
        "asked_by": signature(look.asked_by_id),
        "asked_at": look.asked_at.isoformat(),
        "by": signature(look.decided_by_id),
        "at": look.decided_at.isoformat(),
        "way": "mail" if look.by_link else "page",
        "reason": look.reason,
    }


def under_way(workspace_id: UUID | None) -> list[tuple[SecondLook, str]]:
    """Return what waits or was answered and can still be released, with its page."""
    asked = looks.of_workspace(workspace_id).filter(kind=KIND).exclude(
        state=SecondLookState.WITHDRAWN
    )  # fmt: skip
    newest: dict[str, SecondLook] = {}
    for look in asked[:_LATELY]:
        newest.setdefault(look.object_id, look)
    return [
        (look, reverse("catalogue:release_prepared", args=[look.object_id]))
        for look in newest.values()
        if second_look.is_unchanged(look) and _is_due(look)
    ]


def _is_due(look: SecondLook) -> bool:
    """Whether nothing was released since it was answered."""
    shown = instance().pointed(Audience.PUBLIC.value, look.workspace.key)
    made = shown.manifest["made"].get("second_look") if shown else None
    is_made = made is not None and look.decided_at is not None
    return not (is_made and made["at"] >= look.decided_at.isoformat())


def _cleared(preparation: Preparation) -> SecondLook | None:
    return looks.cleared(
        workspace_id=preparation.workspace_id,
        kind=KIND,
        object_id=str(preparation.pk),
        fingerprint=fingerprint(preparation),
    )


def _preparation(object_id: str, workspace_id: UUID | None) -> Preparation | None:
    own = Preparation.objects.select_related("workspace").filter(workspace_id=workspace_id)
    try:
        found = own.filter(pk=object_id).first()
    except (ValidationError, ValueError):
        return None
    return found if found is not None and is_needed(found) else None


def _title(*, object_id: str, workspace_id: UUID | None) -> str | None:
    found = _preparation(object_id, workspace_id)
    if found is None:
        return None
    at = timezone.localtime(found.at)
    return f"Öffentliche Zahlen von {found.workspace}, gerechnet am {at:%d.%m.%Y, %H:%M} Uhr"


def _fingerprint(*, object_id: str, workspace_id: UUID | None) -> str:
    found = _preparation(object_id, workspace_id)
    return fingerprint(found) if found else ""


def _preview(*, object_id: str, workspace_id: UUID | None) -> str:
    from klammer_web.catalogue.phrases import words
    from klammer_web.catalogue.queries import releases

    found = _preparation(object_id, workspace_id)
    place: Workspace = found.workspace
    return render_to_string(
        "catalogue/_prepared.html",
        {
            "prepared": found,
            "summary": releases.prepared(found),
            "audience": words.AUDIENCES[Audience.PUBLIC],
            "readers": f"alle, auch ohne Anmeldung, im Atlas von „{place}“",
            "owner": place.name,
        },
    )
