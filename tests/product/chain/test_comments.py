# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Comments: who reads and writes them, whom they reach, and what becomes of them."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.http import Http404

from klammer_web.accountability.models import AuditEntry
from klammer_web.accounts.enums import Role
from klammer_web.accounts.rules import RefusedError
from klammer_web.chain.comments import actions, mentions, queries
from klammer_web.chain.models import Comment, Notification
from tests.product.chain.people import PLAN, browser, person, plans_seen_by, seat_for

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 22, 9, tzinfo=UTC)
SECTION = f"/kommentare/zu/{PLAN}/1/"
STAFF = [Role.COORDINATOR, Role.SECTOR_PLANNER]


@pytest.fixture
def chief(county):
    return person(county, Role.COORDINATOR, name="Planungskoordination")


@pytest.fixture
def planner(county):
    return person(county, Role.SECTOR_PLANNER, name="Fachplanung")


@pytest.fixture
def council(county):
    return person(county, Role.COUNCIL_MEMBER, name="Kreistagsmitglied")


@pytest.fixture
def ref(county, monkeypatch):
    """A plan that coordinator and planners of the county see."""
    return plans_seen_by(monkeypatch, workspace=county, roles=STAFF)


def say(user, county, ref, text, **more):
    at = AT + timedelta(minutes=Comment.objects.count())
    return actions.comment(seat=seat_for(user, county), ref=ref, text=text, at=at, **more)


def read_by(user, county, ref):
    found = queries.threads(seat_for(user, county), ref)
    return [str(one.first.html) for one in found]


def told():
    return sorted((str(one.person), one.title) for one in Notification.objects.all())


def test_whoever_sees_the_object_reads_it_in_the_same_workspace_only(
    chief, planner, council, county, neighbour, ref
):
    foreign = person(neighbour, Role.COORDINATOR, name="Fremde Koordination")
    say(chief, county, ref, "Die Zahlen fehlen.")

    assert read_by(planner, county, ref) == ["Die Zahlen fehlen."]
    assert read_by(council, county, ref) == []
    assert read_by(foreign, neighbour, ref) == []
    with pytest.raises(Http404):
        say(council, county, ref, "x")
    with pytest.raises(Http404):
        say(foreign, neighbour, ref, "x")
    assert Comment.objects.count() == 1


def test_two_workspaces_that_see_the_same_object_do_not_read_each_other(
    chief, county, neighbour, ref, monkeypatch
):
    from klammer_web.chain import kinds
    from klammer_web.chain.kinds import Card, Kind

    def everybody(_seat, ids):
        return {one: Card(ref, "Plan", "Plan", "/plan/") for one in ids}

    monkeypatch.setitem(kinds._KINDS, PLAN, Kind(PLAN, "Plan", everybody))
    foreign = person(neighbour, Role.COORDINATOR, name="Fremde Koordination")
    one = say(chief, county, ref, "Nur für uns.").comment

    assert read_by(foreign, neighbour, ref) == []
    client = browser(foreign)
    for deed in ("aendern", "loeschen", "wiederherstellen", "geklaert"):
        assert client.post(f"/kommentare/{one.pk}/{deed}/", {"text": "x"}).status_code == 404
    answer = client.post(SECTION, {"text": "x", "gespraech": str(one.pk)})
    assert answer.status_code == 404
    assert Comment.objects.get().text == "Nur für uns."


def test_mentioned_people_are_told_once_and_the_longest_name_wins(chief, planner, county, ref):
    social = person(county, name="Fachplanung Soziales")

    say(chief, county, ref, "@fachplanung soziales, bitte lesen. @Fachplanung Soziales!")

    assert told() == [
        ("Fachplanung Soziales", "Planungskoordination hat Sie in einem Kommentar erwähnt")
    ]
    assert Comment.objects.get().text == f"@[{social.id}], bitte lesen. @[{social.id}]!"
    shown = read_by(planner, county, ref)[0]
    assert shown.count('<span class="mention">@Fachplanung Soziales</span>') == 2


def test_who_may_not_see_the_object_is_not_told_and_the_author_learns_it(
    chief, council, county, ref
):
    written = say(chief, county, ref, "@Kreistagsmitglied weiß mehr")

    assert (written.unheard, told()) == (("Kreistagsmitglied",), [])
    page = browser(chief).post(
        SECTION, {"text": "@Kreistagsmitglied?"}, headers={"hx-request": "true"}
    )
    assert "Kreistagsmitglied darf das hier nicht sehen" in page.content.decode()


def test_namesakes_are_told_apart_by_their_address(chief, county, ref):
    from klammer_web.accounts.actions import admit, create_person
    from tests.product.chain.people import SINCE

    for number in (1, 2):
        user = create_person(email=f"n{number}@beispiel.example", name="Gleich", password=None)
        admit(user=user, workspace=county, role=Role.SECTOR_PLANNER, since=SINCE)

    say(chief, county, ref, "@Gleich oder @n2@beispiel.example?")

    assert [one.person.email for one in Notification.objects.all()] == ["n2@beispiel.example"]


def test_key_of_a_stranger_in_the_text_tells_no_name(chief, planner, county, neighbour, ref):
    stranger = person(neighbour, name="Geheimer Name")

    say(chief, county, ref, f"@[{stranger.id}]")

    assert read_by(planner, county, ref) == ['<span class="mention">@ehemalige Person</span>']


def test_erased_person_loses_the_name_in_texts(chief, planner, county, ref):
    from klammer_web.accountability.actions.erasure import erase_person
    from klammer_web.accounts.models import Membership

    say(planner, county, ref, "Ich war das.")
    say(chief, county, ref, "@Fachplanung, danke.")
    Membership.objects.filter(user=planner).delete()
    erase_person(person_id=planner.id, actor_id=chief.id, workspace_id=county.id, at=AT)

    found = queries.threads(seat_for(chief, county), ref)
    assert [one.first.author for one in found] == ["ehemalige Person", "Planungskoordination"]
    assert str(found[1].first.html) == '<span class="mention">@ehemalige Person</span>, danke.'


def test_markup_stays_text_and_links_can_be_followed():
    html = mentions.shown("<b>a</b>\nhttps://a.example/?x=1&y=2", {}, reader=None)

    assert html == (
        '&lt;b&gt;a&lt;/b&gt;<br><a href="https://a.example/?x=1&amp;y=2" rel="nofollow">'
        "https://a.example/?x=1&amp;y=2</a>"
    )


def test_answer_is_told_to_those_in_the_thread(chief, planner, county, ref):
    other = person(county, name="Weitere Planung")
    first = say(chief, county, ref, "Frage?").comment
    say(planner, county, ref, "Antwort.", thread_id=first.pk)
    say(other, county, ref, "Noch eine.", thread_id=first.pk)

    (thread,) = queries.threads(seat_for(chief, county), ref)
    assert [one.author for one in thread.answers] == ["Fachplanung", "Weitere Planung"]
    assert [(who, what.split(" hat ")[0]) for who, what in told()] == [
        ("Fachplanung", "Weitere Planung"),
        ("Planungskoordination", "Fachplanung"),
        ("Planungskoordination", "Weitere Planung"),
    ]


def test_own_comment_is_changed_deleted_and_put_back_with_its_history(chief, planner, county, ref):
    one = say(chief, county, ref, "Erst so, @Fachplanung.").comment
    seat = seat_for(chief, county)
    actions.change(seat=seat, identity=one.pk, text="Dann so.", at=AT)
    assert read_by(planner, county, ref) == ["Dann so."]
    history = browser(planner).get(f"/protokoll/verlauf/chain.comment/{one.pk}/")
    assert "Erst so, @Fachplanung." in history.content.decode()

    actions.delete(seat=seat, identity=one.pk, at=AT)
    assert read_by(planner, county, ref) == []
    actions.restore(seat=seat, identity=one.pk, at=AT)
    assert read_by(planner, county, ref) == ["Dann so."]
    actions.delete(seat=seat, identity=one.pk, at=AT)
    assert actions.forget_deleted(before=AT + timedelta(seconds=1)) == 1
    with pytest.raises(ValidationError, match="endgültig gelöscht"):
        actions.restore(seat=seat, identity=one.pk, at=AT)
    recorded = AuditEntry.objects.filter(verb__startswith="chain.").order_by("sequence")
    assert list(recorded.values_list("verb", flat=True)) == [
        "chain.commented",
        "chain.comment_changed",
        "chain.comment_deleted",
        "chain.comment_restored",
        "chain.comment_deleted",
    ]


def test_deleted_comment_keeps_its_answers(chief, planner, county, ref):
    first = say(chief, county, ref, "Frage?").comment
    say(planner, county, ref, "Antwort.", thread_id=first.pk)
    actions.delete(seat=seat_for(chief, county), identity=first.pk, at=AT)

    (thread,) = queries.threads(seat_for(planner, county), ref)
    assert (str(thread.first.html), [str(one.html) for one in thread.answers]) == (
        "",
        ["Antwort."],
    )


def test_others_cannot_change_or_delete_it(chief, planner, county, ref):
    one = say(chief, county, ref, "Meins.").comment
    seat = seat_for(planner, county)

    for act in (
        lambda: actions.change(seat=seat, identity=one.pk, text="x", at=AT),
        lambda: actions.delete(seat=seat, identity=one.pk, at=AT),
    ):
        with pytest.raises(RefusedError, match="jemand anderes geschrieben"):
            act()
    assert read_by(planner, county, ref) == ["Meins."]


def test_thread_is_settled_and_opened_again_by_anybody_who_reads_it(chief, planner, county, ref):
    one = say(chief, county, ref, "Offen?").comment
    client = browser(planner)

    client.post(f"/kommentare/{one.pk}/geklaert/", {})
    page = client.get(SECTION, headers={"hx-request": "true"}).content.decode()
    assert "1 geklärtes Gespräch" in page
    client.post(f"/kommentare/{one.pk}/geklaert/", {"geklaert": "nein"})
    one.refresh_from_db()
    assert one.resolved_at is None


@pytest.mark.parametrize("text", ["", "  \n ", "x" * 4001])
def test_empty_and_endless_texts_are_refused_and_kept_in_the_field(text, chief, county, ref):
    answer = browser(chief).post(SECTION, {"text": text}, headers={"hx-request": "true"})

    assert 'role="alert"' in answer.content.decode()
    assert text[:50] in answer.content.decode()
    assert Comment.objects.count() == 0


def test_answer_to_what_is_not_there_is_not_there(chief, county, ref):
    client = browser(chief)

    assert client.post(SECTION, {"text": "x", "gespraech": str(uuid4())}).status_code == 404
    assert client.post(SECTION, {"text": "x", "gespraech": "x"}).status_code == 404
    assert client.post(f"/kommentare/zu/{PLAN}-x/1/", {"text": "x"}).status_code == 404


def test_people_offered_see_the_object_and_fit(chief, planner, council, county, neighbour, ref):
    person(neighbour, name="Fachfremde")
    seat = seat_for(chief, county)

    def names(begins):
        found = queries.offered(seat, ref, begins=begins, day=AT.date())
        return [name for name, _ in found]

    assert names("fach") == ["Fachplanung"]
    assert names("") == ["Fachplanung"]
    assert names("kreis") == []
    page = browser(council).get(f"/kommentare/personen/?art={PLAN}&zu=1&q=")
    assert page.content.decode().strip() == ""


def test_without_script_the_page_comes_back_to_the_comments(chief, county, ref):
    answer = browser(chief).post(SECTION, {"text": "x", "zurueck": "/plan/1/"})
    away = browser(chief).post(SECTION, {"text": "x", "zurueck": "https://böse.example/"})

    assert answer.url == "/plan/1/#kommentare"
    assert away.url == f"/kette/{PLAN}/1/#kommentare"
