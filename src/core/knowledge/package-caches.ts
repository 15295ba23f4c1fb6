/** Where a package manager keeps what it has downloaded, and how it is told not to. */
export interface PackageCache {
	/** Those whose `clean` empties it. */
	readonly manager: RegExp;
	readonly folders: readonly string[];
	/** Options after which nothing stays, or stays elsewhere. */
	readonly without: RegExp;
	/** Variables that do the same. */
	readonly variables: readonly string[];
	/** Settings that do the same, as a step of the Dockerfile names them. */
	readonly settings?: RegExp;
	readonly remedy: string;
}

const DNF: PackageCache = {
	manager: /^(?:microdnf|dnf5?|yum|tdnf)$/,
	folders: ['/var/cache/dnf', '/var/cache/yum', '/var/cache/libdnf5', '/var/cache/tdnf'],
	without: /^(?:--installroot|--cacheonly|-C$|--downloadonly|--setopt=\*?cachedir)/,
	variables: [],
	remedy: 'End this `RUN` with `&& dnf clean all`',
};

export const PACKAGE_CACHES: Readonly<Record<string, PackageCache>> = {
	apk: {
		manager: /^apk$/,
		folders: ['/var/cache/apk', '/etc/apk/cache'],
		without: /^(?:--no-cache|--no-network|--root(?:=|$)|-p=|--cache-dir)/,
		variables: [],
		remedy: 'Add `--no-cache`',
	},
	dnf: DNF,
	dnf5: DNF,
	microdnf: { ...DNF, remedy: 'End this `RUN` with `&& microdnf clean all`' },
	yum: { ...DNF, remedy: 'End this `RUN` with `&& yum clean all`' },
	zypper: {
		manager: /^zypper$/,
		folders: ['/var/cache/zypp'],
		without: /^(?:--root|-R|--no-refresh-cache)/,
		variables: [],
		remedy: 'End this `RUN` with `&& zypper clean --all`',
	},
	pip: {
		manager: /^pip$/,
		folders: ['/root/.cache/pip'],
		without: /^(?:--no-cache-dir|--no-cache$|--cache-dir|--no-index)/,
		variables: ['PIP_NO_CACHE_DIR', 'PIP_CACHE_DIR', 'XDG_CACHE_HOME'],
		settings: /pip\.conf|pip config/,
		remedy: 'Add `--no-cache-dir`',
	},
};
