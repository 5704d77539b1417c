# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The home page: for residents the county's figures, for each role what comes next."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from klammer_web.accounts import actions
from klammer_web.accounts.enums import Role, WorkspaceKind
from klammer_web.portal import homes, meetings
from tests.product.catalogue.small_instance import COUNTS, flat_file

pytestmark = pytest.mark.django_db


def _names(response):
    home = response.context["page"]
    return [block.name for block in (*home.main, *home.side)]


def test_residents_see_headline_figures_with_their_origin(client, instance, county):
    text = client.get("/").content.decode()
    root = instance.current_release("public").root[:12]

    assert "Von der Zahl zum Beschluss" in text
    assert "Wie es im Wartburgkreis steht" in text
    assert "50,3\xa0%" in text
    assert f"?wert={root}/frauenanteil/2022-12-31/16063/2022" in text


def test_every_figure_on_the_home_page_can_be_traced(client, instance, county):
    tiles = client.get("/").context["figures"].content

    assert tiles
    assert {client.get(tile.trace).status_code for tile in tiles} == {200}


def test_home_without_a_release_says_what_to_do_first(client, instance):
    (instance / "current.json").unlink()

    text = client.get("/").content.decode()

    assert "Noch keine Zahlen freigegeben" in text


@pytest.mark.parametrize("role", [None, *Role])
def test_home_without_an_instance_still_answers(client, as_role, tmp_path, settings, role, db):
    settings.INSTANCE = tmp_path / "nowhere"
    if role:
        as_role(role)

    assert client.get("/").status_code == 200


@pytest.mark.parametrize("role", Role)
def test_main_action_of_each_role_can_be_opened(as_role, instance, role):
    response = as_role(role).get("/")
    home = response.context["page"]

    assert home.word in response.content.decode()
    assert response.client.get(home.address).status_code == 200


def test_homes_of_the_roles_differ(as_role, instance):
    seen = {}
    for role in Role:
        response = as_role(role).get("/")
        home = response.context["page"]
        seen[role] = (home.lead, home.word, tuple(block.name for block in home.main))

    assert len(set(seen.values())) == len(Role)


@pytest.mark.parametrize(
    ("role", "wanted", "absent"),
    [
        (Role.COORDINATOR, {"alerts", "figures", "crew", "age"}, {"machine", "board"}),
        (Role.SECTOR_PLANNER, {"field", "alerts"}, {"crew", "machine"}),
        (Role.HEAD, {"alerts", "figures"}, {"crew", "machine"}),
        (Role.COUNCIL_MEMBER, {"figures", "reading"}, {"crew", "tasks"}),
        (Role.ADVISER, {"board"}, {"machine", "crew"}),
        (Role.DATA_STEWARD, {"age"}, {"alerts", "machine"}),
        (Role.ADMINISTRATOR, {"machine", "crew"}, {"alerts", "board"}),
    ],
)
def test_blocks_fit_the_role(as_role, instance, role, wanted, absent):
    names = set(_names(as_role(role).get("/")))

    assert wanted <= names
    assert not absent & names


def test_land_and_centre_look_at_all_counties(as_role, instance, db):
    land = actions.open_workspace(kind=WorkspaceKind.LAND, key="16", name="Freistaat Thüringen")
    names = _names(as_role(Role.SECTOR_PLANNER, land).get("/"))
    assert "board" in names

    administrator = as_role(Role.ADMINISTRATOR, land).get("/").context["page"]
    assert administrator.address == reverse("portal:begin")


def test_waiting_delivery_is_a_task_of_those_who_work_with_data(
    as_role, client, instance, tmp_path
):
    path = flat_file(tmp_path / "neu.csv", counts=COUNTS)
    as_role(Role.DATA_STEWARD).post(
        reverse("catalogue:upload_receive"),
        {"file": SimpleUploadedFile("neu.csv", path.read_bytes())},
    )

    steward = client.get("/")
    assert "neu.csv" in steward.content.decode()
    assert steward.context["page"].headline == "Eine Aufgabe wartet auf Sie"
    assert "neu.csv" not in as_role(Role.COUNCIL_MEMBER).get("/").content.decode()


def test_next_meeting_appears_once_a_room_knows_one(as_role, instance):
    begins = datetime.now(UTC) + timedelta(days=3)

    def known(seat, now):
        return meetings.NextMeeting("Jugendhilfeausschuss", begins, "Saal 2", "/sitzung/1/")

    assert "meeting" not in _names(as_role(Role.HEAD).get("/"))
    meetings.register(known)
    try:
        page = as_role(Role.HEAD).get("/").content.decode()
    finally:
        meetings.forget(known)
    assert "Jugendhilfeausschuss" in page
    assert "Saal 2" in page


def test_chosen_field_is_remembered_and_nonsense_is_not(as_role, instance):
    client = as_role(Role.SECTOR_PLANNER)
    offered = dict(client.get("/").context["page"].main[-2].content["domains"])
    wanted = next(iter(offered))

    client.get("/", {"feld": wanted})
    assert f"Ihr Feld: {offered[wanted]}" in client.get("/").content.decode()
    client.get("/", {"feld": "<script>"})
    assert "<script>" not in client.get("/").content.decode().partition("<main")[2]


def test_first_steps_vanish_once_they_are_done(as_role, instance, county):
    assert "steps" in _names(as_role(Role.COORDINATOR).get("/"))
    county.departments.create(name="Sozialamt", kind="office")
    as_role(Role.HEAD)
    assert "steps" not in _names(as_role(Role.COORDINATOR).get("/"))


def test_person_without_a_role_is_told_whom_to_ask(client, instance, db):
    user = actions.create_person(email="neu@beispiel.example", name="Neu", password=None)
    client.force_login(user)

    assert "noch keine Rolle" in client.get("/").content.decode()


def test_every_role_has_a_plan():
    assert set(homes.PLANS) == set(Role)
