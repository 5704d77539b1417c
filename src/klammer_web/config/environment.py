# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every setting an operator may give by environment variable, with its meaning.

The manual's page `docs/reference/settings.md` lists the same; a test compares the two.
"""

import os
from dataclasses import dataclass
from pathlib import Path

from klammer.base.errors import InputRefusedError


@dataclass(frozen=True, slots=True)
class Variable:
    """One environment variable: its name, what holds without it, and what it means."""

    name: str
    default: str
    meaning: str


VARIABLES = (
    Variable("KLAMMER_INSTANCE", "instance", "folder with everything: figures, files, database"),
    Variable(
        "KLAMMER_DATABASE_URL",
        "",
        "postgresql://user:password@host:port/name; empty means SQLite inside the instance",
    ),
    Variable(
        "KLAMMER_SECRET_KEY",
        "",
        "key that signs sessions; empty means a key generated into the instance (mode 600)",
    ),
    Variable(
        "KLAMMER_HOSTS", "localhost,127.0.0.1,[::1]", "host names that are answered, by comma"
    ),
    Variable(
        "KLAMMER_HTTPS",
        "no",
        "yes when people reach the server by HTTPS: secure cookies, HSTS, trust in "
        "X-Forwarded-Proto of the proxy in front",
    ),
    Variable(
        "KLAMMER_ADDRESS",
        "",
        "public address, e.g. https://klammer.example: links in mails begin with it",
    ),
    Variable(
        "KLAMMER_TRUSTED_PROXIES",
        "127.0.0.1,::1",
        "addresses or networks of proxies in front, by comma: X-Forwarded-For and "
        "X-Forwarded-Proto are believed from them alone",
    ),
    Variable(
        "KLAMMER_SECOND_FACTOR_ROLES",
        "data_steward,administrator",
        "roles that must have a second factor, by comma; none for nobody; not in the demonstration",
    ),
    Variable(
        "KLAMMER_OIDC_NAME", "Anmeldedienst", "name of the OpenID Connect provider on its button"
    ),
    Variable(
        "KLAMMER_OIDC_SERVER",
        "",
        "address of an OpenID Connect provider, below which .well-known/openid-configuration lies; "
        "empty means none",
    ),
    Variable("KLAMMER_OIDC_CLIENT_ID", "", "name of this instance at the provider"),
    Variable("KLAMMER_OIDC_CLIENT_SECRET", "", "secret of this instance at the provider"),
    Variable(
        "KLAMMER_OIDC_TRUST_EMAIL",
        "no",
        "yes when the provider only gives addresses that it has checked, but does not say so "
        "(email_verified)",
    ),
    Variable("KLAMMER_DEBUG", "no", "yes shows error details in the browser; never in operation"),
    Variable("KLAMMER_LOG_LEVEL", "WARNING", "DEBUG, INFO, WARNING or ERROR on standard error"),
    Variable("KLAMMER_LOG_FORMAT", "line", "line for people, json for machines: one object a line"),
    Variable("KLAMMER_UPLOAD_LIMIT_MB", "200", "largest file that may be uploaded, in megabytes"),
    Variable("KLAMMER_SMTP_HOST", "", "mail server; empty means that mails are downloaded by hand"),
    Variable("KLAMMER_SMTP_PORT", "587", "port of the mail server"),
    Variable(
        "KLAMMER_SMTP_SECURITY",
        "starttls",
        "starttls, tls (from the first byte), none (loopback)",
    ),
    Variable("KLAMMER_SMTP_USER", "", "account at the mail server; empty means without sign-in"),
    Variable("KLAMMER_SMTP_PASSWORD", "", "password of that account"),
    Variable(
        "KLAMMER_MAIL_FROM", "Klammer <klammer@localhost>", "sender of every mail of this instance"
    ),
    Variable(
        "KLAMMER_JOB_LEASE",
        "30",
        "seconds without a sign of life after which background work is taken up by another process",
    ),
    Variable(
        "KLAMMER_METRICS_TOKEN",
        "",
        "word that opens /gesundheit/messwerte/ to other machines; empty means loopback only",
    ),
    Variable(
        "KLAMMER_LIMIT_FACTOR",
        "1",
        "how many times the usual number of searches, exports and uploads a minute is allowed; "
        "raise it where many people without accounts share one address",
    ),
    Variable(
        "KLAMMER_BASE_MAP_URL",
        "",
        "address of the pictures of a base map, with {z}, {x} and {y}, e.g. "
        "https://tiles.example/{z}/{x}/{y}.png; empty means none, and nothing is loaded from "
        "another server",
    ),
    Variable(
        "KLAMMER_BASE_MAP_GRID",
        "web",
        "grid of those pictures: web (Mercator, XYZ or GoogleMapsCompatible) or utm32 "
        "(DE_EPSG_25832_ADV of the German surveying authorities)",
    ),
    Variable("KLAMMER_BASE_MAP_CREDIT", "", "how that service wants to be named; must be given"),
    Variable(
        "KLAMMER_COMMON_WORKSPACE",
        "instanz",
        "key of the workspace whose administrators, beside those of the Land and of the centre, "
        "change what is common to all and open workspaces",
    ),
    Variable(
        "KLAMMER_BODY",
        "",
        "public body that runs this instance, e.g. Landkreis Musterkreis: stands in the "
        "accessibility statement",
    ),
    Variable("KLAMMER_BODY_POST", "", "its postal address, in one line"),
    Variable("KLAMMER_BODY_PHONE", "", "its telephone number for questions of accessibility"),
    Variable(
        "KLAMMER_ACCESSIBILITY_MAIL",
        "",
        "mailbox that is told of reported barriers and named in the statement; empty means the "
        "administrators are told",
    ),
    Variable(
        "KLAMMER_ACCESSIBILITY_DATE",
        "",
        "day on which the body made or last reviewed the statement, e.g. 2026-11-20; empty says so",
    ),
    Variable(
        "KLAMMER_ACCESSIBILITY_CHECK",
        "",
        "how the body assessed, in German, e.g. Selbstbewertung oder Prüfung durch Dritte; empty "
        "means only the automatic tests",
    ),
    Variable("KLAMMER_DEMO", "no", "yes marks every page as demonstration and shows the sign-ins"),
)
_BY_NAME = {variable.name: variable for variable in VARIABLES}


def text(name: str) -> str:
    """Return the variable's value, or what holds without it."""
    return os.environ.get(name, "").strip() or _BY_NAME[name].default


def flag(name: str) -> bool:
    """Return whether the variable says yes; raise `InputRefusedError` for anything else."""
    value = text(name).lower()
    if value not in {"yes", "no", "1", "0", "true", "false"}:
        raise InputRefusedError(
            f"{name} cannot be understood",
            where="environment",
            why=f"expected yes or no, found '{value}'",
            remedy=f"set {name}=yes or {name}=no",
            code="environment",
        )
    return value in {"yes", "1", "true"}


def number(name: str) -> int:
    """Return the variable's whole number; raise `InputRefusedError` when it is none."""
    value = text(name)
    if not value.isdigit() or int(value) < 1:
        raise InputRefusedError(
            f"{name} cannot be understood",
            where="environment",
            why=f"expected a whole number above zero, found '{value}'",
            remedy=f"set for example {name}={_BY_NAME[name].default}",
            code="environment",
        )
    return int(value)


def choice(name: str, *, among: tuple[str, ...]) -> str:
    """Return the variable's value; raise `InputRefusedError` when it is none of these."""
    value = text(name).lower()
    if value not in among:
        raise InputRefusedError(
            f"{name} cannot be understood",
            where="environment",
            why=f"expected {', '.join(among)}, found '{value}'",
            remedy=f"set for example {name}={_BY_NAME[name].default}",
            code="environment",
        )
    return value


def words(name: str) -> list[str]:
    """Return the variable's values, separated by comma."""
    return [word.strip() for word in text(name).split(",") if word.strip()]


def instance_folder() -> Path:
    """Return the folder of the instance; it need not exist yet."""
    return Path(text("KLAMMER_INSTANCE")).expanduser().absolute()


def check_instance(folder: Path) -> None:
    """Raise `InputRefusedError` when the folder holds no instance."""
    if not (folder / "klammer.json").is_file():
        raise InputRefusedError(
            f"'{folder.name}' is not an instance",
            where=folder.name,
            why="klammer.json is not there",
            remedy="name the folder with --instance, or lay one out with klammer serve --create",
            code="instance_unknown",
        )
