"""What a researcher decides about a row holds in the next build, or the entry says what no longer fits."""

from pathlib import Path

import pytest

from analysis.extraction.ledger import Disposition
from analysis.extraction.quantities import find_quantities
from analysis.extraction.review import COLUMNS, Review, apply_review, read_review, with_rejections
from analysis.extraction.target import Target
from analysis.reading.document import Document, Listing
from analysis.tables.columns import MEASURES

TEXT = "新增市场主体1.7万家、规上工业企业30家。全年投资增长8%，消费增长8%。"
DOCUMENT = Document(Listing("d", "d.txt", "江津区", "work_report", 2023, 2023), TEXT, (), (), ())
RAW = Path(__file__).parents[1] / "data" / "raw"


def target(quote: str, indicator: str, nth: int = 0) -> Target:
    start = [at for at in range(len(TEXT)) if TEXT.startswith(quote, at)][nth]
    return Target(
        "target", indicator, "", "increment", "eq", 1.0, None, "家", 2023, 2023, "", "", "", start, start + len(quote)
    )


TARGETS = [
    target("1.7万家", "新增市场主体"),
    target("30家", "规上工业企业"),
    target("8%", "投资"),
    target("8%", "消费", nth=1),
]


def written(folder: Path, *lines: str) -> tuple[list[Review], list[str]]:
    (folder / "review.csv").write_text("\n".join([",".join(COLUMNS), *lines, ""]), encoding="utf-8")
    return read_review(folder)


def line(**columns: str) -> str:
    entry = {"doc_id": "d", "reviewer": "李明", "date": "2026-11-22"} | columns
    return ",".join(entry.get(name, "") for name in COLUMNS)


def reviewed(folder: Path, **columns: str) -> tuple[list[Target], list[str], dict[int, str]]:
    entries, problems = written(folder, line(**columns))
    assert problems == []
    return apply_review(DOCUMENT, TARGETS, entries)


def test_the_committed_list_has_the_columns_and_no_faults() -> None:
    assert (RAW / "review.csv").exists()
    assert read_review(RAW)[1] == []


def test_no_list_means_no_entries(tmp_path: Path) -> None:
    assert read_review(tmp_path) == ([], [])


def test_an_accepted_row_says_so_and_stays_as_it_is(tmp_path: Path) -> None:
    targets, problems, rejected = reviewed(tmp_path, quote="1.7万家", action="accept")
    assert targets[0] == TARGETS[0]._replace(reviewed="accept 2026-11-22 李明")
    assert (targets[1:], problems, rejected) == (TARGETS[1:], [], {})


def test_an_edited_row_takes_the_columns_that_are_filled(tmp_path: Path) -> None:
    targets, problems, _ = reviewed(
        tmp_path,
        quote="30家",
        action="edit",
        indicator="新增规上工业企业",
        value="30",
        operator="ge",
        period_end="2024",
    )
    assert problems == []
    assert targets[1] == TARGETS[1]._replace(
        indicator="新增规上工业企业", value=30.0, operator="ge", period_end=2024, reviewed="edit 2026-11-22 李明"
    )


def test_a_column_is_made_empty_by_a_hyphen(tmp_path: Path) -> None:
    targets, _, _ = reviewed(tmp_path, quote="30家", action="edit", unit="-", period_start="-")
    assert (targets[1].unit, targets[1].period_start) == ("", None)


def test_a_rejected_row_leaves_and_its_number_says_why(tmp_path: Path) -> None:
    targets, problems, rejected = reviewed(tmp_path, quote="30家", action="reject")
    assert (len(targets), problems) == (3, [])
    quantities = find_quantities(TEXT)
    left = with_rejections(quantities, [Disposition("target", "")] * len(quantities), targets, rejected)
    by_quote = {TEXT[q.start : q.end]: d for q, d in zip(quantities, left, strict=True)}
    assert by_quote["30家"] == Disposition("context", "rejected in review by 李明, 2026-11-22")
    assert by_quote["1.7万家"] == Disposition("target", "")


def test_an_added_row_stands_at_its_words(tmp_path: Path) -> None:
    targets, problems, _ = reviewed(
        tmp_path, quote="规上工业企业", action="add", role="target", indicator="规上工业企业质量",
        measure="qualitative",
        operator="qualitative",
    )  # fmt: skip
    assert problems == []
    assert [t.indicator for t in targets] == ["新增市场主体", "规上工业企业质量", "规上工业企业", "投资", "消费"]
    assert targets[1].reviewed == "add 2026-11-22 李明"


def test_context_tells_two_places_apart(tmp_path: Path) -> None:
    targets, problems, _ = reviewed(tmp_path, quote="8%", context="消费增长8%", action="accept")
    assert problems == []
    assert [bool(t.reviewed) for t in targets] == [False, False, False, True]


NO_LONGER = [
    (
        {"quote": "31家", "action": "accept"},
        "neither the quote '31家' nor the quote '31家' stands in the text any more",
    ),
    (
        {"quote": "8%", "action": "accept"},
        "the quote '8%' stands 2 times in the text; quote more of the words around it in context",
    ),
    (
        {"quote": "30家", "context": "服务业企业30家", "action": "accept"},
        "the context '服务业企业30家' does not stand in the text any more; the quote still does, 1 times: "
        "'场主体1.7万家、规上工业企业30家。全年投资增长8%，'",
    ),
    (
        {"quote": "全年", "action": "reject"},
        "no row stands at '全年' any more; the nearest are: 规上工业企业 1家; 投资 1家; 消费 1家",
    ),
    (
        {"quote": "30家", "which_indicator": "服务业企业", "action": "accept"},
        "no row stands at '30家' with the indicator '服务业企业' any more; the nearest are: 规上工业企业 1家; "
        "投资 1家; 新增市场主体 1家",
    ),
]


@pytest.mark.parametrize(("columns", "expected"), NO_LONGER)
def test_an_entry_that_no_longer_fits_says_what_changed(tmp_path: Path, columns: dict[str, str], expected: str) -> None:
    targets, problems, _ = reviewed(tmp_path, **columns)
    assert targets == TARGETS
    assert problems == [f"review.csv, line 2 (d): {expected}"]


def test_rows_that_share_their_words_are_told_apart_by_name(tmp_path: Path) -> None:
    shared = [target("30家", "企业"), target("30家", "工厂")]
    entries, _ = written(tmp_path, line(quote="30家", action="reject"))
    assert apply_review(DOCUMENT, shared, entries).problems == [
        "review.csv, line 2 (d): 2 rows share the words '30家' (企业, 工厂); name one of them in which_indicator"
    ]
    entries, _ = written(tmp_path, line(quote="30家", which_indicator="工厂", action="reject"))
    assert [t.indicator for t in apply_review(DOCUMENT, shared, entries).targets] == ["企业"]


def test_two_entries_about_one_row_are_a_problem(tmp_path: Path) -> None:
    entries, _ = written(tmp_path, line(quote="30家", action="accept"), line(quote="30家", action="reject"))
    targets, problems, _ = apply_review(DOCUMENT, TARGETS, entries)
    assert len(targets) == 4
    assert problems == ["review.csv, line 3 (d): line 2 already decides about this row"]


FAULTS = [
    ({"action": "approve"}, "action 'approve' is none of accept, reject, edit, add"),
    ({"action": "accept", "reviewer": ""}, "reviewer is empty"),
    ({"action": "accept", "date": "22.11.2026"}, "date '22.11.2026' is no ISO date such as 2026-11-22"),
    ({"action": "accept", "context": "别的话"}, "context must contain the quote '30家' exactly once"),
    ({"action": "reject", "unit": "户"}, "reject changes no column, but unit is given; use edit or leave it empty"),
    ({"action": "edit"}, "edit changes nothing: fill the columns that should read differently"),
    (
        {"action": "edit", "measure": "sum"},
        f"measure 'sum' is none of {', '.join(MEASURES)}",
    ),
    ({"action": "edit", "value": "三十"}, "value '三十' is no number in plain figures"),
    ({"action": "edit", "period_end": "25"}, "period_end '25' is no year of four figures"),
    ({"action": "edit", "indicator": "-"}, "indicator can't be empty"),
]


@pytest.mark.parametrize(("columns", "fault"), FAULTS)
def test_a_faulty_entry_is_left_out_and_told(tmp_path: Path, columns: dict[str, str], fault: str) -> None:
    entries, problems = written(tmp_path, line(**({"quote": "30家"} | columns)))
    assert entries == []
    assert problems == [f"review.csv, line 2 (d): {fault}"]


def test_missing_columns_are_named(tmp_path: Path) -> None:
    (tmp_path / "review.csv").write_text("doc_id,quote\n", encoding="utf-8")
    entries, problems = read_review(tmp_path)
    assert entries == []
    assert problems[0].startswith("review.csv: columns context, which_indicator, action, role, indicator")
