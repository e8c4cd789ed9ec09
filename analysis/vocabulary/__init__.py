"""Words as data: one CSV file for each list, and one loader. Researchers add a word to a file, not to the code."""

import csv
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent


@cache
def load(name: str) -> tuple[dict[str, str], ...]:
    """The rows of vocabulary/<name>.csv, in the file's order, as dictionaries from column to words.

    >>> "亿元" in {row["unit"] for row in load("units")} or "元" in {row["unit"] for row in load("units")}
    True
    """
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def column(name: str, field: str, **where: str) -> tuple[str, ...]:
    """The words in one column of a list; `where` keeps the rows whose other columns have these values."""
    return tuple(row[field] for row in load(name) if all(row[key] == value for key, value in where.items()))


def alternatives(words: Iterable[str]) -> str:
    """A regular expression's alternatives for `words`: escaped, the longest first, so that no word hides a longer one.

    >>> alternatives(["亿", "亿元", "元"])
    '亿元|亿|元'
    """
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word)))
