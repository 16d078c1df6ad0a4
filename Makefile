# One word per chore. Everything is set up in $(VENV), once; another Python is
# make test PYTHON=python3.13 VENV=build/venv-3.13

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
FRONTEND := plugboard_nb/frontend
MODULES := $(FRONTEND)/node_modules/.ready

.PHONY: help setup demo test check bundle lab bench clean chromium kernels

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

$(MODULES): $(FRONTEND)/package-lock.json
	@command -v npm >/dev/null \
	    || { echo "the frontend is built with Node 20 or newer, and npm: install them first"; exit 1; }
	cd $(FRONTEND) && npm ci --no-fund --no-audit --loglevel=error
	@touch $@

chromium:
	@tools/chromium.sh

kernels: $(READY)
	@$(BIN)/python tools/kernels.py

test: $(READY) $(MODULES) chromium kernels  ## run all tests
	$(BIN)/pytest -q

check: $(READY) $(MODULES)  ## lint, format and types; the bundles, and the tests of the frontend
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	cd $(FRONTEND) && node build.mjs --check && node_modules/.bin/tsc && node run_tests.mjs

bundle: $(MODULES)  ## build frontend/static from frontend/src
	cd $(FRONTEND) && node build.mjs

lab: $(READY)  ## open the notebooks in JupyterLab
	$(BIN)/jupyter lab --notebook-dir=notebooks

bench: $(READY) chromium  ## measure speed and memory against the targets; see build/bench.md
	$(BIN)/python -m benchmarks

clean:  ## remove what was built, keep $(VENV) and node_modules
	rm -rf build dist notebooks/build .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -not -path './.venv/*' -not -path '*/node_modules/*' -prune -exec rm -rf {} +
