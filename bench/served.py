# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The product as `klammer serve` starts it, with the server's own time in each answer.

`Server-Timing: app;dur=…` is what Klammer took, from the parsed request to the last byte handed
to the server. Where KLAMMER_BENCH_OUTLINES names a file, its areas are drawn in place of the
packaged ones: all of Germany's municipalities are not packaged.

Started by `bench.serving` in a process of its own; no benchmark by itself.
"""

import argparse
import os
import time
from pathlib import Path

from bench.region import LEVEL

_APPLICATION = []


def application(environ, start_response):
    """Answer with the time it took."""
    if not _APPLICATION:
        _APPLICATION.append(_made())
    began = time.perf_counter()
    started = []
    body = _APPLICATION[0](environ, lambda *words: started.append(words))
    content = b"".join(body)
    if hasattr(body, "close"):
        body.close()
    took = (time.perf_counter() - began) * 1000
    status, headers = started[0][:2]
    start_response(status, [*headers, ("Server-Timing", f"app;dur={took:.3f}")])
    return [content]


def _made():
    from klammer_web.config.wsgi import application as product

    if os.environ.get("KLAMMER_BENCH_OUTLINES"):
        from klammer_web.atlas.queries import outlines as drawing

        packaged, stored = drawing._shapes, _stored()  # noqa: SLF001  # reason: the one place where geometry comes from
        drawing._shapes = lambda level, boundary, extent: (  # noqa: SLF001  # reason: as above
            _within(stored, extent) if level == LEVEL else packaged(level, boundary, extent)
        )
        drawing.mark = lambda: "drawn"  # other outlines, other answers
    return product


def _within(stored, extent):
    whole = extent == "DG"
    return stored if whole else {key: one for key, one in stored.items() if key.startswith(extent)}


def _stored():
    from klammer.territory.geometry import unpack

    return unpack(Path(os.environ["KLAMMER_BENCH_OUTLINES"]))


def prepare(root: str) -> float:
    """Make what is made in the background after a release; return the seconds for each answer."""
    _made()
    from klammer_web.atlas.queries import payloads
    from klammer_web.catalogue.instance import release_of

    began = time.perf_counter()
    made = payloads.prepare(release_of(root))
    return (time.perf_counter() - began) / made if made else 0.0


def main() -> None:
    """Prepare the instance's database and serve it on loopback."""
    parse = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parse.add_argument("--instance", type=Path, required=True)
    parse.add_argument("--port", type=int, required=True)
    parse.add_argument("--workers", type=int, required=True)
    parse.add_argument("--prepare", default="", metavar="ROOT")
    given = parse.parse_args()
    os.environ["KLAMMER_INSTANCE"] = str(given.instance)
    # One client asks as a thousand would: what a page may be asked for is not measured here.
    os.environ["KLAMMER_LIMIT_FACTOR"] = "1000000"
    os.environ["DJANGO_SETTINGS_MODULE"] = "klammer_web.config.settings"
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    from klammer_web.config import serving

    serving.prepare(given.instance)
    if given.prepare:
        each = prepare(given.prepare)
        (given.instance / "bench_prepared").write_text(f"{each * 1000:.1f}", encoding="ascii")
    # As klammer_web.config.serving.serve, but for the target.
    Granian(
        "bench.served:application",
        address="127.0.0.1",
        port=given.port,
        interface=Interfaces.WSGI,
        workers=given.workers,
        blocking_threads=4,
        log_level=LogLevels.error,
        log_access=False,
    ).serve()
