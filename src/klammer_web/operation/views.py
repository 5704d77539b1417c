# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages for those who run things: the state at a glance, the outbox, background work."""

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from klammer_web.operation import actions, queries, rules
from klammer_web.operation.enums import JobState, MailState
from klammer_web.operation.mail import letter, smtp
from klammer_web.operation.ports import actor_of

CRUMB = ("Betrieb", "/betrieb/")
_ON_A_PAGE = 50
_MAIL_DEEDS = {
    "erneut": (actions.send_again, "Die Mail wird noch einmal versandt."),
    "von-hand": (actions.mark_by_hand, "Vermerkt: Sie haben die Mail von Hand versandt."),
    "verwerfen": (actions.drop, "Die Mail wird nicht mehr versandt."),
}
_JOB_DEEDS = {
    "abbrechen": (actions.ask_to_stop, "Die Arbeit wird beim nächsten Schritt beendet."),
    "wiederholen": (actions.repeat, "Die Arbeit beginnt noch einmal."),
}


def overview(request):
    """Say what needs a person, then what runs."""
    actor = actor_of(request)
    found = queries.pulse(actor)
    context = {
        "pulse": found,
        "has_server": smtp.is_configured(),
        "is_operator": actor.is_operator,
        "open_jobs": found.jobs.get("waiting", 0) + found.jobs.get("running", 0),
        "waiting_mails": found.mails.get("waiting", 0),
        "crumbs": [("Betrieb", "")],
    }
    return render(request, "operation/overview.html", context)


def mails(request):
    """List the outbox; what stopped is offered first."""
    actor = actor_of(request)
    state = request.GET.get("stand", "")
    found = queries.in_order(queries.mails_for(actor), state=state)
    counted = queries.pulse(actor).mails
    context = {
        "page": Paginator(found, _ON_A_PAGE).get_page(request.GET.get("seite")),
        "choices": [(s.value, s.label, counted.get(s.value, 0)) for s in MailState],
        "total": sum(counted.values()),
        "state": state,
        "has_server": smtp.is_configured(),
        "crumbs": [CRUMB, ("Postausgang", "")],
    }
    return render(request, "operation/mails.html", context)


def mail(request, identity):
    """Show one mail with everything that can be done about it."""
    found = _mail(request, identity)
    context = {
        "mail": found,
        "may_send_again": rules.may_send_again(found),
        "may_settle": rules.may_settle(found),
        "appointments": [name for name, _content in letter.calendars(found)],
        "sender": settings.DEFAULT_FROM_EMAIL,
        "crumbs": [CRUMB, ("Postausgang", "/betrieb/post/"), (found.subject, "")],
    }
    return render(request, "operation/mail.html", context)


def mail_file(request, identity):
    """Hand out the mail as a file that a mail program opens (.eml)."""
    found = _mail(request, identity)
    return _file(letter.as_file(found), "message/rfc822", f"mail-{found.pk.hex[:8]}.eml")


def mail_calendar(request, identity, number):
    """Hand out an appointment of the mail (.ics)."""
    appointments = letter.calendars(_mail(request, identity))
    if not 1 <= number <= len(appointments):
        raise Http404
    _name, content = appointments[number - 1]
    return _file(content, "text/calendar; charset=utf-8", f"termin-{number}.ics")


@require_POST
def mail_deed(request, identity, deed):
    """Send again, note as sent by hand, or drop."""
    found = _mail(request, identity)
    _do(request, _MAIL_DEEDS, deed, found)
    return redirect("operation:mail", found.pk)


def jobs(request):
    """List background work; the newest first."""
    actor = actor_of(request)
    state = request.GET.get("stand", "")
    found = queries.jobs_in_order(queries.jobs_for(actor), state=state)
    counted = queries.pulse(actor).jobs
    page = Paginator(found, _ON_A_PAGE).get_page(request.GET.get("seite"))
    context = {
        "page": page,
        "lines": [(one, rules.may_stop(one), rules.may_repeat(one)) for one in page],
        "choices": [(s.value, s.label, counted.get(s.value, 0)) for s in JobState],
        "total": sum(counted.values()),
        "state": state,
        "works": queries.work_is_done_here(),
        "crumbs": [CRUMB, ("Hintergrundarbeiten", "")],
    }
    return render(request, "operation/jobs.html", context)


@require_POST
def job_deed(request, identity, deed):
    """Stop work, or do it once more."""
    found = get_object_or_404(queries.jobs_for(actor_of(request)), pk=identity)
    _do(request, _JOB_DEEDS, deed, found)
    return redirect("operation:jobs")


def _mail(request, identity):
    return get_object_or_404(queries.mails_for(actor_of(request)), pk=identity)


def _do(request, deeds, name, found):
    if name not in deeds:
        raise Http404
    action, said = deeds[name]
    try:
        action(found, actor=actor_of(request), at=timezone.now())
    except rules.StateError as error:
        messages.warning(request, str(error))
    else:
        messages.success(request, said)


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response
