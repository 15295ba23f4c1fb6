#!/bin/sh
set -e
npm install --no-audit --no-fund --fetch-retries=0
exec node src/server.js
