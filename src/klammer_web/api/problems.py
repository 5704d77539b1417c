# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is refused, as RFC 9457 problem documents: German sentences, an English code.

`handlers` turns every exception of an operation into one; `ProblemsNotPages` does the same for
what never reached an operation (unknown address, wrong method, a wall), and puts on every answer
of the interface who may read it from another site.
"""

import json
import logging
from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import Http404, HttpResponse
from ninja.errors import ValidationError

from klammer.base.errors import DisclosureError, InputRefusedError, KlammerError
from klammer_web.accounts.rules import RefusedError
from klammer_web.api.phrases import PROBLEMS
from klammer_web.catalogue.phrases.refusals import refusal
from klammer_web.ui.errors import PageRefusedError

MEDIA_TYPE = "application/problem+json"
PREFIX = "/api/v1/"
_LIBRARY = {"unknown_area": "area_unknown"}  # a code of the library → the interface's own
_CHALLENGE = 'Bearer realm="Klammer"'
_BY_STATUS = {
    400: "request_invalid", 403: "not_allowed", 404: "nothing_there", 405: "method_unknown",
    413: "too_large", 429: "too_often", 500: "broken",
}  # fmt: skip
_log = logging.getLogger(__name__)


class ProblemError(Exception):
    """An answer that is refused, by its code."""

    def __init__(
        self,
        code: str,
        detail: str = "",
        *,
        errors: Sequence[Mapping[str, str]] = (),
        wait: int = 0,
    ) -> None:
        super().__init__(code)
        self.code, self.detail, self.errors, self.wait = code, detail, errors, wait


def problem(
    code: str,
    *,
    detail: str = "",
    status: int = 0,
    title: str = "",
    errors: Sequence[Mapping[str, str]] = (),
) -> HttpResponse:
    """Return the document of a code; title and status are the code's unless given."""
    known = PROBLEMS.get(code)
    number = status or (known.status if known else 400)
    said: dict[str, Any] = {
        "type": f"/api/#{code}" if known else "about:blank",
        "title": title or (known.title if known else "Das wurde abgelehnt"),
        "status": number,
        "code": code,
        "detail": " ".join(part for part in (detail, known.remedy if known else "") if part),
    }
    if errors:
        said["errors"] = list(errors)
    response = HttpResponse(
        json.dumps(said, ensure_ascii=False), status=number, content_type=MEDIA_TYPE
    )
    response["Cache-Control"] = "no-store"
    if number == 401:
        response["WWW-Authenticate"] = _CHALLENGE
    return response


def of_problem(_request, error: ProblemError) -> HttpResponse:
    """Answer what the interface itself refuses."""
    response = problem(error.code, detail=error.detail, errors=error.errors)
    if error.wait:
        response["Retry-After"] = str(error.wait)
    return response


def of_library(_request, error: KlammerError) -> HttpResponse:
    """Answer what the library refuses, with the sentences that pages show."""
    _log.warning("refused: %s", error.code)
    said = refusal(error)
    code, status = _LIBRARY.get(error.code, error.code), 400
    if isinstance(error, DisclosureError):
        status = 403
    elif error.code.endswith("_unknown") or error.code in _LIBRARY:
        status = 404
    elif not isinstance(error, InputRefusedError):
        return problem("broken")
    detail = " ".join(part for part in (said.why, said.remedy) if part)
    return problem(code, status=status, title=said.what, detail=detail)


def of_rights(request, error: PermissionDenied) -> HttpResponse:
    """Answer what the seat may not: whoever sent no key is asked for one."""
    if getattr(request, "auth", None) is None or request.auth.token is None:
        return problem("token_needed")
    if isinstance(error, RefusedError):
        return problem("not_allowed", title=error.reason, detail=error.ask)
    return problem("not_allowed")


def of_page(_request, error: PageRefusedError) -> HttpResponse:
    """Answer what a form of a page refuses."""
    code = "no_figures" if error.status == 404 else "parameter_invalid"
    return problem(code, detail=f"{error.refusal.what} {error.refusal.why}".strip())


def of_nothing(_request, _error: Http404) -> HttpResponse:
    """Answer what is not there."""
    return problem("nothing_there")


def of_words(_request, error: ValidationError) -> HttpResponse:
    """Answer parameters that are not as described; what was sent is not repeated."""
    found = [
        {"parameter": _parameter(one["loc"]), "expected": _expected(one)} for one in error.errors
    ]
    return problem("parameter_invalid", errors=found)


def _parameter(place: Sequence[Any]) -> str:
    """Return the name of a parameter; in a list the name stands before the number."""
    names = [str(part) for part in place if not isinstance(part, int)]
    return names[-1] if names else ""


def _expected(error: Mapping[str, Any]) -> str:
    """Say in German what is expected."""
    known = {
        "missing": "Diese Angabe ist nötig.",
        "literal_error": "eines von: {expected}",
        "string_pattern_mismatch": "ein Text nach dem Muster {pattern}",
        "string_too_long": "höchstens {max_length} Zeichen",
        "too_long": "höchstens {max_length} Angaben",
        "greater_than_equal": "eine Zahl ab {ge}",
        "less_than_equal": "eine Zahl bis {le}",
        "bool_parsing": "true oder false",
    }
    text = known.get(str(error["type"]))
    if text is None:
        return "eine ganze Zahl" if str(error["type"]).startswith("int") else "ein anderer Wert"
    return text.format(**error.get("ctx", {})).replace(" or ", " oder ")


def of_nonsense(_request, _error: SuspiciousOperation) -> HttpResponse:
    """Answer what Django finds suspicious."""
    return problem("request_invalid")


HANDLERS = {
    ProblemError: of_problem,
    KlammerError: of_library,
    PermissionDenied: of_rights,
    PageRefusedError: of_page,
    Http404: of_nothing,
    ValidationError: of_words,
    SuspiciousOperation: of_nonsense,
}


class ProblemsNotPages:
    """Under the interface's addresses nobody gets a page: problems, and who else may read."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not request.path.startswith(PREFIX):
            return self.get_response(request)
        request.COOKIES = {}  # a session opens nothing here, and costs nothing
        response = self.get_response(request)
        if response.status_code >= 400 and response.get("Content-Type") != MEDIA_TYPE:
            response = _instead_of(response)
        _who_may_read(request, response)
        return response


def _instead_of(page: HttpResponse) -> HttpResponse:
    status = page.status_code if page.status_code in _BY_STATUS else 400
    response = problem(_BY_STATUS[500 if page.status_code >= 500 else status])
    for name in ("Allow", "Retry-After"):
        if page.has_header(name):
            response[name] = page[name]
    return response


def _who_may_read(request, response: HttpResponse) -> None:
    """Let scripts of other sites read what everybody may; answers to a key stay here.

    The answer depends on the key alone, never on a cookie.
    """
    response.headers.pop("Vary", None)
    response["Vary"] = "Accept-Encoding, Authorization"
    is_public = "Authorization" not in request.headers
    if is_public and request.method in {"GET", "HEAD"}:
        response["Access-Control-Allow-Origin"] = "*"
        response["Access-Control-Expose-Headers"] = "ETag, Link, Retry-After, X-Request-Number"
        response["Cross-Origin-Resource-Policy"] = "cross-origin"
