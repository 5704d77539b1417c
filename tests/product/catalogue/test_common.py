# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is common to all workspaces: the Land, the centre and the instance change it, no county."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from klammer.pipeline import deliveries
from klammer_web.accountability.models import AuditEntry
from klammer_web.accounts.enums import Role, WorkspaceKind
from klammer_web.accounts.rules import RefusedError, may_open_workspaces
from klammer_web.accounts.seats import Seat
from klammer_web.catalogue import rules
from klammer_web.catalogue.models import Upload
from klammer_web.operation.models import Job
from tests.product.catalogue.releasing import release
from tests.product.catalogue.small_instance import flat_file, women_share
from tests.product.catalogue.test_definitions import filled
from tests.product.catalogue.test_workspaces import MORE, THERE, send

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", Role)
def test_a_county_is_not_asked_whom_figures_belong_to(as_role, instance, tmp_path, role):
    """What it sends anyway changes nothing."""
    client = as_role(role)
    path = flat_file(tmp_path / "neu.csv", counts=MORE)

    found = send(client, path, owner="all")

    works = role in {Role.COORDINATOR, Role.DATA_STEWARD, Role.ADMINISTRATOR}
    assert (found is not None) == works
    if works:
        assert not found.is_common
        assert "Wem gehören die Zahlen?" not in _page(client, "deliveries")


def _page(client, name):
    return client.get(reverse(f"catalogue:{name}")).content.decode()


def test_the_land_is_asked_whom_figures_belong_to(as_central, instance, tmp_path):
    client = as_central()

    found = send(client, flat_file(tmp_path / "neu.csv", counts=MORE), owner="all")

    assert found.is_common
    assert "Wem gehören die Zahlen?" in _page(client, "deliveries")


SEATS = [
    (kind, key, role, role is Role.ADMINISTRATOR and (kind in {"land", "centre"} or key == "amt"))
    for kind, key in (("county", "16063"), ("city", "16051"), ("county", "amt"),
                      ("centre", "kompetenzzentrum"), ("land", "16"))
    for role in Role
]  # fmt: skip


@pytest.mark.parametrize(("kind", "key", "role", "may"), SEATS)
def test_who_speaks_for_all_also_opens_workspaces(settings, kind, key, role, may):
    settings.COMMON_WORKSPACE = "amt"
    seat = Seat(
        user_id="x", workspace_id="w", workspace_name="W", workspace_key=key,
        workspace_kind=WorkspaceKind(kind).value, roles=frozenset({role}),
    )  # fmt: skip

    assert rules.may_act_for_all(seat) == may_open_workspaces(seat) == may
    if may:
        rules.check_act_for_all(seat)
        rules.check_act_for(seat, rules.COMMON)
    else:
        with pytest.raises(RefusedError):
            rules.check_act_for(seat, rules.COMMON)


def test_county_administration_is_told_who_changes_what_is_common():
    seat = Seat(
        user_id="x", workspace_id="w", workspace_name="W", workspace_key="16063",
        workspace_kind="county", roles=frozenset({Role.ADMINISTRATOR}),
    )  # fmt: skip

    with pytest.raises(RefusedError) as refused:
        rules.check_act_for_all(seat)

    assert refused.value.ask.startswith("Ändern können sie die Verwaltungen des Landes")


def test_administration_must_say_whom_figures_belong_to(as_central, instance, tmp_path):
    client = as_central()
    path = flat_file(tmp_path / "neu.csv", counts=MORE)

    response = client.post(
        reverse("catalogue:upload_receive"),
        {"file": SimpleUploadedFile(path.name, path.read_bytes())},
    )

    assert response.status_code == 400
    assert "Bitte sagen, wem die Zahlen gehören." in response.content.decode()
    assert Upload.objects.count() == 0


def test_common_delivery_and_release_reach_every_county(
    as_central, as_neighbour, instance, tmp_path
):
    client = as_central()
    found = send(client, flat_file(tmp_path / "neu.csv", counts=MORE), owner="all")
    client.post(reverse("catalogue:upload_accept", args=[found.id]), {"note": "x"})

    release(client, owner="all")

    delivery = deliveries.accepted(instance)[-1]
    assert delivery.workspace == ""
    assert instance.current_release("public", THERE).workspace == ""
    text = as_neighbour().get(reverse("catalogue:delivery", args=[delivery.id])).content.decode()
    assert "allen Mandanten gemeinsam" in text


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.DATA_STEWARD, Role.ADMINISTRATOR])
def test_common_release_is_not_made_by_a_county(as_role, instance, role):
    client = as_role(role)
    before = (instance / "current.json").read_text(encoding="utf-8")

    asked = client.post(
        reverse("catalogue:release_prepare"), {"audience": "public", "owner": "all"}
    )
    root = instance.current_release("public").root[:12]
    withdrawn = client.post(
        reverse("catalogue:release_withdraw", args=[root]), {"reason": "falsch"}
    )

    assert (asked.status_code, withdrawn.status_code) == (403, 403)
    assert (instance / "current.json").read_text(encoding="utf-8") == before
    assert instance.current_release("public").withdrawn is None
    assert Job.objects.count() == 0


def test_definition_for_all_is_made_by_the_land(as_role, as_central, instance):
    sent = filled(women_share()) | {
        "id": "maenneranteil", "title": "Männer", "based_on": "", "is_common": "on",
    }  # fmt: skip
    as_role(Role.COORDINATOR).post(reverse("catalogue:indicator_new"), sent)
    assert "maenneranteil" not in instance.definitions()

    as_central().post(reverse("catalogue:indicator_new"), sent | {"id": "fuer_alle"})

    assert instance.definitions()["fuer_alle"].title == "Männer"


@pytest.mark.parametrize("role", [None, *Role])
def test_common_delivery_is_not_taken_back_by_a_county(client, as_role, instance, role):
    if role is not None:
        as_role(role)
    delivery = deliveries.accepted(instance)[0]

    response = client.post(
        reverse("catalogue:delivery_take_back", args=[delivery.id]), {"reason": "falsch"}
    )

    assert response.status_code == 403
    assert deliveries.delivery(instance, delivery.id).taken_back is None


def test_refused_act_is_not_recorded(as_central, instance):
    client = as_central()
    delivery = deliveries.accepted(instance)[0]

    client.post(reverse("catalogue:delivery_take_back", args=[delivery.id]), {"reason": " "})

    assert not AuditEntry.objects.filter(verb="catalogue.delivery_taken_back").exists()
