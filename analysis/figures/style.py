"""How every figure looks and how it is saved: one theme, one Chinese font, one palette, the same bytes.

The font is a file of this package (analysis/report/fonts) and never the system's, so a figure is the same on every
machine; a character that the font lacks is an error and never an empty box.
"""

import csv
import io
import warnings
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import matplotlib
import matplotlib.font_manager
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.layout_engine import ConstrainedLayoutEngine
from matplotlib.text import Text

from analysis.tables.files import write_whole

FAMILY = "Noto Sans SC Plans"
REGULAR = Path(__file__).resolve().parents[1] / "report" / "fonts" / "NotoSansSC-Regular.ttf"
BOLD = REGULAR.with_name("NotoSansSC-Bold.ttf")

# Okabe and Ito's colours for readers of any colour vision (https://jfly.uni-koeln.de/color/), the darkest first;
# their yellow is left out, because a thin line of it can't be seen on white.
PALETTE = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000"]
GREY = "#8C8C8C"

SOURCE = "资料来源 Source: 各区公开文件，逐字可查 public documents of the districts, traced to their characters"

_LOOK = {
    "font.family": [FAMILY],
    "font.size": 10,
    "axes.titlesize": 12,
    "axes.titleweight": "bold",
    "axes.titlelocation": "left",
    "axes.labelsize": 10,
    "axes.edgecolor": "#555555",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "grid.color": "#DDDDDD",
    "legend.frameon": False,
    "legend.fontsize": 9,
    "figure.constrained_layout.use": True,
    "figure.dpi": 110,
    "savefig.dpi": 300,
    # Letters as outlines: an SVG looks the same without the font. Type 42: text in a PDF can be searched and copied.
    "svg.fonttype": "path",
    "pdf.fonttype": 42,
    # Random names inside an SVG would make each run's file differ.
    "svg.hashsalt": "district-plans",
}


def use_theme() -> None:
    """Makes the look of this project the current one: seaborn's white grid, our font before any other, our palette.

    Call it once, before the first figure; a bare `seaborn.set_theme()` afterwards would take the font away, and `save`
    would refuse the figure.
    """
    import seaborn

    for path in (REGULAR, BOLD):
        if not any(entry.fname == str(path) for entry in matplotlib.font_manager.fontManager.ttflist):
            matplotlib.font_manager.fontManager.addfont(path)
    seaborn.set_theme(style="whitegrid", palette=PALETTE, font=FAMILY, rc=_LOOK)


def district_colours(districts: Iterable[str]) -> dict[str, str]:
    """A colour for each district, in the order of the names' characters, so that it is the same in every figure.

    Give all districts of the corpus, not only those of one figure. From the eighth on all are grey: more colours than
    seven can't be told apart by everybody.

    >>> district_colours(["b", "a", "b"])
    {'a': '#0072B2', 'b': '#D55E00'}
    """
    names = sorted(set(districts))
    return {name: PALETTE[place] if place < len(PALETTE) else GREY for place, name in enumerate(names)}


def share_label(panels: Sequence[Axes], words: str) -> None:
    """Writes the label of the axis that all panels of a row share, once, under the middle of the row."""
    middle = panels[(len(panels) - 1) // 2]
    middle.set_xlabel(words, x=0.5 if len(panels) % 2 else 1.04)


def add_source(figure: Figure, source: str = SOURCE) -> Figure:
    """The same figure with its source line at the foot on the left, as in every figure, in a strip of its own.

    The figure has the constrained layout that `use_theme` makes the default; legends under the axes move up.
    """
    foot = 0.28  # inches
    height = figure.get_figheight()
    engine = figure.get_layout_engine()
    assert isinstance(engine, ConstrainedLayoutEngine), "use_theme() gives every figure the constrained layout"
    engine.set(rect=(0, foot / height, 1, 1 - foot / height))
    for legend in figure.legends:
        # matplotlib puts legends at the figure's edge, whatever the rectangle; the pad is counted in letters.
        if legend._outside_loc == "lower":  # type: ignore[attr-defined]
            legend.borderaxespad += foot * 72 / legend.prop.get_size_in_points()
    figure.text(0.01, 0.1 / height, source, fontsize=7.5, color="#555555", va="bottom")
    return figure


@cache
def font_characters() -> frozenset[str]:
    """Every character that both fonts, regular and bold, can draw."""
    from fontTools.ttLib import TTFont

    with TTFont(REGULAR, lazy=True) as regular, TTFont(BOLD, lazy=True) as bold:
        return frozenset(map(chr, regular.getBestCmap().keys() & bold.getBestCmap().keys()))


def missing_characters(text: str) -> list[str]:
    """The characters of `text` that the fonts can't draw, in their order; line breaks and tabs are not drawn.

    >>> missing_characters("二〇三五年，增长≥8%−2")
    []
    """
    return [c for c in dict.fromkeys(text) if c not in font_characters() and c not in "\n\r\t"]


def describe_missing(text: str, place: str) -> list[str]:
    """One line for each character of `text` that the fonts lack, saying where it stands.

    >>> describe_missing("from 江津 to 서울", "the title")
    ["U+C11C '서' in the title 'from 江津 to 서울'", "U+C6B8 '울' in the title 'from 江津 to 서울'"]
    """
    excerpt = text if len(text) <= 60 else text[:60] + "…"
    return [f"U+{ord(character):04X} {character!r} in {place} {excerpt!r}" for character in missing_characters(text)]


HOW_TO_MEND = "Put a document that has them into data/raw and run `make fonts`, or write the text without them."


def check_glyphs(figure: Figure) -> None:
    """Nothing, if our font can draw every text of the figure; else ValueError naming each character and its text.

    A text whose first font family is another one is an error too: there Chinese would become boxes.
    """
    faults = []
    for text in figure.findobj(Text):
        assert isinstance(text, Text), "findobj returns what it is asked for"
        words = text.get_text()
        if not words.strip() or not text.get_visible():
            continue
        family = text.get_fontfamily()[0]
        if family != FAMILY:
            faults.append(f"font {family!r} instead of {FAMILY!r} in text {words!r}: call style.use_theme() last")
        faults += describe_missing(words, "text")
    if faults:
        faults = list(dict.fromkeys(faults))
        raise ValueError("the figure can't be drawn:\n" + "\n".join(faults) + "\n" + HOW_TO_MEND)


def save(figure: Figure, folder: Path, name: str, rows: Any) -> list[Path]:
    """Writes `name`.png (300 dots an inch), .svg, .pdf, and .csv with the rows drawn; returns the four paths.

    `rows` is a DataFrame or a sequence of mappings. Files appear whole, and with the same bytes for the same figure.
    Raises ValueError if a text can't be drawn (see `check_glyphs`).
    """
    contents = {"png": b"", "svg": b"", "pdf": b""}
    with warnings.catch_warnings():
        warnings.filterwarnings("error", message=r"Glyph \d+ .*missing from")
        # Tick labels exist only once the figure has been drawn.
        _draw(figure)
        check_glyphs(figure)
        for kind in contents:
            contents[kind] = _picture(figure, kind)
    contents["csv"] = _csv(rows)
    paths = [folder / f"{name}.{kind}" for kind in contents]
    for path, content in zip(paths, contents.values(), strict=True):
        write_whole(path, content)
    return paths


def _draw(figure: Figure) -> None:
    """Draws without output, so that ticks get their labels; the exact report of a missing glyph is check_glyphs's."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=r"Glyph \d+ .*missing from")
        figure.draw_without_rendering()


# No date and no version of a program: they would make the same figure's files differ from day to day.
_NO_METADATA: dict[str, dict[str, None]] = {
    "png": {"Software": None},
    "svg": {"Date": None, "Creator": None},
    "pdf": {"CreationDate": None, "Creator": None, "Producer": None},
}


def _picture(figure: Figure, kind: str) -> bytes:
    content = io.BytesIO()
    with matplotlib.rc_context({key: _LOOK[key] for key in ("svg.fonttype", "pdf.fonttype", "svg.hashsalt")}):
        figure.savefig(content, format=kind, dpi=300, metadata=_NO_METADATA[kind])
    return content.getvalue()


def _csv(rows: Any) -> bytes:
    """The rows as CSV in UTF-8, lines ended by a line feed."""
    if hasattr(rows, "to_csv"):
        return rows.to_csv(index=False, lineterminator="\n").encode()
    records: Sequence[Mapping[str, Any]] = list(rows)
    content = io.StringIO()
    writer = csv.DictWriter(content, list(records[0]) if records else [], lineterminator="\n")
    writer.writeheader()
    writer.writerows(records)
    return content.getvalue().encode()
