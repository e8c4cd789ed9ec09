"""Cuts the two Chinese fonts of this project out of Noto Sans SC; run by `make fonts`, not at any other time.

The whole font is variable (matplotlib would draw its thinnest weight) and 17 MB. What is kept: two static weights, and
the characters of `wanted_characters`. The cut fonts get a family name of their own, so that no other "Noto Sans SC" on
a machine is ever drawn instead; the licence, SIL OFL 1.1, reserves the name "Source" only.
"""

import io
import sys
from pathlib import Path
from typing import Any

from fontTools import subset
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

from analysis.figures.style import BOLD, FAMILY, REGULAR
from analysis.tables.files import write_whole

CHECKOUT = Path(__file__).resolve().parents[2]
WEIGHTS = {REGULAR: 400, BOLD: 700}

# Blocks of Unicode that are short and wanted whole: texts of this kind, and figures about them, draw on all of them.
BLOCKS = [
    (0x0020, 0x007E),  # ASCII
    (0x00A0, 0x017F),  # Latin with accents, degree sign, multiplication sign, superscripts
    (0x0391, 0x03C9),  # Greek: μ, σ, Δ
    (0x2000, 0x206F),  # spaces, dashes, quotation marks, per mille
    (0x2070, 0x209F),  # superscripts and subscripts
    (0x2100, 0x214F),  # ℃, №, ℡
    (0x2160, 0x217F),  # Roman numerals
    (0x2190, 0x21FF),  # arrows
    (0x2200, 0x22FF),  # mathematical signs: minus, ratio, at most, at least
    (0x2460, 0x24FF),  # numbers in circles
    (0x2500, 0x25FF),  # lines, squares, circles, triangles
    (0x2600, 0x27BF),  # stars, ticks, crosses
    (0x3000, 0x303F),  # 、。〇《》【】
    (0x3040, 0x312F),  # kana and bopomofo, which GB 2312 has too
    (0x3200, 0x33FF),  # ㎡, ㎞, ㈠
    (0xFE30, 0xFE6F),  # small and vertical punctuation
    (0xFF00, 0xFFEF),  # full-width digits and letters
]


def code_page(encoding: str, first: int, last: int) -> set[str]:
    """All characters that a two-byte encoding holds from the byte pair `first` to the byte pair `last`.

    >>> sorted(code_page("gb2312", 0xB0A1, 0xB0A3))
    ['啊', '埃', '阿']
    """
    characters = set()
    for pair in range(first, last + 1):
        try:
            characters.add(pair.to_bytes(2, "big").decode(encoding))
        except UnicodeDecodeError:
            continue
    return {character for character in characters if len(character) == 1}


def wanted_characters(texts: list[str]) -> set[str]:
    """GB 2312, the 5,401 common characters of Big5, signs, and whatever else `texts` have.

    Big5, because traditional forms slip into simplified texts; the texts, because GB 2312 has neither 〇 nor many a
    character of a place name.
    """
    signs = {chr(code) for first, last in BLOCKS for code in range(first, last + 1)}
    return (
        signs
        | code_page("gb2312", 0xA1A1, 0xF7FE)
        | code_page("big5", 0xA440, 0xC67E)
        | {character for text in texts for character in text}
    )


def cut(source: Path, characters: set[str], weight: int) -> bytes:
    """A static TrueType font of `weight` (400 regular, 700 bold) with `characters`; the same bytes at every run.

    Characters that the source lacks too are left out; tests/test_fonts.py tells whether a document needs one.
    """
    font = TTFont(io.BytesIO(source.read_bytes()), recalcTimestamp=False)
    options = subset.Options()
    options.hinting = False
    options.name_IDs = ["*"]
    options.layout_features = ["kern", "mark", "ccmp", "locl"]
    options.notdef_outline = True
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=sorted(map(ord, characters)))
    cutter.subset(font)
    font = instancer.instantiateVariableFont(font, {"wght": weight}, updateFontNames=True)
    _add_small_digits(font)
    _rename(font, FAMILY)
    font["head"].modified = font["head"].created
    content = io.BytesIO()
    font.save(content)
    return content.getvalue()


# Superscript and subscript digits stand in such texts (km², CO₂, PM₂.₅), and Noto Sans SC has but three of them.
SMALL = 0.6
RAISED = {0x2070 + digit: digit for digit in (0, *range(4, 10))}
LOWERED = {0x2080 + digit: digit for digit in range(10)}


def _add_small_digits(font: Any) -> None:
    """Adds the superscript and subscript digits that the font lacks, each drawn as its own digit, smaller."""
    names = font.getBestCmap()
    for codes, shift in ((RAISED, 330), (LOWERED, -140)):
        for code, digit in codes.items():
            if code in names:
                continue
            whole = names[ord(str(digit))]
            pen = TTGlyphPen(font.getGlyphSet())
            pen.addComponent(whole, (SMALL, 0, 0, SMALL, 0, shift))
            name = f"uni{code:04X}"
            font["glyf"][name] = pen.glyph()
            font["hmtx"][name] = tuple(round(SMALL * width) for width in font["hmtx"][whole])
            font["vmtx"][name] = font["vmtx"][whole]
            for table in font["cmap"].tables:
                if table.isUnicode():
                    table.cmap[code] = name


def _rename(font: Any, family: str) -> None:
    """Gives the font the name `family`, its style (Regular, Bold) kept."""
    names = font["name"]
    style = names.getDebugName(2)
    postscript = family.replace(" ", "")
    for name_id, text in {1: family, 4: f"{family} {style}", 6: f"{postscript}-{style}"}.items():
        names.setName(text, name_id, 3, 1, 0x409)
    for name_id in (3, 16, 17, 25):
        names.removeNames(nameID=name_id)


def main(folder: Path) -> None:
    """Writes the two fonts and their licence beside this module, from the package's files under `folder`."""
    (source,) = folder.rglob("NotoSansSC*.ttf")
    listed = sorted(CHECKOUT.glob("data/raw/*.*")) + sorted(CHECKOUT.glob("analysis/vocabulary/*.csv"))
    characters = wanted_characters([path.read_text(encoding="utf-8-sig") for path in listed])
    for path, weight in WEIGHTS.items():
        write_whole(path, cut(source, characters, weight))
    write_whole(REGULAR.with_name("OFL.txt"), source.with_name("OFL.txt").read_bytes())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
