"""Every unit that a task names, who leads and who helps, and which department it is."""

import csv
from pathlib import Path

import pytest

from analysis.extraction.departments import canonical
from analysis.extraction.responsibilities import Responsibility, find_responsibilities
from analysis.reading.document import Task
from analysis.reading.outline import find_sections
from analysis.reading.responsibility_lines import find_responsibility_lines
from analysis.reading.tasks import find_tasks
from tests.growth import growth, repeated

RAW = Path(__file__).parents[1] / "data" / "raw"
CASES = Path(__file__).parent / "cases"
GOLD = Path(__file__).parent / "gold" / "responsibilities"


def read_rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def units_of(text: str) -> list[Responsibility]:
    """The units of a text that is one task."""
    return find_responsibilities(text, [Task(1, "s0001", "", text, 0, len(text))], "")


@pytest.mark.parametrize("case", read_rows(CASES / "responsibility_lines.csv"), ids=lambda case: case["text"][:24])
def test_units_and_roles(case: dict[str, str]) -> None:
    units = units_of(case["text"].replace("\\n", "\n"))
    for role in ("lead", "support"):
        named = [unit for unit in units if unit.role == role]
        assert [unit.unit for unit in named] == case[role].split()
        assert [unit.position for unit in named] == list(range(1, len(named) + 1))


@pytest.mark.parametrize("case", read_rows(CASES / "departments.csv"), ids=lambda case: case["unit"])
def test_names(case: dict[str, str]) -> None:
    assert canonical(case["unit"], case["district"]) == (case["unit_name"], case["kind"])


@pytest.mark.parametrize("path", sorted(GOLD.glob("*.csv")), ids=lambda path: path.stem)
def test_all_units_of_all_tasks(path: Path) -> None:
    text = (RAW / f"{path.stem}.txt").read_text(encoding="utf-8")
    found = find_responsibilities(text, find_tasks(text, find_sections(text)), "")
    expected = [(int(row["task_no"]), row["role"], int(row["position"]), row["unit"]) for row in read_rows(path)]
    assert [(unit.task_no, unit.role, unit.position, unit.unit) for unit in found] == expected
    assert all(text[unit.start : unit.end] == unit.unit for unit in found)


def test_one_department_in_two_districts() -> None:
    names = []
    for doc_id, district in (("jiangjin-2023-tasks", "江津区"), ("liangping-2021-tasks", "梁平区")):
        text = (RAW / f"{doc_id}.txt").read_text(encoding="utf-8")
        units = find_responsibilities(text, find_tasks(text, find_sections(text)), district)
        names.append({unit.unit_name for unit in units if unit.kind == "department"})
    assert {"发展和改革委员会", "规划和自然资源局", "市场监督管理局", "税务局"} <= names[0] & names[1]


def test_more_are_meant_than_named() -> None:
    units = units_of("责任单位:区经信局、区科技局等;配合单位:区财政局等部门、各镇街。")
    assert [(unit.unit, unit.and_others) for unit in units] == [
        ("区经信局", False),
        ("区科技局", True),
        ("区财政局", True),
        ("各镇街", False),
    ]


@pytest.mark.parametrize(
    "words", ["责任单位：", "（责任单位：\n", "（", "责任单位：区发改委、", "（市发改委牵头，市财政局配合）\n", "、"]
)
def test_time_grows_with_length_only(words: str) -> None:
    assert growth(find_responsibility_lines, repeated(words)) < 4
    assert growth(units_of, repeated(words)) < 4
