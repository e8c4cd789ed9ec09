"""The Python face: any selection against any other, and words where they stand."""

import subprocess
import sys
from pathlib import Path

import pandas
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import analysis
from analysis.language.concordance import concordance, theme_context
from analysis.language.selections import keyness, rest, select
from analysis.tables import load, read_text
from tests.conftest import PROJECT


def quotes_are_slices(lines: pandas.DataFrame, folder: Path) -> bool:
    return all(
        read_text(line.doc_id, folder)[line.start : line.end] == line.keyword != "" for line in lines.itertuples()
    )


def test_importing_the_package_imports_nothing_else() -> None:
    """It must cost nothing: what is behind a name is imported when the name is asked for."""
    program = "import sys, analysis; print([name for name in sys.modules if name.startswith(('analysis.', 'numpy'))])"
    outcome = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=PROJECT, check=True)
    assert outcome.stdout.strip() == "[]"


def test_every_public_name_is_there_and_others_are_refused_with_what_there_is() -> None:
    assert all(getattr(analysis, name) is not None for name in analysis.__all__ if name in analysis._HOMES)
    assert set(analysis.__all__) <= set(dir(analysis)) | {"comparison", "figures", "tables"}
    with pytest.raises(AttributeError, match=r"no 'concordances': it has .*concordance"):
        analysis.concordances  # noqa: B018


def test_selections_by_what_is_known_of_a_document(built: Path) -> None:
    whole = select(folder=built)
    assert whole.doc_ids == tuple(load("documents", built)["doc_id"])
    district = whole.documents[0].listing.district
    mine = select(district=district, folder=built)
    assert {document.listing.district for document in mine.documents} == {district}
    assert set(mine.doc_ids) | set(rest(mine).doc_ids) == set(whole.doc_ids)
    assert set(mine.doc_ids).isdisjoint(rest(mine).doc_ids)
    plans = select(doc_type=["five_year_plan", "annual_plan"], folder=built)
    assert {document.listing.doc_type for document in plans.documents} == {"five_year_plan", "annual_plan"}


def test_a_document_fits_every_year_that_it_plans_for(built: Path) -> None:
    (plan,) = select(doc_type="five_year_plan", folder=built).doc_ids
    for year in (2021, 2023, [2024, 2025]):
        assert plan in select(year=year, folder=built).doc_ids
    assert plan not in select(year=2020, folder=built).doc_ids


def test_what_is_not_there_is_said(built: Path) -> None:
    with pytest.raises(
        ValueError, match=r"no document fits district='无区', year=1999: there are .*\(.* work_report\)"
    ):
        select(district="无区", year=1999, folder=built)
    with pytest.raises(ValueError, match="nothing is left to compare it with"):
        keyness(select(folder=built))
    with pytest.raises(ValueError, match="stands in both selections: leave it out of one"):
        keyness(select(year=2021, folder=built), select(year=2022, folder=built))
    with pytest.raises(ValueError, match="no theme 'sport': the themes are investment, "):
        theme_context(select(folder=built), "sport")
    with pytest.raises(ValueError, match="a word of the concordance is empty or holds a line break"):
        concordance(select(folder=built), ["工业", ""])
    with pytest.raises(ValueError, match="run `python -m analysis build` first"):
        select(folder=built / "nowhere")


def test_a_document_against_the_rest_is_what_the_table_says(built: Path) -> None:
    table = load("keyness", built)
    for doc_id in select(folder=built).doc_ids:
        rows = keyness(select(doc_id=doc_id, folder=built)).query("count > 0").reset_index(drop=True)
        expected = table[table["doc_id"] == doc_id].drop(columns="doc_id").reset_index(drop=True)
        pandas.testing.assert_frame_equal(
            rows[expected.columns].set_index("term").sort_index(),
            expected.set_index("term").sort_index(),
            check_dtype=False,
        )


def test_two_lines_compare_two_selections_both_ways(built: Path) -> None:
    first, second = select(doc_type="task_breakdown", folder=built), select(doc_type="annual_plan", folder=built)
    there, back = keyness(first, second).set_index("term"), keyness(second, first).set_index("term")
    assert set(there.index) == set(back.index)
    assert (there["g2"] == -back["g2"].reindex(there.index)).sum() >= 0.99 * len(there)
    assert {"count", "reference_count", "tokens", "reference_tokens"} <= set(there.columns)


def test_a_concordance_finds_every_occurrence_in_the_body(built: Path) -> None:
    everything = select(folder=built)
    lines = concordance(everything, "乡村振兴", 10)
    assert len(lines) > 5 and quotes_are_slices(lines, built)
    assert (lines["left"].str.len() <= 10).all() and (lines["right"].str.len() <= 10).all()
    sections = load("sections", built)
    for line in lines.itertuples():
        holding = sections[
            (sections["doc_id"] == line.doc_id) & (sections["start"] <= line.start) & (sections["end"] > line.start)
        ]
        assert line.path == (holding.sort_values(["start", "level"])["path"].iloc[-1] if len(holding) else "")


def test_a_theme_in_context_has_as_many_lines_as_hits(built: Path) -> None:
    rates = load("theme_rates", built)
    for theme in ("digital", "health"):
        lines = theme_context(select(folder=built), theme)
        assert quotes_are_slices(lines, built)
        counts = lines.groupby("doc_id").size()
        expected = rates[rates["theme"] == theme].set_index("doc_id")["hits"]
        assert counts.reindex(expected.index, fill_value=0).tolist() == expected.tolist()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40)
@given(st.text("的发展、，0.9( 工业", min_size=1, max_size=3), st.integers(0, 40))
def test_any_string_may_be_looked_for(built: Path, word: str, width: int) -> None:
    lines = concordance(select(doc_type="annual_plan", folder=built), word, width)
    assert list(lines.columns) == ["doc_id", "path", "left", "keyword", "right", "start", "end"]
    assert quotes_are_slices(lines, built)
