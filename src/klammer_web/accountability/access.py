# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who reads in this request. This context lies below `accounts`: that one registers the answer."""

from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from klammer_web.ui.listing import Listing, ListPage


@dataclass(frozen=True, slots=True)
class Reader:
    """Who asks, where, and which of the pages here are open to them."""

    user_id: UUID | None = None
    workspace_id: UUID | None = None
    workspace_name: str = ""
    may_read_trail: bool = False
    may_care_for_personal_data: bool = False


@dataclass(frozen=True, slots=True)
class Known:
    """A person of the reader's workspace; `why_not` says what stands against erasing."""

    id: UUID
    name: str
    email: str
    is_present: bool
    why_not: str
    may_be_exported: bool


class Door(Protocol):
    """What `accounts` gives: who reads, and the refusal with its reason."""

    def reader_of(self, request) -> Reader:
        """Return who asks."""

    def check_trail(self, request) -> Reader:
        """Return who asks, or raise: the trail is for those who answer for the workspace."""

    def check_signed_in(self, request) -> Reader:
        """Return who asks, or raise: for everybody with an account."""

    def check_care(self, request) -> Reader:
        """Return who asks, or raise: for those who look after personal data."""

    def people(self, request) -> list[Known]:
        """Return who has or had a role in the reader's workspace."""

    def list_opened(self, request, listing: Listing) -> ListPage:
        """Return the page of a list as this person sees it."""

    def list_answer(self, page: ListPage):
        """Return a file, or the way to the address that says what is shown; else nothing."""

    def list_shown(self, request, page: ListPage, template: str, *, context: dict):
        """Return the page; htmx gets the list alone."""

    def may_export(self, request, person_id: UUID) -> bool:
        """Whether the reader may get all data of this person."""


_DOOR: list[Door] = []


def register(given: Door) -> None:
    """Set who answers; called once, by `accounts`."""
    _DOOR[:] = [given]


def door() -> Door:
    """Return who answers."""
    return _DOOR[0]
