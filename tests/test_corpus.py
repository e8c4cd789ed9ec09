"""Listings are checked one by one, and bytes become the same text whichever way a page was saved."""

import csv
import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.reading.corpus import REQUIRED, decode, read_listings, read_source
from analysis.reading.document import Listing

RAW = Path(__file__).parents[1] / "data" / "raw"
GOOD = {
    "doc_id": "a-2024",
    "file": "a.txt",
    "district": "甲县",
    "doc_type": "work_report",
    "period_start": "2024",
    "period_end": "2024",
}


def folder(path: Path, *rows: dict[str, str], files: tuple[str, ...] = ("a.txt",), mark: str = "") -> Path:
    """A folder with these files and a documents.csv with these rows."""
    for name in files:
        (path / name).write_text("地区生产总值增长6%。\n", encoding="utf-8")
    columns = list(rows[0])
    with (path / "documents.csv").open("w", encoding="utf-8", newline="") as file:
        file.write(mark)
        writer = csv.DictWriter(file, columns)
        writer.writeheader()
        writer.writerows(rows)
    return path


def test_the_documents_here_are_listed_and_unchanged() -> None:
    listings, problems = read_listings(RAW)
    assert problems == []
    assert len(listings) == 5
    for listing in listings:
        assert listing.sha256 == hashlib.sha256((RAW / listing.file).read_bytes()).hexdigest()
        assert read_source(RAW, listing).encoding == "utf-8"


def test_six_columns_in_any_order_behind_a_mark_are_enough(tmp_path: Path) -> None:
    row = {name: GOOD[name] for name in reversed(REQUIRED)}
    listings, problems = read_listings(folder(tmp_path, row, mark="\ufeff"))
    assert problems == []
    assert listings == [Listing("a-2024", "a.txt", "甲县", "work_report", 2024, 2024)]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"doc_type": "speech"}, "doc_type 'speech' is unknown: use one of task_breakdown, work_report"),
        ({"period_start": "24"}, "period_start '24' is no year: write four digits, as in 2025"),
        ({"period_start": "2025"}, "period_start 2025 is after period_end 2024: exchange them"),
        ({"district": ""}, "district is empty: fill it in"),
        ({"doc_id": "a/b"}, "doc_id 'a/b' can't name a file: use letters, digits, - and _ only"),
        ({"file": "../a.txt"}, "file '../a.txt' lies outside the folder: name a file in it, without ../ or a drive"),
        ({"file": "b.txt"}, "the file b.txt is not there: put it into"),
        ({"complete": "perhaps"}, "complete 'perhaps' is neither true nor false: write one of them, or nothing"),
    ],
)
def test_a_faulty_row_is_named_and_the_others_are_read(tmp_path: Path, change: dict[str, str], message: str) -> None:
    other = {**GOOD, "doc_id": "c", "file": "c.txt", "complete": ""}
    path = folder(tmp_path, {**GOOD, "complete": "", **change}, other, files=("a.txt", "c.txt"))
    listings, problems = read_listings(path)
    assert [listing.doc_id for listing in listings] == ["c"]
    assert problems[0].startswith(f"{path / 'documents.csv'}, line 2: {message}")


def test_the_same_doc_id_twice(tmp_path: Path) -> None:
    listings, problems = read_listings(folder(tmp_path, GOOD, {**GOOD, "file": "b.txt"}, files=("a.txt", "b.txt")))
    assert listings == []
    assert [problem.split(": ", 1)[1] for problem in problems] == [
        "doc_id a-2024 stands in 2 rows: give each its own"
    ] * 2


def test_a_file_that_nobody_listed(tmp_path: Path) -> None:
    path = folder(tmp_path, GOOD, files=("a.txt", "b.txt", "README.md", "review.csv", ".hidden"))
    assert read_listings(path)[1] == [
        f"{path / 'b.txt'} is not listed in documents.csv: add a row for it or move it away"
    ]


def test_a_list_that_cannot_be_used(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"documents\.csv is not there: write one with the columns doc_id, file"):
        read_listings(tmp_path)
    (tmp_path / "documents.csv").write_text("doc_id,file\na,a.txt\n", encoding="utf-8")
    with pytest.raises(ValueError, match="line 1: no column district, doc_type, period_start, period_end"):
        read_listings(tmp_path)
    (tmp_path / "documents.csv").write_text(",".join(REQUIRED) + "\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"documents\.csv lists no document: add a row for each file"):
        read_listings(tmp_path)
    (tmp_path / "documents.csv").write_bytes("县".encode("gb18030"))
    with pytest.raises(ValueError, match=r"documents\.csv is not UTF-8"):
        read_listings(tmp_path)


def test_a_file_that_cannot_be_read_says_why(tmp_path: Path) -> None:
    path = folder(tmp_path, GOOD)
    listing = read_listings(path)[0][0]
    with pytest.raises(
        ValueError, match=r"was changed since it was recorded: documents\.csv says SHA-256 00, the file"
    ):
        read_source(path, listing._replace(sha256="00"))
    with pytest.raises(ValueError, match=r"\.html files are not read yet: save the page as plain text"):
        read_source(path, listing._replace(file="a.html"))
    (path / "a.txt").write_text(" \n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"a\.txt holds no text"):
        read_source(path, listing)
    (path / "a.txt").write_bytes("增长".encode() + b"\xff\xff" + b"8%")
    with pytest.raises(ValueError, match="offset 6 are neither UTF-8, UTF-16 nor GB18030: save the file as UTF-8"):
        read_source(path, listing)


ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030")


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_every_document_is_the_same_text_in_every_encoding(encoding: str, newline: str) -> None:
    for path in sorted(RAW.glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        assert decode(text.replace("\n", newline).encode(encoding))[0] == text


@given(
    st.lists(st.text("一二三、增长投资（）。，0123456789%“”亿元ＡＢ〔〕—\u3000", min_size=1), min_size=2, max_size=20),
    st.sampled_from(ENCODINGS),
)
def test_what_is_encoded_is_decoded(lines: list[str], encoding: str) -> None:
    text = "某县2024年政府工作报告\n" + "\n".join(lines)
    assert decode(text.encode(encoding))[0] == text


def test_a_stray_nul_does_not_make_utf_16() -> None:
    text = "增长8%\x00。\n" * 20
    assert decode(text.encode())[0] == text
