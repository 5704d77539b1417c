# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""A newer release: evidence stays as it was, and says figure by figure what is different now."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from klammer_web.accounts.enums import Role
from klammer_web.atlas.models import Finding
from klammer_web.catalogue.models import Upload
from klammer_web.chain.models import Evidence
from tests.product.catalogue.conftest import (  # noqa: F401  # reason: fixtures by name
    _no_library,
    as_role,
    county,
    instance,
    no_library,
    person,
    pristine_instance,
)
from tests.product.catalogue.releasing import release
from tests.product.catalogue.small_instance import COUNTS, flat_file

# ruff: noqa: F811  # reason: fixtures are imported by name and used by name
pytestmark = pytest.mark.django_db
SERIES = "/atlas/zeitreihe/frauenanteil/16063/"
CHANGED = COUNTS | {"16063": COUNTS["16063"] | {"2022": (81_000, 79_300)}}


def deliver(client, path):
    """Load a file and take it over."""
    file = SimpleUploadedFile(path.name, path.read_bytes())
    client.post(reverse("catalogue:upload_receive"), {"file": file})
    upload = Upload.objects.latest("created_at")
    answer = client.post(reverse("catalogue:upload_accept", args=[upload.id]))
    assert answer.status_code == 302


@pytest.fixture
def client_after(as_role, instance, tmp_path):
    """A planner whose finding rests on a series, after a newer release changed one of its years."""
    client = as_role(Role.COORDINATOR)
    body = {
        "title": "Frauenanteil steigt", "kind": "figure", "certainty": "likely", "ansicht": SERIES,
        "responsible": client.session["_auth_user_id"],
    }  # fmt: skip
    client.post(reverse("atlas:finding_new"), body)
    deliver(client, flat_file(tmp_path / "neu.csv", counts=CHANGED))
    release(client)
    return client


def test_finding_says_that_its_figures_changed_and_the_evidence_says_which(client_after):
    finding, held = Finding.objects.get(), Evidence.objects.get()
    page = client_after.get(reverse("atlas:finding", args=[finding.id])).content.decode()
    assert "Was dieser Befund belegt, hat sich geändert." in page
    listed = client_after.get(reverse("atlas:findings")).content.decode()
    assert "Zahl hat sich geändert" in listed
    evidence = client_after.get(reverse("atlas:evidence", args=[held.pk])).content.decode()
    assert (
        "Frauenanteil, Wartburgkreis, 2022" in evidence,
        "Frauenanteil, Eichsfeld" in evidence,
    ) == (
        True,
        False,
    )
    before = evidence.partition('id="anders"')[2]
    assert "50,5" in before.partition("</table>")[0]
    assert held.root[:12] in evidence
    tools = evidence.partition('class="tools')[2]
    assert f"freigabe={held.root[:12]}" in tools


def test_file_of_old_evidence_holds_the_old_figures(client_after):
    held = Evidence.objects.get()
    asked = {"ansicht": held.view, "freigabe": held.root[:12]}
    answer = client_after.get(reverse("atlas:take", args=["csv"]), asked)
    old = b"".join(answer.streaming_content).decode("utf-8-sig")
    del asked["freigabe"]
    answer = client_after.get(reverse("atlas:take", args=["csv"]), asked)
    new = b"".join(answer.streaming_content).decode("utf-8-sig")
    assert (held.root[:12] in old, held.root[:12] in new) == (True, False)
    assert ("50,530" in old or "81000" in old, "81000" in new) == (False, True)


def test_delivery_names_the_finding_that_rests_on_what_it_changes(
    as_role, instance, tmp_path, client_after
):
    other = COUNTS | {"16063": COUNTS["16063"] | {"2022": (70_000, 90_000)}}
    path = flat_file(tmp_path / "noch.csv", counts=other)
    file = SimpleUploadedFile(path.name, path.read_bytes())
    client_after.post(reverse("catalogue:upload_receive"), {"file": file})
    upload = Upload.objects.latest("created_at")
    page = client_after.get(reverse("catalogue:upload", args=[upload.id])).content.decode()
    assert ("Frauenanteil steigt" in page, "Was sich darauf beruft" in page) == (True, True)


def test_who_answers_for_the_finding_gets_a_task_until_it_is_renewed(client_after):
    finding, old = Finding.objects.get(), Evidence.objects.get()
    task = f"Befund prüfen: {finding.title}"
    assert task in client_after.get(reverse("assignments:index")).content.decode()
    client_after.post(reverse("atlas:finding_renew", args=[finding.id]))
    new = Evidence.objects.get()
    assert (new.root == old.root, new.digest == old.digest) == (False, False)
    assert task not in client_after.get(reverse("assignments:index")).content.decode()
    page = client_after.get(reverse("atlas:finding", args=[finding.id])).content.decode()
    assert "Was dieser Befund belegt, hat sich geändert." not in page


def test_single_figure_is_renewed_too(as_role, instance, tmp_path):
    client = as_role(Role.COORDINATOR)
    root = instance.current_release("public").root[:12]
    address = f"/daten/herkunft/?wert={root}/frauenanteil/2022-12-31/16063/2022"
    body = {
        "title": "Frauenanteil", "kind": "figure", "certainty": "likely", "ansicht": address,
        "responsible": client.session["_auth_user_id"],
    }  # fmt: skip
    client.post(reverse("atlas:finding_new"), body)
    deliver(client, flat_file(tmp_path / "neu.csv", counts=CHANGED))
    release(client)
    client.post(reverse("atlas:finding_renew", args=[Finding.objects.get().id]))
    held = Evidence.objects.get()
    told = (held.shape, held.root[:12] == root, held.address.startswith(held.root[:12]))
    assert told == ("cell", False, True)
