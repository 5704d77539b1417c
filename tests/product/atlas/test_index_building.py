# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Building indices: who may, what is kept, what is refused, and the way to the public."""

import html
import re
import shutil
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from klammer.base.errors import InputRefusedError
from klammer.patterns.indices import specification_of
from klammer.pipeline import indices as kept
from klammer_web.accountability.models import AuditEntry
from klammer_web.accounts import actions as accounts
from klammer_web.accounts.actions import second_looks, sharing
from klammer_web.accounts.enums import Role, ShareTarget
from klammer_web.accounts.models import Share
from klammer_web.accounts.rules import RefusedError
from klammer_web.accounts.seats import NOBODY, Seat
from klammer_web.atlas import index_registering, index_rules
from klammer_web.atlas.actions import indices as actions
from klammer_web.atlas.enums import IndexState
from klammer_web.atlas.forms.index_words import begun_with
from klammer_web.atlas.models import Index
from klammer_web.atlas.queries.indices import readable
from klammer_web.atlas.queries.indices.readable import KIND
from klammer_web.catalogue.instance import instance
from klammer_web.chain.models import Evidence
from klammer_web.chain.search.queries import search
from tests.product.atlas.index_specifications import SIMPLE, filled

AT = datetime.now(UTC)
DRAFT = actions.Draft(SIMPLE, "county", "16")
OTHER = actions.Draft(SIMPLE.replace("Probe der Lage", "Andere Probe"), "county", "16")


@pytest.fixture
def place(pristine_compared, tmp_path, settings, db):
    """A copy of the instance with 22 counties; returns its release."""
    folder = tmp_path / "instance"
    shutil.copytree(pristine_compared, folder)
    settings.INSTANCE = folder
    return instance().current_release()


@pytest.fixture
def seat(place, county, signed_in):
    return signed_in(county)


@pytest.fixture
def index(seat):
    return actions.keep_index(draft=DRAFT, seat=seat, at=AT)


def page_of(client, index, **words):
    return client.get(reverse("atlas:index", args=[index.id]), words, follow=True)


def text_of(response):
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode())))


def looked_at(index, seat, county):
    """Let a head agree to the present version."""
    head = accounts.create_person(email="leitung@example.org", name="Leitung", password=None)
    accounts.admit(user=head, workspace=county, role=Role.HEAD, since=date(2026, 1, 1))
    look = second_looks.ask(seat=seat, kind=KIND, object_id=index.id, link=str, at=AT)
    second_looks.answer(look_id=look.id, user_id=head.id, agrees=True, reason="", at=AT)


@pytest.mark.parametrize(
    ("role", "builds", "publishes"),
    [
        (Role.COORDINATOR, True, True),
        (Role.SECTOR_PLANNER, True, False),
        (Role.HEAD, False, True),
        (Role.DATA_STEWARD, False, False),
        (Role.ADVISER, False, False),
        (Role.PROVIDER, False, False),
        (Role.COUNCIL_MEMBER, False, False),
        (Role.ADMINISTRATOR, False, False),
    ],
    ids=str,
)
def test_who_may_build_and_publish(role, builds, publishes, county):
    seat = Seat(workspace_id=county.id, workspace_key="16063", roles=frozenset({role}))
    index = Index(workspace=county)

    assert index_rules.may_build(seat) == builds
    assert index_rules.may_rebuild(seat, index) == builds
    assert index_rules.may_publish(seat, index) == publishes
    assert not index_rules.may_rebuild(seat, Index())


# actions


def test_each_write_leaves_one_entry(index, seat):
    actions.change_index(index_id=index.id, draft=OTHER, seat=seat, at=AT)
    actions.delete_index(index_id=index.id, seat=seat, at=AT)
    actions.restore_index(index_id=index.id, seat=seat, at=AT)

    verbs = AuditEntry.objects.order_by("sequence").values_list("verb", flat=True)
    assert [verb for verb in verbs if verb.startswith("atlas.")] == [
        "atlas.index_kept", "atlas.index_changed", "atlas.index_deleted", "atlas.index_restored",
    ]  # fmt: skip


def test_every_version_stays_and_can_be_read_again(index, seat):
    changed = actions.change_index(index_id=index.id, draft=OTHER, seat=seat, at=AT)
    found = kept.versions(instance(), index.id, "16063")

    assert [one.version for one in found] == [index.version, changed.version]
    assert found[0].text == SIMPLE
    assert readable.one(seat, index.id, version=index.version).title == "Probe der Lage"
    assert readable.one(seat, index.id).title == "Andere Probe"


def test_change_that_changes_nothing_is_refused(index, seat):
    with pytest.raises(InputRefusedError, match="nothing was changed"):
        actions.change_index(index_id=index.id, draft=DRAFT, seat=seat, at=AT)


def test_refused_specification_leaves_nothing(seat):
    broken = actions.Draft(SIMPLE.replace('method = "z"', 'method = "zz"'), "county", "16")
    with pytest.raises(InputRefusedError):
        actions.keep_index(draft=broken, seat=seat, at=AT)

    assert not Index.objects.exists()
    assert kept.newest(instance(), "16063") == []


def test_files_are_the_truth_and_bring_lost_rows_back(index):
    Index.objects.all().delete()

    made = actions.reindex()

    assert (made, Index.objects.get().title, Index.objects.get().state) == (
        1, "Probe der Lage", IndexState.DRAFT,
    )  # fmt: skip


# who reads it


def test_draft_is_for_its_workspace_alone(index, client, neighbour, signed_in):
    inside = page_of(client, index).status_code
    signed_in(neighbour)
    outside = page_of(client, index).status_code
    client.logout()

    assert (inside, outside, page_of(client, index).status_code) == (200, 404, 404)
    assert readable.one(NOBODY, index.id) is None


def test_publishing_needs_a_second_look_at_exactly_this_version(index, seat, county, client):
    page = reverse("atlas:index_publish", args=[index.id])
    refused = client.post(page, {"fassung": index.version})
    looked_at(index, seat, county)
    actions.change_index(index_id=index.id, draft=OTHER, seat=seat, at=AT)
    changed = client.post(page, {"fassung": index.version})

    assert (refused.status_code, changed.status_code) == (403, 403)
    assert not Share.objects.exists()


def test_page_of_publishing_leads_to_the_second_look(index, client):
    said = client.get(reverse("atlas:index_publish", args=[index.id])).content.decode()
    ask = reverse("accounts:second_look_ask", args=[KIND, index.id])

    assert f'class="kern-btn kern-btn--primary" href="{ask}"' in said


def test_published_version_stays_when_the_index_is_changed(index, seat, county, client):
    looked_at(index, seat, county)
    client.post(reverse("atlas:index_publish", args=[index.id]), {"fassung": index.version})
    changed = actions.change_index(index_id=index.id, draft=OTHER, seat=seat, at=AT)
    inside = text_of(page_of(client, index))
    client.logout()
    outside = text_of(page_of(client, index))
    new = page_of(client, index, fassung=changed.version)

    assert ("Andere Probe" in inside, "Andere Probe" in outside) == (True, False)
    assert "Probe der Lage" in outside
    assert new.status_code == 404
    assert Index.objects.get().state == IndexState.PUBLISHED


def test_taking_back_closes_it_at_once(index, seat, county, client):
    looked_at(index, seat, county)
    client.post(reverse("atlas:index_publish", args=[index.id]), {"fassung": index.version})
    before = readable.one(NOBODY, index.id) is not None
    sharing.withdraw(seat=seat, share_id=Share.objects.get().id, at=AT)

    assert (before, readable.one(NOBODY, index.id)) == (True, None)
    assert (Index.objects.get().state, Index.objects.get().published) == (IndexState.DRAFT, "")


def test_index_is_shared_with_a_workspace_without_a_second_look(index, seat, neighbour, signed_in):
    draft = sharing.draft(
        seat=seat, kind=KIND, object_id=index.id, at=AT,
        target=ShareTarget.WORKSPACE, to_workspace_id=neighbour.id,
    )  # fmt: skip
    sharing.share(draft=draft, seat=seat, at=AT)
    theirs = signed_in(neighbour)

    assert readable.one(theirs, index.id).title == "Probe der Lage"
    assert not readable.one(theirs, index.id).is_public


def test_search_finds_it_for_those_who_may_read_it(index, seat):
    inside = [one.entry.title for one in search(seat, "Probe der Lage").hits]

    assert "Probe der Lage" in inside
    assert [one.entry.title for one in search(NOBODY, "Probe der Lage").hits] == []


def test_search_knows_everything_again(index):
    assert "Probe der Lage" in [one.title for one in index_registering._everything()]


def test_deleted_index_is_gone_and_comes_back(index, seat, client):
    client.post(reverse("atlas:index_delete", args=[index.id]))
    gone = page_of(client, index).status_code
    client.post(reverse("atlas:index_restore", args=[index.id]))

    assert (gone, page_of(client, index).status_code) == (404, 200)


def test_deleted_for_long_is_removed(index, seat):
    actions.delete_index(index_id=index.id, seat=seat, at=AT - timedelta(days=40))
    other = actions.keep_index(draft=OTHER, seat=seat, at=AT)
    actions.delete_index(index_id=other.id, seat=seat, at=AT)

    assert list(Index.objects.values_list("id", flat=True)) == [other.id]


# the builder


def test_preview_keeps_nothing_and_shows_map_and_certainty(seat, client):
    response = client.post(reverse("atlas:index_new"), filled(_weiter="vorschau"))
    said = text_of(response)

    assert response.status_code == 200
    assert "So sieht es aus" in said
    assert "Einordnung im Ganzen" in said
    assert "Die Kennzahlen sagen fast dasselbe" in said
    assert not Index.objects.exists()


def test_saving_keeps_a_draft_that_says_what_was_typed(seat, client):
    response = client.post(reverse("atlas:index_new"), filled())
    index = Index.objects.get()
    held = kept.find(instance(), index.id, owner="16063")

    assert response["Location"] == reverse("atlas:index", args=[index.id])
    assert [one.column for one in held.specification.inputs] == [
        "portion", "kaufkraft", "durchschnittsalter",
    ]  # fmt: skip
    assert (held.about["level"], held.about["extent"]) == ("county", "16")
    assert [one.name for one in held.specification.classes.limits] == ["niedrig", "mittel", "hoch"]


def test_change_begins_with_what_is_kept(seat, client):
    client.post(reverse("atlas:index_new"), filled(back="2"))
    index = Index.objects.get()
    said = client.get(reverse("atlas:index_change", args=[index.id])).content.decode()

    assert 'value="Mein Index"' in said
    assert 'value="Kaufkraft"' in said
    assert re.search(r'name="back" value="2"', said)


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"title": ""}, "Dieses Feld"),
        ({"k0-indicator": "Quatsch"}, "Eine Kennzahl „Quatsch“ gibt es in der Freigabe nicht"),
        ({"k0-indicator": "", "k1-indicator": ""}, "mindestens zwei Kennzahlen"),
        ({"k1-indicator": "Anteil"}, "steht zweimal da"),
        ({"k0-weight": "50"}, "für jede Kennzahl ein Gewicht"),
        ({"k0-weight": "50", "k1-weight": "30", "k2-weight": "10"}, "zusammen 90, nicht 100"),
        ({"k0-weight": "-3"}, "größer als 0"),
        ({"k0-domain": "Geld"}, "für jede Kennzahl einen Bereich"),
        ({"class_limits": "1; -1"}, "Die Grenzen müssen steigen"),
        ({"class_limits": "eins"}, "nicht nur Zahlen"),
        ({"class_names": "niedrig; hoch"}, "2 Grenzen ergeben 3 Klassen"),
        ({"class_method": "quantiles", "class_count": ""}, "wie viele Klassen"),
    ],
    ids=[
        "no-name", "unknown", "too-few", "twice", "one-weight", "sum", "negative", "one-domain",
        "falling", "words", "names", "count",
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused_in_german_and_nothing_is_kept(seat, client, more, said):
    response = client.post(reverse("atlas:index_new"), filled(**more))

    assert response.status_code == 400
    assert said in text_of(response)
    assert not Index.objects.exists()


def test_constant_input_is_refused_in_the_preview(seat, client):
    sent = filled(_weiter="vorschau", **{"k1-indicator": "Überall gleich"})
    said = text_of(client.post(reverse("atlas:index_new"), sent))

    assert "So sieht es aus" in said
    assert "Einordnung im Ganzen" not in said


def test_domains_and_their_weights_are_kept(seat, client):
    sent = filled(
        domain_weights="Geld 60; Leute 40",
        **{"k0-domain": "Geld", "k1-domain": "Geld", "k2-domain": "Leute"},
    )
    client.post(reverse("atlas:index_new"), sent)
    found = kept.newest(instance(), "16063")[0].specification

    assert [one.title for one in found.domains] == ["Geld", "Leute"]
    assert list(found.index.weights.values()) == [60.0, 40.0]


def test_more_rows_are_offered_without_loss(seat, client):
    response = client.post(reverse("atlas:index_new"), filled(_weiter="zeilen"))
    said = response.content.decode()

    assert 'name="k6-indicator"' in said
    assert 'value="Kaufkraft"' in said


def test_file_is_kept_as_a_draft_with_its_comments(seat, client):
    text = "# Warum: weil.\n" + SIMPLE
    file = SimpleUploadedFile("probe.toml", text.encode())
    client.post(reverse("atlas:index_upload"), {"file": file})
    held = kept.newest(instance(), "16063")[0]

    assert (Index.objects.get().title, held.text) == ("Probe der Lage", text)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"keine Spezifikation", "keine lesbare Spezifikation"),
        (b"\xff\xfe\x00", "keine lesbare Spezifikation"),
        (SIMPLE.replace("missing =", "fehlend =").encode(), "Das Wort „fehlend“ ist hier nicht"),
        (b"x = 1\n" * 60_000, "zu groß"),
    ],
    ids=["no-toml", "no-text", "unknown-word", "large"],
)
def test_bad_file_is_refused_whole(seat, client, content, said):
    file = SimpleUploadedFile("probe.toml", content)
    response = client.post(reverse("atlas:index_upload"), {"file": file})

    assert response.status_code == 400
    assert said in text_of(response)
    assert not Index.objects.exists()


def test_what_the_fields_cannot_say_is_changed_as_text(seat, client, place):
    text = SIMPLE.replace('combination = "sum"', 'combination = "component"')
    index = actions.keep_index(draft=actions.Draft(text, "county", "16"), seat=seat, at=AT)
    response = client.get(reverse("atlas:index_change", args=[index.id]))

    assert "Index als Text ändern" in text_of(response)
    assert begun_with(specification_of(_plain(text)), place.definitions) is None


def _plain(text):
    import tomllib

    return tomllib.loads(text)


def test_nobody_else_builds(place, county, signed_in, client):
    signed_in(county, Role.PROVIDER)

    assert client.get(reverse("atlas:index_new")).status_code == 403
    with pytest.raises(RefusedError):
        actions.keep_index(draft=DRAFT, seat=Seat(), at=AT)


def test_pinned_index_shows_the_version_that_was_pinned(index, seat, client, place):
    address = page_of(client, index).request
    shown = f"{address['PATH_INFO']}?{address['QUERY_STRING']}"
    client.post(reverse("atlas:pin"), {"ansicht": shown, "freigabe": place.root[:12]})
    text = SIMPLE.replace("Probe der Lage", "Andere Probe")
    actions.change_index(
        index_id=index.id, draft=actions.Draft(text, "county", "16"), seat=seat, at=AT
    )
    held = Evidence.objects.get()
    said = text_of(client.get(reverse("atlas:evidence", args=[held.id])))

    assert (held.view, "Probe der Lage" in said, "Andere Probe" in said) == (shown, True, False)
