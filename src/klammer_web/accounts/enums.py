# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Kinds of workspaces and departments, roles, and the states of what people ask of each other."""

from django.db.models import TextChoices


class WorkspaceKind(TextChoices):
    """What a workspace is."""

    COUNTY = "county", "Landkreis"
    CITY = "city", "Kreisfreie Stadt"
    CENTRE = "centre", "Kompetenzzentrum"
    LAND = "land", "Land"


class Role(TextChoices):
    """What a person does in a workspace; `labels` says how a kind of workspace calls it."""

    COORDINATOR = "coordinator", "Planungskoordination"
    SECTOR_PLANNER = "sector_planner", "Fachplanung"
    HEAD = "head", "Leitung"
    COUNCIL_MEMBER = "council_member", "Kreistag"
    PROVIDER = "provider", "Freier Träger"
    ADVISER = "adviser", "Kompetenzzentrum"
    DATA_STEWARD = "data_steward", "Datenpflege"
    ADMINISTRATOR = "administrator", "Verwaltung der Instanz"


class DepartmentKind(TextChoices):
    """Where in the administration's order a department stands."""

    DIVISION = "division", "Dezernat"
    SECTION = "section", "Fachbereich"
    OFFICE = "office", "Amt"
    SERVICE = "service", "Fachdienst"
    UNIT = "unit", "Sachgebiet"
    STAFF_UNIT = "staff_unit", "Stabsstelle"
    OTHER = "other", "Sonstige Stelle"


class InvitationState(TextChoices):
    """What became of an invitation."""

    OPEN = "open", "offen"
    ACCEPTED = "accepted", "angenommen"
    REVOKED = "revoked", "zurückgezogen"
    EXPIRED = "expired", "abgelaufen"


class ShareTarget(TextChoices):
    """To whom something is shared."""

    WORKSPACE = "workspace", "anderer Mandant"
    ROLE = "role", "bestimmte Rolle"
    COMMITTEE = "committee", "Gremium"
    PARTNERS = "partners", "unsere Partner (freie Träger)"
    PUBLIC = "public", "Öffentlichkeit"


class ShareState(TextChoices):
    """Whether what was shared can still be seen."""

    HOLDS = "holds", "gilt"
    ENDED = "ended", "abgelaufen"
    WITHDRAWN = "withdrawn", "zurückgenommen"


class SecondLookState(TextChoices):
    """What came of asking somebody else to look."""

    WAITING = "waiting", "wartet auf den zweiten Blick"
    AGREED = "agreed", "bestätigt"
    DECLINED = "declined", "nicht bestätigt"
    ALONE = "alone", "allein bestätigt, ohne zweiten Blick"
    WITHDRAWN = "withdrawn", "zurückgezogen"


class VocabularyList(TextChoices):
    """Which list an entry belongs to: the first three are common to all workspaces."""

    TARGET_GROUP = "target_group", "Zielgruppe"
    LIFE_PHASE = "life_phase", "Lebensphase"
    SECTOR = "sector", "Handlungsfeld"
    PLAN_TYPE = "plan_type", "Planart"
    COMMITTEE = "committee", "Gremium"
    HOLIDAY = "holiday", "Feiertag"

    @property
    def is_common(self) -> bool:
        """Whether all workspaces have the list together."""
        return self in COMMON_LISTS


COMMON_LISTS = frozenset(
    {VocabularyList.TARGET_GROUP, VocabularyList.LIFE_PHASE, VocabularyList.SECTOR}
)
