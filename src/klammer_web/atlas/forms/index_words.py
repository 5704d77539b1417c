# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""From the fields of the builder to a specification, and back where the fields can say it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from klammer.base.errors import InputRefusedError
from klammer.indicators.definitions import Definition
from klammer.patterns.indices import Specification, specification_of
from klammer.patterns.indices.class_limits import lower_edge
from klammer.patterns.indices.specification import Classes, Combination, Input
from klammer_web.atlas.forms.index_builder import number_text, shares, texts_of

_CHANGE_CLASSES = (
    {"name": "-", "title": "günstiger geworden", "below": -1.0},
    {"name": "=", "title": "ähnlich wie die anderen", "at_least": -1.0, "at_most": 1.0},
    {"name": "+", "title": "belasteter geworden", "above": 1.0},
)
_CHANGE_NAMES = ("-", "=", "+")
_POPULATION = "population"
Words = Mapping[str, Any]


class UnfitError(ValueError):
    """What was said in the rows does not fit together; the text is German."""


def data_of(
    said: Words, rows: Sequence[Words], *, index: str, definitions: Mapping[str, Definition]
) -> dict[str, Any]:
    """Return the plain values of a specification.

    said, rows  cleaned data of the form and of its rows; rows are not empty
    Raises `UnfitError` in German when weights or domains do not fit together.
    """
    _check_rows(rows)
    back, direction = said.get("back"), "high_is_burden"
    domains = _domains(rows)
    found: dict[str, Any] = {
        "id": index,
        "title": said["title"],
        "description": said["description"],
        "citation": said.get("citation", ""),
        "direction": direction,
        "missing": said["missing"],
        "standardisation": _standard(said),
        "inputs": [_input(one, definitions, back) for one in rows],
        "index": _combined(said, rows, domains),
        "classes": _classes(said),
    }
    if domains:
        found["domains"] = [
            {"id": key, "title": title, "parts": parts, "standardisation": {"method": "z"}}
            for key, (title, parts) in domains.items()
        ]
    if said.get("population_below"):
        found["exclusion"] = {"population_below": float(said["population_below"])}
    if said.get("population_below") or said.get("counted") == "population":
        found["population"] = _POPULATION
    if back:
        found["dynamics"] = {
            "change": "difference",
            "classes": {"method": "limits", "limits": [dict(one) for one in _CHANGE_CLASSES]},
        }
        found["groups"] = {"name": "{status}{dynamics}"}
    return found


def _check_rows(rows: Sequence[Words]) -> None:
    names = [one["indicator"] for one in rows]
    if len(names) < 2:
        raise UnfitError("Ein Index braucht mindestens zwei Kennzahlen.")
    twice = next((one for one in names if names.count(one) > 1), "")
    if twice:
        raise UnfitError(f"Die Kennzahl „{twice}“ steht zweimal da; sie würde doppelt zählen.")
    with_domain = [one for one in rows if one.get("domain")]
    if with_domain and len(with_domain) < len(rows):
        raise UnfitError("Nennen Sie für jede Kennzahl einen Bereich, oder für keine.")
    weighed = [one for one in rows if one.get("weight") is not None]
    if weighed and len(weighed) < len(rows):
        raise UnfitError("Nennen Sie für jede Kennzahl ein Gewicht, oder für keine.")
    if weighed and with_domain:
        raise UnfitError(
            "Mit Bereichen wiegen die Bereiche, nicht die einzelnen Kennzahlen. Lassen Sie die "
            "Gewichte der Kennzahlen leer."
        )
    total = sum(one["weight"] for one in weighed)
    if weighed and not (abs(total - 100) < 1e-6 or abs(total - 1) < 1e-6):
        raise UnfitError(f"Die Gewichte ergeben zusammen {number_text(total)}, nicht 100.")


def _domains(rows: Sequence[Words]) -> dict[str, tuple[str, list[str]]]:
    found: dict[str, tuple[str, list[str]]] = {}
    for one in rows:
        title = (one.get("domain") or "").strip()
        if title:
            key = f"bereich_{[*dict.fromkeys(r['domain'].strip() for r in rows)].index(title) + 1}"
            found.setdefault(key, (title, []))[1].append(one["indicator"])
    return found


def _standard(said: Words) -> dict[str, Any]:
    method = said["standardise"]
    if method != "z":
        return {"method": method}
    return {"method": "z", "deviation": "population", "weights": said["counted"]}


def _input(one: Words, definitions: Mapping[str, Definition], back: int | None) -> dict[str, Any]:
    name = one["indicator"]
    found: dict[str, Any] = {
        "column": name,
        "title": definitions[name].title,
        "direction": one.get("direction") or "high_is_burden",
    }
    bent = one.get("transformation") or "none"
    if bent == "log":
        found["transformation"] = {"method": "log", "add": 1.0}
    elif bent == "logit":
        found["transformation"] = {"method": "logit", "per": 100.0}
    elif bent != "none":
        found["transformation"] = {"method": bent}
    if back:
        found["earlier"] = f"{name}_vor_{back}"
    return found


def _combined(
    said: Words, rows: Sequence[Words], domains: Mapping[str, tuple[str, list[str]]]
) -> dict[str, Any]:
    found: dict[str, Any] = {"combination": "mean"}
    if domains:
        found["parts"] = list(domains)
        found |= _domain_weights(said.get("domain_weights", ""), domains)
    else:
        found["parts"] = [one["indicator"] for one in rows]
        if rows[0].get("weight") is not None:
            found["weights"] = {one["indicator"]: one["weight"] for one in rows}
    if said.get("again"):
        found["standardisation"] = {
            "method": "z", "deviation": "population", "weights": said["counted"],
        }  # fmt: skip
    return found


def _domain_weights(
    text: str, domains: Mapping[str, tuple[str, list[str]]]
) -> dict[str, dict[str, float]]:
    if not text.strip():
        return {}
    try:
        given = shares(text)
    except ValueError:
        raise UnfitError(
            "Die Gewichte der Bereiche sind nicht zu lesen. Schreiben Sie: Einkommen 60; Arbeit 40."
        ) from None
    titles = {title: key for key, (title, _) in domains.items()}
    if set(given) != set(titles):
        listed = ", ".join(titles)
        raise UnfitError(f"Nennen Sie für jeden Bereich ein Gewicht: {listed}.")
    total = sum(given.values())
    if not (abs(total - 100) < 1e-6 or abs(total - 1) < 1e-6):
        raise UnfitError(f"Die Gewichte der Bereiche ergeben {number_text(total)}, nicht 100.")
    return {"weights": {titles[title]: weight for title, weight in given.items()}}


def _classes(said: Words) -> dict[str, Any]:
    if said["class_method"] != "limits":
        found: dict[str, Any] = {"method": said["class_method"], "count": said["class_count"]}
        return found | ({"names": list(said["names"])} if said.get("names") else {})
    limits, names = said["limits"], said["names"]
    ends = [None, *limits, None]
    rows = []
    for name, low, high in zip(names, ends[:-1], ends[1:], strict=True):
        one: dict[str, Any] = {"name": name}
        one |= {} if low is None else {"above": low}
        one |= {} if high is None else {"at_most": high}
        rows.append(one)
    return {"method": "limits", "limits": rows}


def begun_with(
    specification: Specification, definitions: Mapping[str, Definition], *, is_copy: bool = False
) -> tuple[dict[str, Any], list[dict[str, Any]]] | None:
    """Return what form and rows begin with, so that they say the same index.

    is_copy  a copy may differ in what never shows: to which class a value exactly on a limit
             belongs, names of classes behind their titles, texts of the author
    None when the fields cannot say everything the specification says: then it is changed as text.
    """
    said, rows = _said(specification), [_row(one, specification) for one in specification.inputs]
    cleaned = said | {
        "limits": _limits(specification.classes),
        "names": _names(specification.classes),
    }
    try:
        data = data_of(
            cleaned,
            [{**one, "weight": _weight(one)} for one in rows],
            index=specification.id,
            definitions=definitions,
        )
        again = specification_of(data)
    except (InputRefusedError, KeyError, TypeError, ValueError):
        return None
    bare = _coarse if is_copy else _bare
    return (said, rows) if bare(again) == bare(specification) else None


def _bare(held: Specification) -> Specification:
    inputs = tuple(replace(each, title="") for each in held.inputs)
    return replace(held, inputs=inputs, licence="", note="")


def _coarse(held: Specification) -> tuple[Any, ...]:
    """Return what shows of an index, so that two which look alike are equal."""
    inputs = tuple(replace(each, title="", note="") for each in held.inputs)
    index, changes = held.index, held.dynamics
    if index.method == "sum" and index.standardisation.method == "z":
        index = replace(index, method="mean")  # standardised again, both are the same
    classes = (_limits(held.classes), _names(held.classes))
    moved = (changes.change, changes.index, changes.standardisation) if changes else None
    bare = replace(
        held,
        inputs=inputs, index=index, licence="", note="", classes=None, dynamics=None, groups=None,
    )  # fmt: skip
    return bare, classes, moved, bool(held.groups)


def _said(specification: Specification) -> dict[str, Any]:
    classes, earlier = specification.classes, specification.inputs[0].earlier
    domains = {one.id: one.title for one in specification.domains}
    weights = specification.index.weights if domains else {}
    below = specification.exclusion.population_below
    return {
        "title": specification.title,
        "description": specification.description,
        "citation": specification.citation,
        "standardise": specification.standardisation.method,
        "counted": specification.standardisation.weights,
        "again": specification.index.standardisation.method == "z",
        "domain_weights": texts_of(
            [f"{domains.get(key, key)} {number_text(one)}" for key, one in weights.items()]
        ),
        "missing": specification.missing,
        "population_below": int(below) if below is not None else None,
        "class_method": classes.method if classes else "limits",
        "class_count": classes.count or None if classes else None,
        "class_limits": texts_of([number_text(one) for one in _limits(classes)]),
        "class_names": texts_of(_names(classes)),
        "back": int(earlier.rpartition("_vor_")[2]) if "_vor_" in earlier else None,
    }


def _row(one: Input, specification: Specification) -> dict[str, Any]:
    domain = next(
        (each.title or each.id for each in specification.domains
         if one.column in each.combination.parts), "",
    )  # fmt: skip
    weight = _own_weight(specification.index, one.column) if not domain else None
    return {
        "indicator": one.column,
        "direction": one.direction,
        "transformation": one.transformation.method,
        "domain": domain,
        "weight": "" if weight is None else number_text(weight),
    }


def _own_weight(combination: Combination, column: str) -> float | None:
    return combination.weights.get(column) if combination.weights else None


def _weight(row: Words) -> float | None:
    return float(row["weight"].replace(",", ".")) if row["weight"] else None


def _limits(classes: Classes | None) -> tuple[float, ...]:
    """Return the limits between classes, ascending."""
    if classes is None or classes.method != "limits":
        return ()
    lower = ((one.above if one.above is not None else one.at_least) for one in classes.limits)
    return tuple(sorted(one for one in lower if one is not None))


def _names(classes: Classes | None) -> tuple[str, ...]:
    if classes is None:
        return ()
    if classes.method == "limits":
        ordered = sorted(classes.limits, key=lower_edge)
        return tuple(one.title or one.name for one in ordered)
    return classes.titles or classes.names
