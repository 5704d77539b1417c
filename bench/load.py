# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages under a bounded load on loopback: PostgreSQL, two web processes, a worker beside them.

    python -m bench.load [--instance DIR] [--rate 50] [--seconds 30] [--keep]

`--instance` is a built instance, for example the demo's; a copy of it is served. Without it one is
built of the packaged figures. Requests begin at fixed times whether or not earlier ones were
answered (open loop), so that a slow server cannot slow the question down; the time counts from the
moment a request was due. Half of them come from a person who is signed in. Asked for are pages
(home, map, profile, series, sheet, origin, search, lists) and the interface.

On a machine that does other work too, only the processor time of a request means something: that of
the web processes and of PostgreSQL, over the whole page mix. 50 requests a second leave two cores
40 ms each.
"""

import argparse
import http.client
import json
import math
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from bench import record, region
from bench.measuring import table
from bench.serving import _free_ports
from tools import postgres

ROOT = Path(__file__).resolve().parent.parent
CLIENTS, INDICATORS = 16, 6  # connections, indicators asked for
LIMIT, PROCESSOR = 150.0, 25.0  # milliseconds
_SIGN_IN = """
import django; django.setup()
from datetime import date
from django.test import Client
from klammer_web.accounts.models import Membership, User, Workspace
place, _ = Workspace.objects.get_or_create(
    key="16063", defaults={"kind": "county", "name": "Wartburgkreis"})
user, _ = User.objects.get_or_create(
    email="last@beispiel.example", defaults={"name": "Planungskoordination"})
Membership.objects.get_or_create(
    user=user, workspace=place, role="coordinator", valid_from=date(2022, 1, 1))
client = Client(); client.force_login(user)
print(client.cookies["sessionid"].value)
"""


def ask(connection: http.client.HTTPConnection, address: str, cookie: str) -> tuple[int, bytes]:
    """Return status and body of one page."""
    headers = {"Cookie": f"sessionid={cookie}"} if cookie else {}
    connection.request("GET", address, headers=headers)
    answer = connection.getresponse()
    return answer.status, answer.read()


def addresses(port: int, cookie: str) -> list[str]:
    """Return the pages and answers that people and programs ask for most, each that is there.

    Home, search, lists and, of several indicators: map, sheet, series, a figure's origin, and the
    interface's values; of several counties the profile. Which there are the interface tells.
    """
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)

    def read(address: str) -> dict:
        return json.loads(ask(connection, f"/api/v1/{address}", "")[1])

    found = ["/", "/atlas/", "/daten/", "/daten/indikatoren/", "/daten/freigaben/", "/api/"]
    found += [
        f"/suche/?q={word}" for word in ("Pflege", "Wartburgkreis", "Kinderarmut", "Eisenach")
    ]
    found += [f"/atlas/profil/{key}/" for key in ("16063", "16051", "16061", "16")]
    known = [
        one for one in read("indicators?with_data=true")["items"]
        if one["headline"] and "county" in one["levels"]
    ][:INDICATORS]  # fmt: skip
    for one in known:
        name = one["id"]
        place = next(c for c in read(f"indicators/{name}")["coverage"] if c["level"] == "county")
        stand, year = place["boundary"], place["periods"][-1]
        values = f"indicators/{name}/values?level=county&boundary={stand}&period={year}"
        figure = read(f"{values}&area=16063")["items"]
        found += [
            f"/atlas/karte/{name}/?ebene=kreis&stand={stand}&jahr={year}&bereich=16",
            f"/atlas/karte/{name}/?ebene=kreis&stand={stand}&jahr={year}&bereich=16&vergleich=16",
            f"/daten/indikatoren/{name}/", f"/atlas/zeitreihe/{name}/16063/?stand={stand}",
            f"/api/v1/{values}", f"/api/v1/{values}&within=16&against=16",
            *(f"/daten/herkunft/?wert={value['figure']}" for value in figure),
        ]  # fmt: skip
    return [one for one in found if ask(connection, one, cookie)[0] == 200]


def fire(port: int, pages: list[tuple[str, str]], *, rate: int, seconds: int) -> list[tuple]:
    """Ask `rate` pages a second; return address, milliseconds since due, and status of each."""
    begun = time.monotonic() + 0.5
    total = rate * seconds

    def client(part: int) -> list[tuple]:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        done = []
        for number in range(part, total, CLIENTS):
            due = begun + number / rate
            time.sleep(max(0.0, due - time.monotonic()))
            address, cookie = pages[number % len(pages)]
            try:
                status, _body = ask(connection, address, cookie)
            except (OSError, http.client.HTTPException):
                status = 0
                connection.close()
            done.append((address, 1000 * (time.monotonic() - due), status))
        return done

    with ThreadPoolExecutor(CLIENTS) as pool:
        return [one for part in pool.map(client, range(CLIENTS)) for one in part]


@contextmanager
def served(instance: Path, folder: Path, url: str):
    """Serve a copy of the instance as an operator would; yield port, session and process."""
    copy = folder / "instance"
    shutil.copytree(instance, copy, ignore=shutil.ignore_patterns("*.sqlite3*", "tmp"))
    (copy / "tmp").mkdir(exist_ok=True)
    (port,) = _free_ports(1)
    environment = os.environ | {
        "KLAMMER_INSTANCE": str(copy), "KLAMMER_DATABASE_URL": url,
        "KLAMMER_LIMIT_FACTOR": "1000",  # everybody asks from one address here
        "DJANGO_SETTINGS_MODULE": "klammer_web.config.settings",
    }  # fmt: skip
    words = ["serve", "--port", str(port), "--web-processes", "2", "--workers", "1"]
    server = subprocess.Popen([sys.executable, "-m", "klammer.cli", *words], env=environment)
    try:
        _wait(port)
        signed = subprocess.run(
            [sys.executable, "-c", _SIGN_IN], env=environment, capture_output=True, text=True,
            check=True,
        )  # fmt: skip
        yield port, signed.stdout.strip(), server.pid
    finally:
        server.terminate()
        server.wait(60)


def processor_seconds(pid: int) -> float:
    """Return what a process and those below it have used so far, but not background workers.

    Linux only; NaN elsewhere.
    """
    if not Path("/proc/self/stat").exists():
        return math.nan
    used, left = 0.0, [pid]
    while left:
        here = Path("/proc", str(left.pop()))
        try:
            if b"\0worker\0" in (here / "cmdline").read_bytes():
                continue
            fields = (here / "stat").read_text().rpartition(")")[2].split()
            used += sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")
            for path in here.glob("task/*/children"):
                left += [int(word) for word in path.read_text().split()]
        except OSError:  # it ended meanwhile
            continue
    return used


def postmaster(url: str) -> int:
    """Return the process of the database server that keeps its others."""
    import psycopg

    with psycopg.connect(url) as connection:
        (backend,) = connection.execute("SELECT pg_backend_pid()").fetchone()
    return int(Path("/proc", str(backend), "stat").read_text().rpartition(")")[2].split()[1])


def _wait(port: int) -> None:
    for _ in range(1200):
        try:
            if ask(http.client.HTTPConnection("127.0.0.1", port, timeout=5), "/gesundheit/", "")[0]:
                return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError("the server does not answer")


def summed(answers: list[tuple]) -> dict:
    """Return what was measured, over all pages and for the slowest of them."""
    times = sorted(one[1] for one in answers)
    pages = {one[0] for one in answers}
    slowest = {page: _at(sorted(a[1] for a in answers if a[0] == page), 0.95) for page in pages}
    worst = sorted(slowest.items(), key=lambda item: -item[1])[:8]
    return {
        "requests": len(times), "pages": len(pages),
        "errors": sum(one[2] != 200 for one in answers),
        "p50_ms": _at(times, 0.5), "p95_ms": _at(times, 0.95), "p99_ms": _at(times, 0.99),
        "slowest_pages_p95_ms": dict(worst),
    }  # fmt: skip


def _at(times: list[float], share: float) -> float:
    return round(times[min(len(times) - 1, int(share * len(times)))], 1)


def measured(instance: Path, folder: Path, *, rate: int, seconds: int) -> dict:
    """Serve a copy of the instance, ask, and return what was found."""
    with (
        postgres.server() as url,
        served(instance, folder, url) as (port, session, web),
    ):
        pages = [(one, who) for who in ("", session) for one in addresses(port, who)]
        fire(port, pages, rate=rate, seconds=max(2, len(pages) * 2 // rate))
        processes = {"web": web, "database": postmaster(url)}
        before = {name: processor_seconds(pid) for name, pid in processes.items()}
        answers = fire(port, pages, rate=rate, seconds=seconds)
        used = {name: processor_seconds(pid) - before[name] for name, pid in processes.items()}
    found = summed(answers) | {"rate": rate}
    each = {name: round(1000 * used[name] / len(answers), 1) for name in used}
    return found | {"processor_ms_per_request": each | {"all": round(sum(each.values()), 1)}}


def printed(found: dict) -> str:
    """Return the numbers as Markdown."""
    each = found["processor_ms_per_request"]
    lines = table(
        ["pages at {rate} requests/s".format(**found), "", "goal"],
        [
            ["p50", f"{found['p50_ms']} ms", ""],
            ["p95", f"{found['p95_ms']} ms", f"≤ {LIMIT:.0f} ms"],
            ["p99", f"{found['p99_ms']} ms", ""],
            ["errors", f"{found['errors']} of {found['requests']}", "0"],
            ["processor time of a request, web processes", f"{each['web']} ms", ""],
            ["the same, PostgreSQL", f"{each['database']} ms", ""],
            ["the same, both", f"{each['all']} ms", f"≤ {PROCESSOR:.0f} ms"],
        ],
    )
    slow = [[f"`{page}`", f"{ms} ms"] for page, ms in found["slowest_pages_p95_ms"].items()]
    return f"{lines}\n\n{table(['slowest pages', 'p95'], slow)}"


def built(folder: Path) -> Path:
    """Build an instance of the packaged figures."""
    from klammer.pipeline.instance import Instance
    from klammer_web.catalogue import official

    made = Instance.create(folder)
    official.load(made, by="bench", note="", progress=lambda _step, _share: None)
    return folder


def main() -> int:
    """Measure, print, and keep the record when asked; 1 when the bound is broken."""
    parse = argparse.ArgumentParser(prog="python -m bench.load")
    parse.add_argument("--instance", type=Path, help="default: one made of the packaged figures")
    parse.add_argument("--rate", type=int, default=50)
    parse.add_argument("--seconds", type=int, default=30)
    parse.add_argument("--keep", action="store_true", help="into bench/results/")
    parse.add_argument("--smoke", action="store_true", help="a small instance, kept apart")
    given = parse.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # stop the server and database, too
    began = record.load()
    with tempfile.TemporaryDirectory(prefix="klammer-bench-") as name:
        folder = Path(name)
        instance = given.instance or (_small if given.smoke else built)(folder / "built")
        found = measured(instance, folder, rate=given.rate, seconds=given.seconds)
    text = printed(found)
    print(text)
    if given.keep or given.smoke:
        record.write(
            "load", text, around=record.surroundings(began=began), smoke=given.smoke, data=found,
            command=f"python -m bench.load --rate {given.rate} --seconds {given.seconds}",
        )  # fmt: skip
    return int(found["errors"] > 0 or (found["p95_ms"] > LIMIT and not given.smoke))


def _small(folder: Path) -> Path:
    from klammer.territory.areas import areas

    region.instance(folder, sorted(areas(region.LEVEL, boundary=region.BOUNDARY))[:50],
                    indicators=1, periods=1)  # fmt: skip
    return folder


if __name__ == "__main__":
    sys.exit(main())
