# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""`klammer workspace`: open workspaces, admit and unlock people, on the operator's word.

Nothing of the web is imported before a command really runs: `--help` stays quick.
Exit codes: 0 done, 1 refused (place, reason, remedy on standard error), 2 usage.
"""

import argparse
import os
import sys
from pathlib import Path

_ROLES = (
    "coordinator, sector_planner, head, council_member, provider, adviser, data_steward, "
    "administrator"
)


def workspace(arguments: list[str]) -> int:
    """Open, list or admit; the operator needs no role, and everything stands in the trail."""
    options = _options().parse_args(arguments)
    if options.instance:
        os.environ["KLAMMER_INSTANCE"] = str(Path(options.instance).expanduser().absolute())
    os.environ["DJANGO_SETTINGS_MODULE"] = "klammer_web.config.settings"
    import django

    django.setup()
    deeds = {"list": _list, "open": _open, "admit": _admit, "unlock": _unlock}
    refusal = deeds[options.what](options)
    if refusal:
        sys.stderr.write(f"{refusal}\n")
    return 1 if refusal else 0


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")


def _list(_options: argparse.Namespace) -> str:
    from klammer_web.accounts.models import Workspace
    from klammer_web.accounts.places import offered

    opened = {one.key: one for one in Workspace.objects.all()}
    for key, place in offered().items():
        since = f"open since {opened[key].opened_at:%Y-%m-%d}" if key in opened else "-"
        _say(f"{key:17} {place.kind.value:7} {place.name:32} {since}")
    return ""


def _open(options: argparse.Namespace) -> str:
    from klammer_web.accounts.actions import open_workspace
    from klammer_web.accounts.models import Workspace
    from klammer_web.accounts.places import offered

    place = offered().get(options.key)
    if place is None:
        return _refusal(
            f"there is no place with the key '{options.key}'",
            why="workspaces are Thuringia's counties and cities, the competence centre, the Land",
            remedy="klammer workspace list shows the keys",
        )
    if Workspace.objects.filter(key=place.key).exists():
        _say(f"{place.name} is open already; it was left as it is.")
        return ""
    open_workspace(kind=place.kind, key=place.key, name=place.name)
    _say(f"{place.name} is open. Next: klammer workspace admit {place.key} EMAIL --role …")
    return ""


def _admit(options: argparse.Namespace) -> str:
    from django.utils import timezone

    from klammer_web.accounts import actions
    from klammer_web.accounts.enums import Role
    from klammer_web.accounts.models import User, Workspace

    here = Workspace.objects.filter(key=options.key).first()
    person = User.objects.filter(email__iexact=options.email).first()
    if here is None:
        return _refusal(
            f"the workspace '{options.key}' is not open",
            why="people are admitted to open workspaces",
            remedy=f"klammer workspace open {options.key}",
        )
    if options.role not in Role.values:
        return _refusal(
            f"there is no role '{options.role}'", why=f"roles are: {_ROLES}", remedy="name one"
        )
    password = ""
    if person is None:
        import secrets

        password = secrets.token_urlsafe(12)
        person = actions.create_person(email=options.email, name=options.email, password=password)
    role = Role(options.role)
    actions.admit(user=person, workspace=here, role=role, since=timezone.localdate())
    _say(f"{person.email} is {role.value} in {here.name}.")
    if password:
        _say(f"First password: {password}")
    return ""


def _unlock(options: argparse.Namespace) -> str:
    from django.core.exceptions import ValidationError
    from django.utils import timezone

    from klammer_web.accounts.actions.second_factors import remove_by_operator
    from klammer_web.accounts.models import User

    person = User.objects.filter(email__iexact=options.email).first()
    if person is None:
        return _refusal(
            "nobody has this address", why="accounts are found by their mail address",
            remedy="look it up on the page of the people",
        )  # fmt: skip
    try:
        remove_by_operator(user_id=person.id, reason=options.reason, at=timezone.now())
    except ValidationError as error:
        return _refusal(
            "nothing was removed", why=" ".join(error.messages), remedy="check the account"
        )
    _say(f"The second factor of {person.email} is gone, every session has ended.")
    return ""


def _refusal(what: str, *, why: str, remedy: str) -> str:
    return f"{what}\n  why: {why}\n  remedy: {remedy}"


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="klammer workspace",
        description="Open workspaces and admit people, as the operator of an instance.",
        epilog="Example: klammer workspace admit 16063 planung@kreis.example --role coordinator",
    )
    parser.add_argument("--instance", metavar="DIR", help="default: KLAMMER_INSTANCE or ./instance")
    deeds = parser.add_subparsers(dest="what", required=True)
    deeds.add_parser("list", help="every place that can have a workspace, and which are open")
    opening = deeds.add_parser("open", help="open the workspace of a place")
    opening.add_argument("key", help="official key, for example 16063")
    admitting = deeds.add_parser("admit", help="give a person a role; makes the account if needed")
    admitting.add_argument("key")
    admitting.add_argument("email")
    admitting.add_argument("--role", default="administrator", help=f"one of: {_ROLES}")
    unlocking = deeds.add_parser("unlock", help="remove a lost second factor; the person is told")
    unlocking.add_argument("email")
    unlocking.add_argument("--reason", required=True, help="stands in the mail and in the trail")
    return parser
