# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""`klammer demo` and `klammer serve`: the product on this machine.

Nothing of the web is imported before a command really runs: `--help` stays quick.
"""

import argparse
import os
from pathlib import Path

DEMO_FOLDER = "demo-instance"


def demo(arguments: list[str]) -> int:
    """Build the demonstration on the first start, then serve it on loopback."""
    options = _demo_options().parse_args(arguments)
    from klammer_web.config import demonstration

    folder = Path(options.instance or DEMO_FOLDER).expanduser().absolute()
    if options.reset:
        demonstration.remove(folder)
    _environment(folder, demo=True)
    demonstration.prepare(folder)
    from klammer_web.config import serving

    port = serving.free_port(options.port)
    if port != options.port:
        serving.tell(f"Port {options.port} is taken, using {port}.")
    return serving.serve(
        "127.0.0.1",
        port=port,
        web_processes=1,
        workers=1,
        when_ready=lambda address: demonstration.welcome(address, browser=options.browser),
    )


def serve(arguments: list[str]) -> int:
    """Serve an instance to people."""
    options = _serve_options().parse_args(arguments)
    from klammer_web.config import environment, serving

    folder = Path(options.instance).expanduser().absolute() if options.instance else None
    _environment(folder or environment.instance_folder(), demo=False)
    serving.prepare(environment.instance_folder(), create=options.create)
    if options.administrator:
        serving.tell(serving.first_administrator(options.administrator))
    return serving.serve(
        options.host,
        port=options.port,
        web_processes=options.web_processes,
        workers=options.workers,
        when_ready=lambda address: serving.tell(serving.greeting(address, is_new=options.create)),
    )


def worker(arguments: list[str]) -> int:
    """Do the background work of an instance that other processes serve."""
    options = _worker_options().parse_args(arguments)
    from klammer_web.config import environment, workers

    folder = Path(options.instance).expanduser().absolute() if options.instance else None
    os.environ["KLAMMER_INSTANCE"] = str(folder or environment.instance_folder())
    os.environ["DJANGO_SETTINGS_MODULE"] = "klammer_web.config.settings"
    environment.check_instance(environment.instance_folder())
    return workers.run(with_parent=options.until_parent_ends)


def _environment(folder: Path, *, demo: bool) -> None:
    os.environ["KLAMMER_INSTANCE"] = str(folder)
    os.environ["DJANGO_SETTINGS_MODULE"] = "klammer_web.config.settings"
    if demo:
        os.environ["KLAMMER_DEMO"] = "yes"
        os.environ.pop("KLAMMER_DATABASE_URL", None)  # the demo never touches a real database


def _demo_options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="klammer demo",
        description="Build an instance from the packaged data set and open it in the browser.",
        epilog="Example: klammer demo --no-browser --port 8010",
    )
    parser.add_argument(
        "--no-browser", dest="browser", action="store_false", help="open no browser"
    )
    parser.add_argument("--port", type=int, default=8000, help="port on 127.0.0.1 (default 8000)")
    parser.add_argument("--reset", action="store_true", help="forget the demo instance, build anew")
    parser.add_argument(
        "--instance", metavar="DIR", help=f"folder of the demo instance (default ./{DEMO_FOLDER})"
    )
    return parser


def _serve_options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="klammer serve",
        description="Serve an instance. Settings come from the environment (KLAMMER_…).",
        epilog="Example: klammer serve --instance /srv/klammer --port 8000 --web-processes 2",
    )
    parser.add_argument("--instance", metavar="DIR", help="default: KLAMMER_INSTANCE or ./instance")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--web-processes", type=int, default=1, help="default 1")
    parser.add_argument(
        "--workers",
        type=int,
        default=1,
        help="processes for background work (default 1; 0 when `klammer worker` runs elsewhere)",
    )
    parser.add_argument(
        "--create",
        action="store_true",
        help="lay out an empty instance first; prints the link that sets it up",
    )
    parser.add_argument(
        "--administrator",
        metavar="EMAIL",
        help="create this first account and print its password; does nothing if it exists",
    )
    return parser


def _worker_options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="klammer worker",
        description="Do the background work of an instance: builds, releases, mails. "
        "`klammer serve` starts one of its own; several may run beside each other.",
        epilog="Example: klammer worker --instance /srv/klammer",
    )
    parser.add_argument("--instance", metavar="DIR", help="default: KLAMMER_INSTANCE or ./instance")
    parser.add_argument("--until-parent-ends", action="store_true", help=argparse.SUPPRESS)
    return parser
