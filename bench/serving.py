# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Serving: the values of one indicator × year for all municipalities of Germany, and their map.

Our server as `klammer serve` starts it, against pygeoapi with as many workers, both on loopback,
in turn on the same machine, the same figures (compared before anything is measured).

    python -m bench.serving [--areas 10990] [--workers 2] [--requests 3000] [--peer [PYTHON]]

`--peer` installs pygeoapi into a temporary environment, or takes the one of the Python named.
"""

import argparse
import gzip
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench import peer, record, region
from bench.asking import Answers, Connection, ask, quantile
from bench.serving_tables import printed

CONNECTIONS = 4  # per worker: one for each of its threads
SECONDS = 6.0  # longest time of one measurement
INDICATORS, YEARS = 4, 10
ALL = 10_990  # municipalities of 2022
ROUNDS = 3  # our best of and the peer's best of


@dataclass(frozen=True)
class Plan:
    """How much is asked."""

    workers: int
    requests: int
    rounds: int
    indicators: int
    years: int

    @property
    def connections(self) -> int:
        """Connections at once, the same for both servers."""
        return self.workers * CONNECTIONS


@contextmanager
def running(server: subprocess.Popen[bytes], *, port: int, sign: str) -> Iterator[int]:
    """Wait until a server answers, give its port, end it afterwards."""
    try:
        for _ in range(300):
            if server.poll() is not None:
                raise RuntimeError(f"the server ended with {server.returncode}")
            try:
                Connection(port).get(sign)
                break
            except (OSError, EOFError):  # an answer that is not 200 is no reason to wait
                time.sleep(0.2)
        else:
            raise RuntimeError("the server does not answer")
        yield port
    finally:
        server.terminate()
        try:
            server.wait(timeout=20)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def ours(
    folder: Path, *, plan: Plan, port: int, outlines: Path | None = None, prepare: str = ""
) -> subprocess.Popen[bytes]:
    """Start our server; the caller ends it. `prepare` is the release it prepares before."""
    environment = {**os.environ, "KLAMMER_BENCH_OUTLINES": str(outlines or "")}
    words = [sys.executable, "-c", "from bench.served import main; main()"]
    words += ["--instance", str(folder), "--port", str(port), "--workers", str(plan.workers)]
    words += ["--prepare", prepare] if prepare else []
    return subprocess.Popen(words, cwd=region.ROOT, env=environment)


def values_addresses(root: str, plan: Plan) -> list[str]:
    """Return the address of each indicator × year, the newest year first."""
    place = f"{region.LEVEL}/{region.BOUNDARY}"
    return [
        f"/atlas/werte/{root[:12]}/{region.indicator(number)}/{place}/{year}.json"
        for year in region.years(plan.years)
        for number in range(1, plan.indicators + 1)
    ]


MAP = f"/atlas/geometrie/{region.LEVEL}/{region.BOUNDARY}/DG.json?v=1"


def figures_at(port: int, address: str) -> dict[str, tuple[float | None, str]]:
    """Return area → value, status as our server tells them; keys must be listed."""
    headers, body = Connection(port).get(address)
    found = json.loads(gzip.decompress(body) if "content-encoding" in headers else body)
    statuses = [found["letters"][letter] for letter in found["status"]]
    return dict(zip(found["areas"], zip(found["values"], statuses, strict=True), strict=True))


def check_kept(port: int, address: str) -> bool:
    """Whether an answer may be kept for ever and carries a tag."""
    headers, _ = Connection(port).get(address)
    return "immutable" in headers.get("cache-control", "") and "etag" in headers


def check_same(port: int, figures: dict[str, tuple[float | None, str]]) -> None:
    """Refuse to measure a peer that serves something else."""
    for name, question in {**peer.WITHOUT, **peer.WITH}.items():
        _, body = Connection(port, accept="identity").get(f"/collections/{question}")
        told = {
            one["id"]: (one["properties"]["value"] or None, one["properties"]["status"])
            for one in json.loads(body)["features"]
        }
        wanted = {key: (value or None, status) for key, (value, status) in figures.items()}
        if told != wanted:
            raise RuntimeError(f"pygeoapi, {name}: serves other figures")


def warmed(port: int, addresses: list[str], *, plan: Plan) -> None:
    """Ask until every worker has made every answer once."""
    for _ in range(40):
        found = ask(port, addresses, connections=plan.connections, at_most=len(addresses) * 4,
                    seconds=60)  # fmt: skip
        if quantile(found.own, 1) < 50 * quantile(found.own, 0.1):
            return


def measured(port: int, addresses: list[str], *, plan: Plan, connections: int) -> Answers:
    """Ask for the addresses in turn, bounded in number and time."""
    return ask(port, addresses, connections=connections, at_most=plan.requests, seconds=SECONDS)


def best(answers: list[Answers]) -> float:
    """Return the most answers per second of all rounds."""
    return max(one.per_second for one in answers)


def compare(
    folder: Path, shapes: dict[str, Any], *, plan: Plan, outlines: Path, python: Path | None
) -> dict[str, Any]:
    """Measure both servers on so many areas."""
    root = region.instance(
        folder / "instance", list(shapes), indicators=plan.indicators, periods=plan.years
    )
    addresses = values_addresses(root, plan)
    ports = _free_ports(3)
    listed = ours(folder / "instance", plan=plan, port=ports[0])
    with running(listed, port=ports[0], sign="/gesundheit/") as plain:
        figures = figures_at(plain, addresses[0])
        if figures.keys() != shapes.keys():
            raise RuntimeError("the release does not hold every area")
        drawn = ours(folder / "instance", plan=plan, port=ports[1], outlines=outlines, prepare=root)
        with running(drawn, port=ports[1], sign="/gesundheit/") as mapped:
            found = _ours(plain, mapped, addresses, plan=plan)
            each = (folder / "instance" / "bench_prepared").read_text(encoding="ascii")
            found["own_ms"]["first_prepared_each"] = float(each)
            if python:
                peer.write_data(folder / "peer", shapes, figures)
                other = peer.start(python, folder / "peer", port=ports[2], workers=plan.workers)
                with running(other, port=ports[2], sign="/collections?f=json") as port:
                    check_same(port, figures)
                    found |= _peer(port, plan=plan)
                    # Again after the peer: both had the machine early and late.
                    again = _ours(plain, mapped, addresses, plan=plan)
                    found = _better(found, again)
    return {"areas": len(shapes), **found}


def unkept(port: int, addresses: list[str], *, plan: Plan) -> tuple[Answers, Answers]:
    """Ask for each address once, nothing being kept: by one connection, then by all of them.

    The newest year is asked before: workers then have started and know their files.
    """
    newest, rest = addresses[: plan.indicators], addresses[plan.indicators :]
    connections = plan.connections
    ask(port, newest, connections=connections, at_most=8 * len(newest), seconds=60)
    half = len(rest) // 2
    one = ask(port, rest[:half], connections=1, at_most=half, seconds=60)
    many = len(rest) - half
    return one, ask(port, rest[half:], connections=connections, at_most=many, seconds=60)


def _first(
    plain: int, mapped: int, addresses: list[str], *, plan: Plan
) -> tuple[dict[str, float], float]:
    """Return own times of first answers, and how many a second where nothing was prepared."""
    one, many = unkept(plain, addresses, plan=plan)
    start = ask(mapped, addresses, connections=1, at_most=1, seconds=300)
    rest = addresses[1:]
    prepared = ask(mapped, rest, connections=1, at_most=len(rest), seconds=300)
    times = {
        "first_p50": prepared.own_ms(0.5),
        "first_p95": prepared.own_ms(0.95),
        "first_of_process": start.own_ms(1),
        "first_unkept_p50": one.own_ms(0.5),
        "first_unkept_p95": one.own_ms(0.95),
    }
    return times, many.per_second


def _ours(plain: int, mapped: int, addresses: list[str], *, plan: Plan) -> dict[str, Any]:
    first, first_per_second = _first(plain, mapped, addresses, plan=plan)
    warmed(plain, addresses, plan=plan)
    warmed(mapped, [*addresses, MAP], plan=plan)
    pairs = [one for address in addresses for one in (address, MAP)]

    def rounds(port: int, asked: list[str], connections: int) -> list[Any]:
        every = range(plan.rounds)
        return [measured(port, asked, plan=plan, connections=connections) for _ in every]

    alone = rounds(mapped, addresses, 1)
    many = rounds(mapped, addresses, plan.connections)
    keys = rounds(plain, addresses, plan.connections)
    both = rounds(mapped, pairs, plan.connections)
    return {
        "own_ms": {
            "p50": min(one.own_ms(0.5) for one in alone),
            "p95": min(one.own_ms(0.95) for one in alone),
            "p95_loaded": min(one.own_ms(0.95) for one in many),
            **first,
        },
        "bytes": {
            "values": max(many[0].sizes),
            "values_with_keys": max(keys[0].sizes),
            "map": max(both[0].sizes),
        },
        "kept": check_kept(mapped, addresses[0]) and check_kept(mapped, MAP),
        "per_second": {
            "values": best(many),
            "values_with_keys": best(keys),
            "values_and_map": best(both) / 2,
            "first_time_with_keys": first_per_second,
        },
    }


def _peer(port: int, *, plan: Plan) -> dict[str, Any]:
    def asked(questions: dict[str, str]) -> dict[str, dict[str, float]]:
        found = {}
        for name, question in questions.items():
            rounds = [
                measured(port, [f"/collections/{question}"], plan=plan,
                         connections=plan.connections)
                for _ in range(plan.rounds)
            ]  # fmt: skip
            found[name] = {"per_second": best(rounds), "bytes": max(rounds[0].sizes)}
        return found

    return {"peer_without": asked(peer.WITHOUT), "peer_with": asked(peer.WITH)}


def _better(one: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    """Take our better of two series; first answers are those of the first, with nothing kept."""

    def chosen(group: str, choose: Callable[[float, float], float]) -> dict[str, float]:
        return {
            name: value if name.startswith("first") else choose(value, other[group][name])
            for name, value in one[group].items()
        }

    return {**one, "own_ms": chosen("own_ms", min), "per_second": chosen("per_second", max)}


def _free_ports(number: int) -> list[int]:
    import socket

    sockets = [socket.socket() for _ in range(number)]
    try:
        for one in sockets:
            one.bind(("127.0.0.1", 0))
        return [one.getsockname()[1] for one in sockets]
    finally:
        for one in sockets:
            one.close()


def run(given: argparse.Namespace, *, folder: Path) -> tuple[str, dict[str, Any], dict[str, str]]:
    """Measure at a sixteenth, a quarter and all of the areas; return text, numbers, versions."""
    from klammer.territory.geometry import pack

    plan = Plan(given.workers, given.requests, given.rounds, given.indicators, given.years)
    python = None
    if given.peer is not None:
        python = Path(given.peer) if given.peer else peer.installed(folder / "environment")
    path, is_real = region.outlines_file(folder, real=not given.smoke)
    sizes = []
    for areas in (
        [given.areas] if given.smoke else [given.areas // 16, given.areas // 4, given.areas]
    ):
        part = folder / str(areas)
        part.mkdir()
        shapes = region.part_of(path, areas=areas)
        pack(shapes, part / "part.npz")
        found = compare(part, shapes, plan=plan, outlines=part / "part.npz", python=python)
        sizes.append(found)
        print(f"{areas} areas measured", file=sys.stderr)
    data = {"workers": plan.workers, "connections": plan.connections, "real_outlines": is_real,
            "sizes": sizes}  # fmt: skip
    return printed(data), data, peer.versions(python) if python else {}


def main() -> None:
    """Measure, print the tables and keep them."""
    parse = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parse.add_argument("--areas", type=int, default=ALL)
    parse.add_argument("--workers", type=int, default=2)
    parse.add_argument("--requests", type=int, default=3_000, help="most of one measurement")
    parse.add_argument("--rounds", type=int, default=ROUNDS)
    parse.add_argument("--indicators", type=int, default=INDICATORS)
    parse.add_argument("--years", type=int, default=YEARS)
    parse.add_argument("--peer", nargs="?", const="", metavar="PYTHON")
    parse.add_argument("--smoke", action="store_true", help="one size, squares, kept apart")
    given = parse.parse_args()
    began = record.load()
    with tempfile.TemporaryDirectory(prefix="klammer-bench-") as name:
        text, data, versions = run(given, folder=Path(name))
    print(text)
    is_small = given.smoke or given.areas < ALL
    record.write(
        "serving", text, around=record.surroundings(began=began, more=versions), smoke=is_small,
        data=data, command="python -m bench.serving "
        + " ".join(["--peer"] * (given.peer is not None)),
    )  # fmt: skip


if __name__ == "__main__":
    main()
