# `make help` lists what there is. Everything happens in .venv; nothing outside this folder is touched,
# save that `make test` may install Debian's Chromium where it runs as root.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo test check lint format messages tabler rivals bench lock dev tests clean

PYTHON ?= $(shell command -v python3.11 || command -v python3.12 || command -v python3.13 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
RIVALS := .venv-bench
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
ARGS ?=
WORKERS ?= 2
PYTEST := $(BIN)/python -m pytest -n $(WORKERS) --dist worksteal

help: ## this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

demo: $(VENV)/ready-to-run ## a living shop in your browser (ARGS="--small --port 8080" to change it)
	@$(BIN)/langganan demo --home demo $(ARGS)

test: $(VENV)/ready-to-test ## everything: set-up, lint, types, tests on SQLite and on PostgreSQL
	@tools/chromium.sh
	@tools/java.sh
	@$(MAKE) --no-print-directory lint
	@echo "Tests on PostgreSQL: what uses the database"
	@$(BIN)/python tools/postgres.py $(PYTEST) -m "database and not looks and not spark"
	@echo "Tests on Spark, in one process"
	@$(BIN)/python tools/postgres.py $(BIN)/python -m pytest -n 0 -m spark
	@echo "Tests on SQLite: all others"
	@$(PYTEST) -m "not spark"

check: lint tests ## lint, types and the quick tests (no browser, no crashes, no Spark)

lint: $(VENV)/ready-to-test ## style, types and the direction of imports
	@echo "Style, types, imports"
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/pyrefly check --progress-bar no
	@$(BIN)/lint-imports --no-logo

tests: $(VENV)/ready-to-test
	@$(PYTEST) -m "not browser and not crash and not spark"

format: $(VENV)/ready-to-test ## put the code into its usual shape
	@$(BIN)/ruff check --fix --quiet . || true
	@$(BIN)/ruff format .

messages: $(VENV)/ready-to-test ## collect sentences to translate and compile the catalogues
	@$(BIN)/python tools/messages.py

tabler: $(VENV)/ready-to-test ## cut Tabler's style sheet down to what the pages use
	@$(BIN)/python tools/tabler.py

rivals: $(RIVALS)/ready $(RIVALS)-plspm/ready $(RIVALS)-customers/ready $(RIVALS)-recommend/ready ## the programs that the benchmarks compare with, apart from ours

bench: $(VENV)/ready-to-test rivals ## measure speed and quality, into benchmarks/RESULTS.md
	@$(BIN)/python benchmarks/run.py $(ARGS)

lock: ## resolve the requirements anew (needs uv)
	@tools/lock.sh

dev: $(VENV)/ready-to-test ## an environment to work in
	@echo "Ready: . $(BIN)/activate"

clean: ## take the environment away; the demo shop stays
	@rm -rf $(VENV) $(RIVALS) $(RIVALS)-plspm $(RIVALS)-customers $(RIVALS)-recommend

$(VENV)/made:
	@$(if $(PYTHON),,echo "Langganan needs Python 3.11 or newer, and there is no python3 here. Install it, then run make again."; exit 1;)
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Langganan needs Python 3.11 or newer; $(PYTHON) is older. Name another: make PYTHON=/path/to/python3.11"; exit 1; }
	@echo "Making an environment in $(VENV) with $$($(PYTHON) --version)"
	@$(PYTHON) -m venv $(VENV) \
	  || { echo "The environment could not be made. On Debian: apt-get install python3-venv"; exit 1; }
	@touch $@

$(VENV)/ready-to-run: requirements.lock pyproject.toml $(VENV)/made
	@echo "Installing what Langganan needs (a minute the first time)"
	@$(PIP) install --require-hashes -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/ready-to-test: requirements-dev.lock tests/reference/answers.txt pyproject.toml $(VENV)/made
	@echo "Installing what the tests need (a few minutes the first time)"
	@$(PIP) install --require-hashes -r requirements-dev.lock
	@$(PIP) install --require-hashes --no-deps --upgrade --target $(VENV)/answers -r tests/reference/answers.txt \
	  || echo "Published answers could not be fetched; the tests that need them will say that they were skipped."
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

# Rivals are under the GPL and want other versions: they stay out of our environment and of our locks.
$(RIVALS)/ready: GROUP := bench
$(RIVALS)-plspm/ready: GROUP := bench-plspm
$(RIVALS)-customers/ready: GROUP := bench-customers
$(RIVALS)-recommend/ready: GROUP := bench-recommend
$(RIVALS)/ready $(RIVALS)-plspm/ready $(RIVALS)-customers/ready $(RIVALS)-recommend/ready: pyproject.toml
	@echo "Installing rivals into $(@D)"
	@$(PYTHON) -m venv $(@D)
	@$(@D)/bin/python -m pip --disable-pip-version-check --quiet install "pip>=25.1"
	@$(@D)/bin/python -m pip --disable-pip-version-check --quiet install --group $(GROUP)
	@touch $@
