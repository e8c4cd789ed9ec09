"""Figures of rates with their intervals: how right the rows are."""

import matplotlib.pyplot as plt
import numpy
import pandas
from matplotlib.figure import Figure

from analysis.figures.style import PALETTE, add_source, share_label

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
    size = max(8.0, 2.4 * len(names) + 1.8), 4.0
    figure, panels = plt.subplots(1, len(names), figsize=size, sharex=True, sharey=True, squeeze=False)
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
