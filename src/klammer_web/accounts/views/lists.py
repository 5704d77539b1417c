# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Changing many rows of a list: from a workbook or by selection, always with a look before."""

import tempfile
from pathlib import Path

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from klammer_web.accountability.queries import trail
from klammer_web.accounts import lists
from klammer_web.accounts.actions.lists import write_list
from klammer_web.accounts.lists import carrying, undoing
from klammer_web.accounts.queries import seat_of
from klammer_web.ui.listing import Change, ListPage, RowRefusedError, office
from klammer_web.ui.listing.files import attached
from klammer_web.ui.listing.office import cells, making, marks
from klammer_web.ui.listing.office.reading import Returned, ReturnedRow
from klammer_web.ui.listing.wanted import FILE
from klammer_web.ui.listing.writers import ods, write_ods, write_xlsx, xlsx

_WRITERS = {"xlsx": (write_xlsx, xlsx.MEDIA_TYPE), "ods": (write_ods, ods.MEDIA_TYPE)}
UNCHANGED, EMPTIED = "", "-"  # what a bulk edit does with a column besides a new value


def _listing(request, key):
    """Return the list, when it can be edited and this person may."""
    found = lists.find(key)
    if found is None or found.editing is None:
        raise Http404
    found.editing.check(request)
    return found


def _scope(request) -> str:
    return str(seat_of(request).workspace_id)


@require_http_methods(["GET", "HEAD", "POST"])
def workbook(request, listing):
    """Hand out the workbook, take it back, and show what it changes."""
    held = _listing(request, listing)
    page = ListPage(request, held)
    ending = request.GET.get(FILE, "")
    if request.method != "POST" and ending in _WRITERS:
        write, media = _WRITERS[ending]
        taker = lists.taker_of(request)
        book = making.make_book(page, taker=taker, scope=_scope(request))
        name = f"{held.title.lower()}-bearbeiten-{taker.at:%Y-%m-%d}.{ending}"
        return attached(HttpResponse(write(book), content_type=media), name)
    if request.method != "POST":
        return _workbook_page(request, page)
    file = request.FILES.get("mappe")
    if file is None:
        problem = office.Problem(
            "", "Es wurde keine Datei gewählt.", "Wählen Sie die Arbeitsmappe."
        )
        return _workbook_page(request, page, problems=[problem])
    try:
        returned = _read(file, page, scope=_scope(request))
    except office.SheetRefusedError as error:
        return _workbook_page(request, page, problems=error.problems, name=file.name)
    return _look(request, page, returned, name=file.name)


def _read(file, page: ListPage, *, scope: str) -> Returned:
    with tempfile.NamedTemporaryFile(suffix=Path(file.name).suffix[:6]) as copy:
        copy.writelines(file.chunks())
        copy.flush()
        return office.read_book(
            Path(copy.name), name=file.name, listing=page.listing, columns=page.columns, scope=scope
        )


def _workbook_page(request, page: ListPage, *, problems=(), name=""):
    query = page.wanted.query(page=1)
    context = {
        "list": page,
        "listing": page.listing,
        "front": f"{query}&" if query else "",
        "problems": problems,
        "file_name": name,
        "editable": [one for one in page.columns if one.is_editable],
        "crumbs": _crumbs(page, "Arbeitsmappe"),
    }
    return render(request, "accounts/lists/workbook.html", context, status=400 if problems else 200)


def _crumbs(page: ListPage, here: str):
    return [("Start", "/"), (page.listing.title, page.listing.address()), (here, "")]


@require_POST
def change(request, listing):
    """Show what a bulk edit of the selected rows would change."""
    held = _listing(request, listing)
    page = ListPage(request, held)
    chosen = set(request.POST.getlist("wahl")) - {""}
    rows = [row for row in page.everything if held.editing.key(row) in chosen]
    given = {}
    for column in page.columns:
        text = request.POST.get(f"neu.{column.name}", UNCHANGED).strip()
        if column.is_editable and text != UNCHANGED:
            try:
                given[column.name] = _given(column, text)
            except cells.WrongCellError as error:
                messages.error(request, f"{column.label}: {error} {error.remedy}")
                return redirect(held.address())
    if not rows or not given:
        said = "Wählen Sie zuerst Zeilen aus." if not rows else "Sagen Sie, was sich ändern soll."
        messages.error(request, f"{said} Es wurde nichts geändert.")
        return redirect(held.address())
    return _look(request, page, _as_returned(rows, given, page))


def _given(column, text: str):
    if text == EMPTIED and not column.is_required:
        return None
    if column.choices:
        text = column.word(text) if text in dict(column.choices) else text
    return cells.value_of(text, column)


def _as_returned(rows, given, page: ListPage) -> Returned:
    """Return selected rows as if they had come back from the office with these values."""
    editable = [one for one in page.columns if one.is_editable]
    return Returned(
        tuple(
            ReturnedRow(
                0,
                page.listing.editing.key(row),
                marks.marks_of(row, editable),
                {one.name: marks.settled(one.value(row)) for one in editable} | given,
            )
            for row in rows
        )
    )


def _look(request, page: ListPage, returned: Returned, *, name="", again=False, refused=""):
    """Show every difference before anything is written."""
    editing, seat = page.listing.editing, seat_of(request)
    found = office.compare(returned, page.everything, columns=page.columns, editing=editing)
    held = carrying.plain(carrying.needed(returned, found), shown=carrying.shown(found))
    context = {
        "list": page,
        "listing": page.listing,
        "found": found,
        "clashes": [(one, _by(page, one, seat)) for one in found.clashes],
        "carried": carrying.signed(held, listing=page.listing, seat=seat),
        "file_name": name,
        "is_again": again,
        "refused": refused,
        "crumbs": _crumbs(page, "Unterschiede"),
    }
    status = 409 if again else 400 if refused else 200
    return render(request, "accounts/lists/differences.html", context, status=status)


def _by(page: ListPage, clash, seat):
    """Return who changed the row last."""
    kind = page.listing.editing.kind
    acts = trail.of_object(
        kind=kind, object_id=clash.key, workspace_id=seat.workspace_id, most=1
    )  # fmt: skip
    return acts[0] if acts else None


@require_POST
def confirm(request, listing):
    """Write what was shown; when others changed something meanwhile, show it again."""
    held, seat = _listing(request, listing), seat_of(request)
    page = ListPage(request, held)
    carried = carrying.unsigned(request.POST.get("stand", ""), listing=held, seat=seat)
    if carried is None:
        messages.error(
            request,
            "Diese Seite ist nicht mehr gültig. Es wurde nichts geändert; bitte laden Sie die "
            "Arbeitsmappe noch einmal hoch.",
        )
        return redirect(held.address())
    returned = carrying.unplain(carried, columns=page.columns)
    found = office.compare(returned, page.everything, columns=page.columns, editing=held.editing)
    if carrying.shown(found) != carried["shown"]:
        return _look(request, page, returned, again=True)
    mine = [
        (one.key, one.name)
        for one in found.clashes
        if request.POST.get(one.field_name) == "mine"
    ]  # fmt: skip
    changes = found.changes(mine=mine, removed=request.POST.getlist("entfernen"))
    try:
        _written(request, page, changes)
    except RowRefusedError as error:
        return _look(request, page, returned, refused=_sentence(page, error))
    return redirect(held.address())


def _sentence(page: ListPage, error: RowRefusedError) -> str:
    named = {page.listing.editing.key(row): row for row in page.everything}
    row = named.get(error.change.key)
    title = page.listing.editing.name(row) if row is not None else ""
    where = " · ".join(filter(None, (error.change.place, f"„{title}“" if title else "")))
    return f"{where}: {error.sentence}" if where else error.sentence


def _written(request, page: ListPage, changes: list[Change]) -> None:
    """Write, remember how to take it back, and say what was done."""
    held, before = page.listing, {page.listing.editing.key(row): row for row in page.everything}
    if not changes:
        messages.info(request, "Es war nichts zu ändern.")
        return
    made = write_list(request, listing=held, changes=changes, at=timezone.now())
    fresh = ListPage(request, held)
    undoing.remember(
        request,
        held.key,
        changes=changes,
        before=before,
        after={held.editing.key(row): row for row in fresh.everything},
        made=made,
        columns=fresh.columns,
    )
    new = sum(1 for one in changes if one.key is None)
    gone = sum(1 for one in changes if one.values is None)
    parts = ((len(changes) - new - gone, "geändert"), (new, "neu"), (gone, "entfernt"))
    told = ", ".join(f"{number} {word}" for number, word in parts if number)
    messages.success(request, f"Gespeichert: {told}. Alles steht im Protokoll.")


@require_POST
def undo(request, listing):
    """Take the last change of many rows back, except what others changed since."""
    held = _listing(request, listing)
    page = ListPage(request, held)
    kept = undoing.taken(request, held.key)
    if kept is None:
        messages.error(request, "Hier gibt es nichts zurückzunehmen.")
        return redirect(held.address())
    returned = carrying.unplain(kept, columns=page.columns)
    found = office.compare(
        returned, page.everything, columns=_touched(page, returned), editing=held.editing
    )
    here = {held.editing.key(row) for row in page.everything}
    changes = found.changes() + [Change(key, None) for key in kept["made"] if key in here]
    changes = [one for one in changes if one.values is None or one.values]
    try:
        write_list(request, listing=held, changes=changes, at=timezone.now())
    except RowRefusedError as error:
        messages.error(request, f"Nicht zurückgenommen: {_sentence(page, error)}")
        return redirect(held.address())
    messages.success(request, "Zurückgenommen. Auch das steht im Protokoll.")
    if found.clashes or found.gone:
        number = len(found.clashes) + len(found.gone)
        messages.warning(
            request, f"{number} Angaben blieben stehen: Sie wurden seither noch einmal geändert."
        )
    return redirect(held.address())


def _touched(page: ListPage, returned: Returned):
    names = {name for row in returned.rows for name in row.values}
    return [one for one in page.columns if one.name in names]
