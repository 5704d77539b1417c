# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The section "Kommentare" of an object: as a fragment for htmx, else back to where it stands."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from klammer_web.accounts.queries import seat_of
from klammer_web.chain import kinds
from klammer_web.chain.comments import actions, queries, rules, section
from klammer_web.chain.kinds import Ref


@require_http_methods(["GET", "HEAD", "POST"])
def of_object(request, kind, identity):
    """Show what was said about an object; say something, or answer."""
    seat, ref = seat_of(request), Ref(kind, identity)
    rules.check_comment(seat)
    if kinds.card(seat, ref) is None:
        raise Http404
    if request.method != "POST":
        return _answer(request, ref)
    text, thread_id = request.POST.get("text", ""), _identity(request.POST.get("gespraech", ""))
    return _written(
        request,
        ref,
        lambda: actions.comment(
            seat=seat, ref=ref, text=text, thread_id=thread_id, at=timezone.now()
        ),
        text=text,
        place=str(thread_id or "neu"),
    )


@require_POST
def change(request, identity):
    """Change one's own comment."""
    seat, one = _found(request, identity)
    text = request.POST.get("text", "")
    return _written(
        request,
        Ref(one.object_kind, one.object_id),
        lambda: actions.change(seat=seat, identity=identity, text=text, at=timezone.now()),
        text=text,
        place=str(identity),
    )


@require_POST
def delete(request, identity):
    """Take one's own comment away; the section offers to put it back."""
    seat, one = _found(request, identity)
    actions.delete(seat=seat, identity=identity, at=timezone.now())
    return _answer(request, Ref(one.object_kind, one.object_id), deleted=one)


@require_POST
def restore(request, identity):
    """Put one's own comment back."""
    seat, one = _found(request, identity)
    ref = Ref(one.object_kind, one.object_id)
    return _written(
        request,
        ref,
        lambda: actions.restore(seat=seat, identity=identity, at=timezone.now()),
        text="",
        place="neu",
    )


@require_POST
def settle(request, identity):
    """Say that the matter is settled, or open again."""
    seat, one = _found(request, identity)
    is_settled = request.POST.get("geklaert") != "nein"
    actions.settle(seat=seat, identity=identity, is_settled=is_settled, at=timezone.now())
    return _answer(request, Ref(one.object_kind, one.object_id))


@require_GET
def people(request):
    """Offer people to mention, while somebody types behind an @."""
    seat = seat_of(request)
    rules.check_comment(seat)
    ref = Ref(request.GET.get("art", ""), request.GET.get("zu", ""))
    found = queries.offered(
        seat, ref, begins=request.GET.get("q", "")[:100], day=timezone.localdate()
    )
    return render(request, "chain/_people.html", {"people": found})


def _found(request, identity):
    seat = seat_of(request)
    rules.check_comment(seat)
    one = queries.one_of(seat, identity)
    if one is None:
        raise Http404
    return seat, one


def _written(request, ref, act, *, text, place):
    try:
        done = act()
    except ValidationError as error:
        return _answer(request, ref, error=" ".join(error.messages), text=text, place=place)
    unheard = getattr(done, "unheard", ())
    if unheard:
        return _answer(request, ref, note=_in_vain(unheard))
    return _answer(request, ref)


def _in_vain(names) -> str:
    """Say who was mentioned, but may not see what it is about."""
    who = " und ".join(names)
    if len(names) == 1:
        return f"{who} darf das hier nicht sehen und erfährt nichts von der Erwähnung."
    return f"{who} dürfen das hier nicht sehen und erfahren nichts von der Erwähnung."


def _answer(request, ref, **shown):
    """Return the section for htmx, else go back; what went wrong is said on that page."""
    if request.htmx:
        context = section.context(seat_of(request), ref, **shown)
        return render(request, "chain/comments.html", context)
    if shown.get("error"):
        messages.error(request, shown["error"])
    if shown.get("note"):
        messages.warning(request, shown["note"])
    if shown.get("deleted"):
        messages.info(request, "Der Kommentar ist gelöscht.")
    target = request.POST.get("zurueck", "")
    if not url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()}):
        target = reverse("chain:chain", args=[ref.kind, ref.id])
    return redirect(f"{target.split('#')[0]}#kommentare")


def _identity(text: str) -> UUID | None:
    if not text:
        return None
    try:
        return UUID(text)
    except ValueError:
        raise Http404 from None
