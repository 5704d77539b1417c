# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The home page: for everybody the county's figures, for each role what comes next."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from klammer_web.accounts.enums import Role
from tests.product.catalogue.small_instance import COUNTS, flat_file

pytestmark = pytest.mark.django_db


def test_home_shows_headline_figures_with_their_origin(client, instance, county):
    text = client.get("/").content.decode()
    root = instance.current_release("public").root[:12]

    assert "Von der Zahl zum Beschluss" in text
    assert "Wie es im Wartburgkreis steht" in text
    assert "50,3\xa0%" in text
    assert f"?wert={root}/frauenanteil/2022-12-31/16063/2022" in text


def test_every_figure_on_the_home_page_can_be_traced(client, instance, county):
    tiles = client.get("/").context["tiles"]

    assert [client.get(tile.trace).status_code for tile in tiles] == [200]


def test_home_without_a_release_says_what_to_do_first(client, instance):
    (instance / "current.json").unlink()

    text = client.get("/").content.decode()

    assert "Noch keine Zahlen freigegeben" in text


def test_home_without_an_instance_still_answers(client, tmp_path, settings):
    settings.INSTANCE = tmp_path / "nowhere"

    assert client.get("/").status_code == 200


@pytest.mark.parametrize("role", Role)
def test_each_role_has_its_own_first_action(as_role, instance, role):
    response = as_role(role).get("/")

    assert response.context["role"] == role.label
    assert response.context["role_word"] in response.content.decode()
    assert response.client.get(response.context["role_address"]).status_code == 200


def test_waiting_delivery_is_a_task_of_those_who_work_with_data(
    as_role, client, instance, tmp_path
):
    path = flat_file(tmp_path / "neu.csv", counts=COUNTS)
    as_role(Role.DATA_STEWARD).post(
        reverse("catalogue:upload_receive"),
        {"file": SimpleUploadedFile("neu.csv", path.read_bytes())},
    )

    assert [task.word for task in client.get("/").context["tasks"]] == ["neu.csv"]
    assert as_role(Role.COUNCIL_MEMBER).get("/").context["tasks"] == []


def test_person_without_a_role_is_told_whom_to_ask(client, instance, db):
    from klammer_web.accounts import actions

    user = actions.create_person(email="neu@beispiel.example", name="Neu", password=None)
    client.force_login(user)

    assert "Ihnen ist noch keine Rolle" in client.get("/").content.decode()
