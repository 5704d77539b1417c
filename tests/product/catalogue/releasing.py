# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The way to a release in the browser: prepare, look, let the head look, confirm."""

from datetime import date

from django.test import override_settings
from django.urls import reverse
from django.utils import timezone

from klammer_web.accounts import actions
from klammer_web.accounts.actions import second_looks as looking
from klammer_web.accounts.enums import Role
from klammer_web.accounts.models import SecondLook, User
from klammer_web.accounts.queries import seat_in
from klammer_web.catalogue import second_looks
from klammer_web.catalogue.models import Preparation


def prepared(client, *, audience: str = "public", owner: str = "own") -> Preparation:
    """Prepare a release at once and return what is looked at."""
    with override_settings(WORK_INLINE=True):
        client.post(reverse("catalogue:release_prepare"), {"audience": audience, "owner": owner})
    return Preparation.objects.first()


def confirm(client, preparation: Preparation):
    """Confirm what was prepared; return the answer."""
    return client.post(reverse("catalogue:release_create"), {"preparation": str(preparation.pk)})


def head_of(workspace) -> User:
    """Return the head of a workspace, made at the first call."""
    email = f"leitung-{workspace.key}@beispiel.example"
    found = User.objects.filter(email=email).first()
    if found is None:
        found = actions.create_person(email=email, name="Leitung", password=None)
        actions.admit(user=found, workspace=workspace, role=Role.HEAD, since=date(2020, 1, 1))
    return found


def asked(client, preparation: Preparation) -> SecondLook:
    """Ask for the second look as the person who is signed in."""
    user = User.objects.get(pk=client.session["_auth_user_id"])
    seat = seat_in(user, day=timezone.localdate(), workspace_id=preparation.workspace_id)
    return looking.ask(
        seat=seat,
        kind=second_looks.KIND,
        object_id=str(preparation.pk),
        link="https://beispiel.example/{}".format,
        at=timezone.now(),
    )


def looked_at(client, preparation: Preparation) -> Preparation:
    """Let the head agree where a second look is needed."""
    if second_looks.is_needed(preparation):
        head = head_of(preparation.workspace)
        look = asked(client, preparation)
        looking.answer(look_id=look.id, user_id=head.id, agrees=True, reason="", at=timezone.now())
    return preparation


def release(client, *, audience: str = "public", owner: str = "own"):
    """Prepare a release, let the head look, and confirm; return the answer to the confirmation."""
    return confirm(client, looked_at(client, prepared(client, audience=audience, owner=owner)))
