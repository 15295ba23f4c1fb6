import { join } from 'node:path';
import type { RolldownOutput } from 'rolldown';
import { readProjectVersion } from '#cli/version.ts';
import { formatLicence, type LicensedPackage, listPackages, readOwnLicence } from '#workspace/licences.ts';
import { collectOtherTools } from '#workspace/other-tools.ts';
import { collectRuleTexts } from '#workspace/rule-texts.ts';
import { parseSiteAddress } from '#workspace/site-address.ts';
import { formatProgram, type ProgramPart } from './program.ts';

const ENTRY = 'drydock:entry';
const TEXTS = 'drydock:texts';
/** Where `npm start` serves. */
const LOCAL_SITE = 'http://127.0.0.1:4321/';

/** `drydock.mjs` and the packages that it has parts of. */
export interface Bundle {
	/** The linter, every rule page and every package it uses, their licences at the end. */
	readonly text: string;
	readonly packages: readonly LicensedPackage[];
}

/** All that goes into the linter beside the program itself: what is the same in two builds packs the same. */
export function describeBundle(project: string): string {
	return JSON.stringify([readSite(), buildTextsModule(project)]);
}

/** Packs the linter. What it finds links to the site that `SITE` names, or to the one that is served on this machine. */
export async function bundle(project: string): Promise<Bundle> {
	// Loaded where there is something to pack: most builds find what an earlier one has packed.
	const { rolldown } = await import('rolldown');
	const build = await rolldown({
		input: ENTRY,
		cwd: project,
		platform: 'node',
		preserveEntrySignatures: false,
		plugins: [
			{
				name: 'drydock-entry',
				resolveId,
				load: (id) =>
					id === ENTRY ? buildEntryModule() : id === TEXTS ? buildTextsModule(project) : undefined,
			},
		],
		transform: { define: { DRYDOCK_SITE: JSON.stringify(readSite()) } },
		// How long a busy machine took is no fault of the bundle.
		checks: { pluginTimings: false },
		onLog(level, log) {
			if (level === 'warn') throw new Error(`The linter could not be packed: ${log.message}`);
		},
	});
	const output = await build.generate({
		format: 'cjs',
		comments: false,
		entryFileNames: 'main.cjs',
		chunkFileNames: '[name].cjs',
		// Names stay, so that a stack trace can be read.
		minify: { compress: false, mangle: false, codegen: { removeWhitespace: true } },
		codeSplitting: { groups: LATER, includeDependenciesRecursively: false },
	});
	await build.close();
	const { parts, modules } = listParts(output);
	const packages = listPackages(project, modules);
	return { text: `${formatProgram(parts)}\n${formatLicences(project, packages)}`, packages };

	function resolveId(id: string, importer: string | undefined) {
		if (id === ENTRY || id === TEXTS) return id;
		return importer === ENTRY ? join(project, 'src/cli/bundled.ts') : undefined;
	}
}

function readSite(): string {
	const site = process.env['SITE'];
	if (site === undefined || site === '') return LOCAL_SITE;
	const address = parseSiteAddress(site);
	if (address === undefined) throw new Error(`SITE is \`${site}\`, which is no http or https address.`);
	return address;
}

/** A comment with the licence of every package, and our own first. */
function formatLicences(project: string, packages: readonly LicensedPackage[]): string {
	const { licence, notice } = readOwnLicence(project);
	const texts = [licence, notice, ...packages.map(formatLicence)].map((text) => text.trim());
	return `/*!\nDrydock\n\n${texts.filter(Boolean).join('\n\n---\n\n').replaceAll('*/', '* /')}\n*/\n`;
}

/** Parts of the program that a call with one Dockerfile does not need: none of them is compiled before it is asked for. */
const LATER = [
	{ name: 'texts', test: /^drydock:texts$/ },
	{ name: 'settings', test: /[\\/]node_modules[\\/]zod[\\/]/ },
	{ name: 'yaml', test: /[\\/]node_modules[\\/]yaml[\\/]|[\\/]src[\\/]core[\\/]source[\\/]yaml\.ts$/ },
	{ name: 'toml', test: /[\\/]node_modules[\\/]toml-eslint-parser[\\/]/ },
	{ name: 'differences', test: /[\\/]node_modules[\\/]diff[\\/]/ },
	{ name: 'compose', test: /[\\/]src[\\/]core[\\/](?:compose|build-definitions|hcl|config)[\\/]/ },
	{
		name: 'formats',
		test: /[\\/]src[\\/]core[\\/]report[\\/](?:sarif|gitlab|github|rdjson|patch|json|fingerprint|uri)\.ts$/,
	},
	{ name: 'explain', test: /[\\/]src[\\/]cli[\\/](?:explain|server)[\\/]/ },
	{ name: 'rebuild', test: /[\\/]src[\\/](?:core|cli)[\\/]rebuild[\\/]/ },
];

function buildEntryModule(): string {
	return `import { runBundled } from 'bundled';
import { pages, tools } from '${TEXTS}';
const linter = {
	version: ${JSON.stringify(readProjectVersion())},
	ruleTexts: () => JSON.parse(pages),
	otherTools: () => JSON.parse(tools),
};
// Other parts use this one, which is whole when all of it has run.
queueMicrotask(() => void runBundled(linter));
`;
}

/** The pages, and the codes of other tools, are texts until one of them is asked for. */
function buildTextsModule(project: string): string {
	const texts = collectRuleTexts(project, process.env['DRYDOCK_CONTENT'], process.cwd());
	const tools = collectOtherTools(project, texts);
	return `export const pages = ${JSON.stringify(JSON.stringify(texts))};
export const tools = ${JSON.stringify(JSON.stringify(tools))};
`;
}

function listParts({ output }: RolldownOutput): { parts: ProgramPart[]; modules: readonly string[] } {
	const parts: ProgramPart[] = [];
	const modules: string[] = [];
	for (const chunk of output) {
		if (chunk.type !== 'chunk') throw new Error(`The linter has a file that is no code: ${chunk.fileName}.`);
		parts.push({ name: chunk.fileName, code: chunk.code });
		modules.push(...Object.keys(chunk.modules));
	}
	return { parts, modules };
}
