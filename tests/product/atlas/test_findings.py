# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Findings: written from what is seen, agreed to, shared, outdated, and never lost."""

from datetime import UTC, datetime
from html import unescape

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


def test_two_people_do_not_overwrite_each_other(client, atlas, county, signed_in):
    seat = signed_in(county)
    finding = write(seat)
    page = client.get(reverse("atlas:finding_change", args=[finding.id])).content.decode()
    token = unescape(page.partition('name="_stand" value="')[2].partition('"')[0])
    other = actions.text_of(actions.texts(finding) | {"meaning": "Das sagt jemand anderes."})
    actions.change_finding(seat=seat, finding_id=finding.id, text=other, at=NOW)
    sent = body(seat, kind="qualitative", meaning="Das sage ich.", _stand=token)
    answer = client.post(reverse("atlas:finding_change", args=[finding.id]), sent)
    text = answer.content.decode()
    assert (answer.status_code, "Das sagt jemand anderes." in text, "Das sage ich." in text) == (
        409,
        True,
        True,
    )
    assert Finding.objects.get().meaning == "Das sagt jemand anderes."


def test_finding_shows_its_evidence_in_small(client, atlas, county, signed_in):
    seat = signed_in(county)
    reach = next(one for one in atlas.coverage() if one.area_level == "county" and one.periods)
    view = f"/atlas/karte/{reach.indicator}/?ebene=kreis&stand={reach.boundary}&bereich=16"
    client.post(reverse("atlas:finding_new"), body(seat, ansicht=view))
    page = client.get(reverse("atlas:finding", args=[Finding.objects.get().id])).content.decode()
    assert 'class="look__picture"' in page
    assert "<svg" in page.partition('class="look__picture"')[2].partition("</div>")[0]


def test_list_goes_through_the_office_and_back(client, atlas, county, signed_in):
    from klammer_web.accounts import lists
    from klammer_web.atlas.finding_list import FINDINGS
    from klammer_web.ui.listing import Change

    assert lists.find("atlas.findings") is FINDINGS
    seat = signed_in(county)
    finding = write(seat)
    request = client.get(reverse("atlas:findings")).wsgi_request
    changes = [
        Change(str(finding.id), {"titel": "Anders", "sicherheit": "shown"}),
        Change(None, {"titel": "Neu", "art": "qualitative", "sehen": "Aus dem Gespräch."}),
    ]
    made = FINDINGS.editing.write(request, changes=changes, at=NOW)
    found = {one.title: (one.certainty, one.seen) for one in Finding.objects.all()}
    assert found == {
        "Anders": ("shown", "Im Westen liegt der Anteil höher."),
        "Neu": ("unclear", "Aus dem Gespräch."),
    }
    FINDINGS.editing.write(request, changes=[Change(made[0], None)], at=NOW)
    assert Finding.objects.get(title="Neu").deleted_at == NOW


def test_file_of_the_list_says_what_is_new(client, atlas, county, signed_in):
    write(signed_in(county))
    answer = client.get(reverse("atlas:findings"), {"als": "csv"})
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    assert text.splitlines()[1].startswith("Kinder im Westen öfter arm;Entwurf;Wartburgkreis")


def test_preview_shows_exactly_what_others_will_see(client, atlas, county, signed_in):
    seat = signed_in(county)
    finding = write(seat)
    share = reverse("accounts:share", args=["atlas.finding", finding.id])
    page = client.post(share, {"target": "public", "step": "preview"}).content.decode()
    assert (finding.meaning in page, "Noch ein Entwurf" in page) == (True, True)
    private = write(seat, is_private=True)
    share = reverse("accounts:share", args=["atlas.finding", private.id])
    assert client.get(share).status_code == 404


def test_person_who_leaves_hands_findings_over(county, signed_in):
    from klammer_web.accounts import ownership

    seat, successor = signed_in(county), signed_in(county, Role.HEAD)
    finding = write(seat, is_private=True)
    held = ownership.holdings(user_id=seat.user_id, workspace_id=county.id)
    things = {one.kind.kind: [thing.title for thing in one.things] for one in held}
    assert things["atlas.finding"] == ["Ein noch nicht geteilter Befund"]
    kind = next(one.kind for one in held if one.kind.kind == "atlas.finding")
    kind.hand_over(
        ids=[str(finding.id)], successor_id=successor.user_id, workspace_id=county.id,
        actor_id=seat.user_id, at=NOW,
    )  # fmt: skip
    assert queries.one(successor, finding.id) == finding


def test_readers_of_a_shared_finding_open_its_evidence_and_nobody_else(
    client, atlas, county, neighbour, signed_in
):
    seat = signed_in(county)
    client.post(reverse("atlas:finding_new"), body(seat, ansicht=MAP))
    finding, held = Finding.objects.get(), Evidence.objects.get()
    page = reverse("atlas:evidence", args=[held.pk])
    assert client.get(page).status_code == 200
    client.logout()
    assert client.get(page).status_code == 404
    actions.move_finding(seat=seat, finding_id=finding.id, state=FindingState.AGREED, at=NOW)
    Share.objects.create(
        workspace=county, kind="atlas.finding", object_id=str(finding.id), title=finding.title,
        target=ShareTarget.PUBLIC, at=NOW,
    )  # fmt: skip
    shown = client.get(page)
    assert (shown.status_code, finding.title in shown.content.decode()) == (200, True)
    Finding.objects.update(is_private=True)
    signed_in(county, Role.HEAD)
    assert client.get(page).status_code == 404


def test_history_names_areas_and_words_instead_of_keys(client, county, signed_in, atlas):
    seat = signed_in(county)
    finding = write(seat)
    key, word = queries.all_words("sectors")[0]
    text = actions.text_of(
        actions.texts(finding) | {"areas": ["16063", "16063003"], "sectors": [key]}
    )
    actions.change_finding(seat=seat, finding_id=finding.id, text=text, at=NOW)
    page = client.get(reverse("accountability:history", args=["atlas.finding", finding.id]))
    told = unescape(page.content.decode())
    assert ("Wartburgkreis, Bad Salzungen" in told, word in told) == (True, True)
    assert "16063003" not in told
