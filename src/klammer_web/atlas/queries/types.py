# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Types of areas: which are alike in several indicators at once, and how sure that is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from klammer.base.errors import InputRefusedError
from klammer.indicators.definitions import Definition
from klammer.patterns.typology import Typology, Words, type_names, typology
from klammer.warehouse.open import Release
from klammer_web.atlas.enums import WHOLE
from klammer_web.atlas.queries import areas, compared
from klammer_web.atlas.queries.newest import newest
from klammer_web.atlas.queries.peers import FEATURES
from klammer_web.atlas.types_state import TypesView
from klammer_web.catalogue.queries.origins import sources

MOST = 1_200  # areas: more would let the page wait
MOST_INPUTS = 15
FEWEST_INPUTS = 2
_SEED = 2026


@dataclass(frozen=True)
class Preset:
    """A selection of indicators that answers one question."""

    word: str
    title: str
    inputs: tuple[str, ...]


PRESETS = (
    Preset("rahmen", "Größe, Alter, Wirtschaft, Wohnen", tuple(one.indicator for one in FEATURES)),
    Preset(
        "soziales",
        "Arbeit, Armut, Bildung",
        (
            "arbeitslosenquote",
            "sgb2_quote",
            "kinderarmut",
            "grundsicherung_alter",
            "beschaeftigtenquote",
            "ohne_berufsabschluss",
        ),
    ),
    Preset(
        "alter",
        "Altersaufbau",
        ("anteil_unter_6", "anteil_unter_18", "anteil_18_24", "anteil_65_plus", "anteil_75_plus"),
    ),
)
LOGS = frozenset(one.indicator for one in FEATURES if one.log)

# Indicator → what a type is called that has much or little of it.
_WORDS = {
    "bevoelkerung": ("viele Menschen", "wenige Menschen"),
    "bevoelkerungsdichte": ("dicht besiedelt", "dünn besiedelt"),
    "pkw_dichte": ("viele Autos", "wenige Autos"),
    "bevoelkerungsentwicklung": ("wachsend", "schrumpfend"),
    "durchschnittsalter": ("im Durchschnitt älter", "im Durchschnitt jünger"),
    "anteil_unter_6": ("viele kleine Kinder", "wenige kleine Kinder"),
    "anteil_unter_18": ("viele Kinder", "wenige Kinder"),
    "anteil_18_24": ("viele junge Erwachsene", "wenige junge Erwachsene"),
    "anteil_65_plus": ("viele Ältere", "wenige Ältere"),
    "anteil_75_plus": ("viele Hochbetagte", "wenige Hochbetagte"),
    "auslaenderanteil": ("viel Zuwanderung", "wenig Zuwanderung"),
    "bip_je_einwohner": ("wirtschaftsstark", "wirtschaftsschwach"),
    "kaufkraft": ("hohe Einkommen", "niedrige Einkommen"),
    "mietniveau": ("hohe Mieten", "niedrige Mieten"),
    "arbeitslosenquote": ("hohe Arbeitslosigkeit", "niedrige Arbeitslosigkeit"),
    "sgb2_quote": ("viel SGB-II-Bezug", "wenig SGB-II-Bezug"),
    "kinderarmut": ("viel Kinderarmut", "wenig Kinderarmut"),
    "grundsicherung_alter": ("viel Altersarmut", "wenig Altersarmut"),
    "beschaeftigtenquote": ("hohe Beschäftigung", "niedrige Beschäftigung"),
    "ohne_berufsabschluss": ("viele ohne Berufsabschluss", "wenige ohne Berufsabschluss"),
}


@dataclass(frozen=True)
class TypeInput:
    """One indicator as it was used: its year, and area → value [unit]."""

    definition: Definition
    period: str
    values: Mapping[str, float]


@dataclass(frozen=True)
class Types:
    """Everything a page of types says.

    found   None where no types can be made; `reason` says why
    names   number of the type → what it is called
    agreed  share of pairs of areas on which Ward and k-means agree, 0 to 1; None without types
    absent  titles of chosen indicators without figures here
    """

    view: TypesView
    inputs: Sequence[TypeInput]
    areas: Mapping[str, areas.AreaName]
    found: Typology | None
    names: Mapping[int, str]
    agreed: float | None
    reason: str
    absent: Sequence[str]
    sources: Sequence[str]


def types(view: TypesView, *, release: Release) -> Types:
    """Read the indicators of a view and find types of its areas."""
    inside = areas.inside(view.extent, level=view.level, boundary=view.boundary)
    every = areas.names(view.level, view.boundary)
    names = {key: every[key] for key in sorted(every) if inside(key)}
    wanted = wanted_inputs(view)
    inputs = _inputs(view, release, wanted, names)
    found, reason = _found(view, inputs, names)
    words = {
        one.definition.id: Words(one.definition.title, *_WORDS.get(one.definition.id, ()))
        for one in inputs
    }
    used = {one.definition.id for one in inputs}
    return Types(
        view=view,
        inputs=inputs,
        areas=names,
        found=found,
        names=type_names(found, words) if found else {},
        agreed=_agreed(view, inputs, names, found) if found else None,
        reason=reason,
        absent=[
            release.definitions[one].title if one in release.definitions else one
            for one in wanted
            if one not in used
        ],
        sources=list(
            dict.fromkeys(
                line
                for one in inputs
                for line in sources(release, one.definition, level=view.level, period=one.period)
            )
        ),
    )


def wanted_inputs(view: TypesView) -> tuple[str, ...]:
    """Return the indicators of a view: those chosen, or those of its preset."""
    return view.chosen or inputs_of(view.preset)


def inputs_of(preset: str) -> tuple[str, ...]:
    """Return the indicators of a preset; none of an unknown one."""
    return next((one.inputs for one in PRESETS if one.word == preset), ())


def _inputs(
    view: TypesView, release: Release, wanted: Sequence[str], names: Mapping[str, areas.AreaName]
) -> list[TypeInput]:
    inputs = []
    among = () if view.extent == WHOLE else tuple(names)
    for one in wanted:
        definition = release.definitions.get(one)
        held = compared.coverage_near(release, one, level=view.level, boundary=view.boundary)
        if definition is None or held is None or held.boundary != view.boundary:
            continue
        read = newest(release, held, names, among=among)
        if read is not None and len(set(read[1].values())) > 1:
            inputs.append(TypeInput(definition, *read))
    return inputs


def _columns(inputs: Sequence[TypeInput], keys: Sequence[str]) -> dict[str, list[float | None]]:
    return {one.definition.id: [one.values.get(key) for key in keys] for one in inputs}


def _logs(inputs: Sequence[TypeInput]) -> set[str]:
    """Return sizes and densities, compared by their logarithm where every value allows it."""
    return {
        one.definition.id
        for one in inputs
        if one.definition.id in LOGS and min(one.values.values()) > 0
    }


def _found(
    view: TypesView, inputs: Sequence[TypeInput], names: Mapping[str, areas.AreaName]
) -> tuple[Typology | None, str]:
    if len(names) > MOST:
        return None, f"Typen werden für höchstens {MOST} Gebiete gebildet. Wählen Sie ein Land."
    if len(inputs) < FEWEST_INPUTS:
        return None, "Auf dieser Ebene haben zu wenige der gewählten Kennzahlen Werte."
    try:
        return _typology(view, inputs, names, view.method), ""
    except InputRefusedError as error:
        reasons = {
            "few_areas": "Zu wenige Gebiete haben bei allen Kennzahlen einen Wert. Weniger "
            "Kennzahlen oder Typen, oder mehr Gebiete wählen.",
            "count": "So viele Typen lassen sich nicht unterscheiden. Eine kleinere Zahl wählen.",
            "constant": "Eine Kennzahl ist überall gleich.",
        }
        return None, reasons.get(error.code, "Aus diesen Werten lassen sich keine Typen bilden.")


def _typology(
    view: TypesView,
    inputs: Sequence[TypeInput],
    names: Mapping[str, areas.AreaName],
    method: str,
    *,
    count: int | None = None,
    draws: int = 100,
) -> Typology:
    keys = list(names)
    return typology(
        keys, _columns(inputs, keys), method=method, count=count or view.count,
        logs=_logs(inputs), draws=draws, seed=_SEED,
    )  # fmt: skip


def _agreed(
    view: TypesView,
    inputs: Sequence[TypeInput],
    names: Mapping[str, areas.AreaName],
    found: Typology,
) -> float:
    """Return the share of pairs that both methods put together or both apart (Rand 1971)."""
    other = "kmeans" if view.method == "ward" else "ward"
    second = _typology(view, inputs, names, other, count=len(found.types), draws=0)
    first = [one.number for one in found.members.values()]
    again = [second.members[key].number for key in found.members]
    pairs = agreeing = 0
    for place, (one, two) in enumerate(zip(first, again, strict=True)):
        for third, fourth in zip(first[:place], again[:place], strict=True):
            pairs += 1
            agreeing += (one == third) == (two == fourth)
    return agreeing / pairs if pairs else 1.0
