#!/bin/sh
# Writes requirements.lock (what a shop runs) and requirements-dev.lock (what we test with): hashed, without addresses.
set -eu
cd "$(dirname "$0")/.."
compile() { uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --no-header \
  --no-emit-index-url --no-emit-find-links pyproject.toml --group build "$@"; }
compile -o requirements.lock
compile --extra postgres --group dev -o requirements-dev.lock
