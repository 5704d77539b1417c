# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Map pages in Chromium: the first map of Thuringia and of Germany, and switching between years.

The server as `klammer serve` starts it and a browser without anything kept, on the same machine.

    python -m bench.atlas_pages [--areas 10990] [--rounds 5] [--smoke]

*Usable* means: drawn, areas can be pointed at, two frames shown. A *switch* is what a person waits
for (the browser's own Event Timing, from the click to the next frame shown), each year once after
the row of years was reached for; the table follows a frame later and is timed beside.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

from bench import record, region
from bench.measuring import table
from bench.serving import ALL, running
from tools import browser as browsers

PORT = 8797
INDICATORS, YEARS = 2, 10
PATIENCE = 120_000  # milliseconds
SCREEN = {"width": 1280, "height": 900}
GOALS = {"thuringia": 1.5, "germany": 3.0, "switch": 0.05}  # seconds

_FRAMES = "await new Promise((r) => requestAnimationFrame(() => requestAnimationFrame(r)));"
_USABLE = f"""async (drawn) => {{
  while (!document.querySelector(drawn)) await new Promise((r) => setTimeout(r, 4));
  {_FRAMES}
  return performance.now() / 1000;
}}"""
_WATCH = """() => {
  window.waited = [];
  new PerformanceObserver((list) => {
    for (const one of list.getEntries()) if (one.interactionId) window.waited.push(one.duration);
  }).observe({ type: "event", durationThreshold: 16 });
}"""
_CHANGE = f"""async ([id, word, title]) => {{
  const field = document.getElementById(id);
  const start = performance.now();
  field.value = word;
  field.dispatchEvent(new Event("change", {{ bubbles: true }}));
  while (!document.querySelector("h1").textContent.includes(title)) {{
    await new Promise((r) => setTimeout(r, 1));
  }}
  const painted = performance.now();
  {_FRAMES}
  return [(painted - start) / 1000, (performance.now() - start) / 1000];
}}"""
_CLICK = """(year) => new Promise((done) => {
  document.querySelector(`[data-years] a[data-year='${year}']`).click();
  requestAnimationFrame(() => {
    const after = new MessageChannel();
    after.port1.onmessage = () => done();
    after.port2.postMessage(1);
  });
})"""
_SIZES = """() => {
  const found = { page: performance.getEntriesByType("navigation")[0].transferSize };
  for (const one of performance.getEntriesByType("resource")) {
    const kind = one.name.includes("/geometrie/") ? "outlines"
      : one.name.includes("ansicht.json") ? "answer"
      : one.name.includes("/static/") ? "scripts, styles, fonts" : "other";
    if (kind === "answer") found[kind] = Math.max(found[kind] ?? 0, one.transferSize);
    else found[kind] = (found[kind] ?? 0) + one.transferSize;
  }
  return found;
}"""


@dataclass(frozen=True)
class Place:
    """A map that is measured: its extent, and what shows that it is drawn."""

    name: str
    extent: str
    drawn: str

    @property
    def address(self) -> str:
        """Path and query of the newest year."""
        return (
            f"/atlas/karte/{region.indicator(1)}/?ebene=gemeinde&stand={region.BOUNDARY}"
            f"&jahr={region.years(1)[0]}&bereich={self.extent}"
        )


_DRAWN = "svg.map[data-keys], [data-large][data-drawn]"
THURINGIA = Place("thuringia", "16", _DRAWN)
GERMANY = Place("germany", "DG", _DRAWN)


@contextmanager
def browser() -> Iterator[Any]:
    """Give a Chromium that reaches loopback only."""
    found = browsers.find()
    if found is None:
        raise SystemExit("no Chromium here: uv run python -m tools.browser brings one")
    environment = {**os.environ, **found.environment}
    with sync_playwright() as play:
        program = play.chromium.launch(
            executable_path=str(found.path), args=list(browsers.ARGUMENTS), env=environment
        )
        yield program
        program.close()


def first_maps(program: Any, base: str, place: Place, *, rounds: int) -> dict[str, Any]:
    """Open a map with nothing kept in the browser; the first time also the server has nothing."""
    times, sizes = [], {}
    for _ in range(rounds + 1):
        context = program.new_context(viewport=SCREEN, locale="de-DE")
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.goto(base + place.address, wait_until="commit")
        times.append(page.evaluate(_USABLE, place.drawn))
        page.wait_for_load_state("networkidle")
        sizes = page.evaluate(_SIZES)
        context.close()
    return {
        "server without anything kept": round(times[0], 3),
        "median": round(statistics.median(times[1:]), 3),
        "worst": round(max(times[1:]), 3),
        "kilobytes": {name: round(size / 1000, 1) for name, size in sizes.items()},
    }


def switches(program: Any, base: str, place: Place) -> dict[str, Any]:
    """Switch years by clicks, then to another indicator and back, in one browser."""
    context = program.new_context(viewport={**SCREEN, "height": 1400}, locale="de-DE")
    page = context.new_page()
    page.goto(base + place.address)
    page.wait_for_selector(place.drawn)
    page.evaluate(_WATCH)
    page.hover("[data-years]")
    page.wait_for_load_state("networkidle")
    waits = [_switch(page, year) for year in region.years(YEARS)[1:]]
    processor = _processor(page)
    indicator = [_indicator(page, number) for number in (2, 1, 2, 1)]
    context.close()
    return {
        "first switch of the year": waits[0],
        "later switches, median": round(statistics.median(waits[1:]), 3),
        "later switches, worst": max(waits[1:]),
        "processor, median": processor,
        "first switch of the indicator": indicator[0][1],
        "later indicators, changed": round(statistics.median(one[0] for one in indicator[2:]), 3),
        "later indicators, shown": round(statistics.median(one[1] for one in indicator[2:]), 3),
    }


def _switch(page: Page, year: str) -> float:
    """Click a year; return the seconds from the click to the frame that shows it."""
    page.evaluate("window.waited.length = 0")
    page.click(f"[data-years] a[data-year='{year}']")
    page.wait_for_function(
        "(year) => document.querySelector('h1').textContent.includes(year)", arg=year
    )
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(400)
    # What is not reported was quicker than the 16 ms from which the browser reports.
    return round(max(page.evaluate("window.waited"), default=16) / 1000, 3)


def _processor(page: Page) -> float:
    """Switch all years once more; return the page's own processor time until the frame, median.

    Unlike the time waited it does not grow with what else the machine does; painting by the
    browser's other threads is not in it.
    """
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})

    def ticks() -> float:
        told = session.send("Performance.getMetrics")["metrics"]
        return next(one["value"] for one in told if one["name"] == "TaskDuration")

    found = []
    for year in region.years(YEARS):
        before = ticks()
        page.evaluate(_CLICK, year)
        found.append(ticks() - before)
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(400)
    return round(statistics.median(found), 3)


def _indicator(page: Page, number: int) -> list[float]:
    found = page.evaluate(_CHANGE, ["wahl-kennzahl", region.indicator(number), f"Share {number}:"])
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(400)
    return [round(seconds, 3) for seconds in found]


def server(folder: Path, outlines: Path) -> subprocess.Popen[bytes]:
    """Start the product with one process; the caller ends it."""
    environment = {**os.environ, "KLAMMER_BENCH_OUTLINES": str(outlines)}
    words = [sys.executable, "-c", "from bench.served import main; main()"]
    words += ["--instance", str(folder), "--port", str(PORT), "--workers", "1"]
    return subprocess.Popen(words, cwd=region.ROOT, env=environment)


def measured(folder: Path, *, areas: int, rounds: int) -> dict[str, Any]:
    """Make the instance, serve it, look at it."""
    path, is_real = folder / "all.npz", True
    if not (folder / "instance").exists():
        path, is_real = region.outlines_file(folder, real=True)
    shapes = region.part_of(path, areas=areas)
    if len(shapes) < ALL:
        from klammer.territory.geometry import pack

        path = folder / "part.npz"
        pack(shapes, path)
    if not (folder / "instance").exists():
        region.instance(folder / "instance", list(shapes), indicators=INDICATORS, periods=YEARS)
    base = f"http://127.0.0.1:{PORT}"
    found: dict[str, Any] = {"areas": len(shapes), "real outlines": is_real}
    with (
        running(server(folder / "instance", path), port=PORT, sign="/atlas/"),
        browser() as program,
    ):
        for place in (THURINGIA, GERMANY):
            found[place.name] = {
                "areas": sum(key.startswith("16") or place is GERMANY for key in shapes),
                "first": first_maps(program, base, place, rounds=rounds),
                "switch": switches(program, base, place),
            }
    return found


def printed(found: dict[str, Any]) -> str:
    """Return the tables."""
    places = (THURINGIA, GERMANY)
    rows = [row for place in places for row in _rows(place, found[place.name])]
    sent = [found[place.name]["first"]["kilobytes"] for place in places]
    kinds = sorted({kind for one in sent for kind in one})
    sizes = [[kind, *(f"{one.get(kind, 0):.1f} KB" for one in sent)] for kind in kinds]
    drawn = "real outlines" if found["real outlines"] else "squares in place of outlines"
    made = (
        f"Made-up figures of {INDICATORS} indicators × {YEARS} years, {drawn}; Chromium without "
        "graphics processor, window 1280 × 900, nothing kept, one server process."
    )
    sizes_said = "Sent, compressed; `answer` is the largest one that switches the map:"
    tables = [
        table(["", "measured", "goal", ""], rows),
        table(["", "Thuringia", "Germany"], sizes),
    ]
    return "\n\n".join([made, tables[0], sizes_said, tables[1]])


def _rows(place: Place, one: dict[str, Any]) -> list[list[object]]:
    """Return the lines of one map."""
    first, switch = one["first"], one["switch"]
    begin = f"{place.name.capitalize()}, {one['areas']:,} municipalities"
    goal, quick = GOALS[place.name], GOALS["switch"]
    told: list[tuple[str, float, float]] = [
        ("first map, median", first["median"], goal),
        ("first map, worst", first["worst"], 0),
        ("first map ever asked of the server", first["server without anything kept"], 0),
        ("first switch of the year", switch["first switch of the year"], 0),
        ("later switches, median", switch["later switches, median"], quick),
        ("later switches, worst", switch["later switches, worst"], 0),
        ("later switches, processor time of the page, median", switch["processor, median"], quick),
        ("another indicator, first time", switch["first switch of the indicator"], 0),
        ("another indicator, later, changed", switch["later indicators, changed"], quick),
        ("another indicator, later, two frames on", switch["later indicators, shown"], 0),
    ]
    return [
        [f"{begin}: {what}", _time(seconds), f"≤ {_time(limit)}" if limit else "",
         _met(seconds, limit) if limit else ""]
        for what, seconds, limit in told
    ]  # fmt: skip


def _time(seconds: float) -> str:
    return f"{seconds * 1000:.0f} ms" if seconds < 1 else f"{seconds:.2f} s"


def _met(seconds: float, goal: float) -> str:
    return "met" if seconds <= goal else "**not met**"


def main() -> None:
    """Measure, print and keep it."""
    parse = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parse.add_argument("--areas", type=int, default=ALL)
    parse.add_argument("--rounds", type=int, default=5)
    parse.add_argument("--folder", type=Path, help="where an earlier run left its instance")
    parse.add_argument("--smoke", action="store_true", help="keep the result apart")
    given = parse.parse_args()
    began = record.load()
    with tempfile.TemporaryDirectory(prefix="klammer-bench-") as made:
        folder = given.folder or Path(made)
        found = measured(folder, areas=given.areas, rounds=given.rounds)
    text = printed(found)
    print(text)
    record.write(
        "atlas_pages", text, around=record.surroundings(began=began), smoke=given.smoke, data=found,
        command=f"python -m bench.atlas_pages --areas {given.areas} --rounds {given.rounds}",
    )  # fmt: skip


if __name__ == "__main__":
    main()
