import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { readFenceMeta } from '#examples/pages/fence-meta.ts';
import { type Fence, readMdx } from '#examples/pages/mdx-document.ts';

/** What a page shows as right: the files that lie in one folder, content by path. */
export interface Snippet {
	/** Page and number among its right ones: `rules/clone-in-build#2`. Beside a lesson's stand no wrong ones. */
	readonly id: string;
	/** The file that is built or started; the first of them. */
	readonly main: string;
	readonly files: Readonly<Record<string, string>>;
}

/** Every right snippet of the rule pages, and what lessons show of Dockerfiles and configuration. */
export function listRightSnippets(): Snippet[] {
	const rules = globSync('content/rules/*.mdx').sort();
	const lessons = globSync('content/lessons/*.mdx').sort();
	return [
		...rules.flatMap((path) => listSnippets(path, ({ meta }) => readFenceMeta(meta).verdict === 'right')),
		...lessons.flatMap((path) => listSnippets(path, ({ language }) => language in FILE_NAMES)),
	];
}

/** What a block is called that does not say it. */
const FILE_NAMES: Readonly<Record<string, string>> = {
	dockerfile: 'Dockerfile',
	yaml: 'config.yml',
	json: 'daemon.json',
};

function listSnippets(path: string, isShown: (fence: Fence) => boolean): Snippet[] {
	const result = readMdx(readFileSync(path, 'utf8'));
	if ('error' in result) throw new Error(`${path}: ${result.error.message}`);
	const groups = new Map<unknown, Fence[]>();
	for (const fence of result.document.fences.filter(isShown)) {
		const key = readFenceMeta(fence.meta).set ?? fence;
		groups.set(key, [...(groups.get(key) ?? []), fence]);
	}
	const page = path
		.replace(/^content\//, '')
		.replace(basename(path), basename(path, '.mdx').replace(/^\d+-/, ''));
	return [...groups.values()].map((fences, index) => {
		const files = Object.fromEntries(fences.map((fence) => [nameFile(fence), `${fence.code}\n`]));
		return { id: `${page}#${index + 1}`, main: Object.keys(files)[0] ?? '', files };
	});
}

function nameFile({ language, meta }: Fence): string {
	const name = readFenceMeta(meta).file ?? FILE_NAMES[language];
	if (name === undefined) throw new Error(`A right block in ${language} needs \`file="…"\`.`);
	return name;
}
