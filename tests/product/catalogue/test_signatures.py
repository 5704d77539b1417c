# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Files of the instance name people by number: who is erased is named nowhere."""

import pytest
from django.urls import reverse
from django.utils import timezone

from klammer.pipeline import deliveries
from klammer_web.accountability.actions.erasure import erase_person
from klammer_web.accounts.enums import Role
from klammer_web.accounts.models import User
from klammer_web.accounts.signatures import Names, named, signature
from tests.product.catalogue.releasing import release
from tests.product.catalogue.small_instance import flat_file
from tests.product.catalogue.test_workspaces import HERE, MORE, send

pytestmark = pytest.mark.django_db
NAME = "Xaveria Musterfrau-Beispiel"


@pytest.fixture
def worked(as_role, instance, tmp_path):
    """Somebody who accepted, released, recomputed, withdrew and took back."""
    client = as_role(Role.ADMINISTRATOR)
    user = User.objects.get(pk=client.session["_auth_user_id"])
    User.objects.filter(pk=user.pk).update(name=NAME)
    found = send(client, flat_file(tmp_path / "neu.csv", counts=MORE), owner="own")
    client.post(reverse("catalogue:upload_accept", args=[found.id]), {"note": "x"})
    release(client)
    root = instance.pointed("public", HERE).root[:12]
    client.post(reverse("catalogue:release_verify", args=[root]))
    delivery = deliveries.accepted(instance)[-1]
    client.post(reverse("catalogue:delivery_take_back", args=[delivery.id]), {"reason": "falsch"})
    client.post(reverse("catalogue:release_withdraw", args=[root]), {"reason": "falsch"})
    return client, user, delivery, root


def written(instance):
    """Return every note and manifest of the instance as one text."""
    return "".join(path.read_text(encoding="utf-8") for path in instance.folder.rglob("*.json"))


def test_no_file_names_anybody_and_pages_do(worked, instance):
    client, user, delivery, root = worked

    kept = written(instance)
    pages = [
        client.get(address).content.decode()
        for address in (
            reverse("catalogue:delivery", args=[delivery.id]),
            reverse("catalogue:release", args=[root]),
            reverse("catalogue:deliveries"),
        )
    ]

    assert NAME not in kept
    assert kept.count(signature(user.pk)) >= 4
    assert [NAME in page for page in pages] == [True] * 3
    assert not any(signature(user.pk) in page for page in pages)


def test_who_is_erased_is_named_nowhere(worked, as_role, county):
    _, user, delivery, root = worked
    user.memberships.all().delete()
    erase_person(person_id=user.pk, actor_id=None, workspace_id=county.id, at=timezone.now())
    client = as_role(Role.COORDINATOR)

    page = client.get(reverse("catalogue:delivery", args=[delivery.id])).content.decode()
    made = client.get(reverse("catalogue:release", args=[root])).content.decode()

    assert NAME not in page + made
    assert "von einer ehemaligen Person" in page


def test_other_texts_stay_and_unknown_numbers_are_former_people(db):
    texts = ["Vorführung", "", "person:kein-mensch", "person:00000000-0000-4000-8000-000000000000"]
    names = Names(texts)

    assert [names(one) for one in texts] == ["Vorführung", "", *["ehemalige Person"] * 2]
    assert named("root") == "root"
    assert signature(None) == ""
