# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tables that are not as the mapping says: headers, keys, areas, sums, words among numbers."""

import pytest
import xlsxwriter

from tests.spec.bad_input.bad_delivery import (
    MAPPING,
    deliver,
    figures,
    flagged,
    place,
    read,
    refusal,
)

HEAD = "AGS;Jahr;Wert\n"


def csv(rows: str) -> bytes:
    return (HEAD + rows).encode()


def test_duplicate_key_is_refused_with_both_rows(tmp_path):
    error = refusal(deliver(tmp_path, csv("16063;2022;1\n16064;2022;2\n16063;2022;3\n")))

    assert (error.code, place(error)) == ("key_repeats", ("lieferung.csv", "", 4, 3))
    assert error.why == "it already stands in lieferung.csv, row 2, column 3"
    assert error.remedy == (
        "delete one of the rows, or name the column that tells them apart as a breakdown"
    )


def test_unknown_key_is_kept_and_flagged_with_row(tmp_path):
    tidy = read(deliver(tmp_path, csv("16063;2022;1\n16999;2022;2\n")))

    assert figures(tidy)[1] == ("16999", 2.0, "reported")
    assert flagged(tidy, "unknown_area") == [("error", "lieferung.csv", 3, 1, "16999")]


def test_outdated_key_is_flagged_with_its_successor(tmp_path):
    tidy = read(deliver(tmp_path, csv("16056;2022;1\n")))

    (flag,) = [one for one in tidy.flags if one.code == "unknown_area"]
    assert (flag.place.row, flag.found, flag.expected) == (
        2,
        "16056 Eisenach, Stadt",
        "since 2020-12-31: 16063 Wartburgkreis",
    )
    assert flag.remedy == "state the boundary version the file was made on"


def test_word_in_the_key_column_is_flagged_as_unknown(tmp_path):
    tidy = read(deliver(tmp_path, csv("16063;2022;1\nAusland;2022;2\n")))

    assert flagged(tidy, "unknown_area") == [("error", "lieferung.csv", 3, 1, "Ausland")]


def test_number_that_lost_its_zero_is_mended_and_flagged(tmp_path):
    tidy = read(deliver(tmp_path, csv("1001;2022;1\n")))

    assert figures(tidy)[0][0] == "01001"
    assert flagged(tidy, "leading_zero_lost") == [("note", "lieferung.csv", 2, 1, "1001")]


def test_shifted_header_is_refused_with_both_rows(tmp_path):
    content = f"Titel;;\nneue Zeile;;\n{HEAD}16063;2022;1\n".encode()
    error = refusal(deliver(tmp_path, content), MAPPING + "[table]\nheader = [2]\n")

    assert (error.code, place(error)) == ("header_shifted", ("lieferung.csv", "", 2, None))
    assert error.why == "expected AGS, Jahr, Wert in row 2; found them in row 3"


def test_missing_column_is_refused_with_what_was_found(tmp_path):
    content = b"AGS;Jahr;Anzahl\n16063;2022;1\n"
    error = refusal(deliver(tmp_path, content), MAPPING + "[table]\nheader = [1]\n")

    assert (error.what, place(error)) == (
        "column 'Wert' is missing",
        ("lieferung.csv", "", 1, None),
    )
    assert error.why == "expected AGS, Jahr, Wert; found AGS, Jahr, Anzahl"


def test_column_that_stands_twice_is_refused(tmp_path):
    error = refusal(deliver(tmp_path, b"AGS;Jahr;Wert;Wert\n16063;2022;1;2\n"))

    assert (error.code, place(error)) == ("column_ambiguous", ("lieferung.csv", "", 1, 4))


def test_column_of_text_is_refused_with_its_first_cell(tmp_path):
    error = refusal(deliver(tmp_path, csv("16063;2021;12\n16063;2022;viele\n16064;2022;wenige\n")))

    assert (error.what, place(error), error.code) == (
        "'viele' stands where a number was expected",
        ("lieferung.csv", "", 3, 3),
        "not_a_number",
    )


def test_period_that_is_none_is_refused_with_its_cell(tmp_path):
    error = refusal(deliver(tmp_path, csv("16063;demnächst;12\n")))

    assert (error.code, place(error)) == ("period", ("lieferung.csv", "", 2, 2))


def test_row_without_area_is_refused(tmp_path):
    error = refusal(deliver(tmp_path, csv("16063;2021;12\n;2022;13\n")))

    assert (error.code, place(error)) == ("area_missing", ("lieferung.csv", "", 3, 1))


def test_totals_that_do_not_add_up_are_flagged(tmp_path):
    toml = MAPPING.replace('column = "AGS"', 'column = "AGS"\ntotals = ["Summe"]')
    tidy = read(deliver(tmp_path, csv("16063;2022;10\n16064;2022;20\nSumme;2022;31\n")), toml)

    (flag,) = [one for one in tidy.flags if one.code == "total_differs"]
    assert (flag.severity, flag.place.row, flag.place.column, flag.found, flag.expected) == (
        *("warning", 4, 3, "31"),
        "30 as the sum of rows 2 to 3",
    )
    assert [one[0] for one in figures(tidy)] == ["16063", "16064"]


def test_totals_of_rounded_figures_may_differ_by_the_rounding(tmp_path):
    toml = MAPPING.replace('column = "AGS"', 'column = "AGS"\ntotals = ["Summe"]')
    toml += '[table]\nsecrecy = "rounded_5"\n'
    tidy = read(deliver(tmp_path, csv("16063;2022;10\n16064;2022;20\nSumme;2022;35\n")), toml)

    assert flagged(tidy, "total_differs") == []


def workbook(path, *cells, merged=()):
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Blatt")
        for row, line in enumerate(cells):
            sheet.write_row(row, 0, line)
        for reference, value in merged:
            sheet.merge_range(reference, value)
    return path


def test_merged_area_cells_are_filled_and_flagged(tmp_path):
    path = workbook(
        tmp_path / "m.xlsx",
        ["AGS", "Jahr", "Wert"],
        [None, 2021, 1],
        [None, 2022, 2],
        merged=[("A2:A3", "16063")],
    )
    tidy = read(path)

    assert figures(tidy) == [("16063", 1.0, "reported"), ("16063", 2.0, "reported")]
    assert flagged(tidy, "merged_filled") == [
        ("note", "m.xlsx", 2, 1, "value used for rows 2 to 3")
    ]


def test_merged_figures_are_refused_with_the_cell(tmp_path):
    path = workbook(
        tmp_path / "m.xlsx",
        ["AGS", "Jahr", "Wert"],
        ["16063", 2021],
        ["16063", 2022],
        merged=[("C2:C3", 7)],
    )
    error = refusal(path)

    assert (error.code, place(error)) == ("merged_figures", ("m.xlsx", "Blatt", 2, 3))


def test_footnote_merged_across_the_figures_is_no_figure(tmp_path):
    path = workbook(
        tmp_path / "m.xlsx",
        ["AGS", "Jahr", "Wert"],
        ["16063", 2021, 5],
        merged=[("A4:C4", "1) vorläufig")],
    )
    tidy = read(path)

    assert figures(tidy) == [("16063", 5.0, "reported")]
    assert flagged(tidy, "row_without_figures") == [("note", "m.xlsx", 4, None, "1) vorläufig")]


@pytest.mark.parametrize(
    ("value", "error_text"),
    [(True, "'True' stands where a number was expected")],
)
def test_truth_values_are_no_numbers(tmp_path, value, error_text):
    path = workbook(tmp_path / "b.xlsx", ["AGS", "Jahr", "Wert"], ["16063", 2021, value])
    error = refusal(path)

    assert (error.what, place(error)) == (error_text, ("b.xlsx", "Blatt", 2, 3))


def test_date_that_a_spreadsheet_made_of_a_number_is_refused(tmp_path):
    path = tmp_path / "d.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Blatt")
        sheet.write_row(0, 0, ["AGS", "Jahr", "Wert"])
        sheet.write_row(1, 0, ["16063", 2021])
        sheet.write_number(1, 2, 44593, book.add_format({"num_format": "dd.mm.yyyy"}))
    error = refusal(path)

    assert (error.what, place(error)) == (
        "'2022-02-01' stands where a number was expected",
        ("d.xlsx", "Blatt", 2, 3),
    )
