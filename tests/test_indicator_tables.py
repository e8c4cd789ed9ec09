"""Tables of the forms that plan outlines have, each value with its column; lost cells are decided and said."""

import csv
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.extraction.indicator_tables import IndicatorCells, find_indicator_tables
from analysis.extraction.mended import mend_quantities
from analysis.extraction.quantities import find_quantities
from analysis.extraction.table_cells import COLUMN_WORDS, Cell, find_grids
from analysis.extraction.table_columns import Column
from analysis.extraction.table_evidence import places_of
from analysis.reading.document import Document, Listing
from analysis.reading.repairs import curated_repairs, find_repairs, join_repairs
from analysis.tables.columns import DISPOSITIONS
from analysis.vocabulary import load
from tests.growth import growth, repeated

CASES = Path(__file__).parent / "cases"
TABLES = sorted((CASES / "indicator_tables").glob("*.txt"))
RAW = Path(__file__).parents[1] / "data" / "raw"
FIELDS = [
    "role",
    "indicator",
    "indicator_id",
    "measure",
    "operator",
    "value",
    "value_high",
    "unit",
    "period_start",
    "period_end",
    "binding",
]
Row = tuple[str, ...]


def read(text: str, first: int, last: int, doc_id: str = "x") -> IndicatorCells:
    """The tables of a text that plans for these years, its damage mended."""
    repairs = tuple(join_repairs(curated_repairs(doc_id, text)[0], find_repairs(text)))
    document = Document(Listing(doc_id, "x.txt", "江津区", "five_year_plan", first, last), text, (), (), repairs)
    return find_indicator_tables(document, mend_quantities(text, find_quantities(text), repairs))


def years(table: Path) -> tuple[int, int]:
    """The years that a case plans for: its name gives the first."""
    named = re.search(r"\d{4}", table.stem)
    first = int(named[0]) if named else 2021
    return first, first if "annual" in table.stem else first + 4


def expected() -> dict[str, list[Row]]:
    rows: dict[str, list[Row]] = {table.stem: [] for table in TABLES}
    with (CASES / "indicator_tables.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            rows[row["table"]].append((row["quote"], *(row[name] for name in FIELDS), row["suspect"]))
    return rows


def shown(text: str, cells: IndicatorCells) -> list[Row]:
    def words(value: object) -> str:
        return "" if value is None else f"{value:g}" if isinstance(value, float) else str(value)

    return [
        (text[t.start : t.end], *(words(getattr(t, name)) for name in FIELDS), "yes" if t.suspect else "")
        for t in cells.targets
    ]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.stem)
def test_every_value_of_a_table_has_its_column(table: Path) -> None:
    text = table.read_text(encoding="utf-8")
    assert shown(text, read(text, *years(table))) == expected()[table.stem]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.stem)
def test_every_number_of_a_table_is_a_value_or_has_a_reason(table: Path) -> None:
    text = table.read_text(encoding="utf-8")
    cells = read(text, *years(table))
    values = {target.start for target in cells.targets}
    for quantity in find_quantities(text):
        if any(start <= quantity.start < end for start, end in cells.spans) and quantity.start not in values:
            assert cells.others[quantity.start].name in DISPOSITIONS and cells.others[quantity.start].reason


def test_the_two_tables_of_the_outline_keep_what_is_sure_and_say_what_is_not() -> None:
    text = (RAW / "jiangjin-fyp14.txt").read_text(encoding="utf-8")
    cells = read(text, 2021, 2025, "jiangjin-fyp14")
    assert len(cells.spans) == 2
    by_indicator = {(t.indicator, t.role, t.period_end): t for t in cells.targets}
    glued = by_indicator["城镇常住居民人均可支配收入年均增速", "actual", 2015]
    assert (glued.value, text[glued.start : glued.end]) == (8.9, "8.9")
    assert glued.suspect == "the year of the value ran into it"
    lost = by_indicator["数字经济增加值年均增速", "target", 2025]
    assert (lost.value, lost.suspect) == (20, "of 2 cells 1 are left; read as 十四五目标(2025")
    # An empty line more than between other cells shows where the lost one was.
    assert by_indicator["城镇调查失业率", "target", 2025].suspect == ""
    assert by_indicator["森林蓄积量", "actual", 2020].binding == "约束性"


def test_blanks_words_and_sizes_decide_where_a_value_stands() -> None:
    actual = Column("value", "2020年", "actual", 2020, 2020)
    goal = Column("value", "2025年", "target", 2025, 2025)
    rate = Column("value", "年均增长", "target", 2021, 2025, growth=True, unit="%")
    columns = [actual, goal, rate]
    places = {
        ("城镇化率", "%", "48", "55"): (0, 1),
        ("地区生产总值", "亿元", "450", "7.5"): (1, 2),
        ("地区生产总值增长", "%", "7"): (2,),
        ("单位GDP能耗降低", "%", "[14]", "市下达"): (0, 2),
    }
    for (name, unit, *words), expected_places in places.items():
        assert places_of(name, unit, [Cell(word, 0, 0) for word in words], columns) == expected_places, name
    assert places_of("新增就业", "人", [Cell("5000", 0, 4, gap=1)], [actual, goal]) == (1,)


def test_no_document_without_a_table_has_one() -> None:
    for path in sorted(RAW.glob("*.txt")):
        if path.stem != "jiangjin-fyp14":
            assert find_grids(path.read_text(encoding="utf-8")) == [], path.stem


@given(
    st.lists(
        st.sampled_from(["指标", "序号", "2020年", "2025年", "属性", "1", "森林覆盖率(%)", "54", "约束性", "", "。"])
    )
)
def test_any_heap_of_cells_is_read_without_fault(cells: list[str]) -> None:
    text = "\n".join(cells)
    found = read(text, 2021, 2025)
    assert all(text[t.start : t.end] and t.indicator and t.source == "table" for t in found.targets)
    assert len({(t.start, t.end) for t in found.targets}) == len(found.targets)


@pytest.mark.parametrize("line", ["指标\n", "指标\n2025年\n", "1\n", "指标 ", "指标\t", "\n"])
def test_time_grows_with_length_on_hostile_input(line: str) -> None:
    assert growth(find_grids, repeated(line)) < 4


def test_the_lists_of_heading_words_are_proofread() -> None:
    for name in ("table_columns", "table_words"):
        words = [row["word"] for row in load(name)]
        assert len(words) == len(set(words)) and all(word == word.strip() for word in words)
    assert set(COLUMN_WORDS.values()) == {"number", "group", "name", "unit", "binding", "note"}
