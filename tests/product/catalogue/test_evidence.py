# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""A review names the evidence that points at figures a delivery would change."""

from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from klammer_web.accounts.enums import Role
from klammer_web.accounts.seats import Seat
from klammer_web.catalogue.models import Upload
from klammer_web.chain import actions, kinds
from klammer_web.chain.actions import Figure
from klammer_web.chain.kinds import Card, Kind, Ref
from tests.product.catalogue.small_instance import COUNTS, flat_file

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
GOAL = "tests.goal"
QUOTED = (("16063", "2022", "Ziel A"), ("16063", "2021", "Ziel B"), ("16", "2022", "Ziel C"),
          ("16061", "2022", "Ziel D"))  # fmt: skip


@pytest.fixture
def quoted(instance, county, neighbour, monkeypatch):
    """Goals of the county that rest on four figures, and one of the neighbour on the first."""
    root = instance.current_release("public").root

    def cards(_seat, ids):
        return {one: Card(Ref(GOAL, one), "Ziel", one, "/ziel/") for one in ids}

    monkeypatch.setitem(kinds._KINDS, GOAL, Kind(GOAL, "Ziel", cards))
    whose = [(county, *one) for one in QUOTED] + [(neighbour, *QUOTED[0][:2], "Ziel des Nachbarn")]
    for workspace, area, period, title in whose:
        figure = Figure(
            root=root,
            address=f"{root[:12]}/frauenanteil/2022-12-31/{area}/{period}",
            title=title,
            indicator="frauenanteil",
            boundary="2022-12-31",
            area=area,
            period=period,
        )
        seat = Seat(workspace_id=workspace.id, roles=frozenset({Role.COORDINATOR}))
        actions.pin(seat=seat, holder=Ref(GOAL, title), figure=figure, digest="", at=NOW)


def review_of(client, path):
    client.post(
        reverse("catalogue:upload_receive"),
        {"file": SimpleUploadedFile(path.name, path.read_bytes())},
    )
    found = Upload.objects.first()
    return client.get(reverse("catalogue:upload", args=[found.id])).content.decode()


def test_evidence_of_changed_figures_and_their_sums_is_named(as_role, instance, quoted, tmp_path):
    counts = COUNTS | {"16063": COUNTS["16063"] | {"2022": (81_000, 79_300)}}

    text = review_of(as_role(Role.COORDINATOR), flat_file(tmp_path / "a.csv", counts=counts))

    assert "Was sich darauf beruft" in text
    assert [title for _, _, title in QUOTED if title in text] == ["Ziel A", "Ziel C"]
    assert "Ziel des Nachbarn" not in text


def test_figure_that_is_gone_is_a_change(as_role, instance, quoted, tmp_path):
    counts = {key: years for key, years in COUNTS.items() if key != "16061"}

    text = review_of(as_role(Role.COORDINATOR), flat_file(tmp_path / "a.csv", counts=counts))

    assert [title for _, _, title in QUOTED if title in text] == ["Ziel C", "Ziel D"]


def test_delivery_that_only_adds_touches_nothing(as_role, instance, quoted, tmp_path):
    counts = {key: years | {"2023": (10, 10)} for key, years in COUNTS.items()}

    text = review_of(as_role(Role.COORDINATOR), flat_file(tmp_path / "a.csv", counts=counts))

    assert "Was sich darauf beruft" not in text
