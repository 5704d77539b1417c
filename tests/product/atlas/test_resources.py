# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Files that browsers may keep for ever."""

import gzip
import json

import pytest

WARTBURG = "16063003"


def values(atlas, **more):
    words = {
        "release": atlas.root[:12], "indicator": "rate", "level": "municipality",
        "boundary": "2022-12-31", "period": "2022", **more,
    }  # fmt: skip
    return "/atlas/werte/{release}/{indicator}/{level}/{boundary}/{period}.json".format(**words)


def test_values_stand_in_the_order_of_the_outlines(atlas, client):
    found = client.get(values(atlas)).json()
    order = client.get("/atlas/geometrie/municipality/2022-12-31/16.json").json()["areas"]

    assert (found["order"], found["extent"]) == ("outlines", "16")
    assert len(found["values"]) == len(found["status"]) == len(order) == 631
    by_area = {
        area: (value, found["letters"][letter])
        for area, value, letter in zip(order, found["values"], found["status"], strict=True)
    }
    assert by_area["16063003"] == (3.25, "reported")
    assert by_area["16063066"] == (0.0, "zero_or_hidden")
    assert by_area["16063076"] == (None, "suppressed")
    assert by_area["16063004"] == (None, "missing")


def test_values_without_outlines_name_their_areas(atlas, client, monkeypatch):
    monkeypatch.setattr("klammer_web.atlas.queries.payloads.outlines", lambda *_: None)

    found = client.get(values(atlas, level="county", period="2020")).json()

    assert (found["order"], found["extent"]) == ("areas", "16")
    assert found["areas"] == ["16061", "16063", "16067"]
    assert found["values"] == [4.0, 5.4, 5.0]


def test_values_are_kept_for_ever_and_known_again(atlas, client):
    first = client.get(values(atlas), headers={"accept-encoding": "gzip"})
    again = client.get(values(atlas), headers={"if-none-match": first["ETag"]})

    assert first["Cache-Control"] == "public, max-age=31536000, immutable"
    assert first["Content-Encoding"] == "gzip"
    assert json.loads(gzip.decompress(first.content))["period"] == "2022"
    assert (again.status_code, again.content) == (304, b"")


def test_values_of_a_public_release_do_not_vary_by_who_asks(atlas, client):
    from klammer_web.accounts.models import User

    client.force_login(User.objects.create(email="a@example.org", name="A"))

    assert client.get(values(atlas))["Vary"] == "Accept-Encoding"


def test_values_for_the_administration_wait_for_the_second_factor(atlas, client, settings):
    from klammer.pipeline import releases
    from klammer_web.catalogue.instance import instance
    from tests.product.atlas.small_atlas import AT

    inner = releases.create(instance(), by="x", at=AT, audience="administration")
    client.force_login(_person("sector_planner"))
    settings.SECOND_FACTOR_ROLES = frozenset({"sector_planner"})

    assert client.get(values(inner)).status_code == 302
    assert client.get(values(atlas)).status_code == 200


@pytest.mark.parametrize(("role", "status"), [("sector_planner", 200), ("adviser", 404), ("", 404)])
def test_values_of_a_release_for_the_administration_are_for_its_seats_alone(
    atlas, client, role, status
):
    from klammer.pipeline import releases
    from klammer_web.catalogue.instance import instance
    from tests.product.atlas.small_atlas import AT

    inner = releases.create(instance(), by="x", at=AT, audience="administration")
    if role:
        client.force_login(_person(role))
    answer = client.get(values(inner))

    assert answer.status_code == status
    if status == 200:
        assert answer["Cache-Control"] == "private, max-age=31536000, immutable"
        assert answer["Vary"] == "Accept-Encoding, Cookie"


def _person(role):
    from django.utils import timezone

    from klammer_web.accounts import actions
    from klammer_web.accounts.enums import Role, WorkspaceKind

    place = actions.open_workspace(kind=WorkspaceKind.COUNTY, key="16063", name="Wartburgkreis")
    user = actions.create_person(email="p@example.org", name="P", password="lange-genug-12")  # noqa: S106  # reason: of a made-up person
    actions.admit(user=user, workspace=place, role=Role(role), since=timezone.localdate())
    return user


def test_values_by_sex_differ(atlas, client):
    address = values(atlas, indicator="share", level="county")

    women = client.get(f"{address}?sex=F").json()

    assert women["breakdown"] == {"sex": "F"}


@pytest.mark.parametrize(
    "change",
    [
        {"release": "0" * 12},
        {"release": "abc"},
        {"indicator": "unknown"},
        {"level": "' OR ''='"},
        {"boundary": "1900-01-01"},
        {"period": "1850"},
    ],
)
def test_values_that_are_not_there_are_not_found(atlas, client, change):
    assert client.get(values(atlas, **change)).status_code == 404


def test_values_of_a_withdrawn_release_are_gone(atlas, client):
    from datetime import UTC, datetime

    from klammer.pipeline import releases
    from klammer_web.catalogue.instance import instance

    releases.withdraw(
        instance(), atlas.root, reason="Fehler", by="x", at=datetime(2026, 11, 21, tzinfo=UTC)
    )

    assert client.get(values(atlas)).status_code == 410


def test_outlines_are_kept_for_ever_only_under_their_fingerprint(atlas, client):
    from klammer_web.atlas.queries.outlines import fingerprint

    place = "/atlas/geometrie/county/2022-12-31/16.svg"
    mark = fingerprint("county", "2022-12-31", "16")

    named = client.get(f"{place}?v={mark}")
    plain = client.get(place)

    assert named["Content-Type"] == "image/svg+xml"
    assert named["Cache-Control"] == "public, max-age=31536000, immutable"
    assert plain["Cache-Control"] == "public, max-age=86400"
    assert named.content.count(b'<path id="a16') == 22


@pytest.mark.parametrize(
    "place", ["county/1850-01-01/16", "county/2022-12-31/99", "street/2022-12-31/16", "county/x/y"]
)
def test_outlines_that_are_not_there_are_not_found(atlas, client, place):
    assert client.get(f"/atlas/geometrie/{place}.svg").status_code == 404
