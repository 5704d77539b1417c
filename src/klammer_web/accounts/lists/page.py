# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""A list as this person sees it: with the views that were kept, and what may be changed."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render

from klammer.presentation.formats import number
from klammer_web.accounts import rules
from klammer_web.accounts.lists import undoing
from klammer_web.accounts.queries import seat_of
from klammer_web.accounts.queries.saved_views import default_view, saved_views
from klammer_web.ui.listing import Listing, ListPage
from klammer_web.ui.listing.files import (
    ENDINGS,
    MOST_IN_A_BOOK,
    Taker,
    is_too_long,
    list_response,
    taker_now,
)
from klammer_web.ui.listing.wanted import FILE, PLAIN


def opened(request, listing: Listing) -> ListPage:
    """Return the page of a list; its rights were checked by the view."""
    seat = seat_of(request)
    views = list(saved_views(seat, listing=listing.key))
    page = ListPage(request, listing)
    page.extras = {
        "views": [(one, one.query == page.query, _may_change(seat, one)) for one in views],
        "default": default_view(views),
        "may_save": seat.workspace_id is not None,
        "may_share": rules.may_share_views(seat),
        "may_edit": may_edit(request, listing),
        "undo": undoing.offered(request, listing.key),
    }
    return page


def _may_change(seat, view) -> bool:
    return view.owner_id is not None or rules.may_share_views(seat)


def may_edit(request, listing: Listing) -> bool:
    """Whether this person may change rows of the list."""
    if listing.editing is None:
        return False
    try:
        listing.editing.check(request)
    except PermissionDenied:
        return False
    return True


def answer(page: ListPage):
    """Return a file, or the way to the address that says what is shown; else nothing."""
    request = page.request
    ending = request.GET.get(FILE, "")
    if is_too_long(page, ending):
        messages.error(
            request,
            f"Eine Arbeitsmappe fasst höchstens {number(MOST_IN_A_BOOK)} Zeilen, hier sind es "
            "mehr. Wählen Sie weniger aus, oder nehmen Sie die Liste als CSV mit.",
        )
        return redirect(f"{request.path}?{page.query or PLAIN + '='}")
    if ending in ENDINGS:
        return list_response(page, ending, taker=taker_of(request))
    default = page.extras.get("default")
    if default is not None and default.query and not request.GET:
        return redirect(f"{request.path}?{default.query}")
    if page.is_untidy and not request.htmx:
        return redirect(f"{request.path}?{page.query or PLAIN + '='}")
    return None


def shown(request, page: ListPage, template: str, *, context: dict, status: int = 200):
    """Answer with the page; htmx gets the list alone."""
    is_part = request.htmx and not request.htmx.boosted
    chosen = "ui/listing/list.html" if is_part else template
    return render(request, chosen, {**context, "list": page}, status=status)


def taker_of(request) -> Taker:
    """Return who takes a file along."""
    seat = seat_of(request)
    return taker_now(name=seat.user_name, workspace=seat.workspace_name)
