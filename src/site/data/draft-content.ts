import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { findRule } from '#core/rules/registry.ts';
import { lineIndex } from '#core/source/position.ts';
import { evidenceSchema } from '#examples/evidence.ts';
import type { Example, ExampleSide } from '#examples/example.ts';
import { type Manifest, manifestSchema, SIDES, type Side } from '#examples/manifest.ts';
import type { Page, SiteContent } from './content.ts';

/** TEMPORARY: reads a content folder without lint, until `#examples/load.ts` lands. */
export async function draftContent(folder: URL): Promise<SiteContent> {
	const root = fileURLToPath(folder);
	const lessons = await pages(`${root}lessons`, (name) => name.replace(/^\d+-/, ''));
	const rulePages = new Map((await pages(`${root}rules`, (name) => name)).map((page) => [page.id, page]));
	const examples = new Map<string, Example>();
	for (const id of (await readdir(`${root}examples`).catch(() => [])).sort()) {
		if (!existsSync(`${root}examples/${id}/example.yaml`)) continue;
		examples.set(id, await example(`${root}examples/${id}`, id));
	}
	const glossaryFile = `${root}glossary.yaml`;
	const glossary = existsSync(glossaryFile) ? parse(await readFile(glossaryFile, 'utf8')) : {};
	return {
		lessons,
		rulePages,
		examples,
		glossary: new Map(Object.entries(glossary ?? {})) as SiteContent['glossary'],
	};
}

async function pages(folder: string, idOf: (name: string) => string): Promise<Page[]> {
	const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.mdx')).sort();
	return Promise.all(
		names.map(async (name) => {
			const text = await readFile(`${folder}/${name}`, 'utf8');
			const match = /^---\n([\s\S]*?)\n---\n/.exec(text);
			return {
				id: idOf(name.slice(0, -4)),
				path: `content/${folder.split('/').at(-1)}/${name}`,
				frontmatter: (match ? parse(match[1] ?? '') : {}) as Record<string, unknown>,
				body: match ? text.slice(match[0].length) : text,
			};
		}),
	);
}

async function example(folder: string, id: string): Promise<Example> {
	const manifest: Manifest = manifestSchema.parse(parse(await readFile(`${folder}/example.yaml`, 'utf8')));
	const evidence = existsSync(`${folder}/evidence.json`)
		? evidenceSchema.parse(JSON.parse(await readFile(`${folder}/evidence.json`, 'utf8')))
		: undefined;
	const [before, after] = await Promise.all(SIDES.map((name) => side(folder, name, manifest)));
	if (!before || !after) throw new Error(folder);
	return {
		id,
		folder,
		manifest,
		sides: { before, after },
		...(evidence ? { evidence } : {}),
		inputsHash: `sha256:${createHash('sha256').update(id).digest('hex')}`,
		isStale: false,
	};
}

async function side(folder: string, name: Side, manifest: Manifest): Promise<ExampleSide> {
	const root = `${folder}/${name}`;
	const paths = (await readdir(root, { recursive: true, withFileTypes: true }))
		.filter((entry) => entry.isFile())
		.map((entry) => `${entry.parentPath}/${entry.name}`.slice(root.length + 1))
		.sort();
	const files = await Promise.all(
		paths.map(async (path) => {
			const bytes = await readFile(`${root}/${path}`);
			const mode = ((await stat(`${root}/${path}`)).mode & 0o100 ? '755' : '644') as '644' | '755';
			return { path, mode, text: bytes.toString('utf8'), bytes };
		}),
	);
	const findings = new Map<
		string,
		ExampleSide['findings'] extends ReadonlyMap<string, infer F> ? F : never
	>();
	for (const declared of manifest[name].findings) {
		const text = files.find(({ path }) => path === declared.file)?.text ?? '';
		const span = lineIndex(text).lineSpan(declared.line);
		findings.set(declared.file, [
			...(findings.get(declared.file) ?? []),
			{
				rule: declared.rule,
				severity: findRule(declared.rule)?.severity ?? 'warning',
				message: `Message of ${declared.rule} comes from the rule.`,
				span,
				range: lineIndex(text).rangeOf(span),
			},
		]);
	}
	return {
		side: name,
		folder: root,
		files,
		findings,
		context: {
			files: paths,
			isIgnored: () => false,
			read: (path) => files.find((file) => file.path === path)?.text,
		},
	};
}
