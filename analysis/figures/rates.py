"""Figures of rates with their intervals: how right the rows are, how much a theme is spoken of."""

import matplotlib.pyplot as plt
import numpy
import pandas
from matplotlib.figure import Figure

from analysis.figures.style import PALETTE, add_source, district_colours, share_label
from analysis.vocabulary.labels import bilingual

FIELDS = {
    "precision": "查准率 precision",
    "recall": "查全率 recall",
    "F1": "F1",
    "operator": "算子 operator",
    "measure": "量纲 measure",
    "period": "期间 period",
    "indicator": "指标名 indicator",
    "indicator_id": "概念 concept",
    "whole row F1": "整行 whole row F1",
    "headline concept F1": "主要概念 headline concept F1",
}


def accuracy(scores: pandas.DataFrame) -> Figure:
    """Dots with 95 % Wilson intervals: how right the rows are, a panel a document.

    `scores` has name, field, rate, low, high; rates are shares of one and drawn in percent.
    """
    names = list(dict.fromkeys(scores["name"]))
    figure, panels = plt.subplots(1, len(names), figsize=(3.0 * len(names) + 1.2, 4.0), sharey=True, squeeze=False)
    for axes, name in zip(panels[0], names, strict=True):
        rows = scores[scores["name"] == name].set_index("field").reindex(list(FIELDS)) * 1
        heights = numpy.arange(len(FIELDS))[::-1]
        spread = [(rows["rate"] - rows["low"]) * 100, (rows["high"] - rows["rate"]) * 100]
        axes.errorbar(rows["rate"] * 100, heights, xerr=spread, fmt="o", color=PALETTE[0], capsize=2, markersize=4)
        axes.set_yticks(heights, list(FIELDS.values()))
        axes.set_title(name.replace(" ", "\n", 1), fontsize=9)
        axes.grid(axis="y", visible=False)
    share_label(panels[0], "正确率（%，95% 威尔逊区间） right, % (95 % Wilson interval)")
    return add_source(figure)


def themes(rates: pandas.DataFrame, districts: list[str]) -> Figure:
    """Dots with 95 % intervals: how often each document speaks of each theme, a panel a kind of document.

    `rates`: rows of `theme_rates` with the document's name, district and doc_type; `districts`: all of the corpus.
    """
    names, kinds = bilingual("theme"), bilingual("doc_type")
    colours = district_colours(districts)
    present = [kind for kind in kinds if kind in set(rates["doc_type"])]
    order = list(rates.groupby("theme")["per_thousand"].mean().sort_values().index)
    figure, panels = plt.subplots(1, len(present), figsize=(3.1 * len(present) + 1.6, 7.2), sharey=True, squeeze=False)
    for axes, kind in zip(panels[0], present, strict=True):
        documents = rates[rates["doc_type"] == kind].groupby("name", sort=True)
        for place, (name, rows) in enumerate(documents):
            ordered = rows.set_index("theme").reindex(order)
            heights = numpy.arange(len(order)) + (place - (len(documents) - 1) / 2) * 0.28
            spread = [ordered["per_thousand"] - ordered["low"], ordered["high"] - ordered["per_thousand"]]
            colour = colours[rows["district"].iloc[0]]
            axes.errorbar(
                ordered["per_thousand"], heights, xerr=spread, fmt="o", color=colour, markersize=4, label=str(name)
            )
        axes.set_yticks(range(len(order)), [names[theme] for theme in order])
        axes.set_xlim(left=0)
        axes.grid(axis="y", visible=False)
        axes.set_title(kinds[kind].replace(" ", "\n", 1), fontsize=10)
        axes.legend(fontsize=7, loc="lower right")
    share_label(panels[0], "每千词次数（95% 区间） hits in 1,000 tokens (95 % interval)")
    return add_source(figure)


def keyness(rows: pandas.DataFrame) -> Figure:
    """Bars: the words that set each document apart, a panel a document. `rows`: name, term, log_odds z, count."""
    names = list(dict.fromkeys(rows["name"]))
    figure, panels = plt.subplots(1, len(names), figsize=(2.7 * len(names) + 0.6, 4.6), squeeze=False)
    for axes, name in zip(panels[0], names, strict=True):
        words = rows[rows["name"] == name].sort_values("z")
        bars = axes.barh(words["term"], words["z"], color=PALETTE[0])
        axes.bar_label(bars, [f"{count:,}" for count in words["count"]], padding=2, fontsize=7)
        axes.grid(axis="y", visible=False)
        axes.margins(x=0.2)
        axes.set_title(name.replace(" ", "\n", 1), fontsize=9)
    share_label(panels[0], "对数优势比的 z 值（条末：词频） z of the log-odds ratio (at the bar's end: count)")
    return add_source(figure)
