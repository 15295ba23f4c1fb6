#!/bin/sh
# Keeps the newest files of the store: a layer, a configuration and a manifest for each of KEEP versions.
set -eu
cd /var/lib/registry/docker/registry/v2/blobs/sha256
for file in $(ls -t */*/data | tail -n "+$((KEEP * 3 + 1))"); do
  rm "$file"
  echo "removed $file"
done
