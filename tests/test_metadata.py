"""A text's own words about itself, and no more than these."""

import csv
from datetime import date
from pathlib import Path

import pytest

from analysis.reading.metadata import Metadata, read_date, read_metadata
from analysis.reading.outline import find_sections

RAW = Path(__file__).parents[1] / "data" / "raw"
with (Path(__file__).parent / "cases" / "dates.csv").open(encoding="utf-8", newline="") as file:
    DATES = list(csv.DictReader(file))

EXPECTED = {
    "jiangjin-2023-tasks": Metadata(
        "2023年区政府工作报告目标任务分解方案",
        "江津府办发〔2023〕20号",
        "重庆市江津区人民政府办公室",
        date(2023, 2, 21),
        date(2023, 2, 28),
    ),
    "jiangjin-2025-report": Metadata("重庆市江津区人民政府工作报告", "", "", None, None),
    "jiangjin-fyp14": Metadata(
        "重庆市江津区国民经济和社会发展第十四个五年规划和二〇三五年远景目标纲要", "", "", None, date(2021, 6, 9)
    ),
    "liangping-2021-tasks": Metadata(
        "2021年区政府工作报告目标任务分解方案",
        "梁平府办发〔2021〕12号",
        "重庆市梁平区人民政府办公室",
        date(2021, 3, 12),
        None,
    ),
    "yubei-2020-plan": Metadata(
        "渝北区2020年经济社会发展计划", "渝北府办发〔202021", "重庆市渝北区人民政府办公室", date(2020, 7, 11), None
    ),
}


@pytest.mark.parametrize("doc_id", sorted(EXPECTED))
def test_the_documents_here(doc_id: str) -> None:
    text = (RAW / f"{doc_id}.txt").read_text(encoding="utf-8")
    assert read_metadata(text, find_sections(text)) == EXPECTED[doc_id]


@pytest.mark.parametrize("case", DATES, ids=lambda case: case["words"])
def test_dates(case: dict[str, str]) -> None:
    day = read_date(case["words"])
    assert (day.isoformat() if day else "") == case["date"]


def test_a_number_that_a_letter_cites_is_not_its_own() -> None:
    text = (
        "某市人民政府办公室关于印发2024年工作方案的通知\n某府办发〔2024〕7号\n各县（市、区）人民政府：\n"
        "按照某府发〔2023〕1号要求，现将方案印发给你们，请认真贯彻执行。\n2024年2月1日\n2024年工作方案\n一、目标\n"
        + "地区生产总值增长6%左右，城镇新增就业2万人以上，粮食产量稳定在30万吨。\n"
        * 5
    )
    read = read_metadata(text, find_sections(text))
    assert read == Metadata("2024年工作方案", "某府办发〔2024〕7号", "某市人民政府办公室", date(2024, 2, 1), None)


def test_a_text_that_says_nothing_of_itself() -> None:
    text = "各位代表：\n现在，我代表市人民政府，向大会报告工作。\n一、2023年工作回顾\n过去一年，成绩显著。\n"
    assert read_metadata(text, find_sections(text)) == Metadata("", "", "", None, None)
