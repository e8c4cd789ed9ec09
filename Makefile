# One command does all set-up: a .venv in this checkout from requirements.lock (with hashes), nothing global, no root.

PYTHONS := $(PYTHON) python3 python3.14 python3.13 python3.12 python3.11
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-cache-dir --no-compile --no-build-isolation
CACHE := $(CURDIR)/.cache

# What the tools would write to the home folder goes to .cache/; what is set on this machine for other Pythons stays out.
export JUPYTER_CONFIG_DIR := $(CACHE)/jupyter/config
export JUPYTER_DATA_DIR := $(CACHE)/jupyter/data
export JUPYTERLAB_SETTINGS_DIR := $(CACHE)/jupyter/lab/settings
export JUPYTERLAB_WORKSPACES_DIR := $(CACHE)/jupyter/lab/workspaces
export IPYTHONDIR := $(CACHE)/ipython
export MPLCONFIGDIR := $(CACHE)/matplotlib
export HYPOTHESIS_STORAGE_DIRECTORY := $(CACHE)/hypothesis
export PYTHONPYCACHEPREFIX := $(CACHE)/bytecode
export PYTHONNOUSERSITE := 1
export PIP_USER := 0
unexport PYTHONPATH PYTHONHOME PYTHONSTARTUP PYTHONDONTWRITEBYTECODE

.PHONY: help setup report test lab bench accuracy fonts lock clean

help:
	@echo "make report    tables, notebooks and reports/index.html (sets up .venv first)"
	@echo "make test      style, types and every test"
	@echo "make lab       JupyterLab on the notebooks"
	@echo "make accuracy  how right the extracted rows are, against the annotated documents"
	@echo "make bench     how long the build takes beside bare segmentation"
	@echo "make clean     remove .venv, caches and reports"
	@echo "make fonts     cut the two Chinese fonts anew; make lock: the newest releases that fit (needs uv)"

setup: .venv/installed

# setuptools comes first: jieba has no wheel, and is built with the setuptools that the lock file names.
# jieba is compiled at once, and in place, because its source warns whenever it is imported uncompiled. So is what the
# build imports: where Python is told to leave no bytecode behind, every run would compile it anew.
.venv/installed: requirements.lock
	@python=; for candidate in $(PYTHONS); do \
	  if "$$candidate" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; \
	  then python=$$candidate; break; fi; done; \
	if [ -z "$$python" ]; then \
	  echo "Python 3.11 or newer with its venv module is needed, and none of these is one: $(PYTHONS)." >&2; \
	  echo "Install it (on Debian and Ubuntu: python3 and python3-venv), or name it: make PYTHON=/path/to/python3" >&2; \
	  exit 1; fi; \
	echo "Setting up .venv with $$("$$python" --version) from requirements.lock; once, about a minute"; \
	"$$python" -m venv --clear .venv
	@awk '/^[^ #]/ { wanted = /^setuptools==/ } wanted' requirements.lock > .venv/setuptools.lock
	@$(PIP) --require-hashes -r .venv/setuptools.lock
	@$(PIP) --require-hashes --use-pep517 -r requirements.lock
	@$(PIP) --no-deps -e .
	@PYTHONPYCACHEPREFIX= $(BIN)/python -W ignore -m compileall -q "$$($(BIN)/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')/jieba"
	@PYTHONPYCACHEPREFIX= $(BIN)/python -c 'import rjieba, analysis.build'
	@touch $@

report: .venv/installed
	@$(BIN)/python -m analysis report

test: .venv/installed
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m pytest

lab: .venv/installed
	$(BIN)/python -m jupyterlab --notebook-dir=. notebooks

bench: .venv/installed
	@$(BIN)/python -m analysis bench

accuracy: .venv/installed
	@$(BIN)/python -m analysis accuracy

# The whole font is 24 MB and is needed for this only, so it is fetched beside .venv, not into it.
fonts: .venv/installed
	@$(PIP) --no-deps --upgrade --target .cache/fonts justmytype-intl-cjk==0.1.0
	$(BIN)/python -m analysis.report.make_fonts .cache/fonts

lock:
	uv pip compile --universal --python-version 3.11 --generate-hashes --extra test --upgrade --quiet \
	  --custom-compile-command "make lock" --output-file requirements.lock pyproject.toml

clean:
	rm -rf .venv .cache reports build *.egg-info
	find analysis tests notebooks \( -name __pycache__ -o -name .ipynb_checkpoints \) -prune -exec rm -rf {} +
