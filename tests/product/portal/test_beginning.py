# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Opening a county: five steps, all or nothing, by the right people or the operator's link."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from klammer_web.accountability.models import AuditEntry
from klammer_web.accounts import actions, proposals
from klammer_web.accounts.actions.beginning import OPERATORS
from klammer_web.accounts.enums import Role, VocabularyList, WorkspaceKind
from klammer_web.accounts.models import (
    Department,
    Invitation,
    Membership,
    User,
    VocabularyEntry,
    Workspace,
)
from klammer_web.operation.models import Job, OutgoingMail
from klammer_web.portal import beginning

pytestmark = pytest.mark.django_db
STEPS = ("begin", "begin_plans", "begin_committees", "begin_departments", "begin_people")
FOUNDER = {
    "name": "Planung",
    "email": "planung@kreis.example",
    "password": "ein langes Passwort 7",
}
ALL_PLANS = list(proposals.PLAN_TYPES)


@pytest.fixture
def central(client, db):
    """Sign the client in as an administrator of the Land."""
    land = actions.open_workspace(kind=WorkspaceKind.LAND, key="16", name="Freistaat Thüringen")
    user = actions.create_person(email="land@beispiel.example", name="Land", password=None)
    actions.admit(user=user, workspace=land, role=Role.ADMINISTRATOR, since=date(2020, 1, 1))
    client.force_login(user)
    return client


@pytest.fixture
def empty(instance, db):
    """An instance in which nobody has an account."""
    User.objects.all().delete()
    return instance


def _through(client, key="16062", **last):
    """Walk through all steps with what is proposed; return the last answer."""
    assert client.post(reverse("portal:begin"), {"key": key}).status_code == 302
    rat = beginning.committees_offered(_place(key))
    offers = {
        "begin_plans": ALL_PLANS,
        "begin_committees": list(rat),
        "begin_departments": list(proposals.DEPARTMENTS),
    }
    for name, offered in offers.items():
        answer = client.post(
            reverse(f"portal:{name}"), {"offered": offered, "more": "", "holidays": "on"}
        )
        assert answer.status_code == 302, name
    return client.post(reverse("portal:begin_people"), last)


def _place(key):
    return next(place for place, _is_open in beginning.free_places() if place.key == key)


def test_county_is_opened_with_its_words_and_its_first_people(central, instance):
    answer = _through(central, administrator="erste@kreis.example", head="leitung@kreis.example")

    assert answer.url == reverse("accounts:workspaces")
    made = Workspace.objects.get(key="16062")
    words = VocabularyEntry.objects.filter(workspace=made)
    assert words.filter(list=VocabularyList.PLAN_TYPE).count() == len(proposals.PLAN_TYPES)
    assert words.filter(list=VocabularyList.COMMITTEE, label="Kreistag").exists()
    assert words.filter(list=VocabularyList.HOLIDAY).count() == 33
    assert Department.objects.get(workspace=made, name="Jugendamt").parent.name.startswith("Dez")
    invited = Invitation.objects.filter(workspace=made)
    assert set(invited.values_list("email", "role")) == {
        ("erste@kreis.example", "administrator"),
        ("leitung@kreis.example", "head"),
    }
    assert OutgoingMail.objects.filter(workspace_id=made.id).count() == 2
    assert not Membership.objects.filter(workspace=made).exists()


def test_every_write_stands_in_the_trail_of_the_new_county(central, instance):
    _through(central, administrator="erste@kreis.example")

    made = Workspace.objects.get(key="16062")
    verbs = set(AuditEntry.objects.filter(workspace_id=made.id).values_list("verb", flat=True))
    assert verbs == {
        "accounts.opened_workspace",
        "accounts.set_vocabulary",
        "accounts.added_department",
        "accounts.invited",
    }


def test_city_has_a_city_council(central, instance):
    _through(central, key="16055", administrator="erste@stadt.example")

    committees = VocabularyEntry.objects.filter(workspace__key="16055", list="committee")
    labels = set(committees.values_list("label", flat=True))
    assert "Stadtrat" in labels
    assert "Kreistag" not in labels


def test_what_is_left_out_and_added_is_what_is_made(central, instance):
    central.post(reverse("portal:begin"), {"key": "16062"})
    central.post(reverse("portal:begin_plans"), {"offered": ["pflege"], "more": "Armutsbericht\n"})
    central.post(reverse("portal:begin_committees"), {"offered": [], "more": ""})
    central.post(
        reverse("portal:begin_departments"),
        {"offered": ["jugendamt"], "more": "Schulverwaltungsamt"},
    )
    central.post(reverse("portal:begin_people"), {"administrator": "erste@kreis.example"})

    words = VocabularyEntry.objects.filter(workspace__key="16062")
    assert set(words.values_list("label", flat=True)) == {"Pflegeplanung", "Armutsbericht"}
    departments = Department.objects.filter(workspace__key="16062")
    assert set(departments.values_list("name", "kind")) == {
        ("Jugendamt", "office"),
        ("Schulverwaltungsamt", "office"),
    }


def test_steps_keep_what_was_answered(central, instance):
    central.post(reverse("portal:begin"), {"key": "16062"})
    central.post(reverse("portal:begin_plans"), {"offered": ["pflege"], "more": "Armutsbericht"})

    page = central.get(reverse("portal:begin_plans"))
    assert page.context["form"]["more"].value() == "Armutsbericht"
    assert page.context["form"]["offered"].value() == ["pflege"]
    assert not Workspace.objects.filter(key="16062").exists()


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"administrator": ""}, "Dieses Feld ist zwingend erforderlich."),
        ({"administrator": "keine Adresse"}, "E-Mail-Adresse"),
        ({"administrator": "a@kreis.example", "head": "auch keine"}, "E-Mail-Adresse"),
        ({"administrator": "land@beispiel.example"}, "Das ist Ihre eigene Adresse."),
    ],
)
def test_mistake_on_the_last_page_leaves_nothing_behind(central, instance, given, said):
    answer = _through(central, **given)

    assert answer.status_code == 400
    assert said in answer.content.decode()
    assert not Workspace.objects.filter(key="16062").exists()
    assert not OutgoingMail.objects.exists()


@pytest.mark.parametrize(
    ("name", "given", "said"),
    [
        ("begin", {}, "Bitte wählen Sie einen Kreis."),
        ("begin", {"key": "16056"}, "16056"),  # Eisenach is no county
        ("begin_plans", {"offered": ["erfunden"]}, "erfunden"),
        ("begin_plans", {"more": "x" * 201}, "länger als 200 Zeichen"),
        ("begin_plans", {"more": "\n".join(map(str, range(41)))}, "Höchstens 40"),
        ("begin_plans", {"more": "pflegeplanung"}, "steht schon oben"),
    ],
)
def test_bad_input_is_refused_with_its_reason(central, instance, name, given, said):
    if name != "begin":
        central.post(reverse("portal:begin"), {"key": "16062"})

    answer = central.post(reverse(f"portal:{name}"), given)

    assert answer.status_code == 400
    assert said in answer.content.decode()


def test_county_that_is_open_is_not_opened_again(central, instance):
    actions.open_workspace(kind=WorkspaceKind.COUNTY, key="16062", name="Landkreis Nordhausen")

    assert central.post(reverse("portal:begin"), {"key": "16062"}).status_code == 400
    session = central.session
    session[beginning.SESSION_KEY] = {"key": "16062"}
    session.save()
    answer = central.post(reverse("portal:begin_people"), {"administrator": "a@kreis.example"})
    assert answer.url == reverse("portal:begin")


@pytest.mark.parametrize("name", STEPS)
def test_others_are_refused(as_role, instance, name):
    assert as_role(Role.ADMINISTRATOR).get(reverse(f"portal:{name}")).status_code == 403


def test_operators_link_opens_the_first_county(client, empty):
    assert client.get(beginning.setup_path()).url == reverse("portal:begin")

    answer = _through(client, **FOUNDER, head="leitung@kreis.example")

    assert answer.url == "/"
    founder = User.objects.get()
    held = set(founder.memberships.values_list("workspace__key", "role"))
    assert held == {
        ("16062", "coordinator"),
        ("16062", "administrator"),
        (OPERATORS, "administrator"),
    }
    page = client.get("/")
    assert page.context["seat"].workspace_key == "16062"
    assert "Kennzahl" in page.content.decode()


def test_link_is_used_up_by_the_first_account(client, empty):
    path = beginning.setup_path()
    client.get(path)
    _through(client, **FOUNDER)
    client.logout()

    assert client.get(path).status_code == 404
    assert client.get(reverse("portal:begin")).status_code == 302  # to the sign-in page


def test_two_founders_make_one_instance(client, empty):
    from django.test import Client

    other = Client()
    for one in (client, other):
        one.get(beginning.setup_path())
    _through(client, **FOUNDER)

    late = other.post(reverse("portal:begin"), {"key": "16061"})
    assert late.status_code == 403
    assert other.get(reverse("portal:begin")).url.startswith("/konto/anmelden/")
    assert User.objects.count() == 1


@pytest.mark.parametrize("word", ["x", "setup", "setup:1:abc"])
def test_forged_link_opens_nothing(client, empty, word):
    answer = client.get(reverse("portal:setup", args=[word]))

    assert answer.status_code == 404
    assert "Einrichtungslink" in answer.content.decode()
    assert client.get(reverse("portal:begin")).status_code == 302


def test_old_link_opens_nothing(client, empty, monkeypatch):
    monkeypatch.setattr("django.core.signing.time.time", lambda: 1_000_000)
    path = beginning.setup_path()
    monkeypatch.undo()

    assert client.get(path).status_code == 404


def test_weak_password_is_refused_whole(client, empty):
    client.get(beginning.setup_path())

    answer = _through(client, **FOUNDER | {"password": "kurz"})

    assert answer.status_code == 400
    assert (User.objects.count(), Workspace.objects.filter(key="16062").count()) == (0, 0)


def test_official_figures_are_shown_at_once(client, empty):
    client.get(beginning.setup_path())
    _through(client, **FOUNDER)

    assert client.get("/").context["release"] is not None
    assert not Job.objects.filter(name="portal.load_official").exists()


def test_instance_without_figures_loads_them_when_asked(client, empty, settings, monkeypatch):
    (empty / "current.json").unlink()
    settings.WORK_INLINE = False
    client.get(beginning.setup_path())
    _through(client, **FOUNDER, figures="on")

    assert Job.objects.get(name="portal.load_official").title.startswith("Amtliche Zahlen")


def test_county_holds_nothing_of_the_demonstration(client, empty, settings):
    settings.DEMO = False
    client.get(beginning.setup_path())
    _through(client, **FOUNDER)

    assert not User.objects.filter(is_demo=True).exists()
    text = client.get("/").content.decode()
    assert "Vorführung" not in text
    keys = set(Workspace.objects.values_list("key", flat=True)) - {OPERATORS}
    assert keys == {"16062"}


def test_holidays_of_three_years_begin_with_this_one():
    year = timezone.localdate().year

    assert beginning.years() == (year, year + 1, year + 2)
