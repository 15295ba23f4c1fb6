import type { ShellWord } from './shell-commands.ts';

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
export function packageAction(program: string, words: readonly ShellWord[]): PackageAction | undefined {
	const called = managerOf(program, words);
	if (!called) return undefined;
	const { manager, table, args } = called;
	const { options, words: plain } = sortOut(args, table.valued ?? []);
	const found = verbOf(table, plain, options);
	if (!found || isDry(options, table)) return undefined;
	const { action, start, end } = found;
	const verb = plain[end - 1];
	return {
		manager,
		kind: table.kind,
		action,
		packages: plain.slice(end).filter(({ text }) => !table.removes?.(text ?? '')),
		options,
		...(verb && { verb }),
		call: [manager, ...plain.slice(start, end).map(({ text }) => text)].join(' '),
	};
}

/** The package's name alone: `git` for `git=1:2.39`, `git:amd64`, `git@edge`, `git>=2`, `git-`. */
export function packageName(word: string): string {
	const [name = ''] = /^@?[^=@<>~:[;!]*/.exec(word) ?? [];
	return name.replace(/[+-]$/, '');
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

const APT: Manager = {
	kind: 'system',
	verbs: {
		install: 'install',
		'build-dep': 'install',
		satisfy: 'install',
		reinstall: 'install',
		update: 'update',
		upgrade: 'upgrade',
		'dist-upgrade': 'upgrade',
		'full-upgrade': 'upgrade',
		remove: 'remove',
		purge: 'remove',
		autoremove: 'remove',
		autopurge: 'remove',
		clean: 'clean',
		autoclean: 'clean',
		distclean: 'clean',
		'dist-clean': 'clean',
	},
	valued: [
		...['-o', '--option', '-c', '--config-file', '-t', '--target-release', '--default-release'],
		...['-a', '--host-architecture', '-P', '--build-profiles', '--solver'],
	],
	dry: ['-s', '--just-print', '--no-act', '--recon', '--print-uris'],
	removes: (word) => word.endsWith('-'),
};

const DNF: Manager = {
	kind: 'system',
	verbs: {
		install: 'install',
		localinstall: 'install',
		groupinstall: 'install',
		'group install': 'install',
		'module install': 'install',
		reinstall: 'install',
		builddep: 'install',
		makecache: 'update',
		'check-update': 'update',
		update: 'upgrade',
		upgrade: 'upgrade',
		'distro-sync': 'upgrade',
		remove: 'remove',
		erase: 'remove',
		autoremove: 'remove',
		groupremove: 'remove',
		'group remove': 'remove',
		'history undo': 'remove',
		'history rollback': 'remove',
		clean: 'clean',
	},
	valued: [
		...[
			'-c',
			'--config',
			'-d',
			'-e',
			'-x',
			'--exclude',
			'--enablerepo',
			'--disablerepo',
			'--repo',
			'--repoid',
		],
		...['--installroot', '--releasever', '--setopt', '--forcearch', '--advisory'],
	],
};

const NPM: Manager = {
	kind: 'language',
	verbs: {
		install: 'install',
		i: 'install',
		in: 'install',
		add: 'install',
		ci: 'install',
		'clean-install': 'install',
		'install-clean': 'install',
		update: 'upgrade',
		up: 'upgrade',
		upgrade: 'upgrade',
		uninstall: 'remove',
		remove: 'remove',
		rm: 'remove',
		un: 'remove',
		prune: 'remove',
		'cache clean': 'clean',
		'cache clear': 'clean',
	},
	valued: [
		...[
			'--prefix',
			'-C',
			'--registry',
			'--cache',
			'--userconfig',
			'--omit',
			'--include',
			'--only',
			'--loglevel',
		],
		...[
			'-w',
			'--workspace',
			'--tag',
			'--dir',
			'--filter',
			'-F',
			'--cwd',
			'--cache-folder',
			'--modules-folder',
		],
		...['--mutex', '--network-timeout', '--network-concurrency', '--store-dir', '--reporter', '--mode'],
	],
};

const PIP: Manager = {
	kind: 'language',
	verbs: {
		install: 'install',
		download: 'install',
		wheel: 'install',
		uninstall: 'remove',
		'cache purge': 'clean',
	},
	valued: [
		...[
			'-r',
			'--requirement',
			'-c',
			'--constraint',
			'-e',
			'--editable',
			'-i',
			'--index-url',
			'--extra-index-url',
		],
		...[
			'-f',
			'--find-links',
			'-t',
			'--target',
			'--prefix',
			'--root',
			'--platform',
			'--python-version',
			'--src',
		],
		...['--trusted-host', '--cache-dir', '--timeout', '--retries', '--proxy', '--cert', '--log', '-w', '-d'],
		...[
			'--wheel-dir',
			'--dest',
			'--only-binary',
			'--no-binary',
			'--upgrade-strategy',
			'--python',
			'--global-option',
		],
		...['--config-settings', '--install-option', '--progress-bar', '--implementation', '--abi'],
	],
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
		verbs: { add: 'install', update: 'update', upgrade: 'upgrade', del: 'remove', 'cache clean': 'clean' },
		valued: [
			...['-t', '--virtual', '-X', '--repository', '-p', '--root', '--arch', '--cache-dir', '--keys-dir'],
			...['--repositories-file', '--wait', '--progress-fd', '--cache-max-age'],
		],
		dry: ['-s', '-V'],
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
		verbs: {
			install: 'install',
			in: 'install',
			refresh: 'update',
			ref: 'update',
			update: 'upgrade',
			up: 'upgrade',
			dup: 'upgrade',
			remove: 'remove',
			rm: 'remove',
			clean: 'clean',
			cc: 'clean',
		},
		valued: ['-R', '--root', '-r', '--repo', '--from', '-t', '--type', '-p', '--plus-repo'],
	},
	pacman: {
		kind: 'system',
		verbs: {},
		valued: ['-b', '--dbpath', '-r', '--root', '--config', '--cachedir', '--ignore'],
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
	pnpm: { ...NPM, verbs: { ...NPM.verbs, fetch: 'install', 'store prune': 'clean' } },
	yarn: {
		...NPM,
		verbs: {
			'': 'install',
			install: 'install',
			add: 'install',
			'global add': 'install',
			'workspaces focus': 'install',
			upgrade: 'upgrade',
			up: 'upgrade',
			remove: 'remove',
			'cache clean': 'clean',
		},
	},
	bun: {
		...NPM,
		verbs: {
			install: 'install',
			i: 'install',
			ci: 'install',
			add: 'install',
			a: 'install',
			update: 'upgrade',
			remove: 'remove',
			rm: 'remove',
		},
		valued: [
			...(NPM.valued ?? []),
			...[
				'-c',
				'--config',
				'--backend',
				'--linker',
				'--concurrent-scripts',
				'--cache-dir',
				'--ca',
				'--cafile',
			],
		],
	},
	pip: PIP,
	pipx: {
		kind: 'language',
		verbs: { install: 'install', inject: 'install', uninstall: 'remove' },
		valued: ['--python', '-i', '--index-url', '--pip-args', '--suffix'],
	},
	pipenv: {
		kind: 'language',
		verbs: { install: 'install', sync: 'install', uninstall: 'remove' },
		valued: ['-r', '--requirements', '--python', '-i'],
	},
	poetry: {
		kind: 'language',
		verbs: { install: 'install', add: 'install', sync: 'install', update: 'upgrade', remove: 'remove' },
		valued: [
			'--with',
			'--without',
			'--only',
			'-E',
			'--extras',
			'-C',
			'--directory',
			'-P',
			'--project',
			'-G',
			'--group',
		],
	},
	uv: {
		kind: 'language',
		verbs: {
			sync: 'install',
			add: 'install',
			'pip install': 'install',
			'pip sync': 'install',
			'tool install': 'install',
			'pip uninstall': 'remove',
			remove: 'remove',
			'cache clean': 'clean',
			'cache prune': 'clean',
		},
		valued: [
			...(PIP.valued ?? []),
			...['--group', '--extra', '--only-group', '--no-group', '--package', '--project', '-p', '--directory'],
		],
	},
	bundle: {
		kind: 'language',
		verbs: { '': 'install', install: 'install', update: 'upgrade', clean: 'clean' },
		valued: ['--jobs', '-j', '--retry', '--path', '--without', '--with', '--gemfile', '--binstubs'],
	},
	gem: {
		kind: 'language',
		verbs: { install: 'install', i: 'install', update: 'upgrade', uninstall: 'remove', cleanup: 'clean' },
		valued: ['-v', '--version', '-i', '--install-dir', '-n', '--bindir', '-s', '--source', '-P', '-p'],
	},
	composer: {
		kind: 'language',
		verbs: {
			install: 'install',
			i: 'install',
			require: 'install',
			'global require': 'install',
			'create-project': 'install',
			update: 'upgrade',
			remove: 'remove',
			'clear-cache': 'clean',
			clearcache: 'clean',
		},
		valued: ['-d', '--working-dir', '--apcu-autoloader-prefix', '--ignore-platform-req'],
	},
	go: {
		kind: 'language',
		verbs: { 'mod download': 'install', get: 'install', install: 'install' },
		valued: ['-ldflags', '-tags', '-mod', '-modfile', '-C', '-o', '-gcflags', '-p'],
	},
	cargo: {
		kind: 'language',
		verbs: {
			fetch: 'install',
			install: 'install',
			add: 'install',
			build: 'install',
			'chef cook': 'install',
			uninstall: 'remove',
		},
		valued: [
			...[
				'--version',
				'--vers',
				'--git',
				'--branch',
				'--tag',
				'--rev',
				'--path',
				'--root',
				'--features',
				'-F',
			],
			...[
				'--target',
				'--target-dir',
				'--profile',
				'--recipe-path',
				'--manifest-path',
				'-p',
				'--package',
				'--bin',
			],
			...['--jobs', '-j'],
		],
	},
	mvn: {
		kind: 'language',
		verbs: {
			'dependency:go-offline': 'install',
			'dependency:resolve': 'install',
			'dependency:resolve-plugins': 'install',
			package: 'install',
			install: 'install',
			verify: 'install',
			compile: 'install',
		},
		valued: ['-f', '--file', '-s', '--settings', '-pl', '--projects', '-P', '-T', '-gs'],
	},
	gradle: {
		kind: 'language',
		verbs: {
			dependencies: 'install',
			build: 'install',
			assemble: 'install',
			bootJar: 'install',
			jar: 'install',
			installDist: 'install',
		},
		valued: ['-p', '--project-dir', '-g', '--gradle-user-home', '-x', '--exclude-task', '-b', '--build-file'],
	},
};

const ALIASES: Readonly<Record<string, string>> = { mvnw: 'mvn', gradlew: 'gradle', 'npm-cli.js': 'npm' };

function managerOf(
	name: string,
	args: readonly ShellWord[],
): { readonly manager: string; readonly table: Manager; readonly args: readonly ShellWord[] } | undefined {
	if (/^(?:python|pypy)[\d.]*$/.test(name)) {
		const at = args.findIndex(({ text }) => text === '-m');
		const isFirst = at !== -1 && args.slice(0, at).every(({ text }) => text?.startsWith('-'));
		const module = isFirst ? args[at + 1]?.text : undefined;
		if (module === undefined || !/^(?:pip|pipx|pipenv|poetry|uv)$/.test(module)) return undefined;
		return found(module, args.slice(at + 2));
	}
	if (/^pip[\d.]*$/.test(name)) return found('pip', args);
	return found(ALIASES[name] ?? name, args);
}

function found(manager: string, args: readonly ShellWord[]) {
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
function verbOf(
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
	for (const length of [2, 1]) {
		const end = start + length;
		const text = words
			.slice(start, end)
			.map((word) => word.text)
			.join(' ');
		const action = words.length >= end && text !== '' && Object.hasOwn(verbs, text) ? verbs[text] : undefined;
		if (action) return { action, start, end };
	}
	const bare = verbs[''];
	const isBare = words.length === 0 && !options.some((option) => /^-[vV]$/.test(option));
	return bare && isBare ? { action: bare, start: 0, end: 0 } : undefined;
}

/** Asked for help, for the version, or only to pretend. */
function isDry(options: readonly string[], { dry = [] }: Manager): boolean {
	return options.some(
		(option) => /^(?:--version|--help|-h|--dry-run|--simulate)$/.test(option) || dry.includes(option),
	);
}
