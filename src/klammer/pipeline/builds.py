# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""consistent → figures: every indicator computed from every accepted delivery.

A build is a folder builds/<hash of its inputs>/ with one Parquet file per indicator; the same
inputs are not computed twice.
"""

import hashlib
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from klammer import __version__
from klammer.indicators.definitions import Definition, to_toml
from klammer.pipeline import deliveries
from klammer.pipeline.instance import Instance, move_into_place, read_json, write_json
from klammer.pipeline.targets import edges_for
from klammer.warehouse.edges import load_edges, places_present, write_edges
from klammer.warehouse.engine import Connection, engine, side_by_side
from klammer.warehouse.figures import Observations, figures_sql
from klammer.warehouse.tidy import write_sorted
from klammer.warehouse.values import summary

Progress = Callable[[str, float], None]


@dataclass(frozen=True)
class Build:
    """Computed figures. `indicators` maps id → what there is of it (values.summary)."""

    folder: Path
    key: str
    indicators: Mapping[str, Mapping[str, object]]

    def values(self, indicator: str) -> Path:
        """The Parquet file of one indicator, columns schema.VALUES."""
        return self.folder / "values" / f"{indicator}.parquet"


def build(
    instance: Instance,
    *,
    progress: Progress = lambda _step, _share: None,
    threads: int | None = None,
) -> Build:
    """Compute every indicator that has data; returns the build, computed now or before."""
    definitions = instance.definitions()
    observations = deliveries.observations(instance)
    key = _key(instance, definitions)
    final = instance / "builds" / key
    if not final.exists():
        with instance.scratch() as scratch:
            compute(
                scratch / "build", definitions, observations, progress=progress, threads=threads
            )
            write_json(scratch / "build" / "build.json", {"key": key, "version": __version__})
            move_into_place(scratch / "build", final)
        _forget_others(instance, final)
    return opened(final)


def compute(
    folder: Path,
    definitions: Mapping[str, Definition],
    observations: Sequence[Observations],
    *,
    progress: Progress = lambda _step, _share: None,
    threads: int | None = None,
) -> None:
    """Write definitions/, values/<indicator>.parquet and edges.parquet into a new folder."""
    (folder / "values").mkdir(parents=True)
    (folder / "definitions").mkdir()
    for one in definitions.values():
        (folder / "definitions" / f"{one.id}.toml").write_text(to_toml(one), encoding="utf-8")
    progress("Gebietsstände", 0.0)
    edges = edges_for(places_present([one.path for one in observations]))
    write_edges([asdict(edge) for edge in edges], folder / "edges.parquet")
    held = frozenset().union(*(one.variables for one in observations))
    wanted = [one for one in definitions.values() if _has_data(one, held)]
    found: dict[str, object] = {}
    with engine(threads=threads) as connection:
        ways = load_edges(connection, folder / "edges.parquet")

        def figure(definition: Definition, cursor: Connection) -> dict[str, object]:
            path = folder / "values" / f"{definition.id}.parquet"
            write_sorted(cursor, figures_sql(definition, observations, ways=ways), path)
            return summary(cursor, path)

        for definition, about in side_by_side(connection, figure, wanted, threads=threads):
            found[definition.id] = about
            progress(definition.title, len(found) / len(wanted))
    write_json(folder / "summary.json", dict(sorted(found.items())))
    progress("fertig", 1.0)


def opened(folder: Path) -> Build:
    """Open a finished build."""
    return Build(folder, folder.name, read_json(folder / "summary.json"))


def latest(instance: Instance) -> Build | None:
    """Return the build of the present inputs; None while it has not been computed."""
    folder = instance / "builds" / _key(instance, instance.definitions())
    return opened(folder) if folder.exists() else None


def _has_data(definition: Definition, held: frozenset[str]) -> bool:
    variables = definition.formula.variables
    return bool(variables) and all(variable in held for variable in variables)


def _key(instance: Instance, definitions: Mapping[str, Definition]) -> str:
    lines = [f"code {__version__}"]
    lines += [f"delivery {one.order} {one.tidy_hash}" for one in deliveries.accepted(instance)]
    lines += [f"definition {one.id} {one.version}" for one in definitions.values()]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:24]


def _forget_others(instance: Instance, kept: Path) -> None:
    for path in (instance / "builds").iterdir():
        if path != kept:
            shutil.rmtree(path, ignore_errors=True)
