# Selaras. Needs python3 (3.11 or later, with venv), git and make; sets up all else by itself.
#
#   make run          the demo on http://localhost:8000 (HOST and PORT from the environment)
#   make test         everything that CI checks, journeys in a browser included where one is found
#   make coverage     the same tests without the browser, and which lines and branches they reach
#   make dev          the same portal, restarted at each change of the code
#   make fix          formats and mends what a machine can
#   make demo-reset   throws the demo's data away and loads it anew
#   make bench        measures the pages in a nation of its own, then the assignment (SCALE=0.1)
#   make screenshots  takes the README's pictures from the demo, in a Chromium
#   make requirements compiles the pinned lists from pyproject.toml
#   make setup        the development environment alone
#   make clean        throws away all that the others made, the demo's data included

PYTHON ?= python3
PY := .venv/bin/python
TEMPLATES = $$(git ls-files -co --exclude-standard 'templates/*.html')
COMPILE = $(PY) -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-annotate --no-emit-index-url --no-emit-find-links \
	--custom-compile-command "make requirements" pyproject.toml

# The settings of a production, with nothing behind them: enough for Django's own checks.
LIKE_PRODUCTION = env SELARAS_MODE=production SELARAS_PUBLIC_URL=https://selaras.example \
	SELARAS_SECRET_KEY=0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEFGHIJKLMNOPQRSTUVWXYZ \
	DATABASE_URL=postgres://selaras@localhost/selaras

.DELETE_ON_ERROR:
.NOTPARALLEL:
.PHONY: run dev test lint unit coverage browser bench fix demo-reset screenshots requirements setup clean

run dev demo-reset screenshots: export SELARAS_MODE ?= demo
dev: SELARAS_MODE = development

run:
	@$(PYTHON) requirements/install.py demo
	@$(PY) manage.py prepare
	@$(PY) manage.py serve

dev:
	@$(PYTHON) requirements/install.py development
	@$(PY) manage.py prepare
	@$(PY) manage.py serve --reload

demo-reset:
	@$(PYTHON) requirements/install.py demo
	@$(PY) manage.py demo_reset
	@$(PY) manage.py prepare

screenshots: setup
	@$(PY) manage.py prepare
	@$(PY) -m tests.browser.screenshots

setup:
	@$(PYTHON) requirements/install.py development

test: lint unit browser

lint: setup
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	.venv/bin/djade --check --target-version 5.2 $(TEMPLATES)
	SELARAS_MODE=test $(PY) -m mypy .
	$(LIKE_PRODUCTION) $(PY) manage.py check --deploy --fail-level WARNING

# A worker that has nothing left takes half of what waits for another: some tests build a world, and
# those that share it stay together.
UNIT = $(PY) -m pytest -q --ignore=tests/browser -n auto --dist worksteal

unit: setup
	$(UNIT)

# By itself, not with each `make test`: watching every line takes as long again as the tests.
coverage: setup
	$(UNIT) --cov --cov-report=term:skip-covered

# In processes of their own: the browser's event loop would disturb the other tests. Each has its
# own database, server and browser.
browser: setup
	@if $(PY) -m tests.browser.chromium; then \
		set -x; $(PY) -m pytest -q tests/browser -n auto --maxprocesses 4 --dist worksteal; \
	elif [ -n "$$SELARAS_REQUIRE_BROWSER" ]; then \
		echo 'No Chromium was found, and SELARAS_REQUIRE_BROWSER is set.' >&2; exit 1; \
	else \
		echo; echo 'THE BROWSER JOURNEYS DID NOT RUN: no Chromium was found (CHROMIUM=/path/to/it).'; \
	fi

# Two databases of its own, thrown away afterwards; docs/measurements.md says what is measured, and
# docs/measurements-assignment.md what of the assignment.
SCALE ?= 1
bench: setup
	@$(PY) -m tests.bench --scale $(SCALE) --json var/bench.json
	@$(PY) -m tests.bench.assignment --scale $(SCALE) --json var/bench-assignment.json

fix: setup
	$(PY) -m ruff check --fix .
	$(PY) -m ruff format .
	-.venv/bin/djade --target-version 5.2 $(TEMPLATES)

requirements: setup
	$(COMPILE) -o requirements/production.txt
	$(COMPILE) -c requirements/production.txt --group demo -o requirements/demo.txt
	$(COMPILE) -c requirements/production.txt --group demo --group dev --group browser --group tools \
		-o requirements/development.txt
	$(PY) -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
		--no-annotate --no-emit-index-url --no-emit-find-links \
		--custom-compile-command "make requirements" -c requirements/development.txt \
		--group tools -o requirements/tools.txt

clean:
	@if [ "$$SELARAS_MODE" = production ] || grep -qs '^SELARAS_MODE=production' .env; then \
		echo 'make clean is for demo and development: this clone serves production.' >&2; exit 1; fi
	@if [ -x $(PY) ]; then SELARAS_MODE=demo $(PY) manage.py embedded_db remove || true; fi
	rm -rf .venv var .pytest_cache .mypy_cache .ruff_cache .coverage htmlcov
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
