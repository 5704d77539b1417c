# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What keys open: every operation × who asks, foreign workspaces, guessed and dead keys."""

from datetime import timedelta

import pytest
from django.utils import timezone

from klammer.pipeline import releases as built
from klammer_web.accounts.enums import Role
from klammer_web.accounts.models import Membership, User
from klammer_web.api.interface import description
from klammer_web.api.models import ApiToken
from klammer_web.atlas.models import CustomArea
from klammer_web.catalogue.instance import instance
from tests.product.api.conftest import NOW, PLACE, Program

pytestmark = pytest.mark.django_db

# path of an operation → (what is asked, how everybody is answered who has no special right)
OPERATIONS = {
    "levels": ("levels", 200),
    "areas": (f"areas?{PLACE}", 200),
    "areas.csv": (f"areas.csv?{PLACE}", 200),
    "areas.geojson": (f"areas.geojson?{PLACE}&within=16", 200),
    "areas/{key}": ("areas/16063", 200),
    "indicators": ("indicators", 200),
    "indicators/{indicator}": ("indicators/share", 200),
    "indicators/{indicator}/versions": ("indicators/share/versions", 200),
    "indicators/{indicator}/values": (f"indicators/share/values?{PLACE}", 200),
    "indicators/{indicator}/values.csv": (f"indicators/share/values.csv?{PLACE}", 200),
    "releases": ("releases", 200),
    "releases/{root}": ("releases/ROOT", 200),
    "trace": ("trace?figure=ROOT/share/2022-12-31/16063/2022", 200),
    "search": ("search?q=Wartburgkreis", 200),
    "own-areas": ("own-areas", 200),
    "own-areas/{area_id}": ("own-areas/AREA", 404),
    "me": ("me", 200),
}


@pytest.fixture
def own_area(county):
    """An area of the Wartburgkreis that is not public."""
    return CustomArea.objects.create(
        workspace=county, name="Nordkreis", level="county", boundary="2022-12-31",
        parts=["16063"], made_at=NOW, changed_at=NOW,
    )  # fmt: skip


@pytest.fixture
def confidential(atlas):
    """A release for the administration, common to all; taken away afterwards."""
    here = instance()
    made = built.create(here, by="Datenpflege", at=NOW, audience="administration")
    yield made
    pointer = here / "current.json"
    import json
    import shutil

    told = json.loads(pointer.read_text())
    told = {name: root for name, root in told.items() if root != made.root}
    pointer.write_text(json.dumps(told))
    shutil.rmtree(made.folder)


def test_every_operation_stands_in_the_table():
    described = {path.removeprefix("/api/v1/") for path in description()["paths"]}

    assert described == set(OPERATIONS)


@pytest.mark.parametrize("who", ["nobody", "own", "foreign"])
@pytest.mark.parametrize("path", OPERATIONS)
def test_public_figures_are_for_everybody_and_own_things_for_the_own(
    path, who, atlas, county, neighbour, key_of, own_area
):
    words = {
        "nobody": lambda: "",
        "own": lambda: key_of(Role.SECTOR_PLANNER, county),
        "foreign": lambda: key_of(Role.COORDINATOR, neighbour),
    }
    asked, status = OPERATIONS[path]
    address = asked.replace("ROOT", atlas.current_release("public").root[:12])
    answer = Program(words[who]()).ask(address.replace("AREA", str(own_area.id)))

    assert answer.status_code == (200 if who == "own" else status), answer.content
    assert (answer["Access-Control-Allow-Origin"] if who == "nobody" else "") in {"*", ""}
    assert answer.has_header("Access-Control-Allow-Origin") == (who == "nobody")


@pytest.mark.parametrize("path", OPERATIONS)
def test_dead_keys_open_nothing_not_even_what_is_public(path, county, key_of):
    revoked, expired, gone, left = (
        key_of(role, county)
        for role in (Role.COORDINATOR, Role.HEAD, Role.PROVIDER, Role.DATA_STEWARD)
    )
    now = timezone.now()
    of = {one.user.email.split("-")[0]: one for one in ApiToken.objects.all()}
    ApiToken.objects.filter(pk=of["coordinator"].pk).update(revoked_at=now)
    ApiToken.objects.filter(pk=of["head"].pk).update(
        made_at=now - timedelta(days=2), expires_at=now - timedelta(days=1)
    )
    User.objects.filter(pk=of["provider"].user_id).update(is_active=False)
    Membership.objects.filter(user_id=of["data_steward"].user_id).update(
        valid_until=now.date() - timedelta(days=1)
    )
    asked, _status = OPERATIONS[path]
    for word in (revoked, expired, gone, left, f"{revoked[:-1]}x", "klm_", "Zauberwort", " "):
        answer = Program(word).ask(asked)
        assert answer.status_code == 401, word
        assert answer.json()["code"] in {"token_invalid", "seat_gone"}
        assert answer["WWW-Authenticate"].startswith("Bearer")


def test_a_key_opens_what_its_role_sees(county, neighbour, key_of, confidential):
    root = confidential.root
    keys = {role: Program(key_of(role, county)) for role in Role}
    sees = {
        role for role, one in keys.items()
        if one.read(f"indicators/share/values?{PLACE}")["release"]["root"] == root
    }  # fmt: skip

    assert sees == {Role.COORDINATOR, Role.SECTOR_PLANNER, Role.HEAD, Role.DATA_STEWARD}
    for role, one in keys.items():
        expected = 200 if role in sees else 403
        for address in (
            f"releases/{root}",
            f"trace?figure={root[:12]}/share/2022-12-31/16063/2022",
            f"indicators/share/values?{PLACE}&release={root}",
        ):
            answer = one.ask(address)
            assert answer.status_code == expected, (role, address)
            assert expected == 200 or answer.json()["code"] == "not_allowed"
    assert Program().ask(f"releases/{root}").json()["code"] == "token_needed"


def test_of_another_county_a_key_opens_what_the_public_sees(
    atlas, county, neighbour, key_of, confidential
):
    """Whoever may see more at home asks for another county: its public figures, no others."""
    steward = Program(key_of(Role.DATA_STEWARD, county))
    own = steward.read(f"indicators/share/values?{PLACE}")
    other = steward.read(f"indicators/share/values?{PLACE}&county=16061")

    assert own["release"]["audience"] == "administration"
    assert other["release"]["audience"] == "public"


def test_ended_role_closes_at_once_and_a_session_opens_nothing(client, county, key_of, own_area):
    word = key_of(Role.COORDINATOR, county)
    user = User.objects.get(email="coordinator-16063@beispiel.example")
    program = Program(word)
    assert program.read(f"own-areas/{own_area.id}")["name"] == "Nordkreis"
    client.force_login(user)

    assert client.get("/api/v1/me").json()["has_key"] is False
    assert client.get(f"/api/v1/own-areas/{own_area.id}").status_code == 404
    Membership.objects.filter(user=user).update(valid_until=NOW.date() - timedelta(days=1))
    assert program.ask("me").json()["code"] == "seat_gone"
