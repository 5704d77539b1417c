# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is said of types of areas: no more than the figures carry."""

from klammer.patterns.typology import AreaType
from klammer.presentation import formats
from klammer_web.atlas.enums import LEVEL_BY_CODE, WHOLE
from klammer_web.atlas.queries import areas
from klammer_web.atlas.queries.types import PRESETS, Types

_ONE_DIMENSION = 0.8
_CLEAR, _HARDLY = 0.5, 0.25  # silhouettes (Kaufman and Rousseeuw 1990)
_OUTSTANDING = 0.5


def title_of(found: Types) -> str:
    """Say what is typed: "Typen: Kreise in Deutschland nach Altersaufbau"."""
    return f"Typen: {place_words(found)}"


def place_words(found: Types) -> str:
    """Name areas and selection."""
    view = found.view
    extent = areas.name_of(view.extent, boundary=view.boundary)
    where = "in Deutschland" if view.extent == WHOLE or extent is None else extent.within
    preset = next((one.title for one in PRESETS if one.word == view.preset), "eigener Auswahl")
    return f"{LEVEL_BY_CODE[view.level].plural} {where} nach {preset}"


def sentences(found: Types) -> list[str]:
    """Say how many types there are, how clear and how sure they are."""
    if found.found is None:
        return [f"Hier lassen sich keine Typen bilden. {found.reason}"]
    typology = found.found
    count = len(typology.types)
    areas_in = formats.number(len(typology.members))
    inputs = formats.number(len(found.inputs))
    order = f"{areas_in} Gebiete lassen sich nach {inputs} Kennzahlen in {count} Typen ordnen"
    said = [f"{order}; {apart_words(typology.silhouette)}."]
    if found.view.count is None:
        said.append(
            f"Die Zahl {count} ist ein Vorschlag: Mit ihr trennen sich die Typen am besten."
        )
    stable = [one for one in typology.types if one.is_stable]
    if len(stable) == count:
        said.append("Alle Typen kehren wieder, wenn die Gebiete mehrmals neu ausgewählt werden.")
    elif stable:
        numbers = ", ".join(str(one.number) for one in typology.types if not one.is_stable)
        returning = "einer kehrt" if len(stable) == 1 else f"{len(stable)} kehren"
        said.append(
            f"Von {count} Typen {returning} bei neuer Auswahl der Gebiete verlässlich wieder; "
            f"unsicher: Typ {numbers}."
        )
    else:
        said.append(
            "Keiner dieser Typen kehrt verlässlich wieder, wenn die Gebiete neu ausgewählt werden: "
            "Die Einteilung taugt zum Nachdenken und nicht zum Verteilen."
        )
    if found.agreed is not None:
        said.append(
            f"Ein zweites Verfahren urteilt bei {formats.number(100 * found.agreed, decimals=0)} "
            "von 100 Paaren von Gebieten ebenso, ob sie zusammengehören."
        )
    if typology.first_component > _ONE_DIMENSION:
        said.append(
            "Die Kennzahlen sagen fast dasselbe: Eine Reihenfolge wäre ehrlicher als Typen."
        )
    return said


def apart_words(silhouette: float) -> str:
    """Say how clearly types are apart."""
    value = formats.number(silhouette, decimals=2)
    if silhouette >= _CLEAR:
        return f"sie trennen sich klar (Silhouette {value})"
    if silhouette >= _HARDLY:
        return f"sie trennen sich mit fließenden Übergängen (Silhouette {value})"
    return f"sie trennen sich kaum (Silhouette {value})"


def stable_words(one: AreaType) -> str:
    """Say whether a type comes back."""
    if one.stability is None:
        return ""
    value = formats.number(one.stability, decimals=2)
    return f"kehrt wieder ({value})" if one.is_stable else f"unsicher ({value})"


def stands_words(profile: float) -> str:
    """Say where the mean of a type lies among all areas."""
    if abs(profile) < _OUTSTANDING:
        return "wie alle"
    return "höher als alle" if profile > 0 else "niedriger als alle"


def own_sentence(key: str, found: Types) -> str:
    """Say why an area is of its type, and how well it fits."""
    if found.found is None:
        return ""
    member = found.found.members[key]
    name = found.areas[key].name
    text = f"{name} gehört zu Typ {member.number}: {found.names[member.number]}."
    if member.silhouette < 0:
        return f"{text} Das Gebiet passte ebenso gut zu Typ {member.next}."
    if member.silhouette < _HARDLY:
        return f"{text} Es liegt am Rand; der nächste wäre Typ {member.next}."
    return text
