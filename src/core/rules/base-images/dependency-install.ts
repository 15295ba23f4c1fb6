import { getLastSegment } from '../../image/paths.ts';
import { callText, type PackageCall } from '../../image/runs.ts';
import { FETCH_COMMANDS, MANIFESTS_OF, PROJECT_OPTIONS } from '../../knowledge/manifests.ts';
import { findProjectFolder } from '../../shell/package-managers.ts';

/** Builds that fetch what they need on the way. */
const BUILD_VERBS = /^(?:build|package|install|verify|compile|assemble|bootJar|jar|installDist|chef cook)$/;

/**
 * True for an install that the copy above makes run again for nothing. Not for one of the copied project itself, nor for
 * a second one that only completes what the same manager installed from the manifest before the copy.
 */
export function isDependencyInstall(
	install: PackageCall,
	hasMounts: boolean,
	done: ReadonlySet<string>,
): boolean {
	const { manager, kind, packages, verb, options } = install.action;
	if (kind === 'system') return !packages.some(({ text }) => text !== undefined && isLocal(text));
	if (done.has(manager)) return false;
	// Go builds what is here as it installs it; what comes from elsewhere names a version.
	if (manager === 'go' && verb?.text === 'install') return packages.some(({ raw }) => raw.includes('@'));
	if (isCargoInstall(install)) return !options.some((option) => option.startsWith('--path'));
	if (isBuild(install)) return !hasMounts;
	if (isEditableInstall(options)) return false;
	// Without a name `npm install -g` installs the copied project itself.
	if (packages.length === 0 && isGlobal(options)) return false;
	return (
		packages.length === 0 ||
		hasRequirementsOption(options) ||
		!packages.every(({ text }) => isLocal(text ?? ''))
	);
}

export function isLocal(text: string): boolean {
	return /^(?:\.{1,2}(?:$|[/[])|\/|file:)/.test(text) && text !== './...'
		? true
		: /\.(?:deb|rpm|apk|whl)$/.test(text);
}

/** A file that `-r` names. */
const REQUIREMENTS = /^(?:-r|--requirements?)=([^$]+)$/;

function hasRequirementsOption(options: readonly string[]): boolean {
	return options.some((option) => /^(?:-r|--requirements?)/.test(option));
}

export function isManifestInstall({ action: { packages, options, kind } }: PackageCall): boolean {
	if (kind === 'system' || isGlobal(options)) return false;
	return hasRequirementsOption(options) || (packages.length === 0 && !isEditableInstall(options));
}

function isGlobal(options: readonly string[]): boolean {
	return options.some((option) => /^(?:-g|--global)$/.test(option));
}

/** `npm install -g pm2`: packages of a language by their names, none of which lies here. */
export function isInstallByName(install: PackageCall): boolean {
	const { kind, packages, manager, options, call } = install.action;
	if (packages.length === 0 || packages.some(({ text }) => isLocal(text ?? '.'))) return false;
	if (kind === 'system') return true;
	if (isGlobal(options) || /\b(?:global|create-project)\b/.test(call)) return true;
	if (manager === 'pip')
		return !options.some((option) => /^(?:-r|--requirement|-c|--constraint|-e|--editable)/.test(option));
	if (manager === 'uv') return /\b(?:pip|tool) install$/.test(call);
	return BY_NAME_ONLY.has(manager);
}

/** Managers that, given a name, read nothing of the project: `npm install x` reads its manifest too. */
const BY_NAME_ONLY: ReadonlySet<string> = new Set(['gem', 'pipx', 'cargo', 'go']);

export function isEditableInstall(options: readonly string[]): boolean {
	return options.some((option) => /^(?:-e|--editable)=/.test(option)) && !hasRequirementsOption(options);
}

function isCargoInstall({ action: { manager, verb } }: PackageCall): boolean {
	return manager === 'cargo' && verb?.text === 'install';
}

/** A build, which reads the sources: it cannot come before them, only what it fetches can. */
export function isBuild(install: PackageCall): boolean {
	const { manager, verb } = install.action;
	return (
		['cargo', 'mvn', 'gradle'].includes(manager) &&
		!isCargoInstall(install) &&
		BUILD_VERBS.test(verb?.text ?? '')
	);
}

/** What can run before the sources are there, where the install itself cannot. */
export function findFetchCommand(install: PackageCall): string | undefined {
	const { manager, options } = install.action;
	if (isBuild(install)) return FETCH_COMMANDS[manager];
	const project = PROJECT_OPTIONS[manager];
	if (!project || callText(install) !== project.call || options.some((one) => LEAVES_PROJECT.test(one)))
		return undefined;
	return `${project.call} ${project.option}`;
}

const LEAVES_PROJECT = /^--(?:no-install-(?:project|workspace)|no-root|only-group=.*|only-deps)$/;

/** What the install reads, to be copied before it. */
export function nameManifests(install: PackageCall): string {
	const named = install.action.options.flatMap((option) => REQUIREMENTS.exec(option)?.[1] ?? []);
	const names =
		named.length > 0 && named.length < 4 ? named.map(getLastSegment) : MANIFESTS_OF[install.action.manager];
	const folder = named.length > 0 ? undefined : findProjectFolder(install.action)?.replace(/^\.\/|\/+$/g, '');
	// What only the image knows is no path of the context.
	const prefix = folder && /^[\w.-][\w./-]*$/.test(folder) && folder !== '.' ? `${folder}/` : '';
	if (names) return names.map((name) => `\`${prefix}${name}\``).join(' and ');
	return isBuild(install) ? 'the build files' : 'only what the install needs';
}
