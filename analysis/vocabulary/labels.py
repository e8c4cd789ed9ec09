"""The words that figures and tables of notebooks show: Chinese and English names of codes, from the vocabulary."""

from collections.abc import Mapping

from analysis.vocabulary import load

FILES = {
    "indicator_id": "headline_concepts",
    "theme": "theme_names",
    "doc_type": "document_types",
    "disposition": "dispositions",
    "origin": "origins",
}
SIGN = {"eq": "", "ge": "≥", "le": "≤", "approx": "≈", "range": "", "qualitative": ""}


def chinese(column: str) -> dict[str, str]:
    """The Chinese name of each code of a column.

    >>> chinese("theme")["digital"]
    '数字化'
    """
    return {row[column]: row["chinese"] for row in load(FILES[column])}


def bilingual(column: str, between: str = " ") -> dict[str, str]:
    """The Chinese and the English name of each code of a column.

    >>> bilingual("theme")["digital"]
    '数字化 Digital'
    """
    return {row[column]: f"{row['chinese']}{between}{row['english']}" for row in load(FILES[column])}


def document_name(document: Mapping[str, object]) -> str:
    """The short name of a document in a figure: district, years planned for, kind.

    >>> document_name({"district": "某区", "period_start": 2021, "period_end": 2025, "doc_type": "five_year_plan"})
    '某区 2021–2025 五年规划纲要'
    """
    start, end = document["period_start"], document["period_end"]
    years = f"{start}" if start == end else f"{start}–{end}"
    return f"{document['district']} {years} {chinese('doc_type')[str(document['doc_type'])]}"


def is_fall(indicator: str) -> bool:
    """Whether an indicator's name says that its growth is a fall: the value is positive, the name keeps the word.

    >>> is_fall("单位GDP能耗下降"), is_fall("地区生产总值")
    (True, False)
    """
    return indicator.endswith(tuple(row["word"] for row in load("relations") if row["class"] == "fall"))


def stated(operator: str, value: float, value_high: float | None, unit: str) -> str:
    """A value as a reader would write it, with the sign of its operator.

    >>> stated("ge", 8.0, None, "%"), stated("range", 22.0, 25.0, "万人")
    ('≥8%', '22–25万人')
    """
    number = f"{value:g}" if value_high is None or value_high != value_high else f"{value:g}–{value_high:g}"
    return f"{SIGN[operator]}{number}{unit}"


def figure_captions() -> dict[str, str]:
    """The caption of each figure by the name of its file, in Chinese and English.

    >>> figure_captions()["coverage"]
    '现有文件 The documents'
    """
    return {row["figure"]: f"{row['chinese']} {row['english']}" for row in load("figure_captions")}


def column_label(column: str) -> str:
    """The heading of a column in a small table: Chinese and English, or the column's own name if none is listed.

    >>> column_label("sentence"), column_label("chapter")
    ('原句 sentence', 'chapter')
    """
    labels = {row["column"]: f"{row['chinese']} {row['english']}" for row in load("column_labels")}
    return labels.get(column, column)
