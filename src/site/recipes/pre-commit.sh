#!/bin/sh
# Lints the container files of a commit as they are staged, with the project around them.
set -eu
site="${DRYDOCK_SITE:-https://drydock.example.com/}"
linter="$(git rev-parse --absolute-git-dir)/drydock.mjs"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

git diff --cached --name-only -z --diff-filter=ACMR -- \
	':(glob,icase)**/*dockerfile*' ':(glob,icase)**/*containerfile*' ':(glob,icase)**/*compose*.y*ml' \
	':(glob)**/daemon.json' ':(glob)**/buildkitd.toml' > "$work/names"
[ -s "$work/names" ] || exit 0

[ -f "$linter" ] || curl --fail --silent --show-error --location --output "$linter" "${site}drydock.mjs"
git checkout-index --all --prefix="$work/staged/"
cd "$work/staged"
# The copy stands for the repository, of which it has no history.
mkdir .git
DRYDOCK_SITE="$site" xargs -0 node "$linter" lint --force-exclude < "$work/names"
