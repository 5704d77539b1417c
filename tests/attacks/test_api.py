# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The interface tried from its own description: no 5xx, and every answer as described.

In the process itself, by schemathesis; examples are drawn from a fixed seed, so that a finding
comes back. Valid words are tried as well as nonsense, with a key and without.
"""

from datetime import UTC, datetime

import pytest
import schemathesis
from django.urls import get_resolver
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)

from klammer_web.accounts.queries import seat_in
from klammer_web.api.actions import make_token
from klammer_web.api.answers import KEPT
from klammer_web.api.interface import description
from klammer_web.api.limits import COUNTER
from klammer_web.config.wsgi import application

pytestmark = pytest.mark.django_db
EXAMPLES = 12  # for each operation and mode
# Words that lead into the rooms; beside them any others are drawn.
REAL = {
    "indicator": ["share", "rate", "people", "nothing"],
    "level": ["county", "municipality"],
    "boundary": ["2022-12-31", "2025-01-01"],
    "period": ["2022"],
    "within": ["16", "DG", "16063"],
    "against": ["16", "DG"],
    "key": ["16063", "16", "DG"],
    "q": ["Anteil", "Wartburgkreis\x00", "' OR 1=1 --", "\ud7ff"],
}
CHECKS = (
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    unsupported_method,
)


def _described():
    get_resolver().url_patterns  # noqa: B018  # reason: the addresses register the operations
    return description()


def _tried():
    """Yield every operation in both modes; one without parameters knows no wrong ones."""
    for path, methods in sorted(_described()["paths"].items()):
        yield path, GenerationMode.POSITIVE
        if methods["get"]["parameters"]:
            yield path, GenerationMode.NEGATIVE


def _schema(mode: GenerationMode):
    found = schemathesis.openapi.from_dict(_described())
    found.app = application
    found.config.generation.update(modes=[mode])
    return found


@pytest.fixture
def key(everything, county):
    """A key of somebody who holds every role."""
    seat = seat_in(everything, day=datetime.now(UTC).date(), workspace_id=county.id)
    return make_token(seat=seat, name="Angriff", days=1, at=datetime.now(UTC))[1]


@pytest.mark.parametrize(("path", "mode"), list(_tried()))
def test_every_answer_is_as_described(path, mode, key):
    COUNTER.forget()
    KEPT.forget()
    schema = _schema(mode)
    operation = schema[path]["get"]
    seen = []

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def tried(case):
        for name, words in REAL.items():
            for part in (case.path_parameters, case.query):
                if mode is GenerationMode.POSITIVE and part and name in part and len(seen) % 3:
                    part[name] = words[len(seen) % len(words)]
        headers = {"Accept-Encoding": "identity"}
        headers |= {"Authorization": f"Bearer {key}"} if len(seen) % 2 else {}
        response = case.call(headers=headers)
        seen.append(response.status_code)
        case.validate_response(response, checks=list(CHECKS))

    tried()
    assert len(seen) >= 1
    if mode is GenerationMode.POSITIVE and "{root}" not in path and "{area_id}" not in path:
        assert 200 in seen or path.endswith("/trace"), seen
