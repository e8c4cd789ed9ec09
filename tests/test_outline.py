"""Headings of all kinds are found once, in the body, and end where they end."""

import csv
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.reading.headings import heading_length, opening_length, read_number
from analysis.reading.outline import find_sections
from tests.growth import growth, repeated

RAW = Path(__file__).parents[1] / "data" / "raw"
CASES = Path(__file__).parent / "cases"


def read_cases(name: str) -> list[dict[str, str]]:
    with (CASES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def read(doc_id: str) -> str:
    return (RAW / f"{doc_id}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("case", read_cases("headings"), ids=lambda case: case["line"][:20])
def test_numbers_and_headings(case: dict[str, str]) -> None:
    line = case["line"]
    number = read_number(line)
    assert (number.style if number else "") == case["style"]
    if number:
        assert line[: number.length] == case["number"]
        rest = line[number.width :]
        assert rest[: heading_length(rest)] == case["heading"]


@pytest.mark.parametrize("case", read_cases("openings"), ids=lambda case: case["paragraph"][:20])
def test_phrases_that_may_head_a_paragraph(case: dict[str, str]) -> None:
    assert case["paragraph"][: opening_length(case["paragraph"])] == case["phrase"]


@pytest.mark.parametrize(
    ("doc_id", "counts"),
    [
        ("jiangjin-2023-tasks", {"heading": 12, "task": 92, "letter": 1, "furniture": 2}),
        ("liangping-2021-tasks", {"heading": 24, "task": 156, "letter": 1, "furniture": 1}),
        ("yubei-2020-plan", {"heading": 12, "run_in": 35, "letter": 1, "furniture": 1}),
        ("jiangjin-2025-report", {"heading": 7, "run_in": 25}),
        ("jiangjin-fyp14", {"chapter": 16, "section": 61, "box": 26, "run_in": 246, "contents": 1, "furniture": 2}),
    ],
)
def test_what_the_documents_here_hold(doc_id: str, counts: dict[str, int]) -> None:
    assert Counter(section.kind for section in find_sections(read(doc_id))) == counts


def test_the_five_year_outline_has_each_heading_once_under_its_chapter() -> None:
    sections = find_sections(read("jiangjin-fyp14"))
    chapters = [section for section in sections if section.kind == "chapter"]
    held = Counter(section.parent_id for section in sections if section.kind == "section")
    assert [held[chapter.section_id] for chapter in chapters] == [4, 5, 3, 4, 4, 4, 3, 3, 3, 4, 5, 5, 3, 3, 5, 3]
    assert {chapter.level for chapter in chapters} == {1}
    assert chapters[0].number == "第一章" and chapters[0].heading == "开启社会主义现代化建设新征程"
    titles = Counter((section.number, section.heading, section.parent_id) for section in sections if section.number)
    assert max(titles[title] for title in titles if title[0].startswith("第")) == 1


def test_boxes_end_where_the_section_goes_on() -> None:
    text = read("jiangjin-fyp14")
    boxes = [section for section in find_sections(text) if section.kind == "box"]
    ends = {box.heading: text[box.start : box.end].rstrip()[-14:] for box in boxes}
    assert ends["江津工业生产力布局"].endswith("油溪、吴滩临空经济区。")
    assert ends["江津区“十四五”规划主要指标体系表"].endswith("最终以市级下达为准。")
    after = [
        text[box.end :].lstrip()[:4] for box in boxes if box.heading in ("江津工业生产力布局", "商贸、物流业发展重点")
    ]
    assert after == ["提升壮大", "推进文化"]


def test_a_heading_broken_over_a_paragraph_is_read_whole() -> None:
    text = read("jiangjin-2025-report")
    broken = next(section for section in find_sections(text) if section.number == "(五)")
    assert broken.heading == "坚定不移建设宜居城市，让城区发展能级更加彰显"
    assert text[broken.heading_start : broken.heading_end] == "(五) 坚定不移建设宜居城市，让城区\n\n发展能级更加彰显"
    levels = {section.number: section.level for section in find_sections(text) if section.kind == "heading"}
    assert (levels["(四)"], levels["三、"]) == (2, 1), "the text begins in the middle of 二、"


def test_a_path_names_the_headings_from_the_top_down() -> None:
    paths = [section.path for section in find_sections(read("jiangjin-2023-tasks")) if section.kind == "heading"]
    assert paths[2] == "二、重点工作 > (一)全力以赴稳增长,促进经济整体好转"


PLAN = """某县人民政府关于印发某县国民经济和社会发展第十四个五年规划纲要的通知
各乡镇人民政府，县政府各部门：
现将《某县国民经济和社会发展第十四个五年规划纲要》印发给你们，请认真组织实施。
一、高度重视。要加强领导。
某县人民政府
二〇二一年三月十八日
某县国民经济和社会发展第十四个五年规划纲要
目  录
第一章 发展环境 ........ 1
第一节 发展基础 ........ 1
第二章 总体要求 ........ 5
第一章
发展环境
“十三五”时期，全县经济社会发展取得显著成就，综合实力不断增强，人民生活持续改善，为今后发展打下了坚实基础。
第一节 发展基础
经济实力显著增强。地区生产总值达到100亿元。
产业结构不断优化。三次产业结构调整为10:40:50。
第二章 总体要求
一、基本原则
坚持党的领导。充分发挥党的领导作用。
坚持新发展理念。把新发展理念贯穿始终。
专栏1：重点工程
（1）交通工程。建设公路100公里。
（2）水利工程。建设水库2座。
强化要素保障。加大资金投入力度。
附件1
名词解释
上一篇：某县2020年政府工作报告
版权所有：某县人民政府
"""


def test_a_letter_contents_a_box_an_appendix_and_the_foot_of_a_page() -> None:
    sections = find_sections(PLAN)
    rows = [(section.kind, section.level, section.number, section.heading) for section in sections]
    assert rows == [
        ("letter", 1, "", "某县人民政府关于印发某县国民经济和社会发展第十四个五年规划纲要的通知"),
        ("contents", 1, "", "目  录"),
        ("chapter", 1, "第一章", "发展环境"),
        ("section", 2, "第一节", "发展基础"),
        ("run_in", 3, "", "经济实力显著增强"),
        ("run_in", 3, "", "产业结构不断优化"),
        ("chapter", 1, "第二章", "总体要求"),
        ("heading", 3, "一、", "基本原则"),
        ("run_in", 4, "", "坚持党的领导"),
        ("run_in", 4, "", "坚持新发展理念"),
        ("box", 4, "专栏1", "重点工程"),
        ("run_in", 5, "（1）", "交通工程"),
        ("run_in", 5, "（2）", "水利工程"),
        ("run_in", 4, "", "强化要素保障"),
        ("heading", 3, "", "附件1"),
        ("heading", 3, "", "名词解释"),
        ("furniture", 1, "", ""),
    ]


SPEECH = (
    "各位代表：现在，我代表区人民政府报告工作，请予审议。\n"
    "一、过去一年，市场主体登录注册便利，办事不用打印材料，政府网站集约建设，来源：统计局的数据表明，地区生产总值增长6.1%。\n"
    "二、新的一年，我们要把搜索排名、导航产业、扫码支付、版权所有者的利益放在心上，投资增长8%。让我们努力奋斗。\n"
)
NAVIGATION = "首页 > 政务公开 > 政府工作报告\n登录 | 注册\n2024年01月03日 星期三\n当前位置：首页\n"
FOOT = (
    "打印 关闭\n上一篇：关于某事的通知\n2024-01-03 关于某事的公告\n标签云\n乡村振兴 数字政府\n2023年\n2022年\n"
    "本网站由某区人民政府主办。未经许可不得转载。\n版权所有：某区人民政府 备案号：某ICP备12345678号\n"
)


def furniture(text: str) -> list[str]:
    return [text[zone.start : zone.end] for zone in find_sections(text) if zone.kind == "furniture"]


@pytest.mark.parametrize("between", ["", " "])
@pytest.mark.parametrize("opening", ["", "注册", "首页 > 政务公开 "])
def test_a_text_that_has_lost_its_line_ends_is_no_furniture(opening: str, between: str) -> None:
    assert furniture(opening + (10 * SPEECH).replace("\n", between)) == []


@pytest.mark.parametrize("opening", ["注册企业新增3000户。", "政府网站集约化。"])
def test_a_sentence_that_begins_with_a_word_of_menus_is_none(opening: str) -> None:
    assert furniture(f"{opening}\n{opening}\n") == []


@pytest.mark.parametrize("width", [20, 38])
def test_lines_wrapped_at_a_width_are_none(width: int) -> None:
    lines = SPEECH.splitlines()
    wrapped = "\n".join(line[at : at + width] for line in lines for at in range(0, len(line), width))
    assert furniture(wrapped) == []
    assert furniture(NAVIGATION + wrapped + "\n" + FOOT) == [NAVIGATION.rstrip(), FOOT]


@pytest.mark.parametrize("body", [SPEECH, SPEECH.replace("\n", "\n\n"), SPEECH.replace("\n", "") + "\n"])
def test_the_navigation_and_the_foot_of_a_page_are_furniture(body: str) -> None:
    assert furniture(NAVIGATION + body + FOOT) == [NAVIGATION.rstrip(), FOOT]


def test_furniture_that_holds_most_of_the_sentences_is_none() -> None:
    assert furniture("目标。\n" + 4 * "来源：地区生产总值增长6%。\n") == []
    assert furniture(4 * "来源：地区生产总值增长6%。\n" + "一、目标。\n") == []


def test_headings_without_numbers_head_a_text_that_has_no_others() -> None:
    text = (
        "政府工作报告\n各位代表：\n2021年主要工作回顾\n过去一年，成绩显著。\n2022年工作目标和主要任务\n今年要努力。\n"
    )
    assert [section.heading for section in find_sections(text)] == ["2021年主要工作回顾", "2022年工作目标和主要任务"]


def test_a_speech_turns_to_the_audience() -> None:
    text = "一、回顾\n实力增强。增长6%。\n结构优化。增长7%。\n各位代表！成绩来之不易。\n二、安排\n今年要努力。\n"
    run_in = [section for section in find_sections(text) if section.kind == "run_in"][-1]
    assert text[run_in.start : run_in.end] == "结构优化。增长7%。\n"


def test_tags_of_a_page_saved_as_text_are_no_words() -> None:
    text = (
        "<div><h2>一、工作目标</h2><p>增长6%。</p><p><strong>二、重点任务</strong></p>"
        "<p>（一）扩大投资。完成投资30亿元。</p></div>"
    )
    rows = [(section.number, section.heading) for section in find_sections(text)]
    assert rows == [("一、", "工作目标"), ("二、", "重点任务"), ("（一）", "扩大投资")]


LINES = st.sampled_from(
    [
        "第一章 总则",
        "第二节 目标",
        "一、重点工作",
        "(一)稳增长。抓投资。",
        "（二）促改革",
        "1.新建公路。完成投资3亿元。",
        "责任单位：区交通局。",
        "专栏 重点工程",
        "铁路。建成高铁。",
        "推动产业升级。培育企业30家。",
        "——实力增强。增长6%。",
        "一是抓投资。增长8%。二是抓消费。增长9%。",
        "各位代表！成绩来之不易。",
        "普通的一段话，没有标题，也没有编号，只是说明情况，供大家参考，内容并不重要，长度超过六十个字，这样就不会被当作页面上的装饰。",
        "",
        "上一篇：甲",
        "目录",
        "2021年3月1日",
        "各镇人民政府，区政府各部门：",
        "现印发给你们，请遵照执行。",
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(LINES, max_size=40))
def test_spans_nest(lines: list[str]) -> None:
    text = "\n".join(lines)
    sections = find_sections(text)
    by_id = {section.section_id: section for section in sections}
    assert [section.section_id for section in sections] == [f"s{at:04d}" for at in range(1, len(sections) + 1)]
    assert [section.start for section in sections] == sorted(section.start for section in sections)
    for section in sections:
        assert 0 <= section.start <= section.heading_start <= section.heading_end <= section.end <= len(text)
        parent = by_id.get(section.parent_id)
        if parent:
            assert parent.start <= section.start and section.end <= parent.end and parent.level < section.level
            assert section.path == f"{parent.path} > {section.number}{section.heading}"
    for first, second in pairwise(sections):
        assert second.start >= first.end or second.parent_id != first.parent_id or first.kind == "letter"


@pytest.mark.parametrize(
    "words", ["第一章", "第一章\n", "（", "一、增\n", "专栏\n", "专栏 甲\n子。丑。\n推动乙。丙。\n", "1.\n", "<p>"]
)
def test_time_grows_with_length_only(words: str) -> None:
    assert growth(find_sections, repeated(words)) < 4
