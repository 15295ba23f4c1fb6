import type { ShellWord } from './shell-word.ts';

/** `install` brings packages in, `update` refreshes the lists of what there is, `clean` empties caches and lists. */
export type PackageVerb = 'install' | 'update' | 'upgrade' | 'remove' | 'clean';

/** A call of a package manager. */
export interface PackageAction {
	/** `pip` for `pip3` and `python -m pip`; otherwise the program's name. */
	readonly manager: string;
	/** What it manages: the system's packages, or the libraries of a language. */
	readonly kind: 'system' | 'language';
	readonly action: PackageVerb;
	/** The words that name packages, as written: `git=1:2.39`, `git@edge`, `./local.deb`. Files of `-r` are no packages. */
	readonly packages: readonly ShellWord[];
	/** Every option, its value joined by `=` where it takes one: `-o=APT::Install-Recommends=0`. */
	readonly options: readonly string[];
	/** The word that says what to do: `install`, `ci`, `add`; of several the last. Missing where none is needed (`yarn`). */
	readonly verb?: ShellWord;
	/** The manager and all words that say what to do, as a message names the call: `go mod download`. */
	readonly call: string;
}

/** What a program does with packages; `undefined` where it is no package manager or does something else. */
export function findPackageAction(program: string, words: readonly ShellWord[]): PackageAction | undefined {
	const called = findManagerCall(program, words);
	if (!called) return undefined;
	const { manager, table, args } = called;
	const { options, words: plain } = sortOut(args, table.valued ?? []);
	const matchedVerb = findVerb(table, plain, options);
	if (!matchedVerb || isDry(options, table)) return undefined;
	const { action, start, end } = matchedVerb;
	const verb = plain[end - 1];
	return {
		manager,
		kind: table.kind,
		action,
		packages: listPackages(plain.slice(end), table),
		options,
		...(verb && { verb }),
		call: plain.slice(start, end).reduce((call, { text }) => `${call} ${text}`, manager),
	};
}

function listPackages(words: readonly ShellWord[], { removes }: Manager): readonly ShellWord[] {
	return removes ? words.filter(({ text }) => !removes(text ?? '')) : words;
}

/** The package's name alone: `git` for `git=1:2.39`, `git:amd64`, `git@edge`, `git>=2`, `git/bookworm-backports`, `git-`; `g++` is one. */
export function extractPackageName(word: string): string {
	const [name = ''] = /^@?[^=@<>~:[;!]*/.exec(word) ?? [];
	return name.replace(/^([\w+-][\w.+-]*)\/[\w.-]+$/, '$1').replace(/-$|(?<!\+)\+$/, '');
}

interface Manager {
	readonly kind: 'system' | 'language';
	/** The words that say what to do, `go mod download` with a blank between; the empty one for no word at all. */
	readonly verbs: Readonly<Record<string, PackageVerb>>;
	/** Options that take the next word as their value. */
	readonly valued?: readonly string[];
	/** `pacman`: letters of one option say what to do. */
	readonly byOption?: (options: readonly string[]) => PackageVerb | undefined;
	/** Options that make it only pretend, or say something about itself, beside those that nearly all have. */
	readonly dry?: readonly string[];
	/** True for a package that is named to be removed, in the middle of an install. */
	readonly removes?: (word: string) => boolean;
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

const APT: Manager = {
	kind: 'system',
	verbs: indexVerbs({
		install: 'install, build-dep, satisfy, reinstall',
		update: 'update',
		upgrade: 'upgrade, dist-upgrade, full-upgrade',
		remove: 'remove, purge, autoremove, autopurge',
		clean: 'clean, autoclean, distclean, dist-clean',
	}),
	valued: splitWords(
		'-o --option -c --config-file -t --target-release --default-release -a --host-architecture -P --build-profiles --solver',
	),
	dry: splitWords('-s --just-print --no-act --recon --print-uris'),
	removes: (word) => word.endsWith('-'),
};

const DNF: Manager = {
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

const NPM: Manager = {
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

const PIP: Manager = {
	kind: 'language',
	verbs: indexVerbs({ install: 'install, download, wheel', remove: 'uninstall', clean: 'cache purge' }),
	valued: splitWords(
		'-r --requirement -c --constraint -e --editable -i --index-url --extra-index-url -f --find-links -t --target --prefix --root --platform --python-version --src --trusted-host --cache-dir --timeout --retries --proxy --cert --log -w -d --wheel-dir --dest --only-binary --no-binary --upgrade-strategy --python --global-option --config-settings --install-option --progress-bar --implementation --abi',
	),
};

const MANAGERS: Readonly<Record<string, Manager>> = {
	'apt-get': APT,
	apt: APT,
	aptitude: APT,
	'apt-fast': APT,
	nala: APT,
	dpkg: {
		kind: 'system',
		verbs: {},
		byOption: (options) =>
			options.some((option) => /^(?:-P|--purge|-r|--remove)$/.test(option)) ? 'remove' : undefined,
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
		byOption: (options) =>
			options.some((option) => /^(?:-[a-z]*e[a-z]*|--erase)$/.test(option)) ? 'remove' : undefined,
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
		byOption: (options) => {
			if (options.some((option) => /^-R|^--remove/.test(option))) return 'remove';
			if (!options.some((option) => /^-S|^--sync|^-U/.test(option))) return undefined;
			if (options.some((option) => /^-S[a-z]*c/.test(option))) return 'clean';
			if (options.some((option) => /^-S[a-z]*[sil]/.test(option))) return undefined;
			return 'install';
		},
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

const ALIASES: Readonly<Record<string, string>> = {
	mvnw: 'mvn',
	gradlew: 'gradle',
	'npm-cli.js': 'npm',
	'composer.phar': 'composer',
};

function findManagerCall(
	name: string,
	args: readonly ShellWord[],
): { readonly manager: string; readonly table: Manager; readonly args: readonly ShellWord[] } | undefined {
	if (!/^p(?:ython|ypy|ip)[\d.]*$/.test(name)) return lookUpManager(ALIASES[name] ?? name, args);
	if (!name.startsWith('pip')) {
		const at = args.findIndex(({ text }) => text === '-m');
		const isFirst = at !== -1 && args.slice(0, at).every(({ text }) => text?.startsWith('-'));
		const module = isFirst ? args[at + 1]?.text : undefined;
		if (module === undefined || !/^(?:pip|pipx|pipenv|poetry|uv)$/.test(module)) return undefined;
		return lookUpManager(module, args.slice(at + 2));
	}
	return lookUpManager('pip', args);
}

function lookUpManager(manager: string, args: readonly ShellWord[]) {
	const table = Object.hasOwn(MANAGERS, manager) ? MANAGERS[manager] : undefined;
	return table && { manager, table, args };
}

function sortOut(
	args: readonly ShellWord[],
	valued: readonly string[],
): { options: readonly string[]; words: readonly ShellWord[] } {
	const options: string[] = [];
	const words: ShellWord[] = [];
	for (let at = 0; at < args.length; at++) {
		const arg = args[at];
		if (!arg) continue;
		const text = arg.text ?? arg.raw;
		if (text.length < 2 || !text.startsWith('-')) words.push(arg);
		else if (text === '--') {
			words.push(...args.slice(at + 1));
			break;
		} else if (valued.includes(text)) {
			const value = args[++at];
			options.push(`${text}=${value?.text ?? value?.raw ?? ''}`);
		} else options.push(text);
	}
	return { options, words };
}

/** The longest verb that the words begin with, and where among them it stands. */
function findVerb(
	{ verbs, byOption }: Manager,
	words: readonly ShellWord[],
	options: readonly string[],
): { action: PackageVerb; start: number; end: number } | undefined {
	if (byOption) {
		const action = byOption(options);
		return action && { action, start: 0, end: 0 };
	}
	// What only a variable knows before the verb are options.
	const start = Math.max(
		words.findIndex(({ text }) => text !== undefined),
		0,
	);
	const first = words[start]?.text ?? '';
	const second = words[start + 1]?.text ?? '';
	const ofTwo = second === '' ? undefined : findAction(verbs, `${first} ${second}`);
	if (ofTwo) return { action: ofTwo, start, end: start + 2 };
	const ofOne = first === '' ? undefined : findAction(verbs, first);
	if (ofOne) return { action: ofOne, start, end: start + 1 };
	const bare = verbs[''];
	const isBare = words.length === 0 && !options.some((option) => /^-[vV]$/.test(option));
	return bare && isBare ? { action: bare, start: 0, end: 0 } : undefined;
}

function findAction(verbs: Manager['verbs'], words: string): PackageVerb | undefined {
	return Object.hasOwn(verbs, words) ? verbs[words] : undefined;
}

/** Asked for help, for the version, or only to pretend. */
function isDry(options: readonly string[], { dry = [] }: Manager): boolean {
	return options.some(
		(option) => /^(?:--version|--help|-h|--dry-run|--simulate)$/.test(option) || dry.includes(option),
	);
}
