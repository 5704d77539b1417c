# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two counties side by side: what belongs to one is not there for the other."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from klammer.pipeline import deliveries, releases
from klammer_web.accountability.models import AuditEntry
from klammer_web.accounts.enums import Role
from klammer_web.catalogue.models import Preparation, Upload
from klammer_web.operation.models import Job
from tests.product.catalogue.releasing import confirm, prepared, release
from tests.product.catalogue.small_instance import AT, COUNTS, flat_file, women_share
from tests.product.catalogue.test_definitions import filled

pytestmark = pytest.mark.django_db
HERE, THERE = "16063", "16061"
MORE = COUNTS | {HERE: COUNTS[HERE] | {"2022": (81_000, 79_300)}}


@pytest.fixture
def theirs(instance, neighbour, tmp_path):
    """What the neighbour has: a delivery, and a release for its administration."""
    path = flat_file(tmp_path / "nachbar.csv", counts=MORE)
    staged = deliveries.stage(instance, path, at=AT, workspace=THERE)
    delivery = deliveries.accept(instance, staged.id, by="Nachbar", at=AT, note="x")
    made = releases.create(
        instance, by="Nachbar", at=AT, audience="administration", workspace=THERE
    )
    return delivery, made


def send(client, path, **more):
    """Upload a file and return what was kept of it."""
    client.post(
        reverse("catalogue:upload_receive"),
        {"file": SimpleUploadedFile(path.name, path.read_bytes()), **more},
    )
    return Upload.objects.first()


ROLES = [None, *Role]


@pytest.mark.parametrize("role", ROLES)
def test_nothing_of_another_county_is_there_by_guessed_ids(client, as_role, theirs, role):
    delivery, made = theirs
    if role is not None:
        as_role(role)
    trace = f"{made.root[:12]}/frauenanteil/2022-12-31/16063/2022"

    found = [
        client.get(reverse("catalogue:delivery", args=[delivery.id])),
        client.get(reverse("catalogue:delivery_raw", args=[delivery.id])),
        client.get(reverse("catalogue:release", args=[made.root[:12]])),
        client.get(reverse("catalogue:release", args=[made.root])),
        client.get(reverse("catalogue:trace"), {"wert": trace}),
    ]

    assert [one.status_code for one in found] == [404] * 5
    unknown = client.get(reverse("catalogue:delivery", args=["2020-01-01-nichts-00000000"]))
    assert unknown.status_code == 404


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.DATA_STEWARD, Role.ADMINISTRATOR])
def test_nothing_of_another_county_can_be_changed(as_role, instance, theirs, role):
    delivery, made = theirs
    client = as_role(role)

    answers = [
        client.post(reverse(f"catalogue:{name}", args=[one]), {"reason": "falsch"}).status_code
        for name, one in [
            ("delivery_take_back", delivery.id),
            ("release_withdraw", made.root[:12]),
            ("release_show", made.root[:12]),
            ("release_verify", made.root[:12]),
        ]
    ]

    assert answers == [404] * 4
    assert deliveries.delivery(instance, delivery.id).taken_back is None
    assert instance.release(made.root).withdrawn is None


@pytest.mark.parametrize("role", ROLES)
def test_lists_hold_the_own_and_the_common_alone(client, as_role, theirs, role):
    delivery, made = theirs
    if role is not None:
        as_role(role)

    pages = [
        client.get(reverse(f"catalogue:{name}")).content.decode()
        for name in ("deliveries", "releases", "overview")
    ]

    assert not any(delivery.id in text or made.root[:12] in text for text in pages)
    assert "12411-02-01-4_flat.csv" in pages[0]  # the common one


def test_upload_belongs_to_the_county_that_sent_it(as_role, as_neighbour, instance, tmp_path):
    found = send(as_role(Role.COORDINATOR), flat_file(tmp_path / "neu.csv", counts=MORE))
    answer = as_role(Role.COORDINATOR).post(
        reverse("catalogue:upload_accept", args=[found.id]), {"note": "x"}
    )

    delivery = deliveries.accepted(instance)[-1]
    assert delivery.workspace == HERE
    assert answer.url == reverse("catalogue:delivery", args=[delivery.id])
    assert as_neighbour().get(answer.url).status_code == 404


def test_same_file_of_two_counties_waits_twice(as_role, as_neighbour, instance, tmp_path):
    path = flat_file(tmp_path / "neu.csv", counts=MORE)
    first = send(as_role(Role.COORDINATOR), path)
    second = send(as_neighbour(), path)

    as_neighbour().post(reverse("catalogue:upload_discard", args=[second.id]))

    assert first.staged_id != second.staged_id
    assert [one.id for one in deliveries.waiting(instance)] == [first.staged_id]


def _page(client, name):
    return client.get(reverse(f"catalogue:{name}")).content.decode()


def test_release_without_a_preparation_is_refused(as_role, instance):
    client = as_role(Role.COORDINATOR)

    for sent in ({"audience": "public"}, {"preparation": ""}, {"preparation": "x"}):
        response = client.post(reverse("catalogue:release_create"), sent)
        assert response.status_code == 400
        assert "wurde noch nicht angesehen" in response.content.decode()

    assert Job.objects.count() == 0


def test_preparation_of_another_county_cannot_be_confirmed(as_role, as_neighbour, instance):
    mine = prepared(as_role(Role.COORDINATOR))

    response = confirm(as_neighbour(), mine)

    assert response.status_code == 404
    assert instance.pointed("public", THERE) is None


def test_preparation_for_more_than_one_may_see_cannot_be_confirmed(as_role, instance):
    mine = prepared(as_role(Role.DATA_STEWARD), audience="confidential")

    response = confirm(as_role(Role.COORDINATOR), mine)

    assert response.status_code == 403


def test_outdated_preparation_is_refused(as_role, instance, tmp_path):
    client = as_role(Role.COORDINATOR)
    mine = prepared(client)
    path = flat_file(tmp_path / "neu.csv", counts=MORE)
    staged = deliveries.stage(instance, path, at=AT, workspace=HERE)
    deliveries.accept(instance, staged.id, by="x", at=AT, note="x")

    response = confirm(client, mine)

    assert response.status_code == 400
    assert "Seit der Vorschau hat sich etwas geändert." in response.content.decode()
    page = client.get(reverse("catalogue:release_prepared", args=[mine.id])).content.decode()
    assert "Jetzt freigeben" not in page


def test_preview_says_who_will_see_what(as_role, instance, tmp_path):
    client = as_role(Role.COORDINATOR)
    path = flat_file(tmp_path / "neu.csv", counts=MORE)
    staged = deliveries.stage(instance, path, at=AT, workspace=HERE)
    deliveries.accept(instance, staged.id, by="x", at=AT, note="x")

    mine = prepared(client)
    text = client.get(reverse("catalogue:release_prepared", args=[mine.id])).content.decode()

    assert "alle, auch ohne Anmeldung, im Atlas von „Wartburgkreis“" in text
    assert "keine Zahl ist gesperrt" in text
    assert [one["shown"] for one in mine.sample] == ["50,5\xa0%", "50,3\xa0%"]
    assert "50,5 %" in text.replace("\xa0", " ")
    assert mine.tables[0]["rows"] == mine.tables[0]["before"]


def test_public_release_of_a_county_is_seen_where_it_is_asked_for(
    client, as_role, instance, tmp_path
):
    path = flat_file(tmp_path / "neu.csv", counts=MORE)
    staged = deliveries.stage(instance, path, at=AT, workspace=HERE)
    delivery = deliveries.accept(instance, staged.id, by="x", at=AT, note="x")
    release(as_role(Role.COORDINATOR))
    made = instance.pointed("public", HERE)
    client.logout()
    trace = {"wert": f"{made.root[:12]}/frauenanteil/2022-12-31/16063/2022"}

    at_first = client.get(reverse("catalogue:releases")).content.decode()
    chosen = client.post(reverse("catalogue:choose_county"), {"kreis": HERE})
    after = client.get(reverse("catalogue:releases")).content.decode()

    assert chosen.status_code == 302
    assert made.root[:12] not in at_first
    assert made.root[:12] in after
    text = client.get(reverse("catalogue:trace"), trace).content.decode()
    assert "81.000" in text
    assert client.get(reverse("catalogue:delivery", args=[delivery.id])).status_code == 404
    assert delivery.id not in text


@pytest.mark.parametrize("key", [THERE, "../16063", "", "99999"])
def test_county_without_public_figures_cannot_be_chosen(client, instance, theirs, key):
    before = client.get(reverse("catalogue:releases")).content

    client.post(reverse("catalogue:choose_county"), {"kreis": key})
    client.cookies["kreis"] = key

    assert client.get(reverse("catalogue:releases")).content == before


def test_definition_of_a_county_is_not_there_for_another(as_role, as_neighbour, instance):
    sent = filled(women_share()) | {"id": "maenneranteil", "title": "Männer", "based_on": ""}
    as_role(Role.COORDINATOR).post(reverse("catalogue:indicator_new"), sent)
    address = reverse("catalogue:indicator", args=["maenneranteil"])

    mine = as_role(Role.COORDINATOR).get(address)
    other = as_neighbour()

    assert mine.status_code == 200
    assert "eigene Fassung" in mine.content.decode()
    assert other.get(address).status_code == 404
    edit = reverse("catalogue:indicator_edit", args=["maenneranteil"])
    assert other.get(edit).status_code == 404
    assert "maenneranteil" not in _page(other, "indicators")


def test_both_counties_can_use_the_same_name(as_role, as_neighbour, instance):
    sent = filled(women_share()) | {"id": "maenneranteil", "based_on": ""}
    as_role(Role.COORDINATOR).post(reverse("catalogue:indicator_new"), sent | {"title": "Hier"})
    as_neighbour().post(reverse("catalogue:indicator_new"), sent | {"title": "Dort"})

    assert instance.definitions(HERE)["maenneranteil"].title == "Hier"
    assert instance.definitions(THERE)["maenneranteil"].title == "Dort"
    assert "maenneranteil" not in instance.definitions()


def test_taking_back_keeps_the_record_and_every_page_says_so(as_role, instance, tmp_path):
    client = as_role(Role.COORDINATOR)
    found = send(client, flat_file(tmp_path / "neu.csv", counts=MORE))
    client.post(reverse("catalogue:upload_accept", args=[found.id]), {"note": "x"})
    release(client)
    delivery, made = deliveries.accepted(instance)[-1], instance.pointed("public", HERE)

    answer = client.post(
        reverse("catalogue:delivery_take_back", args=[delivery.id]),
        {"reason": "Falsches Jahr geladen."},
    )

    assert answer.status_code == 302
    trace = f"?wert={made.root[:12]}/frauenanteil/2022-12-31/16063/2022"
    for address in (
        reverse("catalogue:delivery", args=[delivery.id]),
        reverse("catalogue:release", args=[made.root[:12]]),
        reverse("catalogue:trace") + trace,
    ):
        assert "Grund: Falsches Jahr geladen." in client.get(address).content.decode()
    assert "Zurückgenommen: " in _page(client, "releases")
    assert "zurückgenommen" in _page(client, "deliveries")
    release(client)
    again = instance.pointed("public", HERE)
    assert delivery.id not in {one["id"] for one in again.manifest["deliveries"]}
    assert Preparation.objects.count() == 2


def test_every_act_on_data_is_recorded_once(as_role, instance, tmp_path, county):
    client = as_role(Role.ADMINISTRATOR)
    path = flat_file(tmp_path / "neu.csv", counts=MORE)
    found = send(client, path, owner="own")
    client.post(reverse("catalogue:upload_accept", args=[found.id]), {"note": "x"})
    other = send(client, flat_file(tmp_path / "b.csv", counts=COUNTS), owner="own")
    client.post(reverse("catalogue:upload_discard", args=[other.id]))
    release(client)
    root = instance.pointed("public", HERE).root[:12]
    client.post(reverse("catalogue:release_verify", args=[root]))
    delivery = deliveries.accepted(instance)[-1]
    client.post(reverse("catalogue:delivery_take_back", args=[delivery.id]), {"reason": "falsch"})
    client.post(reverse("catalogue:release_show", args=[root]))
    client.post(reverse("catalogue:release_withdraw", args=[root]), {"reason": "falsch"})
    client.post(
        reverse("catalogue:indicator_edit", args=["frauenanteil"]),
        filled(women_share(), title="Anteil der Frauen"),
    )

    verbs = [
        one.verb.removeprefix("catalogue.")
        for one in AuditEntry.objects.filter(verb__startswith="catalogue.").order_by("sequence")
    ]
    assert verbs == [
        "upload_received", "delivery_accepted", "upload_received", "upload_discarded",
        "release_made", "release_verified", "delivery_taken_back", "release_shown",
        "release_withdrawn", "definition_saved",
    ]  # fmt: skip
    assert set(
        AuditEntry.objects.filter(verb__startswith="catalogue.").values_list(
            "workspace_id", flat=True
        )
    ) == {county.id}
