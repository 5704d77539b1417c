# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The words to work with: one list for everybody, changed by those who keep it."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from klammer_web.accountability import editing
from klammer_web.accounts import lists, rules, tables
from klammer_web.accounts.actions import vocabularies as actions
from klammer_web.accounts.enums import VocabularyList
from klammer_web.accounts.forms.words import RenameForm, WordForm
from klammer_web.accounts.queries import seat_of
from klammer_web.accounts.queries.vocabularies import visible
from klammer_web.accounts.tables.vocabulary import last_day, standing
from klammer_web.accounts.views.answers import done, posted, tried

_LIST = "Verzeichnisse"
_RENAMING = "ab_%s"  # two forms on one page


@require_http_methods(["GET", "HEAD", "POST"])
def index(request):
    """List the words; who keeps one of the lists adds to it here."""
    seat = seat_of(request)
    rules.check_member(seat)
    if request.method == "POST":
        rules.check_keep_words(seat)
    page = lists.opened(request, tables.VOCABULARY)
    if request.method != "POST" and (answer := lists.answer(page)):
        return answer
    form = WordForm(posted(request), seat=seat)
    if request.method == "POST" and form.is_valid():
        made = tried(form, lambda: actions.add_word(seat=seat, **form.chosen(), at=timezone.now()))
        if made:
            messages.success(request, f"„{made}“ steht jetzt in der Liste {_name(made).label}.")
            return redirect("accounts:vocabulary")
    context = {
        "form": form if rules.may_keep_words(seat) else None,
        "keeps_common": rules.speaks_for_all(seat),
        "crumbs": [("Start", "/"), (_LIST, "")],
    }
    status = 400 if form.errors else 200
    return lists.shown(request, page, "accounts/vocabulary.html", context=context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def word(request, entry_id):
    """Show a word, its time and its history; correct it."""
    seat = seat_of(request)
    rules.check_member(seat)
    held = get_object_or_404(visible(seat), id=entry_id)
    if request.method == "POST":
        rules.check_keep_words(seat, _name(held))
    start = {"label": held.label, "since": held.valid_from, "last": last_day(held)}
    form = WordForm(editing.submitted(request), seat=seat, held=held, initial=start)
    current = WordForm(seat=seat, held=held, initial=start)
    edit = editing.Edit(
        request, form=actions.KIND, object_id=str(held.id), kind=actions.KIND, parts=[form],
        current=[current],
    )  # fmt: skip
    if request.method == "POST" and form.is_valid() and not edit.goes_on:
        if edit.conflict:
            return edit.show_conflict()
        given = form.chosen()
        if tried(
            form,
            lambda: actions.change_word(seat=seat, entry_id=held.id, **given, at=timezone.now()),
        ):
            edit.done()
            return redirect("accounts:vocabulary")
    return _page(request, held, form=form, edit=edit)


@require_POST
def rename(request, entry_id):
    """Let a word say something else from a day on."""
    seat = seat_of(request)
    rules.check_member(seat)
    held = get_object_or_404(visible(seat), id=entry_id)
    rules.check_keep_words(seat, _name(held))
    form = RenameForm(request.POST, auto_id=_RENAMING)
    if form.is_valid():
        made = tried(
            form,
            lambda: actions.rename_from(
                seat=seat, entry_id=held.id, **form.cleaned_data, at=timezone.now()
            ),
        )
        if made:
            day = f"{made.valid_from:%d.%m.%Y}"
            messages.success(request, f"Ab {day} heißt es „{made}“. Was älter ist, bleibt.")
            return redirect("accounts:vocabulary")
    return _page(request, held, renaming=form)


@require_POST
def remove(request, entry_id):
    """Remove a word that has not held yet."""
    seat = seat_of(request)
    rules.check_member(seat)
    removed = done(
        request,
        lambda: actions.remove_word(seat=seat, entry_id=entry_id, at=timezone.now()),
        said="Der Eintrag ist entfernt.",
    )
    if removed:
        return redirect("accounts:vocabulary")
    return redirect("accounts:word", entry_id)


def _name(held) -> VocabularyList:
    return VocabularyList(held.list)


def _page(request, held, *, form=None, edit=None, renaming=None):
    seat, today = seat_of(request), timezone.localdate()
    start = {"label": held.label, "since": held.valid_from, "last": last_day(held)}
    context = {
        "word": held,
        "form": form or WordForm(seat=seat, held=held, initial=start),
        "edit": edit,
        "renaming": renaming or RenameForm(auto_id=_RENAMING),
        "may_keep": rules.may_keep_words(seat, _name(held)),
        "may_remove": held.valid_from >= today,
        "standing": standing(held, today),
        "last": last_day(held),
        "others": visible(seat)
        .filter(list=held.list, key=held.key, workspace=held.workspace_id)
        .exclude(id=held.id)
        .order_by("valid_from"),
        "crumbs": [("Start", "/"), (_LIST, "/konto/verzeichnisse/"), (held.label, "")],
    }
    errors = (form and form.errors) or (renaming and renaming.errors)
    return render(request, "accounts/word.html", context, status=400 if errors else 200)
