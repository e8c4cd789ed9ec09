"""How right the rows are: the tables held against documents that were annotated by hand, with intervals on every rate.

The comparison is that of the annotation guide: a row is found if it overlaps an annotated span and states the same
value in the same base unit; of the rows found, each field is then right or wrong. An indicator's name is right if its
characters and the annotated ones agree with F1 ≥ 0.7. Rows of which the annotators themselves were not sure count
neither for nor against. What is reported and what is promised are scored apart.
"""

import csv
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from analysis.extraction.quantities import base_value
from analysis.language.intervals import wilson
from analysis.tables import PROCESSED, read_rows, read_text

Row = Mapping[str, Any]
GOLD = Path(__file__).parents[1] / "tests" / "gold"
FIELDS = ("operator", "measure", "period", "indicator", "indicator_id")
ROLES = {"targets": ("target",), "reported": ("actual", "past_target")}
# Annotators' notes that begin so mark a row that may be left out.
OPTIONAL = ("doubt: row", "doubt: one value")
SAME_NAME = 0.7


class Score(NamedTuple):
    """A rate of a document's rows: `right` of `total`, with its 95 % Wilson interval."""

    doc_id: str
    table: str
    field: str
    right: int
    total: int
    rate: float
    low: float
    high: float


class Miss(NamedTuple):
    """A row that is missing, superfluous or wrong in a field, with both readings and the words around it."""

    doc_id: str
    table: str
    fault: str
    quote: str
    expected: str
    found: str
    sentence: str


def accuracy(gold: Path = GOLD, out: Path = PROCESSED) -> tuple[list[Score], list[Miss]]:
    """The rates of every annotated document in `gold` against the tables in `out`, and the rows that are not right.

    Raises ValueError if an annotation quotes words that the document does not have exactly once.
    """
    built = {name: read_rows(name, out) for name in ROLES}
    known = {row["doc_id"] for row in read_rows("documents", out)}
    scores: list[Score] = []
    misses: list[Miss] = []
    for path in sorted(gold.glob("*.csv")):
        doc_id = path.stem
        if doc_id not in known:
            continue
        text = read_text(doc_id, out)
        annotated = read_annotations(path, text)
        for name, roles in ROLES.items():
            rows = [row for row in built[name] if row["doc_id"] == doc_id]
            expected = [row for row in annotated if row["role"] in roles]
            if expected:
                document_scores, document_misses = compare(doc_id, name, expected, rows, text)
                scores += document_scores
                misses += document_misses
    return scores, misses


def read_annotations(path: Path, text: str) -> list[dict[str, Any]]:
    """The annotated rows with their offsets: from `start` and `end` where the file has them, else from the context."""
    rows: list[dict[str, Any]] = []
    with path.open(encoding="utf-8-sig", newline="") as file:
        for line, row in enumerate(csv.DictReader(file), 2):
            start = int(row["start"]) if row.get("start") else _place(path, line, row, text)
            if text[start : start + len(row["anchor"])] != row["anchor"]:
                raise ValueError(f"{path} line {line}: the text at {start} is not {row['anchor']!r}")
            rows.append({**row, "start": start, "end": start + len(row["anchor"]), "note": row.get("note", "")})
    return rows


def _place(path: Path, line: int, row: Mapping[str, str], text: str) -> int:
    times = text.count(row["context"])
    if times != 1:
        raise ValueError(
            f"{path} line {line}: the context {row['context']!r} stands {times} times in the text, expected once"
        )
    return text.index(row["context"]) + row["context"].index(row["anchor"])


def compare(
    doc_id: str, table: str, expected: Sequence[Row], found: Sequence[Row], text: str
) -> tuple[list[Score], list[Miss]]:
    """The scores and misses of one document's rows in one table against its annotations."""
    optional = [row for row in expected if row["note"].startswith(OPTIONAL)]
    firm = [row for row in expected if not row["note"].startswith(OPTIONAL)]
    unused = sorted(set(range(len(found))) - set(match(firm, found).values()))
    excused = {unused[index] for index in match(optional, [found[index] for index in unused]).values()}
    counted = [row for index, row in enumerate(found) if index not in excused]
    pairs = match(firm, counted)
    verdicts = [_verdict(firm[left], counted[right]) for left, right in pairs.items()]
    whole = sum(all(verdict.values()) for verdict in verdicts)
    headline = match([row for row in firm if row["indicator_id"]], [row for row in counted if row["indicator_id"]])
    rates = {
        "precision": (len(pairs), len(counted)),
        "recall": (len(pairs), len(firm)),
        "F1": (2 * len(pairs), len(counted) + len(firm)),
        **{field: (sum(verdict[field] for verdict in verdicts), len(pairs)) for field in FIELDS},
        "whole row F1": (2 * whole, len(counted) + len(firm)),
        "headline concept F1": _headline(firm, counted, headline),
    }
    scores = [_score(doc_id, table, field, *rate) for field, rate in rates.items() if rate[1]]
    return scores, _misses(doc_id, table, firm, counted, pairs, text)


def _headline(firm: Sequence[Row], counted: Sequence[Row], pairs: Mapping[int, int]) -> tuple[int, int]:
    expected = [row for row in firm if row["indicator_id"]]
    found = [row for row in counted if row["indicator_id"]]
    same = sum(expected[left]["indicator_id"] == found[right]["indicator_id"] for left, right in pairs.items())
    return 2 * same, len(expected) + len(found)


def _score(doc_id: str, table: str, field: str, right: int, total: int) -> Score:
    return Score(doc_id, table, field, right, total, right / total, *wilson(right, total))


def match(expected: Sequence[Row], found: Sequence[Row]) -> dict[int, int]:
    """For each annotated row that is found, the index of the row that says it: same place, same value, likest name."""
    by_place = sorted(range(len(found)), key=lambda index: found[index]["start"])
    pairs: dict[int, int] = {}
    used: set[int] = set()
    for index, row in enumerate(expected):
        candidates = [
            other
            for other in by_place
            if other not in used and _overlap(row, found[other]) and same_value(row, found[other])
        ]
        if candidates:
            pairs[index] = max(candidates, key=lambda other: _likeness(row, found[other]))
            used.add(pairs[index])
    return pairs


def _overlap(one: Row, other: Row) -> bool:
    return min(one["end"], other["end"]) > max(one["start"], other["start"])


def _likeness(expected: Row, found: Row) -> float:
    return name_likeness(expected["indicator"], found["indicator"]) + (expected["role"] == found["role"])


def same_value(expected: Row, found: Row) -> bool:
    """Whether both state the same value, or both none; 1.7 万家 and 17000 家 are the same."""
    if "qualitative" in (expected["operator"], found["operator"]):
        return expected["operator"] == found["operator"]
    return _base(expected) == _base(found)


def _base(row: Row) -> tuple[float | None, float | None, str]:
    low, high = (float(row[column]) if row[column] not in ("", None) else None for column in ("value", "value_high"))
    unit = (row["unit"] or "").replace("％", "%")
    (base, base_unit), (base_high, _) = (base_value(number or 0.0, unit) for number in (low, high))
    return base if low is not None else None, base_high if high is not None else None, base_unit


def name_likeness(one: str, other: str) -> float:
    """F1 of the characters that two names share, brackets, quotation marks and commas aside.

    >>> round(name_likeness("规上工业增加值", "工业增加值"), 3)
    0.833
    """
    left, right = (Counter(re.sub(r"[\s“”\"'()()、,,。]", "", name)) for name in (one, other))
    return 2 * (left & right).total() / max(1, left.total() + right.total())


def _verdict(expected: Row, found: Row) -> dict[str, bool]:
    """Which fields of a row found are right; a field that the annotator doubted is not held against it."""
    doubt = expected["note"] if expected["note"].startswith("doubt") else ""
    years = ("period_start", "period_end")
    return {
        "operator": expected["operator"] == found["operator"] or "operator" in doubt or "以上" in doubt,
        "measure": expected["measure"] == found["measure"] or "measure" in doubt,
        "period": "period" in doubt or all(str(expected[year] or "") == str(found[year] or "") for year in years),
        "indicator": name_likeness(expected["indicator"], found["indicator"]) >= SAME_NAME,
        "indicator_id": (expected["indicator_id"] or "") == (found["indicator_id"] or ""),
    }


def _misses(
    doc_id: str, table: str, firm: Sequence[Row], counted: Sequence[Row], pairs: Mapping[int, int], text: str
) -> list[Miss]:
    """What is not right, the gravest first: rows missing, rows too many, then fields."""

    def miss(fault: str, row: Row, expected: str, found: str) -> Miss:
        sentence = text[max(0, row["start"] - 40) : row["end"] + 20].replace("\n", " ")
        return Miss(doc_id, table, fault, text[row["start"] : row["end"]], expected, found, sentence)

    missing = [miss("missing", row, row["indicator"], "") for index, row in enumerate(firm) if index not in pairs]
    extra = set(range(len(counted))) - set(pairs.values())
    superfluous = [miss("not a row", counted[index], "", counted[index]["indicator"]) for index in sorted(extra)]
    wrong = []
    for left, right in pairs.items():
        for field, is_right in _verdict(firm[left], counted[right]).items():
            if not is_right:
                columns = ("period_start", "period_end") if field == "period" else (field,)
                said = ["–".join(str(row[column] or "") for column in columns) for row in (firm[left], counted[right])]
                wrong.append(miss(field, firm[left], *said))
    return missing + superfluous + wrong
