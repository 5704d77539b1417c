# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writes of own areas: state, audit entry, refusal; and who may do them."""

from datetime import UTC, datetime, timedelta

import pytest

from klammer.base.errors import InputRefusedError
from klammer_web.accountability.models import AuditEntry
from klammer_web.accounts.actions import sharing
from klammer_web.accounts.enums import Role, ShareTarget
from klammer_web.accounts.rules import RefusedError
from klammer_web.accounts.seats import NOBODY, Seat
from klammer_web.atlas import rules
from klammer_web.atlas.actions import custom_areas as actions
from klammer_web.atlas.models import CustomArea
from klammer_web.atlas.queries import custom_areas

AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
DRAFT = actions.Draft("Nord", "municipality", "2022-12-31", ("16063004", "16063003"))


@pytest.fixture
def seat(county, signed_in):
    return signed_in(county)


@pytest.fixture
def area(seat):
    return actions.keep_area(draft=DRAFT, seat=seat, at=AT)


def verbs():
    return list(AuditEntry.objects.order_by("sequence").values_list("verb", flat=True))


def test_each_write_leaves_one_entry(area, seat):
    actions.change_area(area_id=area.id, draft=DRAFT, edition=1, seat=seat, at=AT)
    actions.delete_area(area_id=area.id, seat=seat, at=AT)
    actions.restore_area(area_id=area.id, seat=seat, at=AT)

    assert [verb for verb in verbs() if verb.startswith("atlas.")] == [
        "atlas.area_kept", "atlas.area_changed", "atlas.area_deleted", "atlas.area_restored",
    ]  # fmt: skip


def test_kept_area_has_its_parts_sorted_and_no_figures(area, county):
    assert (area.parts, area.workspace_id) == (["16063003", "16063004"], county.id)
    assert {field.name for field in CustomArea._meta.get_fields()} == {
        "id", "workspace", "name", "level", "boundary", "parts", "edition",
        "made_by", "made_at", "changed_at", "deleted_at",
    }  # fmt: skip


def test_refused_write_leaves_nothing(seat):
    with pytest.raises(InputRefusedError):
        actions.keep_area(
            draft=actions.Draft("X", "municipality", "2022-12-31", ("16063999",)), seat=seat, at=AT
        )

    assert (CustomArea.objects.count(), [v for v in verbs() if v.startswith("atlas.")]) == (0, [])


def test_restored_area_is_closed_again(area, seat):
    draft = sharing.draft(
        seat=seat, kind=actions.KIND, object_id=str(area.id), target=ShareTarget.PUBLIC, at=AT
    )
    sharing.share(draft=draft, seat=seat, at=AT)
    public_before = custom_areas.public_ids()

    actions.delete_area(area_id=area.id, seat=seat, at=AT)
    actions.restore_area(area_id=area.id, seat=seat, at=AT)

    assert (public_before, custom_areas.public_ids()) == ({area.id}, set())


def test_name_that_was_taken_meanwhile_hinders_bringing_back(area, seat):
    actions.delete_area(area_id=area.id, seat=seat, at=AT)
    actions.keep_area(draft=DRAFT, seat=seat, at=AT)

    with pytest.raises(InputRefusedError) as refusal:
        actions.restore_area(area_id=area.id, seat=seat, at=AT)

    assert refusal.value.code == "name_taken"


def test_deleted_area_is_removed_for_good_after_thirty_days(area, seat):
    other = actions.keep_area(
        draft=actions.Draft("Süd", "municipality", "2022-12-31", ("16063003",)), seat=seat, at=AT
    )
    actions.delete_area(area_id=area.id, seat=seat, at=AT)

    actions.delete_area(area_id=other.id, seat=seat, at=AT + timedelta(days=31))

    assert list(CustomArea.objects.values_list("name", flat=True)) == ["Süd"]


@pytest.mark.parametrize("role", list(Role))
def test_roles_that_may_make_and_change(area, role):
    own = Seat(user_id=area.made_by_id, workspace_id=area.workspace_id, roles=frozenset({role}))
    foreign = Seat(user_id=area.made_by_id, workspace_id=area.id, roles=frozenset({role}))
    edits = role in {Role.COORDINATOR, Role.SECTOR_PLANNER}

    assert rules.may_make(own) is edits
    assert (rules.may_change(own, area), rules.may_change(foreign, area)) == (edits, False)
    assert (rules.may_see(own, area), rules.may_see(foreign, area)) == (True, False)
    with pytest.raises(RefusedError):
        rules.check_change(foreign, area)


def test_nobody_signed_in_sees_public_areas_alone(area):
    assert rules.may_see(NOBODY, area) is False
    assert rules.may_see(NOBODY, area, is_shared=True) is True
    with pytest.raises(RefusedError):
        rules.check_make(NOBODY)


def test_every_act_has_its_sentence():
    from klammer_web.accountability import phrases
    from klammer_web.atlas import acts

    assert [verb for verb in acts.VERBS if not phrases.is_registered(verb)] == []
    assert phrases.predicate("atlas.area_kept", title="Nord") == (
        "hat das eigene Gebiet „Nord“ angelegt"
    )
    assert phrases.kind_word(actions.KIND) == "eigenes Gebiet"
