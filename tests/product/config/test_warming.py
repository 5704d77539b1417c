# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""After the start of a web process its first visitor finds what was read ahead."""

import pytest

from klammer.warehouse.open import Release
from klammer_web.config import warming
from tests.product.catalogue.conftest import (  # noqa: F401  # reason: pytest finds them by name
    _no_library,
    county,
    instance,
    no_library,
    pristine_instance,
)

pytestmark = pytest.mark.django_db


def test_what_was_read_ahead_is_not_read_again(
    client,
    instance,  # noqa: F811  # reason: the fixtures above
    county,  # noqa: F811  # reason: the fixtures above
    monkeypatch,
):
    assert warming.warm() is True
    asked = []
    fetch = Release._fetch
    monkeypatch.setattr(Release, "_fetch", lambda self, sql: asked.append(sql) or fetch(self, sql))

    response = client.get("/")

    assert "50,3\xa0%" in response.content.decode()
    assert asked == []


def test_without_a_release_there_is_nothing_to_read(instance):  # noqa: F811  # reason: as above
    (instance / "current.json").unlink()

    assert warming.warm() is False


def test_what_goes_wrong_is_told_and_ends_nothing(monkeypatch, caplog):
    monkeypatch.setattr(warming, "warm", lambda: 1 / 0)
    monkeypatch.setattr(warming.connection, "close", lambda: None)

    warming._warm_and_leave()

    assert caplog.messages == ["nothing was read ahead: ZeroDivisionError"]
