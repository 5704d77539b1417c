# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The atlas as files: whole, alike each time, with every link leading somewhere, and all or nothing."""

import csv
import json
import re
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urldefrag

import pytest

from klammer.base.errors import InputRefusedError
from klammer_web.atlas import commands
from klammer_web.atlas.exporting import site
from klammer_web.atlas.exporting.gathering import GatheredRelease
from klammer_web.atlas.exporting.plan import Plan
from klammer_web.atlas.queries import areas, series


def _written(atlas, folder: Path, **words) -> Path:
    plan = Plan(folder, atlas.folder, counties=("16063",), **words)
    assert site.export(plan, progress=lambda _step, _share: None, workers=1) > 0
    return folder


@pytest.fixture
def exported(atlas, tmp_path):
    return _written(atlas, tmp_path / "site")


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.odd: list[str] = []

    def handle_starttag(self, tag, attrs):
        words = dict(attrs)
        self.found += [words[name] for name in ("href", "src", "data") if words.get(name)]
        self.odd += [name for name in words if name == "style" or name.startswith("on")]
        if tag == "script" and not words.get("src"):
            self.odd.append("script")


def _bytes(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_several_processes_write_the_same_site_as_one(atlas, exported, tmp_path):
    plan = Plan(tmp_path / "together", atlas.folder, counties=("16063",))

    site.export(plan, progress=lambda _step, _share: None, workers=2)

    assert _bytes(tmp_path / "together") == _bytes(exported)


def test_every_link_leads_to_a_file_of_the_site_and_nothing_is_inline(exported):
    pages = list(exported.rglob("*.html"))
    assert len(pages) > 10
    for page in pages:
        links = _Links()
        links.feed(page.read_text("utf-8"))
        assert links.odd == []
        for link in links.found:
            address, mark = urldefrag(link)
            if not address or page.name == "404.html":
                continue
            assert ":" not in address, f"{page}: {link} leaves the site"
            target = (page.parent / address).resolve()
            assert target.is_file(), f"{page}: {link}"
            if mark.startswith("g"):
                assert f'id="{mark}"' in target.read_text("utf-8")


def test_maps_refer_to_outlines_that_are_there(exported):
    maps = list(exported.rglob("karte-*.svg"))
    assert maps
    for one in maps:
        for address, key in re.findall(r'href="([^"#]+)#a(\w+)"', one.read_text("utf-8")):
            outlines = (one.parent / address).resolve()
            assert f'id="a{key}"' in outlines.read_text("utf-8")


def test_a_page_says_what_the_atlas_says(exported, atlas):
    place = next(one for one in atlas.coverage("share") if one.area_level == "county")
    found = series.series_figure(
        areas.name_of("16063", boundary=place.boundary),
        release=atlas, definition=atlas.definitions["share"], coverage=place,
    )  # fmt: skip
    page = (exported / "gebiet/16063/share.html").read_text("utf-8")
    assert all(sentence in page for sentence in found.sentences)
    assert all(f"<td>{line.figure.text}" in page for line in found.lines)


def test_what_is_hidden_is_a_sign_in_pages_and_values(exported):
    page = (exported / "gebiet/16063076/rate.html").read_text("utf-8")
    assert "<td>•" in page
    text = (exported / "kennzahl/rate/werte.csv").read_text("utf-8-sig")
    rows = {row[0]: row for row in csv.reader(text.splitlines()[2:], delimiter=";")}
    assert (rows["16063076"][5], rows["16063076"][10]) == ("", "•")
    values = json.loads((exported / "kennzahl/rate/werte.json").read_text("utf-8"))
    hidden = [row for row in values["rows"] if row[0] == "16063076"]
    assert [row[4] for row in hidden] == [None]


def test_only_the_chosen_county_has_pages_of_its_towns(exported):
    keys = {path.name for path in (exported / "gebiet").iterdir()}
    assert "16063003" in keys
    assert not keys & {"16061045", "16061"}


def test_the_same_release_gives_the_same_bytes(atlas, exported, tmp_path):
    assert _bytes(exported) == _bytes(_written(atlas, tmp_path / "again"))


def test_a_failed_export_leaves_the_one_before(atlas, exported, monkeypatch):
    before = _bytes(exported)

    def fails(*_args, **_words):
        raise RuntimeError

    monkeypatch.setattr(site, "_write_frame", fails)
    with pytest.raises(RuntimeError):
        _written(atlas, exported)
    assert _bytes(exported) == before
    assert [path.name for path in exported.parent.iterdir() if path.name.startswith(".site")] == []


def test_killed_between_the_renames_the_old_site_comes_back(atlas, exported):
    before = _bytes(exported)
    exported.rename(exported.with_name(".site.old"))
    with pytest.raises(InputRefusedError):
        site.export(
            Plan(exported, atlas.folder, indicators=("unknown",)),
            progress=lambda _step, _share: None, workers=1,
        )  # fmt: skip
    _written(atlas, exported)
    assert _bytes(exported) == before


def test_a_folder_with_something_else_is_left_alone(atlas, tmp_path):
    (tmp_path / "letters").mkdir()
    letter = tmp_path / "letters" / "brief.txt"
    letter.write_text("Lieber Landrat")
    with pytest.raises(InputRefusedError, match="something else"):
        _written(atlas, tmp_path / "letters")
    assert letter.read_text() == "Lieber Landrat"


def test_a_withdrawn_release_is_not_exported(atlas, tmp_path):
    (atlas.folder / "withdrawn.json").write_text('{"at": "2026-11-22", "reason": "Fehler"}')
    with pytest.raises(InputRefusedError, match="cannot be exported"):
        _written(atlas, tmp_path / "site")
    assert not (tmp_path / "site").exists()


def test_unknown_counties_are_refused(atlas, tmp_path):
    with pytest.raises(InputRefusedError, match="16999"):
        site.export(
            Plan(tmp_path / "site", atlas.folder, counties=("16999",)),
            progress=lambda _step, _share: None, workers=1,
        )  # fmt: skip


def test_gathered_figures_are_those_of_the_release(atlas):
    gathered = GatheredRelease(atlas.folder)
    for place in atlas.coverage():
        for key in ("16063", "16063003", "16"):
            question = {"area_level": place.area_level, "boundary": place.boundary}
            plain = atlas.values(place.indicator, **question, areas=[key])
            assert list(gathered.values(place.indicator, **question, areas=[key]).rows()) == list(
                plain.rows()
            )


def test_the_command_writes_and_says_how_many(atlas, tmp_path, capsys):
    folder = tmp_path / "site"
    words = ["export", str(folder), "--counties", "16063", "--workers", "1"]
    assert commands.atlas([*words, "--address", "https://atlas.example/"]) == 0
    count = len([path for path in folder.rglob("*") if path.is_file()])
    assert f"{count} files" in capsys.readouterr().out
    assert "<loc>https://atlas.example/gebiet/16063/index.html</loc>" in (
        folder / "sitemap.xml"
    ).read_text("utf-8")


def test_the_command_refuses_without_public_figures(atlas, tmp_path, settings):
    settings.INSTANCE = tmp_path
    with pytest.raises(InputRefusedError, match="no instance"):
        commands.atlas(["export", str(tmp_path / "site"), "--workers", "1"])
