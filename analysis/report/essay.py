"""What a notebook says and shows: sentences with computed numbers, small tables, figures that are also saved.

A notebook defines nothing itself; these few functions are its voice.
"""

import html
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import matplotlib.pyplot as plt
import pandas
from IPython.display import Markdown, display
from matplotlib.figure import Figure

from analysis.figures import style
from analysis.vocabulary.labels import column_label

# The command says where a report goes; a notebook opened by hand saves beside the report of the project.
REPORTS = Path(os.environ.get("DISTRICT_PLANS_REPORTS", Path(__file__).parents[2] / "reports"))

MARKDOWN_SIGNS = re.compile(r"[*_`\[\]\\|$~!#]")


def say(words: str) -> None:
    """Shows a paragraph of Markdown, in which the numbers are computed and so never out of date."""
    display(Markdown(data=words))


def quoted(words: str) -> str:
    """Words of a document for a paragraph: in corner brackets, and nothing in them read as Markdown or HTML.

    >>> quoted("增长*8%*<b>")
    '「增长&#42;8%&#42;&lt;b&gt;」'
    """
    escaped = html.escape(words, quote=False)
    return "「" + MARKDOWN_SIGNS.sub(lambda sign: f"&#{ord(sign[0])};", escaped) + "」"


def show(rows: pandas.DataFrame, *columns: str, **headings: str) -> Any:
    """A small table of these columns, headed in Chinese and English; all columns if none is named.

    A keyword names a column and heads it with other words: show(rows, "name", count="次数 times"). Without rows a
    sentence says so.
    """
    if rows.empty:
        return Markdown(data="*没有可列的行 There are no rows to show.*")
    labels = {column: column_label(column) for column in columns} | headings
    chosen = rows[list(labels)] if labels else rows
    named = chosen.rename(columns=labels or column_label)
    return named.style.hide(axis="index").format(precision=2, thousands=",", na_rep="–", escape="html")


def publish(name: str, draw: Callable[..., Figure], rows: pandas.DataFrame, *context: Any) -> None:
    """Shows the figure `draw(rows, *context)`, and saves it to reports/figures as PNG, SVG, PDF and a CSV of its rows.

    Without rows there is nothing to draw: then a sentence says so. Raises ValueError if the font lacks a character.
    """
    if rows.empty:
        say(f"*{name}: no rows, so there is nothing to draw.*")
        return
    style.use_theme()
    figure = draw(rows, *context)
    style.save(figure, REPORTS / "figures", name, rows)
    # Readers who can't see the picture hear its headings.
    headings = [axes.get_title(loc) for axes in figure.axes for loc in ("left", "center")]
    alt = "; ".join(heading.replace("\n", " ") for heading in headings if heading) or name
    display(figure, metadata={"image/png": {"alt": alt}})
    plt.close(figure)
