"""Figures of likeness: how alike the documents' words are, and where their sentences come from."""

import matplotlib.pyplot as plt
import numpy
import pandas
from matplotlib.figure import Figure

from analysis.figures.style import PALETTE, add_source
from analysis.vocabulary.labels import bilingual

COLOURS = {
    "own_earlier": PALETTE[0],
    "own_same_period": PALETTE[5],
    "other_district": PALETTE[1],
    "short": "#E8E8E8",
    "new": "#BDBDBD",
}


def likeness(pairs: pandas.DataFrame) -> Figure:
    """A matrix of documents: below the diagonal the cosine of TF-IDF, above it the Jensen–Shannon distance.

    `pairs` has a row for every two documents: name, other_name and both measures with low and high. The darker, the
    more alike in both halves.
    """
    names = sorted({*pairs["name"], *pairs["other_name"]})
    shades, words = numpy.full((len(names), len(names)), numpy.nan), {}
    for row in pairs.itertuples():
        high, low = sorted((names.index(row.name), names.index(row.other_name)))
        shades[low, high], shades[high, low] = row.cosine, 1 - row.distance
        words[low, high] = f"{row.cosine:.2f}\n{row.cosine_low:.2f}–{row.cosine_high:.2f}"
        words[high, low] = f"{row.distance:.2f}\n{row.distance_low:.2f}–{row.distance_high:.2f}"
    figure, axes = plt.subplots(figsize=(max(8.0, 1.35 * len(names) + 2.2), 0.9 * len(names) + 2.0))
    axes.imshow(shades, cmap="Blues", vmin=0, vmax=1.2, aspect="auto")
    for (row, column), word in words.items():
        dark = shades[row, column] > 0.72
        axes.text(column, row, word, ha="center", va="center", fontsize=9, color="white" if dark else "black")
    axes.set_yticks(range(len(names)), [name.replace(" ", "\n", 1) for name in names], fontsize=9)
    axes.set_xticks(range(len(names)), [name.replace(" ", "\n") for name in names], fontsize=8)
    axes.grid(visible=False)
    axes.set_title("文件相似度 How alike the documents are")
    axes.set_xlabel(
        "左下：TF-IDF 余弦，1 为相同 below: cosine of TF-IDF, 1 = the same\n"
        "右上：詹森–香农距离，0 为相同 above: Jensen–Shannon distance, 0 = the same（第二行：95% 区间 interval）"
    )
    return add_source(figure)


def reuse(counts: pandas.DataFrame) -> Figure:
    """Stacked bars: which share of each document's sentences is new, its district's own, or shared with others.

    `counts` has a row for each document and origin: name, origin, sentences, share (of one).
    """
    wide = counts.pivot(index="name", columns="origin", values="share").reindex(list(dict.fromkeys(counts["name"])))
    wide = (wide.reindex(columns=list(COLOURS)).fillna(0.0) * 100)[::-1]
    totals = counts.groupby("name")["sentences"].sum()
    figure, axes = plt.subplots(figsize=(9, 0.55 * len(wide) + 2.2))
    left = pandas.Series(0.0, index=wide.index)
    for origin, label in bilingual("origin").items():
        if wide[origin].any():
            axes.barh(wide.index, wide[origin], left=left, color=COLOURS[origin], label=label, edgecolor="white")
            left += wide[origin]
    for name in wide.index:
        axes.text(101, name, f"{totals[name]:,}", va="center", fontsize=9)
    axes.set_xlim(0, 110)
    axes.grid(axis="y", visible=False)
    axes.set_xlabel("占该文件句子的比例（%） share of the document's sentences (%); 右：总数 right: their count")
    axes.set_title("共用语句 Where the sentences come from")
    figure.legend(loc="outside lower center", ncols=2)
    return add_source(figure)
