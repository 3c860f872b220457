#!/bin/sh
# The browser tests drive the system's Chromium, best the one without windows; where that is missing, the distribution's
# package is installed if that can be done, and the whole browser serves too.
set -eu
windowless() { command -v chromium-headless-shell >/dev/null 2>&1; }
any() { windowless || command -v chromium || command -v chromium-browser || command -v google-chrome; }
install() { DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$@"; }
windowless && exit 0
if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
    echo "== installing chromium"
    { apt-get update -qq && { install chromium-headless-shell fonts-liberation || install chromium fonts-liberation; }; } >/dev/null 2>&1 || true
fi
any >/dev/null 2>&1 || { echo "The browser tests need Chromium: install your distribution's 'chromium' package." >&2; exit 1; }
