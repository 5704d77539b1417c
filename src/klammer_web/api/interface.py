# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The interface itself: one NinjaAPI, and its description as OpenAPI 3.1."""

import json
from functools import cache
from typing import Any

from django.urls import get_resolver
from ninja import NinjaAPI

from klammer_web.api import problems
from klammer_web.api.door import AccessKey
from klammer_web.api.schemas import Problem

VERSION = "1"
TEXT = (
    "Zahlen, Kennzahlen, Gebiete und Freigaben dieser Instanz, wie die Seiten sie zeigen: mit "
    "Status, Vertrauensbereich, Herkunft und demselben Urteil. Öffentliches ohne Schlüssel; mehr "
    "mit einem Zugangsschlüssel (Mein Konto), der so viel öffnet wie die Rolle dahinter. Zahlen "
    "stehen unter der Lizenz, die „sources“ nennt."
)
# Every refusal an operation may answer with.
REFUSALS: dict[Any, Any] = {frozenset({400, 401, 403, 404, 405, 410, 429}): Problem}

interface = NinjaAPI(
    title="Klammer",
    version=VERSION,
    description=TEXT,
    docs_url=None,
    openapi_url=None,
    urls_namespace="api_v1",
    auth=AccessKey(),
)
for error, handler in problems.HANDLERS.items():
    interface.add_exception_handler(error, handler)


@cache
def description() -> dict[str, Any]:
    """Return the OpenAPI document: the key may be left out, refusals are problem documents."""
    _ = get_resolver().url_patterns  # routers join where the addresses are read
    found: dict[str, Any] = json.loads(
        json.dumps(interface.get_openapi_schema(path_prefix="api/v1/"))
    )
    for methods in found["paths"].values():
        for operation in methods.values():
            operation["security"] = [{}, *operation.get("security", [])]
            for status, answer in operation["responses"].items():
                content = answer.get("content", {})
                if int(status) >= 400 and "application/json" in content:
                    answer["content"] = {problems.MEDIA_TYPE: content["application/json"]}
    return found


@cache
def text() -> str:
    """Return the document as it is kept in `docs/reference/openapi.json`."""
    return json.dumps(description(), indent=1, ensure_ascii=False, sort_keys=True) + "\n"
