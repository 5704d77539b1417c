# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""`klammer trace`: where does this figure come from."""

from typing import TYPE_CHECKING

from klammer.base.errors import InputRefusedError
from klammer.cli.arguments import opened, parser

if TYPE_CHECKING:
    from klammer.pipeline.traces import Part

WANTED = "indicator/boundary/area/period[/sex[/age[/nationality]]]"


def run(words: list[str]) -> int:
    """Print the figure, its formula and every cell behind it."""
    make = parser(
        "trace", "Where does this figure come from: down to file, sheet, row and column.",
        example="klammer trace bev-altenquotient/2022-12-31/16063/2022 --instance wartburgkreis",
    )  # fmt: skip
    make.add_argument("figure", help=WANTED)
    make.add_argument("--release", default="", help="first digits of the root; default: the shown")
    make.add_argument("--workspace", default="", metavar="KEY", help="whose release is shown")
    arguments = make.parse_args(words)
    from klammer.pipeline.traces import trace

    instance = opened(arguments)
    parts = arguments.figure.split("/")
    if not 4 <= len(parts) <= 7:
        raise InputRefusedError(
            f"'{arguments.figure}' does not name a figure", why=f"expected {WANTED}",
            remedy="klammer release show lists indicators, boundaries and periods",
        )  # fmt: skip
    keys = dict(zip(("sex", "age", "nationality"), parts[4:], strict=False))
    current = instance.current_release(workspace=arguments.workspace)
    release = instance.release(arguments.release or (current.root if current else "-"))
    found = trace(
        instance, release, indicator=parts[0], boundary=parts[1], area=parts[2], period=parts[3],
        **keys,
    )  # fmt: skip
    figure = found.figure
    print(f"{found.definition.title}: {_number(figure['value'])} {found.definition.unit}")
    print(f"  status {figure['status']}, secrecy {figure['secrecy']}, note {figure['note'] or '-'}")
    print(f"  = {found.definition.formula}")
    print(f"  release {release.root}")
    for part in found.parts:
        _tell(part)
    return 0


def _tell(part: "Part") -> None:
    print(f"{part.role}: {part.term.label or part.term.variable}")
    for one in part.observations:
        cell, origin = one.behind, one.origin
        share = f" × {cell.weight:g}" if cell.weight != 1 else ""
        sheet = f", sheet {cell.sheet}" if cell.sheet else ""
        maker = "compiled by" if one.assembled else "published by"
        known = [origin.get(name) or "?" for name in ("publisher", "title", "licence", "retrieved")]
        print(
            f"  {_number(cell.value)}{share} ({cell.status})  "
            f"{cell.area} {cell.period} {cell.codes}\n"
            f"    {cell.file}{sheet}, row {cell.row}, column {cell.column}  "
            f"sha256 {str(origin.get('sha256', ''))[:16]}\n"
            f"    {maker} {known[0]} · {known[1]} · {known[2]} · retrieved {known[3]}"
            f" · delivery {one.delivery_id}"
        )


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:,.10g}"
