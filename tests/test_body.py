"""What is counted is the body, and every place in it leads back to the document."""

from analysis.language.body import ASIDE, body_spans, narrowed, read_body
from analysis.reading.document import Document, Listing, Repair, Section
from analysis.reading.responsibility_lines import find_responsibility_lines
from tests.five_documents import corpus, documents

LISTING = Listing("d", "d.txt", "某区", "task_breakdown", 2021, 2021)


def document(text: str, *sections: Section, repairs: tuple[Repair, ...] = ()) -> Document:
    return Document(LISTING, text, sections, (), repairs)


def test_letters_contents_furniture_and_responsibility_lines_are_left_out() -> None:
    letter = Section("s1", "", 1, "letter", "", "", "", 0, 5, 0, 0)
    text = "各镇街：\n1.建设水库。\n责任单位:区水利局。\n2.修路。\n"
    body = read_body(document(text, letter))
    assert body.text.split() == ["1.建设水库。", "2.修路。"]
    assert body.text.isprintable() is False and "水利局" not in body.text


def test_a_line_broken_inside_a_sentence_is_joined_where_a_repair_says_so() -> None:
    text = "推进水库加快建\n\n设，强化管网"
    broken = Repair(7, 9, "\n\n", "", "sentence_over_paragraph", "", "sure")
    body = read_body(document(text, repairs=(broken,)))
    assert body.text == "推进水库加快建设,强化管网\n"
    assert [body.origin(offset) for offset in (6, 7, 8)] == [6, 9, 10]
    assert read_body(document(text)).text == narrowed(text) + "\n"


def test_full_width_forms_are_narrowed_and_offsets_stay() -> None:
    text = "增长８．５％，ＧＤＰ"
    assert narrowed(text) == "增长8.5%,GDP"
    assert len(narrowed(text)) == len(text)


def test_every_character_of_the_body_leads_back_to_the_document() -> None:
    for counted in corpus():
        text = narrowed(counted.document.text)
        for offset in range(0, len(counted.body.text), 7):
            if counted.body.text[offset] != "\n":
                origin = counted.body.origin(offset)
                assert text[origin] == counted.body.text[offset]
                assert counted.body.place(origin) == offset


def test_no_body_holds_what_is_aside() -> None:
    for read in documents():
        aside = [(section.start, section.end) for section in read.sections if section.kind in ASIDE]
        aside += [(line.start, line.end) for line in find_responsibility_lines(read.text)]
        for start, end in body_spans(read):
            assert start < end
            assert all(end <= first or start >= last for first, last in aside)


def test_an_empty_document_has_an_empty_body() -> None:
    assert read_body(document("")).text == ""


def test_a_word_broken_over_two_paragraphs_is_counted_whole() -> None:
    text = "加快推进水库加快建\n\n设,强化管网统筹。"
    broken = Repair(8, 12, "建\n\n设", "建设", "sentence_broken", "", "sure")
    listing = Listing("d", "d.txt", "某县", "work_report", 2021, 2021)
    assert "加快建设" in read_body(Document(listing, text, (), (), (broken,))).text
