"""The report as it lies on a colleague's disk: pages, figures in every form, and copies of the tables."""

import csv
from pathlib import Path

import pytest

from analysis.tables import TABLES
from tests.conftest import PROJECT, run_command


def test_every_notebook_has_a_page_and_the_index_leads_to_it(report: Path) -> None:
    index = (report / "index.html").read_text(encoding="utf-8")
    for notebook in (PROJECT / "notebooks").glob("*.ipynb"):
        assert (report / f"{notebook.stem}.html").exists()
        assert f'href="{notebook.stem}.html"' in index


def test_every_figure_has_all_its_forms_and_the_rows_that_it_draws(report: Path) -> None:
    names = {path.stem for path in (report / "figures").glob("*.png")}
    assert names
    for name in names:
        for kind in ("png", "svg", "pdf", "csv"):
            assert (report / "figures" / f"{name}.{kind}").stat().st_size > 0
        with (report / "figures" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            assert list(csv.DictReader(file)), f"{name} draws no rows"


def test_every_table_lies_beside_the_pages(report: Path) -> None:
    for name in TABLES:
        assert (report / "tables" / f"{name}.csv").exists()
    assert (report / "tables" / "district-plans.xlsx").exists()


def test_a_fresh_report_is_not_made_again_and_a_new_one_has_the_same_bytes(
    built: Path, report: Path, tmp_path: Path
) -> None:
    again = run_command("report", "--out", str(built), "--reports", str(report))
    assert again.stdout.count("nothing to do") == 2
    outcome = run_command(
        "report", "--out", str(built), "--reports", str(tmp_path), PYTHONHASHSEED="7", TZ="Asia/Shanghai"
    )
    assert outcome.returncode == 0, outcome.stderr
    names = sorted(path.relative_to(report) for path in report.rglob("*") if path.is_file() and path.name[0] != ".")
    assert [str(name) for name in names if (report / name).read_bytes() != (tmp_path / name).read_bytes()] == []


@pytest.mark.parametrize("sentence", ["", "今年主要预期目标是:地区生产总值增长6%以上。"])
def test_a_corpus_of_one_small_document_has_a_report_too(tmp_path: Path, sentence: str) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    (raw / "a.txt").write_text(f"某县人民政府工作报告\n抓好各项工作。{sentence}\n", encoding="utf-8")
    row = "a,a.txt,某县,work_report,2021,2021"
    header = "doc_id,file,district,doc_type,period_start,period_end"
    (raw / "documents.csv").write_text(f"{header}\n{row}\n", encoding="utf-8")
    outcome = run_command("report", "--raw", str(raw), "--out", str(tmp_path / "out"))
    assert outcome.returncode == 0, outcome.stderr
    assert (tmp_path / "out" / "reports" / "index.html").exists()
