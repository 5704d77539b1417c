# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What every page here does with a refused input: beside the field, or as a message."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.urls import reverse

from klammer_web.accounts.links import absolute


def tried(form, act: Callable[[], Any]) -> Any:
    """Return what the action returned; a refused input stands in the form, and is None."""
    try:
        return act() or True
    except ValidationError as error:
        known = getattr(error, "error_dict", None)
        if known and not set(known) <= set(form.fields):
            error = ValidationError(error.messages)
        form.add_error(None, error)
        return None


def posted(request):
    """Return what was posted, also when it was nothing; None for a page that is only opened."""
    return request.POST if request.method == "POST" else None


def done(request, act: Callable[[], Any], *, said: str) -> Any:
    """Do it and say so, or say why not; return what the action returned, else None."""
    try:
        result = act()
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return None
    messages.success(request, said)
    return result or True


def link_maker(request, name: str) -> Callable[[str], str]:
    """Return the function that makes the address in a mail from its word."""
    return lambda word: absolute(reverse(name, args=[word]), request=request)
