#!/bin/bash
# Finds a Java for the tests on Spark, and PostgreSQL's driver for it, or gets them: Debian's where we may install
# them, else says what to install. Without the driver the tests that need it are skipped and say so.
set -eu
oldest=17
driver=/usr/share/java/postgresql.jar
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
missing=()
found=0
if command -v "$java" >/dev/null; then
  found=$("$java" -version 2>&1 | sed -nE 's/.*version "(1\.)?([0-9]+).*/\2/p' | head -n 1)
fi
if [ "${found:-0}" -lt "$oldest" ]; then missing+=(openjdk-17-jre-headless); fi
if [ ! -e "$driver" ] && [ -z "${LANGGANAN_SPARK_JARS:-}" ]; then missing+=(libpostgresql-jdbc-java); fi
if [ "${#missing[@]}" = 0 ]; then exit 0; fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  echo "Installing for the tests on Spark: ${missing[*]}"
  export DEBIAN_FRONTEND=noninteractive
  if apt-get update -qq </dev/null && apt-get install -y -qq --no-install-recommends "${missing[@]}" </dev/null >/dev/null; then
    exit 0
  fi
fi
if [ "${found:-0}" -ge "$oldest" ]; then
  echo "Without PostgreSQL's JDBC driver (Debian: apt-get install libpostgresql-jdbc-java) two tests on Spark are skipped."
  exit 0
fi
echo "The tests on Spark need Java $oldest or newer. Install it (Debian: apt-get install openjdk-17-jre-headless), or set JAVA_HOME."
exit 1
