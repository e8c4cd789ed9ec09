"""The house keeps its rules: data flow one way, the code knows no document, the lists of words are proof-read."""

import ast
import csv
import re
from collections import Counter
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[1]
PACKAGE = PROJECT / "analysis"
# A room imports rooms to its left only; tables, vocabulary and freshness serve all.
ROOMS = ("reading", "extraction", "language", "comparison", "figures", "report")
SERVICES = ("tables", "vocabulary", "freshness")
# Cells that quote a source hold its spaces too.
QUOTING = {"raw", "repaired"}
MODULES = sorted(path for path in PACKAGE.rglob("*.py"))


def imports(path: Path) -> list[str]:
    """The modules of this package that a module imports."""
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("analysis"):
            found.append(node.module or "")
        elif isinstance(node, ast.Import):
            found += [alias.name for alias in node.names if alias.name.startswith("analysis")]
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_room_imports_a_room_to_its_right(path: Path) -> None:
    room = path.relative_to(PACKAGE).parts[0]
    if room in SERVICES:
        assert all(name.split(".")[1] in SERVICES for name in imports(path) if name != "analysis")
    if room in ROOMS:
        used = {name.split(".")[1] for name in imports(path) if "." in name}
        right = set(ROOMS[ROOMS.index(room) + 1 :])
        assert not used & right


@pytest.mark.parametrize("room", ["reading", "extraction", "language"])
def test_the_map_of_a_room_names_each_of_its_modules(room: str) -> None:
    drawn = ast.get_docstring(ast.parse((PACKAGE / room / "__init__.py").read_text(encoding="utf-8"))) or ""
    named = set(re.findall(r"\b[a-z_]+\b", drawn))
    assert {path.stem for path in (PACKAGE / room).glob("*.py")} - {"__init__"} <= named


def strings_of_code(path: Path) -> list[str]:
    """The string literals of a module that are no docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, documented) and node.body and isinstance(node.body[0], ast.Expr)
    }
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings
    ]


def test_the_code_knows_no_document_and_no_district() -> None:
    with (PROJECT / "data" / "raw" / "documents.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    names = {row[column] for row in rows for column in ("doc_id", "district")} | {row["district"][:2] for row in rows}
    names |= {row["district_code"] for row in rows}
    for path in MODULES:
        for words in strings_of_code(path):
            assert not [name for name in names if name and name in words], path


def test_no_function_is_longer_than_a_screen() -> None:
    long = [
        f"{path.relative_to(PACKAGE)}:{node.name} has {node.end_lineno - node.lineno + 1} lines"
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno + 1 > 50
    ]
    assert long == []


@pytest.mark.parametrize("path", sorted((PACKAGE / "vocabulary").glob("*.csv")), ids=lambda path: path.stem)
def test_the_lists_of_words_are_proof_read(path: Path) -> None:
    content = path.read_text(encoding="utf-8")
    assert "\r" not in content and content.endswith("\n") and "\ufeff" not in content
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        rows = list(reader)
    assert rows, "an empty list is no list"
    for line, row in enumerate(rows, 2):
        assert None not in row and None not in row.values(), f"line {line} has another number of cells than the header"
        for column in set(row) - QUOTING:
            cell = row[column]
            assert cell == cell.strip(), f"line {line}, {column}: stray spaces"
    twice = [row for row, times in Counter(tuple(row.values()) for row in rows).items() if times > 1]
    assert twice == [], "a row stands twice"


def test_notebooks_are_essays() -> None:
    import nbformat

    for path in sorted((PROJECT / "notebooks").glob("*.ipynb")):
        node = nbformat.read(path, as_version=4)
        title, question = [line for line in node.cells[0].source.splitlines() if line.strip()][:2]
        assert re.match(r"# \d\d .*\?$", title) and re.match(r"\*.*\*$", question), path.name
        for cell in node.cells:
            if cell.cell_type != "code":
                continue
            assert cell.outputs == [] and cell.execution_count is None, f"{path.name} is stored with outputs"
            assert len(cell.source.splitlines()) <= 5, f"{path.name}: a cell is longer than five lines:\n{cell.source}"
            assert not re.search(r"^\s*(def|class) ", cell.source, re.M), f"{path.name} defines something"
        assert "cannot show" in "".join(cell.source for cell in node.cells if cell.cell_type == "markdown"), path.name
