#!/bin/sh
# Starts the new version beside the one that runs. The old one stops when the new one is healthy and the proxy sends
# requests to it. A version that does not get so far is removed: the old one goes on, and this ends with an error.
set -eu

docker compose build api
# What is not running is left over from something that failed. Compose would count it, and start it again.
docker compose rm --force api
old=$(docker compose ps --quiet api)
running=$(printf '%s' "$old" | grep -c . || true)
wanted=$((running > 0 ? running : 1))
all=$((running + wanted))

give_up() {
  echo "$1 The version that ran before goes on." >&2
  new=$(docker compose ps --all --quiet api | grep -vxF "$old" || true)
  for id in $new; do docker rm --force "$id"; done
  exit 1
}

docker compose up --detach --wait --wait-timeout 60 --no-recreate --scale "api=$all" api ||
  give_up 'The new version does not become healthy.'

tries=0
until [ "$(docker compose exec -T proxy servers-up)" -ge "$all" ]; do
  tries=$((tries + 1))
  [ "$tries" -lt 100 ] || give_up 'The proxy does not find the new version.'
  sleep 0.1
done

for id in $old; do
  docker stop "$id"
  docker rm "$id"
done
