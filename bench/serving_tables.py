# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The tables of the benchmark of serving."""

from typing import Any

from bench.measuring import table

GOALS = {"p95": 10.0, "kilobytes": 60.0, "without": 5.0, "with": 20.0}


def printed(data: dict[str, Any]) -> str:
    """Return goals, our server by size, the peer by set-up, as Markdown."""
    parts = [_introduction(data), "## Goals, all areas", _goals(data["sizes"][-1])]
    parts += ["## Our server, and growth with the number of areas", _ours(data["sizes"])]
    if "peer_without" in data["sizes"][-1]:
        parts += ["## Answers per second against pygeoapi", _peer(data["sizes"]), _NOTE]
    return "\n\n".join(parts)


_NOTE = """\
Our answers are made once per release, indicator, level, boundary and year, compressed, and kept
because a release never changes: for many areas on the disk, prepared in the background when the
release is made, and in the memory of each process that was asked. "First, prepared" reads from the
disk, "nothing prepared" makes the answer; pygeoapi makes each answer anew. It sends without
compression, which is quicker for it; of its set-ups the quickest counts. "Values and map" asks
both files every time, as a browser without a cache would: a browser keeps the outlines for a year
and asks for the values alone."""


def _introduction(data: dict[str, Any]) -> str:
    shape = "real outlines" if data["real_outlines"] else "squares in place of outlines"
    return (
        f"One indicator × year, {shape}, made-up figures; {data['workers']} workers and "
        f"{data['connections']} connections kept alive for each server, client on the same machine."
    )


def _goals(full: dict[str, Any]) -> str:
    own, sizes = full["own_ms"], full["bytes"]
    rows: list[list[object]] = [
        ["server's own time, p95, one connection", f"{own['p95']:.2f} ms",
         f"≤ {GOALS['p95']:.0f} ms", _met(own["p95"] <= GOALS["p95"])],
        ["server's own time, p95, all connections", f"{own['p95_loaded']:.2f} ms",
         f"≤ {GOALS['p95']:.0f} ms", _met(own["p95_loaded"] <= GOALS["p95"])],
        ["server's own time, p95, first answers after a release was prepared",
         f"{own['first_p95']:.2f} ms", f"≤ {GOALS['p95']:.0f} ms",
         _met(own["first_p95"] <= GOALS["p95"])],
        ["server's own time, p95, first answers, nothing prepared",
         f"{own['first_unkept_p95']:.2f} ms", "", ""],
        ["preparing one answer", f"{own['first_prepared_each']:.1f} ms", "", ""],
        ["values, compressed", _kb(sizes["values"]), f"≤ {GOALS['kilobytes']:.0f} KB",
         _met(sizes["values"] <= GOALS["kilobytes"] * 1000)],
        ["values with the areas' keys, compressed", _kb(sizes["values_with_keys"]),
         f"≤ {GOALS['kilobytes']:.0f} KB",
         _met(sizes["values_with_keys"] <= GOALS["kilobytes"] * 1000)],
        ["values and outlines immutable, with a tag", "yes" if full["kept"] else "no", "yes",
         _met(full["kept"])],
    ]  # fmt: skip
    if "peer_without" in full:
        without, with_map = _ratios(full)
        rows += [
            ["÷ pygeoapi without geometry", f"{without:.0f}×", f"≥ {GOALS['without']:.0f}×",
             _met(without >= GOALS["without"])],
            ["÷ pygeoapi with geometry", f"{with_map:.0f}×", f"≥ {GOALS['with']:.0f}×",
             _met(with_map >= GOALS["with"])],
        ]  # fmt: skip
    return table(["", "measured", "goal", ""], rows)


def _ours(sizes: list[dict[str, Any]]) -> str:
    head = ["areas", "own time p50", "p95", "p95, all connections", "first, prepared, p50",
            "first, prepared, p95", "first, nothing prepared, p50", "p95", "values", "with keys",
            "outlines", "answers/s"]  # fmt: skip
    rows: list[list[object]] = [
        [f"{one['areas']:,}", *(f"{one['own_ms'][name]:.2f} ms" for name in _TIMES),
         *(_kb(one["bytes"][name]) for name in ("values", "values_with_keys", "map")),
         f"{one['per_second']['values']:,.0f}"]
        for one in sizes
    ]  # fmt: skip
    return table(head, rows)


_TIMES = (
    "p50", "p95", "p95_loaded", "first_p50", "first_p95", "first_unkept_p50", "first_unkept_p95",
)  # fmt: skip


def _peer(sizes: list[dict[str, Any]]) -> str:
    setups = [*sizes[0]["peer_without"]]
    head = ["areas", "values with keys", *(f"pygeoapi {name}" for name in setups), "÷",
            "values with keys, nothing kept", "÷", "values and map",
            "pygeoapi with geometry", "÷", "÷ values alone"]  # fmt: skip
    rows: list[list[object]] = []
    for one in sizes:
        without, with_map = _ratios(one)
        first = one["per_second"]["first_time_with_keys"]
        mapped = max(found["per_second"] for found in one["peer_with"].values())
        rows.append(
            [f"{one['areas']:,}", f"{one['per_second']['values_with_keys']:,.0f}",
             *(f"{one['peer_without'][name]['per_second']:.1f}" for name in setups),
             f"**{without:.0f}×**", f"{first:,.0f}",
             f"{first * without / one['per_second']['values_with_keys']:.1f}×",
             f"{one['per_second']['values_and_map']:,.0f}",
             f"{mapped:.1f}", f"**{with_map:.0f}×**",
             f"{one['per_second']['values'] / mapped:.0f}×"]
        )  # fmt: skip
    return table(head, rows)


def _ratios(one: dict[str, Any]) -> tuple[float, float]:
    """Ours divided by the quickest set-up of the peer, without geometry and with it."""
    speed = one["per_second"]
    without = max(found["per_second"] for found in one["peer_without"].values())
    mapped = max(found["per_second"] for found in one["peer_with"].values())
    return speed["values_with_keys"] / without, speed["values_and_map"] / mapped


def _kb(size: int) -> str:
    return f"{size / 1000:.1f} KB"


def _met(is_met: object) -> str:
    return "met" if is_met else "**missed**"
