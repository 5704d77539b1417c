# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Own areas: shared by name, taken back at once, handed over, and their history."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from klammer_web.accountability.models import AuditEntry
from klammer_web.accounts import ownership
from klammer_web.accounts.actions import sharing as sharing_actions
from klammer_web.accounts.enums import Role, ShareTarget
from klammer_web.accounts.models import Share
from klammer_web.atlas.actions import custom_areas as actions
from klammer_web.atlas.models import CustomArea
from klammer_web.chain.search.queries import search

pytestmark = pytest.mark.usefixtures("towns")
AT = datetime.now(UTC)
DRAFT = actions.Draft("Nordkreis", "municipality", "2022-12-31", ("16063003", "16063004"))
KIND = actions.KIND


@pytest.fixture
def seat(county, signed_in):
    return signed_in(county)


@pytest.fixture
def area(seat):
    return actions.keep_area(draft=DRAFT, seat=seat, at=AT)


def given(area, seat, neighbour, **more) -> Share:
    draft = sharing_actions.draft(
        seat=seat, kind=KIND, object_id=str(area.id), at=AT,
        **{"target": ShareTarget.WORKSPACE, "to_workspace_id": neighbour.id} | more,
    )  # fmt: skip
    return sharing_actions.share(draft=draft, seat=seat, at=AT)


def page_of(client, area):
    return client.get(reverse("atlas:own_area", args=[area.id]))


def test_neighbour_sees_by_the_share_alone_and_taking_back_works_at_once(
    client, area, seat, neighbour, signed_in
):
    theirs = signed_in(neighbour)
    before = page_of(client, area).status_code
    share = given(area, seat, neighbour)

    listed = client.get(reverse("atlas:own_areas")).content.decode()
    shown = page_of(client, area)
    sharing_actions.withdraw(seat=seat, share_id=share.id, at=AT)

    assert (before, shown.status_code, page_of(client, area).status_code) == (404, 200, 404)
    assert "Für uns freigegeben" in listed
    assert "Nordkreis" in listed
    assert "Eigenes Gebiet · Wartburgkreis" in shown.content.decode()
    assert "Daraus ein eigenes Gebiet anlegen" in shown.content.decode()
    assert "Löschen" not in shown.content.decode()
    assert "Nordkreis" not in client.get(reverse("atlas:own_areas")).content.decode()
    assert theirs.workspace_id == neighbour.id


def test_only_the_named_role_sees(client, area, seat, neighbour, signed_in):
    given(area, seat, neighbour, target=ShareTarget.ROLE, role=Role.SECTOR_PLANNER)

    answers = {}
    for role in Role:
        signed_in(neighbour, role)
        answers[role] = page_of(client, area).status_code

    assert {role for role, status in answers.items() if status == 200} == {Role.SECTOR_PLANNER}
    client.logout()
    assert page_of(client, area).status_code == 404


def test_receiver_changes_nothing(client, area, seat, neighbour, signed_in):
    given(area, seat, neighbour)
    signed_in(neighbour)

    answers = [
        client.get(reverse("atlas:own_edit", args=[area.id])),
        client.post(reverse("atlas:own_delete", args=[area.id])),
        client.post(
            reverse("atlas:own_save"),
            {"gebiet": str(area.id), "name": "Anders", "ebene": "gemeinde", "edition": "1",
             "stand": "2022-12-31", "teile": "16063003"},
        ),
        client.get(reverse("accounts:share", args=[KIND, area.id])),
    ]  # fmt: skip

    assert [one.status_code for one in answers] == [403, 403, 403, 404]
    kept = CustomArea.objects.get(id=area.id)
    assert (kept.name, kept.edition, kept.deleted_at) == ("Nordkreis", 1, None)


def test_preview_shows_what_is_shared_before_anything_is(client, area, seat, neighbour):
    address = reverse("accounts:share", args=[KIND, area.id])
    chosen = {"target": "workspace", "to_workspace": str(neighbour.id)}

    link = page_of(client, area).content.decode()
    preview = client.post(address, chosen).content.decode()
    shared_so_far = Share.objects.count()
    client.post(address, chosen | {"step": "confirm"})

    assert address in link
    assert "Das werden sie sehen" in preview
    assert "eigene Zahlen gehen nicht mit" in preview
    assert (shared_so_far, Share.objects.count()) == (0, 1)
    assert "außerdem: Eichsfeld" in page_of(client, area).content.decode()


def test_search_follows_sharing_and_taking_back(area, seat, neighbour, signed_in):
    theirs = signed_in(neighbour)

    def hits(one):
        return [hit.entry.title for hit in search(one, "Nordkreis").hits]

    before = hits(theirs)
    share = given(area, seat, neighbour)
    during = hits(theirs)
    sharing_actions.withdraw(seat=seat, share_id=share.id, at=AT)

    assert (hits(seat), before, during, hits(theirs)) == (["Nordkreis"], [], ["Nordkreis"], [])


def test_deleting_takes_every_share_back(area, seat, neighbour):
    share = given(area, seat, neighbour)

    actions.delete_area(area_id=area.id, seat=seat, at=AT)
    actions.restore_area(area_id=area.id, seat=seat, at=AT)

    assert Share.objects.get(id=share.id).withdrawn_at == AT


def test_ended_share_opens_nothing(client, area, seat, neighbour, signed_in):
    share = given(area, seat, neighbour, until=AT.date() + timedelta(days=1))
    signed_in(neighbour)
    before = page_of(client, area).status_code
    Share.objects.filter(id=share.id).update(until=AT.date())

    assert (before, page_of(client, area).status_code) == (200, 404)


def test_who_leaves_hands_the_areas_over(area, seat, county, neighbour, signed_in):
    other = signed_in(county, Role.SECTOR_PLANNER)
    elsewhere = ownership.holdings(user_id=seat.user_id, workspace_id=neighbour.id)
    holding = next(
        one
        for one in ownership.holdings(user_id=seat.user_id, workspace_id=county.id)
        if one.kind.kind == KIND
    )

    holding.kind.hand_over(
        ids=[one.id for one in holding.things], successor_id=other.user_id,
        workspace_id=county.id, actor_id=seat.user_id, at=AT,
    )  # fmt: skip

    assert [one.title for one in holding.things] == ["Nordkreis"]
    assert KIND not in {one.kind.kind for one in elsewhere}
    assert CustomArea.objects.get(id=area.id).made_by_id == other.user_id
    assert AuditEntry.objects.filter(verb="atlas.area_handed_over").count() == 1


def test_history_is_for_the_workspace_and_an_earlier_choice_comes_back(
    client, area, seat, neighbour, signed_in
):
    changed = actions.Draft("Norden", "municipality", "2022-12-31", ("16063003",))
    actions.change_area(area_id=area.id, draft=changed, edition=1, seat=seat, at=AT)
    entry = AuditEntry.objects.get(verb="atlas.area_changed")

    mine = page_of(client, area).content.decode()
    client.post(reverse("accountability:undo", args=[entry.sequence]))
    area.refresh_from_db()
    given(area, seat, neighbour)
    signed_in(neighbour)
    theirs = page_of(client, area).content.decode()

    assert "hat das eigene Gebiet „Norden“ geändert" in mine
    assert (area.name, area.parts) == ("Nordkreis", ["16063003", "16063004"])
    assert 'id="verlauf"' not in theirs
