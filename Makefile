# `make run` and `make test` set up everything on a fresh machine; the rest is for those who work on Candour.
.DEFAULT_GOAL := help
SIZE ?= tenth
BIN := .venv/bin

.PHONY: help setup run test check bench assets lock handbook translations

help:
	@sed -n 's/^\([a-z]*\):.*## /make \1\t/p' $(MAKEFILE_LIST) | expand -t 16

setup: .venv/ready ## install what both `run` and `test` need

.venv/ready: requirements/uv.txt requirements/develop.txt pyproject.toml
	@sh tools/setup.sh
	@touch $@

run: setup ## serve Candour with its worked examples on http://127.0.0.1:8000
	@CANDOUR_DEMONSTRATION=1 $(BIN)/candour demo --serve

test: setup ## all checks and all tests, on SQLite and PostgreSQL, with a real browser
	@sh tools/test.sh

check: setup ## formatting, lint, types, floors, secrets, the law's own consistency
	@sh tools/check.sh

bench: setup ## measure speed beside what people use today (SIZE=full for the whole)
	@$(BIN)/uv pip install -q --require-hashes -r requirements/bench.txt
	@CANDOUR_DEMONSTRATION=1 $(BIN)/python -m benchmarks --size $(SIZE)

handbook: setup ## print docs/handbook from tests/spec
	@$(BIN)/python -m tools.handbook

translations: setup ## bring the catalogues of translations up to date with what is marked
	@$(BIN)/python -m tools.translations

assets: ## rebuild the committed front-end files with npm
	npm ci && npm run build

lock: ## write the hashed requirement files again
	@sh tools/lock.sh
