# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Four eyes: a county's figures become public only after the head looked at exactly them."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from klammer.pipeline import deliveries, releases
from klammer.pipeline import releases as library
from klammer.warehouse.hashing import root_hash
from klammer_web.accounts.actions import second_looks as looking
from klammer_web.accounts.enums import Role, SecondLookState
from klammer_web.accounts.models import SecondLook, User
from klammer_web.accounts.queries import seat_in
from klammer_web.accounts.signatures import named
from klammer_web.catalogue import second_looks
from klammer_web.operation.models import OutgoingMail
from tests.product.catalogue.releasing import (
    asked,
    confirm,
    head_of,
    looked_at,
    prepared,
    release,
)
from tests.product.catalogue.small_instance import AT, COUNTS, flat_file

pytestmark = pytest.mark.django_db
HERE = "16063"
MORE = COUNTS | {HERE: COUNTS[HERE] | {"2022": (81_000, 79_300)}}
STILL = COUNTS | {HERE: COUNTS[HERE] | {"2022": (82_000, 79_300)}}


def deliver(instance, tmp_path, counts=MORE):
    path = flat_file(tmp_path / f"{len(list(tmp_path.iterdir()))}.csv", counts=counts)
    staged = deliveries.stage(instance, path, at=AT, workspace=HERE)
    return deliveries.accept(instance, staged.id, by="x", at=AT, note="x")


@pytest.fixture
def mine(as_role, instance, tmp_path):
    """What the county is about to make public."""
    deliver(instance, tmp_path)
    return prepared(as_role(Role.COORDINATOR))


def page(client, preparation) -> str:
    return client.get(reverse("catalogue:release_prepared", args=[preparation.pk])).content.decode()


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.DATA_STEWARD, Role.ADMINISTRATOR])
def test_nobody_makes_own_figures_public_alone(as_role, instance, county, role):
    head_of(county)
    client = as_role(role)
    one = prepared(client)

    response = confirm(client, one)

    assert response.status_code == 400
    assert "Der zweite Blick fehlt." in response.content.decode()
    assert instance.pointed("public", HERE) is None
    assert "Jetzt freigeben" not in page(client, one)


def test_waiting_and_declined_open_nothing(client, instance, county, mine):
    head = head_of(county)
    look = asked(client, mine)

    waiting = page(client, mine)
    at_once = confirm(client, mine).status_code
    looking.answer(
        look_id=look.id, user_id=head.id, agrees=False, reason="Jahr fehlt.", at=timezone.now()
    )

    assert "Wartet auf den zweiten Blick von Leitung" in waiting
    assert (at_once, confirm(client, mine).status_code) == (400, 400)
    declined = page(client, mine)
    assert "Noch nicht bestätigt von Leitung" in declined
    assert "Jahr fehlt." in declined
    assert "Neu um den zweiten Blick bitten" in declined
    assert instance.pointed("public", HERE) is None


def test_head_answers_by_the_link_of_the_mail_and_the_release_tells_it(
    client, instance, county, mine
):
    head_of(county)
    asker = User.objects.get(pk=client.session["_auth_user_id"])
    ask = reverse("accounts:second_look_ask", args=[second_looks.KIND, mine.pk])
    client.post(ask, {"note": "Bitte auf 2022 achten."})
    sent = OutgoingMail.objects.get(key__startswith="accounts.second_look/")
    link = "/" + next(w for w in sent.text.split() if "/link/" in w).split("/", 3)[3]
    client.logout()

    shown = client.get(link)
    thanks = client.post(link, {"answer": "agree", "reason": ""})
    client.force_login(asker)
    before = page(client, mine)
    made = confirm(client, mine)

    assert (shown.status_code, thanks.status_code, made.status_code) == (200, 200, 302)
    assert "So werden die neuen Zahlen erscheinen" in shown.content.decode()
    assert "Jetzt freigeben" in before
    shown_now = instance.pointed("public", HERE)
    told = shown_now.manifest["made"]["second_look"]
    assert (told["state"], named(told["by"]), told["way"]) == ("agreed", "Leitung", "mail")
    address = reverse("catalogue:release", args=[shown_now.root[:12]])
    assert "von Leitung über den Link in der Mail bestätigt" in client.get(address).content.decode()
    client.logout()
    visitor = client.get(address).content.decode()
    assert "über den Link in der Mail bestätigt" in visitor
    assert "von Leitung" not in visitor


def test_agreement_holds_for_exactly_what_was_looked_at(client, instance, tmp_path, mine):
    looked_at(client, mine)
    deliver(instance, tmp_path, STILL)

    response = confirm(client, mine)
    again = prepared(client)

    assert response.status_code == 400
    assert confirm(client, again).status_code == 400
    assert instance.pointed("public", HERE) is None


def test_background_work_asks_again_before_it_releases(client, instance, mine):
    """What was cleared when the button was pressed need not be when the work begins."""
    from klammer.base.errors import InputRefusedError
    from klammer_web.catalogue.actions.releases import create_release

    user = User.objects.get(pk=client.session["_auth_user_id"])
    seat = seat_in(user, day=timezone.localdate(), workspace_id=mine.workspace_id)

    with pytest.raises(InputRefusedError) as refusal:
        create_release(
            seat=seat, preparation=mine, at=timezone.now(), progress=lambda _step, _share: None
        )

    assert refusal.value.code == "second_look_missing"


def test_without_a_head_a_day_must_pass_and_the_release_says_so(client, instance, mine):
    user = User.objects.get(pk=client.session["_auth_user_id"])
    seat = seat_in(user, day=timezone.localdate(), workspace_id=mine.workspace_id)
    look = asked(client, mine)
    alone = {"seat": seat, "look_id": look.id, "reason": "Es gibt keine Leitung."}

    text = page(client, mine)
    with pytest.raises(Exception, match="Das geht erst ab"):
        looking.confirm_alone(**alone, at=look.asked_at + timedelta(hours=23))
    refused = confirm(client, mine).status_code
    looking.confirm_alone(**alone, at=look.asked_at + timedelta(hours=24))
    confirm(client, mine)

    assert "Hier ist keine Leitung eingetragen" in text
    assert refused == 400
    made = instance.pointed("public", HERE)
    assert made.manifest["made"]["second_look"]["state"] == SecondLookState.ALONE
    shown = client.get(reverse("catalogue:release", args=[made.root[:12]])).content.decode()
    assert "allein bestätigt, weil keine Leitung eingetragen war" in shown
    assert "Es gibt keine Leitung." in shown


def test_root_does_not_depend_on_who_looked(client, instance, mine):
    looked_at(client, mine)
    confirm(client, mine)
    made = instance.pointed("public", HERE)
    hashes = {name: table["hash"] for name, table in made.manifest["tables"].items()}

    assert made.manifest["made"]["second_look"]
    assert made.root == root_hash(hashes, audience=made.audience, workspace=HERE)
    assert releases.create(instance, by="x", at=AT, workspace=HERE).root == made.root


@pytest.mark.parametrize("audience", ["partners", "administration"])
def test_figures_for_fewer_people_wait_for_nobody(as_role, instance, audience):
    client = as_role(Role.COORDINATOR)

    confirm(client, prepared(client, audience=audience))

    assert instance.pointed(audience, HERE) is not None
    assert SecondLook.objects.count() == 0


def test_common_figures_wait_for_nobody(as_central, instance):
    client = as_central()

    response = confirm(client, prepared(client, owner="all"))

    assert response.status_code == 302
    assert SecondLook.objects.count() == 0


def test_withdrawing_never_waits(as_role, instance, tmp_path):
    client = as_role(Role.COORDINATOR)
    deliver(instance, tmp_path)
    release(client)
    root = instance.pointed("public", HERE).root[:12]
    looks = SecondLook.objects.count()

    client.post(reverse("catalogue:release_withdraw", args=[root]), {"reason": "Falsch."})

    assert instance.release(root).withdrawn
    assert SecondLook.objects.count() == looks


def test_list_of_releases_leads_back_to_what_waits(client, instance, county, mine):
    head_of(county)
    address = reverse("catalogue:release_prepared", args=[mine.pk])
    before = client.get(reverse("catalogue:releases")).content.decode()
    asked(client, mine)
    waiting = client.get(reverse("catalogue:releases")).content.decode()
    SecondLook.objects.all().delete()
    looked_at(client, mine)
    confirm(client, mine)
    after = client.get(reverse("catalogue:releases")).content.decode()

    assert [address in text for text in (before, waiting, after)] == [False, True, False]


def test_head_reads_the_page_but_does_not_release(client, instance, county, mine):
    head = head_of(county)
    asked(client, mine)
    client.force_login(head)

    text = page(client, mine)

    assert "Wartet auf den zweiten Blick von Leitung" in text
    assert "Jetzt freigeben" not in text
    assert confirm(client, mine).status_code == 403


def test_another_county_neither_asks_nor_sees(client, as_neighbour, mine):
    other = as_neighbour()
    ask = reverse("accounts:second_look_ask", args=[second_looks.KIND, mine.pk])

    assert other.get(ask).status_code == 404
    assert other.post(ask, {"note": ""}).status_code == 404
    assert other.get(reverse("catalogue:release_prepared", args=[mine.pk])).status_code == 404


def test_county_without_a_head_reads_what_it_can_do(client, instance, county, mine):
    before = page(client, mine)
    asked(client, mine)
    waiting = page(client, mine)

    for text in (before, waiting):
        assert "Ohne Warten geht es mit einer Leitung" in text
        assert reverse("accounts:invite") in text
    assert "kann, wer gebeten hat, mit einer Begründung allein bestätigen" in waiting

    head_of(county)

    assert "Wartet auf den zweiten Blick von Leitung" in page(client, mine)
    assert OutgoingMail.objects.filter(key__startswith="accounts.second_look/").count() == 1


def test_release_that_nobody_else_saw_is_not_shown_again(client, instance, tmp_path, mine):
    at_terminal = {"state": "operator", "by": "betrieb", "at": timezone.now().isoformat(),
                   "way": "command line", "reason": "Frist", "asked_by": "", "asked_at": ""}  # fmt: skip
    old = library.create(
        instance, by="betrieb", at=timezone.now(), workspace=HERE, second_look=at_terminal
    )
    deliver(instance, tmp_path, STILL)
    release(client)
    new = instance.pointed("public", HERE).root
    address = reverse("catalogue:release", args=[old.root[:12]])

    shown = client.get(address).content.decode()
    refused = client.post(reverse("catalogue:release_show", args=[old.root[:12]]))

    assert "auf der Kommandozeile freigegeben, ohne zweiten Blick. Begründung: Frist" in shown
    assert "Niemand hat sie ein zweites Mal angesehen" in shown
    assert refused.status_code == 400
    assert instance.pointed("public", HERE).root == new
