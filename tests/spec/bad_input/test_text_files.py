# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Text that is not as it should be: encoding, byte order mark, line ends, separators."""

from typing import TYPE_CHECKING

import pytest

from klammer.sources.guards import inspect
from tests.spec.bad_input.bad_delivery import (
    MAPPING,
    deliver,
    figures,
    flagged,
    place,
    read,
    refusal,
)

if TYPE_CHECKING:
    from pathlib import Path

HEAD = "AGS;Jahr;Wert\n"


def test_wrong_encoding_in_one_line_is_refused_with_the_line(tmp_path):
    content = "Mühlhausen;2022;1\n".encode() + "Mühlhausen;2022;1\n".encode("latin-1")
    error = refusal(deliver(tmp_path, HEAD.encode() + content))

    assert place(error) == ("lieferung.csv", "", 3, None)
    assert error.why == (
        "UTF-8 in some lines, another encoding in others (UTF-8 in line 2, not UTF-8 in line 3)"
    )
    assert error.remedy == "save the file as 'CSV UTF-8' in the spreadsheet program"


def test_old_dos_umlauts_are_refused_with_the_line(tmp_path):
    content = f"Ort;{HEAD}Mühlhausen;16064046;2022;1\n".encode("cp850")
    error = refusal(deliver(tmp_path, content))

    assert (place(error), error.code) == (("lieferung.csv", "", 2, None), "encoding")
    assert error.why == "letters of an old DOS code page (850), or no text"


def test_encoding_that_the_mapping_states_wrongly_is_refused(tmp_path):
    content = f"Ort;{HEAD}Mühlhausen;16064046;2022;1\n".encode("latin-1")
    error = refusal(deliver(tmp_path, content), MAPPING + '[table]\nencoding = "utf-8"\n')

    assert (place(error), error.why) == (
        ("lieferung.csv", "", 2, None),
        "byte 20 does not fit utf-8",
    )


def test_nul_bytes_are_refused(tmp_path):
    error = refusal(deliver(tmp_path, b"AGS;Jahr;Wert\n16063;2022;1\0\n"))

    assert (place(error)[0], error.code) == ("lieferung.csv", "unknown_kind")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1", "cp1252", "utf-16"])
def test_known_encodings_give_the_same_figures_and_rows(tmp_path, encoding):
    text = f"Ort;{HEAD}Mühlhausen–Süd;16063;2022;7\n".replace(
        "–", "-" if encoding == "latin-1" else "–"
    )
    tidy = read(deliver(tmp_path, text.encode(encoding)))

    assert figures(tidy) == [("16063", 7.0, "reported")]
    assert flagged(tidy, "byte_order_mark") == (
        [("note", "lieferung.csv", None, None, "UTF-8")] if encoding == "utf-8-sig" else []
    )


def test_doubly_encoded_umlauts_are_flagged_with_the_line(tmp_path):
    text = f"Ort;{HEAD}MÃ¼hlhausen;16063;2022;7\n"
    tidy = read(deliver(tmp_path, text.encode()))

    assert flagged(tidy, "double_encoded") == [("warning", "lieferung.csv", 2, None, "Ã¼")]


def test_mixed_line_ends_keep_the_rows_a_person_counts(tmp_path):
    content = b"AGS;Jahr;Wert\r\n16063;2020;1\n16063;2021;2\r\n16063;2022;x y\r\n"
    error = refusal(deliver(tmp_path, content))

    assert place(error) == ("lieferung.csv", "", 4, 3)

    tidy = read(deliver(tmp_path, content.replace(b"x y", b"3")))
    assert flagged(tidy, "mixed_line_ends") == [("note", "lieferung.csv", 2, None, "CRLF 3, LF 1")]


@pytest.mark.parametrize(
    ("cells", "values"),
    [
        (["1.234,5", "2,25"], [1234.5, 2.25]),  # decimal comma, point for thousands
        (["1,234.5", "2.25"], [1234.5, 2.25]),  # the other way round
        (["1 234", "1 234 567"], [1234.0, 1234567.0]),  # spaces
        (["1'234", "7"], [1234.0, 7.0]),  # Swiss
        (["1.234.567", "1.234"], [1234567.0, 1234.0]),  # two groups decide for one
        (["0.123", "1.234"], [0.123, 1.234]),  # no group begins with zero
    ],
)
def test_separators_are_decided_by_evidence_in_the_column(tmp_path, cells, values):
    rows = "".join(f"16063;{2020 + i};{cell}\n" for i, cell in enumerate(cells))

    assert [one[1] for one in figures(read(deliver(tmp_path, (HEAD + rows).encode())))] == values


def test_one_point_two_three_four_alone_is_refused(tmp_path):
    error = refusal(deliver(tmp_path, f"{HEAD}16063;2022;1.234\n".encode()))

    assert (error.what, place(error)) == (
        "'1.234' can be read in two ways",
        ("lieferung.csv", "", 2, 3),
    )
    assert error.remedy.startswith('state decimal = "," or decimal = "." in the mapping')


def test_one_point_two_three_four_is_read_as_the_mapping_states(tmp_path):
    path = deliver(tmp_path, f"{HEAD}16063;2022;1.234\n".encode())

    assert figures(read(path, MAPPING + '[table]\ndecimal = ","\n'))[0][1] == 1234.0
    assert figures(read(path, MAPPING + '[table]\ndecimal = "."\n'))[0][1] == 1.234


def test_thousands_beside_small_whole_numbers_are_read_and_flagged(tmp_path):
    tidy = read(deliver(tmp_path, f"{HEAD}16063;2021;987\n16063;2022;1.234\n".encode()))

    assert [one[1] for one in figures(tidy)] == [987.0, 1234.0]
    assert [one[:4] for one in flagged(tidy, "separator_assumed")] == [
        ("warning", "lieferung.csv", 3, 3)
    ]


def test_two_notations_in_one_column_are_refused_with_both_cells(tmp_path):
    error = refusal(deliver(tmp_path, f"{HEAD}16063;2021;1,5\n16063;2022;2.5\n".encode()))

    assert (place(error), error.code) == (("lieferung.csv", "", 3, 3), "separator_conflict")
    assert error.why == (
        "'1,5' (lieferung.csv, row 2, column 3) and '2.5' (lieferung.csv, row 3, column 3) "
        "cannot both be right"
    )


def test_missing_quotation_mark_is_refused(tmp_path):
    error = refusal(deliver(tmp_path, f'{HEAD}"16063;2022;1\n16064;2022;2\n'.encode()))

    assert (error.code, place(error)[0]) == ("no_rows", "lieferung.csv")


def test_empty_file_is_refused(tmp_path):
    error = refusal(deliver(tmp_path, b""))

    assert (error.code, place(error), error.remedy) == (
        "empty_file",
        ("lieferung.csv", "", None, None),
        "export the table again and check that the download was complete",
    )


def test_header_without_rows_is_refused(tmp_path):
    error = refusal(deliver(tmp_path, HEAD.encode()))

    assert (error.code, place(error)) == ("no_rows", ("lieferung.csv", "", 1, None))


def test_kind_is_told_by_content_not_by_name(tmp_path):
    path = deliver(tmp_path, HEAD.encode(), name="lieferung.xlsx")

    assert [(one.code, one.found) for one in inspect(path).notes] == [
        ("name_differs", "named .xlsx, is text")
    ]


def test_html_named_xls_is_read_as_the_page_it_is(tmp_path):
    page = (
        "<div>Titel</div><table><tr><td>AGS<td>Jahr<td>Wert</tr>"
        "<tr><td>16063</td><td>2022</td><td><nobr>1 234</nobr></td></tr></table>"
    )
    tidy = read(deliver(tmp_path, page.encode("latin-1"), name="wahl.xls"))

    assert figures(tidy) == [("16063", 1234.0, "reported")]
    assert flagged(tidy, "name_differs") == [
        ("note", "wahl.xls", None, None, "named .xls, is html")
    ]


def test_page_of_an_error_instead_of_a_file_is_refused(tmp_path):
    page = b"<!DOCTYPE html><html><body><h1>404</h1></body></html>"
    error = refusal(deliver(tmp_path, page, name="tabelle.csv"))

    assert (error.code, error.remedy) == (
        "no_table",
        "check whether the download gave an error page instead of the file",
    )


def test_file_of_one_gigabyte_is_refused_without_reading_it(tmp_path):
    path = tmp_path / "riesig.csv"
    with path.open("wb") as file:
        file.truncate(1_000_000_000)
    error = refusal(path)

    assert (error.code, place(error)[0], error.why) == (
        "too_large",
        "riesig.csv",
        "the file has 1,000,000,000 bytes; less than 1,000,000,000 are accepted",
    )


def test_size_limit_says_what_to_do(tmp_path):
    path: Path = tmp_path / "riesig.xlsx"
    with path.open("wb") as file:
        file.truncate(2**30)

    assert refusal(path).remedy == (
        "deliver the table in parts (by year or by county), or as Parquet"
    )
