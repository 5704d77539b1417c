# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""A real OpenID Connect provider for tests: Debian's glewlwyd, in a folder of its own.

`provider(folder, …)` starts the process on loopback and sets it up by its own interface; `agree`
does what a person does there: sign in, consent, go back.
"""

import gzip
import shutil
import socket
import sqlite3
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import requests

_SCHEMAS = (
    Path("/usr/share/dbconfig-common/data/glewlwyd/install/sqlite3"),
    Path("/usr/share/doc/glewlwyd/database/init.sqlite3.sql.gz"),
)
CLIENT, SECRET = "klammer", "geheimnis-der-instanz"  # reason: of the test alone
PASSWORD = "beim-anbieter-1"  # noqa: S105  # reason: of the test alone
_CONFIGURATION = """
port={port}
bind_address="127.0.0.1"
external_url="http://127.0.0.1:{port}"
login_url="login.html"
api_prefix="api"
static_files_path="{folder}"
log_mode="file"
log_level="WARNING"
log_file="{folder}/glewlwyd.log"
cookie_domain=""
cookie_secure=0
session_expiration=3600
session_key="GLEWLWYD2_SESSION_ID"
admin_scope="g_admin"
profile_scope="g_profile"
user_module_path="/usr/lib/glewlwyd/user"
user_middleware_module_path="{folder}/none"
client_module_path="/usr/lib/glewlwyd/client"
user_auth_scheme_module_path="/usr/lib/glewlwyd/scheme"
plugin_module_path="/usr/lib/glewlwyd/plugin"
hash_algorithm="SHA512"
database = {{ type="sqlite3" path="{folder}/provider.db" }};
"""


def program() -> str | None:
    """Return the provider's program, where it and its schema are installed."""
    found = shutil.which("glewlwyd")
    return found if found and any(path.is_file() for path in _SCHEMAS) else None


@contextmanager
def provider(folder: Path, *, back: str, people: dict[str, str]) -> Iterator[str]:
    """Run a provider that knows these people (name → address); yield its address.

    back  the address in Klammer to which it may send people back
    """
    port = _free_port()
    schema = next(path for path in _SCHEMAS if path.is_file())
    text = gzip.decompress(schema.read_bytes()) if schema.suffix == ".gz" else schema.read_bytes()
    with sqlite3.connect(folder / "provider.db") as database:
        database.executescript(text.decode())
    database.close()
    (folder / "none").mkdir()
    settings = folder / "provider.conf"
    settings.write_text(_CONFIGURATION.format(port=port, folder=folder), encoding="ascii")
    running = subprocess.Popen(
        [program(), "--config-file", str(settings)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait(f"{address}/api/config", running, folder)
        _set_up(address, back=back, people=people)
        yield f"{address}/api/haus/.well-known/openid-configuration"
    finally:
        running.terminate()
        running.wait(timeout=10)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait(address: str, running: subprocess.Popen, folder: Path) -> None:
    for _ in range(200):
        try:
            requests.get(address, timeout=2)
        except requests.ConnectionError:
            if running.poll() is not None:
                raise AssertionError((folder / "glewlwyd.log").read_text()) from None
            time.sleep(0.05)
        else:
            return
    raise AssertionError("the provider does not answer")


def _set_up(address: str, *, back: str, people: dict[str, str]) -> None:
    with Door(address) as door:

        def post(path, data):
            door.call("POST", path, data)

        door.enter("admin", "password")
        post(
            "mod/plugin/",
            {
                "module": "oidc", "name": "haus", "display_name": "Haus",
                "parameters": {
                    "iss": address, "jwt-type": "sha", "jwt-key-size": "256",
                    "key": "ein-langer-schluessel-des-anbieters-selbst",
                    "access-token-duration": 3600, "refresh-token-duration": 3600,
                    "code-duration": 60, "auth-type-code-enabled": True,
                    "email-claim": "mandatory", "name-claim": "mandatory",
                    "allow-non-oidc": False, "pkce-allowed": True,
                    "pkce-required": True, "pkce-method-plain-allowed": False,
                    "claims": [], "scope": [], "additional-parameters": [],
                },
            },
        )  # fmt: skip
        for name in ("email", "profile"):
            post("scope/", {"name": name, "display_name": name, "password_required": True})
        post(
            "client/",
            {
                "client_id": CLIENT, "name": "Klammer", "client_secret": SECRET, "enabled": True,
                "confidential": True, "redirect_uri": [back], "scope": ["openid"],
                "authorization_type": ["code"], "token_endpoint_auth_method": ["client_secret_post", "client_secret_basic"],
            },
        )  # fmt: skip
        for name, email in people.items():
            post(
                "user/",
                {
                    "username": name, "name": name, "email": email, "password": PASSWORD,
                    "enabled": True, "scope": ["openid", "email", "profile"],
                },
            )  # fmt: skip


class Door(requests.Session):
    """A conversation with the provider; its cookie is carried by hand, as `localhost` needs it."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self.address = address

    def enter(self, name: str, password: str) -> None:
        """Sign in there."""
        answer = self.call("POST", "auth/", {"username": name, "password": password})
        self.headers["Cookie"] = answer.headers["Set-Cookie"].partition(";")[0]

    def call(self, method: str, path: str, data: dict[str, object]) -> requests.Response:
        """Use its own interface; an error of it is an error of the test."""
        answer = self.request(method, f"{self.address}/api/{path}", json=data, timeout=10)
        assert answer.ok, (path, answer.status_code, answer.text)
        return answer


def agree(name: str, address: str) -> str:
    """Follow Klammer's link, sign in there, agree; return the address one is sent back to."""
    parts = urlsplit(address)
    with Door(f"{parts.scheme}://{parts.netloc}") as door:
        door.enter(name, PASSWORD)
        door.call("PUT", f"auth/grant/{CLIENT}", {"scope": parse_qs(parts.query)["scope"][0]})
        answer = door.get(f"{address}&g_continue", allow_redirects=False, timeout=10)
    return answer.headers["Location"]


def refuse(address: str) -> str:
    """Return the address one is sent back to without agreeing."""
    given = parse_qs(urlsplit(address).query)
    return f"{given['redirect_uri'][0]}?error=access_denied&state={given['state'][0]}"
