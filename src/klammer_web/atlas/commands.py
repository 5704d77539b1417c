# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""`klammer atlas`: the public atlas as files for any web server; one of its views as a picture.

Nothing of the web is imported before the command really runs: `--help` stays quick.
Exit codes: 0 done, 1 refused (place, reason, remedy on standard error), 2 usage.
"""

import argparse
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from klammer.base.errors import InputRefusedError
    from klammer.warehouse.open import Release


def atlas(arguments: list[str]) -> int:
    """Write the public atlas into a folder, or one view of it as a picture."""
    options = _options().parse_args(arguments)
    if options.instance:
        os.environ["KLAMMER_INSTANCE"] = str(Path(options.instance).expanduser().absolute())
    os.environ["DJANGO_SETTINGS_MODULE"] = "klammer_web.config.settings"
    import django

    django.setup()
    return _picture(options) if options.what == "picture" else _export(options)


def _public(options: argparse.Namespace) -> "Release":
    """Return the public release, as nobody in particular sees it."""
    from klammer.base.errors import InputRefusedError
    from klammer_web.accounts.seats import NOBODY
    from klammer_web.catalogue.instance import instance, release_for

    instance()  # refuses where there is none
    release = release_for(NOBODY, scope=options.workspace)
    if release is None:
        raise InputRefusedError(
            "there is no public release",
            where="instance",
            why="only figures that were released for the public are exported",
            remedy="klammer release create --audience public, or klammer demo first",
            code="release_not_public",
        )
    return release


def _picture(options: argparse.Namespace) -> int:
    from django.utils import timezone

    from klammer.base.errors import InputRefusedError
    from klammer_web.accounts.seats import NOBODY
    from klammer_web.atlas import seen
    from klammer_web.atlas.downloads import pictures
    from klammer_web.ui.errors import PageRefusedError

    path = Path(options.output).expanduser().absolute()
    draw = {".png": pictures.pixels_of, ".svg": pictures.plate}.get(path.suffix)
    if draw is None:
        raise _refused(str(path), "a picture is .png or .svg", "-o karte.png")
    try:
        found = seen.at(options.view, release=_public(options), seat=NOBODY)
    except PageRefusedError as error:
        raise _refused(options.view, error.refusal.what, error.refusal.why) from error
    drawn = draw(found, address=options.address + found.address, at=timezone.localtime())
    if not drawn:
        raise _refused(options.view, "the view has no picture", "klammer atlas export")
    try:
        path.write_bytes(drawn if isinstance(drawn, bytes) else drawn.encode())
    except OSError as error:
        raise InputRefusedError(
            "the picture cannot be written", where=str(path), why=str(error), remedy="another file"
        ) from error
    sys.stdout.write(f"{found.title}: {path}\n")
    return 0


def _refused(where: str, why: str, remedy: str) -> "InputRefusedError":
    from klammer.base.errors import InputRefusedError

    return InputRefusedError(
        "there is no such picture", where=where, why=why, remedy=remedy, code="picture_unknown"
    )


def _export(options: argparse.Namespace) -> int:
    from klammer_web.atlas.exporting.plan import Plan
    from klammer_web.atlas.exporting.site import export

    release = _public(options)
    plan = Plan(
        folder=Path(options.folder).expanduser().absolute(),
        release=release.folder,
        counties=tuple(filter(None, options.counties.split(","))),
        indicators=tuple(filter(None, options.indicators.split(","))),
        address=options.address,
    )
    began = time.monotonic()
    count = export(plan, progress=_say, workers=options.workers)
    seconds = time.monotonic() - began
    sys.stdout.write(f"\r{count} files in {seconds:.0f} s: {plan.folder / 'index.html'}\n")
    return 0


def _say(step: str, share: float) -> None:
    sys.stdout.write(f"\r{share:5.0%}  {step}")
    sys.stdout.flush()


def _options() -> argparse.ArgumentParser:
    parse = argparse.ArgumentParser(
        prog="klammer atlas",
        description="The public atlas as files that any web server can host; a view as a picture.",
        epilog="example: klammer atlas export site --instance instance --counties 16063",
    )
    deeds = parse.add_subparsers(dest="what", required=True, metavar="export|picture")
    one = deeds.add_parser("export", help="write pages, maps and values of the public release")
    one.add_argument("folder", metavar="DIR", help="new, empty, or an earlier export")
    one.add_argument("--instance", metavar="DIR", help="default: KLAMMER_INSTANCE")
    one.add_argument("--counties", default="", metavar="KEYS", help="e.g. 16063,16051; all")
    one.add_argument("--indicators", default="", metavar="IDS", help="comma between; all")
    one.add_argument("--workspace", default="", metavar="KEY", help="with a county's own figures")
    one.add_argument("--address", default="", metavar="URL", help="where the site will stand")
    one.add_argument("--workers", type=int, default=0, metavar="N", help="default: every core")
    other = deeds.add_parser("picture", help="draw one view with title, source and licence")
    other.add_argument(
        "view", metavar="VIEW", help="address: /atlas/karte/kinderarmut/?ebene=kreis"
    )
    other.add_argument("-o", "--output", required=True, metavar="FILE", help=".png or .svg")
    other.add_argument("--instance", metavar="DIR", help="default: KLAMMER_INSTANCE")
    other.add_argument("--workspace", default="", metavar="KEY", help="with a county's own figures")
    other.add_argument("--address", default="", metavar="URL", help="where the atlas stands")
    return parse
