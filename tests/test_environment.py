"""The files that say what is installed agree with each other, and with what is imported."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
import yaml

PROJECT = Path(__file__).parents[1]
PYPROJECT = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
CONDA = yaml.safe_load((PROJECT / "environment.yml").read_text(encoding="utf-8"))
LOCK = (PROJECT / "requirements.lock").read_text(encoding="utf-8")


def ranges(requirements: list[str]) -> dict[str, str]:
    """The range of versions for each package name."""
    split = (re.match(r"([\w-]+)(.*)", requirement) for requirement in requirements)
    return {found[1]: found[2] for found in split if found}


DECLARED = ranges(PYPROJECT["dependencies"])


def test_conda_names_the_users_packages_in_the_ranges_of_pyproject():
    conda = ranges([entry for entry in CONDA["dependencies"] if isinstance(entry, str)])
    assert conda.pop("python") == PYPROJECT["requires-python"]
    assert conda.pop("pip") == ""
    assert set(conda) == {"jupyterlab", "pandas", "matplotlib", "seaborn", "jieba", "scikit-learn"}
    assert conda == {name: DECLARED[name] for name in conda}


def test_conda_installs_the_project_itself():
    assert CONDA["name"] == PYPROJECT["name"]
    assert CONDA["dependencies"][-1] == {"pip": ["-e ."]}


def test_the_lock_file_has_a_hashed_release_of_everything_declared():
    pinned = re.findall(r"^([\w-]+)==[^\\\n]+\\\n    --hash=sha256:", LOCK, re.MULTILINE)
    declared = ranges(PYPROJECT["dependencies"] + PYPROJECT["optional-dependencies"]["test"])
    assert set(declared) <= set(pinned)


def imported(folder: Path) -> set[str]:
    """The top names of the modules that the code in `folder` imports, those of Python and of the project aside."""
    names = set()
    for path in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.level == 0:
                names.add((node.module or "").split(".")[0])
    return names - set(sys.stdlib_module_names) - {"analysis", "tests"}


@pytest.mark.parametrize(("folder", "extra"), [("analysis", []), ("tests", ["test"])])
def test_everything_imported_is_declared(folder, extra):
    declared = {*DECLARED, *(name for key in extra for name in ranges(PYPROJECT["optional-dependencies"][key]))}
    distributions = packages_distributions()
    for name in sorted(imported(PROJECT / folder)):
        sources = {source.lower().replace("_", "-") for source in distributions.get(name, [name])}
        # MarkupSafe is jinja2's own kind of text.
        assert sources & (declared | {"markupsafe"}), f"{folder} imports {name}, which pyproject.toml does not declare"
