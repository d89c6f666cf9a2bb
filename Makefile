.PHONY: setup run test bench fuzz lint

PYTHON ?= python3
DATA_DIR ?= var
FUZZ ?= 10000
VENV := .venv
PY := $(VENV)/bin/python
INSTALL := $(PY) -m pip install --quiet --disable-pip-version-check --no-compile --require-hashes
PURE := tracker/rules/book.py tracker/rules/calendar.py tracker/rules/workdays.py tracker/rules/deadlines.py \
	tracker/rules/grams.py tracker/rules/chain.py tracker/rules/bodynames.py tracker/scores/periods.py tracker/scores/classify.py \
	tracker/scores/judge.py tracker/scores/shares.py tracker/scores/rates.py tracker/scores/turns.py \
	tracker/scores/indicators/counting.py tracker/scores/indicators/shapes.py \
	tracker/intake/apart.py tracker/intake/cleaners.py tracker/intake/columns.py tracker/intake/names.py \
	$(wildcard tracker/intake/reading/*.py)

setup: $(VENV)/.dev-stamp

run: export DEBUG = 1
run: export DATABASE_URL = sqlite:///$(DATA_DIR)/demo.sqlite3
run: export DATA_DIR := $(DATA_DIR)
run: $(VENV)/.run-stamp
	@$(PY) manage.py launch

test: $(VENV)/.dev-stamp
	@$(PY) -m tests.runner

bench: $(VENV)/.dev-stamp
	@$(PY) -m tests.benchmarks $(PARTS)

fuzz: export FUZZ := $(FUZZ)
fuzz: $(VENV)/.dev-stamp
	@$(PY) -m pytest --quiet tests/fuzz.py

lint: export DJANGO_SETTINGS_MODULE = tests.settings
lint: $(VENV)/.dev-stamp
	@$(PY) -m ruff format --check .
	@$(PY) -m ruff check .
	@$(PY) -m mypy $(PURE)
	@$(PY) manage.py check --fail-level WARNING --database default
	@$(PY) manage.py makemigrations --check --dry-run

$(VENV)/.run-stamp: requirements/run.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "This needs Python 3.11 or later; name one with: make PYTHON=/path/to/python3 ...")'
	@$(PYTHON) -c 'import ensurepip, venv' || { echo "This Python has no venv; on Debian: apt-get install python3-venv" >&2; exit 1; }
	@echo "Building the environment in $(VENV) ..."
	@rm -rf $(VENV)
	@$(PYTHON) -m venv $(VENV)
	@$(INSTALL) -r $<
	@touch $@

$(VENV)/.dev-stamp: requirements/dev.lock $(VENV)/.run-stamp
	@$(INSTALL) -r $<
	@touch $@
