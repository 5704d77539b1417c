# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Build the wheel, install it into an empty environment, start it there.

    uv run python -m tools.wheel

The demo must answer with HTTP 200 and end when it is told to.
"""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
UV = os.environ.get("UV", "uv")
PATIENCE = 600  # seconds for the first start; on an idle machine it takes a tenth of that
OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def main() -> int:
    """Return 0 when the wheel works on its own."""
    with tempfile.TemporaryDirectory(prefix="klammer-wheel-") as scratch:
        place = Path(scratch)
        _run(UV, "build", "--out-dir", place / "dist", cwd=ROOT)
        wheel = next((place / "dist").glob("*.whl"))
        print(f"{wheel.name}: {wheel.stat().st_size / 1e6:.1f} MB")
        _run(UV, "venv", "--quiet", "--python", sys.executable, place / "venv", cwd=place)
        folder = place / "venv" / ("Scripts" if os.name == "nt" else "bin")
        python = folder / "python"
        _run(UV, "pip", "install", "--quiet", "--python", python, wheel, cwd=place)
        print(_run(folder / "klammer", "--help", cwd=place).splitlines()[0])
        return _demo_answers(folder / "klammer", place)


def _run(*words: object, cwd: Path) -> str:
    ran = subprocess.run([*map(str, words)], cwd=cwd, capture_output=True, text=True, check=False)
    if ran.returncode:
        sys.exit(f"{' '.join(map(str, words))}: exit {ran.returncode}\n{ran.stdout}{ran.stderr}")
    return ran.stdout


def _demo_answers(klammer: Path, place: Path) -> int:
    port = _free_port()
    words = [klammer, "demo", "--no-browser", "--port", port, "--instance", place / "instance"]
    log = place / "demo.log"
    with log.open("wb") as output:
        began = time.monotonic()
        demo = subprocess.Popen([*map(str, words)], cwd=place, stdout=output, stderr=output)
        status = _first_status(demo, f"http://127.0.0.1:{port}/")
        took = time.monotonic() - began
        demo.send_signal(signal.SIGINT)
        ended = _end(demo)
    if status == 200 and ended:
        print(f"demo answers after {took:.0f} s and ends when told to")
        return 0
    print(f"demo: status {status}, ended {ended}\n{log.read_text(errors='replace')[-4000:]}")
    return 1


def _first_status(demo: subprocess.Popen, address: str) -> int | None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and demo.poll() is None:
        try:
            with OPENER.open(address, timeout=30) as answer:
                return answer.status
        except urllib.error.HTTPError as refused:
            return refused.code
        except OSError:
            time.sleep(0.5)
    return None


def _end(demo: subprocess.Popen) -> bool:
    try:
        demo.wait(timeout=20)
    except subprocess.TimeoutExpired:
        demo.kill()
        demo.wait()
        return False
    return True


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    sys.exit(main())
