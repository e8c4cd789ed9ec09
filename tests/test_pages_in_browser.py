"""Pages as a reader sees them: no request leaves them, nothing in the console, no glyph of the machine's fonts.

`pages_to_open` says which pages; the tests take every one through the same questions.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from analysis.report import pages, render
from tests.browser import Browser, Page, find_browser

pytestmark = pytest.mark.browser

TABLE = """<table><thead><tr><th>区 district</th><th>值 value</th></tr></thead><tbody>
<tr><td>江津区</td><td>1,250.5</td></tr><tr><td>梁平区</td><td>–</td></tr><tr><td>渝北区</td><td>−8%</td></tr>
<tr><td>&lt;script&gt;document.title = "taken over"&lt;/script&gt;</td><td>9</td></tr></tbody></table>"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = find_browser()
    if path is None:
        if os.environ.get("CI"):
            pytest.fail("no Chromium on PATH: the pages must be opened where CI is set (see .ci/run)")
        pytest.skip("no Chromium on PATH (Debian: apt-get install chromium); CHROMIUM may name one")
    with Browser(path) as running:
        yield running


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a notebook that has every kind of output, and an index of it."""
    folder = tmp_path_factory.mktemp("sample")
    html = new_output("display_data", data={"text/html": TABLE})
    text = new_output("stream", name="stdout", text="二〇三五年 plain 文本")
    cells = [
        new_markdown_cell("# 目标 *Targets*\n\n到**二〇三五年**，`代码 code` PM₂.₅ ㎡ — “营商环境”"),
        new_code_cell("show(targets)  # 显示", outputs=[html, text]),
    ]
    (folder / "notebook.html").write_text(render.page(new_notebook(cells=cells), "目标 Targets"), encoding="utf-8")
    table = pages.Table("targets", "每行一个目标 one row for each target", 12, {"CSV": "targets.csv"})
    notebook = pages.Notebook("notebook.html", "目标 Targets", "承诺了什么？ What is promised?")
    index = pages.index("规划 Plans", "五份文件 five documents", notebooks=[notebook], figures=[], tables=[table])
    (folder / "index.html").write_text(index, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def pages_to_open(sample: Path, report: Path) -> list[Path]:
    """The pages that must be in order: those of the sample and those of the real report."""
    return sorted(sample.glob("*.html")) + sorted(report.glob("*.html"))


@pytest.fixture
def notebook(browser: Browser, sample: Path) -> Iterator[Page]:
    page = browser.open(sample / "notebook.html")
    yield page
    page.close()


def test_pages_ask_nobody_complain_of_nothing_and_bring_their_glyphs(browser: Browser, pages_to_open: list[Path]):
    for path in pages_to_open:
        page = browser.open(path)
        assert [url for url in page.requests() if not url.startswith(("file:", "data:"))] == [], path.name
        assert page.complaints() == [], path.name
        assert page.foreign_fonts() == {}, path.name
        page.close()


def test_pages_fit_a_phone(browser: Browser, pages_to_open: list[Path]):
    for path in pages_to_open:
        page = browser.open(path, width=360, height=740)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, path.name
        page.close()


def first_column(page: Page) -> str:
    return page.evaluate("[...document.querySelectorAll('td:first-child')].map(cell => cell.innerText[0]).join('')")


def test_a_click_on_a_heading_sorts_and_what_is_not_known_stays_last(notebook: Page):
    notebook.click("th:nth-child(2) button")
    assert first_column(notebook) == "渝<江梁"
    assert notebook.evaluate("document.querySelector('th:nth-child(2)').ariaSort") == "ascending"
    notebook.click("th:nth-child(2) button")
    assert first_column(notebook) == "江<渝梁"
    assert notebook.evaluate("document.querySelector('th:nth-child(2)').ariaSort") == "descending"


def test_a_table_is_copied_as_a_spreadsheet_takes_it(notebook: Page):
    notebook.evaluate(
        "navigator.clipboard.writeText = words => { window.copied = words; return Promise.resolve(); }; 1"
    )
    notebook.click("button.copy")
    assert notebook.evaluate("copied.split('\\n').slice(0, 2)") == ["区 district\t值 value", "江津区\t1,250.5"]
    assert "copied" in notebook.evaluate("document.querySelector('button.copy').textContent")


def test_code_is_folded_until_it_is_opened(notebook: Page):
    assert notebook.evaluate("document.querySelector('details.code pre').checkVisibility()") is False
    notebook.click("summary")
    assert notebook.evaluate("document.querySelector('details.code pre').checkVisibility()") is True


def test_a_script_that_slipped_into_a_page_does_not_run(browser: Browser, sample: Path, tmp_path: Path):
    page = (sample / "notebook.html").read_text(encoding="utf-8")
    changed = tmp_path / "changed.html"
    changed.write_text(
        page.replace("</main>", "<script>document.title = 'taken over'</script></main>"), encoding="utf-8"
    )
    opened = browser.open(changed)
    assert opened.evaluate("document.title") == "目标 Targets"
    assert any("Content Security Policy" in complaint for complaint in opened.complaints())
    opened.close()
