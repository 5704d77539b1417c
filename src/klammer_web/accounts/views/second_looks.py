# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The second look: asking for it, the head's page, the personal link of the mail."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from klammer_web.accounts import lists, rules, second_look, tables
from klammer_web.accounts.actions import second_looks as actions
from klammer_web.accounts.enums import Role, SecondLookState
from klammer_web.accounts.forms.sharing import AloneForm, AnswerForm, AskForm
from klammer_web.accounts.models import User
from klammer_web.accounts.queries import seat_of
from klammer_web.accounts.queries import second_looks as queries
from klammer_web.accounts.rules import RefusedError
from klammer_web.accounts.tables.second_looks import word_of
from klammer_web.accounts.views.answers import done, link_maker, posted, tried

_CRUMBS = [("Start", "/"), ("Zweiter Blick", "/konto/zweiter-blick/")]


@require_safe
def index(request):
    """List what waits for one's own look, what one asked for, and what was decided."""
    seat = seat_of(request)
    rules.check_see_second_looks(seat)
    page = lists.opened(request, tables.SECOND_LOOKS)
    if response := lists.answer(page):
        return response
    context = {
        "mine": [(one, word_of(one)) for one in queries.waiting_for(seat)],
        "crumbs": [*_CRUMBS[:1], ("Zweiter Blick", "")],
    }
    return lists.shown(request, page, "accounts/second_looks.html", context=context)


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request, kind, object_id):
    """Say what the head should look at, and ask by mail."""
    seat, known = seat_of(request), second_look.kind_of(kind)
    rules.check_ask_second_look(seat)
    named = {"object_id": object_id, "workspace_id": seat.workspace_id}
    title = known.title(**named) if known else None
    if title is None:
        raise Http404
    form = AskForm(posted(request))
    if request.method == "POST" and form.is_valid():
        link = link_maker(request, "accounts:second_look_link")
        note, at = form.cleaned_data["note"], timezone.now()
        asked = tried(
            form,
            lambda: actions.ask(
                seat=seat, kind=kind, object_id=object_id, note=note, link=link, at=at
            ),
        )
        if asked:
            messages.success(request, f"Die Bitte um einen zweiten Blick auf „{title}“ steht.")
            return redirect("accounts:second_look", asked.id)
    heads = queries.heads(seat.workspace_id, besides=seat.user_id, day=timezone.localdate())
    context = {
        "looked_at_kind": known,
        "title": title,
        "heads": list(heads),
        "form": form,
        "crumbs": [*_CRUMBS, ("Darum bitten", "")],
    }
    status = 400 if form.errors else 200
    return render(request, "accounts/second_look_ask.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def detail(request, look_id):
    """Show what is to be looked at; the head answers here."""
    seat = seat_of(request)
    rules.check_see_second_looks(seat)
    look = get_object_or_404(queries.of_workspace(seat.workspace_id), id=look_id)
    may_answer = queries.waiting_for(seat).filter(id=look.id).exists()
    if request.method == "POST" and not may_answer:
        raise RefusedError(
            "Den zweiten Blick wirft die Leitung, und nicht die Person, die darum gebeten hat.",
            roles=frozenset({Role.HEAD}),
        )
    form = AnswerForm(posted(request))
    if request.method == "POST" and _answered(form, look=look, user_id=seat.user_id):
        return redirect("accounts:second_looks")
    return _look_page(request, look, form=form, may_answer=may_answer, shows_content=True)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def by_link(request, word):
    """Answer by the personal link of the mail, where the kind allows it; else sign in first."""
    look_id, head_id = actions.read_word(word)
    look = get_object_or_404(queries.SecondLook.objects.select_related("workspace"), id=look_id)
    day = timezone.localdate()
    head = queries.heads(look.workspace_id, besides=look.asked_by_id, day=day).filter(id=head_id)
    if not head.exists():
        raise Http404
    known = second_look.kind_of(look.kind)
    if known is None or not known.opens_by_link:
        return redirect("accounts:second_look", look.id)
    is_waiting = look.state == SecondLookState.WAITING
    form = AnswerForm(posted(request))
    may = request.method == "POST" and is_waiting
    if may and _answered(form, look=look, user_id=head_id, by_link=True):
        return render(request, "accounts/second_look_thanks.html", {"look": look})
    return _look_page(
        request,
        look,
        form=form,
        may_answer=is_waiting,
        shows_content=is_waiting,
        head=User.objects.get(id=head_id),
    )


@require_http_methods(["POST"])
def confirm_alone(request, look_id):
    """Confirm without a second person, where there is no head."""
    seat, form = seat_of(request), AloneForm(request.POST)
    rules.check_ask_second_look(seat)
    look = get_object_or_404(queries.of_workspace(seat.workspace_id), id=look_id)
    if form.is_valid() and tried(
        form,
        lambda: actions.confirm_alone(
            seat=seat, look_id=look_id, reason=form.cleaned_data["reason"], at=timezone.now()
        ),
    ):
        return redirect("accounts:second_look", look_id)
    return _look_page(request, look, form=AnswerForm(), alone=form, shows_content=True)


@require_POST
def take_back(request, look_id):
    """Take the question back."""
    seat = seat_of(request)
    done(
        request,
        lambda: actions.take_back(seat=seat, look_id=look_id, at=timezone.now()),
        said="Die Bitte ist zurückgezogen.",
    )
    return redirect("accounts:second_looks")


def _answered(form, *, look, user_id, by_link=False):
    if not form.is_valid():
        return False
    given = form.cleaned_data
    return tried(
        form,
        lambda: actions.answer(
            look_id=look.id,
            user_id=user_id,
            agrees=given["answer"] == "agree",
            reason=given["reason"],
            by_link=by_link,
            at=timezone.now(),
        ),
    )


def _look_page(
    request, look, *, form, may_answer=False, alone=None, shows_content=False, head=None
):
    known, is_waiting = second_look.kind_of(look.kind), look.state == SecondLookState.WAITING
    named = {"object_id": look.object_id, "workspace_id": look.workspace_id}
    there = known is not None and known.title(**named) is not None
    opens = queries.alone_from(look)
    context = {
        "look": look,
        "word": word_of(look),
        "preview": known.preview(**named) if there and shows_content else "",
        "is_unchanged": second_look.is_unchanged(look),
        "is_waiting": is_waiting,
        "address": known.address(look.object_id) if there and head is None else "",
        "may_answer": may_answer and is_waiting,
        "is_mine": look.asked_by_id == seat_of(request).user_id and head is None,
        "alone_from": opens,
        "alone_now": opens is not None and timezone.now() >= opens,
        "form": form,
        "alone": alone or AloneForm(),
        "head": head,
        "crumbs": [*_CRUMBS, (look.title, "")] if head is None else [],
    }
    status = 400 if form.errors or (alone and alone.errors) else 200
    return render(request, "accounts/second_look.html", context, status=status)
