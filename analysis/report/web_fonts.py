"""Fonts for a page, cut to the characters that the page uses, so that it looks the same where no Chinese font is."""

import base64
import io
from pathlib import Path

import matplotlib
from fontTools import subset
from fontTools.ttLib import TTFont

from analysis.figures.style import BOLD, REGULAR

# Code stands in DejaVu Sans Mono (a free font), which comes with matplotlib; its Chinese in ours.
CODE_CHARACTERS = [chr(code) for code in range(0x20, 0x7F)]


def font_faces(text: str) -> str:
    """CSS that defines the families "Plans" (regular, bold) and "Plans Mono" with the characters of `text`.

    The fonts are WOFF2 inside the CSS. The same text gives the same CSS.
    """
    mono = Path(matplotlib.get_data_path()) / "fonts" / "ttf" / "DejaVuSansMono.ttf"
    characters = sorted(set(text))
    return (
        _face("Plans", 400, _woff2(REGULAR, characters))
        + _face("Plans", 700, _woff2(BOLD, characters))
        + _face("Plans Mono", 400, _woff2(mono, CODE_CHARACTERS))
    )


def _face(family: str, weight: int, font: bytes) -> str:
    address = "data:font/woff2;base64," + base64.b64encode(font).decode()
    return f'@font-face {{ font-family: "{family}"; font-weight: {weight}; src: url({address}) format("woff2"); }}\n'


def _woff2(path: Path, characters: list[str]) -> bytes:
    options = subset.Options()
    options.hinting = False
    options.layout_features = ["kern"]
    options.drop_tables += ["FFTM"]  # when FontForge saved the font; nothing that is drawn
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=map(ord, characters))
    content = io.BytesIO()
    with TTFont(path, recalcTimestamp=False, lazy=True) as font:
        cutter.subset(font)
        font.flavor = "woff2"
        font.save(content)
    return content.getvalue()
