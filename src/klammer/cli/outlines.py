# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Outlines of areas from a file of the analyst's own, as many as it holds, in metres.

Unlike `sources.geofiles`, which reads what others hand in for a geography, this sets no bound: all
of Germany's municipalities are 11,000.
"""

import warnings
from pathlib import Path
from typing import Any

from klammer.patterns.refusals import refused


def read_outlines(path: Path, *, key: str) -> dict[str, Any]:
    """Return key → polygon in metres; several rows of one key are joined.

    key  the column with the keys of the areas
    Raises `InputRefusedError`: `no_file`, `outlines` (cannot be read), `column_missing`.
    """
    import numpy as np
    import shapely

    meta, geometry, columns = _read(path)
    names = [str(one) for one in meta["fields"]]
    if key not in names:
        raise refused(
            f"column '{key}' is missing",
            code="column_missing",
            where=path.name,
            why=f"found the columns {', '.join(names)}",
            remedy="name the one with the keys by --key",
        )
    held = [(str(name), one) for name, one in zip(columns[names.index(key)], geometry, strict=True)]
    shapes = shapely.from_wkb(np.array([one for _, one in held], dtype=object))
    shapes = _in_metres(shapes, str(meta["crs"] or ""), path.name)
    parts: dict[str, list[Any]] = {}
    for (name, _), shape in zip(held, shapes, strict=True):
        if shape is not None and not shape.is_empty:
            parts.setdefault(name, []).append(shape)
    return {
        name: some[0] if len(some) == 1 else shapely.union_all(some) for name, some in parts.items()
    }


def _read(path: Path) -> tuple[Any, Any, Any]:
    from pyogrio.errors import DataLayerError, DataSourceError
    from pyogrio.raw import read

    if not path.is_file():
        raise refused(f"there is no file {path.name}", code="no_file", remedy="check the path")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # GDAL warns of rings it repaired
            meta, _, geometry, columns = read(path, force_2d=True)
    except (DataSourceError, DataLayerError, ValueError) as error:
        raise _unreadable(path.name, str(error)[:200]) from error
    if geometry is None or not len(geometry):
        raise _unreadable(path.name, "it holds no outlines")
    return meta, geometry, columns


def _in_metres(shapes: Any, stated: str, name: str) -> Any:
    import shapely

    from klammer.sources.geofiles import crs

    valid = shapely.make_valid(shapes)
    code = crs.code_of(stated) or crs.assumed(shapely.get_coordinates(valid))
    moved = crs.to_metres(code, name=name)
    return shapely.transform(valid, moved) if moved else valid


def _unreadable(name: str, why: str) -> Exception:
    return refused(
        f"{name} cannot be read as outlines",
        code="outlines",
        where=name,
        why=why,
        remedy="save it as GeoPackage or GeoJSON with one layer of polygons",
    )
