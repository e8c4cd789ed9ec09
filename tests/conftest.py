"""What several test modules use: the command, and one build and one report of the documents in data/raw."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[1]


def run_command(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """The outcome of `python -m analysis …`, with its output as text."""
    return subprocess.run(
        [sys.executable, "-m", "analysis", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=PROJECT,
        env={**os.environ, "PYTHONUTF8": "1", **environment},
        timeout=570,
    )


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the tables of data/raw, made from nothing."""
    out = tmp_path_factory.mktemp("built")
    outcome = run_command("build", "--out", str(out))
    assert outcome.returncode == 0, outcome.stderr
    return out


@pytest.fixture(scope="session")
def report(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the report of data/raw: every notebook run from nothing and rendered."""
    reports = tmp_path_factory.mktemp("reports")
    outcome = run_command("report", "--out", str(built), "--reports", str(reports))
    assert outcome.returncode == 0, outcome.stderr
    return reports
