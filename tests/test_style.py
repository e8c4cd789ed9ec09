"""Figures: no glyph is ever missing in silence, and the same figure has the same bytes."""

import matplotlib
import pandas
import pytest

matplotlib.use("Agg")

import matplotlib.pyplot as plt

from analysis.figures import style


@pytest.fixture(autouse=True)
def theme():
    with matplotlib.rc_context():
        style.use_theme()
        yield
    plt.close("all")


def chart(title: str):
    figure, axes = plt.subplots(figsize=(4, 3))
    axes.plot([2021, 2022], [-2, 8])
    axes.set_title(title)
    axes.set_ylabel("增长 (%)")
    return figure


def test_missing_character_fails_the_figure_with_its_name_and_what_to_do(tmp_path):
    with pytest.raises(ValueError) as error:
        style.save(chart("珞璜한구"), tmp_path, "growth", [{"value": 8}])
    assert str(error.value) == (
        "the figure can't be drawn:\n"
        "U+D55C '한' in text '珞璜한구'\n"
        "U+AD6C '구' in text '珞璜한구'\n"
        "Put a document that has them into data/raw and run `make fonts`, or write the text without them."
    )
    assert list(tmp_path.iterdir()) == []


def test_missing_character_in_a_tick_label_is_found(tmp_path):
    figure, axes = plt.subplots()
    axes.bar(["한"], [1])
    with pytest.raises(ValueError, match="U\\+D55C '한' in text '한'"):
        style.save(figure, tmp_path, "bars", [])


def test_a_theme_that_takes_the_font_away_fails_the_figure(tmp_path):
    import seaborn

    seaborn.set_theme()
    with pytest.raises(ValueError, match="font 'sans-serif' instead of 'Noto Sans SC Plans' in text '江津区'"):
        style.save(chart("江津区"), tmp_path, "growth", [])


def test_our_font_is_the_file_of_this_package_at_every_weight():
    find = matplotlib.font_manager.findfont
    manager = matplotlib.font_manager.FontProperties
    assert find(manager(family=style.FAMILY), fallback_to_default=False) == str(style.REGULAR)
    assert find(manager(family=style.FAMILY, weight="bold"), fallback_to_default=False) == str(style.BOLD)


def test_our_font_comes_first_in_every_text():
    figure = chart("江津区")
    figure.draw_without_rendering()
    assert {text.get_fontfamily()[0] for text in figure.findobj(matplotlib.text.Text)} == {style.FAMILY}


def test_the_same_figure_has_the_same_bytes(tmp_path):
    rows = pandas.DataFrame({"year": [2021, 2022], "value": [-2, 8]})
    first = style.save(chart("江津区 地区生产总值"), tmp_path / "first", "growth", rows)
    again = style.save(chart("江津区 地区生产总值"), tmp_path / "again", "growth", rows)
    assert [path.name for path in first] == ["growth.png", "growth.svg", "growth.pdf", "growth.csv"]
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in again]
    assert first[3].read_text() == "year,value\n2021,-2\n2022,8\n"


def test_rows_may_be_mappings(tmp_path):
    *_, rows = style.save(chart("江津区"), tmp_path, "growth", [{"district": "江津区", "value": 8.0}])
    assert rows.read_text(encoding="utf-8") == "district,value\n江津区,8.0\n"


def test_pictures_have_300_dots_an_inch_and_no_date(tmp_path):
    png, svg, pdf, _ = style.save(chart("江津区"), tmp_path, "growth", [])
    assert plt.imread(png).shape[:2] == (900, 1200)
    assert "<dc:date>" not in svg.read_text(encoding="utf-8")
    assert "<text" not in svg.read_text(encoding="utf-8")
    assert b"/CreationDate" not in pdf.read_bytes()
    assert b"NotoSansSCPlans-Regular" in pdf.read_bytes()


def test_districts_beyond_the_palette_are_grey():
    colours = style.district_colours(f"区{place}" for place in range(8))
    assert len(set(colours.values())) == 8
    assert colours["区7"] == style.GREY


def test_the_source_line_and_a_legend_of_the_figure_do_not_touch():
    figure = chart("江津区")
    figure.legend(figure.axes[0].lines, ["江津区"], loc="outside lower center")
    style.add_source(figure)
    figure.canvas.draw()
    (source,) = (text for text in figure.texts if text.get_text() == style.SOURCE)
    legend = figure.legends[0].get_window_extent()
    assert source.get_window_extent().y1 < legend.y0
    assert legend.y1 < figure.axes[0].get_tightbbox().y0
