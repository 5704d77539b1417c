# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""`kill -9` of web processes and workers at random moments during 200 deeds.

Nothing is half-stored, no job is lost, nothing is done twice that may be done once, no mail is sent
twice. Real processes, a real mail server on loopback, both databases.
"""

import os
import random
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections import Counter
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller

from klammer.pipeline.instance import Instance
from tests.product.operation.mailbox import free_port

DEEDS = 200
KILLS = 12
ROOT = Path(__file__).resolve().parents[3]
SUBJECTS = [f"Tat {number}" for number in range(DEEDS)]


class _Mailbox:
    """Keeps each Message-ID as it comes, and takes its time."""

    def __init__(self):
        self.received = []

    async def handle_DATA(self, _server, _session, envelope):  # noqa: N802  # reason: aiosmtpd's name
        text = envelope.content.decode()
        self.received.append(text.partition("Message-ID: ")[2].partition("\r\n")[0])
        return "250 angenommen"


@pytest.fixture(params=["sqlite", "postgresql"])
def surroundings(request, tmp_path):
    """The environment of the processes: an instance of their own, a database of their own."""
    url = request.getfixturevalue("postgres_url") if request.param == "postgresql" else ""
    if url:
        url = _fresh_database(url)
    Instance.create(tmp_path / "instance")
    return os.environ | {
        "KLAMMER_INSTANCE": str(tmp_path / "instance"),
        "KLAMMER_DATABASE_URL": url,
        "KLAMMER_JOB_LEASE": "2",
        "KLAMMER_LOG_LEVEL": "CRITICAL",
        "DJANGO_SETTINGS_MODULE": "klammer_web.config.settings",
    }


def _fresh_database(url):
    import psycopg

    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("DROP DATABASE IF EXISTS kills WITH (FORCE)")
        connection.execute("CREATE DATABASE kills")
    return url.rpartition("/")[0] + "/kills"


class _Processes:
    """Keeps two workers and two web processes alive, whoever kills them."""

    def __init__(self, environment, port):
        self.environment, self.port = environment, port
        self.web = self._start("web", str(port))
        self.workers = [self._start("worker") for _ in range(2)]
        self.killed = Counter()
        self.ending = threading.Event()
        self.keeper = threading.Thread(target=self._keep_web)
        self.keeper.start()

    def _keep_web(self):
        """Start the server again when it gave up, as systemd does: it ends after quick deaths."""
        while not self.ending.wait(0.1):
            if self.web.poll() is not None:
                self.web = self._start("web", str(self.port))

    def _start(self, *words):
        return subprocess.Popen(
            [sys.executable, "-m", "tests.product.operation.killed", *words],
            cwd=ROOT, env=self.environment, stdout=subprocess.DEVNULL,
        )  # fmt: skip

    def kill_one(self, chance):
        """Kill a worker or a child of the web server, and let another take its place."""
        children = _children(self.web.pid)
        if chance.random() < 0.4 and children:
            os.kill(chance.choice(children), signal.SIGKILL)
            self.killed["web"] += 1
            return
        index = chance.randrange(len(self.workers))
        self.workers[index].kill()
        self.workers[index].wait()
        self.workers[index] = self._start("worker")
        self.killed["worker"] += 1

    def end(self):
        self.ending.set()
        self.keeper.join()
        for one in (self.web, *self.workers):
            one.terminate()
        for one in (self.web, *self.workers):
            try:
                one.wait(10)
            except subprocess.TimeoutExpired:
                one.kill()
                one.wait()


def _children(pid):
    found = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(word) for path in found for word in path.read_text().split()]


def _do(port, number, end):
    """Ask until the answer comes: who asks again must not do a deed twice."""
    while time.monotonic() < end:
        try:
            request = urllib.request.Request(f"http://127.0.0.1:{port}/{number}/", method="POST")
            with urllib.request.urlopen(request, timeout=5) as answer:  # noqa: S310  # reason: our own address
                assert answer.status == 200
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise AssertionError(f"deed {number} was never answered")


@pytest.mark.skipif(sys.platform != "linux", reason="finds child processes in /proc")
def test_kills_lose_nothing_and_double_nothing(surroundings):
    mailbox = _Mailbox()
    server = Controller(mailbox, hostname="127.0.0.1", port=free_port())
    server.start()
    surroundings |= {
        "KLAMMER_SMTP_HOST": "127.0.0.1", "KLAMMER_SMTP_PORT": str(server.port),
        "KLAMMER_SMTP_SECURITY": "none",
    }  # fmt: skip
    _run("-m", "django", "migrate", "-v0", "--skip-checks", environment=surroundings)
    processes = _Processes(surroundings, free_port())
    try:
        _kill_while_writing(processes)
        found = _settled(surroundings)
    finally:
        processes.end()
        server.stop()

    assert processes.killed.total() == KILLS
    assert found["rows"] == {"deed": DEEDS, "once": DEEDS, "step1": DEEDS, "step2": DEEDS}
    assert found["audit"] == DEEDS
    assert found["jobs"] == {"done": 3 * DEEDS}
    sent, unclear = set(found["sent"]), set(found["unclear"])
    assert len(sent) + len(unclear) == DEEDS
    assert len(unclear) <= processes.killed["worker"]
    received = Counter(mailbox.received)
    assert max(received.values()) == 1
    assert sent <= set(received) <= sent | unclear


def _kill_while_writing(processes):
    """Kill when random numbers of deeds were answered: a slow machine is given its time."""
    chance = random.Random(20261122)  # noqa: S311  # reason: a seed, no secret
    end = time.monotonic() + 180
    _do(processes.port, 0, end)  # both databases and processes are up
    answered = []
    writers = [
        threading.Thread(target=_write, args=(processes.port, part, end, answered))
        for part in range(4)
    ]
    for one in writers:
        one.start()
    for moment in sorted(chance.sample(range(1, DEEDS - 10), KILLS)):
        while len(answered) < moment and time.monotonic() < end:
            time.sleep(0.01)
        time.sleep(chance.uniform(0, 0.05))
        processes.kill_one(chance)
    for one in writers:
        one.join()


def _write(port, part, end, answered):
    for number in range(part, DEEDS, 4):
        _do(port, number, end)
        answered.append(number)


def _run(*words, environment):
    done = subprocess.run(
        [sys.executable, *words], cwd=ROOT, env=environment, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


_ASK = """
import json, time
import django; django.setup()
from collections import Counter
from klammer_web.accountability.models import AuditEntry
from klammer_web.operation.models import DigestItem, Job, OutgoingMail
jobs = Job.objects.filter(name__in=("test.once", "test.steps", "operation.deliver_mail"))
end = time.monotonic() + 240
while jobs.filter(state__in=("waiting", "running")).exists() and time.monotonic() < end:
    time.sleep(0.2)
rows = Counter(key.partition("-")[0] for key in DigestItem.objects.values_list("key", flat=True))
states = Counter(jobs.values_list("state", flat=True))
mails = {state: list(OutgoingMail.objects.filter(state=state).values_list("message_id", flat=True))
         for state in ("sent", "unclear")}
print(json.dumps({"rows": rows, "jobs": states, "audit": AuditEntry.objects.filter(
    kind="deed").count(), **mails}))
"""


def _settled(environment):
    import json

    return json.loads(_run("-c", _ASK, environment=environment))
