# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The truth table of rights: every address × every role × own and foreign workspace × signed out.

Addresses are taken from the URL configuration: one that `rights.toml` does not name fails, and so
does a line for an address that is gone. Requests are real; what they write is rolled back.
"""

import copy
import tomllib
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.db.models import Max
from django.template.backends.django import Template
from django.test import Client, override_settings
from django.urls import get_resolver, reverse

from klammer_web.accountability.models import AuditEntry
from klammer_web.accounts.enums import Role
from tests.architecture import rights_world
from tests.product.catalogue.small_instance import small_instance

pytestmark = pytest.mark.django_db
TABLE = tomllib.loads(Path(__file__).with_name("rights.toml").read_text(encoding="utf-8"))
GROUPS: dict[str, list[str]] = TABLE["groups"]
OPEN, SIGNED_IN, MEMBERS, NOBODY = "open", "signed_in", "members", "-"
CENTRAL = "central"
HIDDEN, ASKS = "hidden", "asks"
KEYS = {"get", "post", "object", "query", "body", "belongs", "others"}
FINE = {200, 204, 301, 302, 303, 304, 400, 409, 413}


def addresses(resolver=None, space: str = "") -> list[str]:
    """Return the name of every address, with its namespace."""
    found = []
    for one in (resolver or get_resolver()).url_patterns:
        if hasattr(one, "url_patterns"):
            found += addresses(one, f"{space}{one.namespace}:" if one.namespace else space)
        else:
            found.append(f"{space}{one.name}")
    return found


ADDRESSES = sorted(set(addresses()))


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker, tmp_path_factory):
    """Everybody and everything, made once; rolled back when the last address was tried."""
    folder = tmp_path_factory.mktemp("rights")
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock():
        patch.setattr("klammer.pipeline.instance.LIBRARY", tmp_path_factory.mktemp("library"))
        patch.setattr(Template, "render", _rendered)
        instance = small_instance(folder)
        with (
            override_settings(
                INSTANCE=instance.folder, SECOND_FACTOR_ROLES=frozenset(), LIMIT_FACTOR=1_000_000
            ),
            transaction.atomic(),
        ):
            yield rights_world.build(instance)
            transaction.set_rollback(True)
        rights_world.forget()
    connection.close()


_RENDER = Template.render


def _rendered(template, context=None, request=None):
    """Render a page once for each address and method: who may is decided before."""
    return _RENDER(template, context, request) if _NEXT["is_rendered"] else ""


_NEXT = {"is_rendered": True}


def answers(name: str, line: dict, *, method: str, world) -> dict:
    """Return actor → how the address answers; the first page that opens is really rendered."""
    _NEXT["is_rendered"], found = True, {}
    few = line.get(method, NOBODY) in {
        OPEN,
        NOBODY,
        HIDDEN,
        ASKS,
    }  # here the role makes no difference
    for actor in world.few if few else world.actors:
        found[actor] = answer(name, line, method=method, actor=actor, world=world)
        _NEXT["is_rendered"] &= found[actor] != "in"
    _NEXT["is_rendered"] = True
    return found


def answer(name: str, line: dict, *, method: str, actor, world) -> str:
    """Return in one word how the address answers."""
    client = Client(raise_request_exception=False)
    client.cookies = copy.deepcopy(actor.cookies)
    address = reverse(name, kwargs=world.objects[line["object"]] if "object" in line else None)
    address += line.get("query", "")
    body = world.bodies[line["body"]] if "body" in line else {}
    with transaction.atomic():
        response = client.post(address, body) if method == "post" else client.get(address)
        if getattr(response, "streaming", False):
            response.close()
        word, wrote = _word(response), AuditEntry.objects.aggregate(last=Max("sequence"))["last"]
        transaction.set_rollback(True)
    return word if word == "in" or wrote == world.written else f"{word}, but wrote"


def _word(response) -> str:
    sign_in = reverse(settings.LOGIN_URL)
    if response.status_code in {302, 303} and response.url.startswith(sign_in):
        return "sign-in"
    words = {401: "sign-in", 403: "refused", 404: "not there", 405: "no such method"}
    return words.get(
        response.status_code, "in" if response.status_code in FINE else str(response.status_code)
    )


def expected(line: dict, *, method: str, actor) -> set[str]:
    """Return the words that are right for this actor."""
    rule, is_nobody = line.get(method, NOBODY), actor.place == "nobody"
    plain = {OPEN: "in", ASKS: "sign-in", HIDDEN: "not there", NOBODY: "no such method"}
    if rule in plain:
        return {plain[rule]} | ({"sign-in", "refused"} if is_nobody and rule != OPEN else set())
    hidden = {"not there"} if line.get("others") == "hidden" else set()
    if is_nobody:
        return {"sign-in"} | hidden | (set() if method == "get" else {"refused"})
    if actor.place == "roleless":
        return {"in"} if rule == SIGNED_IN else {"refused", "not there"}
    may = rule in {SIGNED_IN, MEMBERS} or actor.role.value in _roles(rule)
    may |= CENTRAL in rule.split() and actor.place == rights_world.LAND
    if actor.place != rights_world.OWN and line.get("belongs", "object" in line):
        return {"not there"} if may else {"refused", "not there"}
    return {"in"} if may else {"refused"} | hidden


def _roles(rule: str) -> set[str]:
    return {role for word in rule.split() for role in GROUPS.get(word, [word])}


def test_every_address_stands_in_the_table_and_no_other():
    assert sorted(TABLE["addresses"]) == ADDRESSES


def test_table_speaks_of_known_roles_and_words():
    words = {
        OPEN,
        SIGNED_IN,
        MEMBERS,
        NOBODY,
        HIDDEN,
        ASKS,
        CENTRAL,
        *GROUPS,
        *(role.value for role in Role),
    }
    lines = TABLE["addresses"].values()
    used = {word for line in lines for key in ("get", "post") for word in line.get(key, "").split()}
    roles = {role for group in GROUPS.values() for role in group}

    assert used - words == set()
    assert roles - {role.value for role in Role} == set()
    assert {key for line in lines for key in line} <= KEYS


@pytest.mark.parametrize("name", [name for name in ADDRESSES if name in TABLE["addresses"]])
def test_rights_hold_for_everybody(name, world, django_db_blocker):
    line = TABLE["addresses"][name]
    wrong = {}
    with django_db_blocker.unblock():
        for method in ("get", "post"):
            for actor, got in answers(name, line, method=method, world=world).items():
                right = expected(line, method=method, actor=actor)
                if got not in right:
                    wrong[actor.name, method] = f"{got}, not {' or '.join(sorted(right))}"

    assert wrong == {}


def test_guessed_ids_are_told_from_nothing(world, django_db_blocker):
    """An id of another workspace answers exactly as one that never was."""
    from uuid import UUID

    never = UUID(int=7)
    told = set()
    with django_db_blocker.unblock():
        for actor in world.actors:
            if actor.name not in {"foreign-coordinator", "foreign-administrator"}:
                continue  # those who have the most rights at home
            for name, line in TABLE["addresses"].items():
                if "object" not in line or not line.get("belongs", True):
                    continue
                real = world.objects[line["object"]]
                if not all(isinstance(value, UUID) for value in real.values()):
                    continue
                for method in ("get", "post"):
                    world.objects["never"] = dict.fromkeys(real, never)
                    fake = answer(
                        name, {**line, "object": "never"}, method=method, actor=actor, world=world
                    )
                    if fake != answer(name, line, method=method, actor=actor, world=world):
                        told.add((name, method, actor.name))

    assert told == set()
