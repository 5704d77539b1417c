# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""A small client: several connections kept alive, requests bounded in number and in time.

It asks only 127.0.0.1 and reads as little of an answer as it can: what it costs is taken from
both servers, most from the quicker one.
"""

import math
import socket
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

_PATIENCE = 120  # seconds for one answer


@dataclass
class Answers:
    """What came back: seconds in all, one entry per answer for the rest.

    own  milliseconds the server says it took; empty when it does not say
    """

    seconds: float = 0.0
    took: list[float] = field(default_factory=list)
    own: list[float] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)

    def note(self, took: float, headers: Mapping[str, str], body: bytes) -> None:
        """Keep what is measured of one answer."""
        self.took.append(took)
        self.sizes.append(len(body))
        if "server-timing" in headers:
            self.own.append(float(headers["server-timing"].rpartition("=")[2]))

    @property
    def per_second(self) -> float:
        """Answers per second."""
        return len(self.took) / self.seconds

    def own_ms(self, share: float) -> float:
        """Quantile of the server's own time; NaN when it does not say."""
        return quantile(self.own, share)


def quantile(values: Sequence[float], share: float) -> float:
    """Return the smallest value that so many of all do not exceed; NaN without any."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)] if ordered else math.nan


class Connection:
    """One connection kept alive."""

    def __init__(self, port: int, *, accept: str = "gzip") -> None:
        self.port = port
        self.accept = accept
        self.socket: socket.socket | None = None

    def get(self, address: str) -> tuple[dict[str, str], bytes]:
        """Return headers (lower case) and body of an answer; raise where it is not 200."""
        request = (
            f"GET {address} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\n"
            f"Accept-Encoding: {self.accept}\r\n\r\n"
        ).encode()
        try:
            return self._ask(request, address)
        except (ConnectionError, EOFError):
            self.close()  # a server may end an idle connection: once more on a new one
            return self._ask(request, address)

    def _ask(self, request: bytes, address: str) -> tuple[dict[str, str], bytes]:
        if self.socket is None:
            self.socket = socket.create_connection(("127.0.0.1", self.port), timeout=_PATIENCE)
            self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.socket.sendall(request)
        head, rest = self._head()
        status, *lines = head.decode("latin-1").split("\r\n")
        headers = {
            name.lower(): value.strip() for name, _, value in (one.partition(":") for one in lines)
        }
        if status.split(" ", 2)[1] != "200":
            raise RuntimeError(f"{address}: {status}")
        parts, missing = [rest], int(headers["content-length"]) - len(rest)
        while missing > 0:
            part = self.socket.recv(min(missing, 1 << 20))
            if not part:
                raise EOFError
            parts.append(part)
            missing -= len(part)
        if headers.get("connection", "").lower() == "close":
            self.close()
        return headers, b"".join(parts)

    def _head(self) -> tuple[bytes, bytes]:
        assert self.socket is not None  # noqa: S101  # reason: opened by the caller
        read = b""
        while b"\r\n\r\n" not in read:
            part = self.socket.recv(1 << 16)
            if not part:
                raise EOFError
            read += part
        head, _, rest = read.partition(b"\r\n\r\n")
        return head, rest

    def close(self) -> None:
        """End the connection."""
        if self.socket is not None:
            self.socket.close()
            self.socket = None


def ask(
    port: int,
    addresses: Sequence[str],
    *,
    connections: int,
    at_most: int,
    seconds: float,
    accept: str = "gzip",
) -> Answers:
    """Ask for the addresses in turn until so many answers came or the time is over."""
    found, lock, turn = Answers(), threading.Lock(), iter(range(at_most))
    broken: list[BaseException] = []
    start = time.perf_counter()

    def work() -> None:
        connection = Connection(port, accept=accept)
        try:
            while time.perf_counter() - start < seconds and not broken:
                with lock:
                    number = next(turn, None)
                if number is None:
                    return
                began = time.perf_counter()
                headers, body = connection.get(addresses[number % len(addresses)])
                took = (time.perf_counter() - began) * 1000
                with lock:
                    found.note(took, headers, body)
        except BaseException as error:  # noqa: BLE001  # reason: told to the caller below
            broken.append(error)
        finally:
            connection.close()

    workers = [threading.Thread(target=work) for _ in range(connections)]
    for one in workers:
        one.start()
    for one in workers:
        one.join()
    found.seconds = time.perf_counter() - start
    if broken:
        raise broken[0]
    return found
