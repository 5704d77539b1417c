# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The departments of this workspace."""

from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from klammer_web.accountability import editing
from klammer_web.accounts import lists, rules, tables
from klammer_web.accounts.actions import departments as actions
from klammer_web.accounts.forms.people import DepartmentForm
from klammer_web.accounts.models import Department
from klammer_web.accounts.queries import seat_of
from klammer_web.accounts.views.answers import done, posted, tried


@require_http_methods(["GET", "HEAD", "POST"])
def index(request):
    """List the departments as a tree, and add one."""
    seat = seat_of(request)
    rules.check_care_for_people(seat)
    page = lists.opened(request, tables.DEPARTMENTS)
    if request.method != "POST" and (response := lists.answer(page)):
        return response
    form = DepartmentForm(posted(request), seat=seat)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if tried(form, lambda: actions.add_department(seat=seat, **given, at=timezone.now())):
            return redirect("accounts:departments")
    return render(
        request,
        "accounts/departments.html",
        {
            "list": page,
            "form": form,
            "crumbs": [("Start", "/"), ("Mandant", "/konto/mandant/"), ("Organisation", "")],
        },
        status=400 if form.errors else 200,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def change(request, department_id):
    """Rename a department or put it elsewhere."""
    seat = seat_of(request)
    rules.check_care_for_people(seat)
    held = get_object_or_404(Department, id=department_id, workspace_id=seat.workspace_id)
    start = {"name": held.name, "kind": held.kind, "parent": held.parent_id}
    data = editing.submitted(request)
    form = DepartmentForm(data, seat=seat, besides=held.id, initial=start)
    current = DepartmentForm(seat=seat, besides=held.id, initial=start)
    edit = _edit(request, form, held=held, current=current)
    if request.method == "POST" and form.is_valid() and not edit.goes_on:
        if edit.conflict:
            return edit.show_conflict()
        given = form.cleaned_data
        if tried(
            form,
            lambda: actions.change_department(
                seat=seat, department_id=department_id, **given, at=timezone.now()
            ),
        ):
            edit.done()
            return redirect("accounts:departments")
    return render(
        request,
        "accounts/department.html",
        {
            "edit": edit,
            "department": held,
            "has_parts": held.parts.exists(),
            "form": form,
            "crumbs": [
                ("Start", "/"),
                ("Mandant", "/konto/mandant/"),
                ("Organisation", "/konto/mandant/organisation/"),
                (held.name, ""),
            ],
        },
        status=400 if form.errors else 200,
    )


def _edit(request, form, *, held, current):
    """Tell when somebody else changed the department meanwhile."""
    name = "accounts.department"
    return editing.Edit(
        request, form=name, object_id=str(held.id), kind=name, parts=[form], current=[current]
    )


@require_POST
def remove(request, department_id):
    """Remove a department that has no parts."""
    seat = seat_of(request)
    done(
        request,
        lambda: actions.remove_department(
            seat=seat, department_id=department_id, at=timezone.now()
        ),
        said="Die Organisationseinheit ist entfernt. Wer dazugehörte, arbeitet weiter hier.",
    )
    return redirect("accounts:departments")
