# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Flat files by blocks of bytes: the same as reading them line by line, wherever a block ends."""

import pytest

from klammer.base.errors import InputRefusedError
from klammer.warehouse.flatfile import FlatFile
from klammer.warehouse.flatfile_blocks import UNIT, NotPlainTextError
from klammer.warehouse.flatfile_signs import Sign, read_sign
from klammer.warehouse.melting import Lookup, Melting, ValueColumn
from klammer.warehouse.parquet import read_columns

LINES = [
    "16;Thüringen;2024;GESW;12",
    "16063;Wartburgkreis – groß;2024;;1,5",
    "16;Thüringen;2023;GESM;-",
    "09;Bayern;2024;" + "X" * 70 + ";(3)",
    "16063;Wartburgkreis;2023;GESW;123456789,25",
]


def staged(tmp_path, text, *, block=1 << 22, delimiter=";", columns=5):
    path = tmp_path / "table.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return FlatFile(
        path,
        name="table.csv",
        columns=columns,
        codes=(1, 3, 4),
        values=(5,),
        delimiter=delimiter,
        block=block,
    )


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("last", [True, False])
@pytest.mark.parametrize("block", [1, 7, 40, 100, 1 << 22])
def test_blocks_of_any_size_give_the_same(tmp_path, block, end, last):
    text = "\ufeff" + end.join(["a;b;c;d;e", *LINES]) + (end if last else "")

    with staged(tmp_path, text, block=block) as flat:
        assert flat.rows == 5
        assert flat.distinct(1, 2) == [
            ("16", "Thüringen", 2),
            ("16063", "Wartburgkreis – groß", 3),
            ("09", "Bayern", 5),
        ]
        assert [flat.cell(line, 4) for line in range(2, 7)] == [
            *("GESW", "", "GESM", "X" * 70, "GESW")
        ]
        assert [flat.cell(line, 5) for line in range(2, 7)] == [
            *("12", "1,5", "-", "(3)", "123456789,25")
        ]
        assert flat.values[5].numbers.tolist() == [12.0, 1.5, 0.0, 0.0, 123456789.25]
        assert flat.number_signs(5) == {"comma": 2, "point": 0, "thousands": 0, "bad": 0}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('16;"Thüringen";2024;;1', "quotes"),
        ("16;Th\0;2024;;1", "bytes that are no text"),
        ("16;Thüringen;2024;;1\r", "mixed line ends"),
        ("16;Thüringen;2024;;1".encode("cp1252"), "other bytes than UTF-8"),
        (b"16;Th" + b"\xc3;2024;;1", "other bytes than UTF-8"),
        (b"16;Th" + b"\xc3\xc3\xbc\xbc;2024;;1", "other bytes than UTF-8"),
        (b"16;Th" + b"\xc0\xaf;2024;;1", "other bytes than UTF-8"),
        (b"16;" + b"x" * 3_000_000, "a line of more than 1048576 bytes"),
    ],
)
def test_text_that_is_not_plain_is_told(tmp_path, text, reason):
    line = text if isinstance(text, bytes) else text.encode()

    with pytest.raises(NotPlainTextError) as told:
        staged(tmp_path, b"a;b;c;d;e\n" + line + b"\n" + LINES[0].encode() + b"\n", block=1 << 20)

    assert str(told.value) == reason


def test_lines_ending_otherwise_than_the_header_are_not_plain(tmp_path):
    with pytest.raises(NotPlainTextError):
        staged(tmp_path, "a;b;c;d;e\r\n" + "\n".join(LINES))


def test_quotes_are_signs_between_units(tmp_path):
    lines = [line.replace(";", UNIT).replace("Bayern", '"B;"') for line in ["a;b;c;d;e", *LINES]]

    with staged(tmp_path, "\n".join(lines), delimiter=UNIT) as flat:
        assert flat.distinct(1, 2)[2] == ("09", '"B;"', 5)


@pytest.mark.parametrize(
    ("line", "code"), [("16;x;2024;;1;2", "row_length"), ("16;x", "row_length"), ("", "lines")]
)
@pytest.mark.parametrize("block", [30, 1 << 22])
def test_line_of_another_length_is_refused_with_its_row(tmp_path, line, code, block):
    with pytest.raises(InputRefusedError) as refused:
        staged(tmp_path, "\n".join(["a;b;c;d;e", *LINES[:3], line, *LINES]), block=block)

    assert (refused.value.code, refused.value.where.row) == (code, 5)


def test_two_short_lines_are_not_taken_for_one_long_and_one_short(tmp_path):
    with pytest.raises(InputRefusedError) as refused:
        staged(tmp_path, "\n".join(["a;b;c;d;e", LINES[0], "1;2;3;4;5;6", "1;2;3;4"]))

    assert refused.value.where.row == 3


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", 0.0),
        ("7", 7.0),
        ("12345678", 12345678.0),
        ("123456789", 123456789.0),
        ("999999999999999", 999999999999999.0),
        ("1234567890123456789", 1234567890123456789.0),
        ("-12", -12.0),
        ("0,1", 0.1),
        ("2,675", 2.675),
        ("12345678,25", 12345678.25),
        ("-0,3", -0.3),
        ("5,", 5.0),
        (",5", 0.5),
        ("+7", 7.0),
        (" 8 ", 8.0),
        ("(1,5)", 1.5),
        ("1.5", 1.5),
    ],
)
def test_number_is_what_its_digits_say(tmp_path, text, number):
    with staged(tmp_path, f"a;b;c;d;e\n16;x;2024;;{text}\n") as flat:
        column = flat.values[5]
        other = flat.signs[5][int(column.other.codes[0])].number
        found = column.numbers[0] if other is None else other

        assert found == number
        assert flat.number_signs(5)["bad"] == 0


@pytest.mark.parametrize(
    "text", ["1 2", "--1", "1-", "1,2,3", "1.234.567", "a", "1e5", "٣", "1_0", "12x45678", "½"]
)
def test_other_text_is_nonsense_with_its_line(tmp_path, text):
    with staged(tmp_path, f"a;b;c;d;e\n16;x;2024;;1\n16;x;2024;;{text}\n") as flat:
        assert flat.number_signs(5)["bad"] == 3


def test_point_before_three_digits_may_separate_thousands(tmp_path):
    values = ["1.234", "12.345", "1234.567", "1.5", "(2.345)"]
    lines = [f"16;x;{year};;{value}" for year, value in enumerate(values)]

    with staged(tmp_path, "\n".join(["a;b;c;d;e", *lines])) as flat:
        assert flat.number_signs(5) == {"comma": 0, "point": 5, "thousands": 3, "bad": 0}


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("-", Sign(marker="-")),
        ("(.)", Sign(marker=".", in_parentheses=True)),
        ("", Sign(marker="")),
        ("\u00a0(1,5)", Sign(number=1.5, in_parentheses=True, comma=True)),
        ("viele", Sign()),
    ],
)
def test_sign_is_read_without_blanks_and_parentheses(text, sign):
    assert read_sign(text) == sign


def test_repeated_key_is_told_with_its_first_line_and_whether_it_says_the_same(tmp_path):
    lines = ["16;x;2024;;1", "09;x;2024;;.", "16;x;2024;;2", "09;x;2024;;.", "16;x;2023;;1"]

    with staged(tmp_path, "\n".join(["a;b;c;d;e", *lines])) as flat:
        assert flat.repeated([1, 3, 4], values=[5]) == [(4, -2), (5, 3)]
        assert flat.repeated([1, 3], values=[5]) == [(4, -2), (5, 3)]


def test_area_without_figures_is_told_with_its_cells(tmp_path):
    lines = ["16;x;2024;;1", "09;x;2024;;-", "09;x;2024;;–", "16;x;2023;;.", "16;x;2023;;-"]

    with staged(tmp_path, "\n".join(["a;b;c;d;e", *lines])) as flat:
        assert flat.areas_without_figures(1, period=3, values=[5]) == [
            ("09", "2024", 2, 3, True),
            ("16", "2023", 2, 5, False),
        ]


def test_melting_keeps_the_order_and_leaves_out_what_repeats(tmp_path):
    sexes = Lookup(4, {"GESW": "F", "": "_T"}, None)
    melting = Melting(
        texts={
            "area": Lookup(1, {"16": "16", "16063": "16063", "09": "09"}),
            "area_level": "state",
            "boundary": "2024-12-31",
            "period": Lookup(3, {"2024": "2024", "2023": "2023"}),
            "sex": sexes,
        },
        values=[ValueColumn(5, Lookup(1, {"16": "it's"}, "other"))],
        file="table.csv",
        area=1,
        period=3,
        silent=[("16", "2023")],
        skip=[2],
        skip_areas=[("09", "2024")],
    )

    with staged(tmp_path, "\n".join(["a;b;c;d;e", *LINES])) as flat:
        flat.melt(melting, path=tmp_path / "tidy.parquet")

    rows = read_columns(tmp_path / "tidy.parquet")
    assert rows["row"] == [3, 4, 6]
    assert rows["area"] == ["16063", "16", "16063"]
    assert rows["sex"] == ["_T", None, "F"]
    assert rows["variable"] == ["other", "it's", "other"]
    assert rows["value"] == [1.5, None, 123456789.25]
    assert rows["status"] == ["reported", "not_applicable", "reported"]
    assert rows["column"] == [5, 5, 5]


def test_texts_of_one_mixture_of_bytes_stay_apart(tmp_path, monkeypatch):
    monkeypatch.setattr("klammer.warehouse.flatfile_words._MIX", 0)
    codes = ["ALT000B003", "NAT000B003", "ALT000B003", "GES000B003"]
    lines = [f"16;x;2024;{code};1" for code in codes]

    with staged(tmp_path, "\n".join(["a;b;c;d;e", *lines])) as flat:
        assert [flat.codes[4].text(row) for row in range(4)] == codes
