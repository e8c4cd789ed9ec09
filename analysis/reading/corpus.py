"""The documents as received: which there are, whether they are unchanged, and their bytes as text.

A folder of documents holds the files and a `documents.csv` that says what the texts themselves can't. Nothing is
guessed about a file: one that is listed and missing, there and not listed, or changed since its checksum was recorded
is named with what to do about it, and the others are read.
"""

import csv
import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from analysis.reading.document import Listing
from analysis.tables.columns import DOC_TYPES

LIST = "documents.csv"
REQUIRED = ("doc_id", "file", "district", "doc_type", "period_start", "period_end")
# What people may keep beside the documents without its being one.
BESIDE = frozenset({LIST, "review.csv", "README.md"})
TEXT_ENDINGS = frozenset({".txt", ".text", ""})
TRUE_WORDS = frozenset({"true", "yes", "1", "是"})
FALSE_WORDS = frozenset({"false", "no", "0", "否"})

# A doc_id names a file in the output and stands in every row: no separators, no spaces, no dots at its ends.
_USABLE_ID = re.compile(r"\w(?:[\w.-]{0,98}\w)?")
_YEAR = re.compile(r"(?:19|20)\d\d")


class Source(NamedTuple):
    """A document's bytes read: the characters, the encoding they were in, and the SHA-256 of the bytes."""

    text: str
    encoding: str
    sha256: str


def read_listings(raw: Path) -> tuple[list[Listing], list[str]]:
    """The usable rows of `raw`/documents.csv in the file's order, and what is wrong with the others, as sentences.

    Columns may stand in any order, and those beyond the first six of `Listing` may be missing. Raises ValueError if the
    list itself can't be used: not there, not UTF-8, without a required column, or without a row.
    """
    path = raw / LIST
    listings: list[Listing] = []
    problems: list[str] = []
    rows = list(_read_rows(path))
    counts = Counter(_cell(row, "doc_id") for _, row in rows)
    for line, row in rows:
        try:
            listing = _listing(row)
            if counts[listing.doc_id] > 1:
                raise ValueError(f"doc_id {listing.doc_id} stands in {counts[listing.doc_id]} rows: give each its own")
            _check_file(raw, listing)
        except ValueError as error:
            problems.append(f"{path}, line {line}: {error}")
        else:
            listings.append(listing)
    return listings, [*problems, *_unlisted(raw, {_cell(row, "file") for _, row in rows})]


def read_source(raw: Path, listing: Listing) -> Source:
    """The document's text. ValueError names the document if its file can't be read, was changed or is no plain text."""
    path = raw / listing.file
    if path.suffix.lower() not in TEXT_ENDINGS:
        raise ValueError(
            f"{path}: {path.suffix} files are not read yet: save the page as plain text (.txt) and list that"
        )
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ValueError(
            f"{path} can't be read: {error.strerror}; put it there or take its row out of {LIST}"
        ) from None
    sha256 = hashlib.sha256(data).hexdigest()
    if listing.sha256 and listing.sha256.lower() != sha256:
        raise ValueError(
            f"{path} was changed since it was recorded: {LIST} says SHA-256 {listing.sha256}, the file has {sha256}; "
            f"put the recorded file back, or, if the change is meant, write the new checksum into {LIST}"
        )
    try:
        text, encoding = decode(data)
    except ValueError as error:
        raise ValueError(f"{path}: {error}") from None
    if not text.strip():
        raise ValueError(f"{path} holds no text: put the document there or take its row out of {LIST}")
    return Source(text, encoding, sha256)


def decode(data: bytes) -> tuple[str, str]:
    r"""The bytes as text, and the encoding they were in; line ends become \n and a byte order mark is dropped.

    In this order: what a byte order mark says, UTF-16 without one (see `_utf16_without_mark`), UTF-8, GB18030. All are
    read strictly, so the same characters come out whichever way a page was saved. Raises ValueError with the offset of
    the first byte that fits none.

    >>> decode("一、增长\r\n8%".encode("gb18030"))
    ('一、增长\n8%', 'gb18030')
    """
    encoding, body = _encoding(data)
    try:
        text = body.decode(encoding)
    except UnicodeDecodeError as error:
        found = data[len(data) - len(body) + error.start :][:4].hex(" ")
        raise ValueError(
            f"the bytes {found} at offset {len(data) - len(body) + error.start} are neither UTF-8, UTF-16 nor GB18030: "
            "save the file as UTF-8"
        ) from None
    return text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff"), encoding


_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))


# High bytes of what Chinese documents are written in: ASCII, general and Chinese punctuation, 汉字, full-width forms.
_HIGH_BYTES = bytes([0x00, 0x20, 0x22, 0x30, 0xFF, *range(0x4E, 0xA0)])
_MOSTLY = 0.9


def _encoding(data: bytes) -> tuple[str, bytes]:
    """The encoding to read the bytes in, and the bytes without their mark."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding, data.removeprefix(mark)
    zeros = data.count(0)
    # A stray NUL in UTF-8 is damage; UTF-16 that happens to be valid UTF-8 is half zeros.
    if zeros * 4 <= len(data) and _is_valid(data, "utf-8"):
        return "utf-8", data
    if zeros and (encoding := _utf16_without_mark(data)):
        return encoding, data
    return "gb18030", data


def _utf16_without_mark(data: bytes) -> str:
    """utf-16-le or utf-16-be if nearly all byte pairs are characters of Chinese documents that way round, else "".

    Only asked where there are zero bytes: UTF-16 has one in every line end, digit and space, GB18030 has none.
    """
    for encoding, high in (("utf-16-le", data[1::2]), ("utf-16-be", data[0::2])):
        likely = len(high) - len(high.translate(None, delete=_HIGH_BYTES))
        if likely >= _MOSTLY * len(high) and _is_valid(data, encoding):
            return encoding
    return ""


def _is_valid(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _read_rows(path: Path) -> Iterator[tuple[int, Mapping[str, str | None]]]:
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except FileNotFoundError:
        raise ValueError(f"{path} is not there: write one with the columns {', '.join(REQUIRED)}") from None
    except UnicodeDecodeError as error:
        raise ValueError(f"{path} is not UTF-8 (byte {error.start}): save it as UTF-8") from None
    reader = csv.DictReader(lines, restkey="")
    columns = [name.strip() for name in reader.fieldnames or ()]
    reader.fieldnames = columns
    missing = [name for name in REQUIRED if name not in columns]
    if missing:
        raise ValueError(
            f"{path}, line 1: no column {', '.join(missing)}; expected {', '.join(REQUIRED)}: add what is missing"
        )
    rows = [(reader.line_num, row) for row in reader if any(value for key, value in row.items() if key)]
    if not rows:
        raise ValueError(f"{path} lists no document: add a row for each file")
    yield from rows


def _cell(row: Mapping[str, str | None], name: str) -> str:
    return (row.get(name) or "").strip()


def _listing(row: Mapping[str, str | None]) -> Listing:
    """The row as a Listing. ValueError says which cell is not what it should be."""
    for name in REQUIRED:
        if not _cell(row, name):
            raise ValueError(f"{name} is empty: fill it in")
    doc_id, file, doc_type = _cell(row, "doc_id"), _cell(row, "file"), _cell(row, "doc_type")
    if not _USABLE_ID.fullmatch(doc_id):
        raise ValueError(f"doc_id {doc_id!r} can't name a file: use letters, digits, - and _ only")
    inside = PurePosixPath(file)
    if inside.is_absolute() or ".." in inside.parts or "\\" in file or ":" in file:
        raise ValueError(f"file {file!r} lies outside the folder: name a file in it, without ../ or a drive")
    if doc_type not in DOC_TYPES:
        raise ValueError(f"doc_type {doc_type!r} is unknown: use one of {', '.join(DOC_TYPES)}")
    start, end = _year(row, "period_start"), _year(row, "period_end")
    if start > end:
        raise ValueError(f"period_start {start} is after period_end {end}: exchange them")
    return Listing(
        doc_id,
        file,
        _cell(row, "district"),
        doc_type,
        start,
        end,
        _cell(row, "district_code"),
        _cell(row, "sha256"),
        _cell(row, "source_name"),
        _cell(row, "source_url"),
        _complete(row),
        _cell(row, "note"),
    )


def _year(row: Mapping[str, str | None], name: str) -> int:
    word = _cell(row, name)
    if not _YEAR.fullmatch(word):
        raise ValueError(f"{name} {word!r} is no year: write four digits, as in 2025")
    return int(word)


def _complete(row: Mapping[str, str | None]) -> bool | None:
    word = _cell(row, "complete").lower()
    if word in TRUE_WORDS:
        return True
    if word in FALSE_WORDS:
        return False
    if word:
        raise ValueError(f"complete {word!r} is neither true nor false: write one of them, or nothing")
    return None


def _check_file(raw: Path, listing: Listing) -> None:
    if not (raw / listing.file).is_file():
        raise ValueError(f"the file {listing.file} is not there: put it into {raw} or take the row out")


def _unlisted(raw: Path, listed: set[str]) -> list[str]:
    """A sentence for each file in the folder that no row names."""
    named = {str(PurePosixPath(file)) for file in listed} | BESIDE
    present = sorted(path.relative_to(raw) for path in raw.rglob("*") if path.is_file())
    return [
        f"{raw / path} is not listed in {LIST}: add a row for it or move it away"
        for path in present
        if path.as_posix() not in named and not any(part.startswith(".") for part in path.parts)
    ]
