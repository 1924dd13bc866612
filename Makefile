# Everything one types. `make help` lists it.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
PACKAGES := archive index ingest web
CODE := $(PACKAGES) tests bench tools wsgi.py

.DEFAULT_GOAL := help
.PHONY: help setup run test test-slow lint format types check bench programs lock clean

help: ## list what can be made
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sort | awk -F ':.*## ' '{printf "  make %-10s %s\n", $$1, $$2}'

setup: $(STAMP) ## make .venv with the locked dependencies

$(STAMP): requirements/lock.txt pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/lock.txt
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	@touch $(STAMP)

run: setup ## ingest documents/, index, serve on http://127.0.0.1:8000 and print a sign-in link
	$(BIN)/verbatim ingest documents
	$(BIN)/verbatim serve

programs: ## make sure that Chromium and tesseract are there for the tests
	@sh tools/ensure_programs.sh

test: setup programs ## run every test, those in the browser too
	$(BIN)/python -m pytest --ignore=tests/alone
	$(BIN)/python -m pytest -n 0 tests/alone

test-slow: setup ## run the tests that take long: every hostile file, 200 deaths by kill -9; writes docs/hostile-files.md
	$(BIN)/python -m pytest -m slow

lint: setup ## check style and form
	$(BIN)/ruff check $(CODE)
	$(BIN)/ruff format --check $(CODE)

format: setup ## bring the code into form
	$(BIN)/ruff check --fix-only $(CODE)
	$(BIN)/ruff format $(CODE)

types: setup ## check types
	$(BIN)/mypy

check: lint types test ## all that must hold before a commit

bench: setup ## measure, and write docs/performance.md
	$(BIN)/python -m bench

lock: setup ## lock the dependencies anew, with hashes and without addresses
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-emit-find-links --no-annotate --no-header --output-file requirements/lock.txt

clean: ## take away what was made (never an archive)
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache *.egg-info
