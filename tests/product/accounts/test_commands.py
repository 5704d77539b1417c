# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""`klammer workspace` as an operator types it."""

import pytest

from klammer_web.accounts.commands import workspace
from klammer_web.accounts.enums import WorkspaceKind
from klammer_web.accounts.models import Membership, User, Workspace

pytestmark = pytest.mark.django_db


def test_places_are_listed_with_those_that_are_open(county, capsys):
    assert workspace(["list"]) == 0

    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 24
    assert [line.split()[0] for line in lines if "open since" in line] == ["16063"]


def test_city_is_opened_by_its_key_once(capsys):
    assert workspace(["open", "16051"]) == 0
    assert workspace(["open", "16051"]) == 0

    made = Workspace.objects.get()
    assert (made.key, made.kind, made.name) == ("16051", WorkspaceKind.CITY, "Erfurt")
    assert "is open already" in capsys.readouterr().out


@pytest.mark.parametrize("key", ["16056", "09162", "nichts"])
def test_unknown_place_is_refused_with_a_remedy(key, capsys):
    assert workspace(["open", key]) == 1

    assert "remedy: klammer workspace list" in capsys.readouterr().err
    assert not Workspace.objects.exists()


def test_person_is_admitted_with_a_first_password(county, capsys):
    assert workspace(["admit", "16063", "neu@beispiel.example", "--role", "coordinator"]) == 0

    password = capsys.readouterr().out.split("First password: ")[1].strip()
    assert User.objects.get().check_password(password)
    assert [(one.workspace, one.role) for one in Membership.objects.all()] == [
        (county, "coordinator")
    ]


def test_person_with_an_account_keeps_the_password(county, person, city, capsys):
    known = person(city)

    assert workspace(["admit", "16063", known.email]) == 0

    assert "password" not in capsys.readouterr().out
    assert known.memberships.get().role == "administrator"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["16051", "a@b.example"], "is not open"),
        (["16063", "a@b.example", "--role", "chef"], "there is no role 'chef'"),
    ],
)
def test_admission_that_cannot_be_is_refused_whole(county, arguments, said, capsys):
    assert workspace(["admit", *arguments]) == 1

    assert said in capsys.readouterr().err
    assert not User.objects.exists()
