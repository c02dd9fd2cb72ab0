#!/bin/bash
# Finds a Chromium for the browser tests, or gets one: Debian's where we may install it, else Playwright's own.
set -eu
cd "$(dirname "$0")/.."
if command -v chromium chromium-browser google-chrome >/dev/null; then exit 0; fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  echo "Installing Debian's Chromium for the browser tests"
  export DEBIAN_FRONTEND=noninteractive
  if apt-get update -qq </dev/null && apt-get install -y -qq --no-install-recommends chromium </dev/null >/dev/null; then exit 0; fi
  echo "Debian's Chromium could not be installed; trying Playwright's own"
fi
.venv/bin/playwright install chromium
