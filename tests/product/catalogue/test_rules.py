# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may do what with data, as truth tables."""

import pytest
from django.urls import reverse

from klammer.base.cells import Audience
from klammer_web.accounts.enums import Role
from klammer_web.accounts.rules import RefusedError
from klammer_web.accounts.seats import NOBODY, Seat
from klammer_web.catalogue import rules

MAY_WORK = {Role.COORDINATOR, Role.DATA_STEWARD, Role.ADMINISTRATOR}


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize(
    ("check", "may"),
    [
        (rules.check_work_with_data, rules.may_work_with_data),
        (rules.check_release, rules.may_release),
        (rules.check_edit_indicator, rules.may_edit_indicator),
    ],
)
def test_check_and_may_agree_for_every_role(role, check, may):
    seat = Seat(
        user_id="x", workspace_id="w", workspace_name="Wartburgkreis", roles=frozenset({role})
    )

    assert may(seat) == (role in MAY_WORK)
    if role in MAY_WORK:
        check(seat)
    else:
        with pytest.raises(RefusedError) as refused:
            check(seat)
        assert refused.value.ask == (
            "Das können in „Wartburgkreis“: Planungskoordination, Datenpflege, "
            "Verwaltung der Instanz."
        )


@pytest.mark.parametrize(
    ("role", "audience"),
    [
        (None, Audience.PUBLIC),
        (Role.COUNCIL_MEMBER, Audience.PUBLIC),
        (Role.ADVISER, Audience.PUBLIC),
        (Role.ADMINISTRATOR, Audience.PUBLIC),
        (Role.PROVIDER, Audience.PARTNERS),
        (Role.SECTOR_PLANNER, Audience.ADMINISTRATION),
        (Role.HEAD, Audience.ADMINISTRATION),
        (Role.COORDINATOR, Audience.ADMINISTRATION),
        (Role.DATA_STEWARD, Audience.CONFIDENTIAL),
    ],
)
def test_each_role_sees_figures_up_to_its_audience(role, audience):
    seat = Seat(user_id="x", roles=frozenset({role})) if role else NOBODY

    assert seat.audience == audience
    assert [a for a in Audience if rules.may_see_audience(seat, a)] == [
        a for a in Audience if a.rank <= audience.rank
    ]


# name of the page → roles that get it; everybody else is refused and nothing happens
PAGES = {
    "indicator_new": MAY_WORK,
    "deliveries": {None, *Role},
    "releases": {None, *Role},
    "indicators": {None, *Role},
    "overview": {None, *Role},
    "sources": {None, *Role},
    "trace": {None, *Role},
}


@pytest.mark.django_db
@pytest.mark.parametrize("role", [None, *Role])
@pytest.mark.parametrize("name", PAGES)
def test_pages_open_for_their_roles_alone(client, as_role, instance, name, role):
    if role is not None:
        as_role(role)

    response = client.get(reverse(f"catalogue:{name}"))

    expected = 200 if role in PAGES[name] else (302 if role is None else 403)
    assert response.status_code == expected


@pytest.mark.django_db
@pytest.mark.parametrize("role", [None, *(role for role in Role if role not in MAY_WORK)])
@pytest.mark.parametrize(
    ("name", "arguments"),
    [("release_create", []), ("release_withdraw", ["root"]), ("release_verify", ["root"]),
     ("upload_receive", [])],
)  # fmt: skip
def test_writes_are_refused_without_the_role(client, as_role, instance, name, arguments, role):
    if role is not None:
        as_role(role)
    root = instance.current_release("public").root[:12]
    before = sorted(p.name for p in instance.folder.rglob("*"))

    response = client.post(
        reverse(f"catalogue:{name}", args=[root for _ in arguments]), {"reason": "falsch"}
    )

    assert response.status_code == 403
    assert sorted(p.name for p in instance.folder.rglob("*")) == before


@pytest.mark.django_db
@pytest.mark.parametrize("role", [None, Role.COUNCIL_MEMBER, Role.ADMINISTRATOR])
def test_release_for_the_administration_is_hidden_from_others(client, as_role, instance, role):
    from klammer.pipeline import releases
    from tests.product.catalogue.small_instance import AT

    made = releases.create(instance, by="Test", at=AT, audience="administration")
    if role is not None:
        as_role(role)

    listed = client.get(reverse("catalogue:releases")).content.decode()
    opened = client.get(reverse("catalogue:release", args=[made.root[:12]]))
    traced = client.get(
        reverse("catalogue:trace"),
        {"wert": f"{made.root[:12]}/frauenanteil/2022-12-31/16063/2022"},
    )

    assert made.root[:12] not in listed
    assert opened.status_code == traced.status_code == (302 if role is None else 403)


@pytest.mark.django_db
def test_release_for_the_administration_is_shown_to_the_coordinator(as_role, instance):
    from klammer.pipeline import releases
    from tests.product.catalogue.small_instance import AT

    made = releases.create(instance, by="Test", at=AT, audience="administration")
    client = as_role(Role.COORDINATOR)

    assert client.get(reverse("catalogue:release", args=[made.root[:12]])).status_code == 200
