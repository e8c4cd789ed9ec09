"""What all pages share: the frame, the fonts inside, and the rule that nothing from a document can act in a page.

Two locks keep a document's text from acting: it is escaped or sanitised when it enters a page, and the page's
Content-Security-Policy allows no script but the one of this package, known by its hash, and no request at all.
"""

import base64
import hashlib
import html
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import bleach
import jinja2
from markupsafe import Markup

from analysis.figures.style import HOW_TO_MEND, describe_missing
from analysis.report.web_fonts import font_faces

TEMPLATES = Path(__file__).parent / "templates"

# What may stand in a notebook's output or Markdown: text, tables, images; nothing that loads, runs or sends.
TAGS = {
    *("a", "abbr", "b", "blockquote", "br", "caption", "cite", "code", "dd", "del", "details", "div", "dl", "dt", "em"),
    *("figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "ins", "kbd", "li", "mark", "ol"),
    *("p", "pre", "q", "s", "section", "small", "span", "strong", "sub", "summary", "sup", "table", "tbody", "td"),
    *("tfoot", "th", "thead", "tr", "u", "ul"),
}
ATTRIBUTES = {
    "*": {"class", "id", "title", "lang"},
    "a": {"href"},
    "img": {"src", "alt", "width", "height"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "ol": {"start"},
}


def _may_stay(tag: str, name: str, value: str) -> bool:
    """Whether a tag keeps an attribute; a picture must be inside the page, a link must lead out of it or to a part."""
    inside = value.strip().lower().startswith("data:image/")
    if (name == "src" and not inside) or (name == "href" and value.strip().lower().startswith("data:")):
        return False
    return name in ATTRIBUTES["*"] or name in ATTRIBUTES.get(tag, set())


def sanitised(fragment: str) -> str:
    """HTML of which only text, tables, images and links are left as such; anything else is shown as its characters.

    >>> sanitised("<b onclick='x()'>8%</b><script>alert(1)</script>")
    '<b>8%</b>&lt;script&gt;alert(1)&lt;/script&gt;'
    """
    return bleach.clean(fragment, tags=TAGS, attributes=_may_stay, protocols={"http", "https", "mailto", "data"})


@cache
def _environment() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES, encoding="utf-8"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def fill(template: str, **values: object) -> str:
    """The template of this package with the values filled in, each of them escaped unless it is marked as HTML."""
    return _environment().get_template(template).render(**values)


def whole_page(body: str, title: str) -> str:
    """The HTML page with this body: our look, our script, the fonts cut to the page's own characters, all inside.

    Raises ValueError naming each character that the fonts lack, and where it stands.
    """
    look, script = ((TEMPLATES / name).read_text(encoding="utf-8") for name in ("page.css", "page.js"))
    texts = [title, *visible_texts(body)]
    faults = list(dict.fromkeys(fault for text in texts for fault in describe_missing(text.strip(), "text")))
    if faults:
        raise ValueError(f"page {title!r} can't be shown:\n" + "\n".join(faults) + "\n" + HOW_TO_MEND)
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return fill(
        "layout.html.j2",
        title=title,
        policy=f"default-src 'none'; img-src 'self' file: data:; font-src data:; style-src 'unsafe-inline'; "
        f"script-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'",
        look=Markup(font_faces("".join([*texts, look, script])) + look),
        script=Markup(script),
        body=Markup(body),
    )


def visible_texts(page: str) -> list[str]:
    """The texts that a reader of the page sees, in order.

    >>> visible_texts("<style>p {}</style><p>江津&amp;<b>区</b></p>")
    ['江津&', '区']
    """
    reader = _TextReader()
    reader.feed(page)
    reader.close()
    return reader.texts


class _TextReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: list[str] = []
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.hidden += tag in {"style", "script"}
        self.texts += [html.unescape(value) for name, value in attrs if name in {"alt", "title"} and value]

    def handle_endtag(self, tag: str) -> None:
        self.hidden -= tag in {"style", "script"}

    def handle_data(self, data: str) -> None:
        if not self.hidden and data.strip():
            self.texts.append(data)
