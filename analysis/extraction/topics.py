"""Whose figure a figure is, where the sentence speaks of a part of the district: a park, a town, a branch.

A part of a concept does not take the concept's id (paragraph 3 of the annotation guide).
"""

import re
from bisect import bisect_right

from analysis import vocabulary
from analysis.extraction.clauses import Span
from analysis.extraction.indicators import strip_leads
from analysis.extraction.lexicon import verb_of
from analysis.reading.document import Document

# Concepts of a whole economy, which parks, towns and branches have figures of as well.
MACRO_CONCEPTS = frozenset(
    {
        "gdp",
        "industrial_value_added",
        "industrial_output",
        "fixed_asset_investment",
        "industrial_investment",
        "fdi",
        "foreign_trade",
    }
)
# Concepts that are rates themselves, so that percentage points change them.
RATE_CONCEPTS = frozenset(
    [
        "urbanization_rate",
        "forest_cover",
        "good_air_days",
        "services_share",
        "rd_intensity",
        "strategic_emerging_share",
        "digital_economy",
        "basic_pension_medical_coverage",
        "surveyed_unemployment",
        "registered_unemployment",
    ]
)
_PART = re.compile(rf"(?:{vocabulary.alternatives(vocabulary.column('parts', 'word'))})(?:[（(][^（）()]*[）)])?$")
_GROWN = re.compile("^(?:培育)?(?:做大|做强|做优|壮大)+")
_EACH = re.compile(rf"每[个一]?[^，,。]{{0,12}}?(?:{vocabulary.alternatives(vocabulary.column('parts', 'word'))})")
_LEAD = re.compile(r"[^，,。；;：:、\n]{2,24}")
_LABEL = re.compile(r"^[（(]?[0-9一二三四五六七八九十]{1,3}[）).．、]|^[一二三四五六七八九十]是|^——")


def topic_of(document: Document, span: Span, clause: int) -> str:
    """The part of the district that the sentence, or the run-in heading before it, is about; else the empty text."""
    lead = _LEAD.match(document.text, span.start, clause)
    if lead and lead.end() < clause:
        words = _LABEL.sub("", lead.group().strip())
        name = _GROWN.sub("", words)
        if _PART.search(name) and len(name) < 20 and strip_leads(name).name == name and not verb_of(name):
            return name
        each = _EACH.match(words)
        if each:
            return each.group()
    return _run_in_heading(document, span.start)


def _run_in_heading(document: Document, place: int) -> str:
    """The run-in heading that a place stands under, if it names a part."""
    at = bisect_right(document.sections, place, key=lambda section: section.start) - 1
    while at >= 0 and document.sections[at].kind == "run_in":
        section = document.sections[at]
        if section.start <= place < section.end:
            heading = section.heading.strip("。:： ")
            return heading if _PART.search(heading) and len(heading) < 20 else ""
        at -= 1
    return ""
