# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""A review names the evidence that points at figures a delivery would change."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from klammer_web.accounts.enums import Role
from klammer_web.catalogue import evidence
from klammer_web.catalogue.evidence import Touched
from klammer_web.catalogue.models import Upload
from tests.product.catalogue.small_instance import COUNTS, flat_file

pytestmark = pytest.mark.django_db
QUOTED = (("16063", "2022", "Ziel A"), ("16063", "2021", "Ziel B"), ("16", "2022", "Ziel C"),
          ("16061", "2022", "Ziel D"))  # fmt: skip


@pytest.fixture
def asked(monkeypatch):
    """A context that keeps evidence for four figures; gathers who asked."""
    seats = []

    def provider(changes, *, seat):
        seats.append(seat)
        for area, period, title in QUOTED:
            if changes.touch("frauenanteil", area=area, period=period):
                yield Touched("Ziel", title, "/ziel/", f"Frauenanteil {period}")

    monkeypatch.setattr(evidence, "_PROVIDERS", [])
    evidence.register(provider)
    evidence.register(provider)
    return seats


def review_of(client, path):
    client.post(
        reverse("catalogue:upload_receive"),
        {"file": SimpleUploadedFile(path.name, path.read_bytes())},
    )
    found = Upload.objects.first()
    return client.get(reverse("catalogue:upload", args=[found.id])).content.decode()


def test_evidence_of_changed_figures_and_their_sums_is_named(as_role, instance, asked, tmp_path):
    counts = COUNTS | {"16063": COUNTS["16063"] | {"2022": (81_000, 79_300)}}

    text = review_of(as_role(Role.COORDINATOR), flat_file(tmp_path / "a.csv", counts=counts))

    assert "Was sich darauf beruft" in text
    assert [title for _, _, title in QUOTED if title in text] == ["Ziel A", "Ziel C"]
    assert [one.workspace_key for one in asked] == ["16063"]


def test_figure_that_is_gone_is_a_change(as_role, instance, asked, tmp_path):
    counts = {key: years for key, years in COUNTS.items() if key != "16061"}

    text = review_of(as_role(Role.COORDINATOR), flat_file(tmp_path / "a.csv", counts=counts))

    assert [title for _, _, title in QUOTED if title in text] == ["Ziel C", "Ziel D"]


def test_delivery_that_only_adds_touches_nothing(as_role, instance, asked, tmp_path):
    counts = {key: years | {"2023": (10, 10)} for key, years in COUNTS.items()}

    text = review_of(as_role(Role.COORDINATOR), flat_file(tmp_path / "a.csv", counts=counts))

    assert "Was sich darauf beruft" not in text
    assert asked == []
