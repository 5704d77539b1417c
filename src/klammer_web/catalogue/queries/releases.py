# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads: releases as people talk about them."""

from dataclasses import dataclass
from typing import Any

from klammer.pipeline import builds, deliveries, releases
from klammer.presentation import formats
from klammer.warehouse.open import Release
from klammer_web.accounts.seats import Seat
from klammer_web.catalogue import rules
from klammer_web.catalogue.instance import definitions, instance, release_of
from klammer_web.catalogue.models import Preparation, Recalculation
from klammer_web.catalogue.phrases import words


@dataclass(frozen=True)
class Line:
    """One release in the list."""

    root: str
    audience: str
    made_at: str
    made_by: str
    indicators: int
    figures: int
    deliveries: int
    is_current: bool
    withdrawn: dict[str, Any] | None

    @property
    def short(self) -> str:
        """The first twelve digits of the root."""
        return self.root[:12]

    @property
    def title(self) -> str:
        """Day and audience."""
        return f"{formats.german_date(self.made_at)}, {self.audience}"

    @property
    def may_be_shown(self) -> bool:
        """Whether its audience can be shown it again."""
        return not self.is_current and not self.withdrawn

    @property
    def state(self) -> tuple[str, str]:
        """Word and colour of the state."""
        if self.withdrawn:
            return ("zurückgezogen", "warning")
        return ("wird gezeigt", "success") if self.is_current else ("abgelöst", "info")


def lines(seat: Seat) -> list[Line]:
    """Return the releases the seat may see, the newest first."""
    here = instance()
    found = [one for one in releases.listed(here) if rules.may_see_audience(seat, one.audience)]
    current = {a: here.current_release(a) for a in {one.audience.value for one in found}}
    return [line(one, current=current[one.audience.value]) for one in found]


def line(release: Release, *, current: Release | None) -> Line:
    """Put one release into words."""
    manifest = release.manifest
    withdrawn = release.withdrawn
    return Line(
        root=release.root,
        audience=words.AUDIENCES[release.audience],
        made_at=str(manifest["made"]["at"]),
        made_by=str(manifest["made"]["by"]),
        indicators=len(manifest["tables"]),
        figures=sum(int(table["rows"]) for table in manifest["tables"].values()),
        deliveries=len(manifest["deliveries"]),
        is_current=current is not None and current.root == release.root,
        withdrawn=dict(withdrawn) if withdrawn else None,
    )


def title(release: Release) -> str:
    """Name a release by day and audience; its root is for those who check it."""
    day = formats.german_date(str(release.manifest["made"]["at"]))
    return f"Freigabe vom {day} für: {words.AUDIENCES[release.audience]}"


def showable(release: Release, *, seat: Seat) -> list[Line]:
    """Return what can be shown instead of a release: of its audience, not withdrawn, not shown."""
    return [
        one
        for one in lines(seat)
        if one.audience == words.AUDIENCES[release.audience] and one.may_be_shown
    ]


def last_recalculation(release: Release) -> Recalculation | None:
    """Return what came of computing the release again the last time; None if nobody did."""
    return Recalculation.objects.filter(root=release.root).first()


@dataclass(frozen=True)
class Summary:
    """What a release would show: counts, and the tables that are new or differ."""

    indicators: int
    new: int
    protected: int
    changed: tuple[dict[str, Any], ...]


def prepared(preparation: Preparation) -> Summary:
    """Sum up what was counted; titles are those of the present definitions."""
    known = definitions()
    changed = tuple(
        one | {"title": known[one["indicator"]].title if one["indicator"] in known else ""}
        for one in preparation.tables
        if one["is_new"]
    )
    return Summary(
        indicators=len(preparation.tables),
        new=sum(one["rows"] for one in changed),
        protected=sum(one["protected"] for one in changed),
        changed=changed,
    )


def visible_release(root: str, *, seat: Seat) -> Release:
    """Open a release; raise `InputRefusedError` or `RefusedError` when it is not for the seat."""
    release = release_of(root)
    rules.check_see_audience(seat, release.audience)
    return release


@dataclass(frozen=True)
class Freshness:
    """Whether the release shown still says what the accepted deliveries and definitions say."""

    new_deliveries: tuple[str, ...]
    changed_definitions: tuple[str, ...]

    @property
    def is_due(self) -> bool:
        """Whether a new release would show something else."""
        return bool(self.new_deliveries or self.changed_definitions)


def freshness(release: Release | None) -> Freshness:
    """Compare a release with what the instance holds now."""
    here = instance()
    released = {one["id"] for one in release.manifest["deliveries"]} if release else set()
    executed = release.definitions if release else {}
    present = here.definitions()
    latest = builds.latest(here)
    held = latest.indicators if latest else {}
    changed = [
        one.title
        for one in present.values()
        if (one.id in executed and executed[one.id].version != one.version)
        or (one.id not in executed and one.id in held)
    ]
    new = [
        f"{one.title} ({formats.german_date(one.accepted_at)})"
        for one in deliveries.accepted(here)
        if one.id not in released
    ]
    return Freshness(tuple(new), tuple(changed))
