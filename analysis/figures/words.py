"""Figures of themes and words: how often each document speaks of what, what marks it, how sure that is."""

from collections.abc import Mapping

import matplotlib.pyplot as plt
import numpy
import pandas
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.figures.style import PALETTE, add_source, district_colours, share_label
from analysis.vocabulary.labels import bilingual

MARKERS = {"task_breakdown": "o", "work_report": "s", "annual_plan": "D", "five_year_plan": "^"}
RATE = "每千词次数（95% 区间） hits in 1,000 tokens (95 % interval)"
# Of a district's documents the latest is drawn in full colour, each earlier one paler by this factor.
PALER = 0.6
# Ratios beyond four times are drawn as four times: they rest on a handful of words.
FARTHEST = 2.0
FINDINGS = {"theme": "主题 themes", "keyness": "关键词 words"}


def themes(rates: pandas.DataFrame, districts: list[str]) -> Figure:
    """Dots with 95 % intervals: how often each document speaks of each theme, a panel a kind of document.

    `rates`: rows of `theme_rates` with the document's name, district and doc_type; `districts`: all of the corpus.
    """
    kinds = bilingual("doc_type", "\n")
    drawn = rates.assign(colour=rates["district"].map(district_colours(districts)), alpha=1.0)
    return _theme_panels(
        {kinds[kind]: drawn[drawn["doc_type"] == kind] for kind in kinds if kind in set(drawn["doc_type"])}
    )


def themes_of_districts(rates: pandas.DataFrame, districts: list[str]) -> Figure:
    """The same for districts with several documents, a panel a district: the marker is the kind, the later the darker.

    `rates` holds no district of which there is only one document.
    """
    place = rates.groupby("district")["doc_id"].transform(lambda ids: pandas.factorize(ids)[0])
    later = place.groupby(rates["district"]).transform("max") - place
    drawn = rates.assign(colour=rates["district"].map(district_colours(districts)), alpha=PALER**later)
    return _theme_panels({str(name): rows for name, rows in drawn.groupby("district")})


def _theme_panels(groups: Mapping[str, pandas.DataFrame]) -> Figure:
    """The rates of each group in a panel, the themes in the same order, the most spoken of at the top."""
    names = bilingual("theme")
    order = list(pandas.concat(groups.values()).groupby("theme")["per_thousand"].mean().sort_values().index)
    size = max(8.0, 2.4 * len(groups) + 2.4), 8.0
    figure, panels = plt.subplots(1, len(groups), figsize=size, sharex=True, sharey=True, squeeze=False)
    for axes, (title, rows) in zip(panels[0], groups.items(), strict=True):
        documents = [group.set_index("theme").reindex(order) for _, group in rows.groupby("doc_id", sort=False)]
        for place, document in enumerate(documents):
            _dots(axes, document, numpy.arange(len(order)) - (place - (len(documents) - 1) / 2) * 0.26)
        axes.set_yticks(range(len(order)), [names[theme] for theme in order])
        axes.set_ylim(-0.6, len(order) - 0.4)
        axes.grid(axis="y", visible=False)
        axes.set_title(title, fontsize=10)
        axes.legend(fontsize=8, loc="upper center", bbox_to_anchor=(0.5, -0.07))
    panels[0][0].set_xlim(0, max(rows["high"].max() for rows in groups.values()) * 1.04)
    share_label(panels[0], RATE)
    return add_source(figure)


def _dots(axes: Axes, document: pandas.DataFrame, heights: numpy.ndarray) -> None:
    """A document's rates with their intervals; its look is that of its first row."""
    first = document.iloc[0]
    axes.errorbar(
        document["per_thousand"],
        heights,
        xerr=[document["per_thousand"] - document["low"], document["high"] - document["per_thousand"]],
        fmt=MARKERS[first["doc_type"]],
        color=first["colour"],
        alpha=first["alpha"],
        markersize=4,
        elinewidth=1.2,
        label=first["name"],
    )


def theme_marks(marks: pandas.DataFrame) -> Figure:
    """A map of documents × themes: how many times the others' rate; in a cell in how many settings a finding holds.

    `marks`: name, theme, log_ratio, holding (– for no finding).
    """
    names = bilingual("theme")
    documents = list(dict.fromkeys(marks["name"]))
    wide = marks.pivot(index="theme", columns="name", values="log_ratio").reindex(columns=documents, index=list(names))
    words = marks.pivot(index="theme", columns="name", values="holding").reindex(columns=documents, index=list(names))
    figure, axes = plt.subplots(figsize=(1.5 * len(documents) + 3.4, 8.2))
    image = axes.imshow(wide, cmap="PuOr_r", vmin=-FARTHEST, vmax=FARTHEST, aspect="auto")
    for (row, column), word in numpy.ndenumerate(words.to_numpy()):
        strong = abs(wide.iat[row, column]) > 0.7 * FARTHEST
        if word != "–":
            axes.text(column, row, word, ha="center", va="center", fontsize=8, color="white" if strong else "black")
    axes.set_yticks(range(len(names)), list(names.values()))
    axes.set_xticks(range(len(documents)), [name.replace(" ", "\n") for name in documents], fontsize=8)
    axes.grid(visible=False)
    axes.set_title("标志性主题 Themes against the other documents")
    axes.set_xlabel("格内：在多少种算法下成立 in a cell: in how many ways to count the finding holds")
    bar = figure.colorbar(image, ax=axes, shrink=0.5, ticks=[-2, -1, 0, 1, 2])
    bar.ax.set_yticklabels(["≤¼", "½", "1", "2", "≥4"])
    bar.set_label("与其他文件之比（倍） times the others' rate")
    return add_source(figure)


def keyness(rows: pandas.DataFrame) -> Figure:
    """Bars: the words that set each document apart, a panel a document. `rows`: name, term, z, count, holding."""
    names = list(dict.fromkeys(rows["name"]))
    tallest = rows.groupby("name").size().max()
    size = (max(8.0, 2.2 * len(names) + 0.6), 0.3 * tallest + 1.8)
    figure, panels = plt.subplots(1, len(names), figsize=size, squeeze=False, sharex=True)
    for axes, name in zip(panels[0], names, strict=True):
        words = rows[rows["name"] == name].sort_values(["z", "term"], ascending=[False, True])
        bars = axes.barh(words["term"], words["z"], color=PALETTE[0])
        labels = [f"{count:,} ({held})" for count, held in zip(words["count"], words["holding"], strict=True)]
        axes.bar_label(bars, labels, padding=2, fontsize=8)
        axes.set_ylim(tallest - 0.4, -0.6)
        axes.grid(visible=False)
        axes.set_title(name.replace(" ", "\n", 1), fontsize=9)
    panels[0][0].set_xlim(0, rows["z"].max() * 2.1)
    share_label(
        panels[0],
        "对数优势比的 z 值（条末：词频与成立的算法数） "
        "z of the log-odds ratio (at the bar: count, ways in which it holds)",
    )
    return add_source(figure)


def robustness(findings: pandas.DataFrame) -> Figure:
    """Steps: how many findings hold in at least a share of the settings, a line for themes and one for words.

    `findings` has a row for each: finding, share (of one).
    """
    figure, axes = plt.subplots(figsize=(8, 3.6))
    shares = numpy.linspace(0, 1, 101)
    for colour, (code, label) in zip(PALETTE, FINDINGS.items(), strict=False):
        rows = findings.loc[findings["finding"] == code, "share"].to_numpy()
        if len(rows):
            left = [(rows >= share - 1e-9).mean() * 100 for share in shares]
            axes.step(shares * 100, left, where="pre", color=colour, label=f"{label} ({len(rows)})")
    axes.set_xlim(0, 100)
    axes.set_ylim(0, 104)
    axes.set_xlabel("至少在这一比例的算法下成立（%） holding in at least this share of the ways to count (%)")
    axes.set_ylabel("结论占比（%）\nshare of the findings (%)")
    axes.set_title("结论稳健性 How many settings a finding survives")
    axes.legend(loc="lower left")
    return add_source(figure)
