"""The report: every notebook run from nothing and rendered, its figures, copies of the tables, and an index to all."""

import csv
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

from analysis.freshness import Record, code_key, hash_of, hash_of_files
from analysis.tables import TABLES
from analysis.tables.files import WORKBOOK, write_whole
from analysis.vocabulary.labels import figure_captions

PROJECT = Path(__file__).resolve().parents[2]
# A kernel of its own for each notebook; two at a time, as many as a small machine has cores.
AT_ONCE = 2
TABLE_KINDS = ("csv", "parquet")
INTRODUCTION = (
    "Plans of Chinese district governments as tidy tables: what they promise, and how the promises compare. "
    "Every number is traced to its characters in the source. These pages need no network and can be mailed."
)


class Made(NamedTuple):
    """What was done: whether all was fresh already, and which notebooks failed, in words."""

    fresh: bool
    problems: tuple[str, ...]


def make_report(notebooks: Path, tables: Path, reports: Path) -> Made:
    """Renders the notebooks over the tables in `tables` into `reports`; nothing is done if all is fresh.

    A notebook that fails is a problem of what is returned; the others are rendered.
    """
    sources = sorted(notebooks.glob("*.ipynb"))
    record = Record(reports, "report")
    made_from = hash_of_files([*tables.glob("*.csv"), *tables.glob("text/*.txt")], tables)
    gold = sorted((PROJECT / "tests" / "gold").glob("*.csv"))
    key = hash_of(code_key(), hash_of_files(sources, notebooks), made_from, hash_of_files(gold, PROJECT))
    if record.is_fresh(key):
        return Made(True, ())
    for path in [*reports.glob("*.html"), *reports.glob("figures/*.*")]:
        path.unlink()
    environment = {"DISTRICT_PLANS_TABLES": str(tables.resolve()), "DISTRICT_PLANS_REPORTS": str(reports.resolve())}
    with ThreadPoolExecutor(AT_ONCE) as pool:
        problems = [
            problem for problem in pool.map(lambda source: _render(source, reports, environment), sources) if problem
        ]
    for path in [tables / WORKBOOK, *(tables / f"{name}.{kind}" for name in TABLES for kind in TABLE_KINDS)]:
        write_whole(reports / "tables" / path.name, path.read_bytes())
    write_whole(reports / "index.html", _index(sources, reports).encode("utf-8"))
    if not problems:
        written = [path for path in reports.rglob("*") if path.is_file() and path != record.path]
        record.write(key, written)
    return Made(False, tuple(problems))


# What runs and renders takes seconds to import; a report that is fresh needs none of it.
def _render(source: Path, reports: Path, environment: dict[str, str]) -> str:
    """Why the notebook could not be rendered; empty if it was."""
    from analysis.report import render

    try:
        node = render.run(source, workdir=PROJECT, environment=environment)
        html = render.page(node, _title(source))
    except ValueError as error:
        return str(error)
    write_whole(reports / f"{source.stem}.html", html.encode("utf-8"))
    return ""


def _heading(source: Path) -> list[str]:
    """The lines of a notebook's first cell that are not empty: its title, then its question in italics."""
    import nbformat

    first = nbformat.read(source, as_version=4).cells[0].source
    return [line.strip("#* ") for line in first.splitlines() if line.strip()]


def _title(source: Path) -> str:
    return _heading(source)[0]


def _index(sources: Sequence[Path], reports: Path) -> str:
    from analysis.report import pages

    made = [source for source in sources if (reports / f"{source.stem}.html").exists()]
    figures = sorted((reports / "figures").glob("*.png"))
    captions = figure_captions()
    return pages.index(
        "District plans 区县规划与目标",
        INTRODUCTION,
        notebooks=[pages.Notebook(f"{source.stem}.html", *_heading(source)[:2]) for source in made],
        figures=[
            pages.Figure(
                captions.get(path.stem, path.stem),
                f"figures/{path.name}",
                {kind.upper(): f"figures/{path.stem}.{kind}" for kind in ("png", "svg", "pdf", "csv")},
            )
            for path in figures
        ],
        tables=[
            pages.Table(
                name,
                table.row,
                _row_count(reports / "tables" / f"{name}.csv"),
                {kind.upper(): f"tables/{name}.{kind}" for kind in TABLE_KINDS},
            )
            for name, table in TABLES.items()
        ],
        notes=[f"All tables in one workbook: tables/{WORKBOOK}"],
    )


def _row_count(path: Path) -> int:
    with path.open(encoding="utf-8", newline="") as file:
        return sum(1 for _ in csv.reader(file)) - 1
