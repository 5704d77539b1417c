# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""# The attacks a protected table must survive

Sixteen ways to learn what a table hides (handbook, section 4.2). Each chapter has two halves: the
engine's tables survive the attack, and a weakness planted by hand is found by the audit. The audit
knows the finished tables and nothing of the engine.
"""

from collections.abc import Sequence

import pytest

from klammer.base.errors import DisclosureError, InputRefusedError
from klammer.disclosure.audit.verdict import Outcome
from klammer.disclosure.tabular.report import steward_part
from tests.disclosed_tables import (
    HEAD,
    LINKED,
    ONE,
    figures,
    hidden_in,
    protected,
    revealed,
    verdict_on,
)

CASES = "region age n\na x 3\na y 20\na z 30\nb x 12\nb y 9\nb z 40\nc x 25\nc y 14\nc z 8"


def found(made, **knowledge) -> bool:
    """Whether the audit refuses the tables as they are."""
    return not verdict_on(made, **knowledge).passed


def shown_alone(made, name: str, true: Sequence[tuple[Sequence[str], float]]) -> None:
    """Show every hidden cell but the secrets."""
    for codes, value in true:
        revealed(made, name, codes, value)


def test_a_subtraction_in_rows_and_columns() -> None:
    """a + b + c = total: one hidden cell of a row is the rest."""
    made = protected(ONE, {"cases": CASES})
    assert not found(made)
    hidden = hidden_in(made)
    assert ("a", "x") in hidden
    assert len(hidden) == 4

    true = {("a", "y"): 20, ("a", "z"): 30, ("b", "x"): 12, ("b", "y"): 9, ("b", "z"): 40,
            ("c", "x"): 25, ("c", "y"): 14, ("c", "z"): 8}  # fmt: skip
    shown_alone(made, "cases", [(codes, true[codes]) for codes in hidden if codes != ("a", "x")])

    assert verdict_on(made).outcomes == [Outcome.BROKEN]


def test_b_county_less_its_municipalities() -> None:
    """Kreis − Σ Gemeinden gives the one that is hidden."""
    text = HEAD + (
        '[dimension.area]\nhierarchy = "areas.csv"\n[[table]]\nname = "cases"\n'
        'dimensions = ["area"]\ncount = "n"\n'
    )
    made = protected(
        text,
        {"cases": "area n\ng1 3\ng2 20\ng3 30\nh1 50\nh2 60"},
        files={"areas": "code parent\ng1 K1\ng2 K1\ng3 K1\nh1 K2\nh2 K2"},
    )
    assert not found(made)

    hidden = hidden_in(made)
    assert hidden == [("g1",), ("g2",)]
    revealed(made, "cases", ("g2",), 20)

    assert found(made)


SEXES = "region sex n\na F 25\na M 28\nb F 30\nb M 31\nc F 20\nc M 27"


def test_c_two_tables_with_one_margin() -> None:
    """What one table hides in its margin the other must not show."""
    made = protected(LINKED, {"cases": CASES.replace("a y 20", "a y 0").replace("a z 30", "a z 0"),
                              "sexes": SEXES.replace("a F 25\na M 28", "a F 1\na M 2")})  # fmt: skip
    assert not found(made)
    assert ("a", "Total") in hidden_in(made)
    assert ("a", "Total") in hidden_in(made, "sexes")

    revealed(made, "sexes", ("a", "Total"), 3)

    assert found(made)


def test_d_two_geographies_leave_slivers() -> None:
    """Planning area less school district is the few between them, whom no table names."""
    text = HEAD + (
        '[dimension.place]\nhierarchy = ["planning.csv", "schools.csv"]\n'
        '[[table]]\nname = "planning"\ndimensions = ["place"]\ncount = "n"\n'
        '[[table]]\nname = "schools"\ndimensions = ["place"]\ncount = "n"\n'
    )
    files = {
        "planning": "code parent\ns1 P1\ns2 P1\ns3 P2\ns4 P2",
        "schools": "code parent\ns1 S1\ns2 S2\ns3 S2\ns4 S2",
    }
    tables = {"planning": "place n\nP1 42\nP2 60", "schools": "place n\nS1 40\nS2 62"}

    made = protected(text, tables, files=files)

    secrets = {one.key[1] for one in made.secrets}
    assert ("s2",) in secrets  # P1 − S1 = 2
    assert not found(made)
    before = {name: hidden_in(made, name) for name in tables}
    assert any(before.values())
    true = {("P1",): 42, ("P2",): 60, ("S1",): 40, ("S2",): 62, ("Total",): 102}
    for name, codes in before.items():
        shown_alone(made, name, [(one, true[one]) for one in codes])
    assert found(made)


def test_e_two_dates_and_a_merger() -> None:
    """A county with and without a town, shown at two times: the difference is the town."""
    text = HEAD + (
        '[dimension.area]\nhierarchy = "areas.csv"\n[[table]]\nname = "cases"\n'
        'dimensions = ["area"]\ncount = "n"\n[[known]]\nfile = "earlier"\nby = "us"\n'
    )
    files = {"areas": "code parent\nold new\ntown new\nrest NA"}
    table = {"cases": "area n\nnew 53\nold 50\ntown 3\nrest 40"}
    made = protected(text, table, files=files, known={"earlier": "area value\nold 50"})

    assert not found(made, earlier=made.knowledge)
    assert {("new",), ("town",)} <= set(hidden_in(made))  # hiding `old` now would be too late
    revealed(made, "cases", ("new",), 53)
    assert found(made, earlier=made.knowledge)


def test_e_a_table_that_completes_an_earlier_one() -> None:
    """First ages were shown with four cells hidden, now sexes of the same people are to follow."""
    first = protected(ONE, {"cases": CASES.replace("a y 20", "a y 0").replace("a z 30", "a z 0")})
    names = ("region", "age")
    shown = figures(first.tables["cases"], names, "n")
    assert shown["a", "Total"] is None  # all of them are few
    text = LINKED.replace('name = "cases"', 'name = "cases"\nabsent = "unknown"\nreleased = true')
    earlier = "region age n status\n" + "\n".join(
        f"{' '.join(codes)} {'NA suppressed' if n is None else f'{n} reported'}"
        for codes, n in shown.items()
    )

    made = protected(
        text, {"cases": earlier, "sexes": SEXES.replace("a F 25\na M 28", "a F 1\na M 2")}
    )

    assert not found(made)
    assert ("a", "Total") in hidden_in(made, "sexes")
    revealed(made, "sexes", ("a", "Total"), 3)
    assert found(made)


def test_f_full_groups() -> None:
    """All 4 of 4 children: whoever knows that a child is among them knows it all."""
    text = ONE.replace('count = "n"', 'count = "n"\ngroup = "all"')
    table = "region age n all\na x 24 24\na y 20 60\nb x 30 90\nb y 31 80"
    made = protected(text, {"cases": table})
    assert not found(made)
    assert ("a", "x") in hidden_in(made)

    for codes, value in {("a", "x"): 24, ("a", "y"): 20, ("b", "x"): 30, ("b", "y"): 31}.items():
        if codes in hidden_in(made) and codes != ("a", "x"):
            revealed(made, "cases", codes, value)

    assert found(made)


RATES = ONE.replace(
    'count = "n"',
    'count = "n"\nratio = [{column = "share", denominator = "all", factor = 100}]',
)
SHARES = (
    "region age n all share\na x 3 24 12.5\na y 20 60 33.3\na z 30 90 33.3\n"
    "b x 12 50 24.0\nb y 9 40 22.5\nb z 40 80 50.0"
)


def with_share(made, codes, share) -> None:
    """Plant a share beside a hidden count."""
    column = [
        share if (row["region"], row["age"]) == codes else row["share"]
        for row in made.tables["cases"].rows()
    ]
    made.tables["cases"] = made.tables["cases"].with_columns(share=column)


def test_g_rate_times_denominator() -> None:
    """12.5 % of 24 are 3: the rate goes with the count."""
    made = protected(RATES, {"cases": SHARES})
    assert not found(made)
    shares = figures(made.tables["cases"], ("region", "age"), "share")
    assert shares["a", "x"] is None

    with_share(made, ("a", "x"), 12.5)

    assert found(made)


def test_h_rates_with_too_many_digits() -> None:
    """Without decimals 0 % of 2400 are up to 12; with three, 0.125 % are 3 and nothing else."""
    table = (
        "region age n all share\na x 3 2400 0\na y 20 80 25\na z 30 100 30\n"
        "b x 12 50 24\nb y 9 36 25\nb z 40 80 50"
    )
    made = protected(RATES, {"cases": table})
    with_share(made, ("a", "x"), 0)
    assert not found(made)

    with_share(made, ("a", "x"), 0.125)

    assert found(made)


AMOUNTS = HEAD + (
    '[dimension.branch]\n[[table]]\nname = "cases"\ndimensions = ["branch"]\nvalue = "euro"\n'
    'contributors = "carriers"\nlargest = ["first", "second"]\n'
    "[rules]\nminimum_count = 3\np_percent = {p = 10}\n"
)


def test_i_the_budget_of_a_single_carrier() -> None:
    """One carrier has nearly all: the sum of a branch is its budget."""
    table = (
        "branch euro carriers first second\nA 1000 6 960 20\nB 800 9 200 150\nC 900 8 300 200\n"
        "Total 2700 23 960 300"
    )
    made = protected(AMOUNTS, {"cases": table})
    assert not found(made)
    assert ("A",) in hidden_in(made)
    assert len(hidden_in(made)) == 2

    other = next(codes for codes in hidden_in(made) if codes != ("A",))
    revealed(made, "cases", other, {("B",): 800, ("C",): 900}[other])

    assert found(made)


@pytest.mark.parametrize(
    ("high", "is_found"), [(4, True), (30, False)], ids=["class of one to four", "wide class"]
)
def test_j_classes_of_a_map(*, high: float, is_found: bool) -> None:
    """A colour says an interval, its legend says which."""
    made = protected(ONE, {"cases": CASES})
    said = [(("n", ("a", "x")), (1.0 if is_found else 0.0, float(high)))]

    assert found(made, earlier=said) is is_found


def test_k_heights_of_bars_and_the_table_behind_the_chart() -> None:
    """A bar measured to a tenth is the count; and what stands beside the figures stays inside."""
    lines = [f"{line} {line.split()[2]}" for line in CASES.splitlines()[1:]]
    made = protected(ONE, {"cases": "region age n raw\n" + "\n".join(lines)})
    assert made.tables["cases"].names == ("region", "age", "n", "status")
    assert not found(made)

    bar = [(("n", ("a", "x")), (2.9, 3.1))]

    assert found(made, earlier=bar)


def test_l_an_index_that_can_be_turned_back() -> None:
    """z = (x − mean) ÷ deviation: who knows both has the count."""
    text = ONE.replace(
        'count = "n"', 'count = "n"\nratio = [{column = "z", factor = 0.1, offset = -2.0}]'
    )
    lines = [f"{line} {int(line.split()[2]) / 10 - 2:.1f}" for line in CASES.splitlines()[1:]]
    made = protected(text, {"cases": "region age n z\n" + "\n".join(lines)})
    assert not found(made)
    assert figures(made.tables["cases"], ("region", "age"), "z")["a", "x"] is None

    column = [
        -1.7 if (row["region"], row["age"]) == ("a", "x") else row["z"]
        for row in made.tables["cases"].rows()
    ]
    made.tables["cases"] = made.tables["cases"].with_columns(z=column)

    assert found(made)


def test_n_free_text_beside_the_figures() -> None:
    """Columns that nobody described do not go out: no remark can say what a cell hides."""
    lines = [f"{line} zwei-Geschwister" for line in CASES.splitlines()[1:]]
    made = protected(ONE, {"cases": "region age n remark\n" + "\n".join(lines)})

    assert "remark" not in made.tables["cases"].names
    assert not any("Geschwister" in str(row) for row in made.tables["cases"].rows())


def test_o_public_registers() -> None:
    """A register tells one of the hidden cells: it protects nobody."""
    text = ONE + '[[known]]\nfile = "register"\n'
    without = hidden_in(protected(ONE, {"cases": CASES}))
    partner = next(codes for codes in without if codes[0] == "a" and codes != ("a", "x"))
    true = {("a", "y"): 20, ("a", "z"): 30}[partner]
    said = {"register": f"region age value\n{partner[0]} {partner[1]} {true}"}

    made = protected(text, {"cases": CASES}, known=said)

    assert not found(made, others=made.knowledge)
    assert partner not in hidden_in(made)
    planted = protected(ONE, {"cases": CASES})
    fact = [(("n", partner), (float(true), float(true)))]
    assert found(planted, earlier=fact)


def test_o_what_others_gave_away_is_not_our_doing() -> None:
    """Where registers tell the secret itself, the audit says so and does not blame the table."""
    made = protected(ONE, {"cases": CASES})
    fact = [(("n", ("a", "x")), (3.0, 3.0))]

    verdict = verdict_on(made, others=fact)

    assert verdict.passed
    assert verdict.outcomes == [Outcome.KNOWN_BEFORE]


def test_p_repeated_questions_with_filters() -> None:
    """All areas, then all but one: the second answer is a table of its own, and linked."""
    text = HEAD + (
        '[dimension.region]\nhierarchy = ["all.csv", "filter.csv"]\n[dimension.age]\n'
        '[[table]]\nname = "cases"\ndimensions = ["region", "age"]\ncount = "n"\n'
        '[[known]]\nfile = "asked"\nby = "us"\n'
    )
    files = {
        "all": "code parent\na NA\nb NA\nc NA",
        "filter": "code parent\nb without-a\nc without-a\nwithout-a -",
    }
    asked = {"asked": "region age value\nwithout-a x 37"}

    made = protected(text, {"cases": CASES}, files=files, known=asked)

    assert not found(made, earlier=made.knowledge)
    assert ("Total", "x") in hidden_in(made)  # else 40 − 37 = 3
    revealed(made, "cases", ("Total", "x"), 40)
    assert found(made, earlier=made.knowledge)


def test_refusals_and_verdicts_name_no_figure() -> None:
    """m) What goes to logs and screens must not say what the table hides."""
    text = ONE + '[[known]]\nfile = "earlier"\nby = "us"\n'
    with pytest.raises((DisclosureError, InputRefusedError)) as refused:
        protected(
            text,
            {"cases": CASES.replace("a x 3", "a x 4").replace("b z 40", "b z 7341")},
            known={"earlier": "region age low high\na x 4 4.4"},
        )

    assert "7341" not in str(refused.value)
    assert refused.value.code == "not_protected"


def test_stewards_read_why_each_cell_is_hidden() -> None:
    """The other side of the coin: stewards see rule, limits and what a cell protects."""
    part = steward_part(protected(ONE, {"cases": CASES}))

    by_place = {(cell["region"], cell["age"]): cell for cell in part["cells"]}
    assert by_place["a", "x"]["rule"] == "small_count"
    assert by_place["a", "x"]["asked"] == [2.0, 5.0]
    assert all(cell["protects"] for place, cell in by_place.items() if cell["rule"] == "none")
    assert (part["primary"], part["secondary"]) == (1, 3)
