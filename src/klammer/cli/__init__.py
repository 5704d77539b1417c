# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The command line: `klammer COMMAND …`. One module per command, imported when it is called.

Exit codes: 0 done, 1 refused input (place, reason, remedy on standard error), 2 usage.
"""

import sys
from importlib import import_module
from importlib.metadata import entry_points

from klammer import __version__

# name → (module with `run(arguments) -> int`, one line of help)
COMMANDS = {
    "load": ("klammer.cli.load", "load official files into an instance"),
    "check": ("klammer.cli.check", "check what an instance holds: totals, gaps, jumps"),
    "build": ("klammer.cli.build", "compute every indicator from what was loaded"),
    "release": ("klammer.cli.release", "create, list, show, verify or withdraw releases"),
    "trace": ("klammer.cli.trace", "where does this figure come from"),
    "backup": ("klammer.cli.backup", "write the instance into one archive"),
    "restore": ("klammer.cli.restore", "lay an instance out from a backup"),
    "doctor": ("klammer.cli.doctor", "find and explain what is wrong with an instance"),
    "tidy": ("klammer.cli.tidy", "* read one official file into a tidy table"),
    "rate": ("klammer.cli.rate", "* rates with intervals"),
    "rank": ("klammer.cli.rank", "* rank areas by intervals"),
    "neighbours": ("klammer.cli.neighbours", "* find the areas most like one"),
    "inequality": ("klammer.cli.inequality", "* measure how far areas are apart"),
    "segregation": ("klammer.cli.segregation", "* measure whether a group lives apart"),
    "slope": ("klammer.cli.slope", "* slope index of inequality over ordered groups"),
    "typology": ("klammer.cli.typology", "* find types of areas that are alike"),
    "moran": ("klammer.cli.moran", "* test whether neighbours are alike, and where"),
    "hotspots": ("klammer.cli.hotspots", "* find where high or low values lie together"),
    "funnel": ("klammer.cli.funnel", "* place areas in a funnel plot"),
    "smooth": ("klammer.cli.smooth", "* draw rates of small areas towards a mean"),
    "pool": ("klammer.cli.pool", "* several years, or an area and its neighbours, as one figure"),
    "standardise": ("klammer.cli.standardise", "* standardise rates by age and sex"),
    "index": ("klammer.cli.index", "* compute a composite index"),
    "protect": ("klammer.cli.protect", "* hide what would give persons away, and prove it"),
    "certificate": ("klammer.cli.certificate", "* check a certificate from the released files"),
    "convert": ("klammer.cli.convert", "* carry counts to another boundary"),
}
_OF_THE_PRODUCT = {
    "atlas": "write the public atlas as files for any web server",
    "audit": "check the chain of the audit trail",
    "demo": "build the demo and open it",
    "serve": "serve an instance",
    "worker": "do background work beside the web processes",
    "workspace": "open the workspace of a county or city, admit people",
}


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit code."""
    words = sys.argv[1:] if arguments is None else arguments
    if not words or words[0] in {"-h", "--help"}:
        _help()
        return 0
    if words[0] == "--version":
        print(f"klammer {__version__}")
        return 0
    command = _find(words[0])
    if command is None:
        print(f"klammer: there is no command '{words[0]}'; see klammer --help", file=sys.stderr)
        return 2
    return _guarded(command, words[1:])


def _find(name: str):  # type: ignore[no-untyped-def]  # reason: commands of the product are foreign
    if name in COMMANDS:
        return import_module(COMMANDS[name][0]).run
    found = entry_points(group="klammer.commands", name=name)
    return next(iter(found)).load() if found else None


def _guarded(command, words: list[str]) -> int:  # type: ignore[no-untyped-def]  # reason: as above
    from klammer.base.errors import KlammerError

    try:
        return int(command(words) or 0)
    except KlammerError as error:
        print(f"klammer: {error}", file=sys.stderr)
        return 1
    except BrokenPipeError:
        return 0


def _help() -> None:
    print("usage: klammer COMMAND …\n\nCommands (* works on plain files, without an instance):\n")
    for name, (_, line) in COMMANDS.items():
        print(f"  {name:11} {line}")
    for point in entry_points(group="klammer.commands"):
        line = _OF_THE_PRODUCT.get(point.name, "")
        print(f"  {point.name:11} {line}")
    print("\nklammer COMMAND --help shows an example, e.g.:")
    print("  klammer tidy 12411-01-01-4_de_flat.csv --as genesis-ffcsv -o population.csv")
