"""Numbered tasks: each once, with its words and without the lines that name units."""

from itertools import pairwise
from pathlib import Path

import pytest

from analysis.reading.document import Task
from analysis.reading.outline import find_sections
from analysis.reading.tasks import find_tasks

RAW = Path(__file__).parents[1] / "data" / "raw"


def tasks_of(text: str) -> list[Task]:
    return find_tasks(text, find_sections(text))


@pytest.mark.parametrize(
    ("doc_id", "count"),
    [
        ("jiangjin-2023-tasks", 92),
        ("liangping-2021-tasks", 156),
        ("jiangjin-2025-report", 0),
        ("jiangjin-fyp14", 0),
        ("yubei-2020-plan", 0),
    ],
)
def test_the_documents_here(doc_id: str, count: int) -> None:
    text = (RAW / f"{doc_id}.txt").read_text(encoding="utf-8")
    tasks = tasks_of(text)
    assert [task.task_no for task in tasks] == list(range(1, count + 1))
    for task in tasks:
        assert "单位:" not in task.text and "\n" not in task.text and task.text
        assert text[task.start : task.end] == text[task.start : task.end].strip()
        assert text[task.start : task.end].startswith(f"{task.task_no}.{task.text[:10]}")
    assert all(first.end <= second.start for first, second in pairwise(tasks))


def test_a_task_knows_the_headings_above_it() -> None:
    tasks = tasks_of((RAW / "jiangjin-2023-tasks.txt").read_text(encoding="utf-8"))
    assert tasks[0].path == "一、主要预期目标"
    assert tasks[8].path == "二、重点工作 > (一)全力以赴稳增长,促进经济整体好转"
    assert tasks[5].text == "城镇调查失业率控制在5.5%以内。"


def test_numbers_that_begin_anew_are_counted_through() -> None:
    text = (
        "一、工业\n1.新增企业30家。责任单位：区经信局\n2.投资增长8%。责任单位：区发改局\n"
        "二、农业\n1.改造农厕100户。责任单位：区卫健委\n"
    )
    assert [(task.task_no, task.text) for task in tasks_of(text)] == [
        (1, "新增企业30家。"),
        (2, "投资增长8%。"),
        (3, "改造农厕100户。"),
    ]


def test_other_numbers_make_tasks_where_they_name_units() -> None:
    text = (
        "（一）加快发展。新增企业30家。（市经信局牵头，市财政局配合）\n（二）扩大投资。（市发改委负责）\n"
        "（三）小结。就这样。\n"
    )
    assert [(task.task_no, task.text) for task in tasks_of(text)] == [
        (1, "加快发展。新增企业30家。"),
        (2, "扩大投资。"),
    ]


def test_a_box_is_no_part_of_the_task_before_it() -> None:
    text = (
        "1．推进网络建设。实现全面覆盖。（责任单位：市通信局）\n专栏1  网络工程\n优化网络。建设基站。\n"
        "2．推进平台建设。（责任单位：市经信局）\n3．推进安全。（责任单位：市公安局）\n"
    )
    assert [task.text for task in tasks_of(text)] == ["推进网络建设。实现全面覆盖。", "推进平台建设。", "推进安全。"]


def test_a_numbered_list_in_a_report_makes_no_tasks() -> None:
    assert tasks_of("一、安排\n1.稳增长。完成投资30亿元。\n2.抓改革。引进项目20个。\n") == []


def test_a_task_without_a_line_of_units_in_a_list_of_tasks() -> None:
    text = "1.甲。\n责任单位：区教委。\n2.乙。\n3.丙。\n责任单位：区财政局。\n4.丁。\n责任单位：区科技局。\n"
    assert [(task.task_no, task.text) for task in tasks_of(text)] == [
        (1, "甲。"),
        (2, "乙。"),
        (3, "丙。"),
        (4, "丁。"),
    ]


def test_numbers_in_brackets_make_tasks_where_no_others_name_units() -> None:
    text = "一、工业\n（1）新增企业30家。（责任单位：区经信局）\n（2）投资增长8%。（责任单位：区发改局）\n"
    assert [(task.task_no, task.text, task.path) for task in tasks_of(text)] == [
        (1, "新增企业30家。", "一、工业"),
        (2, "投资增长8%。", "一、工业"),
    ]
