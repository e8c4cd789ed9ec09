"""The index: one page that leads to the notebooks, figures and tables of a report."""

from collections.abc import Sequence
from typing import NamedTuple
from urllib.parse import quote, urlsplit

from analysis.report.layout import fill, whole_page


class Notebook(NamedTuple):
    """A rendered notebook: where its page lies, relative to the index; what it is called; the question it answers."""

    address: str
    title: str
    question: str


class Figure(NamedTuple):
    """A figure: its caption, the picture to show, and its files by kind, such as {"SVG": "figures/growth.svg"}."""

    caption: str
    picture: str
    files: dict[str, str]


class Table(NamedTuple):
    """A table: its name, what a row of it is, how many rows it has, and its files by kind."""

    name: str
    description: str
    rows: int
    files: dict[str, str]


def index(
    title: str,
    introduction: str,
    *,
    notebooks: Sequence[Notebook],
    figures: Sequence[Figure],
    tables: Sequence[Table],
    notes: Sequence[str] = (),
) -> str:
    """The whole HTML of the index; `introduction` and `notes` are plain text, a paragraph each.

    Every text is escaped. Raises ValueError if an address is not relative (a report must open from any folder), or if
    the fonts lack a character.
    """
    body = fill(
        "index.html.j2",
        title=title,
        introduction=introduction,
        notebooks=[entry._replace(address=relative(entry.address)) for entry in notebooks],
        figures=[entry._replace(picture=relative(entry.picture), files=_relative(entry.files)) for entry in figures],
        tables=[entry._replace(files=_relative(entry.files)) for entry in tables],
        notes=notes,
    )
    return whole_page(body, title)


def relative(address: str) -> str:
    """The address as it stands in a link; ValueError if it leads elsewhere than to a place relative to the page.

    >>> relative("figures/江津.png")
    'figures/%E6%B1%9F%E6%B4%A5.png'
    """
    parts = urlsplit(address)
    if parts.scheme or parts.netloc or address.startswith("/"):
        raise ValueError(
            f"address {address!r} of the index: expected a path relative to the page, such as 01-corpus.html"
        )
    return quote(address, safe="/.#")


def _relative(files: dict[str, str]) -> dict[str, str]:
    return {kind: relative(address) for kind, address in files.items()}
