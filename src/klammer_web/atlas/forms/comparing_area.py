# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The view of a page comparing one area as it stands in the address, checked."""

from django.http import QueryDict

from klammer.presentation.formats import german_date
from klammer.warehouse.open import Release
from klammer_web.atlas.forms.area import area_named
from klammer_web.atlas.forms.comparing import read_group
from klammer_web.atlas.forms.refusals import refused, retry
from klammer_web.atlas.queries import areas, compared, peer_groups, peers
from klammer_web.atlas.queries.choices import plain
from klammer_web.atlas.view_words import AreaView

SIMILAR = "aehnliche"
_HEADLINE = "kinderarmut"  # on the map of the surroundings, where the release has it


def read_spine_view(words: QueryDict, *, area: str, release: Release) -> AreaView:
    """Read what an area is compared with and among whom; raise `PageRefusedError` otherwise."""
    boundary = read_boundary(words, release=release, area=area)
    group = _group(words, area=area, boundary=boundary)
    above = [one.key for one in peer_groups.comparisons(release, area, boundary=boundary)]
    states = [key for key in above if len(key) == 2 and key.isdigit()]
    whole = words.get("gegen", "") or next(iter(states or above), "")
    if whole not in above:
        raise refused(
            f"Mit „{whole[:20]}“ lässt sich dieses Gebiet nicht vergleichen.",
            why="Verglichen wird mit dem Kreis, dem Land, Deutschland oder ähnlichen Kreisen.",
            remedies=retry(words.dict(), "gegen", "", "So vergleichen, wie es geht"),
        )
    among = words.get("unter", "") or ("" if group else area[:2])
    level = areas.level_of_key(area)
    possible = {area[:2], "DG", *([SIMILAR] if level == "county" else [area[:5]])}
    if among and among not in possible:
        raise refused(
            f"„{among[:12]}“ ist keine Gruppe, unter der dieses Gebiet steht.",
            why=f"Möglich: {', '.join(sorted(possible))}, oder mit=Schlüssel,Schlüssel.",
            remedies=retry(words.dict(), "unter", "", "Unter den Gebieten des Landes zeigen"),
        )
    said = {"stand", "gegen"} <= set(words) and bool({"unter", "mit"} & set(words))
    return AreaView(
        boundary,
        whole=whole,
        among="" if group else among,
        group=group,
        everything=words.get("umfang") == "alles",
        is_complete=said,
    )


def read_peers_view(words: QueryDict, *, area: str, release: Release) -> AreaView:
    """Read which counties may be found and which were chosen."""
    boundary = read_boundary(words, release=release, area=area)
    kind = words.get("art", "")
    if kind not in {"", "gleiche"}:
        raise refused(
            f"„{kind[:20]}“ ist keine Art von Kreisen.",
            why="Möglich: art=gleiche, oder ohne Angabe alle.",
            remedies=retry(words.dict(), "art", "", "Alle Kreise ansehen"),
        )
    group = _group(words, area=area, boundary=boundary)
    added = words.get("dazu", "").strip()[:80]
    if added:
        group = (*group, _by_name(added, boundary))
    complete = "stand" in words and not added and len(words.getlist("mit")) < 2
    return AreaView(
        boundary, group=tuple(dict.fromkeys(group)), kind_word=kind, is_complete=complete
    )


def read_around_view(words: QueryDict, *, area: str, release: Release) -> AreaView:
    """Read which indicator the map of the surroundings shows."""
    boundary = read_boundary(words, release=release, area=area)
    wanted = words.get("kennzahl", "")
    level = areas.level_of_key(area)
    if wanted and wanted not in release.definitions:
        raise refused(
            f"Eine Kennzahl „{wanted[:60]}“ ist in der Freigabe nicht enthalten.",
            why="Vielleicht wurde sie umbenannt.",
            remedies=retry(words.dict(), "kennzahl", "", "Mit einer anderen Kennzahl ansehen"),
            status=404,
        )
    found = wanted or _first(release, level)
    return AreaView(boundary, indicator=found, is_complete=bool(wanted) and "stand" in words)


def read_boundary(words: QueryDict, *, release: Release, area: str) -> str:
    """Return the boundary version asked for, or the newest with figures; refuse another."""
    known = compared.boundaries_of(release, areas.level_of_key(area))
    wanted = words.get("stand", "") or (known[-1] if known else "")
    if wanted in known or not known:
        return wanted
    listed = ", ".join(german_date(one) for one in known)
    raise refused(
        f"Zum Gebietsstand „{wanted[:20]}“ gibt es hier keine Werte.",
        why=f"Vorhanden: {listed}.",
        remedies=retry(words.dict(), "stand", known[-1], "Neuesten Gebietsstand ansehen"),
        status=404,
    )


def _group(words: QueryDict, *, area: str, boundary: str) -> tuple[str, ...]:
    text = ",".join(words.getlist("mit"))
    keys = read_group(text, level=areas.level_of_key(area), boundary=boundary)
    return tuple(key for key in keys if key != area)


def _by_name(text: str, boundary: str) -> str:
    names = areas.names("county", boundary)
    if text in names:
        return text
    wanted = plain(text)
    exact = [key for key, one in names.items() if wanted in {plain(one.title), plain(one.name)}]
    found = exact or [key for key, one in names.items() if wanted in plain(one.title)]
    if len(found) == 1:
        return found[0]
    several = ", ".join(sorted(names[key].title for key in found)[:6])
    raise refused(
        f"„{text[:40]}“ ist kein eindeutiger Kreis.",
        why=f"Es passen mehrere: {several}." if found else "Kein Kreis heißt so.",
        status=404 if not found else 400,
    )


def _first(release: Release, level: str) -> str:
    """Return the indicator that the map begins with: child poverty, else the first headline."""
    there = [
        one.id
        for one in release.definitions.values()
        if not one.kind.adds_up and any(c.area_level == level for c in release.coverage(one.id))
    ]
    headlines = [one for one in there if release.definitions[one].headline]
    return _HEADLINE if _HEADLINE in there else next(iter([*headlines, *there]), "")


def similar_keys(release: Release, area: str, view: AreaView) -> tuple[str, ...]:
    """Return the keys of the areas one area stands among."""
    if view.group:
        return view.group
    if view.among == SIMILAR:
        return peers.peer_keys(release, area, boundary=view.boundary)
    level = areas.level_of_key(area)
    is_inside = areas.inside(view.among, level=level, boundary=view.boundary)
    return tuple(key for key in areas.names(level, view.boundary) if is_inside(key))


def whole_named(view: AreaView) -> areas.AreaName:
    """Return the name of what an area is compared with: a larger area or similar counties."""
    found = areas.name_of(view.whole, boundary=view.boundary)
    return found or area_named(view.whole, view.boundary)
