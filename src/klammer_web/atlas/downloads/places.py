# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is seen as areas with their figures, for map programs: GeoJSON and GeoPackage.

Each area carries value, status and words; a hidden value is left out, never written as a number.
Source, licence and definition stand inside the file.
"""

import io
import json
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from klammer.base.errors import InputRefusedError
from klammer.presentation import formats
from klammer.territory import geometry
from klammer_web.atlas.seen import Row, Seen, is_printed
from klammer_web.catalogue.phrases import words

GEOJSON = "application/geo+json"
GEOPACKAGE = "application/geopackage+sqlite3"
_NUMBERS = ("wert", "untere_grenze", "obere_grenze", "zaehler", "nenner")


def shapes_of(seen: Seen) -> dict[str, Any]:
    """Return area → polygon [m, EPSG:25832] of the rows that have one; empty without geometry."""
    if seen.places is None:
        return {}
    level, boundary = seen.places
    wanted = {row["area"] for row in seen.rows}
    try:
        found = geometry.geometry(level, boundary=boundary, within=_state_of(wanted))
    except InputRefusedError:
        return {}
    return {key: shape for key, shape in found.items() if key in wanted}


def _state_of(keys: set[str]) -> str | None:
    """Return the digits of the state that all official keys lie in; None for several, or others."""
    states = {key[:2] for key in keys}
    state = states.pop() if len(states) == 1 else ""
    return state if state.isdigit() else None


def geojson(seen: Seen, particulars: Sequence[tuple[str, str]]) -> str:
    """Return a FeatureCollection in WGS84 with the particulars beside the features."""
    shapes = shapes_of(seen)
    held = {row["area"]: _told(seen, row) for row in seen.rows}
    collection = geometry.to_geojson(shapes, properties=held)
    about = {"name": seen.title, "angaben": [list(pair) for pair in particulars]}
    return json.dumps(
        {"type": collection["type"], **about, "features": collection["features"]},
        ensure_ascii=False,
        allow_nan=False,
    )


def geopackage(seen: Seen, particulars: Sequence[tuple[str, str]]) -> bytes:
    """Return a GeoPackage in EPSG:25832 with one layer, written by GDAL."""
    import shapely
    from pyogrio.raw import write

    shapes = shapes_of(seen)
    rows = [_told(seen, row) | {"key": row["area"]} for row in seen.rows if row["area"] in shapes]
    names = ["key", *(name for name in rows[0] if name != "key")] if rows else ["key"]
    out = io.BytesIO()
    write(
        out,
        np.array([shapely.to_wkb(shapes[row["key"]]) for row in rows], dtype=object),
        [_column(name, rows) for name in names],
        np.array(names, dtype=object),
        layer="werte",
        driver="GPKG",
        geometry_type="MultiPolygon",
        promote_to_multi=True,
        crs=geometry.CRS,
        nan_as_null=True,
        dataset_metadata={"TITLE": seen.title},
        layer_metadata=_by_label(particulars),
    )
    return out.getvalue()


def _by_label(particulars: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Return label → text; several texts of one label stand together."""
    found: dict[str, str] = {}
    for label, text in particulars:
        found[label] = f"{found[label]} {text}" if label in found else text
    return found


def _column(name: str, rows: Sequence[Mapping[str, Any]]) -> Any:
    values = [row[name] for row in rows]
    if name in _NUMBERS:
        return np.array([np.nan if one is None else float(one) for one in values])
    return np.array([None if one is None else str(one) for one in values], dtype=object)


def _told(seen: Seen, row: Row) -> dict[str, Any]:
    """Return what stands beside an area: figures only where the value itself is printed."""
    definition = seen.release.definitions.get(row.get("indicator", ""))
    numbers = [row.get(name) for name in ("value", "low", "high", "numerator", "denominator")]
    decimals, unit = (definition.decimals, definition.unit) if definition else (1, "")
    return {
        "name": seen.names.get(row["area"], ""),
        "kennzahl": definition.title if definition else "",
        "einheit": unit,
        "zeit": formats.period(row["period"]),
        **dict(zip(_NUMBERS, numbers if is_printed(row) else [None] * 5, strict=True)),
        "gedruckt": formats.cell(row["value"], status=row["status"], decimals=decimals, unit=unit),
        "status": formats.explain(row["status"], has_value=row["value"] is not None) or "Wert",
        "geheimhaltung": words.SECRECY.get(row.get("secrecy") or "", ""),
    }
