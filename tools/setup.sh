#!/bin/sh
# Makes .venv and installs the hashed requirements into it; says in one line what is missing if it cannot.
set -eu
python=""
for candidate in python3.13 python3.12 python3.11 python3; do
    if command -v "$candidate" >/dev/null 2>&1 && "$candidate" -c "import sys; sys.exit(sys.version_info < (3, 11))" 2>/dev/null; then
        python=$candidate
        break
    fi
done
[ -n "$python" ] || { echo "Candour needs Python 3.11 or newer, and found none on this machine." >&2; exit 1; }
[ -x .venv/bin/python ] || "$python" -m venv .venv || { echo "Python's venv module is missing: install python3-venv." >&2; exit 1; }
[ -x .venv/bin/uv ] || .venv/bin/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/uv.txt
.venv/bin/uv pip install -q --require-hashes -r requirements/develop.txt
.venv/bin/uv pip install -q --no-deps --no-build-isolation -e .
