# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages of those who run things: empty and full, accessible and fitting."""

import os
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from klammer_web.accounts.enums import Role, WorkspaceKind
from klammer_web.accounts.models import Membership, User, Workspace
from klammer_web.operation.mail import send
from klammer_web.operation.mail.outbox import Attachment
from klammer_web.operation.models import Job, OutgoingMail

pytestmark = pytest.mark.django_db(transaction=True)
PICTURES = os.environ.get("KLAMMER_PICTURES")
LONG = "Einladung zur gemeinsamen Sitzung des Jugendhilfeausschusses und des Sozialausschusses " * 2


@pytest.fixture
def administrator(client, page, served_atlas):
    """The browser of an administrator in the Wartburgkreis; returns the workspace."""
    place = Workspace.objects.create(key="16063", kind=WorkspaceKind.COUNTY, name="Wartburgkreis")
    user = User.objects.create(email="verwaltung@beispiel.example", name="Verwaltung")
    Membership.objects.create(
        user=user, workspace=place, role=Role.ADMINISTRATOR, valid_from="2020-01-01"
    )
    client.force_login(user)
    session = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": served_atlas}])
    return place


def _filled(place):
    ics = Attachment("sitzung-sozialausschuss.ics", b"BEGIN:VCALENDAR\r\n", "text/calendar")
    for number, (state, error) in enumerate(
        [("unclear", "Die Verbindung brach ab, nachdem der Text übergeben war."),
         ("failed", "Der Mailserver lehnt die Mail ab (550)."), ("sent", ""), ("waiting", "")]
    ):  # fmt: skip
        mail = send(
            to=f"sehr-lange-adresse-der-fachplanung-{number}@landratsamt-beispiel.example",
            subject=LONG if state == "unclear" else "Einladung zu Klammer",
            text="Guten Tag,\n\nSie sind eingeladen.\n\nKlammer", key=f"m{number}",
            attachments=[ics], workspace_id=place.pk,
        )  # fmt: skip
        OutgoingMail.objects.filter(pk=mail.pk).update(state=state, error=error, attempts=1)
    for state in ("failed", "unclear", "done", "waiting"):
        refusal = {"what": "Die Arbeit wurde unterbrochen.", "why": "Der Dienst wurde beendet."}
        Job.objects.create(
            name="x", key=state, title=f"Freigabe für: Öffentlichkeit ({state})", state=state,
            workspace_id=place.pk, refusal=refusal if state in {"failed", "unclear"} else None,
        )  # fmt: skip


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("is_full", [False, True], ids=["empty", "full"])
def test_pages_are_accessible_and_fit(administrator, watched, served_atlas, width, is_full):
    watched.set_viewport_size({"width": width, "height": 900})
    names = ["", "post/", "arbeiten/"]
    if is_full:
        _filled(administrator)
        names.append(f"post/{OutgoingMail.objects.get(state='unclear').pk}/")
    for name in names:
        answer = watched.goto(f"{served_atlas}/betrieb/{name}")
        assert (answer.status, answer.url) == (200, f"{served_atlas}/betrieb/{name}")
        if PICTURES:
            kind = f"{name.replace('/', '-')[:9]}{'voll' if is_full else 'leer'}-{width}.png"
            watched.screenshot(path=str(Path(PICTURES) / f"betrieb-{kind}"), full_page=True)
        found = Axe().run(watched).response["violations"]

        assert [one["id"] for one in found] == []
        assert watched.evaluate("document.documentElement.scrollWidth") <= width


def test_unclear_mail_is_sent_again_by_keyboard(administrator, watched, served_atlas):
    _filled(administrator)
    mail = OutgoingMail.objects.get(state="unclear")
    watched.goto(f"{served_atlas}/betrieb/post/?stand=unclear")
    watched.get_by_role("link", name="Einladung zur gemeinsamen Sitzung").focus()
    watched.keyboard.press("Enter")
    watched.get_by_role("button", name="Erneut senden").focus()
    watched.keyboard.press("Enter")

    watched.get_by_text("Die Mail wird noch einmal versandt.").wait_for()
    mail.refresh_from_db()
    assert mail.state == "waiting"
