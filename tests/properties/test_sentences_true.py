# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every claim of every sentence is borne by the figures, recomputed by a second reader."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from klammer.base.quantities import Kind
from klammer.presentation import judgements, movements, sentences
from klammer.presentation.sentences import Wording
from tests.properties.sentence_reader import Figures, read, wilson

YEARS = [str(year) for year in range(2014, 2023)]
HIDDEN = st.sampled_from(["suppressed", "zero_or_hidden", "missing", "not_yet_available"])
COUNTS = st.tuples(st.integers(20, 4_000), st.floats(0.0, 1.0))
Z95 = 1.959963985


def counted(period, n, share):
    """A figure with cases and people behind it."""
    x = float(round(n * share))
    row = {
        "period": period, "numerator": x, "denominator": float(n), "value": 100 * x / n,
        "status": "reported" if x else "zero", "note": "", "method": "wilson",
    }  # fmt: skip
    row["low"], row["high"] = wilson(row, Z95)
    return row


def delivered(period, value):
    """A figure delivered as a rate."""
    return {
        "period": period, "numerator": None, "denominator": None, "value": value, "low": None,
        "high": None, "status": "reported", "note": "delivered_rate", "method": "",
    }  # fmt: skip


def nothing(period, status):
    """A year without a number."""
    value = 0.0 if status == "zero_or_hidden" else None
    return {**delivered(period, value), "status": status}


@st.composite
def figures(draw):
    """An area's years, and Land and country that hold it, of cases or of delivered rates."""
    years = sorted(draw(st.sets(st.sampled_from(YEARS), min_size=1)))
    is_counted = draw(st.booleans())
    near = draw(st.floats(0.0, 0.6))  # shares lie near one another, so that tests are close
    points, wholes = [], {"Thüringen": {}, "Deutschland": {}}
    for year in years:
        if is_counted:
            n = draw(st.integers(20, 4_000))
            own = counted(year, n, min(1.0, near + draw(st.floats(0.0, 0.08))))
            points.append(own)
            for name, times in (("Thüringen", draw(st.integers(3, 40))), ("Deutschland", 900)):
                rest = round(n * times * min(1.0, near + draw(st.floats(0.0, 0.08))))
                people = n * (times + 1)
                wholes[name][year] = counted(year, people, (own["numerator"] + rest) / people)
        else:
            points.append(delivered(year, near * 20 + draw(st.floats(0.0, 3.0))))
            for rows in wholes.values():
                rows[year] = delivered(year, near * 20 + draw(st.floats(0.0, 3.0)))
        if draw(st.integers(0, 9)) == 0:
            points[-1] = nothing(year, draw(HIDDEN))
        if draw(st.integers(0, 9)) == 0:
            wholes["Deutschland"].pop(year)
    cuts = dict.fromkeys(draw(st.sets(st.sampled_from(YEARS), max_size=2)), "neu gezählt")
    relevant = draw(st.sampled_from([None, 0.3, 0.5, 1.0, 2.0]))
    return Figures(points, wholes, relevant=relevant, cuts=cuts)


@settings(max_examples=400, deadline=None)
@given(found=figures(), small=st.booleans())
def test_every_claim_is_borne_by_the_figures(found, small):
    wording = Wording(found.decimals, "%", found.relevant)
    neutral = judgements.may_jump(found.last, is_small=small)
    said = [sentences.level(found.last, place="im Wartburgkreis", wording=wording)]
    said += judgements.against(
        found.points, list(found.others.items()), kind=Kind.PROPORTION, wording=wording,
        factor=100, is_small=small,
    )  # fmt: skip
    said.append(
        movements.change(found.points, wording=wording, breaks=found.cuts, neutral=neutral)
        or sentences.cut_off(found.points, found.cuts)
    )
    said.append(judgements.trend_sentence(found.points, kind=Kind.PROPORTION, breaks=found.cuts))

    assert read(" ".join(one for one in said if one), found) == []


@pytest.mark.parametrize(
    "lie",
    [
        "Im Wartburgkreis lag der Wert 2022 bei 12,0 %.",
        "Das ist mehr als der Wert für Thüringen (20,0 %).",
        "Das ist weniger als der Wert für Thüringen (19,0 %).",
        "Das ist gerundet gleich viel wie der Wert für Thüringen (20,0 %).",
        "Das ist nicht sicher zu unterscheiden vom Wert für Thüringen (20,0 %).",
        "Von 2021 bis 2022 ist der Wert von 11,0 auf 10,0 % gestiegen.",
        "Von 2021 bis 2022 ist der Wert von 11,0 auf 10,0 % gesunken.",
        "2021 und 2022 war der Wert gleich (10,0 %).",
        "Das ist deutlich weniger als der Wert für Thüringen (20,0 %).",
        "Das ist viel.",
    ],
)
def test_the_reader_does_not_believe_a_lie(lie):
    found = Figures(
        [counted("2021", 1_000, 0.11), counted("2022", 1_000, 0.10)],
        {"Thüringen": {"2022": counted("2022", 40_000, 0.20)}},
    )

    assert read(lie, found) != []


def test_the_reader_believes_what_is_true():
    found = Figures(
        [counted("2021", 1_000, 0.11), counted("2022", 1_000, 0.10)],
        {"Thüringen": {"2022": counted("2022", 40_000, 0.20)}},
    )

    assert (
        read(
            "Im Wartburgkreis lag der Wert 2022 bei 10,0 %. Das ist weniger als der Wert für Thüringen "
            "(20,0 %). Der Abstand zum Wert für Thüringen ist größer, als der Zufall erwarten lässt "
            "(99,8 % Sicherheit). Der Wert lag 2021 bei 11,0 und 2022 bei 10,0 %; das ist nicht sicher "
            "zu unterscheiden.",
            found,
        )
        == []
    )
