# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writes: a file on its way in: received, mapped, staged, accepted or discarded."""

import shutil
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from klammer.base.errors import InputRefusedError, KlammerError
from klammer.pipeline import deliveries
from klammer.pipeline.records import Delivery
from klammer.sources import guards, proposals, register
from klammer_web.accounts.seats import Seat
from klammer_web.accounts.signatures import signature
from klammer_web.catalogue import rules
from klammer_web.catalogue.actions import trail
from klammer_web.catalogue.enums import OPEN_STATES, UploadState
from klammer_web.catalogue.instance import instance
from klammer_web.catalogue.mappings import headers
from klammer_web.catalogue.models import RememberedMapping, Upload
from klammer_web.catalogue.phrases.refusals import refusal
from klammer_web.catalogue.queries.reviews import bytes_of

HEAD = 65_536
TABLE, WORKBOOK = "table", "workbook"
ASKED = frozenset({TABLE, WORKBOOK})  # formats that do not say where their figures come from


def receive(
    file: UploadedFile, *, seat: Seat, limit: int, is_common: bool = False, at: datetime
) -> Upload:
    """Keep an uploaded file apart from all data, after a look at size and kind.

    is_common  it holds official figures for all; else it is the workspace's own

    Raises `InputRefusedError` for what no reader should even open; nothing is kept then.
    """
    rules.check_work_with_data(seat)
    if is_common:
        rules.check_act_for_all(seat)
    name = clean_name(file.name or "")
    if (file.size or 0) > limit:
        raise InputRefusedError(
            f"'{name}' is too large",
            where=name,
            why=f"{file.size} bytes, allowed are {limit}",
            remedy="load it on the server with klammer load",
            code="upload_too_large",
            name=name,
            size=(file.size or 0) // 1_000_000,
            limit=limit // 1_000_000,
        )
    upload = Upload(workspace_id=seat.workspace_id, created_by_id=seat.user_id, name=name)
    upload.size, upload.is_common = file.size or 0, is_common
    path = bytes_of(upload)
    path.parent.mkdir(parents=True)
    try:
        with path.open("xb") as target:
            for chunk in file.chunks():
                target.write(chunk)
        _check_kind(path, name)
        upload.reader = _recognised(path, name)
        with transaction.atomic():
            upload.save()
            _note("upload_received", upload, seat=seat, at=at)
    except BaseException:
        shutil.rmtree(path.parent, ignore_errors=True)
        raise
    return upload


def _note(act: str, upload: Upload, *, seat: Seat, at: datetime) -> None:
    trail.note(act, seat=seat, kind="upload", object_id=upload.id, title=upload.name, at=at)


def _check_kind(path: Path, name: str) -> None:
    """Refuse what the guards refuse, and documents: no reader takes figures out of a PDF."""
    if guards.inspect(path, name=name).kind is guards.Kind.PDF:
        raise InputRefusedError(
            f"'{name}' is a document",
            where=name,
            why="figures in a PDF have no cells they could be traced to",
            remedy="ask the publisher for the table",
            code="unknown_kind",
        )


def _recognised(path: Path, name: str) -> str:
    """Name the reader; any spreadsheet looks like a statistical office's, so a person is asked."""
    with path.open("rb") as file:
        found = register.recognise(file.read(HEAD), name)
    if found is not None and found.name == WORKBOOK:
        return TABLE
    return found.name if found else ""


def clean_name(name: str) -> str:
    """Return the file's own name without folders and control characters, at most 200 long."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    kept = "".join(c for c in last if c.isprintable()).strip().strip(".")
    return kept[-200:] or "datei"


@transaction.atomic
def choose_reading(
    upload: Upload,
    *,
    seat: Seat,
    reader: str,
    boundary: str = "",
    mapping: Mapping[str, Any] | None = None,
    fingerprint: str = "",
) -> None:
    """Say how the file is to be read."""
    rules.check_work_with_data(seat)
    _check_open(upload)
    upload.reader, upload.boundary, upload.refusal = reader, boundary, None
    upload.mapping = dict(mapping) if mapping else None
    upload.fingerprint = fingerprint
    upload.state = UploadState.MAPPED
    upload.save()


def keep_answers(
    upload: Upload, *, seat: Seat, mapping: Mapping[str, Any], fingerprint: str
) -> None:
    """Keep what was answered so far; nothing where the file was read or decided meanwhile.

    A draft is no act: what it becomes is recorded when the file is read and accepted.
    """
    rules.check_work_with_data(seat)
    if upload.mapping == mapping:
        return
    same = Upload.objects.filter(pk=upload.pk, state=upload.state, staged_id=upload.staged_id)
    same.filter(state__in=OPEN_STATES).update(
        reader=TABLE,
        mapping=dict(mapping),
        fingerprint=fingerprint,
        refusal=None,
        state=UploadState.MAPPED,
    )


def names_its_origin(reader: str, mapping: Mapping[str, Any] | None) -> bool:
    """Whether publisher and "already published?" are known, where the format does not say them."""
    origin = (mapping or {}).get("origin", {})
    return reader not in ASKED or (
        bool(str(origin.get("publisher", "")).strip()) and isinstance(origin.get("own"), bool)
    )


def _check_origin(upload: Upload) -> None:
    if not names_its_origin(upload.reader, upload.mapping):
        raise InputRefusedError(
            "nobody said where these figures come from",
            where=upload.name,
            why="without publisher and whether they were published nobody knows what to protect",
            remedy="change the mapping and answer both",
            code="origin_unanswered",
        )


def _remember(upload: Upload) -> None:
    """Keep the mapping of an accepted table for the next one of its structure."""
    if upload.reader != TABLE or not upload.mapping or not upload.fingerprint:
        return
    sheet = str(upload.mapping.get("table", {}).get("sheet", ""))
    proposal = proposals.propose(bytes_of(upload), name=upload.name, sheet=sheet)
    RememberedMapping.objects.update_or_create(
        workspace_id=upload.workspace_id,
        fingerprint=upload.fingerprint,
        defaults={"mapping": upload.mapping, "headers": headers(proposal), "name": upload.name},
    )


def stage(upload: Upload, *, seat: Seat, at: datetime) -> Upload:
    """Read and check the file; a refusal is kept beside the upload, the instance is untouched."""
    rules.check_work_with_data(seat)
    _check_open(upload)
    _forget_staged(upload)
    try:
        staged = deliveries.stage(
            instance(),
            bytes_of(upload),
            name=upload.name,
            reader=upload.reader,
            mapping=upload.mapping,
            boundary=upload.boundary,
            workspace=upload.owner_key,
            at=at,
        )
    except KlammerError as error:
        upload.state, upload.staged_id = UploadState.REFUSED, ""
        upload.refusal = refusal(error).as_json()
    else:
        upload.state, upload.staged_id, upload.refusal = UploadState.STAGED, staged.id, None
    upload.save()
    return upload


def accept(upload: Upload, *, seat: Seat, note: str, at: datetime) -> str:
    """Make the staged file a delivery and return its id; remember how its table was read.

    Raises `InputRefusedError` when nobody said where the figures of a plain table come from.
    """
    rules.check_work_with_data(seat)
    rules.check_act_for(seat, upload.owner_key)
    _check_open(upload)
    _check_origin(upload)
    found = _accepted(upload, by=signature(seat.user_id), at=at, note=note.strip())
    upload.state, upload.delivery_id = UploadState.ACCEPTED, found.id
    with transaction.atomic():
        upload.save()
        _remember(upload)
        trail.note(
            "delivery_accepted",
            seat=seat,
            kind="delivery",
            object_id=found.id,
            title=found.title,
            after={"owner": trail.owner(seat, upload.owner_key), "note": note.strip()},
            at=at,
        )
    shutil.rmtree(bytes_of(upload).parent, ignore_errors=True)
    return found.id


def _accepted(upload: Upload, *, by: str, at: datetime, note: str) -> Delivery:
    """Accept what is staged; a process killed right after it did so has not to do it twice."""
    here = instance()
    is_left = not (here / "staged" / upload.staged_id).is_dir()
    if upload.staged_id and is_left and (here / "deliveries" / upload.staged_id).is_dir():
        return deliveries.delivery(here, upload.staged_id)
    return deliveries.accept(here, upload.staged_id, by=by, at=at, note=note)


def discard(upload: Upload, *, seat: Seat, at: datetime) -> None:
    """Forget the file: its bytes and what was read from them."""
    rules.check_work_with_data(seat)
    _check_open(upload)
    _forget_staged(upload)
    upload.state, upload.staged_id = UploadState.DISCARDED, ""
    with transaction.atomic():
        upload.save()
        _note("upload_discarded", upload, seat=seat, at=at)
    shutil.rmtree(bytes_of(upload).parent, ignore_errors=True)


def _forget_staged(upload: Upload) -> None:
    others = Upload.objects.filter(staged_id=upload.staged_id, state=UploadState.STAGED)
    if not upload.staged_id or others.exclude(pk=upload.pk).exists():
        return  # the same bytes wait in another upload: they stay
    if (instance() / "staged" / upload.staged_id).is_dir():
        deliveries.discard(instance(), upload.staged_id)


def _check_open(upload: Upload) -> None:
    if not upload.is_open:
        raise InputRefusedError(
            "this upload has been decided",
            where=upload.name,
            why=f"it is {upload.state}",
            remedy="look at the list of deliveries",
            code="upload_decided",
            state=upload.get_state_display(),
        )
