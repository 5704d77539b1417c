# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""A second reader of sentences about figures: it knows the German, and believes nothing.

Every sentence must be one it knows. From each it takes the claims – a number, an order, a
certainty – and recomputes them from the figures with the textbook formulas of methods.md, without
the code that wrote the sentence. What it cannot confirm is returned as text.
"""

import math
import re
from dataclasses import dataclass, field

NUMBER = r"−?\d{1,3}(?:\.\d{3})*(?:,\d+)?"
Z = {"95": 1.959963985, "99,8": 3.090232306}
LARGE_PART = 0.1  # from there an area is compared with the rest (parameter comparator_share)
CHI2 = 9.549536  # 99.8 % of chi² with one degree of freedom
FORBIDDEN = re.compile(
    r"deutlich|erheblich|drastisch|massiv|stark|signifikant|dramatisch", re.IGNORECASE
)


@dataclass
class Figures:
    """What the sentences are about.

    points    the area's figures, ascending; others: name → period → figure
    relevant  the stated relevant difference; decimals: of the print; cuts: periods of breaks
    """

    points: list
    others: dict
    decimals: int = 1
    relevant: float | None = None
    cuts: dict = field(default_factory=dict)
    doubts: list = field(default_factory=list)

    def at(self, period):
        return next(p for p in self.points if p["period"] == period)

    @property
    def last(self):
        return self.points[-1]

    def doubt(self, claim, *, holds):
        if not holds:
            self.doubts.append(claim)

    def prints(self, text, value):
        """Whether a printed number is that value, rounded."""
        number = float(text.replace("−", "-").replace(".", "").replace(",", "."))
        return value is not None and abs(number - value) <= 0.5 * 10**-self.decimals + 1e-9


def read(text: str, figures: Figures) -> list[str]:
    """Return every claim of a text that the figures do not bear, and every unknown sentence."""
    left = text.replace("\u00a0", " ").strip()
    figures.doubts = [f"word: {word}" for word in FORBIDDEN.findall(left)]
    while left:
        for pattern, check in SENTENCES:
            found = re.match(pattern, left)
            if found:
                check(found, figures)
                left = left[found.end() :].strip()
                break
        else:
            return [*figures.doubts, f"unknown: {left}"]
    return figures.doubts


def wilson(row, z):
    """Limits of a proportion in per cent, by the formula of methods.md 3.4."""
    x, n = row["numerator"], row["denominator"]
    half = z * math.sqrt(z * z + 4 * x * (1 - x / n))
    return tuple(100 * (2 * x + z * z + sign * half) / (2 * (n + z * z)) for sign in (-1, 1))


def differs(row, whole, z):
    """Whether an area differs from a whole by more than chance; a large part from the rest."""
    if row["low"] is None:
        return None
    x, n = row["numerator"], row["denominator"]
    if whole["denominator"] and n / whole["denominator"] >= LARGE_PART:
        rest_x, rest_n = whole["numerator"] - x, whole["denominator"] - n
        share = whole["numerator"] / whole["denominator"]
        spread = share * (1 - share) * (1 / n + 1 / rest_n)
        return spread > 0 and abs(x / n - rest_x / rest_n) / math.sqrt(spread) > z
    low, high = wilson(row, z)
    return not low <= whole["value"] <= high


def _level(found, figures):
    row = figures.at(found["period"])
    figures.doubt(found[0], holds=figures.prints(found["value"], row["value"]))


def _no_value(found, figures):
    row = figures.at(found["period"])
    words = {
        "geheim": "suppressed", "eine 0": "zero_or_hidden", "kein Wert": "missing",
        "noch nicht": "not_yet_available", "nicht sinnvoll": "not_applicable",
        "nicht sicher genug": "unreliable",
    }  # fmt: skip
    said = next(status for word, status in words.items() if word in found[0])
    figures.doubt(found[0], holds=row["status"] == said)


def _zero(found, figures):
    row = figures.at(found["period"])
    figures.doubt(found[0], holds=(row["status"], row["value"]) == ("zero", 0))


def _comparison(found, figures):
    for phrase in re.split(r", aber (?=mehr|weniger|gerundet|etwa|nicht)", found["said"]):
        for name, told in re.findall(r"für (Thüringen|Deutschland)(?: \(([^)]*)\))?", phrase):
            _compared(phrase, name, told, figures)


def _compared(phrase, name, told, figures):
    row, whole = figures.last, figures.others[name][figures.last["period"]]
    value = re.match(NUMBER, told)
    if value:
        figures.doubt(told, holds=figures.prints(value[0], whole["value"]))
    gap, chance = row["value"] - whole["value"], differs(row, whole, Z["95"])
    enough = figures.relevant is None or abs(gap) >= figures.relevant - 1e-9
    holds = {
        "mehr": gap > 0 and enough and chance is not False,
        "weniger": gap < 0 and enough and chance is not False,
        "gerundet": abs(gap) <= 10**-figures.decimals,
        "etwa": not enough,
        "nicht": chance is False,
    }[phrase.split()[0]]
    figures.doubt(f"{phrase} / {name}", holds=holds)


def _values(found, figures):
    for name, told in re.findall(rf"für (Thüringen|Deutschland) \(({NUMBER})", found[0]):
        whole = figures.others[name][figures.last["period"]]
        figures.doubt(told, holds=figures.prints(told, whole["value"]))


def _certain(found, figures):
    whole = figures.others[found["name"]][figures.last["period"]]
    figures.doubt(found[0], holds=differs(figures.last, whole, Z[found["sure"]]) is True)


def _untested(found, figures):
    figures.doubt(found[0], holds=figures.last["low"] is None)


def _former(found, figures):
    row = figures.at(found["period"])
    figures.doubt(found[0], holds=figures.prints(found["value"], row["value"]))
    for told, name in re.findall(rf"({NUMBER})(?: %)? für (Thüringen|Deutschland)", found[0]):
        whole = figures.others[name][found["period"]]
        figures.doubt(told, holds=figures.prints(told, whole["value"]))


def _moved(found, figures):
    first, last = figures.at(found["y0"]), figures.at(found["y1"])
    _same_numbers(found, figures, (first, found["v0"]), (last, found["v1"]))
    gap = last["value"] - first["value"]
    holds = gap > 0 if found["way"] == "gestiegen" else gap < 0
    enough = figures.relevant is None or abs(gap) >= figures.relevant - 1e-9
    figures.doubt(found[0], holds=holds and enough and not _touch(first, last))


def _turned(found, figures):
    first, turn, last = (figures.at(found[name]) for name in ("y0", "y1", "y2"))
    _same_numbers(found, figures, (first, found["v0"]), (turn, found["v1"]), (last, found["v2"]))
    sign = 1 if found["way"] == "gestiegen" else -1
    beyond = all(sign * (turn["value"] - one["value"]) > 0 for one in (first, last))
    figures.doubt(found[0], holds=beyond and not any(_touch(turn, o) for o in (first, last)))
    figures.doubt(found[0], holds=(found["back"] == "gesunken") == (sign == 1))


def _stood(found, figures):
    pairs = re.findall(rf"(\d{{4}}) bei ({NUMBER})", found[0])
    _same_numbers(found, figures, *((figures.at(year), told) for year, told in pairs))
    first, last = figures.at(pairs[0][0]), figures.at(pairs[-1][0])
    if "nicht sicher zu unterscheiden" in found[0]:
        figures.doubt(found[0], holds=_touch(first, last))
    if "etwa gleich" in found[0]:
        gap = abs(last["value"] - first["value"])
        figures.doubt(found[0], holds=figures.relevant is not None and gap < figures.relevant)


def _even(found, figures):
    first, last = figures.at(found["y0"]), figures.at(found["y1"])
    _same_numbers(found, figures, (first, found["v"]), (last, found["v"]))
    if "gerundet" not in found[0]:
        figures.doubt(found[0], holds=first["value"] == last["value"])


def _same_numbers(found, figures, *pairs):
    for row, told in pairs:
        figures.doubt(found[0], holds=figures.prints(told, row["value"]))
    first, last = pairs[0][0]["period"], pairs[-1][0]["period"]
    figures.doubt(f"break: {found[0]}", holds=not any(first < cut <= last for cut in figures.cuts))
    figures.doubt(f"span: {found[0]}", holds=int(last) - int(first) <= 5)


def _touch(one, other):
    if one["low"] is None or other["low"] is None:
        return False
    return one["low"] <= other["high"] and other["low"] <= one["high"]


def _cut(found, figures):
    known = [p["period"] for p in figures.points if p["status"] in {"reported", "zero"}]
    figures.doubt(found[0], holds=known[-2] < found["cut"] <= known[-1])


def _trend(found, figures):
    begin = max((cut for cut in figures.cuts if cut <= figures.last["period"]), default="")
    last = [p for p in figures.points if p["period"] >= begin][-5:]
    x, n = [p["numerator"] for p in last], [p["denominator"] for p in last]
    t = [float(p["period"]) for p in last]
    share, people = sum(x) / sum(n), sum(n)
    slope = sum(ti * (xi - ni * share) for ti, xi, ni in zip(t, x, n, strict=True))
    middle = sum(ti * ni for ti, ni in zip(t, n, strict=True)) / people
    spread = sum(ni * (ti - middle) ** 2 for ti, ni in zip(t, n, strict=True))
    variance = share * (1 - share) * spread
    chi2 = slope**2 / variance if variance > 0 else 0.0
    if found["way"] is None:
        figures.doubt(f"{found[0]} {chi2}", holds=chi2 <= CHI2 + 1e-3)
    else:
        up = slope > 0
        holds = chi2 >= CHI2 - 1e-3 and up == (found["way"] == "Anstieg")
        figures.doubt(f"{found[0]} {chi2}", holds=holds)


V = rf"(?P<value>{NUMBER}) %"
NAME = "(?P<name>Thüringen|Deutschland)"
SENTENCES = (
    (rf"Im Wartburgkreis lag der Wert (?P<period>\d{{4}}) bei {V}(; er ist nur [^.]*)?\.", _level),
    (r"Im Wartburgkreis war der Wert (?P<period>\d{4}) genau null\.", _zero),
    (
        (
            r"Im Wartburgkreis (?:ist|steht|liegt|lässt sich)[^:.]*?(?P<period>\d{4})[^.]*\."
            r"(?: Das heißt: 0 oder zu klein, um veröffentlicht zu werden\.)?"
        ),
        _no_value,
    ),
    (r"Das ist (?P<said>(?:mehr|weniger|gerundet|etwa|nicht).*?\))\.(?= |$)", _comparison),
    (r"Zum Vergleich der Wert für [^.]*\.", _values),
    (
        (
            rf"Der Abstand zum Wert für {NAME} ist größer, als der Zufall erwarten lässt "
            r"\((?P<sure>95|99,8) % Sicherheit\)\."
        ),
        _certain,
    ),
    (r"Keine Zufallsprüfung möglich(?: \(als Quote geliefert\)|\. [^.]*)\.", _untested),
    (
        rf"Vergleich zuletzt möglich (?P<period>\d{{4}}): (?P<value>{NUMBER}) gegen [^.]*\.",
        _former,
    ),
    (
        (
            rf"Von (?P<y0>\d{{4}}) bis (?P<y1>\d{{4}}) ist der Wert von (?P<v0>{NUMBER}) auf "
            rf"(?P<v1>{NUMBER}) % (?P<way>gestiegen|gesunken)\."
        ),
        _moved,
    ),
    (
        (
            rf"Der Wert ist erst von (?P<v0>{NUMBER}) \((?P<y0>\d{{4}})\) auf (?P<v1>{NUMBER}) "
            rf"\((?P<y1>\d{{4}})\) (?P<way>gestiegen|gesunken), dann bis (?P<y2>\d{{4}}) auf "
            rf"(?P<v2>{NUMBER}) % (?P<back>gestiegen|gesunken)\."
        ),
        _turned,
    ),
    (r"Der Wert lag \d{4} bei .*?(?:%|\)|unterscheiden)\.(?= |$)", _stood),
    (
        (
            rf"(?P<y0>\d{{4}}) und (?P<y1>\d{{4}}) war der Wert (?:gerundet )?gleich "
            rf"\((?P<v>{NUMBER}) %\)\."
        ),
        _even,
    ),
    (r"Mit den Jahren vor (?P<cut>\d{4}) nicht vergleichbar: [^.]*\.", _cut),
    (
        (
            r"(?:Der (?P<way>Anstieg|Rückgang) über die letzten fünf Jahre ist mehr als Zufall "
            r"\(99,8 % Sicherheit\)|Über die letzten fünf Jahre ist keine Richtung zu erkennen, die "
            r"mehr als Zufall ist)\."
        ),
        _trend,
    ),
)
