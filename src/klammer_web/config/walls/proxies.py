# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who really asks: headers of a proxy are believed from known proxies alone."""

import ipaddress

from klammer.base.errors import InputRefusedError

Network = ipaddress.IPv4Network | ipaddress.IPv6Network
_SAID_BY_PROXIES = ("HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO", "HTTP_X_FORWARDED_HOST")
_NOWHERE = "0.0.0.0"  # noqa: S104  # reason: stands for an address that nobody knows


def networks(words: list[str]) -> tuple[Network, ...]:
    """Return the networks of these words; raise `InputRefusedError` for a word that is none."""
    try:
        return tuple(ipaddress.ip_network(word, strict=False) for word in words)
    except ValueError as error:
        raise InputRefusedError(
            "KLAMMER_TRUSTED_PROXIES cannot be understood",
            where="environment",
            why=str(error),
            remedy="give addresses or networks by comma, for example 10.0.0.2,192.168.7.0/24",
            code="environment",
        ) from error


def client_of(remote: str, *, forwarded: str, trusted: tuple[Network, ...]) -> str:
    """Return the first address, read from our side, that is not a known proxy."""
    chain = [*(one.strip() for one in forwarded.split(",") if one.strip()), remote]
    nearest = _NOWHERE
    for word in reversed(chain):
        address = _address(word)
        if address is None:
            return nearest
        nearest = str(address)
        if not _is_among(address, trusted):
            return nearest
    return nearest


def _address(word: str):
    """Return the address of `192.0.2.1`, `192.0.2.1:443`, `2001:db8::1` or `[2001:db8::1]:443`."""
    bare = word.partition("]")[0].lstrip("[") if word.startswith("[") else word
    if bare.count(":") == 1:
        bare = bare.partition(":")[0]
    try:
        found = ipaddress.ip_address(bare)
    except ValueError:
        return None
    return getattr(found, "ipv4_mapped", None) or found


def _is_among(address, trusted: tuple[Network, ...]) -> bool:
    return any(address.version == one.version and address in one for one in trusted)


class KnownProxies:
    """Put the client's address into REMOTE_ADDR, and drop what strangers say about themselves."""

    def __init__(self, get_response):
        from klammer_web.config import environment

        self.get_response = get_response
        self.trusted = networks(environment.words("KLAMMER_TRUSTED_PROXIES"))

    def __call__(self, request):
        meta = request.META
        remote = meta.get("REMOTE_ADDR", "")
        forwarded = meta.get("HTTP_X_FORWARDED_FOR", "")
        address = _address(remote)
        is_proxy = address is not None and _is_among(address, self.trusted)
        meta["REMOTE_ADDR"] = client_of(
            remote, forwarded=forwarded if is_proxy else "", trusted=self.trusted
        )
        kept = ("HTTP_X_FORWARDED_PROTO",) if is_proxy else ()
        for name in _SAID_BY_PROXIES:
            if name not in kept:
                meta.pop(name, None)
        return self.get_response(request)
