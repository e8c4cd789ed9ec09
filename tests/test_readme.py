"""What the README says is what the project does: rows, coverage, tables and notebooks are compared with the files."""

import csv
import re
from pathlib import Path

from analysis.tables import TABLES, read_rows
from analysis.vocabulary import load

PROJECT = Path(__file__).parents[1]
README = (PROJECT / "README.md").read_text(encoding="utf-8")


def table_after(words: str) -> list[list[str]]:
    """The cells of the first Markdown table that follows `words`, its header first."""
    lines = README[README.index(words) :].splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith("|"))
    rows = []
    for line in lines[start:]:
        if not line.startswith("|"):
            break
        rows.append([cell.strip() for cell in line.strip("|").split("|")])
    return [rows[0], *rows[2:]]


def test_the_sentence_on_the_first_screen_becomes_the_rows_beneath_it(built: Path) -> None:
    sentence = re.search(r"^> (新增.*)$", README, re.M)
    assert sentence
    rows = [row for row in read_rows("targets", built) if sentence[1] in row["sentence"]]
    header, *shown = table_after("becomes five rows")
    with (built / "targets.csv").open(encoding="utf-8", newline="") as file:
        cells = {row["target_id"]: row for row in csv.DictReader(file)}
    assert shown == [[cells[row["target_id"]][column] for column in header] for row in rows]


def test_the_coverage_is_that_of_the_documents() -> None:
    header, *rows = table_after("## What is covered")
    kinds = {row["doc_type"]: row["english"] for row in load("document_types")}
    with (PROJECT / "data" / "raw" / "documents.csv").open(encoding="utf-8", newline="") as file:
        documents = list(csv.DictReader(file))
    expected = {row["district"]: [""] * (len(header) - 1) for row in documents}
    for row in documents:
        five_years = row["doc_type"] == "five_year_plan"
        column = len(header) - 2 if five_years else header.index(row["period_start"]) - 1
        words = f"{row['period_start']}–{row['period_end']}" if five_years else kinds[row["doc_type"]]
        expected[row["district"]][column] = words + ("¹" if row["complete"] == "false" else "")
    assert {name: cells for name, *cells in rows} == expected


def test_every_table_is_listed_with_its_grain() -> None:
    assert dict(table_after("| table | one row is |")[1:]) == {f"`{name}`": table.row for name, table in TABLES.items()}


def test_every_notebook_is_listed_with_its_question() -> None:
    import nbformat

    listed = {cells[0].split("]")[0][1:]: cells[1] for cells in table_after("| notebook | question |")[1:]}
    questions = {}
    for path in sorted((PROJECT / "notebooks").glob("*.ipynb")):
        title = nbformat.read(path, as_version=4).cells[0].source.splitlines()[0]
        questions[path.stem] = title.removeprefix("# ")[3:]
    assert listed == questions


def test_every_link_leads_somewhere() -> None:
    for name in ("README.md", "README.zh-CN.md"):
        text = (PROJECT / name).read_text(encoding="utf-8")
        for target in re.findall(r"\]\(([^)#]+)\)", text):
            assert (PROJECT / target).exists(), f"{name}: {target}"


def test_no_path_of_a_machine_is_named() -> None:
    for path in [
        *PROJECT.glob("*.md"),
        PROJECT / "Makefile",
        PROJECT / "pyproject.toml",
        *PROJECT.glob("analysis/**/*.py"),
    ]:
        assert not re.search(r"/(home|root|Users)/\w", path.read_text(encoding="utf-8")), path
