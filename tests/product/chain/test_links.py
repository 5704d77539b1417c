# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reasons and results: who may link, what is seen, and what a circle does."""

from datetime import UTC, datetime
from itertools import pairwise

import pytest

from klammer.base.errors import InputRefusedError
from klammer_web.accountability.models import AuditEntry
from klammer_web.accounts.enums import Role
from klammer_web.accounts.rules import RefusedError
from klammer_web.accounts.seats import NOBODY
from klammer_web.chain import actions, kinds, queries
from klammer_web.chain.actions import Figure
from klammer_web.chain.drawing import draw
from klammer_web.chain.kinds import Card, Kind, Ref
from klammer_web.chain.models import Evidence, Link
from tests.product.chain.conftest import plan, seat_at

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
ADDRESS = "aaaaaaaaaaaa/quote/2022-12-31/16063/2022"
FIGURE = Figure(
    root="a" * 64,
    address=ADDRESS,
    title="Quote, Wartburgkreis, 2022",
    indicator="quote",
    boundary="2022-12-31",
    area="16063",
    period="2022",
)


def join(seat, *names):
    for reason, result in pairwise(names):
        actions.link(seat=seat, reason=plan(reason), result=plan(result), at=NOW)


def named(steps):
    return [(step.card.ref.id, step.distance) for step in steps]


def test_chain_is_walked_both_ways(seat, plans):
    join(seat, "zahl", "befund", "bedarf", "ziel")
    join(seat, "bedarf", "zweites-ziel")
    found = queries.chain_of(seat, plan("bedarf"))
    assert named(found.reasons) == [("befund", 1), ("zahl", 2)]
    assert sorted(named(found.results)) == [("ziel", 1), ("zweites-ziel", 1)]


def test_chain_ends_where_the_seat_may_not_see(seat, plans):
    join(seat, "zahl", "befund", "bedarf")
    plans.add("befund")
    found = queries.chain_of(seat, plan("bedarf"))
    assert (found.is_alone, found.is_cut) == (True, False)
    assert queries.chain_of(seat, plan("befund")) is None


def test_chain_of_another_workspace_stays_there(seat, neighbour, plans):
    join(seat, "befund", "bedarf")
    assert queries.chain_of(seat_at(neighbour), plan("bedarf")).is_alone
    assert queries.chain_of(NOBODY, plan("bedarf")).is_alone


def test_link_said_twice_is_one_and_recorded_once(seat, plans):
    join(seat, "befund", "bedarf")
    join(seat, "befund", "bedarf")
    assert Link.objects.count() == 1
    assert AuditEntry.objects.filter(kind="chain.link").count() == 1


def test_link_refuses_a_circle(seat, plans):
    join(seat, "befund", "bedarf", "ziel")
    with pytest.raises(InputRefusedError) as refused:
        actions.link(seat=seat, reason=plan("ziel"), result=plan("befund"), at=NOW)
    assert (refused.value.code, Link.objects.count()) == ("chain_circle", 2)


def test_link_refuses_what_the_seat_cannot_see(seat, plans):
    plans.add("geheim")
    with pytest.raises(InputRefusedError):
        actions.link(seat=seat, reason=plan("geheim"), result=plan("ziel"), at=NOW)


@pytest.mark.parametrize("role", [Role.COUNCIL_MEMBER, Role.ADMINISTRATOR, Role.PROVIDER])
def test_link_is_for_those_who_plan(county, plans, role):
    with pytest.raises(RefusedError):
        actions.link(seat=seat_at(county, role), reason=plan("befund"), result=plan("ziel"), at=NOW)


def test_unlink_takes_away_only_what_is_ones_own(seat, neighbour, plans):
    join(seat, "befund", "ziel")
    link = Link.objects.get()
    actions.unlink(seat=seat_at(neighbour), identity=link.pk, at=NOW)
    assert Link.objects.count() == 1
    actions.unlink(seat=seat, identity=link.pk, at=NOW)
    assert Link.objects.count() == 0


def test_evidence_is_pinned_once_and_stays_in_its_workspace(seat, neighbour, plans):
    for _ in range(2):
        actions.pin(seat=seat, holder=plan("befund"), figure=FIGURE, digest="d" * 64, at=NOW)
    evidence = Evidence.objects.get()
    assert evidence.address == ADDRESS
    assert queries.evidence_of(seat, plan("befund")) == [evidence]
    assert queries.evidence_in(seat) == [evidence]
    assert queries.evidence_in(seat_at(neighbour)) == []


def test_drawing_puts_reasons_left_and_results_right(seat, plans):
    join(seat, "befund", "bedarf", "ziel")
    join(seat, "zweiter-befund", "bedarf")
    drawing = draw(queries.chain_of(seat, plan("bedarf")))
    at = {box.card.ref.id: box.x for box in drawing.boxes}
    assert at["befund"] == at["zweiter-befund"] < at["bedarf"] < at["ziel"]
    assert len(drawing.lines) == 3
    inside = [box.y + drawing.box_height <= drawing.height for box in drawing.boxes]
    assert all(inside)


def test_chain_leads_from_a_figure_to_what_rests_on_it_and_back(seat, plans, monkeypatch):
    def cards(_seat, ids):
        return {one: Card(Ref(kinds.FIGURE, one), "Zahl", one, f"/zahl/{one}") for one in ids}

    kinds.register(Kind(kinds.FIGURE, "Zahl", cards))
    actions.pin(seat=seat, holder=plan("befund"), figure=FIGURE, digest="d" * 64, at=NOW)
    join(seat, "befund", "bedarf")
    from_figure = queries.chain_of(seat, Ref(kinds.FIGURE, ADDRESS))
    assert named(from_figure.results) == [("befund", 1), ("bedarf", 2)]
    assert named(queries.chain_of(seat, plan("bedarf")).reasons) == [("befund", 1), (ADDRESS, 2)]
