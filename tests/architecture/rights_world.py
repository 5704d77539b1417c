# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""A small instance with two workspaces, everybody in them, and one object of each kind.

Every object belongs to the Wartburgkreis. A colleague who adds an address with an argument adds a
line to `_objects`, and names it in `rights.toml`.
"""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from http.cookies import SimpleCookie
from uuid import uuid4

from django.db.models import Max
from django.test import Client
from django.urls import reverse
from django.utils.safestring import mark_safe

from klammer.pipeline import deliveries, geographies, geography_drafts, indices
from klammer.pipeline.geography_drafts import GeographyDraft, Row
from klammer.territory.geographies import Geography, Part, new_level
from klammer_web.accountability.models import AuditEntry
from klammer_web.accounts import actions, second_look, sharing
from klammer_web.accounts.actions import invitations, second_looks
from klammer_web.accounts.enums import Role, ShareTarget, WorkspaceKind
from klammer_web.accounts.models import Share
from klammer_web.accounts.queries import seat_in
from klammer_web.operation import mail
from tests.product.catalogue.small_instance import flat_file

SINCE, AT = date(2020, 1, 1), datetime.now(UTC)
NOTE = "rights.note"
OWN, FOREIGN, LAND = "own", "foreign", "land"


@dataclass(frozen=True, eq=False)
class Actor:
    """Who asks: where they sit (own, foreign, the Land, or nowhere), and in which role."""

    place: str
    role: Role | None
    cookies: SimpleCookie

    @property
    def name(self) -> str:
        return f"{self.place}-{self.role.value}" if self.role else self.place


@dataclass
class World:
    """Everybody who asks, what there is, and what forms carry."""

    actors: list[Actor] = field(default_factory=list)
    objects: dict[str, dict] = field(default_factory=dict)
    bodies: dict[str, dict] = field(default_factory=dict)
    written: int = 0

    @property
    def few(self) -> list[Actor]:
        """Somebody from each place, for addresses where the role makes no difference."""
        wanted = {None, Role.COUNCIL_MEMBER}
        return [actor for actor in self.actors if actor.role in wanted]


def build(instance) -> World:
    """Make the two workspaces, their people, and one object of each kind in the first."""
    own = actions.open_workspace(kind=WorkspaceKind.COUNTY, key="16063", name="Wartburgkreis")
    other = actions.open_workspace(kind=WorkspaceKind.COUNTY, key="16061", name="Eichsfeld")
    world, people = World(), {}
    for place, workspace in ((OWN, own), (FOREIGN, other)):
        for role in Role:
            user = _person(f"{place}-{role.value}")
            actions.admit(user=user, workspace=workspace, role=role, since=SINCE)
            people[place, role] = user
            world.actors.append(Actor(place, role, _signed_in(user)))
    land = actions.open_workspace(kind=WorkspaceKind.LAND, key="16", name="Thüringen")
    speaker = _person("land-administrator")  # changes what is common to all
    actions.admit(user=speaker, workspace=land, role=Role.ADMINISTRATOR, since=SINCE)
    world.actors.append(Actor(LAND, Role.ADMINISTRATOR, _signed_in(speaker)))
    world.actors.append(Actor("roleless", None, _signed_in(_person("roleless"))))
    world.actors.append(Actor("nobody", None, SimpleCookie()))
    _register_notes(own)
    world.objects = _objects(own, people, instance)
    world.bodies = {
        "own_workspace": {"workspace": str(own.id)},
        "view": {"ansicht": "/atlas/profil/16063/"},
        "outdated": {"stand": "outdated", "why": "neue Zahlen"},
        "share": {"target": ShareTarget.PARTNERS.value, "step": "confirm"},
        "answer": {"answer": "agree", "reason": ""},
    }
    world.written = AuditEntry.objects.aggregate(last=Max("sequence"))["last"]
    return world


def forget() -> None:
    """Take back what was registered."""
    sharing.forget(NOTE)
    second_look.forget(NOTE)


def _person(name: str):
    return actions.create_person(email=f"{name}@beispiel.example", name=name, password=None)


def _signed_in(user) -> SimpleCookie:
    client = Client()
    client.force_login(user)
    return client.cookies


def _register_notes(own) -> None:
    def title(*, object_id, workspace_id):
        return "Notiz" if (object_id, workspace_id) == ("1", own.id) else None

    def preview(**_named):
        return mark_safe("<p>Entwurf</p>")  # reason: the test's own text

    common = {"word": "Notiz", "title": title, "preview": preview, "address": "/n/{}/".format}
    sharing.register(NOTE, plural="Notizen", **common)
    second_look.register(NOTE, fingerprint=lambda **_named: "1", **common)


def _objects(own, people, instance) -> dict[str, dict]:
    """Return name → arguments of an address."""
    steward = people[OWN, Role.DATA_STEWARD]
    seat = seat_in(people[OWN, Role.ADMINISTRATOR], day=AT.date(), workspace_id=own.id)
    made = {}
    invitation = invitations.invite(
        seat=seat, email="neu@beispiel.example", role=Role.PROVIDER, since=SINCE,
        link=lambda word: made.setdefault("word", word), at=AT,
    )  # fmt: skip
    look = second_looks.ask(
        seat=seat_in(people[OWN, Role.COORDINATOR], day=AT.date(), workspace_id=own.id),
        kind=NOTE, object_id="1", link=str, at=AT,
    )  # fmt: skip
    share = Share.objects.create(
        workspace=own, kind=NOTE, object_id="1", title="Notiz", target=ShareTarget.PUBLIC, at=AT
    )
    department = own.departments.create(name="Amt", kind="office")
    note = {"kind": NOTE, "object_id": "1"}
    return {
        "invitation": {"invitation_id": invitation.id},
        "invitation_word": {"word": made["word"]},
        "person": {"user_id": people[OWN, Role.PROVIDER].id},
        "membership": {"membership_id": people[OWN, Role.PROVIDER].memberships.get().id},
        "department": {"department_id": department.id},
        "word": {"entry_id": _word(own).id},
        "listing": {"listing": "accounts.departments"},
        "view": {"view_id": own.saved_views.create(listing="accounts.departments", name="Amt").id},
        "share": {"share_id": share.id},
        "note": note,
        "look": {"look_id": look.id},
        "look_word": {"word": second_looks.word_for(look, people[OWN, Role.HEAD])},
        "account_key": {"key": "nichts"},
        "account_reset": {"uidb36": "1", "key": "nichts"},
        "factor": {"pk": 1},
        "provider": {"provider_id": "nichts"},
        "history": {"kind": "accounts.department", "object_id": str(department.id)},
        "draft": {"form": "accounts.invite", "object_id": "1"},
        "person_id": {"person_id": people[OWN, Role.PROVIDER].id},
        "undo": {"sequence": 1},
        "manual_page": {"folder": "anleitung", "slug": "anmelden"},
        "manual_picture": {"name": "demo-herkunft.png"},
        **_figures(instance),
        **_data(own, steward, instance),
        **_said(own, people),
    }


def _figures(instance) -> dict[str, dict]:
    """Return what is public: a released indicator, its values, its areas."""
    root = instance.current_release("public").root
    boundary = "2022-12-31"
    outlines = {"level": "county", "boundary": boundary, "extent": "16"}
    return {
        "indicator": {"indicator": "frauenanteil"},
        "indicator_file": {"indicator": "frauenanteil", "ending": "ods"},
        "area": {"area": "16063"},
        "ending": {"ending": "csv"},
        "series": {"indicator": "frauenanteil", "area": "16063"},
        "values": {"release": root[:12], "indicator": "frauenanteil", "level": "county",
                   "boundary": boundary, "period": "2022"},
        "outlines": outlines,
        "shared_definition": {"owner": "16063", "indicator": "frauenanteil"},
        "release": {"root": root[:12]},
        "delivery": {"identity": deliveries.recorded(instance)[0].id},
    }  # fmt: skip


def _data(own, steward, instance) -> dict[str, dict]:
    """Return what waits in the workspace: a file, a preparation, work, an own area, a link."""
    from klammer_web.atlas.models import CustomArea
    from klammer_web.catalogue.models import Destruction, Preparation
    from klammer_web.chain.models import Evidence, Link
    from klammer_web.operation.models import BarrierReport, Job

    upload, accepted, discarded = (
        _uploaded(steward, instance, number=number) for number in (1, 2, 3)
    )
    prepared = Preparation.objects.create(workspace=own, audience="public", at=AT)
    destruction = Destruction.objects.create(
        delivery_id=deliveries.recorded(instance)[0].id, owner_key=own.key, title="x", name="x",
        reason="x", asked_at=AT,
    )  # fmt: skip
    work = Job.objects.create(
        name="catalogue.create", key=str(uuid4()), title="Arbeit", workspace_id=own.id
    )
    area = CustomArea.objects.create(
        workspace=own, name="Nord", level="county", boundary="2022-12-31", parts=["16063"],
        made_by=steward, made_at=AT, changed_at=AT,
    )  # fmt: skip
    link = Link.objects.create(
        workspace=own, reason_kind="a", reason_id="1", result_kind="b", result_id="1", made_at=AT
    )
    pinned = Evidence.objects.create(
        workspace=own, holder_kind="a", holder_id="1", root="0" * 64, indicator="bevoelkerung",
        boundary="2022-12-31", address="x", digest="x", made_at=AT,
    )  # fmt: skip
    barrier = BarrierReport.objects.create(text="x", workspace_id=own.id)
    sent = mail.send(
        to="neu@beispiel.example", subject="x", text="x", key="rights", workspace_id=own.id
    )
    return {
        "barrier": {"identity": barrier.id},
        "mail": {"identity": sent.id},
        "mail_deed": {"identity": sent.id, "deed": "verwerfen"},
        "mail_calendar": {"identity": sent.id, "number": 0},
        "job_deed": {"identity": work.id, "deed": "abbrechen"},
        "upload": {"identity": upload.id},
        # The files of these two are really moved or gone afterwards: only the database goes back.
        "upload_accepted": {"identity": accepted.id},
        "upload_discarded": {"identity": discarded.id},
        "prepared": {"identity": prepared.id},
        "destruction": {"identity": destruction.id},
        "work": {"identity": work.id},
        "own_area": {"area_id": area.id},
        **_geographies(instance),
        "api_area": {"key": "16063"},
        "access_key": {"token_id": _key_of_somebody(own).pk},
        "link": {"identity": link.id},
        "evidence": {"identity": pinned.id},
        "pinned_view": {"identity": _pinned_view(own, instance).id},
        "finding": {"identity": _finding(own).id},
        **_indices(own, instance),
        "theme": {"theme": "kinder-familien", "area": "16063"},
        "chain": {"kind": "atlas.own_area", "identity": str(area.id)},
    }


_INDEX = """
id = "rechte"
title = "Probe"
missing = "leave_out"
inputs = [{ column = "frauenanteil" }, { column = "frauenanteil_vor_1" }]
standardisation = { method = "z" }
index = { combination = "sum" }
"""


def _indices(own, instance) -> dict[str, dict]:
    """Build an index of the workspace, shared with nobody."""
    from klammer_web.atlas.models import Index

    about = {"level": "county", "extent": "16"}
    kept = indices.keep(instance, _INDEX, index="i-rechte", owner=own.key, about=about, at=AT)
    Index.objects.create(
        id=kept.id, workspace=own, title="Probe", version=kept.version, made_at=AT, changed_at=AT
    )
    return {
        "index": {"index": kept.id},
        "index_area": {"index": kept.id, "area": "16063"},
        "index_ending": {"index": kept.id, "ending": "csv"},
    }


def _finding(own):
    """Write a finding of the workspace, shared with nobody."""
    from klammer_web.atlas.models import Finding

    return Finding.objects.create(workspace=own, title="Befund", made_at=AT, changed_at=AT)


def _pinned_view(own, instance):
    """Keep a profile as evidence of something in the workspace."""
    from klammer_web.chain.models import Evidence

    root = instance.current_release("public").root
    return Evidence.objects.create(
        workspace=own, holder_kind=NOTE, holder_id="1", shape="table", root=root,
        view="/atlas/profil/16063/", address=f"{root[:12]}/table/1", title="Profil",
        digest="0" * 64, made_at=AT,
    )  # fmt: skip


def _word(own):
    """A plan type of the workspace that does not hold yet: it can be removed."""
    return own.vocabulary.create(
        list="plan_type", key="x", label="Plan", valid_from=AT.date() + timedelta(days=400)
    )


def _geographies(instance) -> dict[str, dict]:
    """Return a geography of the county with figures, and the draft of another that lacks a name.

    Both stay what they are when somebody who may ends or keeps them: files are not rolled back.
    """
    about = {"title": "Räume", "kind": "planning_area", "workspace": "16063", "within": "16063"}
    parts = (Part("01", "Nord"),)
    kept = Geography(level=new_level(), boundary="2022-01-01", parts=parts, **about)
    geographies.keep(instance, kept, by="x", at=AT)
    path = instance / "tmp" / "raum.csv"
    path.write_text("Raum;Zahl\nNord;5\n", encoding="utf-8")
    names = {"Nord": kept.key("01")}
    mapping = {
        "area": {"column": "Raum", "form": "name", "level": kept.level, "boundary": kept.boundary,
                 "names": names},
        "period": {"value": "2022"},
        "value": {"column": "Zahl", "variable": "zahl_der_raeume"},
    }  # fmt: skip
    staged = deliveries.stage(
        instance, path, reader="table", mapping=mapping, workspace="16063", at=AT
    )
    deliveries.accept(instance, staged.id, by="x", at=AT)
    begun = Geography(level=new_level(), boundary="2022-01-01", parts=(), **about)
    draft = GeographyDraft(begun, ("Name",), (Row({"Name": ""}),), name="Name")
    geography_drafts.keep_draft(instance, draft, at=AT)
    return {"geography": {"level": kept.level}, "geography_draft": {"level": begun.level}}


def _key_of_somebody(own):
    """A program's key of a person who asks nothing here: everybody else's is not there."""
    from klammer_web.api.models import ApiToken

    return ApiToken.objects.create(
        user=_person("programme"), workspace=own, name="x", beginning="klm_x",
        token_hash="0" * 64, made_at=AT, expires_at=AT + timedelta(days=1),
    )  # fmt: skip


def _said(own, people) -> dict[str, dict]:
    """Return what people ask of and say to each other: by the coordinator, to the provider."""
    from klammer_web.chain.due_dates.actions import print_of
    from klammer_web.chain.models import (
        Assignment,
        CalendarFeed,
        Comment,
        DueDate,
        Notification,
    )

    coordinator = people[OWN, Role.COORDINATOR]
    asked = Assignment.objects.create(
        workspace=own, title="Auftrag", person=people[OWN, Role.PROVIDER], made_by=coordinator,
        made_at=AT,
    )  # fmt: skip
    about = {"object_kind": "chain.assignment", "object_id": str(asked.id)}
    said = {"workspace": own, **about, "author": coordinator, "text": "x", "made_at": AT}
    due = DueDate.objects.create(
        workspace=own, **about, reason="x", day=AT.date(), person=coordinator,
        made_by=coordinator, made_at=AT,
    )  # fmt: skip
    told = Notification.objects.create(
        person=coordinator, workspace=own, kind="mention", key="x", title="x", address="/",
        made_at=AT,
    )  # fmt: skip
    CalendarFeed.objects.create(person=coordinator, token_hash=print_of("geheim"), made_at=AT)
    return {
        "assignment": {"identity": asked.id},
        "commented": {"kind": "chain.assignment", "identity": str(asked.id)},
        "comment": {"identity": Comment.objects.create(**said).id},
        "comment_deleted": {"identity": Comment.objects.create(**said, deleted_at=AT).id},
        "due_date": {"identity": due.id},
        "notification": {"identity": told.id},
        "calendar": {"token": "geheim"},
    }


def _uploaded(steward, instance, *, number: int):
    """Upload a file as the data steward does it; it waits for somebody who accepts it."""
    from klammer_web.catalogue.models import Upload

    name = f"neu-{number}.csv"
    path = flat_file(instance.folder.parent / name, counts={"16063": {"2023": (number, 2)}})
    client = Client()
    client.force_login(steward)
    with path.open("rb") as file:
        client.post(reverse("catalogue:upload_receive"), {"file": file})
    return Upload.objects.get(name=name)
