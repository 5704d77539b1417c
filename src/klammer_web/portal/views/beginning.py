# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The assistant that opens a county, step by step."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from klammer_web.accounts import proposals, queries
from klammer_web.accounts.actions import beginning as actions
from klammer_web.accounts.views.answers import link_maker, posted, tried
from klammer_web.catalogue.instance import release_for
from klammer_web.portal import beginning, jobs
from klammer_web.portal.forms import CommitteesForm, CountyForm, FirstPeopleForm, WordsForm
from klammer_web.ui.errors import PageRefusedError, Refusal, refusing

_METHODS = ["GET", "HEAD", "POST"]
_USED = Refusal(
    title="Dieser Einrichtungslink gilt nicht mehr",
    what="Er ist älter als eine Woche, unvollständig, oder die Instanz ist schon eingerichtet.",
    why="Einen neuen gibt „klammer serve --create“ aus, solange niemand ein Konto hat.",
    remedies=(("Anmelden", "/konto/anmelden/"), ("Zur Startseite", "/")),
)


@never_cache
@refusing
@require_http_methods(["GET", "HEAD"])
def setup(request, word):
    """Let whoever holds the operator's link begin; only while nobody has an account."""
    if not beginning.is_setup_word(word):
        raise PageRefusedError(_USED)
    request.session[beginning.SETUP_KEY] = True
    return redirect("portal:begin")


@never_cache
@require_http_methods(_METHODS)
def county(request):
    """First step: which county or city."""
    beginning.check(request)
    listed = beginning.free_places()
    free = [place for place, is_open in listed if not is_open]
    held = beginning.chosen(request).get("key", "")
    form = CountyForm(posted(request), free=free, initial={"key": held})
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["key"] != held:
            request.session.pop(beginning.SESSION_KEY, None)
        beginning.choose(request, key=form.cleaned_data["key"])
        return redirect("portal:begin_plans")
    return _page(request, "county", form, listed=listed, held=request.POST.get("key", held))


@never_cache
@require_http_methods(_METHODS)
def plans(request):
    """Second step: which plans the county makes."""
    return _words(request, "plans", label="Planarten", offered=lambda _: proposals.PLAN_TYPES)


@never_cache
@require_http_methods(_METHODS)
def committees(request):
    """Third step: which committees vote, and the holidays."""
    return _words(
        request, "committees", label="Gremien", offered=beginning.committees_offered,
        form_class=CommitteesForm,
    )  # fmt: skip


@never_cache
@require_http_methods(_METHODS)
def departments(request):
    """Fourth step: how the administration is laid out."""
    names = {key: one.name for key, one in proposals.DEPARTMENTS.items()}
    return _words(request, "departments", label="Organisationseinheiten", offered=lambda _: names)


def _words(request, name: str, *, label: str, offered, form_class=WordsForm):
    beginning.check(request)
    place = beginning.place_of(request)
    if place is None:
        return redirect("portal:begin")
    words, given = offered(place), beginning.chosen(request)
    held = given.get(name) or {"offered": list(words), "more": []}
    first = {"offered": held["offered"], "more": "\n".join(held["more"])}
    first["holidays"] = given.get("holidays", True)
    form = form_class(posted(request), label=label, offered=words, initial=first)
    if request.method == "POST" and form.is_valid():
        kept = {key: form.cleaned_data[key] for key in ("offered", "more")}
        extra = {k: v for k, v in form.cleaned_data.items() if k not in kept}
        beginning.choose(request, **{name: kept}, **extra)
        return redirect(_after(name).address)
    return _page(request, name, form, place=place)


@never_cache
@require_http_methods(_METHODS)
def people(request):
    """Last step: who comes first; shows what will be made, then makes it."""
    is_first, place = beginning.check(request), beginning.place_of(request)
    if place is None:
        return redirect("portal:begin")
    has_no_figures = release_for(queries.seat_of(request), scope="") is None
    form = FirstPeopleForm(posted(request), is_first=is_first, offers_figures=has_no_figures)
    if request.method == "POST" and form.is_valid():
        act = _open_first if is_first else _open_for_others
        answer = tried(form, lambda: act(request, form))
        if answer:
            return answer
    summary = beginning.opening_of(request, invited=[])
    return _page(request, "people", form, place=place, opening=summary, is_first=is_first)


def _open_for_others(request, form):
    at = timezone.now()
    opening = beginning.opening_of(request, invited=form.invited())
    seat, link = queries.seat_of(request), link_maker(request, "accounts:invitation")
    made = actions.open_county(seat=seat, opening=opening, link=link, at=at)
    _load_figures(form, made=made, by=seat.user_id)
    beginning.forget(request)
    count = len(opening.invited)
    sent = "Eine Einladung ist" if count == 1 else f"{count} Einladungen sind"
    messages.success(request, f"„{made}“ ist eröffnet. {sent} unterwegs.")
    return redirect("accounts:workspaces")


def _open_first(request, form):
    given = form.cleaned_data
    founder = actions.Founder(given["name"].strip(), given["email"], given["password"])
    opening = beginning.opening_of(request, invited=form.invited())
    link = link_maker(request, "accounts:invitation")
    made, user = actions.open_first(founder=founder, opening=opening, link=link, at=timezone.now())
    _load_figures(form, made=made, by=user.id)
    beginning.forget(request)
    login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
    request.session[queries.SESSION_KEY] = str(made.id)
    messages.success(request, f"„{made}“ ist eröffnet. Willkommen.")
    return redirect("portal:home")


def _load_figures(form, *, made, by) -> None:
    if form.cleaned_data.get("figures"):
        jobs.load_official(workspace_id=made.id, requested_by_id=by)


def _after(name: str):
    names = [step.name for step in beginning.STEPS]
    return beginning.STEPS[names.index(name) + 1]


def _page(request, name: str, form, **more):
    names = [step.name for step in beginning.STEPS]
    number = names.index(name)
    return render(
        request,
        f"portal/beginning/{name}.html",
        {
            "form": form,
            "steps": [
                (step, "done" if n < number else "here" if n == number else "ahead")
                for n, step in enumerate(beginning.STEPS)
            ],
            "number": number + 1,
            "back": beginning.STEPS[number - 1].address if number else "",
            "crumbs": [("Start", "/"), ("Einen Kreis eröffnen", "")],
            **more,
        },
        status=400 if form.errors else 200,
    )
