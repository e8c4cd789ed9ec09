"""What is said about documents follows from their rows."""

import pandas

from analysis.comparison import corpus, goals, trust

DOCUMENTS = corpus.name_documents(
    pandas.DataFrame(
        [
            ("b-2020", "乙区", "annual_plan", 2020, 2020, 1000, True),
            ("a-fyp", "甲区", "five_year_plan", 2021, 2022, 2000, True),
            ("a-2021", "甲区", "work_report", 2021, 2021, 500, False),
        ],
        columns=["doc_id", "district", "doc_type", "period_start", "period_end", "characters", "complete"],
    )
)
GOAL_COLUMNS = ["doc_id", "indicator_id", "indicator", "measure", "operator", "value", "value_high", "unit"]
GOAL_COLUMNS += ["period_start", "period_end", "district", "target_id"]
GOALS = pandas.DataFrame(
    [
        ("a-2021", "gdp", "地区生产总值", "growth", "ge", 6.5, None, "%", 2021, 2021, "甲区", "a-2021:1"),
        ("b-2020", "gdp", "地区生产总值", "growth", "eq", 3.0, None, "%", 2020, 2020, "乙区", "b-2020:1"),
        ("a-fyp", "gdp", "地区生产总值", "growth", "range", 6.0, 7.0, "%", 2021, 2022, "甲区", "a-fyp:1"),
        ("a-fyp", "", "公园", "level", "eq", 5.0, None, "个", 2022, 2022, "甲区", "a-fyp:2"),
    ],
    columns=[
        "doc_id",
        "indicator_id",
        "indicator",
        "measure",
        "operator",
        "value",
        "value_high",
        "unit",
        "period_start",
        "period_end",
        "district",
        "target_id",
    ],
)


def test_documents_are_named_and_ordered_by_district_and_year() -> None:
    assert list(DOCUMENTS["name"]) == [
        "乙区 2020 经济社会发展计划",
        "甲区 2021 政府工作报告",
        "甲区 2021–2022 五年规划纲要",
    ]


def test_a_year_with_only_a_five_year_plan_is_missing() -> None:
    missing = corpus.missing_years(DOCUMENTS)
    assert missing.to_numpy().tolist() == [["乙区", 2021], ["乙区", 2022], ["甲区", 2020], ["甲区", 2022]]
    assert corpus.gaps(missing) == "乙区: 2021, 2022; 甲区: 2020, 2022."
    assert corpus.annual_years(DOCUMENTS) == 2


def test_damage_is_counted_by_length_and_none_is_a_zero_not_a_gap() -> None:
    repairs = pandas.DataFrame({"doc_id": ["a-fyp", "a-fyp", "a-2021"], "certainty": ["sure", "sure", "likely"]})
    damage = corpus.damage(DOCUMENTS, repairs).set_index(["name", "certainty"])
    assert damage.loc[("甲区 2021–2022 五年规划纲要", "sure")].tolist() == [2, 10.0]
    assert damage.loc[("甲区 2021 政府工作报告", "likely")].tolist() == [1, 20.0]
    assert damage.loc[("乙区 2020 经济社会发展计划", "sure")].tolist() == [0, 0.0]


def test_examples_show_every_rule_before_a_second_of_any() -> None:
    repairs = pandas.DataFrame({"doc_id": ["a-fyp"] * 4, "rule": ["x", "x", "y", "x"], "raw": list("1234")})
    assert list(corpus.examples(DOCUMENTS, repairs, most=3)["raw"]) == ["1", "3", "2"]


def test_only_units_that_are_one_unit_lead() -> None:
    units = pandas.DataFrame(
        [
            ("a-2021", 1, "lead", "财政局", "department"),
            ("a-2021", 2, "lead", "财政局", "department"),
            ("a-2021", 2, "support", "教育局", "department"),
            ("a-2021", 2, "lead", "各镇街", "group"),
        ],
        columns=["doc_id", "task_no", "role", "unit_name", "kind"],
    )
    leads = corpus.lead_units(DOCUMENTS, units, most=5)
    assert leads.to_numpy().tolist() == [["甲区 2021 政府工作报告", "财政局", 2]]


def test_headline_goals_stand_side_by_side() -> None:
    rows = corpus.with_names(goals.headline(GOALS), DOCUMENTS)
    assert goals.in_words(rows) == "乙区 2020 3%, 甲区 2021–2022 6–7%, 甲区 2021 ≥6.5%"
    table = goals.by_document(rows)
    assert table.columns.tolist() == ["指标 indicator", *DOCUMENTS["name"]]
    assert table.iloc[0].tolist() == ["地区生产总值 GDP", "3% (2020)", "≥6.5% (2021)", "6–7% (2021–2022)"]
    assert goals.without(DOCUMENTS, rows[rows["doc_id"] != "b-2020"]) == "乙区 2020 经济社会发展计划"
    assert goals.without(DOCUMENTS, rows) == "No document"


def test_a_rate_of_fall_is_marked_as_one() -> None:
    rows = corpus.with_names(
        GOALS.head(1).assign(indicator="单位GDP能耗下降", indicator_id="energy_intensity"), DOCUMENTS
    )
    assert list(goals.drawn(rows)["words"]) == ["↓≥6.5%"]


def test_goals_in_damaged_places_can_be_left_out() -> None:
    rows = GOALS.assign(suspect=["", "a lost dash", "", ""])
    assert list(goals.undamaged(rows)["doc_id"]) == ["a-2021", "a-fyp", "a-fyp"]
    assert goals.lost(DOCUMENTS, rows).startswith("Of 甲区 2021 政府工作报告 only a part is there")
    assert "1 of 3 headline goals stand where the text is likely damaged" in goals.lost(DOCUMENTS, rows)


def test_trust_says_what_it_does_not_know() -> None:
    scores = pandas.DataFrame(
        [("b-2020", "targets", field, 9, 10, 0.9, 0.6, 1.0) for field in ("F1", "whole row F1")], columns=trust.COLUMNS
    )
    assert "In 1 annotated documents, goals are found with the right value with an F1 of 0.900" in trust.answer(
        scores, DOCUMENTS
    )
    assert trust.limits(scores, DOCUMENTS).startswith("Nothing is known about 甲区 2021 政府工作报告, 甲区 2021–2022")
    assert trust.answer(pandas.DataFrame(), DOCUMENTS).startswith("**Answer.** No document of this corpus has been")


def test_the_gravest_miss_comes_first() -> None:
    columns = ["doc_id", "table", "fault", "quote", "expected", "found", "sentence"]
    misses = pandas.DataFrame(
        [("b-2020", "targets", fault, "3%", "", "", "") for fault in ("indicator", "not a row", "missing")],
        columns=columns,
    )
    assert list(trust.worst(misses, DOCUMENTS, most=2)["fault"]) == ["missing", "not a row"]
