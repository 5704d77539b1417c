# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Lines break where the typeface fills them, and only at spaces that may be broken."""

from klammer.presentation import letters

TITLE = "Kinderarmut: Kreise und kreisfreie Städte in Thüringen, 2022"


def test_width_is_the_sum_of_the_letters():
    one, other = letters.width("i", size=10), letters.width("m", size=10)
    assert (round(letters.width("im", size=10), 6), one < other) == (round(one + other, 6), True)
    assert letters.width("Gera", size=20) == 2 * letters.width("Gera", size=10)
    assert letters.width("Gera", size=20, bold=True) > letters.width("Gera", size=20)


def test_letter_of_another_script_counts_as_a_wide_one():
    assert letters.width("日", size=10) == 6.0


def test_lines_hold_every_word_and_none_is_too_wide():
    lines = letters.broken(TITLE * 3, room=200, size=17)
    assert " ".join(lines) == TITLE * 3
    assert max(letters.width(line, size=17) for line in lines) <= 200


def test_word_wider_than_the_room_is_cut_and_stays_whole_when_read():
    address = "https://klammer.example/" + "atlas/" * 20
    lines = letters.broken(address, room=100, size=12)
    assert (len(lines) > 3, "".join(lines)) == (True, address)


def test_space_between_number_and_unit_is_no_place_to_break():
    assert letters.broken("Wert 5,4\u00a0% und mehr", room=60, size=12)[0] in {
        "Wert",
        "Wert 5,4\u00a0%",
    }


def test_lines_of_a_heading_are_of_like_length():
    plain = letters.broken(TITLE, room=650, size=27, bold=True)
    lines = letters.balanced(TITLE, room=650, size=27, bold=True)
    shares = [letters.width(line, size=27, bold=True) for line in lines]
    assert (len(plain), len(lines), " ".join(lines)) == (2, 2, TITLE)
    assert min(shares) / max(shares) > 0.6


def test_nothing_makes_no_line():
    assert (letters.broken("", room=10, size=9), letters.balanced(" ", room=10, size=9)) == ([], [])
