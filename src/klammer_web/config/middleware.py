# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Each request has a number that a person can quote and that stands in every line of the log."""

import logging
import secrets
import traceback
from contextvars import ContextVar

from django.conf import settings

_NUMBER: ContextVar[str] = ContextVar("request_number", default="-")
_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # nothing that is misread on the telephone


class RequestNumber:
    """Give each request a short number: `request.number`, header `X-Request-Number`."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.number = "".join(secrets.choice(_ALPHABET) for _ in range(8))
        # Stays until this thread's next request: the line about the answer is written after it.
        _NUMBER.set(request.number)
        response = self.get_response(request)
        response["X-Request-Number"] = request.number
        if settings.DEMO:
            response["X-Robots-Tag"] = "noindex"
        return response


class NumberFilter(logging.Filter):
    """Put the number of the current request into each line of the log."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.number = _NUMBER.get()
        return True


class WithoutValues(logging.Formatter):
    """Write where an error arose and of which kind it is, never its text: that may hold figures."""

    def formatException(self, ei) -> str:  # noqa: N802  # reason: the name is logging's
        kind, _error, frames = ei
        return "".join(traceback.format_tb(frames)) + (kind.__name__ if kind else "")
