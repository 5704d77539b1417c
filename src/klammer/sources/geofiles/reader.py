# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading a file of areas by its content, whatever its name says."""

import json
import tempfile
import warnings
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from klammer.base.errors import InputRefusedError, Place
from klammer.sources import guards
from klammer.sources.geofiles import crs
from klammer.sources.geofiles.features import Feature, Features, check_number, refused
from klammer.sources.geofiles.tables import table_features
from klammer.sources.guards import archives

MOST_BYTES = 50_000_000
_SHAPEFILE = (".shp", ".shx", ".dbf", ".prj", ".cpg")
_SQLITE = b"SQLite format 3\x00"


def read_features(path: Path, *, name: str = "", sheet: str = "") -> Features:
    """Read the areas of a file: rows of texts, with a shape in metres where the file has one.

    sheet  of a workbook; "" takes the first that has a list

    Missing: a row without a shape keeps its texts. Raises `InputRefusedError` with the place for
    what is no list of areas: too large, damaged, several layers, unknown coordinates, no rows.
    """
    name = name or path.name
    size = path.stat().st_size
    if size > MOST_BYTES:
        raise refused(
            f"{name} is too large", f"{size:,} bytes; {MOST_BYTES:,} are taken",
            "simplify the outlines, or leave fields out", "too_large", name,
            size=size, limit=MOST_BYTES,
        )  # fmt: skip
    with path.open("rb") as file:
        head = file.read(4096)
    if head.startswith(_SQLITE):
        found = _package(path, name)
    elif head.startswith(b"PK\x03\x04") and _is_shapefile(path, name):
        found = _shapefile(path, name)
    elif head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        found = _geojson(path, name)
    else:
        found = table_features(path, name=name, sheet=sheet)
    check_number(len(found.rows), name=name)
    return found


def read_lines(text: str) -> Features:
    """Read a list that a person typed: one area a line, "07; Oststadt" or "Oststadt".

    Raises `InputRefusedError` for nothing, and more areas than a geography may have.
    """
    rows = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        mark = next((one for one in (";", "\t") if one in line), "")
        code, _, rest = line.partition(mark) if mark else ("", "", line)
        texts = {"Schlüssel": code.strip(), "Name": rest.strip()}
        rows.append(Feature(texts, Place(row=number)))
    check_number(len(rows), name="Liste")
    has_codes = all(one.texts["Schlüssel"] for one in rows)
    return Features(("Schlüssel", "Name") if has_codes else ("Name",), tuple(rows))


def _geojson(path: Path, name: str) -> Features:
    try:
        data = json.loads(path.read_text(encoding="utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise refused(
            f"{name} cannot be read as GeoJSON", str(error)[:200], "export it again", "not_geojson",
            name,
        ) from error  # fmt: skip
    features = data.get("features") if isinstance(data, Mapping) else None
    if not isinstance(features, list) or not all(isinstance(one, Mapping) for one in features):
        raise refused(
            f"{name} holds no list of areas", "expected a FeatureCollection",
            "export the layer as GeoJSON", "not_geojson", name,
        )  # fmt: skip
    check_number(len(features), name=name)
    shapes = [
        _shape_of(one.get("geometry"), name, row) for row, one in enumerate(features, start=1)
    ]
    texts = [_texts(one.get("properties") or {}) for one in features]
    return _located(texts, shapes, _stated(data), name)


def _stated(data: Mapping[str, Any]) -> str:
    """A GeoJSON that names no system is in degrees, says RFC 7946."""
    held = data.get("crs")
    named = held.get("properties", {}).get("name", "") if isinstance(held, Mapping) else ""
    return str(named) if named else "CRS84"


def _shape_of(found: Any, name: str, row: int) -> Any:
    if not found:
        return None
    try:
        return shapely.force_2d(shapely.geometry.shape(found))
    except (TypeError, ValueError, KeyError, IndexError, AttributeError) as error:
        raise _unreadable(name, row, str(error)) from error
    except shapely.errors.ShapelyError as error:
        raise _unreadable(name, row, str(error)) from error


def _unreadable(name: str, row: int, why: str) -> InputRefusedError:
    return InputRefusedError(
        "an area has no readable coordinates",
        where=Place(file=name, row=row),
        why=why[:200],
        remedy="mend the geometry and export it again",
        code="coordinates",
        row=row,
    )


def _texts(properties: Mapping[str, Any]) -> dict[str, str]:
    return {
        str(key): _text(value)
        for key, value in properties.items()
        if isinstance(value, str | int | float) and not isinstance(value, bool)
    }


def _text(value: Any) -> str:
    if value is None or (isinstance(value, float) and np.isnan(value)):
        return ""
    if isinstance(value, float) and float(value).is_integer():
        return str(int(value))
    return str(value).strip()


def _is_shapefile(path: Path, name: str) -> bool:
    try:
        with zipfile.ZipFile(path) as archive:
            return any(one.lower().endswith(".shp") for one in archive.namelist())
    except (zipfile.BadZipFile, OSError) as error:
        raise archives.damaged(name, str(error)) from error


def _shapefile(path: Path, name: str) -> Features:
    archives.check(path, name=name, limits=guards.Limits())
    with zipfile.ZipFile(path) as archive, tempfile.TemporaryDirectory(prefix="klammer-") as folder:
        parts = [one for one in archive.namelist() if one.lower().endswith(_SHAPEFILE)]
        layers = [one for one in parts if one.lower().endswith(".shp")]
        if len(layers) > 1:
            raise _several(name, [Path(one).name for one in layers])
        stem = layers[0][:-4]
        for part in parts:
            if part[:-4] == stem:
                target = Path(folder) / f"layer{part[-4:].lower()}"
                target.write_bytes(archive.read(part))
        return _layer(Path(folder) / "layer.shp", name, layer=None)


def _package(path: Path, name: str) -> Features:
    from pyogrio import list_layers
    from pyogrio.errors import DataSourceError

    with tempfile.TemporaryDirectory(prefix="klammer-") as folder:
        copy = Path(folder) / "layer.gpkg"
        copy.write_bytes(path.read_bytes())
        try:
            layers = [str(one) for one, kind in list_layers(copy) if kind is not None]
        except DataSourceError as error:
            raise archives.damaged(name, str(error)[:200]) from error
        if len(layers) != 1:
            raise _several(name, layers)
        return _layer(copy, name, layer=layers[0])


def _layer(path: Path, name: str, *, layer: str | None) -> Features:
    from pyogrio.errors import DataLayerError, DataSourceError
    from pyogrio.raw import read

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # GDAL warns of repaired rings; they are checked later
            meta, _, geometry, columns = read(path, layer=layer, force_2d=True)
    except (DataSourceError, DataLayerError, ValueError) as error:
        raise archives.damaged(name, str(error)[:200]) from error
    check_number(len(geometry), name=name)
    fields = [str(one) for one in meta["fields"]]
    texts = [
        dict(zip(fields, (_text(_plain(column[row])) for column in columns), strict=True))
        for row in range(len(geometry))
    ]
    shapes = [None if one is None else shapely.from_wkb(one) for one in geometry]
    return _located(texts, shapes, str(meta["crs"] or ""), name)


def _plain(value: Any) -> Any:
    return value.item() if isinstance(value, np.generic) else value


def _located(
    texts: Sequence[Mapping[str, str]], shapes: Sequence[Any], stated: str, name: str
) -> Features:
    """Bring shapes to metres; where the file names no system, coordinates may leave no doubt."""
    fields = tuple(dict.fromkeys(key for one in texts for key in one))
    held = [one for one in shapes if one is not None and not one.is_empty]
    points = shapely.get_coordinates(held) if held else np.empty((0, 2))
    code = crs.code_of(stated)
    notes: tuple[str, ...] = ()
    if held and not np.isfinite(points).all():
        raise _unreadable(name, 0, "a coordinate is no number")
    if held and (not stated or (code in {"CRS84", "4326"} and not _are_degrees(points))):
        code, notes = crs.assumed(points), ("crs_assumed",)
    moved = crs.to_metres(code, name=name) if held else None
    if moved is not None:
        crs.check_place(points, code, name=name)
    rows = tuple(
        Feature(
            dict(one),
            Place(file=name, row=number),
            None if shape is None else shapely.transform(shape, moved) if moved else shape,
        )
        for number, (one, shape) in enumerate(zip(texts, shapes, strict=True), start=1)
    )
    return Features(fields, rows, f"EPSG:{code}" if held else "", notes if held else ())


def _are_degrees(points: Any) -> bool:
    return bool(np.abs(points).max() <= 360)


def _several(name: str, layers: Sequence[str]) -> InputRefusedError:
    return refused(
        f"{name} holds {len(layers)} layers",
        f"found {', '.join(layers[:6]) or 'none with outlines'}",
        "export the layer with the areas alone",
        "several_layers",
        name,
        layers=", ".join(layers[:6]),
    )
