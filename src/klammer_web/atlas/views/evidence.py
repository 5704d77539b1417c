# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""A pinned map, series or table: as it was, from the release of then, and what is different now."""

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from klammer_web.accounts.queries import seat_of
from klammer_web.atlas import rules
from klammer_web.atlas.actions.evidence import digest_of
from klammer_web.atlas.models import Finding
from klammer_web.atlas.pages.evidence import table
from klammer_web.atlas.queries import evidence as queries
from klammer_web.atlas.queries import findings
from klammer_web.atlas.queries.figures import signs_in
from klammer_web.atlas.seen import Drawing
from klammer_web.atlas.views.findings import crumbs
from klammer_web.catalogue.instance import current_release
from klammer_web.chain.models import Evidence
from klammer_web.chain.queries import held_by
from klammer_web.ui.errors import refusing


@require_safe
@gzip_page
@refusing
def evidence_page(request, identity):
    """Show a pinned view again."""
    seat = seat_of(request)
    held = Evidence.objects.filter(pk=identity).exclude(view="").first()
    if held is None:
        raise Http404
    finding = findings.one(seat, held.holder_id) if held.holder_kind == findings.KIND else None
    if not rules.may_see_evidence(seat, held, finding=finding):
        raise Http404
    found = queries.pinned_view(held, seat=seat)
    drawing = found.drawing() if found.drawing else None
    lines = table(found)
    context = {
        "held": held,
        "seen": found,
        "picture": mark_safe(drawing.svg) if drawing else "",  # noqa: S308  # reason: built by klammer.presentation, escaped there
        "legend": _legend(drawing) if drawing else [],
        "is_tall": drawing is not None and drawing.is_tall,
        "table": lines,
        "has_intervals": any(one.interval for one in lines),
        "several_indicators": len({row.get("indicator") for row in found.rows}) > 1,
        "signs": signs_in(found.rows),
        "changes": queries.changes(found, current=current_release(request), seat=seat),
        "is_drawn_anew": digest_of(found.release, found.rows) != held.digest,
        "holders": held_by(seat, held),
        "crumbs": _way(held, finding),
    }
    return render(request, "atlas/evidence.html", context)


def _way(held: Evidence, finding: Finding | None) -> list[tuple[str, str]]:
    """Return the way to evidence: through the finding it belongs to, or the person's list."""
    if finding is not None:
        page = reverse("atlas:finding", args=[finding.id])
        return crumbs((finding.title, page), (held.title, ""))
    return [("Merkliste", reverse("catalogue:pinned")), (held.title, "")]


def _legend(drawing: Drawing) -> list[tuple[str, str, str]]:
    """Return (palette, class of the swatch, text) of each key."""
    parts = [(style.rpartition(" "), text) for style, text in drawing.legend]
    return [(palette, style, text) for (palette, _, style), text in parts]
