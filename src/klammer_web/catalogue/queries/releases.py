# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads: releases as people talk about them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from klammer.base.cells import Audience
from klammer.pipeline import builds, deliveries, releases
from klammer.pipeline.records import Delivery
from klammer.presentation import formats
from klammer.warehouse.open import Release
from klammer_web.accounts.models import Workspace
from klammer_web.accounts.seats import Seat
from klammer_web.catalogue import rules
from klammer_web.catalogue.instance import chosen_county, definitions, instance, release_known_to
from klammer_web.catalogue.models import Preparation, Recalculation
from klammer_web.catalogue.phrases import refusals, words


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
    owner: str
    is_superseded: bool
    taken_back: int

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
        return not self.is_current and not self.is_superseded and not self.withdrawn

    @property
    def state(self) -> tuple[str, str]:
        """Word and colour of the state."""
        if self.withdrawn:
            return ("zurückgezogen", "warning")
        if self.is_superseded:
            return ("überholt durch neuere gemeinsame Zahlen", "warning")
        return ("wird gezeigt", "success") if self.is_current else ("abgelöst", "info")


def lines(seat: Seat, *, scope: str | None = None) -> list[Line]:
    """Return the common releases and those of a scope that the seat may see, the newest first.

    scope  default: the seat's workspace; of a county that a visitor chose the public ones
    """
    return _lines(_listed(seat, seat.workspace_key if scope is None else scope))


def line(release: Release) -> Line:
    """Put one release into words."""
    return _lines([release])[0]


def made_of(delivery: Delivery, *, seat: Seat) -> list[Line]:
    """Return the releases the seat may see that were made from a delivery, the newest first."""
    held = [one for one in _listed(seat, seat.workspace_key) if delivery.id in one.about.deliveries]
    return _lines(held)


def _listed(seat: Seat, workspace: str) -> list[Release]:
    return [
        one
        for one in releases.listed(instance(), workspace=workspace)
        if rules.may_know_release(seat, one) and rules.may_see_audience(seat, one.audience)
    ]


def _lines(found: Sequence[Release]) -> list[Line]:
    """Put releases into words; what is the same for all of them is asked once."""
    owners = _owner_words({one.workspace for one in found})
    gone = {one.id for one in deliveries.recorded(instance()) if one.taken_back is not None}
    scopes = {(one.audience, one.workspace) for one in found}
    shown = {scope: _shown(*scope) for scope in scopes}
    return [
        _line(one, owner=owners[one.workspace], gone=gone, shown=shown[one.audience, one.workspace])
        for one in found
    ]


def _shown(audience: Audience, workspace: str) -> tuple[str, str]:
    """Return the roots that a scope chose and that it is shown; the latter may be newer."""
    here = instance()
    chosen, current = (here.pointed(audience, workspace), here.current_release(audience, workspace))
    return (chosen.root if chosen else "", current.root if current else "")


def _line(release: Release, *, owner: str, gone: set[str], shown: tuple[str, str]) -> Line:
    about, withdrawn = release.about, release.withdrawn
    is_chosen, is_current = (root == release.root for root in shown)
    return Line(
        root=release.root,
        audience=words.AUDIENCES[about.audience],
        made_at=about.made_at,
        made_by=about.made_by,
        indicators=about.indicators,
        figures=about.figures,
        deliveries=len(about.deliveries),
        is_current=is_chosen and is_current,
        withdrawn=dict(withdrawn) if withdrawn else None,
        owner=owner,
        is_superseded=is_chosen and not is_current,
        taken_back=len(about.deliveries & gone),
    )


def counties() -> list[Workspace]:
    """Return the workspaces that made figures of their own public."""
    return [one for one in Workspace.objects.order_by("name") if chosen_county(one.key)]


def owner_word(workspace: str) -> str:
    """Return the name of the workspace that figures belong to, or what common ones are called."""
    return _owner_words({workspace})[workspace]


def _owner_words(keys: set[str]) -> dict[str, str]:
    named = dict(Workspace.objects.filter(key__in=keys - {""}).values_list("key", "name"))
    return {key: named.get(key, key) if key else "alle Mandanten" for key in keys}


@dataclass(frozen=True)
class TakenBack:
    """A delivery of a release that counts no longer, in words."""

    title: str
    told: str


def taken_back(release: Release, *, seat: Seat) -> list[TakenBack]:
    """Return which deliveries of a release were taken back; others' names are not told."""
    return [
        TakenBack(
            title=one.title if rules.may_know_delivery(seat, one) else "eine Lieferung",
            told=refusals.taken_back(one.taken_back),
        )
        for one in releases.taken_back(instance(), release)
    ]


def destroyed(release: Release, *, seat: Seat) -> list[TakenBack]:
    """Return which files of a release were destroyed; others' names are not told."""
    return [
        TakenBack(
            title=one.title if rules.may_know_delivery(seat, one) else "eine Lieferung",
            told=refusals.destroyed(one.destroyed, named=seat.is_signed_in),
        )
        for one in releases.destroyed(instance(), release)
    ]


def showable(release: Release, *, seat: Seat) -> list[Line]:
    """Return what can be shown instead of a release: its owner's, not withdrawn, not shown.

    Where a second look is needed, somebody has had it.
    """
    held = [
        one
        for one in releases.listed(instance(), workspace=release.workspace)
        if (one.workspace, one.audience) == (release.workspace, release.audience)
        and rules.may_act_for(seat, one.workspace)
        and rules.is_seen(one)
    ]
    return [one for one in _lines(held) if one.may_be_shown]


def last_recalculation(release: Release) -> Recalculation | None:
    """Return what came of computing the release again the last time; None if nobody did."""
    return Recalculation.objects.filter(root=release.root).first()


@dataclass(frozen=True)
class Summary:
    """What a release would show: counts, and the tables that are new or differ."""

    indicators: int
    figures: int
    new: int
    protected: int
    hidden: int
    changed: tuple[dict[str, Any], ...]
    is_outdated: bool


def prepared(preparation: Preparation) -> Summary:
    """Sum up what was counted; titles are those of the present definitions."""
    known = definitions(preparation.owner_key)
    changed = tuple(
        one | {"title": known[one["indicator"]].title if one["indicator"] in known else ""}
        for one in preparation.tables
        if one["is_new"]
    )
    return Summary(
        indicators=len(preparation.tables),
        figures=sum(one["rows"] for one in preparation.tables),
        new=sum(one["rows"] for one in changed),
        protected=sum(one["protected"] for one in changed),
        hidden=sum(one["protected"] for one in preparation.tables),
        changed=changed,
        is_outdated=preparation.build != builds.key_of(instance(), preparation.owner_key),
    )


def visible_release(root: str, *, seat: Seat) -> Release:
    """Open a release; raise `InputRefusedError` or `RefusedError` when it is not for the seat.

    One of another workspace is as if it were not there, unless it is public.
    """
    release = release_known_to(seat, root)
    rules.check_see_audience(seat, release.audience)
    return release


@dataclass(frozen=True)
class Freshness:
    """Whether the release shown still says what the accepted deliveries and definitions say.

    is_superseded  newer common figures are shown instead of the workspace's own release
    """

    new_deliveries: tuple[str, ...]
    changed_definitions: tuple[str, ...]
    taken_back: tuple[str, ...] = ()
    is_superseded: bool = False

    @property
    def is_due(self) -> bool:
        """Whether a new release would show something else."""
        return bool(
            self.new_deliveries or self.changed_definitions or self.taken_back or self.is_superseded
        )


def freshness(release: Release | None, *, workspace: str = "") -> Freshness:
    """Compare the release a scope is shown with what the instance holds for it now.

    A workspace that has no release of its own waits for its own news alone: common ones are
    released for all.
    """
    here = instance()
    own = here.pointed(release.audience, workspace) if release and workspace else None
    is_common = bool(workspace) and own is None
    released = release.about.deliveries if release else frozenset()
    new = [
        f"{one.title} ({formats.german_date(one.accepted_at)})"
        for one in deliveries.accepted(here, workspace=workspace)
        if one.id not in released and (not is_common or one.workspace)
    ]
    gone = releases.taken_back(here, release) if release and not is_common else []
    return Freshness(
        tuple(new),
        _changed_definitions(release, workspace, only_own=is_common),
        tuple(one.title for one in gone),
        is_superseded=own is not None and release is not None and own.root != release.root,
    )


def _changed_definitions(
    release: Release | None, workspace: str, *, only_own: bool
) -> tuple[str, ...]:
    here = instance()
    executed = release.definitions if release else {}
    latest = builds.latest(here, workspace)
    held = latest.indicators if latest else {}
    own = set(here.defined_in(workspace))
    return tuple(
        one.title
        for one in here.definitions(workspace).values()
        if (one.id in executed and executed[one.id].version != one.version)
        or (one.id not in executed and one.id in held)
        if not only_own or one.id in own
    )
