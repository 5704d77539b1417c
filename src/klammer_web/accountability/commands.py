# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""`klammer audit`: check the audit trail, or write down the end of its chain.

Nothing of the web is imported before a command really runs: `--help` stays quick.
Exit codes: 0 the chain holds, 1 something was found (each kind on a line), 2 usage.
"""

import argparse
import json
import os
import sys
from pathlib import Path


def audit(arguments: list[str]) -> int:
    """Verify the chain of an instance, or print its end."""
    options = _options().parse_args(arguments)
    if options.instance:
        os.environ["KLAMMER_INSTANCE"] = str(Path(options.instance).expanduser().absolute())
    os.environ["DJANGO_SETTINGS_MODULE"] = "klammer_web.config.settings"
    import django

    django.setup()
    if options.what == "head":
        return _head(options.append)
    return _verify(options.head)


def _say(text: str, *, trouble: bool = False) -> None:
    (sys.stderr if trouble else sys.stdout).write(text + "\n")


def _head(target: str | None) -> int:
    from django.utils import timezone

    from klammer_web.accountability.queries.verification import head

    sequence, seal = head()
    at = timezone.now().isoformat(timespec="seconds")
    line = json.dumps({"sequence": sequence, "seal": seal, "at": at})
    if target:
        with Path(target).open("a", encoding="utf-8") as file:
            file.write(line + "\n")
    _say(line)
    return 0


def _verify(path: str | None) -> int:
    from klammer_web.accountability.queries.verification import verify

    try:
        kept = _kept(path)
    except (OSError, ValueError, KeyError, TypeError) as error:
        _say(f"klammer: {path} holds no ends of a chain", trouble=True)
        _say(f"  why:    {error!r}", trouble=True)
        _say("  remedy: give the file that klammer audit head --append wrote", trouble=True)
        return 2
    report = verify(kept=kept)
    for finding in report.findings:
        _say(str(finding), trouble=True)
    if report.findings:
        _say(f"The audit trail is not as it was recorded ({report.count} entries).", trouble=True)
        return 1
    against = f", {len(kept)} kept ends agree" if kept else ""
    _say(f"The chain holds: {report.count} entries, end {report.seal[:16]}{against}.")
    return 0


def _kept(path: str | None) -> dict[int, str]:
    if path is None:
        return {}
    text = Path(path).read_text(encoding="utf-8")
    found = [json.loads(line) for line in text.splitlines() if line.strip()]
    return {int(one["sequence"]): str(one["seal"]) for one in found if one["sequence"]}


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="klammer audit",
        description="Check the chain of the audit trail, or write down its end to keep elsewhere.",
        epilog="Example: klammer audit head --append /mnt/elsewhere/heads.jsonl; "
        "later: klammer audit verify --head /mnt/elsewhere/heads.jsonl",
    )
    commands = parser.add_subparsers(dest="what", required=True)
    verify = commands.add_parser("verify", help="find changed, missing, put in or moved entries")
    verify.add_argument("--head", metavar="FILE", help="ends of the chain that were kept elsewhere")
    end = commands.add_parser("head", help="print number and seal of the newest entry")
    end.add_argument("--append", metavar="FILE", help="add the line to this file as well")
    for one in (verify, end):
        one.add_argument("--instance", metavar="DIR", help="default: KLAMMER_INSTANCE")
    return parser
