# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Findings, and views as evidence, in what all rooms share: chain, search, sharing, history.

Who shares a finding shows its text, and of its evidence what the readers may see anyway: figures
are never shared with it. A draft is shown to nobody outside.
"""

from functools import partial
from uuid import UUID

from django.template.loader import render_to_string
from django.urls import reverse

from klammer.base.errors import InputRefusedError
from klammer_web.accountability import history
from klammer_web.accounts import lists, ownership, sharing
from klammer_web.accounts.queries import seat_of
from klammer_web.accounts.rules import RefusedError
from klammer_web.accounts.seats import NOBODY
from klammer_web.atlas import finding_list, findings
from klammer_web.atlas.actions import findings as actions
from klammer_web.atlas.models import Finding
from klammer_web.atlas.queries import evidence as pinned
from klammer_web.atlas.queries import findings as queries
from klammer_web.atlas.queries.findings import KIND
from klammer_web.catalogue.instance import release_for
from klammer_web.chain import evidence, kinds, tasks
from klammer_web.chain.enums import EvidenceShape
from klammer_web.chain.kinds import Kind
from klammer_web.chain.search import entries


def register() -> None:
    """Let findings be linked, found, shared, traced, handed over and listed."""
    _views()
    tasks.register("atlas", finding_list.tasks_of)
    kinds.register(Kind(KIND, "Befund", findings.cards))
    entries.register("atlas.findings", kinds=findings.KINDS, objects=findings.everything)
    lists.register(finding_list.FINDINGS)
    sharing.register(
        KIND,
        word="Befund",
        plural="Befunde",
        title=_title,
        preview=_preview,
        address=lambda object_id: reverse("atlas:finding", args=[object_id]),
        changed=_changed,
    )
    ownership.passing_on(
        KIND,
        word="Befunde",
        field="responsible",
        verb="atlas.finding_handed_over",
        waiting=lambda workspace_id: Finding.objects.filter(
            workspace=workspace_id, deleted_at=None
        ),
        address=findings.page_of,
        title=lambda one: "Ein noch nicht geteilter Befund" if one.is_private else one.title,
        changed=lambda one, _at: findings.put_again(one),
    )
    history.register(
        KIND,
        may_see=lambda request, object_id: queries.one(seat_of(request), object_id) is not None,
        restore=_restore,
        model="atlas.Finding",
        labels={"responsible": "zuständig"},
        words={"areas": queries.area_titles}
        | {name: partial(queries.words, name) for name in queries.LISTS},
        address=lambda object_id: reverse("atlas:finding", args=[object_id]),
        hidden=frozenset({"share", "committee"}),
    )


def _views() -> None:
    """Let maps, series, tables and comparisons be evidence, and links of a chain."""
    views = [shape for shape in EvidenceShape if shape != EvidenceShape.CELL]
    evidence.register(evidence.Reader(pinned.show, pinned.figures), *views)
    kinds.register(Kind(kinds.VIEW, "Ansicht", pinned.cards, reasons=pinned.deliveries_behind))


def _kept(object_id: str, workspace_id: UUID | None) -> Finding | None:
    found = Finding.objects.filter(workspace_id=workspace_id, deleted_at=None, is_private=False)
    sound = findings.uuid_of(object_id)
    return found.filter(id=sound).first() if sound else None


def _title(*, object_id: str, workspace_id: UUID | None) -> str | None:
    finding = _kept(object_id, workspace_id)
    return finding.title if finding else None


def _preview(*, object_id: str, workspace_id: UUID | None) -> str:
    """Show what everybody sees: other readers see more evidence, never less."""
    finding = _kept(object_id, workspace_id)
    public = release_for(NOBODY)
    context = finding_list.told(finding)
    shown = queries.shown(finding, seat=NOBODY, current=public)
    hidden = sum(not one.is_there for one in shown)
    context |= {"shown": [one for one in shown if one.is_there], "hidden": hidden}
    return render_to_string("atlas/findings/_shared.html", context)


def _changed(*, object_id: str, workspace_id: UUID | None) -> None:
    finding = _kept(object_id, workspace_id)
    if finding is not None:
        findings.put_again(finding)


def _restore(request, *, object_id: str, values, expected, at) -> None:
    seat = seat_of(request)
    finding = queries.one(seat, object_id)
    if finding is None or not set(values) <= set(actions.CONTENT):
        raise history.MovedOnError
    now = actions.texts(finding)
    if any(now[name] != text for name, text in expected.items() if name in now):
        raise history.MovedOnError
    text = actions.text_of(now | dict(values))
    try:
        actions.change_finding(seat=seat, finding_id=finding.id, text=text, at=at)
    except (InputRefusedError, RefusedError) as error:
        raise history.MovedOnError from error
