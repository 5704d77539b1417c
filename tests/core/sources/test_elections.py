# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Election results of Thuringia in their three layouts."""

import pytest
import xlsxwriter

from klammer.base.errors import InputRefusedError
from klammer.sources.contract import Request
from klammer.sources.elections import ElectionSource
from klammer.warehouse.parquet import read_columns

LANDTAG = [
    ["Landtagswahl 2024 - Freistaat Thüringen"],
    ["Stand: 12.09.2024"],
    [],
    [
        "Stand",
        "Satzart",
        "Wahl-",
        "Kreis-",
        "Ge-",
        "Wahl-",
        "Name",
        "Wahl-",
        "Wähler",
        "Landesstimmen",
        "",
        "Von den gültigen Stimmen entfielen auf",
        "",
    ],
    [
        "",
        "",
        "kreis-",
        "nr.",
        "meinde-",
        "bezirks-",
        "",
        "berechtigte",
        "",
        "ungültige",
        "gültige",
        "Landesstimmen",
        "",
    ],
    ["", "", "nr.", "", "nr.", "nr.", "", "insgesamt", "", "", "", "CDU", ""],
    ["", "", "", "", "", "", "", "", "", "", "", "absolut", "%"],
    ["E", "L", "000", "00", "000", "0000", "Land Thüringen", 1600, 900, 10, 890, 300, 33.7],
    ["E", "", "005", "63", "000", "9001", "VG gemeinsam", "-", 50, "-", 50, 20, 40.0],
    ["E", "G", "005", "63", "003", "0000", "Bad Salzungen, Stadt", 1000, 600, 5, 595, 200, 33.6],
    ["E", "", "005", "63", "003", "9001", "Briefwahl", "-", 100, 1, 99, 30, 30.3],
    ["E", "G", "005", "63", "051", "0000", "Krayenberggemeinde", 300, 100, 1, 99, 50, 50.5],
    ["E", "G", "024", "51", "000", "0000", "Erfurt 1", 200, 100, 2, 98, 20, 20.4],
    ["E", "G", "025", "51", "000", "0000", "Erfurt 2", 100, 50, 2, 48, 10, 20.8],
]


def landtag(path, rows=LANDTAG):
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Landtagswahl Thüringen")
        for row, line in enumerate(rows):
            sheet.write_row(row, 0, [None if one == "" else one for one in line])
    return path


def read(path):
    return ElectionSource().read(Request(path, path.name, path.with_suffix(".parquet")))


def figures(tidy, variable):
    columns = read_columns(tidy.path)
    names = ("variable", "party", "area", "value", "status", "row", "column")
    rows = zip(*(columns[name] for name in names), strict=True)
    return [row[1:] for row in rows if row[0] == variable]


def test_landtag_joins_split_keys_and_adds_constituencies(tmp_path):
    tidy = read(landtag(tmp_path / "landtag.xlsx"))

    assert figures(tidy, "landtag_eligible_voters") == [
        ("_T", "16063003", 1000.0, "reported", 10, 8),
        ("_T", "16063051", 300.0, "reported", 12, 8),
        ("_T", "16051000", 300.0, "reported", 13, 8),
    ]
    assert [
        (f.code, f.place.row, f.found) for f in tidy.flags if f.code == "constituencies_added"
    ] == [("constituencies_added", 14, "Erfurt 2")]


def test_landtag_voters_without_their_postal_votes_are_unreliable(tmp_path):
    tidy = read(landtag(tmp_path / "landtag.xlsx"))

    assert [(one[1], one[3]) for one in figures(tidy, "landtag_voters")] == [
        ("16063003", "reported"),  # counts its own postal votes
        ("16063051", "unreliable"),  # shares a postal district
        ("16051000", "reported"),
    ]
    assert [
        (f.severity, f.place.row, f.found) for f in tidy.flags if f.code == "joint_postal_district"
    ] == [("warning", 9, "VG gemeinsam")]


def test_landtag_votes_carry_the_party(tmp_path):
    tidy = read(landtag(tmp_path / "landtag.xlsx"))

    assert [one[:3] for one in figures(tidy, "landtag_votes")] == [
        ("CDU", "16063003", 200.0),
        ("CDU", "16063051", 50.0),
        ("CDU", "16051000", 30.0),
    ]


def test_landtag_sum_that_differs_from_the_state_is_flagged(tmp_path):
    rows = [list(row) for row in LANDTAG]
    rows[7][7] = 1601
    tidy = read(landtag(tmp_path / "landtag.xlsx", rows))

    assert [
        (f.place.row, f.place.column, f.found, f.expected)
        for f in tidy.flags
        if f.code == "total_differs"
    ] == [(8, 8, "1601", "1600 as the sum of 3 municipalities")]


def test_landtag_with_keys_that_are_no_ags_is_refused(tmp_path):
    rows = [["Landtagswahl 1990"], ["Satz-art", "Kreis-nr.", "Gemeinde"], ["L", 0, 0, 1]]

    with pytest.raises(InputRefusedError) as refused:
        read(landtag(tmp_path / "landtag.xlsx", rows))

    assert (refused.value.code, refused.value.where.row) == ("election_layout", 2)


PAGE = """<div><nobr>Gemeinderatswahl 2014 in Thüringen - endgültiges Ergebnis </nobr></div>
<table><thead><tr><td>Kreis-<br>nr.</td><td>Ge-<br>meinde-<br>nr.</td><td>Gemeindename</td>
<td>Zu ver-<br>gebene<br>Sitze</td><td>Wahl-<br>berechtigte</td><td>Wähler</td>
<td>Gültige<br>Stimmen</td><td>CDU</td></tr></thead><tbody><tr class='keinDruck'><td></td></tr>
<tr><td>063</td><td>63003</td><td><nobr>Bad Salzungen<td>30</td><td><nobr>13201</nobr></td>
<td>6000</td><td>17000</td><td>-</td></tr></tbody></table>"""


def test_council_page_named_xls_is_read(tmp_path):
    path = tmp_path / "thueringen_2014.xls"
    path.write_bytes(PAGE.encode("latin-1"))
    tidy = read(path)

    assert figures(tidy, "council_eligible_voters") == [
        ("_T", "16063003", 13201.0, "reported", 3, 5)
    ]
    assert figures(tidy, "council_votes") == [("CDU", "16063003", 0.0, "zero", 3, 8)]
    assert set(read_columns(tidy.path)["boundary"]) == {"2014-12-31"}


def test_council_workbook_reads_blocks(tmp_path):
    rows = [
        ["Gemeinderatswahl 2024 - Freistaat Thüringen"],
        [],
        ["Kreis-", "Gemeinde-", "Gemeinde", "Wähler", "Anzahl", "%", "Sitze"],
        ["nr.", "nr.", "", "Stimmverhalten"],
        [],
        ["63", "104", "Amt Creuzburg, Stadt", "Wahlberechtigte", 4263],
        ["", "", "", "Wähler/Wahlbeteiligung", 2797, 65.6],
        ["", "", "", "Zu vergebende Sitze", "", "", 20],
        ["", "", "", "Gültige Stimmen", 8116],
        ["", "", "", "  davon entfielen auf"],
        ["", "", "", "  AfD", 1482, 18.3, 4],
        [],
        ["63", "099", "Bad Liebenstein, Stadt", "Wahlberechtigte", 6499],
        ["", "", "", "Wähler/Wahlbeteiligung", 3995, 61.5],
    ]
    tidy = read(landtag(tmp_path / "gemeinderat.xlsx", rows))

    assert figures(tidy, "council_voters") == [
        ("_T", "16063104", 2797.0, "reported", 7, 5),
        ("_T", "16063099", 3995.0, "reported", 14, 5),
    ]
    assert figures(tidy, "council_votes") == [("AfD", "16063104", 1482.0, "reported", 11, 5)]
    assert figures(tidy, "council_seats") == [("_T", "16063104", 20.0, "reported", 8, 7)]


def test_another_page_is_refused(tmp_path):
    path = tmp_path / "x.xls"
    path.write_bytes(b"<table><tr><td>1</td></tr></table>")

    with pytest.raises(InputRefusedError) as refused:
        read(path)

    assert refused.value.code == "election_layout"


@pytest.mark.originals
def test_landtag_2024_adds_up_to_the_published_figures(originals, tmp_path):
    path = originals / "elections_thueringen" / "landtagswahl" / "Thueringen_2024_Landtag.xlsx"
    tidy = ElectionSource().read(Request(path, path.name, tmp_path / "o.parquet"))

    eligible = sum(one[2] or 0 for one in figures(tidy, "landtag_eligible_voters"))
    voters = sum(one[2] or 0 for one in figures(tidy, "landtag_voters"))
    # The state counts 1,218,089 voters; the rest voted in postal districts of several places.
    assert (eligible, voters) == (1_655_670, 1_144_468)


@pytest.mark.originals
@pytest.mark.parametrize(
    ("name", "municipalities"),
    [("thueringen_1994.xls", 1247), ("thueringen_2019.xls", 661), ("thueringen_2024.xlsx", 600)],
)
def test_council_elections_are_read_completely(originals, tmp_path, name, municipalities):
    path = originals / "elections_thueringen" / "gemeinderat" / name
    tidy = ElectionSource().read(Request(path, name, tmp_path / "o.parquet"))

    assert len({one[1] for one in figures(tidy, "council_voters")}) == municipalities
    votes = sum(one[2] or 0 for one in figures(tidy, "council_votes"))
    assert votes == sum(one[2] or 0 for one in figures(tidy, "council_valid_votes"))
