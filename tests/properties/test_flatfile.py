# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading by blocks of bytes agrees with splitting each line and converting each cell."""

from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from klammer.warehouse.flatfile import FlatFile

texts = st.text(
    st.characters(blacklist_characters=';"\r\n\0\x1f', blacklist_categories=("Cs",)), max_size=80
)
codes = st.sampled_from(["", "GESW", "ALT000B003", "ALT003B006", "16063", "160635051105"]) | texts
numbers = st.from_regex(r"-?[0-9]{1,17}([,.][0-9]{0,9})?", fullmatch=True)
values = numbers | st.sampled_from(["-", ".", "...", "/", "x", "", "(7)", "1,5"])
rows = st.lists(st.tuples(codes, texts, codes, values), min_size=1, max_size=30)


@settings(max_examples=150, deadline=None)
@given(rows=rows, block=st.integers(1, 400), end=st.sampled_from(["\n", "\r\n"]))
def test_blocks_agree_with_lines(rows, block, end):
    lines = ["a;b;c;d", *(";".join(row) for row in rows)]
    with TemporaryDirectory() as folder:
        path = Path(folder) / "table.csv"
        path.write_bytes((end.join(lines) + end).encode())

        with FlatFile(path, name="t", columns=4, codes=(1, 3), values=(4,), block=block) as flat:
            for row, (first, label, second, value) in enumerate(rows):
                assert (flat.cell(row + 2, 1), flat.cell(row + 2, 3)) == (first, second)
                assert (flat.cell(row + 2, 2), flat.cell(row + 2, 4)) == (label, value)
                assert _number(flat, row) == _slowly(value)
            firsts: dict[tuple[str, str], int] = {}
            for line, (first, _, second, _) in enumerate(rows, start=2):
                firsts.setdefault((first, second), line)
            assert flat.distinct(1, 3) == [(*key, line) for key, line in firsts.items()]
            again = [
                (line, firsts[first, second])
                for line, (first, _, second, _) in enumerate(rows, start=2)
                if firsts[first, second] != line
            ]
            assert [(line, abs(one)) for line, one in flat.repeated([1, 3], values=[4])] == again


def _number(flat: FlatFile, row: int) -> float | None:
    values = flat.values[4]
    other = int(values.other.codes[row])
    return flat.signs[4][other].number if other else float(values.numbers[row])


def _slowly(text: str) -> float | None:
    bare = text.strip("()").replace(",", ".")
    return float(Decimal(bare)) if any(sign.isdigit() for sign in bare) else None
