# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Findings: written from what is seen, agreed to, shared, outdated, and never lost."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from klammer_web.accountability.models import AuditEntry
from klammer_web.accounts.enums import Role, ShareTarget
from klammer_web.accounts.models import Share
from klammer_web.accounts.rules import RefusedError
from klammer_web.accounts.seats import NOBODY
from klammer_web.atlas import rules
from klammer_web.atlas.actions import findings as actions
from klammer_web.atlas.enums import Certainty, FindingKind, FindingState
from klammer_web.atlas.models import Finding
from klammer_web.atlas.queries import findings as queries
from klammer_web.chain.kinds import Ref, card
from klammer_web.chain.models import Evidence
from klammer_web.chain.search import queries as searching

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
MAP = "/atlas/profil/16063/"
TEXT = actions.Text(
    title="Kinder im Westen öfter arm",
    seen="Im Westen liegt der Anteil höher.",
    meaning="Die Angebote erreichen den Westen nicht.",
    kind=FindingKind.QUALITATIVE,
    areas=("16063",),
)


def write(seat, **changed):
    text = actions.Text(**{**actions.texts(Finding()), **TEXT_FIELDS, **changed})
    return actions.write_finding(seat=seat, text=text, at=NOW)


TEXT_FIELDS = {name: getattr(TEXT, name) for name in actions.CONTENT}


def body(seat, **changed):
    """What the editor sends."""
    return {
        "title": "Kinder im Westen öfter arm",
        "seen": "Im Westen liegt der Anteil höher.",
        "meaning": "Die Angebote erreichen den Westen nicht.",
        "unknown": "",
        "kind": "figure",
        "certainty": "likely",
        "responsible": str(seat.user_id),
        **changed,
    }


def test_finding_is_written_from_what_is_seen(client, atlas, county, signed_in):
    seat = signed_in(county)
    page = client.get(reverse("atlas:finding_new"), {"ansicht": MAP}).content.decode()
    assert ('name="ansicht"' in page, "wird mit dem Befund gespeichert" in page) == (True, True)
    answer = client.post(reverse("atlas:finding_new"), body(seat, ansicht=MAP, areas=["16063"]))
    finding = Finding.objects.get()
    assert answer.url == reverse("atlas:finding", args=[finding.id])
    held = Evidence.objects.get()
    assert (held.holder_id, held.root) == (str(finding.id), atlas.root)
    shown = client.get(answer.url).content.decode()
    assert (finding.meaning in shown, held.title in shown, "Wartburgkreis" in shown) == (
        True,
        True,
        True,
    )


def test_finding_takes_evidence_from_the_list_and_leaves_it_there(client, atlas, county, signed_in):
    seat = signed_in(county)
    client.post(reverse("atlas:pin"), {"ansicht": MAP})
    pinned = Evidence.objects.get()
    client.post(reverse("atlas:finding_new"), body(seat, pinned=[str(pinned.pk)]))
    assert sorted(Evidence.objects.values_list("holder_kind", flat=True)) == [
        "atlas.finding",
        "catalogue.clipboard",
    ]
    assert set(Evidence.objects.values_list("digest", flat=True)) == {pinned.digest}


def test_finding_without_title_is_refused_and_nothing_is_kept(client, atlas, county, signed_in):
    seat = signed_in(county)
    answer = client.post(reverse("atlas:finding_new"), body(seat, title=" ", ansicht=MAP))
    assert (answer.status_code, Finding.objects.count(), Evidence.objects.count()) == (400, 0, 0)
    assert "Die Angebote erreichen den Westen nicht." in answer.content.decode()


@pytest.mark.parametrize(
    ("role", "writes", "reads"),
    [
        (Role.COORDINATOR, True, True),
        (Role.SECTOR_PLANNER, True, True),
        (Role.HEAD, True, True),
        (Role.DATA_STEWARD, False, True),
        (Role.ADVISER, False, False),
        (Role.PROVIDER, False, False),
        (Role.COUNCIL_MEMBER, False, False),
        (Role.ADMINISTRATOR, False, False),
    ],
)
def test_who_writes_and_reads_in_the_own_workspace(county, signed_in, role, writes, reads):
    author = signed_in(county, Role.COORDINATOR)
    finding, seat = write(author), signed_in(county, role)
    assert (rules.may_write(seat), rules.may_read(seat, finding)) == (writes, reads)
    assert queries.visible(seat).exists() is reads


def test_private_finding_is_for_its_author_and_who_answers_for_it(county, signed_in):
    author, other = signed_in(county, Role.COORDINATOR), signed_in(county, Role.HEAD)
    finding = write(author, is_private=True)
    assert (queries.one(author, finding.id), queries.one(other, finding.id)) == (finding, None)
    finding.responsible_id = other.user_id
    finding.save()
    assert queries.one(other, finding.id) == finding


def test_finding_needs_its_parts_before_it_is_agreed(atlas, county, signed_in):
    seat = signed_in(county)
    finding = write(seat, meaning="", kind=FindingKind.FIGURE)
    assert rules.missing_to_agree(finding, evidence=0) == ["was es heißt", "mindestens ein Beleg"]
    with pytest.raises(RefusedError, match="mindestens ein Beleg"):
        actions.move_finding(seat=seat, finding_id=finding.id, state=FindingState.AGREED, at=NOW)
    finding.refresh_from_db()
    assert finding.state == FindingState.DRAFT


def test_sector_planner_does_not_agree_alone(county, signed_in):
    seat = signed_in(county, Role.SECTOR_PLANNER)
    finding = write(seat)
    with pytest.raises(RefusedError):
        actions.move_finding(seat=seat, finding_id=finding.id, state=FindingState.AGREED, at=NOW)


def test_changed_text_makes_an_agreed_finding_a_draft_again(county, signed_in):
    seat = signed_in(county)
    finding = write(seat)
    actions.move_finding(seat=seat, finding_id=finding.id, state=FindingState.AGREED, at=NOW)
    same = actions.text_of(actions.texts(finding))
    actions.change_finding(seat=seat, finding_id=finding.id, text=same, at=NOW)
    assert Finding.objects.get().state == FindingState.AGREED
    other = actions.text_of(actions.texts(finding) | {"meaning": "Etwas anderes."})
    actions.change_finding(seat=seat, finding_id=finding.id, text=other, at=NOW)
    assert (Finding.objects.get().state, Finding.objects.get().agreed_at) == ("draft", None)


def test_outdated_finding_says_why_and_comes_back_as_a_draft_only(client, county, signed_in, atlas):
    seat = signed_in(county)
    finding = write(seat)
    move = reverse("atlas:finding_move", args=[finding.id])
    client.post(move, {"stand": "outdated", "why": "Neue Zahlen."})
    page = client.get(reverse("atlas:finding", args=[finding.id])).content.decode()
    assert ("Neue Zahlen." in page, "Als abgestimmt vermerken" in page) == (True, False)
    with pytest.raises(RefusedError):
        actions.move_finding(seat=seat, finding_id=finding.id, state=FindingState.AGREED, at=NOW)
    client.post(move, {"stand": "draft"})
    assert (Finding.objects.get().state, Finding.objects.get().outdated_why) == ("draft", "")


def test_public_reads_what_was_shared_once_it_is_agreed(client, atlas, county, signed_in):
    seat = signed_in(county)
    finding = write(seat)
    Share.objects.create(
        workspace=county, kind="atlas.finding", object_id=str(finding.id), title=finding.title,
        target=ShareTarget.PUBLIC, at=NOW,
    )  # fmt: skip
    client.logout()
    page = reverse("atlas:finding", args=[finding.id])
    assert (queries.one(NOBODY, finding.id), client.get(page).status_code) == (None, 404)
    actions.move_finding(seat=seat, finding_id=finding.id, state=FindingState.AGREED, at=NOW)
    shown = client.get(page).content.decode()
    assert (finding.meaning in shown, "zuständig" in shown.lower()) == (True, False)
    assert finding.title in client.get(reverse("atlas:findings")).content.decode()
    assert [one.entry.title for one in searching.search(NOBODY, "Westen").hits] == [finding.title]


def test_deleted_finding_is_gone_for_all_and_comes_back(client, county, signed_in, atlas):
    seat = signed_in(county)
    finding = write(seat)
    client.post(reverse("atlas:finding_delete", args=[finding.id]))
    assert (queries.one(seat, finding.id), card(seat, Ref("atlas.finding", str(finding.id)))) == (
        None,
        None,
    )
    listed = client.get(reverse("atlas:findings")).content.decode()
    assert "Zurückholen" in listed
    client.post(reverse("atlas:finding_restore", args=[finding.id]))
    assert queries.one(seat, finding.id) == finding


def test_other_workspace_neither_reads_nor_writes(client, county, neighbour, signed_in, atlas):
    finding = write(signed_in(county))
    signed_in(neighbour)
    for name in ("finding", "finding_change"):
        assert client.get(reverse(f"atlas:{name}", args=[finding.id])).status_code == 404
    for name in ("finding_move", "finding_delete", "finding_evidence", "finding_restore"):
        answer = client.post(reverse(f"atlas:{name}", args=[finding.id]), {"stand": "outdated"})
        assert answer.status_code == 404
    assert Finding.objects.get().state == FindingState.DRAFT


def test_every_act_is_recorded_once(county, signed_in):
    seat = signed_in(county)
    finding = write(seat)
    other = actions.text_of(actions.texts(finding) | {"certainty": Certainty.SHOWN})
    actions.change_finding(seat=seat, finding_id=finding.id, text=other, at=NOW)
    actions.move_finding(seat=seat, finding_id=finding.id, state=FindingState.AGREED, at=NOW)
    actions.delete_finding(seat=seat, finding_id=finding.id, at=NOW)
    actions.restore_finding(seat=seat, finding_id=finding.id, at=NOW)
    verbs = AuditEntry.objects.filter(kind="atlas.finding").order_by("sequence")
    assert list(verbs.values_list("verb", flat=True)) == [
        "atlas.finding_written",
        "atlas.finding_changed",
        "atlas.finding_agreed",
        "atlas.finding_deleted",
        "atlas.finding_restored",
    ]
