# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two people at one form: nothing is lost, and only what both changed is asked."""

from datetime import date, timedelta

import pytest
from django import forms
from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils import timezone

from klammer_web.accountability.actions import drafts
from klammer_web.accountability.editing import Edit, merging, submitted
from klammer_web.accountability.models import Draft
from klammer_web.accounts.enums import Role

TEXT = "Die Kinder in der Rhön\nhaben weite Wege."


class ThingForm(forms.Form):
    """A form with every sort of field."""

    title = forms.CharField(label="Titel")
    text = forms.CharField(label="Text", widget=forms.Textarea, required=False)
    kind = forms.ChoiceField(label="Art", choices=[("a", "Anfang"), ("b", "Ende")])
    several = forms.MultipleChoiceField(
        label="Mehrere", choices=[("1", "eins"), ("2", "zwei")], required=False
    )
    day = forms.DateField(label="Tag", widget=forms.DateInput(format="%Y-%m-%d"), required=False)
    tick = forms.BooleanField(label="Haken", required=False)
    version = forms.CharField(widget=forms.HiddenInput, required=False)


BEGAN = {
    "title": "Titel", "text": TEXT, "kind": "a", "several": ["1"], "day": date(2026, 1, 2),
    "tick": True, "version": "1",
}  # fmt: skip


def typed(values, token, **changes) -> QueryDict:
    """What a browser sends: everything as it was shown, except what the person changed."""
    data = QueryDict(mutable=True)
    sent = merging.values_of([ThingForm(initial=values)]) | {
        name: texts if isinstance(texts, list) else [texts] for name, texts in changes.items()
    }
    for name, texts in sent.items():
        data.setlist(name, [text.replace("\n", "\r\n") for text in texts])
    data[merging.TOKEN] = token
    return data


def token(values=BEGAN):
    return merging.token_of(merging.values_of([ThingForm(initial=values)]))


def merge(stored, **mine):
    return merging.merged(
        merging.read_token(token()),
        current=[ThingForm(initial=stored)],
        data=typed(BEGAN, token(), **mine),
    )


def test_untouched_form_of_an_untouched_object_changes_nothing():
    assert not merge(BEGAN).changed_meanwhile
    assert not merge(BEGAN, title="Neu", text="anders", tick=[]).changed_meanwhile


def test_what_others_changed_alone_is_taken_over():
    found = merge(
        BEGAN | {"kind": "b", "several": ["1", "2"], "tick": False, "version": "2"}, title="Meins"
    )

    assert found.conflicts == ()
    assert found.taken_over == (("Art", "Ende"), ("Mehrere", "eins, zwei"), ("Haken", "nein"))
    assert found.kept["title"] == ["Meins"]
    assert (found.kept["kind"], found.kept["tick"], found.kept["version"]) == (["b"], [], ["2"])


def test_what_both_changed_is_asked_with_both_texts():
    found = merge(
        BEGAN | {"text": TEXT.replace("weite", "sehr weite"), "day": date(2026, 3, 4)},
        text=TEXT.replace("weite", "kurze"), day="2026-05-06",
    )  # fmt: skip

    assert [one.name for one in found.conflicts] == ["text", "day"]
    assert (found.conflicts[1].mine, found.conflicts[1].theirs) == (["2026-05-06"], ["2026-03-04"])
    signs = [(piece.sign, piece.text) for piece in found.conflicts[0].pieces]
    assert ("-", "sehr weite") in signs
    assert ("+", "kurze") in signs
    assert "text" not in found.kept


def test_same_change_by_both_is_no_conflict():
    assert not merge(BEGAN | {"title": "Gleich"}, title="Gleich").changed_meanwhile


@pytest.mark.parametrize("bad", ["", "no json", "[1]", '"text"', "{}"])
def test_form_without_a_readable_token_is_not_compared(bad):
    found = merging.merged(
        merging.read_token(bad), current=[ThingForm(initial=BEGAN | {"title": "Anders"})],
        data=typed(BEGAN, bad),
    )  # fmt: skip

    assert not found.changed_meanwhile


def test_token_tells_no_values():
    assert "Rhön" not in token()
    assert "Titel" not in token()


def test_choice_of_the_conflict_page_is_put_in_its_place(rf):
    request = rf.post(
        "/",
        {
            "_nimm.title": "theirs", "_meine.title": "Meins", "_deren.title": "Deren",
            "_nimm.several": "mine", "_meine.several": ["1", "2"], "_deren.several": "1",
            "_nimm.tick": "theirs", "_meine.tick": "on", "kind": "b",
        },
    )  # fmt: skip

    data = submitted(request)

    assert (data["title"], data.getlist("several"), data.getlist("tick"), data["kind"]) == (
        "Deren", ["1", "2"], [], "b",
    )  # fmt: skip
    assert submitted(rf.get("/")) is None


@pytest.fixture
def planner(person, county):
    return person(Role.SECTOR_PLANNER, county)


def edit_of(rf, planner, *, stored, data=None, query=""):
    request = rf.post("/ding/", data) if data is not None else rf.get(f"/ding/{query}")
    request.user, request.session = planner, {}
    sent = submitted(request)
    form = ThingForm(sent, initial=stored)
    return Edit(
        request, form="test.thing", object_id="7", kind="test.thing", parts=[form],
        current=[ThingForm(initial=stored)],
    )  # fmt: skip


def test_conflict_keeps_what_was_typed_as_a_draft(rf, planner):
    data = typed(BEGAN, token(), title="Meins")
    edit = edit_of(rf, planner, stored=BEGAN | {"title": "Deren"}, data=data)

    page = edit.show_conflict()

    text = page.content.decode()
    assert page.status_code == 409
    assert ('value="Meins"' in text, 'value="Deren"' in text) == (True, True)
    assert Draft.objects.get().content["title"] == ["Meins"]


def test_draft_is_offered_shown_and_forgotten(rf, planner):
    content = {"title": ["Halb ferti"], "text": [TEXT], "several": ["2"], "_stand": [token()]}
    drafts.keep_draft(
        person_id=planner.id, form="test.thing", object_id="7", content=content, at=timezone.now()
    )

    offered = edit_of(rf, planner, stored=BEGAN)
    taken = edit_of(rf, planner, stored=BEGAN | {"kind": "b"}, query="?entwurf=1")

    assert (offered.offers_draft, offered.is_restored) == (True, False)
    assert (taken.offers_draft, taken.is_restored) == (False, True)
    shown = merging.values_of(taken.parts)
    assert (shown["title"], shown["several"], shown["tick"]) == (["Halb ferti"], ["2"], [])
    assert taken.token == token()
    for edit in (offered, taken):
        assert "Entwurf" in render_to_string(
            "accountability/_draft.html", {"edit": edit}, request=edit.request
        )
    taken.done()
    assert not edit_of(rf, planner, stored=BEGAN).offers_draft


def test_draft_of_another_person_is_not_offered(rf, planner, person, county):
    other = person(Role.HEAD, county)
    drafts.keep_draft(
        person_id=other.id, form="test.thing", object_id="7", content={}, at=timezone.now()
    )

    assert edit_of(rf, planner, stored=BEGAN).draft is None


ADDRESS = "/protokoll/entwurf/test.thing/7/"


def test_typing_is_kept_without_its_form_fields(client, planner):
    client.force_login(planner)

    answer = client.post(
        ADDRESS, {"title": "Halb", "csrfmiddlewaretoken": "x", "_stand": "{}", "_weiter": "1"}
    )

    kept = Draft.objects.get()
    assert answer.json() == {"at": f"{timezone.localtime(kept.at):%H:%M}"}
    assert kept.content == {"title": ["Halb"], "_stand": ["{}"]}
    client.post(ADDRESS, {"title": "Mehr"})
    assert Draft.objects.get().content["title"] == ["Mehr"]


def test_draft_can_be_thrown_away(client, planner):
    client.force_login(planner)
    client.post(ADDRESS, {"title": "Halb"})

    inside = client.post(f"{ADDRESS}verwerfen/", {"zurueck": "/daten/"})
    outside = client.post(f"{ADDRESS}verwerfen/", {"zurueck": "https://anderswo.example/"})

    assert Draft.objects.count() == 0
    assert (inside.url, outside.url) == ("/daten/", "/")


@pytest.mark.parametrize(
    ("address", "data", "status"),
    [
        ("/protokoll/entwurf/Kein%20Name/7/", {}, 404),
        (f"/protokoll/entwurf/test.thing/{'7' * 201}/", {}, 404),
        (ADDRESS, {"title": "x" * 400_001}, 413),
    ],
)
def test_nonsense_is_not_kept(client, planner, address, data, status):
    client.force_login(planner)

    assert client.post(address, data).status_code == status
    assert Draft.objects.count() == 0


def test_visitors_keep_no_drafts(client, db):
    assert client.post(ADDRESS, {"title": "Halb"}).status_code == 403
    assert client.get(ADDRESS).status_code == 405
    assert Draft.objects.count() == 0


def test_oldest_draft_makes_room(planner, monkeypatch):
    monkeypatch.setattr(drafts, "MOST", 3)
    for number in range(5):
        drafts.keep_draft(
            person_id=planner.id, form="test.thing", object_id=str(number), content={},
            at=timezone.now() + timedelta(seconds=number),
        )  # fmt: skip

    assert sorted(Draft.objects.values_list("object_id", flat=True)) == ["2", "3", "4"]


def test_untouched_drafts_are_forgotten(planner):
    for days in (10, 31):
        drafts.keep_draft(
            person_id=planner.id, form="test.thing", object_id=str(days), content={},
            at=timezone.now() - timedelta(days=days),
        )  # fmt: skip

    gone = drafts.forget_drafts_before(moment=timezone.now() - timedelta(days=30))

    assert (gone, list(Draft.objects.values_list("object_id", flat=True))) == (1, ["10"])
