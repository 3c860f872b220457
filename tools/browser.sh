#!/bin/sh
# The browser tests drive the system's Chromium; where there is none, the distribution's package is installed.
set -eu
found() { command -v chromium || command -v chromium-browser || command -v google-chrome; }
found >/dev/null 2>&1 && exit 0
if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
    echo "== installing chromium"
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium fonts-liberation; } >/dev/null 2>&1 || true
fi
found >/dev/null 2>&1 || { echo "The browser tests need Chromium: install your distribution's 'chromium' package." >&2; exit 1; }
