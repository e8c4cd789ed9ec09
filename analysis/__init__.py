"""District-government plans as tables, words and figures: the public face of the package.

    from analysis import keyness, select
    keyness(select(district="江津区"), select(district="梁平区"))

tables      load(name): a table of data/processed as a DataFrame
text        select(…): documents by district, year, kind or name; concordance, theme_context: words where they stand
statistics  keyness(a, b): the words that set one selection apart from another, or from all the rest
figures     figures.coverage(…), …: one function a figure, tidy table in, figure out
essays      say, show, publish, quoted: what a notebook says and shows

Behind it the rooms of the house, in the order that data take:

    reading → extraction, language → comparison → figures → report

`python -m analysis build | report | check | accuracy | bench` is the command. A name is imported when it is first
asked for, so that importing the package costs nothing.
"""

from importlib import import_module
from typing import Any

_HOMES = {
    "concordance": "analysis.language.concordance",
    "keyness": "analysis.language.selections",
    "load": "analysis.tables",
    "publish": "analysis.report.essay",
    "quoted": "analysis.report.essay",
    "rest": "analysis.language.selections",
    "say": "analysis.report.essay",
    "select": "analysis.language.selections",
    "show": "analysis.report.essay",
    "theme_context": "analysis.language.concordance",
}
__all__ = sorted((*_HOMES, "comparison", "figures", "tables"))


def __getattr__(name: str) -> Any:
    """A public name, imported now. Submodules need no help: `from analysis import figures` finds them."""
    if name not in _HOMES:
        raise AttributeError(f"module 'analysis' has no {name!r}: it has {', '.join(__all__)}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return [*globals(), *_HOMES]
