# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Keeping what is being typed: a few seconds after the last key, without a page."""

import re

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from klammer_web.accountability.access import door
from klammer_web.accountability.actions import drafts
from klammer_web.accountability.editing import merging

_FORM = re.compile(r"^[a-z_]+\.[a-z_]+$")


@require_POST
def keep(request, form, object_id):
    """Keep the state of a form; answer with the time that is shown."""
    reader = door().check_signed_in(request)
    if not _FORM.match(form) or len(form) > 80 or len(object_id) > 200:
        raise Http404
    content = merging.content_of(request.POST)
    content[merging.TOKEN] = request.POST.getlist(merging.TOKEN)
    try:
        kept = drafts.keep_draft(
            person_id=reader.user_id, form=form, object_id=object_id, content=content,
            at=timezone.now(),
        )  # fmt: skip
    except drafts.TooLargeError:
        return HttpResponse(status=413)
    return JsonResponse({"at": f"{timezone.localtime(kept.at):%H:%M}"})


@require_POST
def forget(request, form, object_id):
    """Throw a draft away and go back to the form."""
    reader = door().check_signed_in(request)
    drafts.forget_draft(person_id=reader.user_id, form=form, object_id=object_id)
    back = request.POST.get("zurueck", "")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        back = "/"
    return redirect(back)
