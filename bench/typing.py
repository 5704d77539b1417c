# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Typing into the search, in Chromium: from a key to what fits it, shown.

An instance as `klammer serve` starts it (a copy of it: the start writes), one server process. Two
fields: the search in the head of every page, and the one with which the atlas begins. Each word is
typed letter by letter, with so much time between as somebody takes who types quickly; what is
waited for is the frame that shows the answer to the letters typed so far. Letters whose answer
the next letter overtook are not counted.

    python -m bench.typing --instance DIR [--keep]
"""

import argparse
import statistics
import subprocess
import sys
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from bench import atlas_pages, record, region
from bench.measuring import table
from bench.serving import running

PORT = 8796
GOAL = 0.1  # seconds
BETWEEN = 140  # milliseconds between two keys
WORDS = (
    "kinderarmut",
    "gerstengrund",
    "kinderarmut geisa",
    "pflegebedürftige",
    "wohngled",
    "16063",
)
FIELDS = {
    "head of every page": ("/", "#kopfsuche", "#kopfsuche-liste"),
    "beginning of the atlas": ("/atlas/", "#atlas-suche", "#inhalt"),
}
# A key's time is its own (Event.timeStamp); an answer counts when a frame shows it.
_WATCH = """([field, place]) => {
  window.waited = [];
  let typed = 0;
  document.querySelector(field).addEventListener("input", (event) => { typed = event.timeStamp; });
  new MutationObserver(() => {
    const began = typed;
    if (!began) return;
    requestAnimationFrame(() => {
      const shown = new MessageChannel();
      shown.port1.onmessage = () => {
        if (began !== typed) return;
        waited.push(performance.now() - began);
        typed = 0;
      };
      shown.port2.postMessage(1);
    });
  }).observe(document.querySelector(place), { childList: true, subtree: true });
}"""


def typed(page: Page, address: str, field: str, place: str) -> dict[str, list[float]]:
    """Type each word into a field; return word → seconds waited for each of its letters."""
    found = {}
    for word in WORDS:
        page.goto(address)
        page.wait_for_load_state("networkidle")
        page.locator(field).focus()
        page.evaluate(_WATCH, [field, place])
        page.keyboard.type(word, delay=BETWEEN)
        page.wait_for_timeout(600)
        found[word] = [one / 1000 for one in page.evaluate("window.waited")]
    return found


def measured(instance: Path, rounds: int) -> dict[str, Any]:
    """Serve an instance and type; return field → times, the first round apart."""
    words = [sys.executable, "-c", "from bench.served import main; main()"]
    words += ["--instance", str(instance), "--port", str(PORT), "--workers", "1"]
    server = subprocess.Popen(words, cwd=region.ROOT)
    found: dict[str, Any] = {}
    with running(server, port=PORT, sign="/atlas/"), atlas_pages.browser() as program:
        for name, (path, field, place) in FIELDS.items():
            times = []
            for _ in range(rounds + 1):
                context = program.new_context(viewport=atlas_pages.SCREEN, locale="de-DE")
                page = context.new_page()
                by_word = typed(page, f"http://127.0.0.1:{PORT}{path}", field, place)
                times.append([one for seconds in by_word.values() for one in seconds])
                context.close()
            later = sorted(one for each in times[1:] for one in each)
            found[name] = {
                "letters": len(later),
                "median": round(statistics.median(later), 4),
                "nine of ten": round(later[len(later) * 9 // 10], 4),
                "worst": round(later[-1], 4),
                "first round, median": round(statistics.median(times[0]), 4),
            }
    return found


def printed(found: dict[str, Any]) -> str:
    """Return the table."""
    names = ["median", "nine of ten", "worst", "first round, median"]
    rows = [
        [field, one["letters"], *(f"{one[name] * 1000:.0f} ms" for name in names),
         "met" if one["nine of ten"] <= GOAL else "**not met**"]
        for field, one in found.items()
    ]  # fmt: skip
    head = ["field", "letters", *names, f"nine of ten ≤ {GOAL * 1000:.0f} ms"]
    return table(head, rows)


def main() -> None:
    """Measure, print, and keep with --keep."""
    parse = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parse.add_argument("--instance", type=Path, required=True)
    parse.add_argument("--rounds", type=int, default=2)
    parse.add_argument("--keep", action="store_true", help="into bench/results/")
    given = parse.parse_args()
    began = record.load()
    found = measured(given.instance, given.rounds)
    text = printed(found)
    print(text)
    if given.keep:
        record.write(
            "typing", text, around=record.surroundings(began=began), smoke=False, data=found,
            command=f"python -m bench.typing --instance DIR --rounds {given.rounds} --keep",
        )  # fmt: skip


if __name__ == "__main__":
    main()
