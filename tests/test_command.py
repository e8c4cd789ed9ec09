"""The command as a user runs it: on the documents here, on a folder of other documents, and on input that is bad."""

import csv
import json
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from analysis.tables import TABLES, load
from tests.conftest import run_command as run

PROJECT = Path(__file__).parents[1]
RAW = PROJECT / "data" / "raw"
PROCESSED = PROJECT / "data" / "processed"
NEEDED = ("doc_id", "file", "district", "doc_type", "period_start", "period_end")


def write_corpus(folder: Path, texts: dict[str, bytes], **columns: str) -> Path:
    """A folder of documents with a documents.csv of only the columns that are needed."""
    folder.mkdir(parents=True)
    lines = [",".join(NEEDED)]
    for name, content in texts.items():
        (folder / f"{name}.txt").write_bytes(content)
        row = {"doc_id": name, "file": f"{name}.txt", "district": "某县", "doc_type": "work_report"}
        row |= {"period_start": "2021", "period_end": "2021", **columns}
        lines.append(",".join(row[column] for column in NEEDED))
    (folder / "documents.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


REPORT = """某县人民政府工作报告
一、2020年工作回顾
全县地区生产总值增长3.9%。
二、2021年工作安排
今年主要预期目标是:地区生产总值增长6%以上,新增城镇就业1.2万人。
""".encode()


def same_files(one: Path, other: Path) -> list[str]:
    """The names of the files of either folder that differ or are not in both; hidden ones apart."""
    names = {
        path.relative_to(folder)
        for folder in (one, other)
        for path in folder.rglob("*")
        if path.is_file() and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    }
    return [
        str(name)
        for name in sorted(names)
        if not (
            (one / name).exists()
            and (other / name).exists()
            and (one / name).read_bytes() == (other / name).read_bytes()
        )
    ]


def test_two_builds_give_the_same_bytes_under_any_locale_time_zone_and_hash_seed(built: Path, tmp_path: Path) -> None:
    outcome = run("build", "--out", str(tmp_path), PYTHONHASHSEED="4242", TZ="Asia/Shanghai", LC_ALL="C")
    assert outcome.returncode == 0, outcome.stderr
    assert same_files(built, tmp_path) == []


def test_the_committed_tables_are_those_that_the_code_makes(built: Path) -> None:
    committed = [PROCESSED / f"{name}.csv" for name in TABLES] + [PROCESSED / "README.md"]
    committed += [PROCESSED / "text" / path.name for path in (built / "text").iterdir()]
    stale = [str(path) for path in committed if path.read_bytes() != (built / path.relative_to(PROCESSED)).read_bytes()]
    assert stale == [], "run `python -m analysis build` and commit what it writes"


def test_a_plain_text_s_characters_are_the_source_unchanged(built: Path) -> None:
    for path in RAW.glob("*.txt"):
        assert (built / "text" / path.name).read_bytes() == path.read_bytes()


def test_check_finds_nothing_in_a_fresh_build_and_tells_a_changed_one(built: Path, tmp_path: Path) -> None:
    assert run("check", "--out", str(built)).returncode == 0
    copy = tmp_path / "copy"
    shutil.copytree(built, copy)
    lines = (copy / "targets.csv").read_text(encoding="utf-8").splitlines()
    (copy / "targets.csv").write_text(
        "\n".join([*lines[:-1], lines[-1].replace("text", "dream")]) + "\n", encoding="utf-8"
    )
    outcome = run("check", "--out", str(copy))
    assert outcome.returncode == 1
    assert "targets.csv was changed after it was made" in outcome.stderr


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16", "utf-16-le", "crlf"])
def test_any_encoding_gives_the_same_rows(built: Path, tmp_path: Path, encoding: str) -> None:
    raw = tmp_path / "raw"
    shutil.copytree(RAW, raw)
    for path in raw.glob("*.txt"):
        text = path.read_text(encoding="utf-8")
        path.write_bytes(text.replace("\n", "\r\n").encode() if encoding == "crlf" else text.encode(encoding))
    _drop_checksums(raw / "documents.csv")
    outcome = run("build", "--raw", str(raw), "--out", str(tmp_path / "out"))
    assert outcome.returncode == 0, outcome.stderr
    differing = same_files(built, tmp_path / "out")
    assert set(differing) <= {"documents.csv", "documents.parquet", "district-plans.xlsx"}
    apart = ["encoding", "sha256"]
    assert load("documents", built).drop(columns=apart).equals(load("documents", tmp_path / "out").drop(columns=apart))


def _drop_checksums(path: Path) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        rows = [{**row, "sha256": ""} for row in csv.DictReader(file)]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def test_documents_of_another_place_need_six_columns(tmp_path: Path) -> None:
    raw = write_corpus(tmp_path / "raw", {"report": REPORT})
    outcome = run("build", "--raw", str(raw), "--out", str(tmp_path / "out"))
    assert outcome.returncode == 0, outcome.stderr
    targets = load("targets", tmp_path / "out").set_index("indicator_id")
    growth = targets.loc["gdp", ["measure", "operator", "value", "unit", "period_start", "period_end", "quote"]]
    assert growth.tolist() == ["growth", "ge", 6.0, "%", 2021, 2021, "6%以上"]
    assert targets.loc["new_urban_jobs", "base_value"] == 12000
    reported = load("reported", tmp_path / "out")
    assert reported[["role", "value", "period_start"]].to_numpy().tolist() == [["actual", 3.9, 2020]]


def test_a_document_that_can_t_be_read_is_named_and_the_others_are_done(tmp_path: Path) -> None:
    raw = write_corpus(tmp_path / "raw", {"good": REPORT, "bad": b"\xff\x00\x81\xff" * 7 + b"\x81"})
    outcome = run("build", "--raw", str(raw), "--out", str(tmp_path / "out"))
    assert outcome.returncode == 1
    assert "error: bad: " in outcome.stderr and "Traceback" not in outcome.stderr
    assert load("documents", tmp_path / "out")["doc_id"].tolist() == ["good"]


def test_a_document_without_numbers_is_a_document_and_one_without_text_is_none(tmp_path: Path) -> None:
    raw = write_corpus(tmp_path / "raw", {"empty": b"", "words": "抓好各项工作。\n".encode()})
    outcome = run("build", "--raw", str(raw), "--out", str(tmp_path / "out"))
    assert outcome.returncode == 1
    assert "empty.txt holds no text" in outcome.stderr
    assert load("documents", tmp_path / "out")["characters"].tolist() == [8]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda raw: (raw / "report.txt").unlink(), "report.txt"),
        (lambda raw: (raw / "stray.txt").write_bytes(REPORT), "stray.txt"),
        (lambda raw: _replace(raw / "documents.csv", "work_report", "speech"), "speech"),
        (lambda raw: _replace(raw / "documents.csv", "report.txt", "../report.txt"), "../report.txt"),
        (lambda raw: _replace(raw / "documents.csv", ",2021,", ",soon,"), "soon"),
    ],
)
def test_what_documents_csv_gets_wrong_is_said(tmp_path: Path, change: object, said: str) -> None:
    raw = write_corpus(tmp_path / "raw", {"report": REPORT})
    change(raw)  # type: ignore[operator]
    outcome = run("build", "--raw", str(raw), "--out", str(tmp_path / "out"))
    assert outcome.returncode in (1, 2)
    assert said in outcome.stderr and "Traceback" not in outcome.stderr


def _replace(path: Path, old: str, new: str) -> None:
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def test_a_raw_file_that_changed_since_it_was_recorded_is_an_error(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    shutil.copytree(RAW, raw)
    changed = sorted(raw.glob("*.txt"))[0]
    changed.write_bytes(changed.read_bytes() + b"\n")
    outcome = run("build", "--raw", str(raw), "--out", str(tmp_path / "out"))
    assert outcome.returncode == 1
    assert changed.name in outcome.stderr and "checksum" in outcome.stderr


def test_what_is_fresh_is_not_made_again_and_what_depends_on_a_document_is(tmp_path: Path) -> None:
    raw = write_corpus(tmp_path / "raw", {"report": REPORT})
    out = tmp_path / "out"
    assert run("build", "--raw", str(raw), "--out", str(out)).stdout.startswith("built")
    made = {path: path.stat().st_mtime_ns for path in out.glob("*.*")}
    assert run("build", "--raw", str(raw), "--out", str(out)).stdout.startswith("nothing to do")
    assert made == {path: path.stat().st_mtime_ns for path in out.glob("*.*")}
    (out / "targets.csv").unlink()
    assert run("build", "--raw", str(raw), "--out", str(out)).stdout.startswith("built")
    _replace(raw / "report.txt", "6%以上", "7%")
    assert run("build", "--raw", str(raw), "--out", str(out)).stdout.startswith("built")
    assert 7.0 in load("targets", out)["value"].tolist()


def test_a_run_that_is_killed_leaves_no_half_file(tmp_path: Path) -> None:
    for patience in (0.3, 0.8, 1.3):
        out = tmp_path / str(patience)
        process = subprocess.Popen(
            [sys.executable, "-m", "analysis", "build", "--out", str(out)],
            cwd=PROJECT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(patience)
        process.send_signal(signal.SIGKILL)
        process.wait()
        outcome = run("build", "--out", str(out))
        assert outcome.returncode == 0, outcome.stderr
        assert run("check", "--out", str(out)).returncode == 0


def test_the_command_says_what_it_knows(tmp_path: Path) -> None:
    assert "build" in run("--help").stdout
    outcome = run("build", "--raw", str(tmp_path / "nowhere"), "--out", str(tmp_path / "out"))
    assert outcome.returncode == 2
    assert "nowhere" in outcome.stderr and "Traceback" not in outcome.stderr


def test_accuracy_prints_every_field_with_its_interval(built: Path) -> None:
    outcome = run("accuracy", "--out", str(built))
    assert outcome.returncode == 0, outcome.stderr
    for field in ("precision", "recall", "F1", "operator", "measure", "period", "indicator", "whole row F1"):
        assert field in outcome.stdout
    assert json.loads((built / ".build.json").read_text(encoding="utf-8"))["key"]
