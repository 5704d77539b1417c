# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Search over 200,000 objects, on SQLite and on PostgreSQL.

    python -m bench.searching [--objects 200000] [--rounds 5] [--keep]

Peer   `icontains` on title and text with the same rights, as small products search; it knows
       neither stems nor compounds, so it finds less
Limit  fetching twenty entries by their keys: nothing that shows a page of hits is faster
Made   titles and texts of German compounds over a Zipf-like vocabulary; a third is public, the
       rest belongs to one of 24 workspaces; the seat asking sees its own and the public ones
"""

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from itertools import product
from pathlib import Path
from statistics import median

from bench import record
from bench.measuring import table
from tools import postgres

GOAL = 100.0  # milliseconds
_FIRST = """
    jugend kinder familien alten pflege gesundheits sozial bildungs arbeits schul wohn integrations
    teilhabe eingliederungs senioren frauen männer migrations ausbildungs tages förder beratungs
    krisen mobilitäts nachbarschafts quartiers stadt dorf kreis gemeinde
    """.split()  # noqa: SIM905  # reason: one word in quotes each would hide the words
_LAST = """
    hilfe betreuung planung beratung förderung leistung versorgung quote bericht konferenz angebot
    einrichtung dienst netzwerk stelle stützpunkt projekt maßnahme ausschuss beirat träger verein
    zentrum treff arbeit bedarf bestand ziel entwicklung bildung
    """.split()  # noqa: SIM905  # reason: one word in quotes each would hide the words
_RARE = 60_000  # further words, as names of places and streets are: each in a few texts only
_ASKED = {
    "one rare word": "mobilitätsbeirat",
    "one frequent word": "hilfe",
    "two words": "pflege stützpunkt",
    "both umlauts": "traeger foerderung",
    "still typing": "quartiersent",
    "mistyped": "nachbarschaftstref bedraf",
    "compound by parts": "beratung senioren",
    "synonym": "Handlungsempfehlung schule",
    "official key": "16063",
    "nothing": "zyklotron",
}


def main() -> int:
    """Measure on both databases, each in a process of its own."""
    parse = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parse.add_argument("--objects", type=int, default=200_000)
    parse.add_argument("--rounds", type=int, default=5)
    parse.add_argument("--keep", action="store_true", help="into bench/results/")
    parse.add_argument("--smoke", action="store_true", help="keep the result apart")
    parse.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    given = parse.parse_args()
    if given.here:
        print(json.dumps(_measure(given.objects, given.rounds)))
        return 0
    began, found = record.load(), {}
    sizes = ["--objects", str(given.objects), "--rounds", str(given.rounds)]
    words = [sys.executable, "-m", "bench.searching", "--here", *sizes]
    with postgres.server() as url:
        for name, database in (("SQLite", ""), ("PostgreSQL", url)):
            found[name] = _alone(words, database)
    text = printed(found)
    print(text)
    if given.keep or given.smoke:
        record.write(
            "searching", text, around=record.surroundings(began=began), smoke=given.smoke,
            data=found, command=" ".join(["python -m bench.searching", *sizes]),
        )  # fmt: skip
    slowest = max(one["slowest_ms"] for one in found.values())
    return int(slowest > GOAL and not given.smoke)


def printed(found: dict) -> str:
    """Return the tables of both databases as Markdown."""
    parts = []
    for name, one in found.items():
        lines = [
            [question, row["found"], f"{row['p50_ms']} ms", f"{row['max_ms']} ms",
             f"{row['processor_ms']} ms", f"{row['peer_ms']} ms",
             f"{row['peer_ms'] / row['p50_ms']:.1f}×"]
            for question, row in one["questions"].items()
        ]  # fmt: skip
        head = ["question", "found", "p50", "most", "processor time", "`icontains`", "ratio"]
        told = table(head, lines)
        parts.append(
            f"## {name}\n\n{one['objects']} objects, {one['indexed_per_second']} indexed a second. "
            f"Slowest question {one['slowest_ms']} ms, {one['most_processor_ms']} ms of processor "
            f"time (goal {GOAL:.0f} ms); twenty entries by key take {one['limit_ms']} ms.\n\n"
            f"{told}"
        )
    return "\n\n".join(parts)


def _alone(words: list[str], database: str) -> dict:
    with tempfile.TemporaryDirectory() as folder:
        surroundings = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "klammer_web.config.settings",
            "KLAMMER_INSTANCE": str(Path(folder) / "instance"),
            "KLAMMER_DATABASE_URL": database,
        }
        Path(folder, "instance").mkdir()
        done = subprocess.run(
            words, env=surroundings, check=True, stdout=subprocess.PIPE, text=True
        )
        return json.loads(done.stdout.strip().splitlines()[-1])


def _measure(objects: int, rounds: int) -> dict:
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from klammer_web.chain.search import entries
    from klammer_web.chain.search.queries import search

    call_command("migrate", verbosity=0)
    workspaces, seat = _workspaces()
    began = time.perf_counter()
    entries.put(_objects(objects, workspaces))
    took = time.perf_counter() - began
    questions = {}
    for name, text in _ASKED.items():
        search(seat, text)
        began = _processor_seconds()
        times = [_timed(lambda text=text: search(seat, text)) for _ in range(rounds)]
        used = 1_000 * (_processor_seconds() - began) / rounds
        peer = _timed(lambda text=text: _peer(seat, text))
        questions[name] = {
            "found": search(seat, text).count,
            "p50_ms": round(median(times), 1),
            "max_ms": round(max(times), 1),
            "processor_ms": round(used, 1),
            "peer_ms": round(peer, 1),
        }
        print(f"{connection.vendor}: {name}", questions[name], file=sys.stderr, flush=True)
    return {
        "objects": objects,
        "indexed_per_second": round(objects / took),
        "questions": questions,
        "slowest_ms": max(one["max_ms"] for one in questions.values()),
        "most_processor_ms": max(one["processor_ms"] for one in questions.values()),
        "limit_ms": round(median(_timed(_limit) for _ in range(rounds)), 1),
    }


def _processor_seconds() -> float:
    """Return what this process has used so far, and the one of the database that serves it."""
    from django.db import connection

    used = time.process_time()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            schedule = Path("/proc", str(cursor.fetchone()[0]), "schedstat")
        used += int(schedule.read_text().split()[0]) / 1e9 if schedule.exists() else 0.0
    return used


def _timed(work) -> float:
    began = time.perf_counter()
    work()
    return 1_000 * (time.perf_counter() - began)


def _workspaces():
    from klammer_web.accounts.actions import open_workspace
    from klammer_web.accounts.enums import Role, WorkspaceKind
    from klammer_web.accounts.seats import Seat

    made = [
        open_workspace(kind=WorkspaceKind.COUNTY, key=f"990{number:02}", name=f"Kreis {number}")
        for number in range(24)
    ]
    roles = frozenset({Role.COORDINATOR})
    return made, Seat(workspace_id=made[0].id, workspace_key=made[0].key, roles=roles)


def _objects(number: int, workspaces):
    from klammer.base.cells import Audience
    from klammer_web.chain.search import readers
    from klammer_web.chain.search.entries import Found

    dice = random.Random(16063)  # noqa: S311  # reason: the same objects in each run
    vocabulary = [f"{a}{b}" for a, b in product(_FIRST, _LAST)] + _LAST
    dice.shuffle(vocabulary)
    weights = [1 / (rank + 3) for rank in range(len(vocabulary))]
    for at in range(number):
        chosen = dice.choices(vocabulary, weights, k=34)
        workspace = workspaces[at % 24]
        inside = readers.of_workspace(workspace.id, Audience.ADMINISTRATION)
        yield Found(
            "bench.plan",
            str(at),
            " ".join(word.capitalize() for word in chosen[:4]),
            f"/{at}/",
            (readers.EVERYBODY,) if at % 3 == 0 else (inside,),
            workspace_id=workspace.id,
            text=" ".join(
                [*chosen[4:], _name(dice.randrange(_RARE)), _name(dice.randrange(_RARE))]
            ),
            keys=(f"{16_000 + at}",),
        )


def _name(number: int) -> str:
    letters = [
        "bcdfghklmnprstw"[number % 15],
        "aeiou"[number % 5],
        "bcdfghklmnprstw"[number // 15 % 15],
    ]
    more = ["aeiou"[number // 225 % 5], "lnrst"[number // 1_125 % 5], "aeiou"[number // 5_625 % 5]]
    return "".join((*letters, *more, "hausen" if number % 2 else "leben"))


def _peer(seat, text: str) -> list:
    from django.db.models import Q

    from klammer_web.chain.models import SearchEntry

    found = SearchEntry.objects.filter(Q(workspace_id=seat.workspace_id) | Q(pk__gt=0))
    for word in text.split():
        found = found.filter(Q(title__icontains=word) | Q(text__icontains=word))
    return [found.count(), *found.order_by("title")[:20]]


def _limit() -> list:
    from klammer_web.chain.models import SearchEntry

    return list(SearchEntry.objects.filter(pk__in=range(100, 120)))


if __name__ == "__main__":
    raise SystemExit(main())
