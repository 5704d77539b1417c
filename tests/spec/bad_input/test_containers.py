# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Containers: bombs, archives in archives, passwords, formulas, cells far out."""

import gzip
import struct
import zipfile

import pytest
import xlsxwriter

from klammer.base.errors import InputRefusedError
from klammer.base.tables import Table
from klammer.sources.guards import Kind, Limits, inspect
from klammer.warehouse.ods import write_ods
from tests.spec.bad_input.bad_delivery import deliver, figures, flagged, place, read, refusal

ROWS = [["AGS", "Jahr", "Wert"], ["16063", 2022, 7]]


def workbook(path, rows=ROWS):
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Blatt")
        for row, line in enumerate(rows):
            sheet.write_row(row, 0, line)
    return path


def rewritten(path, part, change):
    """Write an archive again with one part changed."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[part] = change(parts.get(part, b""))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def test_zip_bomb_in_a_workbook_is_refused_before_it_is_opened(tmp_path):
    path = rewritten(
        workbook(tmp_path / "bombe.xlsx"),
        "xl/media/x.xml",
        lambda _: b" " * 40_000_000,
    )
    error = refusal(path)

    assert (error.code, place(error)[0]) == ("zip_bomb", "bombe.xlsx")
    assert error.why.endswith("and at most 200 times the packed size")
    assert error.remedy == "if the table is honest, save it as CSV or deliver it in parts"


def test_zip_bomb_that_lies_about_its_size_is_refused(tmp_path):
    path = rewritten(
        workbook(tmp_path / "luege.xlsx"), "xl/media/x.xml", lambda _: b" " * 40_000_000
    )
    content = bytearray(path.read_bytes())
    real, told = struct.pack("<L", 40_000_000), struct.pack("<L", 1000)
    path.write_bytes(bytes(content).replace(real, told))

    assert refusal(path).code == "zip_bomb"


def test_archive_larger_than_the_limit_is_refused(tmp_path):
    path = tmp_path / "gross.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.csv", b"x" * 2000)

    with pytest.raises(InputRefusedError) as refused:
        inspect(path, limits=Limits(unpacked=1000))

    assert (refused.value.code, refused.value.details["size"]) == ("zip_bomb", 2000)


def test_archive_in_an_archive_is_refused(tmp_path):
    inner = tmp_path / "innen.zip"
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("a.csv", b"AGS;Jahr;Wert\n16063;2022;7\n")
    outer = tmp_path / "aussen.zip"
    with zipfile.ZipFile(outer, "w") as archive:
        archive.write(inner, "innen.zip")
    error = refusal(outer)

    assert (error.code, place(error)) == (
        "nested_archive",
        ("aussen.zip", "innen.zip", None, None),
    )


def test_gzip_bomb_is_refused(tmp_path):
    path = deliver(tmp_path, gzip.compress(b" " * 3_000_000), name="t.csv.gz")

    with pytest.raises(InputRefusedError) as refused:
        inspect(path, limits=Limits(unpacked=2_000_000))

    assert refused.value.code == "zip_bomb"


def test_packed_table_is_read_with_both_names(tmp_path):
    path = deliver(tmp_path, gzip.compress(b"AGS;Jahr;Wert\n16063;2022;7\n"), name="t.csv.gz")
    tidy = read(path)

    assert figures(tidy) == [("16063", 7.0, "reported")]


def test_archive_of_several_tables_is_refused_by_name(tmp_path):
    path = tmp_path / "zwei.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.csv", b"AGS;Jahr;Wert\n")
        archive.writestr("b.csv", b"AGS;Jahr;Wert\n")
    error = refusal(path)

    assert (error.code, error.why) == (
        "several_files",
        "one table at a time is read; found a.csv, b.csv",
    )


def test_damaged_workbook_is_refused(tmp_path):
    path = workbook(tmp_path / "kaputt.xlsx")
    path.write_bytes(path.read_bytes()[:-200])

    assert (refusal(path).code, place(refusal(path))[0]) == ("damaged_archive", "kaputt.xlsx")


def test_text_document_is_no_table(tmp_path):
    path = tmp_path / "brief.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", b"<x/>")

    assert (refusal(path).what, refusal(path).code) == (
        "brief.xlsx is not a table",
        "unknown_kind",
    )


def test_pdf_is_no_table(tmp_path):
    error = refusal(deliver(tmp_path, b"%PDF-1.7\n", name="tabelle.pdf"))

    assert (error.code, error.remedy) == ("unknown_kind", "save the table as XLSX or CSV (UTF-8)")


def test_workbook_with_a_password_is_refused(tmp_path):
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")
    error = refusal(deliver(tmp_path, ole, name="geheim.xlsx"))

    assert (error.code, error.remedy) == (
        "encrypted",
        "open it with the password, save it without one, and deliver it again",
    )


def test_formula_is_read_by_its_saved_value_and_flagged(tmp_path):
    path = tmp_path / "f.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Blatt")
        sheet.write_row(0, 0, ["AGS", "Jahr", "Wert"])
        sheet.write_row(1, 0, ["16063", 2022])
        sheet.write_formula("C2", "=3+4", None, 7)
    tidy = read(path)

    assert figures(tidy) == [("16063", 7.0, "reported")]
    assert flagged(tidy, "formula") == [
        ("note", "f.xlsx", 2, 3, "value computed by a formula in the file")
    ]


def test_formula_without_saved_value_is_refused_with_the_cell(tmp_path):
    path = rewritten(
        workbook(tmp_path / "f.xlsx"),
        "xl/worksheets/sheet1.xml",
        lambda xml: xml.replace(b'<c r="C2"><v>7</v></c>', b'<c r="C2"><f>3+4</f></c>'),
    )
    error = refusal(path)

    assert (error.code, place(error)) == ("formula_without_value", ("f.xlsx", "Blatt", 2, 3))
    assert error.remedy.startswith("open the file in a spreadsheet program, let it compute")


def test_error_of_a_formula_is_missing_and_flagged(tmp_path):
    path = tmp_path / "f.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Blatt")
        sheet.write_row(0, 0, ["AGS", "Jahr", "Wert"])
        sheet.write_row(1, 0, ["16063", 2022])
        sheet.write_formula("C2", "=1/0", None, "#DIV/0!")
    tidy = read(path)

    assert figures(tidy) == [("16063", None, "missing")]
    assert flagged(tidy, "error_value") == [("error", "f.xlsx", 2, 3, "#DIV/0!")]


def test_formula_in_ods_is_flagged_and_refused_without_value(tmp_path):
    path = tmp_path / "f.ods"
    write_ods(Table({"AGS": ["16063"], "Jahr": [2022], "Wert": [7]}), path)
    cell = b'<table:table-cell office:value-type="float" office:value="7"'
    with zipfile.ZipFile(path) as archive:
        content = archive.read("content.xml")
    assert content.count(cell) == 1

    formula = b'<table:table-cell table:formula="of:=3+4" '
    rewritten(
        path,
        "content.xml",
        lambda xml: xml.replace(
            b'<table:table-cell office:value-type="float" office:value="7"',
            formula + b'office:value-type="float" office:value="7"',
        ),
    )
    assert flagged(read(path), "formula") == [
        ("note", "f.ods", 2, 3, "value computed by a formula in the file")
    ]

    (tmp_path / "tidy.parquet").unlink()
    rewritten(
        path,
        "content.xml",
        lambda xml: xml.replace(
            b'of:=3+4" office:value-type="float" office:value="7"', b'of:=3+4"'
        ),
    )
    error = refusal(path)
    assert (error.code, place(error)) == ("formula_without_value", ("f.ods", "table", 2, 3))


def test_cell_far_out_does_not_fill_the_memory(tmp_path):
    path = workbook(tmp_path / "weit.xlsx")
    rewritten(
        path,
        "xl/worksheets/sheet1.xml",
        lambda xml: xml.replace(
            b"</sheetData>",
            b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>',
        ),
    )
    error = refusal(path)

    assert (error.code, place(error)) == ("too_large", ("weit.xlsx", "Blatt", 1048576, 16384))


def test_macros_and_links_are_noted_and_never_run(tmp_path):
    path = rewritten(workbook(tmp_path / "m.xlsm"), "xl/vbaProject.bin", lambda _: b"x")
    rewritten(path, "xl/externalLinks/externalLink1.xml", lambda _: b"<x/>")
    content = inspect(path)

    assert (content.kind, [(one.code, one.found) for one in content.notes]) == (
        Kind.XLSX,
        [("macros", "never executed"), ("external_links", "1, never followed")],
    )
