"""Every column of the tables, declared once: its kind of value, what it means, and the codes it may hold.

The named columns keep the meaning that the project's contract gives them; a column may be added, none bent.
"""

from typing import NamedTuple


class Column(NamedTuple):
    """A column: its kind of value, what it means, and which values it may hold.

    `kind` is text, integer, number, boolean or date (ISO). `codes` lists the allowed values, if the list is closed.
    `required` columns are never empty. An empty text is stored as null, so that CSV and Parquet say the same.
    """

    kind: str
    meaning: str
    example: str = ""
    codes: tuple[str, ...] = ()
    required: bool = False


DOC_TYPES = ("task_breakdown", "work_report", "annual_plan", "five_year_plan")
MEASURES = ("growth", "level", "share", "increment", "multiple", "qualitative")
OPERATORS = ("eq", "ge", "le", "approx", "range", "qualitative")
SECTION_KINDS = ("chapter", "section", "heading", "run_in", "box", "task", "letter", "contents", "furniture")
UNIT_KINDS = ("department", "town", "park", "company", "group", "party", "other")
THEMES = (
    "investment",
    "consumption",
    "industry",
    "services",
    "digital",
    "innovation",
    "opening",
    "reform",
    "regional",
    "rural",
    "urban",
    "infrastructure",
    "ecology",
    "employment",
    "education",
    "health",
    "culture",
    "governance",
    "safety",
)
ROLES = ("target", "actual", "past_target")
# How a document is to the one that it shares a passage with, and where a sentence of it comes from.
RELATIONS = ("own_earlier", "own_same_period", "other_district")
ORIGINS = (*RELATIONS, "new", "short")
# What became of a number: the three roles that make a row, and the reasons why a number makes none.
DISPOSITIONS = (
    *ROLES,
    "date",
    "ordinal",
    "identifier",
    "name",
    "magnitude",
    "rating",
    "count_of_set",
    "vague",
    "age",
    "policy",
    "contact",
    "heading",
    "furniture",
    "context",
    "unread",
)


def _text(meaning: str, example: str = "", *codes: str, required: bool = False) -> Column:
    return Column("text", meaning, example, codes, required)


def _key(meaning: str, example: str = "", *codes: str) -> Column:
    return Column("text", meaning, example, codes, required=True)


def _count(meaning: str, example: str = "", required: bool = True) -> Column:
    return Column("integer", meaning, example, (), required)


def _number(meaning: str, example: str = "", required: bool = False) -> Column:
    return Column("number", meaning, example, (), required)


COLUMNS: dict[str, Column] = {
    # the document
    "doc_id": _key("the document", "district-2021-tasks"),
    "file": _key("the file in data/raw", "district-2021-tasks.txt"),
    "format": _key("the file's format", "text"),
    "encoding": _key("how the file's bytes were read", "utf-8"),
    "sha256": _key("SHA-256 of the file's bytes"),
    "district": _text("the district whose government speaks", "某某区"),
    "district_code": _text("the district's code by GB/T 2260", "500100"),
    "doc_type": _key(
        "task_breakdown 目标任务分解方案, work_report 政府工作报告, annual_plan 经济社会发展计划, "
        "five_year_plan 规划纲要",
        "task_breakdown",
        *DOC_TYPES,
    ),
    "title": _text("the title, as the text gives it"),
    "doc_number": _text("the document number (文号)", "某府办发〔2023〕20号"),
    "issuer": _text("who issued it, as the text gives it", "某某区人民政府办公室"),
    "written_date": Column("date", "the date it was written (成文日期)", "2023-02-21"),
    "published_date": Column("date", "the date it was published (发布日期)", "2023-02-28"),
    "source_name": _text("who published the copy"),
    "source_url": _text("the address of the copy"),
    "complete": Column("boolean", "false for a text that starts or ends in the middle", "true"),
    "characters": _count("length of the text in Unicode code points", "13245"),
    "note": _text("what else is to be known"),
    # places in the text
    "start": _count("offset of the first character in text/<doc_id>.txt, in code points", "512"),
    "end": _count("offset after the last character", "517"),
    "quote": Column("text", "the characters themselves: text[start:end]", "1.7万家", (), True),
    "sentence": _text("the sentence around it; in an indicator table, the cells of its row"),
    # outline
    "section_id": _text("the section", "s0012"),
    "parent_id": _text("the section that holds this one; empty at the top", "s0003"),
    "level": _count("depth in the outline, 1 = top", "2"),
    "kind": Column("text", "what kind of thing it is", "heading", (), True),
    "number": _text("the number as written", "(一)"),
    "heading": _text("the words of the heading"),
    "path": _text("the headings from the top down, joined by ' > '", "二、重点工作 > (一)全力以赴稳增长"),
    "heading_start": _count("offset of the heading's first character", "500"),
    "heading_end": _count("offset after the heading's last character", "511"),
    # tasks and units
    "task_no": _count("the task's number", "12", required=False),
    "text": _text("the task's words, without its responsibility line"),
    "role": _key("what part it plays", "lead"),
    "position": _count("1 = first named in its role", "1"),
    "and_others": Column("boolean", "whether 等 follows the unit: more are meant than named", "false"),
    "unit_name": _text("the canonical name", "发展和改革委员会"),
    # targets
    "target_id": _text("the row in targets or reported", "district-2021-tasks:t0012"),
    "indicator": _text("what is measured, in the words of the text", "规上工业增加值", required=True),
    "indicator_id": _text("the headline concept, else empty", "industrial_value_added"),
    "measure": _key("growth, level, share, increment, multiple or qualitative", "growth", *MEASURES),
    "operator": _key("how the value binds", "ge", *OPERATORS),
    "value": _number("the number, in the unit as written", "8.5"),
    "value_high": _number("the upper bound of a range", "25"),
    "unit": _text("the unit as written, with its magnitude word", "万家"),
    "base_value": _number("the value in the base unit", "17000"),
    "base_value_high": _number("the upper bound in the base unit"),
    "base_unit": _text("the unit without its magnitude word", "家"),
    "period_start": _count("first year that is meant", "2021", required=False),
    "period_end": _count("last year that is meant", "2025", required=False),
    "binding": _text("约束性 or 预期性, where the document says so", "预期性", "约束性", "预期性"),
    "commitment": _text("the verb of commitment", "力争"),
    "suspect": _text("why the text is likely damaged here; else empty"),
    "source": _key("where it was read: running text or an indicator table", "text", "text", "table"),
    "reviewed": _text("who reviewed the row and when, with the verdict; empty if nobody did"),
    "disposition": _key("what became of the number", "date", *DISPOSITIONS),
    "reason": _text("the rule that decided, in words", "a year"),
    # words and themes
    "term": _key("the word", "数字经济"),
    "count": _count("how often it occurs", "17"),
    "per_thousand": _number("occurrences in a thousand tokens of the body", "2.31", required=True),
    "pos": _text("part of speech, where the dictionary knows it", "n"),
    "theme": _key("the theme", "digital", *THEMES),
    "hits": _count("occurrences of the theme's words", "42"),
    "tokens": _count("tokens of the body", "6120"),
    "low": _number("lower bound of the 95 % interval", required=True),
    "high": _number("upper bound of the 95 % interval", required=True),
    "interval": _key(
        "which interval is the wider and so is given: exact Poisson or section bootstrap",
        "poisson",
        "poisson",
        "bootstrap",
    ),
    "rank": _count("1 = the theme that marks the section most, against the whole corpus", "1"),
    "reference_count": _count("how often the others use it", "8"),
    "reference_tokens": _count("tokens of the others", "51200"),
    "g2": _number("log-likelihood ratio G², four cells (Dunning 1993), signed by direction", "23.4", required=True),
    "p_adjusted": _number("p of G², one degree of freedom, adjusted by Benjamini–Hochberg", "0.0004", required=True),
    "log_odds": _number(
        "log-odds ratio with informative Dirichlet prior (Monroe, Colaresi & Quinn 2008)", "1.2", required=True
    ),
    "z": _number("log_odds over its standard deviation", "4.1", required=True),
    "log_ratio": _number(
        "binary logarithm of the ratio of the two rates (Hardie 2014); a count of 0 is taken as ½", "2.1", required=True
    ),
    "percent_difference": _number(
        "by how many per cent the rate exceeds the others' (%DIFF); empty if theirs is 0", "88.7"
    ),
    "sections": _count("how many of the document's sections carry the word (stretches between two headings)", "9"),
    "dp_norm": _number(
        "deviation of proportions over these sections, 0 even – 1 in one only (Lijffijt & Gries 2012)", "0.62"
    ),
    "juilland_d": _number("Juilland's D over the rates in these sections, 1 even – 0 in one only", "0.83"),
    "headline": Column(
        "boolean",
        "more frequent than with the others, p_adjusted < 0.05, in two sections or more, no number or single character",
        "true",
        (),
        True,
    ),
    # passages that documents share
    "other_doc_id": _text("the other document: of the two the one that plans for earlier years", "place-2021-plan"),
    "other_start": _count("offset of the other passage's first character", "512", required=False),
    "other_end": _count("offset after its last character", "517", required=False),
    "other_quote": _text("the other passage: text[other_start:other_end] of other_doc_id"),
    "relation": _key(
        "whose the other document is: the district's own of earlier years or of the same ones, or another district's",
        "own_earlier",
        *RELATIONS,
    ),
    "similarity": _number(
        "2 × agreeing signs over the signs of both passages; punctuation and layout are none, a number is one sign "
        "that agrees whatever its value",
        "0.94",
        required=True,
    ),
    "agreeing": _count("how many signs agree", "31"),
    "template": _text(
        "the words in common: 〈n〉 for a number, 〈…〉 where the words differ", "新建高标准农田〈n〉万亩"
    ),
    "numbers": _text("the numbers at the template's places, in order, joined by '; '", "2023; 8.5"),
    "other_numbers": _text("the other passage's numbers at these places", "2021; 8"),
    "districts": _count("how many districts have the passage, or half of it or more", "2"),
    "formula": Column("boolean", "whether three districts or more have it: words that none of them coined", "false"),
    "origin": _key(
        "new, own_earlier, own_same_period, other_district, or short: too short to be found as a passage",
        "new",
        *ORIGINS,
    ),
    "covered": _number("the share of the sentence that passages of this origin cover", "0.93", required=True),
    # how findings bear other choices
    "finding": _key("a theme's rate, or a headline word of keyness", "keyness", "theme", "keyness"),
    "subject": _key("the theme or the word", "数字经济"),
    "direction": _key("whether the document has more of it than the others, or less", "more", "more", "less"),
    "holds": _count("in how many settings of the grid the finding holds", "38"),
    "settings": _count("how many settings there are", "42"),
    "share": _number("holds over settings", "0.9048", required=True),
    "broken_by": _text("the choices with which it mostly fails, the most breaking first", "level: sections"),
    # trajectories
    "series_id": _key("the goal followed", "某某区:gdp:growth"),
    # repairs
    "raw": _text("the characters as they stand", "到2025650亿元", required=True),
    "repaired": _text("how they are read", "到2025年650亿元"),
    "rule": _key("the rule's name, or curated", "year_glued_to_number"),
    "certainty": _key("how sure", "sure", "sure", "likely", "ambiguous"),
}
