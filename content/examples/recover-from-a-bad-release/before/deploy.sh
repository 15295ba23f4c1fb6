#!/bin/sh
# Compose stops the old container, and then makes the new one.
set -eu
docker compose up --build --detach --wait api
