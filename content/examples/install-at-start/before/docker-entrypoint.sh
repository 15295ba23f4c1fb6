#!/bin/sh
# Brings the dependencies up to date, and then starts the program.
set -e
npm install --no-audit --no-fund --fetch-retries=0
exec "$@"
