# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads: which release a caller is shown."""

from klammer.warehouse.open import Release
from klammer_web.accounts.seats import NOBODY
from klammer_web.api.problems import ProblemError
from klammer_web.api.queries.tokens import Caller
from klammer_web.catalogue.instance import chosen_county, release_for
from klammer_web.catalogue.queries.releases import visible_release


def scope_of(caller: Caller, county: str) -> str:
    """Return whose figures stand beside the common ones: the caller's workspace, or a county's.

    county  key of a workspace; its public figures are for everybody
    """
    own = caller.seat.workspace_key
    return own if county in {"", own} else chosen_county(county)


def release_shown(caller: Caller, *, root: str = "", county: str = "") -> Release:
    """Return the release that an answer is made from; raise `ProblemError` when there is none.

    root    digits of a release: exactly this one, if the caller may see it
    county  whose own public figures to see besides; default: the caller's workspace

    Of another workspace one sees what the public sees, whatever one may see at home.
    """
    if root:
        found = visible_release(root, seat=caller.seat)
    else:
        scope = scope_of(caller, county)
        seat = caller.seat if scope == caller.seat.workspace_key else NOBODY
        current = release_for(seat, scope=scope)
        if current is None:
            raise ProblemError("no_release")
        found = current
    if found.withdrawn:
        raise ProblemError("release_withdrawn", f"Grund: {found.withdrawn.get('reason', '')}")
    return found


def release_words(release: Release) -> dict[str, str]:
    """Return what every answer says about the release it is from."""
    return {
        "root": release.root,
        "audience": release.audience.value,
        "workspace": release.workspace,
        "made_at": str(release.manifest["made"]["at"]),
    }
