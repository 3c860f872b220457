#!/bin/sh
# The checks: each prints its name first and stops the run where it fails.
set -eu
export CANDOUR_DEMONSTRATION=1
export CANDOUR_STORE="${CANDOUR_STORE:-$(mktemp -d)}"
step() { echo "== $1"; shift; "$@"; }
step "lint" .venv/bin/ruff check src tests benchmarks
step "floors of the house" .venv/bin/lint-imports --no-cache
step "types" .venv/bin/mypy --no-error-summary src/candour
step "the law's own consistency" .venv/bin/candour law check
step "Django's checks" .venv/bin/python -m django check --settings candour.web.settings
step "migrations are complete" .venv/bin/python -m django makemigrations --check --dry-run --settings candour.web.settings
step "no secrets" .venv/bin/python -m tools.secrets_check
step "no host of a registry in a lock" sh -c '! grep -nE "https?://|file:" requirements/*.txt package-lock.json | grep -vE "\"(url|homepage)\":"'
