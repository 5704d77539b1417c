# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Read docs/glossary.toml, write docs/glossary.md from it, and find words that should not be used.

uv run python -m tools.glossary            write docs/glossary.md
uv run python -m tools.glossary --check    exit 1 when it is not current
"""

import re
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tools.architecture import ROOT, identifiers

SOURCE = ROOT / "docs" / "glossary.toml"
PAGE = ROOT / "docs" / "glossary.md"
HEAD = """# Glossary

German in the interface, English in the code: one word, one meaning. Written by `make docs` from
`glossary.toml`; a test keeps it current and finds banned words in identifiers.

| Deutsch | identifier | Bedeutung | Quelle | nicht |
|---|---|---|---|---|
"""


@dataclass(frozen=True, slots=True)
class Term:
    """One word of the domain; what the fields mean stands at the top of docs/glossary.toml."""

    identifier: str
    german: str
    plural: str
    context: str
    meaning: str
    source: str
    never: tuple[str, ...] = ()
    not_in: tuple[str, ...] = ()
    planned: bool = False


def terms(text: str | None = None) -> list[Term]:
    """Return every term in the order of the file; raise `TypeError` for a field it may not have."""
    read = tomllib.loads(text if text is not None else SOURCE.read_text(encoding="utf-8"))
    return [Term(**_as_tuples(entry)) for entry in read["term"]]


def _as_tuples(entry: dict) -> dict:
    return {k: tuple(v) if isinstance(v, list) else v for k, v in entry.items()}


def page(words: list[Term]) -> str:
    """Return the text of docs/glossary.md, sorted by the German word."""
    rows = []
    for term in sorted(words, key=lambda term: term.german.casefold()):
        planned = " (geplant)" if term.planned else ""
        banned = [f"`{word}`" for word in term.never]
        banned += [f"`{term.identifier}` in `{package}`" for package in term.not_in]
        rows.append(
            f"| {term.german}, {term.plural} | `{term.identifier}`{planned} "
            f"| {term.meaning} | {term.source} | {', '.join(banned)} |"
        )
    return HEAD + "\n".join(rows) + "\n"


def banned_in(source: str, *, module: str, words: list[Term]) -> Iterator[str]:
    """Yield `line: identifier (use …)` for every identifier that contains a banned word."""
    bans = [
        (word, f"say {term.identifier}")
        for term in words
        if term.context == "*" or _inside(module, term.context)
        for word in term.never
    ]
    bans += [
        (term.identifier, f"{term.identifier} would mislead in {package}")
        for term in words
        for package in term.not_in
        if _inside(module, package)
    ]
    for name, line in identifiers(source):
        parts = f"_{'_'.join(_words(name))}_"
        for word, advice in bans:
            if f"_{word}_" in parts or f"_{word}s_" in parts:
                yield f"{line}: {name} ({advice})"


def _inside(module: str, package: str) -> bool:
    return module == package or module.startswith(f"{package}.")


def _words(name: str) -> list[str]:
    parted = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name)
    return [word.lower() for word in parted.split("_") if word]


def snake(name: str) -> str:
    """Return RememberedMapping as remembered_mapping."""
    return "_".join(_words(name))


def module_of(path: Path) -> str:
    """Return the dotted name of a file below src/."""
    return ".".join(path.relative_to(ROOT / "src").with_suffix("").parts).removesuffix(".__init__")


def main(arguments: list[str]) -> int:
    """Write docs/glossary.md, or with --check only compare."""
    text = page(terms())
    if "--check" not in arguments:
        PAGE.write_text(text, encoding="utf-8")
        return 0
    if PAGE.is_file() and PAGE.read_text(encoding="utf-8") == text:
        return 0
    print("docs/glossary.md is not current: run make docs")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
