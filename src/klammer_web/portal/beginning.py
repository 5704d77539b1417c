# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The assistant that opens a county: its steps, what was chosen so far, and the setup link.

What was chosen waits in the session; nothing is written before the last step. Addresses of people
are asked for on the last page and never wait there.
"""

from dataclasses import dataclass

from django.core import signing
from django.urls import reverse
from django.utils import timezone

from klammer_web.accounts import places, proposals, rules
from klammer_web.accounts.actions.beginning import Opening
from klammer_web.accounts.enums import Role, WorkspaceKind
from klammer_web.accounts.models import User, Workspace
from klammer_web.accounts.queries import seat_of

SESSION_KEY, SETUP_KEY = "beginning", "setup"
_SALT = "klammer.setup"
HOLDS = 60 * 60 * 24 * 7  # seconds for which a setup link may be opened
COUNTIES = {WorkspaceKind.COUNTY, WorkspaceKind.CITY}


@dataclass(frozen=True)
class Step:
    """One page of the assistant."""

    name: str
    word: str

    @property
    def address(self) -> str:
        """Where it stands."""
        return reverse("portal:begin" if self.name == "county" else f"portal:begin_{self.name}")


STEPS = (
    Step("county", "Kreis"),
    Step("plans", "Pläne"),
    Step("committees", "Gremien"),
    Step("departments", "Verwaltung"),
    Step("people", "Menschen"),
)


def is_empty() -> bool:
    """Whether nobody has an account in this instance yet."""
    return not User.objects.exists()


def setup_path() -> str:
    """Return the path of a link that opens the assistant in an instance without people."""
    word = signing.TimestampSigner(salt=_SALT).sign("setup")
    return reverse("portal:setup", args=[word])


def is_setup_word(word: str) -> bool:
    """Whether the word was made here, within the week, and nobody has an account yet."""
    try:
        signing.TimestampSigner(salt=_SALT).unsign(word, max_age=HOLDS)
    except signing.BadSignature:
        return False
    return is_empty()


def check(request) -> bool:
    """Raise unless the request may open a county; return whether it is the first of all."""
    if request.session.get(SETUP_KEY) and is_empty():
        return True
    rules.check_open_workspaces(seat_of(request))
    return False


def chosen(request) -> dict:
    """Return what was chosen so far."""
    return dict(request.session.get(SESSION_KEY, {}))


def choose(request, **given) -> None:
    """Remember what a step was answered with."""
    request.session[SESSION_KEY] = chosen(request) | given


def forget(request) -> None:
    """Forget everything that was chosen."""
    for key in (SESSION_KEY, SETUP_KEY):
        request.session.pop(key, None)


def free_places() -> list[tuple[places.Place, bool]]:
    """Return every county and city, and whether it has a workspace already."""
    opened = set(Workspace.objects.values_list("key", flat=True))
    return [
        (place, key in opened)
        for key, place in sorted(places.offered().items(), key=lambda one: one[1].name)
        if place.kind in COUNTIES
    ]


def place_of(request) -> places.Place | None:
    """Return the county that was chosen, unless it was opened meanwhile."""
    place = places.offered().get(chosen(request).get("key", ""))
    if place is None or place.kind not in COUNTIES:
        return None
    return None if Workspace.objects.filter(key=place.key).exists() else place


def committees_offered(place: places.Place) -> dict[str, str]:
    """Return the committees that counties or cities have."""
    return proposals.COMMITTEES[place.kind]


def years() -> tuple[int, ...]:
    """Return the years whose holidays are entered: this one and the next two."""
    now = timezone.localdate().year
    return (now, now + 1, now + 2)


def opening_of(request, *, invited: list[tuple[str, Role]]) -> Opening:
    """Put everything that was chosen together; what no step was answered for is proposed."""
    given, place = chosen(request), place_of(request)
    assert place is not None  # noqa: S101  # reason: the views ask before
    return Opening(
        key=place.key,
        plan_types=_words(given.get("plans"), proposals.PLAN_TYPES),
        committees=_words(given.get("committees"), committees_offered(place)),
        departments=_departments(given.get("departments")),
        holidays=years() if given.get("holidays", True) else (),
        invited=tuple(invited),
    )


def _words(given: dict | None, offered: dict[str, str]) -> dict[str, str]:
    if given is None:
        return dict(offered)
    kept = {key: offered[key] for key in given["offered"] if key in offered}
    return kept | {f"eigen-{n}": label for n, label in enumerate(given["more"], start=1)}


def _departments(given: dict | None) -> dict[str, proposals.ProposedDepartment]:
    if given is None:
        return dict(proposals.DEPARTMENTS)
    kept = {key: one for key, one in proposals.DEPARTMENTS.items() if key in given["offered"]}
    for number, name in enumerate(given["more"], start=1):
        kind = proposals.kind_of_department(name)
        kept[f"eigen-{number}"] = proposals.ProposedDepartment(name, kind)
    return kept
