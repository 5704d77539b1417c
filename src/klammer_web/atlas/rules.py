# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may see and change own areas and findings. Public figures are for everybody."""

from klammer_web.accounts.enums import Role
from klammer_web.accounts.rules import RefusedError, check_role
from klammer_web.accounts.seats import Seat
from klammer_web.atlas.enums import FINDING_WAYS, FindingKind, FindingState
from klammer_web.atlas.models import CustomArea, Finding
from klammer_web.catalogue.queries.pinned import CLIPBOARD
from klammer_web.chain.models import Evidence

FINDING = "atlas.finding"
EDITORS = frozenset({Role.COORDINATOR, Role.SECTOR_PLANNER})
GEOGRAPHERS = EDITORS | {Role.DATA_STEWARD}


def may_see(seat: Seat, area: CustomArea, *, is_shared: bool = False) -> bool:
    """Whether a seat may see an area: shared ones, others with a role in its workspace.

    is_shared  whether its workspace shared it with this seat, or with everybody
    """
    if area.deleted_at is not None:
        return False
    return is_shared or (bool(seat.roles) and seat.workspace_id == area.workspace_id)


def check_make(seat: Seat) -> None:
    """Raise `RefusedError` unless the seat may keep areas in its workspace."""
    check_role(seat, EDITORS, doing="eigene Gebiete speichern")


def may_make(seat: Seat) -> bool:
    """Whether the seat may keep areas in its workspace."""
    return seat.has_any(EDITORS)


def check_change(seat: Seat, area: CustomArea) -> None:
    """Raise `RefusedError` unless the seat may change or delete this area."""
    _check_own(seat, area)
    check_role(seat, EDITORS, doing="eigene Gebiete ändern oder löschen")


def may_change(seat: Seat, area: CustomArea) -> bool:
    """Whether the seat may change or delete this area."""
    return seat.workspace_id == area.workspace_id and seat.has_any(EDITORS)


def may_see_evidence(seat: Seat, held: Evidence, *, finding: Finding | None = None) -> bool:
    """Whether a seat may see a pinned view: of its workspace; what is on a list, its person.

    finding  the one it belongs to, when the seat may read that; then whoever reads it sees this too
    """
    if held.holder_kind == FINDING:
        return finding is not None
    is_inside = bool(seat.roles) and seat.workspace_id == held.workspace_id
    return is_inside and (held.holder_kind != CLIPBOARD or held.holder_id == str(seat.user_id))


def check_see_geographies(seat: Seat) -> None:
    """Raise `RefusedError` unless the seat has a role in a workspace."""
    check_role(seat, frozenset(Role), doing="eigene Gebietseinteilungen ansehen")


def check_geographies(seat: Seat) -> None:
    """Raise `RefusedError` unless the seat may make, change and end geographies."""
    check_role(seat, GEOGRAPHERS, doing="eigene Gebietseinteilungen anlegen oder ändern")


def may_make_geographies(seat: Seat) -> bool:
    """Whether the seat may make, change and end geographies of its workspace."""
    return seat.has_any(GEOGRAPHERS)


def _check_own(seat: Seat, area: CustomArea) -> None:
    if seat.workspace_id is None or seat.workspace_id != area.workspace_id:
        raise RefusedError(
            "Dieses Gebiet gehört einem anderen Arbeitsbereich.",
            ask="Sie können es ansehen, wenn es öffentlich ist, und daraus ein eigenes anlegen.",
        )


WRITERS = frozenset({Role.COORDINATOR, Role.SECTOR_PLANNER, Role.HEAD})
READERS = WRITERS | {Role.DATA_STEWARD}
AGREERS = frozenset({Role.COORDINATOR, Role.HEAD})


def check_write(seat: Seat) -> None:
    """Raise `RefusedError` unless the seat may write findings in its workspace."""
    check_role(seat, WRITERS, doing="Befunde schreiben")


def may_write(seat: Seat) -> bool:
    """Whether the seat may write findings in its workspace."""
    return seat.has_any(WRITERS)


def may_read(seat: Seat, finding: Finding, *, is_shared: bool = False) -> bool:
    """Whether a seat may read a finding.

    In its workspace: those who see figures of the administration; a private one only who wrote it
    or answers for it. From outside and for all other roles: what was shared, once it is agreed.
    """
    if finding.deleted_at is not None:
        return False
    if seat.workspace_id == finding.workspace_id and seat.has_any(READERS):
        is_own = seat.user_id in {finding.made_by_id, finding.responsible_id}
        return is_own or not finding.is_private
    return is_shared and not finding.is_private and finding.state != FindingState.DRAFT


def check_rewrite(seat: Seat, finding: Finding) -> None:
    """Raise `RefusedError` unless the seat may change this finding, its evidence or its state."""
    check_write(seat)
    if not may_rewrite(seat, finding):
        raise RefusedError(
            "Dieser Befund gehört nicht zu Ihrer Arbeit.",
            ask="Bitten Sie die Person, die ihn geschrieben hat.",
        )


def may_rewrite(seat: Seat, finding: Finding) -> bool:
    """Whether the seat may change this finding."""
    is_near = seat.workspace_id == finding.workspace_id and may_read(seat, finding)
    return is_near and may_write(seat)


def missing_to_agree(finding: Finding, *, evidence: int) -> list[str]:
    """Return in German what a finding still needs before others can agree to it.

    evidence  how many figures and views it rests on
    """
    wanted = (
        (finding.seen.strip(), "was wir sehen"),
        (finding.meaning.strip(), "was es heißt"),
        (finding.kind == FindingKind.QUALITATIVE or evidence, "mindestens ein Beleg"),
        (not finding.is_private, "dass ihn auch andere lesen (er ist nur für eine Person)"),
    )
    return [words for is_there, words in wanted if not is_there]


def check_agree(seat: Seat, finding: Finding, *, evidence: int) -> None:
    """Raise `RefusedError` unless the seat may agree to the finding, and nothing is missing."""
    check_rewrite(seat, finding)
    check_role(seat, AGREERS, doing="Befunde als abgestimmt vermerken")
    missing = missing_to_agree(finding, evidence=evidence)
    if missing:
        raise RefusedError(
            f"Dem Befund fehlt noch: {', '.join(missing)}.",
            ask="Ergänzen Sie ihn, und vermerken Sie ihn danach als abgestimmt.",
        )


def may_agree(seat: Seat, finding: Finding) -> bool:
    """Whether the seat may agree to this finding once it is complete."""
    return may_rewrite(seat, finding) and seat.has_any(AGREERS)


def check_way(finding: Finding, state: FindingState) -> None:
    """Raise `RefusedError` when a finding cannot come into a state from the one it is in."""
    if state not in FINDING_WAYS[FindingState(finding.state)]:
        raise RefusedError(
            f"Der Befund ist {finding.get_state_display()} und kann nicht {state.label} werden.",
            ask="Laden Sie die Seite neu: Vielleicht hat ihn inzwischen jemand anderes geändert.",
            roles=frozenset(),
        )
