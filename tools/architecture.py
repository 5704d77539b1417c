# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Questions about the project's own source text, answered without running it.

Each function takes source text and returns what offends, so that a test can also hand it planted
offences and see that they are found.
"""

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
HEADER = ("SPDX-FileCopyrightText: 2026 Klammer contributors", "SPDX-License-Identifier: EUPL-1.2")
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
SUPPRESSION = re.compile(r"#\s*(noqa|type:\s*ignore)(?P<codes>\[[^\]]*\]|:?[\w,\s]*)(?P<rest>.*)$")
HOME = re.compile(r"(?<![\w.<{/-])(/home/\w|/Users/\w|[A-Z]:\\Users)")
TABLES = {"Table", "SafeTable"}
GUARDED = {"_DOOR", "_ADMITTED"}


def committed(*patterns: str) -> list[Path]:
    """Return the files git knows or would know, existing ones only, sorted."""
    listed = [
        "git",
        "ls-files",
        "--cached",
        "--others",
        "--exclude-standard",
        "-z",
        "--",
        *patterns,
    ]
    found = subprocess.run(listed, cwd=ROOT, capture_output=True, text=True, check=True)
    return sorted(ROOT / name for name in set(found.stdout.split("\0")) if (ROOT / name).is_file())


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Yield every function and method."""
    yield from (node for node in ast.walk(tree) if isinstance(node, FUNCTIONS))


def lines_of(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Return a function's length in lines, without its decorators and its docstring."""
    docstring = function.body[0] if ast.get_docstring(function, clean=False) is not None else None
    own = (function.end_lineno or function.lineno) - function.lineno + 1
    if docstring is None:
        return own
    return own - ((docstring.end_lineno or docstring.lineno) - docstring.lineno + 1)


def long_functions(source: str, *, limit: int) -> list[str]:
    """Return `name (lines)` of functions longer than the limit."""
    measured = [(node.name, lines_of(node)) for node in functions(ast.parse(source))]
    return [f"{name} ({lines} lines)" for name, lines in measured if lines > limit]


def public_functions(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Yield functions of a module, and methods of its public classes, that others may call."""
    for node in tree.body:
        inside = node.body if isinstance(node, ast.ClassDef) and node.name[0] != "_" else [node]
        yield from (f for f in inside if isinstance(f, FUNCTIONS) and f.name[0] != "_")


def undocumented(source: str) -> list[str]:
    """Return the names of public functions without a docstring that begins with a sentence."""
    return [
        node.name
        for node in public_functions(ast.parse(source))
        if not re.match(r"\S.*", ast.get_docstring(node) or "") and not _overloads(node)
    ]


def _overloads(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    names = {getattr(d, "id", getattr(d, "attr", "")) for d in node.decorator_list}
    return bool(names & {"overload", "setter"})


def without_grain(source: str) -> list[str]:
    """Return the names of public functions that return a table but state no grain (→)."""
    return [
        node.name
        for node in public_functions(ast.parse(source))
        if _returns_table(node) and "→" not in (ast.get_docstring(node) or "")
    ]


def _returns_table(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    written = ast.unparse(node.returns) if node.returns else ""
    return bool(TABLES & set(re.findall(r"\w+", written)))


def makers_of_safe_tables(source: str) -> list[int]:
    """Return the lines that construct a `SafeTable`, or reach for what guards its door."""
    nodes = ast.walk(ast.parse(source))
    return sorted({node.lineno for node in nodes if _makes_one(node) or _reaches_in(node)})


def _reaches_in(node: ast.AST) -> bool:
    if isinstance(node, ast.ImportFrom):
        return bool(GUARDED & {alias.name for alias in node.names})
    return isinstance(node, ast.Attribute) and node.attr in GUARDED


def _makes_one(call: ast.AST) -> bool:
    if not isinstance(call, ast.Call):
        return False
    name = getattr(call.func, "id", getattr(call.func, "attr", ""))
    words = set(re.findall(r"\w+", ast.unparse(call)))
    return name == "SafeTable" or (name in {"__new__", "replace", "copy"} and "SafeTable" in words)


def identifiers(source: str) -> Iterator[tuple[str, int]]:
    """Yield every name a file gives to something: modules excepted, with its line."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, (*FUNCTIONS, ast.ClassDef)):
            yield node.name, node.lineno
        elif isinstance(node, ast.arg):
            yield node.arg, node.lineno
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id, node.lineno


def suppressions_without_reason(source: str) -> list[int]:
    """Return the lines whose `noqa` or `type: ignore` names no rule or gives no reason."""
    found = []
    for number, line in enumerate(source.splitlines(), start=1):
        match = SUPPRESSION.search(line)
        if match and not (re.search(r"\w", match["codes"]) and re.search(r"\w{3,}", match["rest"])):
            found.append(number)
    return found


def machine_paths(source: str) -> list[str]:
    """Return absolute paths that exist on one machine only: homes, and where this checkout lies."""
    here = [place for place in (str(ROOT), str(Path.home())) if f"{place}/" in source]
    return [*here, *(match.group(0) for match in HOME.finditer(source))]


def lacks_header(source: str) -> bool:
    """Whether the two licence lines are missing from the first five."""
    beginning = source.splitlines()[:5]
    return not all(
        any(line.rstrip(" -#}>*/").endswith(words) for line in beginning) for words in HEADER
    )
