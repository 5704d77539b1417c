# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who leaves hands over waiting files and pinned figures; what stands there already is left once."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from klammer_web.accountability.models import AuditEntry
from klammer_web.accounts import ownership
from klammer_web.accounts.enums import Role
from klammer_web.accounts.models import User
from klammer_web.catalogue.instance import instance as catalogue_instance
from klammer_web.catalogue.models import DefinitionKeeper, Upload
from klammer_web.catalogue.queries.pinned import CLIPBOARD
from klammer_web.chain.models import Evidence
from tests.product.catalogue.small_instance import women_share
from tests.product.catalogue.test_definitions import filled

pytestmark = pytest.mark.django_db
AT = datetime.now(UTC)


def test_waiting_files_and_pinned_figures_go_to_the_successor(person, county):
    leaving, next_one = person(Role.COORDINATOR, county), person(Role.DATA_STEWARD, county)
    waiting = Upload.objects.create(workspace=county, name="neu.csv", size=1, created_by=leaving)
    Upload.objects.create(
        workspace=county, name="alt.csv", size=1, created_by=leaving, state="accepted"
    )
    same = {"root": "0" * 64, "boundary": "2022-12-31", "digest": "x", "made_at": AT}
    for holder, indicator in ((leaving, "a"), (leaving, "b"), (next_one, "b")):
        Evidence.objects.create(
            workspace=county, holder_kind=CLIPBOARD, holder_id=str(holder.id),
            indicator=indicator, address=indicator, **same,
        )  # fmt: skip

    for one in ownership.holdings(user_id=leaving.id, workspace_id=county.id):
        one.kind.hand_over(
            ids=[thing.id for thing in one.things], successor_id=next_one.id,
            workspace_id=county.id, actor_id=leaving.id, at=AT,
        )  # fmt: skip

    waiting.refresh_from_db()
    assert waiting.created_by == next_one
    assert Upload.objects.get(name="alt.csv").created_by == leaving
    theirs = Evidence.objects.filter(holder_id=str(next_one.id))
    assert sorted(theirs.values_list("indicator", flat=True)) == ["a", "b"]
    assert ownership.holdings(user_id=leaving.id, workspace_id=county.id) == []
    assert AuditEntry.objects.filter(verb__endswith="_handed_over").count() == 2


def test_definitions_have_somebody_who_answers_for_them_and_hands_them_over(
    as_role, instance, county
):
    first, later = as_role(Role.COORDINATOR), None
    edit = reverse("catalogue:indicator_edit", args=["frauenanteil"])
    maker = User.objects.get(pk=first.session["_auth_user_id"])
    first.post(edit, filled(women_share(), title="Anteil der Frauen"))
    later = as_role(Role.DATA_STEWARD)
    successor = User.objects.get(pk=later.session["_auth_user_id"])
    now = catalogue_instance().definitions(county.key)["frauenanteil"]
    later.post(edit, filled(now, title="Frauen"))

    kept = DefinitionKeeper.objects.get()
    assert (kept.keeper, kept.title, kept.owner_key) == (maker, "Frauen", county.key)
    (held,) = ownership.holdings(user_id=maker.pk, workspace_id=county.pk)
    assert [one.title for one in held.things] == ["Frauen"]
    held.kind.hand_over(
        ids=[held.things[0].id], successor_id=successor.pk, workspace_id=county.pk,
        actor_id=maker.pk, at=AT,
    )  # fmt: skip

    assert f"Zuständig: {successor}" in later.get(edit).content.decode()
    listed = later.get(reverse("catalogue:indicators"), {"spalten": "kennzahl,zustaendig"})
    assert str(successor) in listed.content.decode()
    later.logout()
    public = later.get(reverse("catalogue:indicators"), {"spalten": "kennzahl,zustaendig"})
    assert str(successor) not in public.content.decode()
    entry = AuditEntry.objects.get(verb="catalogue.definition_handed_over")
    assert (entry.kind, entry.object_id) == ("catalogue.definition", "frauenanteil")
