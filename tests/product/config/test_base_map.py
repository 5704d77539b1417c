# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The operator's base map: nothing without it, refused when it cannot work."""

import pytest

from klammer.base.errors import InputRefusedError
from klammer_web.config import base_map

URL, CREDIT = "KLAMMER_BASE_MAP_URL", "KLAMMER_BASE_MAP_CREDIT"


def test_without_an_address_no_other_server_is_named(monkeypatch):
    monkeypatch.delenv(URL, raising=False)

    assert base_map.configured()["origins"] == []


def test_an_address_adds_its_origin_and_nothing_more(monkeypatch):
    monkeypatch.setenv(URL, "https://tiles.example:8443/map/{z}/{x}/{y}.png?style=grey")
    monkeypatch.setenv(CREDIT, "© Beispielamt")

    assert base_map.configured()["origins"] == ["https://tiles.example:8443"]


@pytest.mark.parametrize(
    ("url", "credit"),
    [
        ("tiles.example/{z}/{x}/{y}", "©"),
        ("ftp://tiles.example/{z}/{x}/{y}", "©"),
        ("https://tiles.example/{z}/{x}", "©"),
        ("https://{x}.example/{z}/{x}/{y}", "©"),
        ("https://a.example;script-src/{z}/{x}/{y}", "©"),
        ("https://tiles.example/{z}/{x}/{y}", ""),
    ],
)
def test_an_address_that_cannot_work_is_refused(monkeypatch, url, credit):
    monkeypatch.setenv(URL, url)
    monkeypatch.setenv(CREDIT, credit)

    with pytest.raises(InputRefusedError):
        base_map.configured()


def test_an_unknown_grid_is_refused(monkeypatch):
    monkeypatch.setenv("KLAMMER_BASE_MAP_GRID", "gauss")

    with pytest.raises(InputRefusedError, match="GRID"):
        base_map.configured()
