"""Figures of the corpus: what there is, what became of its numbers, how damaged it is."""

import matplotlib.pyplot as plt
import pandas
from matplotlib.figure import Figure

from analysis.figures.style import GREY, PALETTE, add_source, district_colours
from analysis.vocabulary.labels import bilingual

# What a number became, from what a researcher looks for to what is no statement of an amount.
SHOWN_APART = ("target", "actual", "past_target", "date", "ordinal", "name")
OTHER = "其他 other"


def coverage(documents: pandas.DataFrame) -> Figure:
    """A grid of districts × years: each bar is a document and the years that it plans for; gaps are what is missing.

    `documents` are rows of the table, with a column `name`. A document of which only a part is there is hatched.
    """
    colours = district_colours(documents["district"])
    ordered = documents.sort_values(["district", "period_start", "period_end"], ascending=False)
    figure, axes = plt.subplots(figsize=(8, 0.55 * len(ordered) + 1.6))
    for height, row in enumerate(ordered.itertuples()):
        width = row.period_end - row.period_start + 1
        hatch = "///" if row.partial else ""
        axes.barh(
            height, width, left=row.period_start - 0.5, color=colours[row.district], hatch=hatch, edgecolor="white"
        )
    axes.set_yticks(range(len(ordered)), ordered["name"])
    first, last = int(documents["period_start"].min()), int(documents["period_end"].max())
    axes.set_xticks(range(first, last + 1))
    axes.set_xlim(first - 0.6, last + 0.6)
    axes.grid(axis="y", visible=False)
    axes.set_xlabel("规划年度 year planned for（斜线：文本不全 hatched: part of the text is missing）")
    axes.set_title("现有文件 The documents")
    return add_source(figure)


def dispositions(shares: pandas.DataFrame) -> Figure:
    """Stacked bars: of each document's numbers, which share became what.

    `shares` has a row for each document and disposition: name, disposition, count.
    """
    words = bilingual("disposition")
    grouped = shares.assign(shown=shares["disposition"].where(shares["disposition"].isin(SHOWN_APART), "other"))
    wide = grouped.pivot_table(index="name", columns="shown", values="count", aggfunc="sum", fill_value=0)
    wide = wide.reindex(index=_upwards(shares), columns=[*SHOWN_APART, "other"], fill_value=0)
    parts = wide.div(wide.sum(axis=1), axis=0) * 100
    figure, axes = plt.subplots(figsize=(9, 0.55 * len(wide) + 2.0))
    left = pandas.Series(0.0, index=parts.index)
    for colour, code in zip([*PALETTE[: len(SHOWN_APART)], GREY], parts.columns, strict=True):
        axes.barh(parts.index, parts[code], left=left, color=colour, label=words.get(code, OTHER), edgecolor="white")
        left += parts[code]
    for name, total in wide.sum(axis=1).items():
        axes.text(101, name, f"{total:,}", va="center", fontsize=9)
    axes.set_xlim(0, 110)
    axes.grid(axis="y", visible=False)
    axes.set_xlabel("占该文件全部数字的比例（%） share of the document's numbers (%); 右：总数 right: their count")
    axes.set_title("数字的去向 What became of every number")
    figure.legend(loc="outside lower center", ncols=4)
    return add_source(figure)


def _upwards(rows: pandas.DataFrame) -> list[str]:
    """The documents' names in the order in which bars are drawn, from the foot up: the first stands at the top."""
    return list(dict.fromkeys(rows["name"]))[::-1]


def repairs(counts: pandas.DataFrame) -> Figure:
    """Bars: damaged places in ten thousand characters of each document, by how sure the mending is.

    `counts` has a row for each document and certainty: name, certainty, per_ten_thousand.
    """
    certainties = {"sure": "确定 sure", "likely": "很可能 likely", "ambiguous": "存疑 ambiguous"}
    wide = counts.pivot_table(index="name", columns="certainty", values="per_ten_thousand", fill_value=0)
    wide = wide.reindex(index=_upwards(counts), columns=list(certainties), fill_value=0)
    figure, axes = plt.subplots(figsize=(8, 0.5 * len(wide) + 1.8))
    left = pandas.Series(0.0, index=wide.index)
    for colour, (code, label) in zip(PALETTE, certainties.items(), strict=False):
        axes.barh(wide.index, wide[code], left=left, color=colour, label=label, edgecolor="white")
        left += wide[code]
    axes.grid(axis="y", visible=False)
    axes.set_xlabel("每万字受损处 damaged places in 10,000 characters")
    axes.set_title("文本受损程度 How damaged the texts are")
    figure.legend(loc="outside lower center", ncols=3)
    return add_source(figure)


def lead_units(counts: pandas.DataFrame) -> Figure:
    """Bars: the departments that lead most tasks, a panel a document. `counts`: name, unit_name, tasks."""
    names = list(dict.fromkeys(counts["name"]))
    figure, panels = plt.subplots(1, len(names), figsize=(5 * len(names), 4.2), sharex=True, squeeze=False)
    for axes, name in zip(panels[0], names, strict=True):
        rows = counts[counts["name"] == name].sort_values(["tasks", "unit_name"])
        axes.barh(rows["unit_name"], rows["tasks"], color=PALETTE[0])
        axes.grid(axis="y", visible=False)
        axes.set_title(name, fontsize=10)
        axes.set_xlabel("牵头任务数 tasks led")
    return add_source(figure)
