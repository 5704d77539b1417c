# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The history of one object, and taking a change back."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from klammer_web.accountability import history, phrases
from klammer_web.accountability.access import door
from klammer_web.accountability.queries import trail


def of_object(request, kind, object_id):
    """Show everything that happened to one object; a fragment for htmx, else a page."""
    _check(request, kind, object_id)
    workspace = door().reader_of(request).workspace_id
    acts = trail.of_object(kind=kind, object_id=object_id, workspace_id=workspace)
    known = history.kind_of(kind)
    title = next((act.title for act in acts if not act.is_erased and act.title), "")
    context = {
        "acts": acts,
        "kind": kind,
        "object_id": object_id,
        "heading": f"Verlauf: {phrases.kind_word(kind)}" + (f" „{title}“" if title else ""),
        "address": known.address(object_id) if known.address else "",
        "crumbs": [("Verlauf", "")],
    }
    template = "_history" if request.htmx and not request.htmx.boosted else "history"
    return render(request, f"accountability/{template}.html", context)


@require_POST
def undo(request, sequence):
    """Take one change back: its old values are written again, as a new change."""
    act = trail.act(sequence, workspace_id=door().reader_of(request).workspace_id)
    if act is None or not act.can_be_undone:
        raise Http404
    kind, object_id = act.entry.kind, act.entry.object_id
    _check(request, kind, object_id)
    before, after = act.content["before"], act.content["after"]
    names = [one.field for one in act.differences]
    try:
        history.kind_of(kind).restore(
            request,
            object_id=object_id,
            values={name: before.get(name) for name in names},
            expected={name: after.get(name) for name in names},
            at=timezone.now(),
        )
    except history.MovedOnError:
        messages.error(
            request,
            "Diese Änderung lässt sich nicht mehr zurücknehmen: Dieselben Angaben wurden danach "
            "noch einmal geändert. Es wurde nichts verändert. Nehmen Sie zuerst die neuere "
            "Änderung zurück, oder bearbeiten Sie die Angaben selbst.",
        )
    else:
        messages.success(request, "Die Änderung ist zurückgenommen. Auch das steht im Verlauf.")
    return redirect("accountability:history", kind, object_id)


def _check(request, kind: str, object_id: str) -> None:
    if not history.may_see(request, kind=kind, object_id=object_id):
        raise Http404  # whether it exists is not told
