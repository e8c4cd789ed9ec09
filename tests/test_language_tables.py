"""The tables about words and themes keep their schema and are the same in every process."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from analysis.language.tables import contrast, language_tables
from analysis.tables.checks import check_rows
from tests.five_documents import corpus, documents, tables

NAMES = ("terms", "theme_rates", "section_themes", "keyness")


@pytest.mark.parametrize("name", NAMES)
def test_rows_keep_their_schema(name: str) -> None:
    assert check_rows(name, tables()[name]) == []


def test_a_single_document_has_no_others_to_be_compared_with() -> None:
    alone = language_tables(documents()[:1])
    assert alone["keyness"] == [] and alone["terms"] and alone["theme_rates"] and alone["section_themes"]


def test_any_selection_is_compared_with_any_other() -> None:
    of_district = [counted for counted in corpus() if counted.document.listing.district == "江津区"]
    others = [counted for counted in corpus() if counted.document.listing.district != "江津区"]
    rows = {row.term: row for row in contrast(of_district, others)}
    assert rows["江津"].headline and rows["江津"].reference_count == 0
    assert rows["渝北"].g2 < 0 and not rows["渝北"].headline
    counts = [counted.tokens.words.count("江津") for counted in of_district]
    assert rows["江津"].count == sum(counts)


def test_a_document_is_not_compared_with_itself() -> None:
    with pytest.raises(ValueError, match="jiangjin-fyp14 stands in both selections: leave it out of one"):
        contrast(corpus()[2:4], corpus()[:3])


def test_no_documents_no_rows() -> None:
    made = language_tables([])
    assert set(NAMES) <= set(made) and not any(made.values())


def test_tables_are_the_same_whatever_the_hash_seed() -> None:
    code = (
        "import hashlib; from five_documents import tables; print(hashlib.sha256(repr(tables()).encode()).hexdigest())"
    )
    tests = Path(__file__).parent
    paths = os.pathsep.join((str(tests.parent), str(tests)))
    result = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONHASHSEED": "7", "PYTHONPATH": paths, "PYTHONUTF8": "1", "TZ": "Asia/Tokyo"},
    )
    assert result.stdout.strip() == hashlib.sha256(repr(tables()).encode()).hexdigest()


def test_importing_the_tables_loads_no_heavy_library() -> None:
    heavy = "('pandas', 'scipy', 'sklearn', 'jieba')"
    code = f"import sys, analysis.language.tables; print([name for name in {heavy} if name in sys.modules])"
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=Path(__file__).parents[1]
    )
    assert result.stdout == "[]\n"
