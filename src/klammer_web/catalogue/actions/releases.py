# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writes: preparing, creating, checking and withdrawing releases.

A release is common or of the seat's workspace. It is made from a preparation that somebody looked
at, and only while it would still show the same.
"""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from klammer.base.cells import Audience
from klammer.base.errors import InputRefusedError
from klammer.pipeline import builds, releases
from klammer.warehouse.open import Release
from klammer_web.accounts.seats import Seat
from klammer_web.accounts.signatures import signature
from klammer_web.catalogue import rules, second_looks
from klammer_web.catalogue.actions import trail
from klammer_web.catalogue.actions.preparing import looked_at
from klammer_web.catalogue.instance import instance, release_known_to
from klammer_web.catalogue.models import Preparation, Recalculation
from klammer_web.catalogue.phrases.releases import second_look_in_words, seen_by, title_of
from klammer_web.catalogue.signals import released

Progress = Callable[[str, float], None]


def prepare_release(
    *, seat: Seat, audience: Audience, is_common: bool = False, at: datetime, progress: Progress
) -> Preparation:
    """Compute and protect everything as a release would; keep counts and a few shown figures."""
    rules.check_release(seat)
    rules.check_see_audience(seat, audience)
    workspace = rules.COMMON if is_common else seat.workspace_key
    rules.check_act_for(seat, workspace)
    here = instance()
    build = builds.build(here, workspace=workspace, progress=progress)
    progress("Schutz kleiner Zahlen", 1.0)
    found = looked_at(here, build, audience=audience, workspace=workspace, at=at)
    return Preparation.objects.create(
        workspace_id=seat.workspace_id,
        audience=audience.value,
        is_common=is_common,
        build=build.key,
        tables=found.tables,
        sample=found.sample,
        at=at,
    )


def create_release(
    *, seat: Seat, preparation: Preparation, at: datetime, progress: Progress
) -> Release:
    """Release what was prepared.

    Raises `InputRefusedError` when deliveries or definitions are not what they were then, or when
    it makes figures of a workspace public and nobody else looked at exactly these.
    """
    audience, workspace = Audience(preparation.audience), preparation.owner_key
    rules.check_release(seat)
    rules.check_see_audience(seat, audience)
    rules.check_act_for(seat, workspace)
    check_prepared(preparation)
    looked = second_looks.account_of(second_looks.check_cleared(preparation))
    made = releases.create(
        instance(),
        audience=audience,
        workspace=workspace,
        by=signature(seat.user_id),
        at=at,
        second_look=looked,
        progress=progress,
    )
    after = {"seen_by": seen_by(made, seat=seat)}
    if looked:
        after["second_look"] = second_look_in_words(looked)
    _note("release_made", made, seat=seat, at=at, after=after)
    released.send(create_release, root=made.root)
    return made


def check_prepared(preparation: Preparation) -> None:
    """Raise `InputRefusedError` unless a release would show what the preparation counted."""
    if preparation.build != builds.key_of(instance(), preparation.owner_key):
        raise InputRefusedError(
            "something changed since the preparation",
            where="release",
            why="deliveries or definitions are not those that were looked at",
            remedy="prepare it again",
            code="preparation_outdated",
        )


@transaction.atomic
def withdraw_release(*, seat: Seat, release: Release, reason: str, at: datetime) -> None:
    """Withdraw a release; every page that shows it says so from now on."""
    rules.check_release(seat)
    rules.check_act_for(seat, release.workspace)
    _note("release_withdrawn", release, seat=seat, at=at, after={"reason": reason.strip()})
    releases.withdraw(instance(), release.root, reason=reason, by=signature(seat.user_id), at=at)


def verify_release(*, seat: Seat, root: str, at: datetime) -> Recalculation:
    """Make a release again from the raw bytes, compare, and keep what came of it."""
    rules.check_release(seat)
    found = releases.verify(instance(), release_known_to(seat, root).root)
    if not found.is_possible:
        raise InputRefusedError(
            "the release can no longer be recomputed",
            where=root[:12],
            why="bytes it was made from were destroyed",
            remedy="a new release is made without them",
            code="not_recomputable",
            names=", ".join(found.destroyed),
        )
    outcome = {"outcome": "stimmt" if found.ok else "weicht ab"}
    with transaction.atomic():
        _note("release_verified", instance().release(root), seat=seat, at=at, after=outcome)
        return Recalculation.objects.create(
            root=found.root,
            agrees=found.ok,
            reasons=list(found.reasons),
            by=signature(seat.user_id),
            at=at,
        )


@transaction.atomic
def show_release(*, seat: Seat, release: Release, at: datetime) -> None:
    """Show another release to its audience.

    Raises `InputRefusedError` if it was withdrawn, or nobody else ever looked at public figures.
    """
    rules.check_release(seat)
    rules.check_act_for(seat, release.workspace)
    second_looks.check_shown(release)
    _note("release_shown", release, seat=seat, at=at)
    releases.show(instance(), release.root)
    transaction.on_commit(lambda: released.send(show_release, root=release.root))


def _note(
    act: str, release: Release, *, seat: Seat, at: datetime, after: dict[str, str] | None = None
) -> None:
    trail.note(
        act,
        seat=seat,
        kind="release",
        object_id=release.root,
        title=title_of(release),
        after=after,
        at=at,
    )
