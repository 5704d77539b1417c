# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Building an index: a new one, a copy, a file, a change; publishing after a second look."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from klammer.base.errors import InputRefusedError, KlammerError
from klammer.pipeline.indices import LONGEST, read_text
from klammer_web.accountability import editing
from klammer_web.accounts.queries import seat_of
from klammer_web.atlas import index_rules, index_second_looks
from klammer_web.atlas.actions import indices as actions
from klammer_web.atlas.forms.index_builder import TextForm, UploadForm
from klammer_web.atlas.forms.index_fields import Fields, places
from klammer_web.atlas.pages.indices import building
from klammer_web.atlas.pages.indices.building import crumbs
from klammer_web.atlas.pages.indices.printing import printed
from klammer_web.atlas.pages.indices.refusals import refusal
from klammer_web.atlas.queries.indices import readable
from klammer_web.atlas.queries.indices.readable import KIND, Readable
from klammer_web.atlas.views.figures import release_shown
from klammer_web.ui.errors import refusing

EITHER = ["GET", "HEAD", "POST"]


@require_http_methods(EITHER)
@refusing
def new(request):
    """Build an index from nothing, or from a copy of one that is there (`von`)."""
    seat = seat_of(request)
    index_rules.check_build(seat)
    wanted = request.GET.get("von", "")
    source = readable.one(seat, wanted) if wanted else None
    if wanted and source is None:
        raise Http404
    return _build(request, source=source, present=None)


@require_http_methods(EITHER)
@refusing
def change(request, index):
    """Change an index: a new version; the published one stays until this one is published."""
    seat = seat_of(request)
    found = _own(request, index)
    index_rules.check_rebuild(seat, found.row)
    return _build(request, source=found, present=found)


@require_POST
@refusing
def upload(request):
    """Keep an index from a specification file, as a draft."""
    seat = seat_of(request)
    index_rules.check_build(seat)
    form = UploadForm(request.POST, request.FILES)
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            draft = building.draft_of_file(file.read(LONGEST + 1))
            index = actions.keep_index(draft=draft, seat=seat, at=timezone.now())
        except KlammerError as error:
            form.add_error("file", refusal(error).text)
        else:
            messages.success(request, "Die Datei ist als Entwurf gespeichert.")
            return redirect("atlas:index", index.id)
    context = {"upload": form, "crumbs": crumbs(("Aus einer Datei", ""))}
    return render(request, "atlas/indices/upload.html", context, status=400)


def _build(request, *, source: Readable | None, present: Readable | None):
    release, seat = release_shown(request), seat_of(request)
    fields = Fields.of(request, release=release, seat=seat, source=source, is_copy=present is None)
    if fields is None:
        return _as_text(request, source=source, present=present)
    edit = editing.Edit(
        request,
        form="atlas.index",
        object_id=present.id if present else "",
        kind=KIND,
        parts=fields.parts,
        current=fields.current,
    )
    preview = None
    if request.method == "POST" and fields.is_valid():
        try:
            draft = fields.draft()
            if draft is not None and edit.goes_on:
                preview = building.preview(draft, release=release, seat=seat)
            elif draft is not None:
                return _saved(request, draft, present, edit)
        except InputRefusedError as error:
            fields.refuse(refusal(error).text)
    context = {
        **building.context(fields, release=release, source=source, present=present),
        "edit": edit,
        "preview": preview,
    }
    has_errors = request.method == "POST" and not fields.is_sound
    return render(request, "atlas/indices/builder.html", context, status=400 if has_errors else 200)


def _as_text(request, *, source: Readable, present: Readable | None):
    """Change what the fields cannot say: the file itself."""
    release, seat = release_shown(request), seat_of(request)
    offered = places(release, seat=seat)
    about = source.held.about
    begun = {
        "text": source.held.text,
        "level": about.get("level", ""),
        "extent": about.get("extent", ""),
    }
    form = TextForm(editing.submitted(request), initial=begun, **offered)
    edit = editing.Edit(
        request,
        form="atlas.index_text",
        object_id=present.id if present else "",
        kind=KIND,
        parts=[form],
        current=[TextForm(None, initial=begun, **offered)],
    )
    preview = None
    if request.method == "POST" and form.is_valid():
        draft = building.draft_of_text(form.cleaned_data)
        try:
            read_text(draft.text)
            if edit.goes_on:
                preview = building.preview(draft, release=release, seat=seat)
            else:
                return _saved(request, draft, present, edit)
        except InputRefusedError as error:
            form.add_error("text", refusal(error).text)
    context = {
        "form": form,
        "edit": edit,
        "preview": preview,
        "source": source,
        "present": present,
        "crumbs": crumbs(("Als Text", "")),
    }
    status = 400 if form.is_bound and form.errors else 200
    return render(request, "atlas/indices/as_text.html", context, status=status)


def _saved(request, draft: actions.Draft, present: Readable | None, edit: editing.Edit):
    """Keep a draft and show it, or show what somebody else changed meanwhile."""
    if edit.conflict:
        return edit.show_conflict()
    saved = _keep(request, draft, present)
    edit.done()
    return redirect("atlas:index", saved.id)


def _keep(request, draft: actions.Draft, present: Readable | None):
    seat, at = seat_of(request), timezone.now()
    if present is None:
        saved = actions.keep_index(draft=draft, seat=seat, at=at)
        messages.success(request, "Der Index ist gespeichert. Noch sieht ihn nur Ihr Bereich.")
    else:
        saved = actions.change_index(index_id=present.id, draft=draft, seat=seat, at=at)
        messages.success(request, "Die neue Fassung ist gespeichert.")
    return saved


@require_http_methods(EITHER)
@refusing
def publish(request, index):
    """Look at what everybody will read, ask for the second look, publish."""
    seat = seat_of(request)
    found = _own(request, index)
    index_rules.check_publish(seat, found.row)
    if request.method == "POST":
        index_second_looks.check_cleared(found.row)
        version = request.POST.get("fassung", "")
        try:
            actions.publish_index(index_id=found.id, version=version, seat=seat, at=timezone.now())
        except InputRefusedError:
            messages.error(
                request, "Der Index wurde inzwischen geändert. Sehen Sie die neue Fassung an."
            )
            return redirect("atlas:index_publish", found.id)
        messages.success(request, "Der Index ist veröffentlicht. Alle können ihn jetzt lesen.")
        return redirect("atlas:index", found.id)
    context = {
        "found": found,
        "index": found.row,
        "made": printed(found.specification),
        "standing": index_second_looks.standing(found.row, besides=seat.user_id),
        "look_kind": KIND,
        "preview": building.look(found, release=release_shown(request)),
        "crumbs": crumbs(
            (found.title, reverse("atlas:index", args=[found.id])), ("Veröffentlichen", "")
        ),
    }
    return render(request, "atlas/indices/publish.html", context)


@require_POST
@refusing
def delete(request, index):
    """Delete an index; the list offers to bring it back."""
    seat = seat_of(request)
    found = _own(request, index)
    actions.delete_index(index_id=found.id, seat=seat, at=timezone.now())
    messages.success(request, f"„{found.title}“ ist gelöscht. Sie können es unten zurückholen.")
    return redirect("atlas:indices")


@require_POST
@refusing
def restore(request, index):
    """Bring a deleted index back."""
    seat = seat_of(request)
    found = readable.deleted(seat).filter(id=index).first()
    if found is None:
        raise Http404
    actions.restore_index(index_id=found.id, seat=seat, at=timezone.now())
    messages.success(request, f"„{found.title}“ ist wieder da.")
    return redirect("atlas:index", found.id)


def _own(request, index) -> Readable:
    """Return an index of the seat's own workspace; others' are as if they were not there."""
    found = readable.one(seat_of(request), index)
    if found is None or found.row is None or not found.is_own:
        raise Http404
    return found
