# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The demonstration: an instance from the packaged data set through the real pipeline."""

import hashlib
import json
import os
import secrets
import shutil
import sys
from datetime import date
from pathlib import Path

from klammer import __version__
from klammer.base.errors import InputRefusedError
from klammer_web.config import serving
from klammer_web.config.serving import tell

MARK, READY = "demo.json", "demo_ready"
SINCE = date(2022, 1, 1)

# name (by role), address, and (role, key of the workspace) for each seat
ACCOUNTS = (
    ("Planungskoordination", "planung@demo.example", (("coordinator", "16063"),)),
    (
        "Fachplanung Jugendhilfe",
        "jugendhilfe@demo.example",
        (("sector_planner", "16063"), ("sector_planner", "16061")),
    ),
    ("Leitung", "leitung@demo.example", (("head", "16063"),)),
    ("Kreistag", "kreistag@demo.example", (("council_member", "16063"),)),
    ("Freier Träger", "traeger@demo.example", (("provider", "16063"),)),
    ("Datenpflege", "datenpflege@demo.example", (("data_steward", "16063"),)),
    # The county's administrator; as that of the Land also changes what is common to all.
    (
        "Verwaltung der Instanz",
        "verwaltung@demo.example",
        (("administrator", "16063"), ("administrator", "16")),
    ),
    (
        "Planungskoordination Eichsfeld",
        "planung.eichsfeld@demo.example",
        (("coordinator", "16061"),),
    ),
    ("Planungskoordination Erfurt", "planung.erfurt@demo.example", (("coordinator", "16051"),)),
    ("Stadtrat Erfurt", "stadtrat.erfurt@demo.example", (("council_member", "16051"),)),
    ("Kompetenzzentrum", "kompetenzzentrum@demo.example", (("adviser", "kompetenzzentrum"),)),
    (
        "Verwaltung des Kompetenzzentrums",
        "verwaltung.kompetenzzentrum@demo.example",
        (("administrator", "kompetenzzentrum"),),
    ),
    ("Ministerium", "land@demo.example", (("sector_planner", "16"),)),
)
# The first is the one the home page speaks of to visitors.
WORKSPACES = ("16063", "16061", "16051", "kompetenzzentrum", "16")
# Departments of the Wartburgkreis: name, kind, the one it belongs to, addresses of who works there
DEPARTMENTS = (
    ("Dezernat für Soziales, Jugend und Gesundheit", "division", "", ("leitung@demo.example",)),
    (
        "Stabsstelle Sozialplanung",
        "staff_unit",
        "Dezernat für Soziales, Jugend und Gesundheit",
        ("planung@demo.example", "datenpflege@demo.example"),
    ),
    (
        "Jugendamt",
        "office",
        "Dezernat für Soziales, Jugend und Gesundheit",
        ("jugendhilfe@demo.example",),
    ),
    ("Sozialamt", "office", "Dezernat für Soziales, Jugend und Gesundheit", ()),
    ("Gesundheitsamt", "office", "Dezernat für Soziales, Jugend und Gesundheit", ()),
)


def remove(folder: Path) -> None:
    """Delete a demo instance; raise `InputRefusedError` when the folder is not one."""
    if not folder.exists():
        return
    if not (folder / MARK).is_file():
        raise InputRefusedError(
            f"'{folder.name}' is not a demo instance and is not deleted",
            where=folder.name,
            why=f"{MARK} is not there",
            remedy="name another folder with --instance",
            code="not_a_demo",
        )
    shutil.rmtree(folder)


def prepare(folder: Path) -> None:
    """Make the demo instance ready: build it at the first start, else only look it over.

    It is built beside its place and moved there whole: what a killed first start left is rebuilt.
    """
    if not (folder / MARK).is_file():
        unfinished = folder.with_name(f".{folder.name}-unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        _check_free(folder)
        _build(unfinished)
        (unfinished / MARK).write_text(json.dumps({"dataset": "thueringen"}), encoding="utf-8")
        folder.parent.mkdir(parents=True, exist_ok=True)
        if folder.exists():
            folder.rmdir()
        unfinished.rename(folder)
    state = _state(folder)
    if state and (folder / READY).is_file() and (folder / READY).read_text() == state:
        return
    serving.set_up(folder)
    _accounts(folder)
    (folder / READY).write_text(_state(folder))


def _state(folder: Path) -> str:
    """Return what changes when the instance has to be looked over again; "" when it is not whole.

    That is the program: its files, and what is installed beside it. The database and the collected
    files must be there; what is in them `/gesundheit/` tells.
    """
    if not all((folder / name).exists() for name in ("db.sqlite3", serving.STATIC)):
        return ""
    import django

    package = Path(__file__).parent.parent
    files = [path for name in ("migrations", "static") for path in package.glob(f"**/{name}/**/*")]
    files += [*package.glob("*/apps.py"), Path(__file__), Path(django.__file__).parents[1]]
    stats = ((path, path.stat()) for path in sorted(files) if "__pycache__" not in path.parts)
    lines = [f"{path} {stat.st_size} {stat.st_mtime_ns}" for path, stat in stats]
    return hashlib.sha256("\n".join([__version__, sys.version, *lines]).encode()).hexdigest()


def _check_free(folder: Path) -> None:
    if folder.exists() and any(folder.iterdir()):
        raise InputRefusedError(
            f"'{folder.name}' is not empty and not a demo instance",
            where=folder.name,
            why="the demonstration needs a folder of its own",
            remedy="name another folder with --instance",
            code="not_a_demo",
        )


def _build(folder: Path) -> None:
    from klammer.pipeline.instance import Instance
    from klammer_web.catalogue import official

    tell("First start: building the demonstration from official figures.", progress=True)
    instance = Instance.create(folder)
    official.load(instance, by="Vorführung", note="Datensatz der Vorführung", progress=_say)


def _say(step: str, share: float) -> None:
    tell(f"  {share:4.0%}  {step}", progress=True)


def password(folder: Path) -> str:
    """Return the password of the demo's accounts, made once for this instance."""
    path = folder / "demo_password"
    if not path.exists():
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(f"vorfuehrung-{secrets.randbelow(9000) + 1000}")
    return path.read_text(encoding="ascii").strip()


def _accounts(folder: Path) -> None:
    from klammer_web.accounts import actions
    from klammer_web.accounts.enums import Role
    from klammer_web.accounts.models import Membership
    from klammer_web.accounts.places import offered
    from klammer_web.config import demonstration_findings

    wanted = sum(len(seats) for _name, _email, seats in ACCOUNTS)
    if Membership.objects.filter(user__is_demo=True).count() >= wanted:
        return
    places = {}
    for key in WORKSPACES:
        place = offered()[key]
        places[key] = actions.open_workspace(kind=place.kind, key=key, name=place.name)
    word = password(folder)
    for name, email, seats in ACCOUNTS:
        user = actions.create_person(email=email, name=name, password=word, is_demo=True)
        for role, key in seats:
            actions.admit(user=user, workspace=places[key], role=Role(role), since=SINCE)
    _departments(places[WORKSPACES[0]])
    demonstration_findings.write_apart(folder)


def _departments(county) -> None:
    """Lay out the administration; a demonstration that was used keeps what people changed."""
    from klammer_web.accounts.models import Department, Membership

    if county.departments.exists():
        return
    made: dict[str, Department] = {}
    for name, kind, parent, emails in DEPARTMENTS:
        made[name] = Department.objects.create(
            workspace=county, name=name, kind=kind, parent=made.get(parent)
        )
        Membership.objects.filter(workspace=county, user__email__in=emails).update(
            department=made[name]
        )


def welcome(address: str, *, browser: bool) -> None:
    """Print the address and the sign-ins; open the browser where there is one."""
    from klammer_web.config.environment import instance_folder

    lines = [f"  {email:42} {name}" for name, email, _seats in ACCOUNTS]
    tell(
        f"\nKlammer answers at {address}   (Ctrl-C ends it)\n\n"
        "The atlas is open without signing in. Demo sign-ins (for demonstration only):\n"
        + "\n".join(lines)
        + f"\n  password for all of them: {password(instance_folder())}\n"
    )
    if browser:
        _open_browser(address)


def _open_browser(address: str) -> None:
    import webbrowser

    has_display = sys.platform in {"win32", "darwin"} or any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER")
    )
    if has_display:
        webbrowser.open(address)
