#!/bin/sh
# Lints the container files of a commit as they are staged, each by its own text.
set -eu
site="${DRYDOCK_SITE:-https://drydock.example.com/}"
linter="$(git rev-parse --absolute-git-dir)/drydock.mjs"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

git diff --cached --name-only -z --diff-filter=ACMR -- \
	':(glob)**/Dockerfile' ':(glob)**/Dockerfile.*' ':(glob)**/*.[Dd]ockerfile' ':(glob)**/dockerfile' \
	':(glob)**/Containerfile' ':(glob)**/compose*.y*ml' ':(glob)**/docker-compose*.y*ml' \
	':(glob)**/daemon.json' ':(glob)**/buildkitd.toml' > "$work/names"
[ -s "$work/names" ] || exit 0

[ -f "$linter" ] || curl --fail --silent --show-error --location --output "$linter" "${site}drydock.mjs"
git checkout-index -z --stdin --prefix="$work/staged/" < "$work/names"
cd "$work/staged"
DRYDOCK_SITE="$site" xargs -0 node "$linter" lint < "$work/names"
