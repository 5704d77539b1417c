# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Kinds of workspaces and roles in them, with German words."""

from django.db.models import TextChoices


class WorkspaceKind(TextChoices):
    """What a workspace is."""

    COUNTY = "county", "Landkreis"
    CITY = "city", "Kreisfreie Stadt"
    CENTRE = "centre", "Kompetenzzentrum"
    LAND = "land", "Land"


class Role(TextChoices):
    """What a person does in a workspace."""

    COORDINATOR = "coordinator", "Planungskoordination"
    SECTOR_PLANNER = "sector_planner", "Fachplanung"
    HEAD = "head", "Leitung"
    COUNCIL_MEMBER = "council_member", "Kreistag"
    PROVIDER = "provider", "Freier Träger"
    ADVISER = "adviser", "Kompetenzzentrum"
    DATA_STEWARD = "data_steward", "Datenpflege"
    ADMINISTRATOR = "administrator", "Verwaltung der Instanz"
