# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""A county's own definitions: shared by name or with everybody, read, copied, taken back."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from klammer_web.accounts.actions import sharing as actions
from klammer_web.accounts.enums import Role, ShareTarget
from klammer_web.accounts.models import Share
from klammer_web.accounts.queries import seat_in
from klammer_web.catalogue.queries import shared
from klammer_web.chain.search import entries
from klammer_web.chain.search.queries import search
from tests.product.catalogue.small_instance import women_share
from tests.product.catalogue.test_definitions import filled

pytestmark = pytest.mark.django_db
AT = datetime.now(UTC)
HERE, THERE = "16063", "16061"
ARGUMENTS = [HERE, "maenneranteil"]


@pytest.fixture
def own(as_role, instance):
    """The county's own indicator."""
    sent = filled(women_share()) | {"id": "maenneranteil", "title": "Männeranteil", "based_on": ""}
    as_role(Role.COORDINATOR).post(reverse("catalogue:indicator_new"), sent)
    return instance.definitions(HERE)["maenneranteil"]


@pytest.fixture
def seat(person, county):
    user = person(Role.COORDINATOR, county)
    return seat_in(user, day=timezone.localdate(), workspace_id=county.id)


@pytest.fixture
def give(own, seat, neighbour):
    def share(**more):
        wanted = {"target": ShareTarget.WORKSPACE, "to_workspace_id": neighbour.id} | more
        draft = actions.draft(
            seat=seat, kind=shared.KIND, object_id="16063.maenneranteil", at=AT, **wanted
        )
        return actions.share(draft=draft, seat=seat, at=AT)

    return share


def sheet(client):
    return client.get(reverse("catalogue:indicator_shared", args=ARGUMENTS))


def copy(client, **more):
    return client.post(reverse("catalogue:indicator_copy", args=ARGUMENTS), more)


def listed(client) -> bool:
    page = client.get(reverse("catalogue:indicators")).content.decode()
    return "Für uns freigegeben" in page and "Männeranteil" in page


def test_neighbour_reads_by_the_share_alone_and_taking_back_works_at_once(as_neighbour, give, seat):
    client = as_neighbour()
    before = sheet(client).status_code, listed(client)
    share = give()

    text = sheet(client).content.decode()
    during = listed(client)
    actions.withdraw(seat=seat, share_id=share.id, at=AT)

    assert before == (404, False)
    assert during
    assert "Eine eigene Kennzahl von Wartburgkreis" in text
    assert "In unseren Mandanten übernehmen" in text
    assert (sheet(client).status_code, listed(client)) == (404, False)
    assert copy(client, based_on="").status_code == 404


def test_copy_is_the_neighbours_own_and_stays_when_the_share_ends(
    as_neighbour, give, own, seat, instance
):
    client, share = as_neighbour(), give()

    response = copy(client, based_on="", version=own.version)
    actions.withdraw(seat=seat, share_id=share.id, at=AT)

    assert response.url == reverse("catalogue:indicator", args=["maenneranteil"])
    assert instance.definitions(THERE)["maenneranteil"] == own
    text = client.get(response.url).content.decode()
    assert "eigene Fassung" in text
    assert f"Übernommen von Wartburgkreis, Fassung {own.version}" in text


def test_copying_over_an_own_one_shows_the_differences_first(as_neighbour, give, own, instance):
    client = as_neighbour()
    sent = filled(women_share()) | {"id": "maenneranteil", "title": "Anders", "based_on": ""}
    client.post(reverse("catalogue:indicator_new"), sent)
    mine = instance.definitions(THERE)["maenneranteil"]
    give()

    text = sheet(client).content.decode()
    blind = copy(client, based_on="", version=own.version)
    seen = copy(client, based_on=mine.version, version=own.version)

    assert "<del>Anders</del>" in text
    assert blind.status_code == 400
    assert seen.status_code == 302
    assert instance.definitions(THERE)["maenneranteil"].title == "Männeranteil"


def test_wording_that_changed_since_it_was_looked_at_is_not_copied(as_neighbour, give, instance):
    give()

    response = copy(as_neighbour(), based_on="", version="gestern")

    assert response.status_code == 400
    assert "maenneranteil" not in instance.definitions(THERE)


@pytest.mark.parametrize("role", Role)
def test_who_copies_is_who_may_write_definitions(as_neighbour, give, own, instance, role):
    give(target=ShareTarget.PUBLIC, to_workspace_id=None)

    answer = copy(as_neighbour(role), based_on="", version=own.version).status_code

    may = role in {Role.COORDINATOR, Role.DATA_STEWARD, Role.ADMINISTRATOR}
    assert answer == (302 if may else 403)
    assert ("maenneranteil" in instance.definitions(THERE)) == may


def test_only_the_named_role_reads(as_neighbour, client, give):
    give(target=ShareTarget.ROLE, role=Role.HEAD)

    answers = {role for role in Role if sheet(as_neighbour(role)).status_code == 200}
    client.logout()

    assert answers == {Role.HEAD}
    assert sheet(client).status_code == 404


def test_public_reads_what_was_made_public(client, give):
    give(target=ShareTarget.PUBLIC, to_workspace_id=None)
    client.logout()

    response = sheet(client)

    assert response.status_code == 200
    assert "In unseren Mandanten übernehmen" not in response.content.decode()


def test_shipped_and_foreign_definitions_are_not_shared(as_role, as_neighbour, own):
    names = ("16063.frauenanteil", "16061.maenneranteil", "16063.nichts", "x")
    found = [
        as_role(Role.COORDINATOR).get(reverse("accounts:share", args=[shared.KIND, name]))
        for name in names
    ]
    foreign = as_neighbour().get(
        reverse("accounts:share", args=[shared.KIND, "16063.maenneranteil"])
    )

    assert [one.status_code for one in (*found, foreign)] == [404] * 5


def test_page_leads_to_sharing_with_a_preview(as_role, own, neighbour):
    client = as_role(Role.COORDINATOR)
    address = reverse("accounts:share", args=[shared.KIND, "16063.maenneranteil"])

    page = client.get(reverse("catalogue:indicator", args=["maenneranteil"])).content.decode()
    preview = client.post(
        address, {"target": "workspace", "to_workspace": str(neighbour.id)}
    ).content.decode()

    assert address in page
    assert "Zahlen gehen nicht mit." in preview
    assert Share.objects.count() == 0


def test_search_follows_sharing_and_a_rebuild(person, give, seat, neighbour):
    user = person(Role.COORDINATOR, neighbour)
    theirs = seat_in(user, day=timezone.localdate(), workspace_id=neighbour.id)

    page = reverse("catalogue:indicator_shared", args=ARGUMENTS)

    def hits():
        return page in [hit.entry.address for hit in search(theirs, "Männeranteil").hits]

    before, share, during = hits(), give(), hits()
    entries.rebuild()
    rebuilt = hits()
    actions.withdraw(seat=seat, share_id=share.id, at=AT)

    assert (before, during, rebuilt, hits()) == (False, True, True, False)
