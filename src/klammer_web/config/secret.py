# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The key that signs sessions: given by the operator, or made once and kept in the instance."""

import os
import secrets
from pathlib import Path

FILE = "secret_key"


def secret_key(given: str, *, folder: Path) -> str:
    """Return the given key, else the instance's own; it is made at the first start (mode 600).

    Without an instance folder (checks, tests) a key for this process alone is returned.
    """
    if given:
        return given
    if not folder.is_dir():
        return secrets.token_urlsafe(64)
    path = folder / FILE
    if not path.exists():
        _create(path)
    return path.read_text(encoding="ascii").strip()


def _create(path: Path) -> None:
    beside = path.with_name(f".{FILE}.{os.getpid()}")
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(64))
    try:
        os.link(beside, path)  # fails when another process was quicker: its key holds
    except FileExistsError:
        pass
    finally:
        beside.unlink()
