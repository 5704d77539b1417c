# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writes: creating, checking and withdrawing releases."""

from collections.abc import Callable
from datetime import datetime

from klammer.base.cells import Audience
from klammer.pipeline import builds, releases
from klammer.pipeline.safe import made_safe
from klammer.warehouse.open import Release
from klammer_web.accounts.seats import Seat
from klammer_web.catalogue import rules
from klammer_web.catalogue.instance import instance
from klammer_web.catalogue.models import Preparation, Recalculation

Progress = Callable[[str, float], None]


def create_release(*, seat: Seat, audience: Audience, at: datetime, progress: Progress) -> Release:
    """Build everything and release it to an audience."""
    rules.check_release(seat)
    rules.check_see_audience(seat, audience)
    return releases.create(
        instance(), audience=audience, by=seat.user_name, at=at, progress=progress
    )


def prepare_release(
    *, seat: Seat, audience: Audience, at: datetime, progress: Progress
) -> Preparation:
    """Compute and protect everything as a release would, keep the counts and nothing else."""
    rules.check_release(seat)
    rules.check_see_audience(seat, audience)
    here = instance()
    build = builds.build(here, progress=progress)
    with here.scratch() as scratch:
        found = made_safe(build, scratch / "values", audience=audience, on=at.date())
    shown = here.current_release(audience.value)
    before = shown.manifest["tables"] if shown else {}
    tables = [
        {
            "indicator": name,
            "rows": one.counts["rows"],
            "protected": one.counts["primary"] + one.counts["secondary"],
            "before": before[name]["rows"] if name in before else None,
            "is_new": name not in before or before[name]["hash"] != one.table_hash,
        }
        for name, one in sorted(found.items())
    ]
    return Preparation.objects.create(
        workspace_id=seat.workspace_id, audience=audience.value, tables=tables, at=at
    )


def withdraw_release(*, seat: Seat, root: str, reason: str, at: datetime) -> None:
    """Withdraw a release; every page that shows it says so from now on."""
    rules.check_release(seat)
    releases.withdraw(instance(), root, reason=reason, by=seat.user_name, at=at)


def verify_release(*, seat: Seat, root: str, at: datetime) -> Recalculation:
    """Make a release again from the raw bytes, compare, and keep what came of it."""
    rules.check_release(seat)
    found = releases.verify(instance(), root)
    return Recalculation.objects.create(
        root=found.root, agrees=found.ok, reasons=list(found.reasons), by=seat.user_name, at=at
    )


def show_release(*, seat: Seat, root: str) -> None:
    """Show another release to its audience; raise `InputRefusedError` if it was withdrawn."""
    rules.check_release(seat)
    releases.show(instance(), root)
