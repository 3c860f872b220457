#!/bin/sh
# Writes the hashed requirement files from pyproject.toml; they name no host.
set -eu
lock() { .venv/bin/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header "$@"; }
lock pyproject.toml -o requirements/run.txt
lock pyproject.toml --group develop -o requirements/develop.txt
lock pyproject.toml --group develop --group bench -o requirements/bench.txt
echo "uv" | lock - -o requirements/uv.txt
