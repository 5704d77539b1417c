# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""pygeoapi, the peer of the benchmark of serving: in an environment of its own, never in ours.

Tried set-ups, one collection each, a file that holds exactly the figures asked for, no pretty
print, no compression (both cost it time). GeoPackage needs a system library and was left out.
"""

import csv
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

WANTED = ("pygeoapi==0.21.0", "gunicorn==27.0.1")
_CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"

# collection → provider and the question that is put to it
WITHOUT = {
    "GeoJSON, file without geometry": "bare/items?f=json&skipGeometry=true&limit=20000",
    "CSV": "csv/items?f=json&skipGeometry=true&limit=20000",
    "GeoJSON, skipGeometry": "whole/items?f=json&skipGeometry=true&limit=20000",
}
WITH = {"GeoJSON": "whole/items?f=json&limit=20000"}


def installed(folder: Path) -> Path:
    """Make an environment with the peer and return its Python; needs a package registry."""
    python = folder / "bin" / "python"
    uv = os.environ.get("UV") or shutil.which("uv")
    if uv:
        made: list[list[str]] = [
            [uv, "venv", "-q", "--python", sys.executable, str(folder)],
            [uv, "pip", "install", "-q", "--python", str(python), *WANTED],
        ]
    else:
        made = [
            [sys.executable, "-m", "venv", str(folder)],
            [str(python), "-m", "pip", "install", "-q", *WANTED],
        ]
    for words in made:
        subprocess.run(words, check=True, stdout=subprocess.DEVNULL, timeout=600)
    return python


def versions(python: Path) -> dict[str, str]:
    """Return the versions of what serves."""
    ask = (
        "import json, importlib.metadata as m; "
        "print(json.dumps({n: m.version(n) for n in ('pygeoapi', 'gunicorn', 'flask')}))"
    )
    done = subprocess.run([str(python), "-c", ask], check=True, capture_output=True, text=True)
    return json.loads(done.stdout)


def write_data(
    folder: Path, shapes: dict[str, Any], figures: dict[str, tuple[float | None, str]]
) -> None:
    """Write the figures of one indicator and year in the ways that the peer reads."""
    from klammer.territory.geometry import to_geojson

    folder.mkdir()
    properties = {
        key: {"value": value, "status": status} for key, (value, status) in figures.items()
    }
    found = to_geojson(shapes, properties=properties)
    (folder / "whole.geojson").write_text(json.dumps(found), encoding="utf-8")
    for feature in found["features"]:
        feature["geometry"] = None
    (folder / "bare.geojson").write_text(json.dumps(found), encoding="utf-8")
    with (folder / "figures.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["key", "x", "y", "value", "status"])
        for key, (value, status) in figures.items():
            writer.writerow([key, 10, 51, "" if value is None else value, status])


def start(python: Path, folder: Path, *, port: int, workers: int) -> subprocess.Popen[bytes]:
    """Start it under gunicorn with threads as our workers have them; the caller ends it."""
    (folder / "config.yml").write_text(json.dumps(_config(folder, port)), encoding="utf-8")
    environment = {
        **os.environ,
        "PYGEOAPI_CONFIG": str(folder / "config.yml"),
        "PYGEOAPI_OPENAPI": str(folder / "openapi.yml"),
    }
    generate = [str(python.with_name("pygeoapi")), "openapi", "generate"]
    words = [*generate, str(folder / "config.yml"), "--output-file", str(folder / "openapi.yml")]
    subprocess.run(words, env=environment, check=True, capture_output=True)
    serve = [str(python), "-m", "gunicorn", "--workers", str(workers), "--threads", "4"]
    serve += ["--bind", f"127.0.0.1:{port}", "--log-level", "error", "--keep-alive", "60"]
    return subprocess.Popen([*serve, "pygeoapi.flask_app:APP"], env=environment)


def _config(folder: Path, port: int) -> dict[str, Any]:
    """YAML is a superset of JSON."""
    text, url = "benchmark", f"http://127.0.0.1:{port}"
    person = ("name", "position", "address", "city", "stateorprovince", "postalcode", "country",
              "phone", "fax", "email", "hours", "instructions", "role")  # fmt: skip
    return {
        "server": {
            "bind": {"host": "127.0.0.1", "port": port}, "url": url, "encoding": "utf-8",
            "mimetype": "application/json; charset=UTF-8", "gzip": False, "pretty_print": False,
            "languages": ["en-US"], "limits": {"default_items": 20_000, "max_items": 20_000},
            "map": {"url": f"{url}/none", "attribution": text},
        },
        "logging": {"level": "ERROR"},
        "metadata": {
            "identification": {
                "title": text, "description": text, "keywords": [text], "keywords_type": "theme",
                "terms_of_service": text, "url": url,
            },
            "license": {"name": text, "url": url}, "provider": {"name": text, "url": url},
            "contact": {**dict.fromkeys(person, text), "url": url},
        },
        "resources": {
            "bare": _collection({"name": "GeoJSON", "data": str(folder / "bare.geojson")}),
            "whole": _collection({"name": "GeoJSON", "data": str(folder / "whole.geojson")}),
            "csv": _collection(
                {"name": "CSV", "data": str(folder / "figures.csv"),
                 "geometry": {"x_field": "x", "y_field": "y"}}
            ),
        },
    }  # fmt: skip


def _collection(provider: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "collection", "title": "benchmark", "description": "benchmark",
        "keywords": ["benchmark"],
        "extents": {"spatial": {"bbox": [5, 47, 16, 56], "crs": _CRS84}},
        "providers": [{"type": "feature", "id_field": "key", **provider}],
    }  # fmt: skip
