# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Answers for many areas are made once and kept on the disk, beside the release they are of."""

import json

import pytest

from klammer_web.atlas import jobs
from klammer_web.atlas.queries import kept, outlines, payloads

PLACE = {"level": "municipality", "boundary": "2022-12-31", "period": "2022"}


@pytest.fixture
def many(atlas, monkeypatch):
    """The small atlas, whose municipalities count as many."""
    monkeypatch.setattr(payloads, "MANY", 1)
    payloads.values_payload.cache_clear()
    yield atlas
    payloads.values_payload.cache_clear()


def files(release):
    folder = release.folder.parents[1] / kept.FOLDER
    return sorted(path for path in folder.rglob("*") if path.is_file())


def asked(release):
    payloads.values_payload.cache_clear()  # as another process
    return payloads.values_payload(release, "rate", **PLACE)


def test_answer_for_many_areas_is_read_by_another_process(many, monkeypatch):
    first = asked(many)
    monkeypatch.setattr(payloads, "_made", None)  # would fail

    assert asked(many) == first
    assert [path.parents[1].name for path in files(many)] == [many.root]


def test_answer_for_few_areas_is_not_kept(atlas):
    payloads.values_payload.cache_clear()
    payloads.values_payload(atlas, "rate", **PLACE)

    assert files(atlas) == []


@pytest.mark.parametrize(
    "harm", [lambda b: b[:-7], lambda b: b[:90] + b"?" + b[91:], lambda _: b""]
)
def test_harmed_file_counts_as_not_there(many, harm):
    first = asked(many)
    (path,) = files(many)
    path.write_bytes(harm(path.read_bytes()))

    assert asked(many) == first
    assert kept.find(many, ("rate", *PLACE.values(), ())) == first


def test_preparing_makes_every_answer_of_a_release_once(many):
    wanted = payloads.questions(many)

    assert payloads.prepare(many) == len(wanted) == len(files(many))
    assert payloads.prepare(many) == 0
    assert [question[3] for question in wanted] == sorted((q[3] for q in wanted), reverse=True)


def test_prepared_answer_is_what_a_page_gets(many, client):
    payloads.prepare(many)
    address = f"/atlas/werte/{many.root[:12]}/rate/municipality/2022-12-31/2022.json"
    found = kept.find(many, ("rate", *PLACE.values(), ()))

    assert client.get(address).json() == json.loads(found.plain())


def test_no_more_is_kept_than_there_is_room_for(many, monkeypatch):
    monkeypatch.setattr(kept, "MOST_FILES", 2)

    assert payloads.prepare(many) == 2
    assert asked(many) is not None
    assert len(files(many)) == 2


def test_only_the_last_releases_are_kept(many, monkeypatch):
    monkeypatch.setattr(kept, "MOST_RELEASES", 1)
    older = many.folder.parents[1] / kept.FOLDER / ("0" * 64)
    (older / "mark").mkdir(parents=True)
    asked(many)

    assert not older.exists()
    assert len(files(many)) == 1


def test_other_outlines_are_another_answer(many, monkeypatch):
    listed = asked(many)
    monkeypatch.setattr(outlines, "mark", lambda: "other")
    monkeypatch.setattr(payloads, "outlines", lambda *_: None)

    assert json.loads(asked(many).plain())["order"] == "areas"
    assert json.loads(listed.plain())["order"] == "outlines"


def test_unwritable_disk_costs_time_and_nothing_else(many, monkeypatch):
    def full(*_):
        raise OSError(28, "no space left")

    monkeypatch.setattr("pathlib.Path.write_bytes", full)

    assert asked(many) is not None
    assert files(many) == []


def test_release_with_many_areas_is_prepared_in_the_background(many, settings):
    from klammer_web.operation.models import Job

    settings.WORK_INLINE = True
    jobs.prepare_later(root=many.root)
    jobs.prepare_later(root=many.root)

    assert Job.objects.filter(name=jobs.PREPARE).count() == 1
    assert len(files(many)) == len(payloads.questions(many))


def test_release_with_few_areas_needs_no_preparation(atlas):
    from klammer_web.operation.models import Job

    jobs.prepare_later(root=atlas.root)

    assert not Job.objects.filter(name=jobs.PREPARE).exists()
