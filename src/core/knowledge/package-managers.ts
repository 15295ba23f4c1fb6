/** `install` brings packages in, `fetch` only reads what the lists name, `update` refreshes the lists of what there is, `clean` empties caches and lists. */
export type PackageVerb = 'install' | 'fetch' | 'update' | 'upgrade' | 'remove' | 'clean';

/** How a package manager is told what to do. */
export interface PackageManager {
	readonly kind: 'system' | 'language';
	/** The words that say what to do, `go mod download` with a blank between; the empty one for no word at all. */
	readonly verbs: Readonly<Record<string, PackageVerb>>;
	/** Options that take the next word as their value. */
	readonly valued?: readonly string[];
	/** `pacman`: letters of one option say what to do, the first that fits; `undefined` where that is nothing with packages. */
	readonly byOption?: readonly (readonly [option: RegExp, verb: PackageVerb | undefined])[];
	/** Options that make it only pretend, or say something about itself, beside those that nearly all have. */
	readonly dry?: readonly string[];
	/** What a package is named with that is to be removed, in the middle of an install. */
	readonly removalMark?: string;
}

/** `{ install: 'add, ci' }`: for each thing to do the words that say so. */
function indexVerbs(wordsOf: Readonly<Partial<Record<PackageVerb, string>>>): Record<string, PackageVerb> {
	const actionByWord: Record<string, PackageVerb> = {};
	for (const [action, list] of Object.entries(wordsOf)) {
		for (const word of list.split(', ')) actionByWord[word] = action as PackageVerb;
	}
	return actionByWord;
}

function splitWords(text: string): readonly string[] {
	return text.split(' ');
}

const APT: PackageManager = {
	kind: 'system',
	verbs: indexVerbs({
		install: 'install, build-dep, satisfy, reinstall',
		fetch: 'source, download',
		update: 'update',
		upgrade: 'upgrade, dist-upgrade, full-upgrade',
		remove: 'remove, purge, autoremove, autopurge',
		clean: 'clean, autoclean, distclean, dist-clean',
	}),
	valued: splitWords(
		'-o --option -c --config-file -t --target-release --default-release -a --host-architecture -P --build-profiles --solver',
	),
	dry: splitWords('-s --just-print --no-act --recon --print-uris'),
	removalMark: '-',
};

const DNF: PackageManager = {
	kind: 'system',
	verbs: indexVerbs({
		install: 'install, localinstall, groupinstall, group install, module install, reinstall, builddep',
		update: 'makecache, check-update',
		upgrade: 'update, upgrade, distro-sync',
		remove: 'remove, erase, autoremove, groupremove, group remove, history undo, history rollback',
		clean: 'clean',
	}),
	valued: splitWords(
		'-c --config -d -e -x --exclude --enablerepo --disablerepo --repo --repoid --installroot --releasever --setopt --forcearch --advisory',
	),
};

const NPM: PackageManager = {
	kind: 'language',
	verbs: indexVerbs({
		install: 'install, i, in, add, ci, clean-install, install-clean',
		upgrade: 'update, up, upgrade',
		remove: 'uninstall, remove, rm, un, prune',
		clean: 'cache clean, cache clear',
	}),
	valued: splitWords(
		'--prefix -C --registry --cache --userconfig --omit --include --only --loglevel -w --workspace --tag --dir --filter -F --cwd --cache-folder --modules-folder --mutex --network-timeout --network-concurrency --store-dir --reporter --mode',
	),
};

const PIP: PackageManager = {
	kind: 'language',
	verbs: indexVerbs({ install: 'install, download, wheel', remove: 'uninstall', clean: 'cache purge' }),
	valued: splitWords(
		'-r --requirement -c --constraint -e --editable -i --index-url --extra-index-url -f --find-links -t --target --prefix --root --platform --python-version --src --trusted-host --cache-dir --timeout --retries --proxy --cert --log -w -d --wheel-dir --dest --only-binary --no-binary --upgrade-strategy --python --global-option --config-settings --install-option --progress-bar --implementation --abi',
	),
};

export const PACKAGE_MANAGERS: Readonly<Record<string, PackageManager>> = {
	'apt-get': APT,
	apt: APT,
	aptitude: APT,
	'apt-fast': APT,
	nala: APT,
	dpkg: {
		kind: 'system',
		verbs: {},
		byOption: [[/^(?:-P|--purge|-r|--remove)$/, 'remove']],
	},
	apk: {
		kind: 'system',
		verbs: indexVerbs({
			install: 'add',
			update: 'update',
			upgrade: 'upgrade',
			remove: 'del',
			clean: 'cache clean',
		}),
		valued: splitWords(
			'-t --virtual -X --repository -p --root --arch --cache-dir --keys-dir --repositories-file --wait --progress-fd --cache-max-age',
		),
		dry: splitWords('-s -V'),
	},
	dnf: DNF,
	dnf5: DNF,
	microdnf: DNF,
	yum: DNF,
	tdnf: DNF,
	rpm: {
		kind: 'system',
		verbs: {},
		byOption: [[/^(?:-[a-z]*e[a-z]*|--erase)$/, 'remove']],
	},
	zypper: {
		kind: 'system',
		verbs: indexVerbs({
			install: 'install, in',
			update: 'refresh, ref',
			upgrade: 'update, up, dup',
			remove: 'remove, rm',
			clean: 'clean, cc',
		}),
		valued: splitWords('-R --root -r --repo --from -t --type -p --plus-repo'),
	},
	pacman: {
		kind: 'system',
		verbs: {},
		valued: splitWords('-b --dbpath -r --root --config --cachedir --ignore'),
		byOption: [
			[/^-R|^--remove/, 'remove'],
			[/^-S[a-z]*c/, 'clean'],
			[/^-S[a-z]*[sil]/, undefined],
			[/^-S|^--sync|^-U/, 'install'],
		],
	},
	npm: NPM,
	cnpm: NPM,
	pnpm: { ...NPM, verbs: { ...NPM.verbs, ...indexVerbs({ install: 'fetch', clean: 'store prune' }) } },
	yarn: {
		...NPM,
		verbs: {
			'': 'install',
			...indexVerbs({
				install: 'install, add, global add, workspaces focus',
				upgrade: 'upgrade, up',
				remove: 'remove',
				clean: 'cache clean',
			}),
		},
	},
	bun: {
		...NPM,
		verbs: indexVerbs({ install: 'install, i, ci, add, a', upgrade: 'update', remove: 'remove, rm' }),
		valued: [
			...(NPM.valued ?? []),
			...splitWords('-c --config --backend --linker --concurrent-scripts --cache-dir --ca --cafile'),
		],
	},
	pip: PIP,
	pipx: {
		kind: 'language',
		verbs: indexVerbs({ install: 'install, inject', remove: 'uninstall' }),
		valued: splitWords('--python -i --index-url --pip-args --suffix'),
	},
	pipenv: {
		kind: 'language',
		verbs: indexVerbs({ install: 'install, sync', remove: 'uninstall' }),
		valued: splitWords('-r --requirements --python -i'),
	},
	poetry: {
		kind: 'language',
		verbs: indexVerbs({ install: 'install, add, sync', upgrade: 'update', remove: 'remove' }),
		valued: splitWords('--with --without --only -E --extras -C --directory -P --project -G --group'),
	},
	uv: {
		kind: 'language',
		verbs: indexVerbs({
			install: 'sync, add, pip install, pip sync, tool install',
			remove: 'pip uninstall, remove',
			clean: 'cache clean, cache prune',
		}),
		valued: [
			...(PIP.valued ?? []),
			...splitWords('--group --extra --only-group --no-group --package --project -p --directory'),
		],
	},
	bundle: {
		kind: 'language',
		verbs: { '': 'install', ...indexVerbs({ install: 'install', upgrade: 'update', clean: 'clean' }) },
		valued: splitWords('--jobs -j --retry --path --without --with --gemfile --binstubs'),
	},
	gem: {
		kind: 'language',
		verbs: indexVerbs({ install: 'install, i', upgrade: 'update', remove: 'uninstall', clean: 'cleanup' }),
		valued: splitWords('-v --version -i --install-dir -n --bindir -s --source -P -p'),
	},
	composer: {
		kind: 'language',
		verbs: indexVerbs({
			install: 'install, i, require, global require, create-project',
			upgrade: 'update',
			remove: 'remove',
			clean: 'clear-cache, clearcache',
		}),
		valued: splitWords('-d --working-dir --apcu-autoloader-prefix --ignore-platform-req'),
	},
	go: {
		kind: 'language',
		verbs: indexVerbs({ install: 'mod download, mod vendor, mod tidy, get, install' }),
		valued: splitWords('-ldflags -tags -mod -modfile -C -o -gcflags -p'),
	},
	cargo: {
		kind: 'language',
		verbs: indexVerbs({ install: 'fetch, install, add, build, chef cook', remove: 'uninstall' }),
		valued: splitWords(
			'--version --vers --git --branch --tag --rev --path --root --features -F --target --target-dir --profile --recipe-path --manifest-path -p --package --bin --jobs -j',
		),
	},
	mvn: {
		kind: 'language',
		verbs: indexVerbs({
			install:
				'dependency:go-offline, dependency:resolve, dependency:resolve-plugins, package, install, verify, compile, clean package, clean install, clean verify, clean compile',
		}),
		valued: splitWords('-f --file -s --settings -pl --projects -P -T -gs'),
	},
	gradle: {
		kind: 'language',
		verbs: indexVerbs({
			install:
				'dependencies, build, assemble, bootJar, jar, installDist, clean build, clean assemble, clean bootJar, clean jar',
		}),
		valued: splitWords('-p --project-dir -g --gradle-user-home -x --exclude-task -b --build-file'),
	},
};

const NODE_FOLDERS = splitWords('--prefix --cwd --dir -C');

/** The options that say in which folder the project lies. */
export const FOLDER_OPTIONS: Readonly<Record<string, readonly string[]>> = {
	npm: NODE_FOLDERS,
	pnpm: NODE_FOLDERS,
	yarn: NODE_FOLDERS,
	bun: ['--cwd'],
	composer: splitWords('-d --working-dir'),
	poetry: splitWords('-C --directory -P --project'),
	uv: splitWords('--project --directory'),
	go: ['-C'],
};

/** Other names of the same programs. */
export const MANAGER_ALIASES: Readonly<Record<string, string>> = {
	// Helpers for building for another platform, which hand on what they are told.
	'xx-apt-get': 'apt-get',
	'xx-apt': 'apt-get',
	'xx-apk': 'apk',
	mvnw: 'mvn',
	gradlew: 'gradle',
	'npm-cli.js': 'npm',
	'composer.phar': 'composer',
};
