# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page that explains the interface."""

import re

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from klammer_web.accounts.queries import seat_of
from klammer_web.api import rules
from klammer_web.api.interface import description
from klammer_web.api.phrases import PROBLEMS
from klammer_web.catalogue.instance import current_release
from klammer_web.catalogue.queries.indicators import entries


@require_safe
def index(request):
    """Explain the interface with examples that can be tried."""
    return render(
        request,
        "api/index.html",
        {
            "groups": _groups(),
            "example": _example(current_release(request)),
            "problems": PROBLEMS,
            "may_have_tokens": rules.may_have_tokens(seat_of(request)),
            "crumbs": [("Start", "/"), ("Schnittstelle", "")],
        },
    )


def _groups():
    """Return tag → its operations: address, summary, sentence, parameters."""
    found = {}
    for address, methods in description()["paths"].items():
        operation = methods["get"]
        names = [
            (one["name"], one.get("description", ""), one["required"])
            for one in operation.get("parameters", [])
        ]
        sentence = re.sub(r"`([^`]+)`", r"„\1“", operation.get("description", ""))
        line = (address, operation["summary"], sentence, names)
        found.setdefault(operation["tags"][0], []).append(line)
    return found


def _example(release):
    """Return an indicator with figures, to be asked for in the examples."""
    if release is None:
        return None
    held = [one for one in entries(release) if release.coverage(one.definition.id)]
    if not held:
        return None
    first = next((one for one in held if one.definition.headline), held[0]).definition
    coverage = release.coverage(first.id)
    county = [one for one in coverage if one.area_level == "county"]
    chosen = (county or list(coverage))[0]
    return {"definition": first, "coverage": chosen, "period": chosen.periods[-1]}


def nothing(_request, **_named):
    """Answer 404 for every other address of the interface."""
    raise Http404
