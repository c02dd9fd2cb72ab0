#!/bin/bash
# Finds a Java for the tests on Spark, or gets one: Debian's where we may install it, else says what to install.
set -eu
oldest=17
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
if command -v "$java" >/dev/null; then
  found=$("$java" -version 2>&1 | sed -nE 's/.*version "(1\.)?([0-9]+).*/\2/p' | head -n 1)
  if [ "${found:-0}" -ge "$oldest" ]; then exit 0; fi
fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  echo "Installing Debian's Java $oldest for the tests on Spark"
  export DEBIAN_FRONTEND=noninteractive
  if apt-get update -qq </dev/null && apt-get install -y -qq --no-install-recommends openjdk-17-jre-headless </dev/null >/dev/null; then
    exit 0
  fi
fi
echo "The tests on Spark need Java $oldest or newer. Install it (Debian: apt-get install openjdk-17-jre-headless), or set JAVA_HOME."
exit 1
