#!/bin/sh
# Starts the new version beside the old one, waits until it is healthy, and only then stops the old one.
set -eu
old=$(docker compose ps --quiet api)
docker compose up --build --detach --wait --no-recreate --scale api=2 api
# The proxy finds the new one within a second.
sleep 2
docker stop "$old"
docker rm "$old"
