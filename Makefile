# One word per chore. Everything is set up in $(VENV), once; another Python is
# make test PYTHON=python3.13 VENV=build/venv-3.13

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: help setup demo test check lab bench clean

help:  ## list the chores
	@sed -n 's/^\([a-z]*\):.*## /\1	/p' $(MAKEFILE_LIST) | expand -t 8

setup: $(READY)  ## install the package and its tools into $(VENV)

$(READY): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	    || { echo "plugboard_nb needs Python 3.11 or newer: make PYTHON=python3.11"; exit 1; }
	@test -x $(BIN)/pip || $(PYTHON) -m venv --clear $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[data,lab,dev]'
	@touch $@

demo: $(READY)  ## run the hot water tank, headless; its figures go to build/demo
	$(BIN)/python tools/demo.py

test: $(READY)  ## run all tests
	$(BIN)/pytest -q

check: $(READY)  ## lint, format and types
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

lab: $(READY)  ## open the notebooks in JupyterLab
	$(BIN)/jupyter lab --notebook-dir=notebooks

bench: $(READY)  ## measure speed and memory against the targets; see build/bench.md
	$(BIN)/python -m benchmarks

clean:  ## remove what was built, keep $(VENV)
	rm -rf build dist notebooks/build .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -not -path './.venv/*' -prune -exec rm -rf {} +
