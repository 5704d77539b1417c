# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Words to work with: dated, common to all or of one workspace, changed by those who keep them."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from klammer_web.accountability.models import AuditEntry
from klammer_web.accounts import vocabulary
from klammer_web.accounts.actions import vocabularies as actions
from klammer_web.accounts.enums import COMMON_LISTS, Role, VocabularyList
from klammer_web.accounts.models import VocabularyEntry
from klammer_web.accounts.queries.vocabularies import words
from klammer_web.accounts.rules import RefusedError
from tests.product.accounts.conftest import AT, TODAY

pytestmark = pytest.mark.django_db
GROUP, PLAN = VocabularyList.TARGET_GROUP, VocabularyList.PLAN_TYPE
BEGIN = date(2026, 1, 1)


@pytest.fixture
def of_the_land(person, land, seat):
    return seat(person(land, Role.ADMINISTRATOR), land)


@pytest.fixture
def add(coordinator):
    """Add a word: add("Kita-Plan", name=…, seat=…)."""

    def make(label, *, name=PLAN, by=None, since=BEGIN, until=None):
        return actions.add_word(
            seat=by or coordinator, name=name, label=label, since=since, until=until, at=AT
        )

    return make


def labels(name, county, day=TODAY):
    return [label for _, label in words(name, workspace_id=county.id, day=day)]


def test_every_instance_begins_with_common_words_once(db):
    count = VocabularyEntry.objects.filter(workspace=None).count()
    assert count == sum(len(one) for one in vocabulary.COMMON.values())
    VocabularyEntry.objects.filter(list=GROUP, key="kinder").delete()

    vocabulary.begin()

    assert VocabularyEntry.objects.filter(workspace=None).count() == count - 1


@pytest.mark.parametrize("name", list(VocabularyList), ids=str)
@pytest.mark.parametrize("role", list(Role), ids=str)
def test_who_keeps_which_list(person, county, seat, name, role):
    sitting = seat(person(county, role), county)
    may = role in {Role.ADMINISTRATOR, Role.COORDINATOR} and name not in COMMON_LISTS
    if may:
        actions.add_word(seat=sitting, name=name, label="Neues", since=BEGIN, at=AT)
        return
    with pytest.raises(RefusedError):
        actions.add_word(seat=sitting, name=name, label="Neues", since=BEGIN, at=AT)


def test_land_changes_a_word_for_everybody(of_the_land, county, coordinator):
    kinder = VocabularyEntry.objects.get(list=GROUP, key="kinder")

    actions.change_word(
        seat=of_the_land, entry_id=kinder.id, label="Mädchen und Jungen",
        since=kinder.valid_from, until=None, at=AT,
    )  # fmt: skip

    assert "Mädchen und Jungen" in labels(GROUP, county)
    entry = AuditEntry.objects.latest("sequence")
    assert (entry.verb, entry.object_id) == ("accounts.changed_word", str(kinder.id))
    with pytest.raises(RefusedError) as refused:
        actions.remove_word(seat=coordinator, entry_id=kinder.id, at=AT)
    assert "gilt für alle Mandanten" in refused.value.reason


def test_word_of_another_county_is_not_there(add, person, city, seat):
    made = add("Kita-Plan")
    elsewhere = seat(person(city, Role.COORDINATOR), city)
    with pytest.raises(Http404):
        actions.remove_word(seat=elsewhere, entry_id=made.id, at=AT)
    assert labels(PLAN, city) == []


def test_word_is_called_otherwise_from_a_day_on(add, coordinator, county):
    made = add("Kita-Plan")

    later = actions.rename_from(
        seat=coordinator, entry_id=made.id, label="Kindertagesplan", day=date(2026, 7, 1), at=AT
    )

    assert later.key == made.key == "kita-plan"
    assert labels(PLAN, county, date(2026, 6, 30)) == ["Kita-Plan"]
    assert labels(PLAN, county, date(2026, 7, 1)) == ["Kindertagesplan"]
    with pytest.raises(ValidationError):
        actions.rename_from(
            seat=coordinator, entry_id=made.id, label="Anders", day=date(2026, 8, 1), at=AT
        )


def test_same_word_stands_once_at_a_time(add, county):
    add("Pflegeplan", until=date(2026, 3, 1))
    with pytest.raises(ValidationError, match="steht zu dieser Zeit schon in der Liste"):
        add("pflegeplan", since=date(2026, 2, 1))
    again = add("Pflegeplan", since=date(2026, 3, 1))
    assert again.key == "pflegeplan-2"
    assert labels(PLAN, county) == ["Pflegeplan"]


def test_what_held_once_gets_an_end_and_is_not_removed(add, coordinator, county):
    old, coming = add("Altenplan"), add("Kommender Plan", since=TODAY + timedelta(days=9))

    with pytest.raises(ValidationError, match="galt schon"):
        actions.remove_word(seat=coordinator, entry_id=old.id, at=AT)
    actions.remove_word(seat=coordinator, entry_id=coming.id, at=AT)
    actions.change_word(
        seat=coordinator, entry_id=old.id, label="Altenplan", since=BEGIN, until=TODAY, at=AT
    )

    assert labels(PLAN, county) == []
    assert labels(PLAN, county, TODAY - timedelta(days=1)) == ["Altenplan"]


def test_own_word_becomes_no_common_one(add, of_the_land):
    made = add("Landesplan", by=of_the_land)
    with pytest.raises(ValidationError, match="nicht zu einem gemeinsamen"):
        actions.change_word(
            seat=of_the_land, entry_id=made.id, label="Landesplan", since=BEGIN, until=None,
            name=GROUP, at=AT,
        )  # fmt: skip


def test_everybody_reads_and_caretakers_change(client, person, county):
    client.force_login(person(county, Role.PROVIDER))
    shown = client.get(reverse("accounts:vocabulary"), {"liste": "sector"}).content.decode()
    assert "10 von" in shown
    assert "Pflege" in shown
    assert "Ein Wort hinzufügen" not in shown
    assert "zusammen ändern" not in shown

    client.force_login(person(county, Role.COORDINATOR))
    page = reverse("accounts:vocabulary")
    given = {"name": "plan_type", "label": "Kita-Plan", "since": "2026-01-01"}
    client.post(page, given)
    shown = client.get(page, {"liste": "plan_type"}).content.decode()
    assert "Kita-Plan auswählen" in shown
    assert (
        "Kinder auswählen" not in client.get(page).content.decode()
    )  # the common ones are not theirs
    refused = client.post(page, {"name": "sector", "label": "X", "since": "2026-01-01"})
    assert refused.status_code == 400


def test_page_of_a_word_corrects_renames_and_tells_its_history(client, person, county, add):
    made = add("Kita-Plan")
    client.force_login(person(county, Role.COORDINATOR, name="sprecherin"))
    page = reverse("accounts:word", args=[made.id])

    client.post(page, {"label": "Kitaplan", "since": "2026-01-01"})
    day = timezone.localdate() + timedelta(days=30)
    client.post(
        reverse("accounts:word_rename", args=[made.id]),
        {"label": "Bedarfsplan Kita", "day": day.isoformat()},
    )
    shown = client.get(page).content.decode()

    assert "<h1>Kitaplan</h1>" in shown
    assert "Bedarfsplan Kita" in shown
    assert "Kita-Plan</del>" in shown
    kept = client.post(reverse("accounts:word_remove", args=[made.id]), follow=True)
    assert "galt schon" in kept.content.decode()


def test_change_of_a_word_is_taken_back(client, person, county, add, coordinator):
    made = add("Kita-Plan")
    actions.change_word(
        seat=coordinator, entry_id=made.id, label="Kitaplan", since=BEGIN, until=None, at=AT
    )
    act = AuditEntry.objects.latest("sequence")
    client.force_login(person(county, Role.COORDINATOR, name="sprecherin"))

    client.post(reverse("accountability:undo", args=[act.sequence]))

    made.refresh_from_db()
    assert made.label == "Kita-Plan"
