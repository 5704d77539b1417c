# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What came back from the office, carried through the page of differences without being stored.

The page holds it signed: for this list, person and workspace, and for one day.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core import signing

from klammer_web.accounts.seats import Seat
from klammer_web.ui.listing import Listing
from klammer_web.ui.listing.columns import Column, Kind
from klammer_web.ui.listing.office.comparing import Comparison
from klammer_web.ui.listing.office.reading import Returned, ReturnedRow

DAY = 24 * 60 * 60
Plain = dict[str, Any]


def needed(returned: Returned, comparison: Comparison) -> Returned:
    """Leave out every row about which there is nothing to say."""
    keys = set(comparison.values)
    rows = tuple(one for one in returned.rows if not one.key or one.key in keys)
    return Returned(rows, frozenset(key for key, _ in comparison.missing))


def plain(returned: Returned, *, shown: str = "") -> Plain:
    """Return it as plain values; `shown` tells what the person has seen."""
    rows = [[one.number, one.key, dict(one.marks), _plain(one.values)] for one in returned.rows]
    return {"rows": rows, "sent": sorted(returned.sent), "shown": shown}


def _plain(values) -> Plain:
    return {n: v.isoformat() if isinstance(v, date) else v for n, v in values.items()}


def unplain(held: Plain, *, columns: Iterable[Column]) -> Returned:
    """Return what `plain` made plain."""
    dates = {one.name for one in columns if one.kind is Kind.DATE}
    rows = tuple(
        ReturnedRow(
            number, key, marks,
            {n: date.fromisoformat(v) if n in dates and v else v for n, v in values.items()},
        )
        for number, key, marks, values in held["rows"]
    )  # fmt: skip
    return Returned(rows, frozenset(held["sent"]))


def signed(held: Plain, *, listing: Listing, seat: Seat) -> str:
    """Return a text for a hidden field."""
    return signing.dumps(held, salt=_salt(listing, seat), compress=True)


def unsigned(text: str, *, listing: Listing, seat: Seat) -> Plain | None:
    """Return what was signed; None for anything else, or when a day has passed."""
    try:
        return signing.loads(text, salt=_salt(listing, seat), max_age=DAY)
    except signing.BadSignature:
        return None


def _salt(listing: Listing, seat: Seat) -> str:
    return f"list {listing.key} {seat.workspace_id} {seat.user_id}"


def shown(comparison: Comparison) -> str:
    """Return a short text that changes whenever the page of differences would."""
    from hashlib import sha256

    told = repr(
        (
            comparison.changed,
            comparison.new,
            comparison.missing,
            comparison.clashes,
            comparison.gone,
        )
    )
    return sha256(told.encode()).hexdigest()[:16]
