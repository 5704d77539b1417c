# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Lists everywhere alike: declared once, they are a page, files, and a way through the office.

    LIST = Listing(
        key="context.things", title="Dinge", noun=("Ding", "Dinge"),
        columns=lambda request: [Column("name", "Name", lambda one: one.name, link=…), …],
        rows=lambda request: queries.things(seat_of(request)),
        address=lambda: reverse("context:things"),
    )

A view asks `accounts.lists.page(request, LIST)` and includes `ui/listing/list.html`. Everything the
reader chose stands in the address; a file holds what the page shows (`?als=xlsx`).
"""

from klammer_web.ui.listing.asked import Asked
from klammer_web.ui.listing.columns import Column, Figure, Kind
from klammer_web.ui.listing.declaration import (
    Change,
    Editing,
    Listing,
    RowRefusedError,
    write_each,
)
from klammer_web.ui.listing.page import ListPage

__all__ = [
    "Asked",
    "Change",
    "Column",
    "Editing",
    "Figure",
    "Kind",
    "ListPage",
    "Listing",
    "RowRefusedError",
    "write_each",
]
