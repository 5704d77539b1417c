# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Answers: JSON, GeoJSON and CSV; kept by the root of the release they are from.

An address that names a release never changes its content: caches may keep it for a year. One that
asks for the present release is asked again after a minute, and answered with 304 while the release
is the same. What depends on the seat is kept by nobody.
"""

import csv
import gzip
import hashlib
import io
import json
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified

from klammer import __version__
from klammer.warehouse.open import Release

JSON, CSV, GEOJSON = "application/json", "text/csv; charset=utf-8", "application/geo+json"
FOR_EVER, A_MINUTE = "max-age=31536000, immutable", "max-age=60"
_KEPT_BYTES = 64_000_000  # compressed answers in the memory of a process
_SMALL = 1_000  # bytes: not worth compressing


class Kept:
    """Answers that follow from a release alone, by address; the oldest make room."""

    def __init__(self, most: int = _KEPT_BYTES) -> None:
        self.most, self.size = most, 0
        self.found: OrderedDict[str, tuple[bytes, bool]] = OrderedDict()
        self.lock = threading.Lock()

    def get(self, tag: str, make: Callable[[], bytes]) -> tuple[bytes, bool]:
        """Return the bytes and whether they are compressed; make them if they are not there."""
        with self.lock:
            if tag in self.found:
                self.found.move_to_end(tag)
                return self.found[tag]
        plain = make()
        packed = len(plain) > _SMALL
        answer = (gzip.compress(plain, 6, mtime=0) if packed else plain, packed)
        with self.lock:
            if tag not in self.found and len(answer[0]) <= self.most:
                self.found[tag] = answer
                self.size += len(answer[0])
            while self.size > self.most:
                self.size -= len(self.found.popitem(last=False)[1][0])
        return answer

    def forget(self) -> None:
        """Begin anew."""
        with self.lock:
            self.found.clear()
            self.size = 0


KEPT = Kept()


def of_release(
    request: HttpRequest, release: Release, make: Callable[[], bytes], *, kind: str = JSON
) -> HttpResponse:
    """Answer what follows from a release and the address alone."""
    is_pinned = bool(request.GET.get("release"))
    caching = f"{_readers(request)}, {FOR_EVER if is_pinned else A_MINUTE}"
    return _tagged(request, release.root, make, kind=kind, caching=caching)


def of_the_house(
    request: HttpRequest, make: Callable[[], bytes], *, kind: str = JSON
) -> HttpResponse:
    """Answer what follows from the version of the software and the address alone."""
    return _tagged(
        request, __version__, make, kind=kind, caching=f"{_readers(request)}, max-age=3600"
    )


def of_the_seat(data: Any) -> HttpResponse:
    """Answer what depends on who asks, and on what others did meanwhile: kept by nobody."""
    response = HttpResponse(as_json(data), content_type=JSON)
    response["Cache-Control"] = "no-store"
    return response


def _readers(request: HttpRequest) -> str:
    return "private" if "Authorization" in request.headers else "public"


def _tagged(
    request: HttpRequest, mark: str, make: Callable[[], bytes], *, kind: str, caching: str
) -> HttpResponse:
    words = f"{__version__} {mark} {request.get_full_path()} {kind}"
    tag = hashlib.sha256(words.encode("utf-8", "replace")).hexdigest()[:32]
    response: HttpResponse
    if f'"{tag}"' in request.headers.get("If-None-Match", ""):
        response = HttpResponseNotModified()
    else:
        body, packed = KEPT.get(tag, make)
        takes = "gzip" in request.headers.get("Accept-Encoding", "")
        response = HttpResponse(
            gzip.decompress(body) if packed and not takes else body, content_type=kind
        )
        if packed and takes:
            response["Content-Encoding"] = "gzip"
    response["ETag"] = f'"{tag}"'
    response["Cache-Control"] = caching
    return response


def as_json(data: Any) -> bytes:
    """Return JSON; a number that JSON does not know would be a mistake of ours."""
    return json.dumps(data, ensure_ascii=False, allow_nan=False).encode()


def paged(
    request: HttpRequest, count: int, *, offset: int, limit: int, rows: Sequence[Any]
) -> dict[str, Any]:
    """Return one page of a list, with the address of the next."""
    after = offset + limit
    query = request.GET.copy()
    query["offset"] = str(after)
    more = f"{request.path}?{query.urlencode()}" if after < count else None
    return {"count": count, "offset": offset, "limit": limit, "next": more, "items": list(rows)}


def as_csv(rows: Iterable[Sequence[Any]], *, is_german: bool) -> bytes:
    """Return a table: plain (comma, decimal point) or for a German spreadsheet.

    A text that a spreadsheet would take for a formula gets an apostrophe before it.
    """
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";" if is_german else ",", lineterminator="\r\n")
    for row in rows:
        writer.writerow([_cell(one, is_german=is_german) for one in row])
    return ("\ufeff" if is_german else "").encode() + out.getvalue().encode()


def _cell(value: Any, *, is_german: bool) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        text = format(value, ".12g")
        return text.replace(".", ",") if is_german else text
    text = str(value)
    return f"'{text}" if text[:1] in {"=", "+", "@", "\t", "\r"} else text


def as_file(response: HttpResponse, name: str) -> HttpResponse:
    """Let a browser store the answer under this name."""
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
