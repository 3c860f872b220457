#!/bin/sh
# All checks, then all tests: on SQLite with a real browser, then those for both databases on PostgreSQL.
set -eu
export CANDOUR_DEMONSTRATION=1
CANDOUR_STORE=$(mktemp -d)
export CANDOUR_STORE
trap 'rm -rf "$CANDOUR_STORE"' EXIT INT TERM
sh tools/browser.sh
sh tools/check.sh
echo "== tests on SQLite, with a browser"
.venv/bin/python -m pytest -n auto --dist loadfile "$@"
echo "== tests on PostgreSQL"
.venv/bin/python tests/postgres.py .venv/bin/python -m pytest -n auto --dist loadfile -m both_databases "$@"
