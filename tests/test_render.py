"""Notebooks become pages: run from nothing, the same bytes each time, and nothing from a document can act in them."""

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from analysis.report import layout, pages, render

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>"


def notebook(folder: Path, *cells: str) -> Path:
    """A notebook file with these cells; a cell that begins with # is Markdown."""
    made = [new_markdown_cell(cell) if cell.startswith("#") else new_code_cell(cell) for cell in cells]
    path = folder / "01-small.ipynb"
    nbformat.write(new_notebook(cells=made), path)
    return path


def test_two_runs_of_a_notebook_give_the_same_page(tmp_path):
    path = notebook(
        tmp_path,
        "# 目标 Targets",
        "import os, pandas, matplotlib.pyplot as plt",
        "pandas.DataFrame({'district': ['江津区'], 'value': [8.0]}).style.hide(axis='index')",
        "figure, axes = plt.subplots()\naxes.bar([1], [2])\nplt.close(figure)\nfigure",
        "print(sorted(os.environ['GIVEN']), set('abcdef'), os.getcwd())",
    )
    first, again = (
        render.page(render.run(path, workdir=tmp_path, environment={"GIVEN": "ba"}), "目标") for _ in range(2)
    )
    assert first == again
    assert "[&#39;a&#39;, &#39;b&#39;]" in first
    assert str(tmp_path) in first
    assert first.count("data:image/png;base64,") == 1
    assert 'id="T_00001_row0_col0"' in first


def test_a_failing_cell_is_named_with_its_notebook(tmp_path):
    path = notebook(tmp_path, "# 目标", "x = 1", "total = x\ntotal / 0")
    with pytest.raises(ValueError) as error:
        render.run(path, workdir=tmp_path, environment={})
    assert str(error.value) == (
        "01-small.ipynb, cell 3: ZeroDivisionError: division by zero\n    total = x\n    total / 0"
    )


def test_a_warning_in_a_cell_is_an_error(tmp_path):
    path = notebook(tmp_path, "import warnings; warnings.warn('values are missing')")
    with pytest.raises(ValueError, match=r"01-small.ipynb, cell 1: printed to standard error: .*values are missing"):
        render.run(path, workdir=tmp_path, environment={})


def test_a_kernel_that_dies_is_named_with_its_cell(tmp_path):
    path = notebook(tmp_path, "import os; os._exit(1)")
    with pytest.raises(ValueError, match=r"01-small\.ipynb, cell 1: Kernel died"):
        render.run(path, workdir=tmp_path, environment={})


def test_start_up_files_of_the_reader_play_no_part(tmp_path, monkeypatch):
    start = tmp_path / "profile_default" / "startup"
    start.mkdir(parents=True)
    (start / "mine.py").write_text("surprise = 1")
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path))
    node = render.run(notebook(tmp_path, "'surprise' in globals()"), workdir=tmp_path, environment={})
    assert node.cells[0].outputs[0].data["text/plain"] == "False"


def output(**data: str) -> nbformat.NotebookNode:
    """An executed notebook of one cell with one output."""
    kinds = {name.replace("_", "/", 1): content for name, content in data.items()}
    cell = new_code_cell("show(rows)", outputs=[nbformat.v4.new_output("display_data", data=kinds)])
    return new_notebook(cells=[cell])


def shown(page: str) -> str:
    """The body of a page without the script of ours at its end."""
    return page[page.index("<body>") : page.rindex("<script>")]


@pytest.mark.parametrize("kind", ["text_html", "text_markdown", "text_plain"])
def test_a_script_in_a_documents_text_is_shown_and_never_runs(kind):
    body = shown(render.page(output(**{kind: f"<p>{HOSTILE}</p>"}), "目标"))
    assert "<script" not in body
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in body
    assert "<img" not in body or "onerror" not in body.split("<img")[1].split(">")[0]
    assert 'src="x"' not in body


def test_a_script_in_a_cell_of_a_dataframe_is_shown_as_it_stands():
    import pandas

    body = shown(render.page(output(text_html=pandas.DataFrame({"quote": [HOSTILE]}).to_html()), "目标"))
    assert "&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x onerror=alert(2)&gt;" in body


def test_a_title_from_a_document_is_escaped():
    page = render.page(output(text_plain="8"), HOSTILE)
    assert page.count("<script") == 1
    assert "<title>&lt;script&gt;" in page


@pytest.mark.parametrize("link", ["javascript:alert(1)", "data:text/html,<script>alert(1)</script>"])
def test_links_that_act_lose_their_address(link):
    assert "href" not in layout.sanitised(f'<a href="{link}">x</a>')


def test_a_page_asks_nobody_for_anything():
    page = render.page(
        output(text_html='<img src="https://example.org/x.png" alt="x"><table><tr><td>8</td></tr></table>'), "目标"
    )
    assert "https://" not in page
    assert "default-src &#39;none&#39;" in page


def test_code_is_folded_and_tables_markdown_and_pictures_are_there():
    cells = [new_markdown_cell("# 目标\n\n| a |\n|---|\n| **8** |"), *output(image_png="AAAA").cells]
    cells[1].outputs[0].metadata = {"image/png": {"alt": "增长目标", "width": 500}}
    body = shown(render.page(new_notebook(cells=cells), "目标"))
    assert "<h1>目标</h1>" in body
    assert "<strong>8</strong>" in body
    assert '<details class="code"><summary>' in body
    assert '<img src="data:image/png;base64,AAAA" alt="增长目标" width="500">' in body


def test_a_character_that_the_fonts_lack_fails_the_page():
    with pytest.raises(ValueError) as error:
        render.page(output(text_plain="珞璜한"), "目标")
    assert str(error.value) == (
        "page '目标' can't be shown:\n"
        "U+D55C '한' in text '珞璜한'\n"
        "Put a document that has them into data/raw and run `make fonts`, or write the text without them."
    )


def test_index_leads_to_everything_and_escapes_every_text():
    page = pages.index(
        "规划 Plans",
        HOSTILE,
        notebooks=[pages.Notebook("01-corpus.html", "语料 Corpus", HOSTILE)],
        figures=[pages.Figure(HOSTILE, "figures/增长.png", {"PNG": "figures/增长.png", "CSV": "figures/growth.csv"})],
        tables=[pages.Table("targets", HOSTILE, 1234, {"CSV": "tables/targets.csv"})],
        notes=[HOSTILE],
    )
    body = shown(page)
    assert "<script" not in body
    assert body.count("&lt;script&gt;") == 6  # the figure's caption also describes its picture
    assert '<a href="01-corpus.html">' in body
    assert '<img src="figures/%E5%A2%9E%E9%95%BF.png"' in body
    assert "<td>1,234</td>" in body


@pytest.mark.parametrize("address", ["https://example.org/a.html", "/etc/a.html", "//example.org/a", "file:///a.html"])
def test_index_refuses_an_address_that_is_not_relative(address):
    with pytest.raises(ValueError, match="expected a path relative to the page"):
        pages.relative(address)


def test_environment_of_the_kernel_is_laid_over_that_of_this_process(tmp_path, monkeypatch):
    monkeypatch.setenv("MPLBACKEND", "Agg")
    monkeypatch.setenv("KEPT", "kept")
    path = notebook(tmp_path, "import os; [os.environ[name] for name in ('KEPT', 'PYTHONHASHSEED', 'TZ')]")
    node = render.run(path, workdir=tmp_path, environment={"TZ": "Asia/Shanghai"})
    assert node.cells[0].outputs[0].data["text/plain"] == "['kept', '0', 'Asia/Shanghai']"
    assert os.environ["MPLBACKEND"] == "Agg"


def test_notebooks_run_side_by_side_in_threads(tmp_path):
    def printed(place: int) -> str:
        folder = tmp_path / str(place)
        folder.mkdir()
        return render.run(notebook(folder, f"print({place})"), workdir=folder, environment={}).cells[0].outputs[0].text

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(printed, range(2))) == ["0\n", "1\n"]
