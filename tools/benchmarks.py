# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Run the benchmarks one after the other; with --smoke only so far that they are seen to work.

uv run python -m tools.benchmarks [--smoke] [NAME …]
"""

import argparse
import subprocess
import sys

from tools.architecture import ROOT

# benchmark → the arguments of its short form
SMOKE = {
    "build": ("--areas", "300", "--indicators", "3", "--years", "3"),
    "reading": ("--rows", "20000"),
    "serving": ("--requests", "50"),
}


def there() -> list[str]:
    """Return the names of the benchmarks, modules of `bench` that can be run."""
    files = sorted((ROOT / "bench").glob("*.py"))
    return [f.stem for f in files if 'if __name__ == "__main__"' in f.read_text(encoding="utf-8")]


def main() -> int:
    """Return 0 when every benchmark ran."""
    parser = argparse.ArgumentParser(prog="python -m tools.benchmarks", description=__doc__)
    parser.add_argument("--smoke", action="store_true", help="a few seconds for each")
    parser.add_argument("names", nargs="*", choices=[[], *there()], metavar="NAME")
    arguments = parser.parse_args()
    failed = []
    for name in arguments.names or there():
        words = SMOKE.get(name, ()) if arguments.smoke else ()
        print(f"\n── {name} {' '.join(words)}", flush=True)
        command = [sys.executable, "-m", f"bench.{name}", *words]
        if subprocess.run(command, cwd=ROOT, check=False).returncode:
            failed.append(name)
    print(f"benchmarks failed: {', '.join(failed)}" if failed else "all benchmarks ran")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
