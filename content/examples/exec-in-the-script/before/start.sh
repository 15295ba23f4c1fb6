#!/bin/sh
# Writes the settings that come from the environment, and starts the service.
set -eu

printf 'harbour=%s\n' "${HARBOUR:-Pier}" >/tmp/tides.conf
python3 server.py
