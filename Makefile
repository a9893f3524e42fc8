# Every set-up step is in here: nothing has to be installed by hand but Python, pip and make.
.DEFAULT_GOAL := help
PYTHON ?= $(shell command -v python3.11 || command -v python3.12 || command -v python3.13 || command -v python3.14 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/pip install --quiet --disable-pip-version-check --no-input --require-hashes --no-deps
INSTALL := $(BIN)/pip install --quiet --disable-pip-version-check --no-input --no-deps --no-build-isolation --no-index

.PHONY: help run heic test check fix bench docs lock clean

help: ## Say what there is
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 14

$(VENV)/ready: requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "Afterhello needs Python 3.11 or newer."; exit 1; }
	@echo "Setting up, once: about a minute."
	@$(PYTHON) -m venv $(VENV)
	@$(PIP) -r requirements.lock
	@$(INSTALL) -e .
	@touch $@

$(VENV)/ready-dev: $(VENV)/ready requirements-dev.lock
	@$(PIP) -r requirements-dev.lock
	@touch $@

run: $(VENV)/ready ## Set everything up and start Afterhello
	@$(BIN)/afterhello serve

heic: $(VENV)/ready ## Open HEIC photos too (what opens them is under the GPL)
	@$(PIP) -r requirements-heic.lock

test: $(VENV)/ready-dev ## Run everything that has to hold: checks, suite, PostgreSQL, browser
	@PATH="$(CURDIR)/$(BIN):$$PATH" bash tests/run

check: $(VENV)/ready-dev ## Lint, types, import rules
	@PATH="$(CURDIR)/$(BIN):$$PATH" bash tests/run check

fix: $(VENV)/ready-dev ## Mend what a machine can mend
	@$(BIN)/ruff check --fix . && $(BIN)/ruff format . && $(BIN)/djade --target-version 5.2 $$(git ls-files '*.html')

bench: $(VENV)/ready-dev ## Print accuracy and speed (BENCH="--data DIR" measures on more)
	@bash benchmarks/setup
	@$(BIN)/python -m benchmarks $(BENCH)

docs: $(VENV)/ready-dev ## Write the reference pages anew
	@$(BIN)/python -m docs.reference.write

lock: $(VENV)/ready-dev ## Resolve the dependencies anew
	@$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --group build pyproject.toml -o requirements.lock
	@$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --extra heic -c requirements.lock pyproject.toml -o requirements-heic.lock
	@$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --group build --group dev -c requirements.lock pyproject.toml -o requirements-dev.lock

clean: ## Remove what was set up here (your data stays)
	@rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
