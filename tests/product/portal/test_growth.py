# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages ask the database as often for much content as for little: a few, and four times as many."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from klammer.pipeline import deliveries, releases
from klammer_web.accounts.actions import admit, create_person, invitations
from klammer_web.accounts.enums import Role
from klammer_web.accounts.queries import seat_in
from klammer_web.catalogue.actions.pinned import pin
from klammer_web.catalogue.models import Upload
from klammer_web.chain.assignments.actions import Whom, assign
from klammer_web.operation.jobs import enqueue
from klammer_web.operation.mail import send
from klammer_web.operation.models import Job
from tests.product.catalogue.small_instance import AT, COUNTS, flat_file
from tests.product.operation.conftest import kinds  # noqa: F401  # reason: pytest finds it by name

pytestmark = pytest.mark.django_db

FEW, MANY = 2, 8
MOST = 20  # questions to the database for one page
FIGURE = "frauenanteil/2022-12-31/16063/2022"
PAGES = (
    "portal:home",
    "portal:search",
    "catalogue:overview",
    "catalogue:releases",
    "catalogue:deliveries",
    "catalogue:indicators",
    "catalogue:sources",
    "catalogue:pinned",
    "catalogue:trace",
    "atlas:entry",
    "atlas:map",
    "atlas:profile",
    "assignments:index",
    "notifications:index",
    "due_dates:index",
    "accounts:people",
    "accounts:shares",
    "accounts:second_looks",
    "accountability:trail",
    "operation:overview",
    "operation:mails",
    "operation:jobs",
)
_ARGUMENTS = {"atlas:map": ["frauenanteil"], "atlas:profile": ["16063"]}
_QUERIES = {
    "atlas:map": "?ebene=kreis&stand=2022-12-31&jahr=2022&bereich=16",
    "portal:search": "?q=Frauen",
    "catalogue:trace": "?wert={root}/" + FIGURE,
}


class _World:
    """The county, somebody who works in it, and what there is in it."""

    def __init__(self, instance, county, person, folder):
        self.instance, self.county, self.person, self.folder = instance, county, person, folder
        self.user = person(Role.ADMINISTRATOR, county)
        admit(user=self.user, workspace=county, role=Role.COORDINATOR, since=timezone.localdate())
        self.seat = seat_in(self.user, day=timezone.localdate())
        self.count = 0

    def grow(self, to):
        """Add one of everything until there are so many."""
        while self.count < to:
            self.count += 1
            self._add(self.count)

    def _add(self, number):
        now = timezone.now()
        self._add_release(number)
        colleague = self._colleague(number)
        planner = self.person(Role.COORDINATOR, self.county)
        giver = seat_in(planner, day=timezone.localdate())
        for whom in (self.user, planner):
            assign(seat=giver, title=f"Prüfen {number}", whom=Whom(person_id=whom.id), at=now)
        given = Whom(person_id=colleague.id)
        assign(seat=self.seat, title=f"Ansehen {number}", whom=given, at=now,
               due_on=timezone.localdate() + timedelta(days=number))  # fmt: skip
        invitations.invite(
            seat=self.seat, email=f"neu{number}@beispiel.example", role=Role.HEAD,
            since=timezone.localdate(), link="https://beispiel.example/{}".format, at=now,
        )  # fmt: skip
        Upload.objects.create(
            workspace=self.county, name=f"neu{number}.csv", size=1, created_by=colleague
        )
        send(to="a@beispiel.example", subject="Betreff", text="Text", key=f"mail-{number}",
             workspace_id=self.county.id)  # fmt: skip
        enqueue("test.grow", {}, key=f"grow-{number}", workspace_id=self.county.id)
        Job.objects.filter(name="test.grow").update(state="failed")
        pin(seat=self.seat, address=f"{self.root}/{FIGURE}", note=f"Notiz {number}", at=now)

    def _colleague(self, number):
        user = create_person(
            email=f"kollegium{number}@beispiel.example", name=f"Stelle {number}", password=None
        )
        for role in (Role.SECTOR_PLANNER, Role.HEAD):
            admit(user=user, workspace=self.county, role=role, since=timezone.localdate())
        return user

    def _add_release(self, number):
        counts = COUNTS | {"16063": COUNTS["16063"] | {"2022": (80_200 + number, 79_300)}}
        path = flat_file(self.folder / f"neu{number}.csv", counts=counts)
        at = AT + timedelta(hours=number)
        staged = deliveries.stage(self.instance, path, at=at, workspace=self.county.key)
        deliveries.accept(self.instance, staged.id, by="Datenpflege", at=at, note="Test")
        made = releases.create(self.instance, by="Datenpflege", at=at, workspace=self.county.key)
        self.root = made.root[:12]

    def queries(self, client):
        """Return page → how often it asks the database, and what; asked before, so warm."""
        found = {}
        for name in PAGES:
            more = _QUERIES.get(name, "").format(root=self.root)
            address = reverse(name, args=_ARGUMENTS.get(name)) + more
            assert client.get(address).status_code == 200, name
            with CaptureQueriesContext(connection) as asked:
                client.get(address)
            found[name] = [one["sql"] for one in asked.captured_queries]
        return found


@pytest.fixture
def world(instance, county, person, tmp_path, kinds):  # noqa: F811  # reason: the fixture above
    kinds("test.grow", lambda _payload, _progress: None)
    return _World(instance, county, person, tmp_path)


def test_pages_do_not_ask_more_often_for_more_content(client, world):
    client.force_login(world.user)

    world.grow(FEW)
    few = world.queries(client)
    world.grow(MANY)
    many = world.queries(client)

    more = {
        name: (len(few[name]), len(many[name]), *sorted(set(many[name]) - set(few[name]))[:8])
        for name in PAGES
        if len(many[name]) > len(few[name])
    }
    assert more == {}


def test_pages_ask_the_database_seldom(client, world):
    client.force_login(world.user)
    world.grow(FEW)

    asked = {name: len(found) for name, found in world.queries(client).items()}

    assert {name: count for name, count in asked.items() if count > MOST} == {}
