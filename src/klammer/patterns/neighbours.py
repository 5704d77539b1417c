# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Areas that are alike: nearest neighbours on standardised inputs, and why they are near."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from klammer.base.errors import InputRefusedError
from klammer.indicators.uncertainty import Array, Numbers, as_array
from klammer.patterns.refusals import LARGEST


@dataclass(frozen=True, slots=True)
class Neighbour:
    """One similar area.

    distance  root of the mean squared difference over the inputs, in standard deviations: 0 is
              the same in everything, 1 is one standard deviation apart in a usual input
    apart     input → standardised value of this area minus that of the area asked about
    shares    input → its part of the squared distance; together 1, all 0 at distance 0
    """

    area: str
    distance: float
    apart: Mapping[str, float]
    shares: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Nearest:
    """What a search found: neighbours by distance, and the areas that miss an input."""

    neighbours: tuple[Neighbour, ...]
    left_out: tuple[str, ...]


def standardised(values: Numbers, *, name: str = "", log: bool = False) -> Array:
    """Return z = (x − mean) ÷ standard deviation over all areas.

    values   area → value; missing stays missing (NaN)
    log      take the natural logarithm first: for sizes and densities, which are skewed
    Mean and deviation are unweighted, the deviation is that of the population (÷ N). Raises
    `InputRefusedError` for an input that is the same everywhere, and for a logarithm of 0 or less.
    """
    x = as_array(values)
    known = x[np.isfinite(x)]
    if np.any(np.abs(known) > LARGEST):
        raise _refused(f"'{name}' holds a value larger than any figure", "numbers end", "too_large")
    if log and np.any(known <= 0):
        raise _refused(f"'{name}' has no logarithm everywhere", "it holds 0 or less", "logarithm")
    x, known = (np.log(x), np.log(known)) if log else (x, known)
    if len(known) < 2 or np.ptp(known) == 0:
        why = "it is the same everywhere" if len(known) else "it is missing everywhere"
        raise _refused(f"'{name}' tells no areas apart", why, "constant")
    return np.asarray((x - known.mean()) / known.std())


def nearest(
    areas: Sequence[str],
    inputs: Mapping[str, Numbers],
    *,
    to: str,
    count: int = 10,
    logs: Collection[str] = (),
    among: Collection[str] | None = None,
) -> Nearest:
    """Find the areas most like one.

    inputs   input → area → value in its own unit, in the order of `areas`
    logs     inputs that are compared by their logarithm
    among    areas that may be found; all when None. Standardised is over all areas either way
    returns  neighbours by distance, equal distances by key; areas missing an input are left out

    Raises `InputRefusedError` for an unknown area, one that misses an input, areas that repeat, no
    input, fewer areas than inputs, and inputs that tell no areas apart.
    """
    place = _checked(areas, inputs, to)
    columns = [standardised(values, name=name, log=name in logs) for name, values in inputs.items()]
    z = np.column_stack(columns)
    is_full = [bool(np.isfinite(row).all()) for row in z]
    if not is_full[place]:
        missing = [name for name, value in zip(inputs, z[place], strict=True) if np.isnan(value)]
        why = f"it has no value for {', '.join(missing)}"
        raise _refused(f"'{to}' cannot be compared", why, "incomplete")
    if sum(is_full) < len(inputs):
        why = f"{sum(is_full)} areas have all of {len(inputs)} inputs"
        raise _refused("there are fewer areas than inputs", why, "few_areas")
    apart = z - z[place]
    distance = np.sqrt((apart * apart).mean(axis=1))
    found = [
        (float(distance[row]), areas[row], row)
        for row, full in enumerate(is_full)
        if full and row != place and (among is None or areas[row] in among)
    ]
    chosen = [
        _neighbour(areas[row], far, apart[row], inputs) for far, _, row in sorted(found)[:count]
    ]
    left = tuple(area for area, full in zip(areas, is_full, strict=True) if not full)
    return Nearest(tuple(chosen), left)


def _neighbour(area: str, far: float, apart: Array, inputs: Mapping[str, Numbers]) -> Neighbour:
    squares = apart * apart
    whole = float(squares.sum())
    shares = squares / whole if whole > 0 else squares
    return Neighbour(
        area,
        far,
        {name: float(value) for name, value in zip(inputs, apart, strict=True)},
        {name: float(value) for name, value in zip(inputs, shares, strict=True)},
    )


def _checked(areas: Sequence[str], inputs: Mapping[str, Numbers], to: str) -> int:
    if not inputs:
        raise _refused("there is no input to compare by", "at least one is needed", "no_input")
    if len(set(areas)) != len(areas):
        raise _refused("an area stands twice", "each area may stand once", "key_repeats")
    if to not in areas:
        raise _refused(
            f"there is no area '{to}'", "it is not among the areas given", "unknown_area"
        )
    wrong = [name for name, values in inputs.items() if as_array(values).shape != (len(areas),)]
    if wrong:
        raise _refused(f"'{wrong[0]}' has not one value per area", "lengths differ", "lengths")
    infinite = [name for name, values in inputs.items() if np.isinf(as_array(values)).any()]
    if infinite:
        raise _refused(f"'{infinite[0]}' holds an infinite value", "numbers end", "not_a_number")
    return list(areas).index(to)


def _refused(what: str, why: str, code: str) -> InputRefusedError:
    return InputRefusedError(
        what, where="inputs", why=why, remedy="leave this input or area out", code=code
    )
