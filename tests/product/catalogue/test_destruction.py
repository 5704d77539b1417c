# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""A file that should never have been delivered is destroyed by two persons."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from klammer.base.errors import InputRefusedError
from klammer.pipeline import deliveries
from klammer_web.accountability.models import AuditEntry
from klammer_web.accounts.enums import Role, WorkspaceKind
from klammer_web.accounts.rules import RefusedError
from klammer_web.accounts.seats import Seat
from klammer_web.accounts.signatures import named
from klammer_web.catalogue import jobs, rules
from klammer_web.catalogue.actions import destruction as actions
from klammer_web.catalogue.enums import DestructionState, UploadState
from klammer_web.catalogue.models import Destruction, Upload
from klammer_web.catalogue.queries.reviews import bytes_of
from klammer_web.operation.models import Job, OutgoingMail
from tests.product.catalogue.releasing import release
from tests.product.catalogue.small_instance import flat_file
from tests.product.catalogue.test_workspaces import HERE, MORE, send

pytestmark = pytest.mark.django_db
WHY = "In der Datei standen Namen."


@pytest.fixture
def delivery(as_role, instance, tmp_path):
    """The county's own delivery."""
    client = as_role(Role.DATA_STEWARD)
    found = send(client, flat_file(tmp_path / "neu.csv", counts=MORE))
    client.post(reverse("catalogue:upload_accept", args=[found.id]), {"note": "x"})
    return deliveries.accepted(instance)[-1]


def asked(client, delivery, reason=WHY):
    client.post(reverse("catalogue:delivery_destroy", args=[delivery.id]), {"reason": reason})
    return Destruction.objects.first()


def answer(client, found, word):
    return client.post(reverse("catalogue:destruction", args=[found.pk]), {"answer": word})


def text(client, name, *arguments, **query):
    return client.get(reverse(f"catalogue:{name}", args=arguments), query).content.decode()


SEATS = [
    (role, workspace, key, role in may)
    for role in Role
    for workspace, key, may in (
        (HERE, HERE, {Role.ADMINISTRATOR, Role.DATA_STEWARD, Role.HEAD}),
        ("16061", HERE, set()),
        (rules.COMMON, HERE, set()),
        (rules.COMMON, "16", {Role.ADMINISTRATOR}),
    )
]


@pytest.mark.parametrize(("role", "workspace", "key", "may"), SEATS)
def test_who_may_ask_and_decide(role, workspace, key, may):
    kind = WorkspaceKind.LAND if key == "16" else WorkspaceKind.COUNTY
    seat = Seat(
        user_id="x", workspace_id="w", workspace_name="W", workspace_key=key,
        workspace_kind=kind.value, roles=frozenset({role}),
    )  # fmt: skip

    assert rules.may_destroy(seat, workspace) == may
    if not may:
        with pytest.raises(RefusedError):
            rules.check_destroy(seat, workspace)


def test_nothing_happens_before_a_second_person_confirms(as_role, instance, delivery):
    client = as_role(Role.DATA_STEWARD)
    found = asked(client, delivery)

    alone = answer(client, found, "confirm")

    assert alone.status_code == 403
    found.refresh_from_db()
    assert found.state == DestructionState.ASKED
    assert (instance / "raw" / delivery.sha256).is_file()
    assert "Endgültig vernichten" not in text(client, "destruction", found.pk)
    assert "Diese Datei soll vernichtet werden" in text(client, "delivery", delivery.id)


def test_second_person_destroys_it_and_every_page_says_so(as_role, instance, delivery):
    client = as_role(Role.DATA_STEWARD)
    release(client, audience="administration")
    root = instance.pointed("administration", HERE).root[:12]
    found = asked(client, delivery)
    as_role(Role.HEAD)
    assert "Endgültig vernichten" in text(client, "destruction", found.pk)

    answer(client, found, "confirm")

    assert not (instance / "raw" / delivery.sha256).exists()
    gone = deliveries.delivery(instance, delivery.id)
    assert (named(gone.destroyed.asked_by), named(gone.destroyed.confirmed_by)) == (
        Role.DATA_STEWARD.label, Role.HEAD.label,
    )  # fmt: skip
    as_role(Role.DATA_STEWARD)
    trace = f"{root}/frauenanteil/2022-12-31/16063/2022"
    for page in (
        text(client, "delivery", delivery.id),
        text(client, "release", root),
        text(client, "trace", wert=trace),
    ):
        assert "icht mehr nachrechenbar" in page
        assert WHY in page
        assert "<mark>" not in page
    assert client.get(reverse("catalogue:delivery_raw", args=[delivery.id])).status_code == 404
    assert ">Nachrechnen<" not in text(client, "release", root)
    verbs = AuditEntry.objects.filter(verb__contains="destr").order_by("sequence")
    assert [one.verb for one in verbs] == [
        "catalogue.destruction_asked", "catalogue.destruction_confirmed",
        "catalogue.delivery_destroyed",
    ]  # fmt: skip


def test_recomputing_says_that_it_cannot_be_done(as_role, instance, delivery):
    client = as_role(Role.DATA_STEWARD)
    release(client, audience="administration")
    root = instance.pointed("administration", HERE).root[:12]
    found = asked(client, delivery)
    as_role(Role.HEAD)
    answer(client, found, "confirm")
    as_role(Role.DATA_STEWARD)

    client.post(reverse("catalogue:release_verify", args=[root]))

    told = Job.objects.filter(name=jobs.VERIFY).get().refusal
    assert told["what"] == "Diese Freigabe ist nicht mehr nachrechenbar."


@pytest.mark.parametrize("role", [Role.DATA_STEWARD, Role.HEAD])
def test_declined_or_taken_back_it_stays(as_role, instance, delivery, role):
    client = as_role(Role.DATA_STEWARD)
    found = asked(client, delivery)
    as_role(role)

    answer(client, found, "decline")
    late = answer(client, found, "confirm")

    found.refresh_from_db()
    assert (found.state, late.status_code) == (DestructionState.DECLINED, 400)
    assert (instance / "raw" / delivery.sha256).is_file()


@pytest.mark.parametrize("reason", [" ", WHY])
def test_without_reason_or_twice_it_is_refused(as_role, instance, delivery, reason):
    client = as_role(Role.DATA_STEWARD)
    if reason == WHY:
        asked(client, delivery)

    response = client.post(
        reverse("catalogue:delivery_destroy", args=[delivery.id]), {"reason": reason}
    )

    assert response.status_code == 400
    assert Destruction.objects.count() == (1 if reason == WHY else 0)


def test_common_file_needs_two_who_speak_for_all(as_role, as_central, instance, land):
    common = deliveries.accepted(instance)[0]
    client = as_role(Role.ADMINISTRATOR)
    refused = client.post(reverse("catalogue:delivery_destroy", args=[common.id]), {"reason": WHY})
    found = asked(as_central(), common)
    as_role(Role.ADMINISTRATOR)

    seen = client.get(reverse("catalogue:destruction", args=[found.pk]))
    confirmed = answer(client, found, "confirm")

    assert [refused.status_code, seen.status_code, confirmed.status_code] == [403, 403, 403]
    assert (instance / "raw" / common.sha256).is_file()


def test_same_bytes_that_wait_are_gone_too(as_role, instance, delivery, tmp_path):
    client = as_role(Role.DATA_STEWARD)
    client.post(
        reverse("catalogue:upload_receive"),
        {"file": SimpleUploadedFile("noch einmal.csv", (tmp_path / "neu.csv").read_bytes())},
    )
    again = Upload.objects.first()
    found = asked(client, delivery)
    as_role(Role.HEAD)

    answer(client, found, "confirm")

    again.refresh_from_db()
    assert again.state == UploadState.DISCARDED
    assert not bytes_of(again).exists()
    assert deliveries.waiting(instance) == []


def test_interrupted_work_is_carried_out_again(as_role, instance, delivery, monkeypatch):
    """The process dies after the first extract is gone; the work is taken up again."""
    found = asked(as_role(Role.DATA_STEWARD), delivery)
    head = found.asked_by
    found.state, found.answered_by, found.answered_at = "confirmed", head, timezone.now()
    found.save()

    def killed(*_named):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("klammer.pipeline.destruction._removed", killed)
        with pytest.raises(KeyboardInterrupt):
            actions.carry_out(found, at=timezone.now())
    assert (instance / "raw" / delivery.sha256).exists()

    actions.carry_out(found, at=timezone.now() + timedelta(minutes=1))

    assert found.state == DestructionState.DONE
    assert not (instance / "raw" / delivery.sha256).exists()
    again = flat_file(instance.folder / "neu.csv", counts=MORE)
    with pytest.raises(InputRefusedError):
        deliveries.stage(instance, again, at=timezone.now(), workspace=HERE)


def test_second_persons_get_a_task_and_a_mail_that_names_no_file(as_role, instance, delivery):
    as_role(Role.HEAD)

    found = asked(as_role(Role.ADMINISTRATOR), delivery)

    address = reverse("catalogue:destruction", args=[found.pk])
    mails = OutgoingMail.objects.filter(key__startswith="catalogue.destruction/")
    told = {one.recipient: one for one in mails}
    assert len(told) == 2
    assert all(address in one.text for one in mails)
    assert not any(found.name in one.text + one.subject for one in mails)
    assert WHY not in "".join(one.text for one in mails)
    for role, is_there in ((Role.HEAD, True), (Role.ADMINISTRATOR, False)):
        listed = as_role(role).get(reverse("assignments:index")).content.decode()
        assert (address in listed) is is_there

    answer(as_role(Role.HEAD), found, "decline")
    assert address not in as_role(Role.HEAD).get(reverse("assignments:index")).content.decode()
