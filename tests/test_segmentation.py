"""Words are kept whole, and both engines agree."""

import csv
import pickle
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.language.body import narrowed
from analysis.language.segmentation import ENGINES, USER_FREQUENCY, Segmenter, user_dictionary, words_split
from tests.five_documents import documents

CASES = Path(__file__).parent / "cases"
DISTRICTS = ("江津区", "梁平区", "渝北区")


def cases(name: str) -> list[dict[str, str]]:
    with (CASES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def segmenters() -> dict[str, Segmenter]:
    return {engine: Segmenter(user_dictionary(DISTRICTS), engine) for engine in ENGINES}


@pytest.mark.parametrize("case", cases("whole_words"), ids=lambda case: case["word"])
def test_words_of_the_domain_are_kept_whole(case: dict[str, str], segmenters: dict[str, Segmenter]) -> None:
    holding = [token for token in segmenters["rjieba"].cut(case["sentence"]) if case["word"] in token]
    assert len(holding) == 1 and holding[0] in user_dictionary(DISTRICTS)
    assert segmenters["rjieba"].keeps(case["word"])
    assert Segmenter().keeps(case["word"]) == (case["default"] == "whole")


@pytest.mark.parametrize("case", cases("not_whole_words"), ids=lambda case: case["sentence"])
def test_no_word_is_cut_out_of_others(case: dict[str, str], segmenters: dict[str, Segmenter]) -> None:
    assert segmenters["rjieba"].cut(case["sentence"]) == case["expected"].split("|")


def test_every_word_of_the_vocabulary_is_kept_whole_and_the_default_splits_many(
    segmenters: dict[str, Segmenter],
) -> None:
    words = user_dictionary(DISTRICTS)
    assert words_split(words, segmenters["rjieba"]) == []
    assert len(words_split(words, Segmenter())) > len(words) / 2


def test_engines_agree_on_every_document(segmenters: dict[str, Segmenter]) -> None:
    for document in documents():
        for text in (document.text, narrowed(document.text)):
            assert segmenters["rjieba"].cut(text) == segmenters["jieba"].cut(text)


def test_engines_agree_without_the_user_dictionary() -> None:
    plain = {engine: Segmenter(engine=engine) for engine in ENGINES}
    for document in documents():
        assert plain["rjieba"].cut(document.text) == plain["jieba"].cut(document.text)


def test_with_the_markov_model_engines_differ_only_in_latin_letters_and_digits() -> None:
    cutters = [Segmenter(user_dictionary(DISTRICTS), engine, hmm=True) for engine in ENGINES]
    for document in documents():
        fast, slow = (set(_spans(cutter.cut(document.text))) for cutter in cutters)
        differing = [document.text[start:end] for start, end in fast ^ slow]
        assert all(any(character.isascii() for character in token) for token in differing)


def _spans(tokens: list[str]) -> list[tuple[int, int]]:
    spans, start = [], 0
    for token in tokens:
        spans.append((start, start + len(token)))
        start += len(token)
    return spans


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="江津区规上工业增加值8.5%、的 \n“”新质生产力发展中A", max_size=60))
def test_tokens_join_to_the_text_and_engines_agree(segmenters: dict[str, Segmenter], text: str) -> None:
    tokens = segmenters["rjieba"].cut(text)
    assert "".join(tokens) == text
    assert tokens == segmenters["jieba"].cut(text)


def test_parts_of_speech_agree(segmenters: dict[str, Segmenter]) -> None:
    for word in ("工业", "江津", "加快", "专精特新", "增长", "的"):
        assert segmenters["rjieba"].part_of_speech(word) == segmenters["jieba"].part_of_speech(word)


def test_no_two_entries_of_the_dictionary_beat_a_word_of_ours() -> None:
    frequencies = Segmenter(engine="jieba")._cutter
    most = max(frequencies.FREQ.values())
    assert USER_FREQUENCY - 1 < most * most / frequencies.total < USER_FREQUENCY


def test_an_unknown_engine_is_refused() -> None:
    with pytest.raises(ValueError, match="no segmentation engine 'hanlp': it is one of rjieba, jieba"):
        Segmenter(engine="hanlp")


def test_a_segmenter_travels_to_another_process(segmenters: dict[str, Segmenter]) -> None:
    copy = pickle.loads(pickle.dumps(segmenters["rjieba"]))
    assert copy.cut("规上工业增加值增长8%") == segmenters["rjieba"].cut("规上工业增加值增长8%")


def test_jieba_leaves_no_trace(tmp_path: Path) -> None:
    """No cache in the folder for temporary files, nothing on stderr, jieba.dt untouched."""
    code = (
        "from analysis.language.segmentation import Segmenter; import jieba\n"
        "print(Segmenter(['专精特新'], 'jieba').cut('专精特新'), jieba.dt.initialized)"
    )
    result = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        env={"TMPDIR": str(tmp_path), "PYTHONUTF8": "1"},
        cwd=Path(__file__).parents[1],
    )
    assert (result.stdout, result.stderr) == ("['专精特新'] False\n", "")
    assert list(tmp_path.iterdir()) == []
