# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""consistent → figures: every indicator computed from every accepted delivery.

A build is a folder builds/<hash of its inputs>/ with one Parquet file per indicator; the same
inputs are not computed twice. The build of a workspace takes over the common figures of every
indicator to which it delivered nothing of its own, and computes the others.
"""

import hashlib
import os
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from klammer import __version__
from klammer.indicators.definitions import Definition, load_definitions, to_toml
from klammer.pipeline import deliveries
from klammer.pipeline.instance import Instance, move_into_place, read_json, write_json
from klammer.pipeline.targets import edges_for
from klammer.warehouse.edges import load_edges, places_present, write_edges
from klammer.warehouse.engine import Connection, engine, side_by_side
from klammer.warehouse.figures import Observations, figures_sql, make_shared
from klammer.warehouse.open import Mark, file_mark
from klammer.warehouse.tidy import write_sorted
from klammer.warehouse.values import summary

Progress = Callable[[str, float], None]


@dataclass(frozen=True)
class Build:
    """Computed figures. `indicators` maps id → what there is of it (values.summary)."""

    folder: Path
    key: str
    indicators: Mapping[str, Mapping[str, Any]]

    @property
    def places(self) -> set[tuple[str, str]]:
        """Level × boundary of every figure."""
        return {
            (str(one["area_level"]), str(one["boundary"]))
            for about in self.indicators.values()
            for one in about["coverage"]
        }

    def values(self, indicator: str) -> Path:
        """The Parquet file of one indicator, columns schema.VALUES."""
        return self.folder / "values" / f"{indicator}.parquet"


def build(
    instance: Instance,
    *,
    workspace: str = "",
    progress: Progress = lambda _step, _share: None,
    threads: int | None = None,
) -> Build:
    """Compute every indicator that has data; returns the build, computed now or before.

    workspace  whose deliveries and definitions count beside the common ones; "": nobody's
    """
    key = key_of(instance, workspace)
    final = instance / "builds" / key
    if final.exists():
        return opened(final)
    common = None
    if workspace:
        common = build(instance, progress=progress, threads=threads)
        if common.key == key:
            return common
    with instance.scratch() as scratch:
        compute(
            scratch / "build", instance.definitions(workspace),
            deliveries.observations(instance, workspace),
            common=common, progress=progress, threads=threads,
        )  # fmt: skip
        about = {"key": key, "version": __version__, "workspace": workspace}
        write_json(scratch / "build" / "build.json", about)
        move_into_place(scratch / "build", final)
    _forget_others(instance, final, workspace=workspace)
    return opened(final)


def compute(
    folder: Path,
    definitions: Mapping[str, Definition],
    observations: Sequence[Observations],
    *,
    common: Build | None = None,
    progress: Progress = lambda _step, _share: None,
    threads: int | None = None,
) -> None:
    """Write definitions/, values/<indicator>.parquet and edges.parquet into a new folder.

    common  the build of the common figures, where there is one: what it holds is not computed again

    An indicator to which no workspace delivered is computed from the common deliveries alone, so
    that its figures are the common ones, whatever else the workspace holds.
    """
    (folder / "values").mkdir(parents=True)
    (folder / "definitions").mkdir()
    for one in definitions.values():
        (folder / "definitions" / f"{one.id}.toml").write_text(to_toml(one), encoding="utf-8")
    progress("Gebietsstände", 0.0)
    official = [one for one in observations if not one.workspace]
    mine = _held([one for one in observations if one.workspace])
    _write_edges(observations, folder / "edges.parquet")
    held = _held(observations)
    wanted = [one for one in definitions.values() if _has_data(one, held)]
    touched = [one for one in wanted if mine & set(one.formula.variables)]
    others = [one for one in wanted if not mine & set(one.formula.variables)]
    found = _taken_over(folder, others, common)
    left = [one for one in others if one.id not in found]
    for several, read, edges in (
        (left, official, "common_edges.parquet" if mine else "edges.parquet"),
        (touched, observations, "edges.parquet"),
    ):
        if several and not (folder / edges).exists():
            _write_edges(read, folder / edges)
        for definition, about in _figures(folder, several, read, folder / edges, threads):
            found[definition.id] = about
            progress(definition.title, len(found) / len(wanted))
    (folder / "common_edges.parquet").unlink(missing_ok=True)
    write_json(folder / "summary.json", dict(sorted(found.items())))
    progress("fertig", 1.0)


def _held(observations: Sequence[Observations]) -> frozenset[str]:
    return frozenset().union(*(one.variables for one in observations))


def _write_edges(observations: Sequence[Observations], path: Path) -> None:
    write_edges(edges_for(places_present([one.path for one in observations])), path)


def _taken_over(
    folder: Path, wanted: Sequence[Definition], common: Build | None
) -> dict[str, object]:
    """Link the common figures of the same wording into a build; returns their summaries."""
    if common is None:
        return {}
    wording = load_definitions(common.folder / "definitions")
    found: dict[str, object] = {}
    for one in wanted:
        if one.id in common.indicators and wording[one.id].version == one.version:
            os.link(common.values(one.id), folder / "values" / f"{one.id}.parquet")
            found[one.id] = common.indicators[one.id]
    return found


def _figures(
    folder: Path, wanted: Sequence[Definition], observations: Sequence[Observations], edges: Path,
    threads: int | None,
) -> Iterator[tuple[Definition, dict[str, object]]]:  # fmt: skip
    """Compute indicators from the same observations; yields each with its summary."""
    if not wanted:
        return
    with engine(threads=threads) as connection:
        ways = load_edges(connection, edges)
        shared = make_shared(connection, wanted, observations, ways=ways, threads=threads)

        def figure(definition: Definition, cursor: Connection) -> dict[str, object]:
            path = folder / "values" / f"{definition.id}.parquet"
            query = figures_sql(definition, observations, ways=ways, shared=shared)
            write_sorted(cursor, query, path)
            return summary(cursor, path)

        yield from side_by_side(connection, figure, wanted, threads=threads)


def opened(folder: Path) -> Build:
    """Open a finished build."""
    return Build(folder, folder.name, _summary(folder, file_mark(folder / "summary.json")))


@lru_cache(maxsize=8)
def _summary(folder: Path, _mark: Mark) -> Mapping[str, Mapping[str, object]]:
    return read_json(folder / "summary.json")


def latest(instance: Instance, workspace: str = "") -> Build | None:
    """Return the build of the present inputs; None while it has not been computed."""
    folder = instance / "builds" / key_of(instance, workspace)
    return opened(folder) if folder.exists() else None


def _has_data(definition: Definition, held: frozenset[str]) -> bool:
    variables = definition.formula.variables
    return bool(variables) and all(variable in held for variable in variables)


def key_of(instance: Instance, workspace: str = "") -> str:
    """Return the key of the build that the present deliveries and definitions of a scope give.

    A workspace that has nothing of its own has the common build.
    """
    accepted = deliveries.accepted(instance, workspace=workspace)
    if not instance.defined_in(workspace) and not any(one.workspace for one in accepted):
        workspace = ""
    lines = [f"code {__version__}", *([f"workspace {workspace}"] if workspace else [])]
    for one in accepted:
        owner = f" {one.workspace}" if one.workspace else ""
        lines.append(f"delivery {one.order} {one.tidy_hash}{owner}")
    lines += [f"definition {i} {one.version}" for i, one in instance.definitions(workspace).items()]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:24]


def _forget_others(instance: Instance, kept: Path, *, workspace: str) -> None:
    """Remove the scope's earlier builds; those of other workspaces stay."""
    for path in (instance / "builds").iterdir():
        about = path / "build.json"
        owner = read_json(about).get("workspace", "") if about.is_file() else workspace
        if path != kept and owner == workspace:
            shutil.rmtree(path, ignore_errors=True)
