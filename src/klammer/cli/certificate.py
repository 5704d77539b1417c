# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""`klammer certificate verify`: check a certificate from the released files alone."""

import argparse
import json
from pathlib import Path
from typing import Any

_EXAMPLE = """\
Compares the hashes of the files, reads them as an attacker would, computes between which values
each hidden cell must lie, and compares the widths with the certificate. Nothing else is needed:
neither the true figures nor the program that protected them.

example:
  klammer certificate verify safe.json safe.csv
"""


def run(arguments: list[str]) -> int:
    """Run the command: 0 the certificate holds, 1 it does not (with place and reason), 2 usage."""
    options = _parser().parse_args(arguments)
    from klammer.disclosure.proof import sha256_of, verify
    from klammer.warehouse.files import read_table

    certificate = _read(options.certificate)
    files = {path.name: path for path in options.files}
    tables = {
        name: (sha256_of(files[name].read_bytes()), read_table(files[name]))
        for name in certificate.get("files", {})
        if name in files and files[name].is_file()
    }
    checked = verify(certificate, files=tables, seconds=options.seconds)
    print(
        f"the certificate holds: {checked.cells} hidden cells, {checked.widths} intervals computed"
        + (f", the narrowest {checked.smallest:g} wide" if checked.widths else "")
    )
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="klammer certificate",
        description="Check the certificate of released tables.",
        epilog=_EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("act", choices=("verify",))
    parser.add_argument("certificate", type=Path, metavar="CERT")
    parser.add_argument("files", type=Path, nargs="+", metavar="FILE")
    parser.add_argument("--seconds", type=float, default=600.0, help="time limit, default 600")
    return parser


def _read(path: Path) -> dict[str, Any]:
    from klammer.base.errors import InputRefusedError

    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise InputRefusedError(
            "the certificate cannot be read",
            where=path.name,
            why=str(error),
            remedy="take the file as klammer protect wrote it",
            code="no_certificate",
        ) from error
    if not isinstance(found, dict):
        raise InputRefusedError(
            "this is no certificate",
            where=path.name,
            remedy="check the path",
            code="no_certificate",
        )
    return found
