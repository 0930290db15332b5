# `make run` opens the reader, `make test` is the whole check; each does its own set-up.
PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready
PIP    := $(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable

.PHONY: run test faults fuzz format audit bench relevance guide screenshots terminal-tools clean

run: $(VENV)/.runs
	@$(BIN)/paperdeck $(FILES)

test: $(READY) terminal-tools
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/coverage run -m pytest
	$(BIN)/coverage report

# The same faults as in the check, many times over: hours. A table at the end says what was lost.
faults: $(READY) terminal-tools
	PAPERDECK_FAULTS=large $(BIN)/python -m pytest tests/faults

# Looks for bytes that a page or a query is read wrongly of, for so many seconds each.
SECONDS ?= 3600
fuzz: $(READY)
	$(PIP) '.[dev,fuzz]'
	$(BIN)/python -m tests.fuzz pages -max_total_time=$(SECONDS)
	$(BIN)/python -m tests.fuzz queries -max_total_time=$(SECONDS)

# Asks whether anything is known against the pinned versions; this alone goes to the network. Where
# nobody answers it fails and says so: silence is no good news.
audit: $(READY)
	$(PIP) '.[dev,audit]'
	$(BIN)/python -m tests.audit

format: $(READY)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(READY)
	$(PIP) '.[dev,bench]'
	$(BIN)/python -m tests.bench

# How well search ranks, in one table; where the sample pages and judged questions are.
relevance: $(READY)
	$(BIN)/python -m tests.relevance

# Writes the README's tables of keys and of the query language anew.
guide: $(READY)
	$(BIN)/python -m reader.guide

# Chromium and its font are from the system: on Debian, apt install chromium fonts-firacode.
screenshots: $(READY)
	$(PIP) '.[dev,screenshots]'
	$(BIN)/python -m screenshots.take

# A real tmux and a real X server for the tests that drive the program from outside. Where they
# cannot be installed those tests skip, and say so.
terminal-tools:
	@sh tests/terminal_tools.sh

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Paperdeck needs Python 3.11 or newer; say which with: make PYTHON=python3.12")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.runs: pyproject.toml constraints.txt | $(VENV)/bin/python
	$(PIP) .
	@touch $@

$(READY): pyproject.toml constraints.txt | $(VENV)/bin/python
	$(PIP) '.[dev]'
	@touch $@ $(VENV)/.runs

clean:
	rm -rf $(VENV) build dist *.egg-info
