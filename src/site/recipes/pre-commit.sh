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

fetch() { curl --fail --silent --show-error --location --output "$work/$1" "${site}$1"; }
digest() { (sha256sum "$1" || shasum -a 256 "$1") 2> /dev/null | cut -d ' ' -f 1; }
# Once a week the linter is fetched anew, and used only if it has the digest that the site publishes beside it.
renew() {
	fetch drydock.mjs || return 1
	if ! fetch drydock.mjs.sha256; then
		echo "drydock: $site publishes no digest, so the linter was not checked." >&2
	elif [ "$(cut -d ' ' -f 1 "$work/drydock.mjs.sha256")" != "$(digest "$work/drydock.mjs")" ]; then
		echo "drydock: what was fetched has not the digest that $site publishes, so it is not used." >&2
		return 1
	fi
	mv "$work/drydock.mjs" "$linter"
}
if [ -z "$(find "$linter" -mtime -7 2> /dev/null)" ]; then
	renew || [ -f "$linter" ] || exit 1
fi

git checkout-index --all --prefix="$work/staged/"
cd "$work/staged"
# The copy stands for the repository, of which it has no history.
mkdir .git
DRYDOCK_SITE="$site" xargs -0 node "$linter" lint --force-exclude --fail-on "${DRYDOCK_FAIL_ON:-warning}" < "$work/names"
