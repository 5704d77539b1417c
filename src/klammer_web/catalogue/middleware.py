# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the library refuses becomes a German page with what, where, why and what now."""

import logging

from django.shortcuts import render

from klammer.base.errors import DisclosureError, InputRefusedError, KlammerError
from klammer_web.catalogue.phrases.refusals import refusal

_log = logging.getLogger(__name__)


class RefusalPage:
    """Answer 404 for what is not there, 403 for what may not be shown, 400 for other refusals."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, error):
        if not isinstance(error, KlammerError):
            return None
        _log.warning("refused: %s", error.code)
        status, heading = _kind(error)
        return render(
            request,
            "catalogue/refused.html",
            {"refusal": refusal(error), "heading": heading},
            status=status,
        )


def _kind(error: KlammerError) -> tuple[int, str]:
    if isinstance(error, DisclosureError):
        return 403, "Das darf hier nicht gezeigt werden"
    if error.code.endswith("_unknown"):
        return 404, "Das gibt es hier nicht"
    if isinstance(error, InputRefusedError):
        return 400, "Das ging nicht"
    return 500, "Der Datenbestand braucht Hilfe"
