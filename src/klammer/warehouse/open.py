# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Released, immutable tables: what pages, charts, reports and the API read.

On disk a release is a folder named by its root hash:

    releases/<root>/manifest.json       what is in it, from what, made by which version
    releases/<root>/values/<indicator>.parquet   columns schema.VALUES, sorted by
                                        area_level, boundary, period, sex, age, nationality, area
    releases/<root>/definitions/<indicator>.toml  the definitions that were executed
    releases/<root>/edges.parquet       boundary conversions that were applied
    releases/<root>/withdrawn.json      only when it was withdrawn: when, why, by whom
"""

import hashlib
import json
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from klammer.base.cells import TOTAL, Audience
from klammer.base.errors import InputRefusedError, KlammerError
from klammer.base.tables import Table
from klammer.disclosure.release import SafeTable, certificate_of, readmit_stored
from klammer.indicators.definitions import Definition, load_definitions
from klammer.warehouse.engine import Connection, connect, literal
from klammer.warehouse.hashing import root_hash
from klammer.warehouse.remembered import Remembered
from klammer.warehouse.schema import VALUES


@dataclass(frozen=True)
class Coverage:
    """What a release holds of one indicator at one level and boundary.

    periods     calendar years, ascending
    breakdowns  breakdown column → codes that occur besides the total
    areas       number of areas with a value in the latest period
    """

    indicator: str
    area_level: str
    boundary: str
    periods: tuple[str, ...]
    breakdowns: Mapping[str, tuple[str, ...]]
    areas: int


@dataclass(frozen=True, slots=True)
class About:
    """What a list says of a release; small, so that it may be kept of every one.

    made_at, made_by  when, and in whose name
    common_build      key of the build of the common figures it was made beside
    indicators        number of its tables; figures: number of their rows
    deliveries        ids of the deliveries it was made from
    """

    audience: Audience
    workspace: str
    made_at: str
    made_by: str
    common_build: str
    indicators: int
    figures: int
    deliveries: frozenset[str]


class Release:
    """One release opened for reading; cheap to open, safe to keep for the life of a process."""

    def __init__(self, folder: Path) -> None:
        """Open `releases/<root>`; raise `InputRefusedError` when it is not a release."""
        if not (folder / "manifest.json").is_file():
            raise InputRefusedError(
                f"'{folder.name[:12]}' is not a release",
                where="releases",
                why="its manifest is not there",
                remedy="klammer doctor tells what is wrong with the instance",
                code="release_unknown",
            )
        self.folder = folder
        self._sound: set[str] = set()
        self._engine: Connection | None = None
        self._lock = threading.Lock()

    @property
    def root(self) -> str:
        """The root hash, 64 hexadecimal digits."""
        return self.folder.name

    @cached_property
    def manifest(self) -> Mapping[str, Any]:
        """What stands in manifest.json; raise `KlammerError` when the root does not follow from it.

        Audience, owner and tables are what the root is taken over; the rest stands beside it.
        """
        return _manifest(self.folder, file_mark(self.folder / "manifest.json"))

    @cached_property
    def about(self) -> About:
        """What a list says of it, from the manifest; raise as `manifest` does."""
        return _about(self.folder, file_mark(self.folder / "manifest.json"))

    @property
    def audience(self) -> Audience:
        """For whom this release was made."""
        return self.about.audience

    @property
    def workspace(self) -> str:
        """Key of the workspace it was made for and belongs to; empty for a common release."""
        return self.about.workspace

    @property
    def withdrawn(self) -> Mapping[str, Any] | None:
        """When, why and by whom it was withdrawn; None while it stands."""
        mark = self.folder / "withdrawn.json"
        if not mark.is_file():
            return None
        found: Mapping[str, Any] = json.loads(mark.read_text(encoding="utf-8"))
        return found

    @cached_property
    def definitions(self) -> Mapping[str, Definition]:
        """The definitions as they were executed, and those that had no data: id → definition."""
        return load_definitions(self.folder / "definitions")

    @cached_property
    def _coverage(self) -> Mapping[str, tuple[Coverage, ...]]:
        return {
            indicator: tuple(
                Coverage(
                    indicator, one["area_level"], one["boundary"], tuple(one["periods"]),
                    {name: tuple(codes) for name, codes in one["breakdowns"].items()}, one["areas"],
                )
                for one in table["coverage"]
            )
            for indicator, table in self.manifest["tables"].items()
        }  # fmt: skip

    def coverage(self, indicator: str | None = None) -> Sequence[Coverage]:
        """Everything there is, or everything of one indicator; empty when unknown."""
        if indicator is not None:
            return self._coverage.get(indicator, ())
        return [one for several in self._coverage.values() for one in several]

    def values(
        self,
        indicator: str,
        *,
        area_level: str,
        boundary: str,
        period: str | None = None,
        areas: Sequence[str] | None = None,
        sex: str | None = TOTAL,
        age: str | None = TOTAL,
        nationality: str | None = TOTAL,
        columns: Sequence[str] = VALUES,
    ) -> SafeTable:
        """Figures of one indicator, columns schema.VALUES, sorted by period, breakdowns, area.

        returns  area × period × sex × age × nationality → value, low, high [unit of the
                 indicator], numerator, denominator, status, secrecy, method, note

        None means "all": all periods, all areas, all codes of a breakdown. A missing value is
        None, and its status says why. `columns` reads fewer of schema.VALUES, `indicator` always.
        An indicator or level that is not in the release gives an empty table.
        """
        wanted = {
            "area_level": area_level, "boundary": boundary, "period": period,
            "sex": sex, "age": age, "nationality": nationality,
        }  # fmt: skip
        conditions = [f"{n} = {literal(v)}" for n, v in wanted.items() if v is not None]
        if areas is not None:
            conditions.append(f"area IN ({', '.join(map(literal, areas)) or 'NULL'})")
        return self._admitted([indicator], " AND ".join(conditions), columns=columns)

    def breakdowns(
        self, indicator: str, *, area_level: str, boundary: str
    ) -> Mapping[tuple[str, str, str], tuple[str, ...]]:
        """Which groups of people an indicator has at a level, and in which years.

        returns  (sex, age, nationality) → periods with a figure or a sign in its place, ascending;
                 the total of all is ("_T", "_T", "_T")

        Empty when the indicator or level is not in the release.
        """
        if indicator not in self.manifest["tables"]:
            return {}
        found: dict[tuple[str, str, str], list[str]] = {}
        for sex, age, nationality, period in self._fetch(
            "SELECT DISTINCT sex, age, nationality, period "
            f"FROM read_parquet({literal(str(self._checked(indicator)))}) "
            f"WHERE area_level = {literal(area_level)} AND boundary = {literal(boundary)} "
            "AND status <> 'missing' ORDER BY ALL"
        ):
            found.setdefault((sex, age, nationality), []).append(period)
        return {codes: tuple(periods) for codes, periods in found.items()}

    def signs(self, indicator: str) -> Mapping[tuple[str, str, str, str, str], int]:
        """How many figures of an indicator are numbers, and what stands for the others.

        returns  (area level, boundary, period, status, error class) → number of areas; totals of
                 all people only

        Empty when the indicator is not in the release.
        """
        if indicator not in self.manifest["tables"]:
            return {}
        rows = self._fetch(
            "SELECT area_level, boundary, period, status, coalesce(error_class, ''), count(*) "
            f"FROM read_parquet({literal(str(self._checked(indicator)))}) "
            f"WHERE sex = '{TOTAL}' AND age = '{TOTAL}' AND nationality = '{TOTAL}' "
            "GROUP BY ALL ORDER BY ALL"
        )
        return {tuple(row[:5]): row[5] for row in rows}

    def profile(
        self,
        area: str,
        *,
        boundary: str | None = None,
        sex: str = TOTAL,
        age: str = TOTAL,
        nationality: str = TOTAL,
        indicators: Sequence[str] | None = None,
    ) -> SafeTable:
        """Every figure of one area and one group of people, all indicators and periods.

        returns  indicator × boundary × period → value, low, high [unit of the indicator], and
                 what else `profiles` tells, of one area
        """
        return self.profiles(
            [area], boundary=boundary, sex=sex, age=age, nationality=nationality,
            indicators=indicators,
        )  # fmt: skip

    def profiles(
        self,
        areas: Sequence[str],
        *,
        boundary: str | None = None,
        periods: Sequence[str] | None = None,
        sex: str = TOTAL,
        age: str = TOTAL,
        nationality: str = TOTAL,
        indicators: Sequence[str] | None = None,
        columns: Sequence[str] = VALUES,
    ) -> SafeTable:
        """Figures of some areas and one group of people, of several indicators at once.

        periods     None means all
        indicators  None means all: each one named less is a file less to open
        returns     indicator × boundary × period × area → value, low, high [unit of the
                    indicator], numerator, denominator, status, secrecy, method, note; columns
                    VALUES, or those of `columns`

        A missing value is None, and its status says why. Indicators that do not come by that group
        are left out.
        """
        wanted = {"sex": sex, "age": age, "nationality": nationality, "boundary": boundary}
        conditions = [f"{n} = {literal(code)}" for n, code in wanted.items() if code is not None]
        conditions += [
            f"{name} IN ({', '.join(map(literal, codes)) or 'NULL'})"
            for name, codes in (("area", areas), ("period", periods))
            if codes is not None
        ]
        names = list(self.manifest["tables"]) if indicators is None else list(indicators)
        return self._admitted(names, " AND ".join(conditions), columns=columns)

    def _admitted(
        self, indicators: list[str], condition: str, *, columns: Sequence[str] = VALUES
    ) -> SafeTable:
        names = [name for name in VALUES if name in columns or name == "indicator"]
        known = [one for one in indicators if one in self.manifest["tables"]]
        paths = [self._checked(one) for one in known]
        key = (self.folder, tuple(known), condition, tuple(names))
        found = _TABLES.find(key)
        if found is None:
            found = _TABLES.keep(key, self._read(known, paths, condition, names))
        return found

    def _read(
        self, known: list[str], paths: list[Path], condition: str, names: list[str]
    ) -> SafeTable:
        rows: list[tuple[Any, ...]] = []
        if known:
            listed = ", ".join(literal(str(one)) for one in paths)
            order = "indicator, period, sex, age, nationality, area"
            rows = self._fetch(
                f"SELECT {', '.join(names)} FROM read_parquet([{listed}]) "
                f"WHERE {condition} ORDER BY {order}"
            )
        by_column = zip(*rows, strict=True) if rows else [()] * len(names)
        table = Table(dict(zip(names, map(tuple, by_column), strict=True)))
        certificates = {
            one: certificate_of(self.manifest["tables"][one]["certificate"]) for one in known
        }
        return readmit_stored(table, audience=self.audience, certificates=certificates)

    def path(self, indicator: str) -> Path:
        """The Parquet file of one indicator, after its bytes were compared with the manifest."""
        return self._checked(indicator)

    def _checked(self, indicator: str) -> Path:
        """Compare a file's bytes with the manifest, once per process."""
        path = self.folder / "values" / f"{indicator}.parquet"
        if indicator not in self._sound:
            with path.open("rb") as file:
                found = hashlib.file_digest(file, "sha256").hexdigest()
            if found != self.manifest["tables"][indicator]["file_sha256"]:
                raise _changed(
                    self.root,
                    f"the released file of '{indicator}'",
                    why="its hash is not the one in the manifest",
                )
            self._sound.add(indicator)
        return path

    def _fetch(self, sql: str) -> list[tuple[Any, ...]]:
        with self._lock:
            if self._engine is None:
                self._engine = connect(threads=1)
            cursor = self._engine.cursor()
        try:
            return cursor.execute(sql).fetchall()
        finally:
            cursor.close()


# Pages ask for the same figures again and again; some 30 MB in a process.
_TABLES = Remembered(cells=500_000)

Mark = tuple[int, int, int]  # when a file was written, how large it is, which one it is


def file_mark(path: Path) -> Mark:
    """Return what changes when a file is exchanged; zeros while there is none."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return (0, 0, 0)
    return (found.st_mtime_ns, found.st_size, found.st_ino)


# A manifest is written once and compared with the root when it is read: every page of a process
# that opens the release anew need not do that again.
@lru_cache(maxsize=16)
def _manifest(folder: Path, _mark: Mark) -> Mapping[str, Any]:
    what = "the manifest"
    try:
        found: Mapping[str, Any] = json.loads(
            (folder / "manifest.json").read_text(encoding="utf-8")
        )
        tables = {name: str(table["hash"]) for name, table in found["tables"].items()}
        owner = str(found.get("workspace", ""))
        root = root_hash(tables, audience=found["audience"], workspace=owner)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise _changed(folder.name, what, why=f"it cannot be read: {error}") from error
    if root != folder.name:
        raise _changed(folder.name, what, why="its tables and audience give another root")
    return found


@lru_cache(maxsize=4096)
def _about(folder: Path, mark: Mark) -> About:
    found = _manifest(folder, mark)
    made = found.get("made", {})
    return About(
        audience=Audience(found["audience"]),
        workspace=str(found.get("workspace", "")),
        made_at=str(made.get("at", "")),
        made_by=str(made.get("by", "")),
        common_build=str(found.get("common_build", "")),
        indicators=len(found["tables"]),
        figures=sum(int(table.get("rows", 0)) for table in found["tables"].values()),
        deliveries=frozenset(str(one["id"]) for one in found.get("deliveries", ())),
    )


def _changed(root: str, what: str, *, why: str) -> KlammerError:
    return KlammerError(
        f"{what} was changed",
        where=f"release {root[:12]}",
        why=why,
        remedy="restore the instance from a backup and tell the administrator",
        code="release_changed",
    )
