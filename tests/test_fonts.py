"""The two fonts: they are static, freely licensed, and have every character that the documents and the pages use."""

import pytest
from fontTools.ttLib import TTFont

from analysis.figures.style import BOLD, FAMILY, REGULAR, missing_characters
from analysis.report.make_fonts import CHECKOUT, code_page

TEXTS = sorted(path for pattern in ("data/raw/*.*", "analysis/report/templates/*") for path in CHECKOUT.glob(pattern))


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.relative_to(CHECKOUT).as_posix())
def test_every_character_of_documents_and_templates_can_be_drawn(path):
    assert missing_characters(path.read_text(encoding="utf-8-sig")) == []


def test_characters_that_other_places_documents_need_are_there():
    assert missing_characters("".join(sorted(code_page("gb2312", 0xA1A1, 0xF7FE)))) == []
    assert missing_characters("〇−∶―—₂₅⁴㎡㎞℃μ²³①⑳ⅠⅫ％１２₂₅⁴環營於發\u2002\u3000") == []


@pytest.mark.parametrize(("path", "weight", "style"), [(REGULAR, 400, "Regular"), (BOLD, 700, "Bold")])
def test_fonts_are_static_and_named_apart_from_any_installed_font(path, weight, style):
    with TTFont(path) as font:
        assert "fvar" not in font
        assert font["OS/2"].usWeightClass == weight
        assert (font["name"].getDebugName(1), font["name"].getDebugName(2)) == (FAMILY, style)


def test_licence_lies_beside_the_fonts():
    licence = REGULAR.with_name("OFL.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    with TTFont(REGULAR) as font:
        assert "SIL Open Font License" in font["name"].getDebugName(13)
