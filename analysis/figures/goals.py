"""Figures of goals: what was promised, by whom, for when."""

from typing import Any

import matplotlib.pyplot as plt
import pandas
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from analysis.figures.style import add_source, district_colours, share_label
from analysis.vocabulary.labels import bilingual

MARKERS = {"eq": "o", "ge": ">", "le": "<", "approx": "D", "range": "s"}
OPERATORS = {
    "eq": "等于 exactly",
    "ge": "以上 at least",
    "le": "以内 at most",
    "approx": "左右 about",
    "range": "区间 range",
}


def growth_targets(targets: pandas.DataFrame, districts: list[str]) -> Figure:
    """Dots: the growth that each district promised for each headline indicator, with the years written beside them.

    `targets` are rows of `targets` with measure `growth` and an indicator_id; `districts` are all of the corpus, so
    that each keeps its colour. Growth a year, in percent; a goal for several years is an annual mean, drawn hollow.
    `words` say the value, with an arrow where it is a fall.
    """
    names = bilingual("indicator_id", "\n")
    order = [code for code in names if code in set(targets["indicator_id"])][::-1]
    colours = district_colours(districts)
    figure, axes = plt.subplots(figsize=(9, 0.62 * len(order) + 1.8))
    for code, rows in targets.groupby("indicator_id", sort=False):
        ordered = rows.sort_values(["value", "district", "period_start"])
        for place, row in enumerate(ordered.itertuples()):
            height = order.index(str(code)) + (place - (len(ordered) - 1) / 2) * 0.22
            _goal(axes, row, height, colours[row.district])
    axes.set_yticks(range(len(order)), [names[code] for code in order])
    axes.set_ylim(-0.6, len(order) - 0.4)
    axes.set_xlim(0, targets["value"].max() * 1.25)
    axes.grid(axis="y", visible=False)
    axes.set_xlabel("增长率（%，每年） growth, % a year")
    axes.set_title("主要预期目标：增长率 Headline growth targets")
    shown = [name for name in colours if name in set(targets["district"])]
    handles = [Line2D([], [], color=colours[name], marker="o", linestyle="", label=name) for name in shown]
    handles += [
        Line2D([], [], color="black", marker=MARKERS[code], linestyle="", label=label, markerfacecolor="white")
        for code, label in OPERATORS.items()
        if code in set(targets["operator"])
    ]
    handles.append(Line2D([], [], color="black", marker="o", linestyle="", fillstyle="none", label="年均 annual mean"))
    figure.legend(handles=handles, loc="outside lower center", ncols=4)
    return add_source(figure)


def _goal(axes: plt.Axes, row: Any, height: float, colour: str) -> None:
    start, end = row.period_start, row.period_end
    single = start == end
    axes.plot(
        row.value,
        height,
        MARKERS[row.operator],
        color=colour,
        fillstyle="full" if single else "none",
        markersize=6,
    )
    value = row.words
    years = f"{start}" if single else f"{start}–{end}"
    axes.annotate(f"{value}  {years}", (row.value, height), (7, 0), textcoords="offset points", va="center", fontsize=8)


def measures(counts: pandas.DataFrame) -> Figure:
    """Bars: how many goals of each measure a document states. `counts`: name, measure, goals."""
    words = {
        "growth": "增长率 growth",
        "level": "水平 level",
        "share": "占比 share",
        "increment": "增量 increment",
        "multiple": "倍数 multiple",
        "qualitative": "定性 qualitative",
    }
    names = list(dict.fromkeys(counts["name"]))
    size = max(8.0, 2.4 * len(names)), 3.2
    figure, panels = plt.subplots(1, len(names), figsize=size, sharex=True, sharey=True, squeeze=False)
    for axes, name in zip(panels[0], names, strict=True):
        rows = counts[counts["name"] == name].set_index("measure")["goals"].reindex(list(words), fill_value=0)
        bars = axes.barh(list(words.values()), rows, color="#0072B2")
        axes.bar_label(bars, padding=2, fontsize=8)
        axes.margins(x=0.18)
        axes.invert_yaxis() if axes is panels[0][0] else None
        axes.grid(axis="y", visible=False)
        axes.set_title(name.replace(" ", "\n", 1), fontsize=9)
    share_label(panels[0], "目标条数 number of goals")
    return add_source(figure)
