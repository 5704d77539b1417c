# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Find types of areas on standardised inputs."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from klammer.indicators.uncertainty import Array, Numbers, as_array
from klammer.patterns.neighbours import standardised
from klammer.patterns.refusals import keys_of, refused, values_of
from klammer.patterns.typology.clustering import Labels, cut, kmeans, ward
from klammer.patterns.typology.silhouettes import silhouettes
from klammer.patterns.typology.stability import stability
from klammer.patterns.typology.types import (
    OUTSTANDING,
    AreaType,
    Feature,
    Membership,
    Merge,
    Typology,
)

MOST_TYPES = 8  # tried when the number is to be proposed
MOST_AREAS = 6000  # for Ward, which needs all distances at once
DRAWS = 100


@dataclass(frozen=True)
class _Data:
    """Areas with all inputs, sorted by key; values standardised and in their own unit."""

    areas: tuple[str, ...]
    names: tuple[str, ...]
    z: Array
    own: Array
    left_out: tuple[str, ...]


def typology(
    areas: Sequence[str],
    inputs: Mapping[str, Numbers],
    *,
    method: str = "ward",
    count: int | None = None,
    logs: Collection[str] = (),
    outstanding: float = OUTSTANDING,
    draws: int = DRAWS,
    seed: int = 0,
) -> Typology:
    """Find types of areas by Ward's method or k-means on z-values.

    areas    keys, each once
    inputs   input → area → value in its own unit, in the order of `areas`; areas that miss one are
             left out and named
    method   ward: types of types, any area once joined stays; kmeans: compact types
    count    number of types; None takes the one of 2 to 8 with the highest mean silhouette
    logs     inputs taken by their logarithm: sizes and densities
    outstanding  |mean z| from which on an input is a feature of a type
    draws    resamples for the stability; 0 leaves it out

    The same areas, inputs and seed give the same types, in whatever order areas stand. Raises
    `InputRefusedError`: `key_repeats`, `no_input`, `lengths`, `not_a_number`, `constant`,
    `logarithm`, `few_areas`, `many_areas` (Ward), `method_unknown`, `count`.
    """
    data = _data(areas, inputs, logs)
    _check(data, method, count)
    tried = [count] if count else []
    tried += [k for k in range(2, _most(data) + 1) if k not in tried]
    merges = ward(data.z) if method == "ward" else None
    partitions = {
        k: cut(merges, k) if merges is not None else kmeans(data.z, k, seed=seed) for k in tried
    }
    found = silhouettes(data.z, partitions)
    means = {k: float(found[k][0].mean()) for k in sorted(found)}
    proposed = max(means, key=lambda k: (round(means[k], 9), -k))
    chosen = count or proposed
    labels, order = _numbered(partitions[chosen], chosen)
    value, nearest = found[chosen]
    stable = stability(data.z, labels, method=method, draws=draws, seed=seed) if draws else None
    return Typology(
        method=method,
        types=_types(data, labels, value, stable, outstanding),
        members=_members(data.areas, labels, value, np.argsort(order)[nearest]),
        silhouette=means[chosen],
        silhouettes=means,
        proposed=proposed,
        merges=_merges(merges, labels, chosen) if merges is not None else (),
        first_component=_first_component(data.z),
        left_out=data.left_out,
    )


def _data(areas: Sequence[str], inputs: Mapping[str, Numbers], logs: Collection[str]) -> _Data:
    keys = keys_of(areas)
    if not inputs:
        raise refused("there is no input to type by", code="no_input", where="inputs")
    unknown = [name for name in logs if name not in inputs]
    if unknown:
        raise refused(f"there is no input '{unknown[0]}'", code="unknown_input", where="logs")
    given = [values_of(values, areas=len(keys), name=name) for name, values in inputs.items()]
    columns = [
        standardised(values, name=name, log=name in logs)
        for name, values in zip(inputs, given, strict=True)
    ]
    z, own = np.column_stack(columns), np.column_stack(given)
    full = [bool(np.isfinite(row).all()) for row in z]
    order = [row for row in sorted(range(len(keys)), key=lambda row: keys[row]) if full[row]]
    kept = z[order]
    # Standardised anew over the areas that take part, so that their means are 0.
    again = (
        [standardised(kept[:, at], name=name) for at, name in enumerate(inputs)] if order else []
    )
    return _Data(
        tuple(keys[row] for row in order),
        tuple(inputs),
        np.column_stack(again) if again else kept,
        own[order],
        tuple(sorted(key for key, one in zip(keys, full, strict=True) if not one)),
    )


def _check(data: _Data, method: str, count: int | None) -> None:
    if method not in {"ward", "kmeans"}:
        why = "known are ward and kmeans"
        raise refused(f"there is no method '{method}'", code="method_unknown", why=why)
    least = max(len(data.names), 2 * (count or 2), 4)
    if len(data.areas) < least:
        raise refused(
            f"{len(data.areas)} areas are too few",
            code="few_areas",
            where="areas",
            why=f"{len(data.names)} inputs and {count or 2} types need at least {least}",
            remedy="take fewer inputs or types, or more areas",
        )
    if method == "ward" and len(data.areas) > MOST_AREAS:
        raise refused(
            f"{len(data.areas)} areas are too many for Ward's method",
            code="many_areas",
            where="method",
            why=f"it holds all distances at once, up to {MOST_AREAS} areas",
            remedy="take kmeans",
        )
    if count is not None and not 2 <= count <= len(np.unique(data.z, axis=0)):
        raise refused(
            f"{count} types cannot be made",
            code="count",
            where="count",
            why="expected 2 or more, and not more than areas that differ",
            remedy="name a number from 2 up, or none to have it proposed",
        )


def _most(data: _Data) -> int:
    return max(2, min(MOST_TYPES, len(data.areas) // 3, len(np.unique(data.z, axis=0)) - 1))


def _numbered(labels: Labels, count: int) -> tuple[Labels, Labels]:
    """Return labels with the largest type first, and new number → old label."""
    sizes = np.bincount(labels, minlength=count)
    first = [int(np.flatnonzero(labels == label)[0]) for label in range(count)]
    order = sorted(range(count), key=lambda label: (-sizes[label], first[label]))
    place = np.empty(count, dtype=np.int64)
    place[order] = np.arange(count)
    return place[labels], np.array(order, dtype=np.int64)


def _members(
    areas: Sequence[str], labels: Labels, value: Array, following: Labels
) -> dict[str, Membership]:
    """Return area → its type, its silhouette, the next type; labels count from 0."""
    rows = zip(areas, labels.tolist(), value.tolist(), following.tolist(), strict=True)
    return {
        area: Membership(area, label + 1, silhouette, after + 1)
        for area, label, silhouette, after in rows
    }


def _types(
    data: _Data, labels: Labels, value: Array, stable: Array | None, outstanding: float
) -> tuple[AreaType, ...]:
    made = []
    for label in range(int(labels.max()) + 1):
        rows = np.flatnonzero(labels == label)
        centre = data.z[rows].mean(axis=0)
        far = ((data.z[rows] - centre) ** 2).sum(axis=1)
        profile = {name: float(mean) for name, mean in zip(data.names, centre, strict=True)}
        features = sorted(
            (Feature(name, mean) for name, mean in profile.items() if abs(mean) >= outstanding),
            key=lambda one: -abs(one.mean),
        )
        made.append(
            AreaType(
                number=label + 1,
                areas=tuple(data.areas[row] for row in rows),
                typical=data.areas[rows[int(far.argmin())]],
                profile=profile,
                means=dict(zip(data.names, data.own[rows].mean(axis=0).tolist(), strict=True)),
                features=tuple(features),
                silhouette=float(value[rows].mean()),
                stability=None if stable is None else float(stable[label]),
            )
        )
    return tuple(made)


def _merges(merges: Array, labels: Labels, count: int) -> tuple[Merge, ...]:
    """Return the last merges, those that join the types, in the words of type numbers."""
    n = len(labels)
    inside: dict[int, tuple[int, ...]] = {row: (int(labels[row]) + 1,) for row in range(n)}
    found = []
    for number, (first, second, distance, _) in enumerate(merges.tolist()):
        one, other = sorted([inside.pop(int(first)), inside.pop(int(second))])
        inside[n + number] = tuple(sorted({*one, *other}))
        if number >= n - count:
            found.append(Merge(one, other, float(distance)))
    return tuple(found)


def _first_component(z: Array) -> float:
    if z.shape[1] == 1:
        return 1.0
    values = np.linalg.eigvalsh(np.corrcoef(as_array(z), rowvar=False))
    return float(values[-1] / values.sum())
