import { createHash } from 'node:crypto';
import { copyFile, cp, mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { omitUndefined } from '#core/omit-undefined.ts';
import { getLastLine } from '../docker/command.ts';
import type { Engine } from '../engine.ts';
import { EngineFailure } from '../failure.ts';
import { runProgram } from '../process.ts';
import type { StandInRecipe } from './recipes.ts';

/** Marks an image as a stand-in; its value is the hash of what it was made from. */
export const STAND_IN_LABEL = 'drydock.stand-in';

export interface StandInTools {
	readonly engine: Engine;
	/** PEM certificates that builds must trust. */
	readonly authorities: readonly string[];
	readonly signal?: AbortSignal;
	readonly onStep: (step: string) => void;
}

/** Builds the stand-in under the name it stands in for, unless this machine has it already. It outlives the run. */
export async function provideStandInImage(recipe: StandInRecipe, tools: StandInTools): Promise<void> {
	const hash = await hashRecipe(recipe, tools);
	const existing = await tools.engine.inspectImage(recipe.name);
	if (existing?.labels[STAND_IN_LABEL] === hash) return;
	const folder = await mkdtemp(join(tools.engine.temporaryFolder(), 'stand-in-'));
	try {
		const minimal = await provideMinimalDebian(recipe.suite, tools);
		tools.onStep(`building a stand-in for ${recipe.name}`);
		const lines = [
			`FROM ${minimal}`,
			await prepareCleaningLine(folder),
			...(await prepareAuthorityLines(folder, tools.authorities)),
		];
		if (recipe.packages.length > 0) lines.push(installLine(recipe.packages));
		if (recipe.hasNode) lines.push(...(await prepareNodeLines(folder, tools)));
		if (recipe.program !== undefined) {
			await copyFile(locateProgram(recipe.program), join(folder, recipe.program));
			lines.push(`COPY ${recipe.program} /`);
		}
		await writeFile(join(folder, 'Dockerfile'), [...lines, ...recipe.lines, ''].join('\n'));
		await tools.engine.build({
			name: recipe.name,
			keepAs: recipe.name,
			context: folder,
			labels: { [STAND_IN_LABEL]: hash },
		});
		// Its predecessor has lost its name. Where something still stands on it, it stays.
		if (existing !== undefined) await tools.engine.removeImage(existing.id).catch(() => undefined);
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

// A mirror that lags behind may serve a list past its date. Its signature is checked all the same.
const SUITE_OPTIONS = {
	bookworm: [],
	forky: [`--aptopt=Acquire::Check-Valid-Until "false"`],
} satisfies Readonly<Record<StandInRecipe['suite'], readonly string[]>>;

/** The minimal system alone, from which all stand-ins are built; made once on a machine. */
async function provideMinimalDebian(
	suite: StandInRecipe['suite'],
	{ engine, signal, onStep }: StandInTools,
): Promise<string> {
	const name = `drydock-base/debian:${suite}`;
	if ((await engine.inspectImage(name)) !== undefined) return name;
	onStep(`building a minimal Debian ${suite} (about half a minute, once on this machine)`);
	const file = join(engine.temporaryFolder(), `debian-${suite}.tar`);
	const unneeded = ['/usr/share/man/*', '/usr/share/locale/*', '/usr/share/doc/*'];
	const result = await runProgram({
		command: 'mmdebstrap',
		args: [
			'--variant=minbase',
			'--include=ca-certificates',
			...unneeded.map((path) => `--dpkgopt=path-exclude=${path}`),
			...SUITE_OPTIONS[suite],
			suite,
			file,
		],
		...omitUndefined({ signal }),
	});
	if (result.exitCode !== 0) {
		throw new EngineFailure(
			'stand-in-failed',
			`No registry can be reached, and ${result.isMissing ? '`mmdebstrap` is not installed' : `mmdebstrap failed: ${getLastLine(result.stderr)}`}.`,
			'On Debian or Ubuntu: `apt-get install mmdebstrap`, and run as root. Elsewhere give Docker a way to its registry.',
		);
	}
	await engine.importImage(file, name, { [STAND_IN_LABEL]: suite });
	await rm(file);
	return name;
}

/** Official images keep no downloaded packages either; without this, an install would look larger than it is there. */
async function prepareCleaningLine(folder: string): Promise<string> {
	const settings = `APT::Keep-Downloaded-Packages "false";
Binary::apt::APT::Keep-Downloaded-Packages "false";
DPkg::Post-Invoke { "rm -f /var/cache/apt/archives/*.deb /var/cache/apt/*.bin || true"; };
Dir::Cache::pkgcache "";
Dir::Cache::srcpkgcache "";
Acquire::Languages "none";
`;
	await writeFile(join(folder, 'docker-clean'), settings);
	return 'COPY docker-clean /etc/apt/apt.conf.d/docker-clean';
}

async function prepareAuthorityLines(folder: string, authorities: readonly string[]): Promise<string[]> {
	if (authorities.length === 0) return [];
	await mkdir(join(folder, 'authorities'));
	for (const [index, pem] of authorities.entries()) {
		await writeFile(join(folder, 'authorities', `extra-${index + 1}.crt`), `${pem}\n`);
	}
	return [
		'COPY authorities /usr/local/share/ca-certificates/',
		'RUN update-ca-certificates >/dev/null',
		// Node has a list of its own.
		'ENV NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt',
	];
}

function installLine(packages: readonly string[]): string {
	return `RUN apt-get update && apt-get install -y --no-install-recommends ${packages.join(' ')} && rm -rf /var/lib/apt/lists/*`;
}

async function prepareNodeLines(folder: string, { engine, signal }: StandInTools): Promise<string[]> {
	const arch = engine.facts.platform.endsWith('arm64') ? 'arm64' : 'x64';
	await copyFile(locateNodeBinary(arch), join(folder, 'node'));
	await cp(await locateNpmFolder(signal), join(folder, 'npm'), { recursive: true, dereference: true });
	return [
		'COPY --chmod=755 node /usr/local/bin/node',
		'COPY npm /usr/local/lib/node_modules/npm',
		'RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm && ln -s ../lib/node_modules/npm/bin/npx-cli.js /usr/local/bin/npx && chmod 755 /usr/local/lib/node_modules/npm/bin/*.js && useradd --uid 1000 --user-group --create-home --shell /bin/bash node',
	];
}

function locateProgram(name: string): string {
	return join(import.meta.dirname, name);
}

/** The runtime this project pins is a package of its own, with the binary in it. */
function locateNodeBinary(arch: string): string {
	try {
		return join(
			dirname(createRequire(import.meta.url).resolve(`node-linux-${arch}/package.json`)),
			'bin/node',
		);
	} catch (cause) {
		throw new EngineFailure(
			'stand-in-failed',
			`The stand-in needs Node for linux-${arch}, and the package node-linux-${arch} is not installed here.`,
			'Run `npm ci` on a machine of that kind, or give Docker a way to its registry.',
			String(cause),
		);
	}
}

/** The npm that runs this project, or the one on the PATH. */
async function locateNpmFolder(signal: AbortSignal | undefined): Promise<string> {
	const started = process.env['npm_execpath'];
	if (started?.endsWith('npm-cli.js')) return join(dirname(started), '..');
	const which = await runProgram({
		command: 'which',
		args: ['npm'],
		...omitUndefined({ signal }),
	});
	const cli = which.exitCode === 0 ? await realpath(which.stdout.trim()) : '';
	if (cli.endsWith('npm-cli.js')) return join(dirname(cli), '..');
	throw new EngineFailure(
		'stand-in-failed',
		'The stand-in needs npm, and found none on this machine.',
		'Install npm.',
	);
}

async function hashRecipe(recipe: StandInRecipe, { authorities, engine }: StandInTools): Promise<string> {
	const program = recipe.program && (await readFile(locateProgram(recipe.program), 'utf8'));
	const node = recipe.hasNode ? process.versions.node : '';
	// Raise the number when the lines above change.
	const parts = [2, recipe, authorities, engine.facts.platform, node, ...(program ? [program] : [])];
	return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
