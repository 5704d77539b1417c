# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""From where the present request comes; set by the middleware, read when an act is recorded."""

import ipaddress
from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Origin:
    """Number of the request and shortened address; both empty outside a request."""

    request: str = ""
    address: str = ""


PRESENT: ContextVar[Origin] = ContextVar("origin", default=Origin())  # noqa: B039  # reason: frozen


def shortened(address: str) -> str:
    """Shorten an address to its network: 192.0.2.0/24 or 2001:db8::/48; "" when it is none."""
    try:
        found = ipaddress.ip_address(address.strip())
    except ValueError:
        return ""
    if isinstance(found, ipaddress.IPv6Address) and found.ipv4_mapped:
        found = found.ipv4_mapped
    length = 24 if found.version == 4 else 48
    return str(ipaddress.ip_network(f"{found}/{length}", strict=False))
