import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Evidence } from '#examples/evidence.ts';
import { inputsOf } from '#examples/inputs-hash.ts';
import { loadContent } from '#examples/load.ts';
import { sealOf } from '#examples/seal.ts';

const EXAMPLES_PER_LESSON = 4;
const SECTIONS = ['Then', 'Why it hurt', 'Now', 'When the old way is still right', 'What changed since'];

/**
 * Writes a content folder of so many lessons with four examples each: sentences of the real lessons in another order,
 * among words that few lessons have. Its evidence is made up, says so, and exists nowhere but in that folder.
 */
export function generateContent(folder: string, own: string, lessons: number): void {
	const sentences = sentencesOf(own);
	cpSync(join(own, 'glossary.yaml'), join(folder, 'glossary.yaml'), { recursive: true });
	for (let number = 1; number <= lessons; number++) {
		const pick = numbers(number);
		put(folder, `lessons/${number}-${lessonName(number)}.mdx`, lessonText(number, sentences, pick));
		for (let part = 1; part <= EXAMPLES_PER_LESSON; part++) putExample(folder, number, part, pick);
	}
	for (const example of loadContent(folder).examples.values()) {
		const inputs = inputsOf(example.manifest.run, example.sides);
		put(folder, `examples/${example.id}/evidence.json`, evidenceText(example.id, inputs));
	}
}

/** The file of a lesson whose words a test may change, and a word that only this lesson has. */
export function lessonFile(folder: string, number: number): { path: string; rareWord: string } {
	return { path: join(folder, `lessons/${number}-${lessonName(number)}.mdx`), rareWord: rareWord(number, 0) };
}

function lessonName(number: number): string {
	return `harbour-${number}`;
}

function lessonText(number: number, sentences: readonly string[], pick: (below: number) => number): string {
	const prose = (count: number) =>
		Array.from({ length: count }, (_, at) =>
			at % 3 === 2
				? `The ${rareWord(number, pick(12))} of the ${rareWord(pick(400), pick(12))} was built again.`
				: sentences[pick(sentences.length)],
		).join(' ');
	const sections = SECTIONS.map((title, at) => {
		const id = title.toLowerCase().replace(/ /g, '-');
		const example =
			at > 0 && at <= EXAMPLES_PER_LESSON ? `\n\n<Example id="${exampleName(number, at)}" />` : '';
		return `## ${title} [#${id}]\n\n${prose(9)}\n\n${prose(6)}${example}\n`;
	});
	const head = [
		'---',
		`title: The ${rareWord(number, 0)} and the ${rareWord(number, 1)}`,
		`takeaway: Build the ${rareWord(number, 2)} before the ${rareWord(number, 3)}.`,
		'reviewed: 2026-11-24',
		'sources: []',
		'---',
	];
	return `${head.join('\n')}\n\n${sections.join('\n')}`;
}

function putExample(folder: string, number: number, part: number, pick: (below: number) => number): void {
	const id = exampleName(number, part);
	const word = rareWord(number, part + 3);
	const dockerfile = (install: string) =>
		`FROM node:24-bookworm-slim\nWORKDIR /srv/${word}\n${install}\nCMD ["node", "src/${word}.js"]\n`;
	const write = (path: string, text: string) => put(folder, `examples/${id}/${path}`, text);
	write('before/Dockerfile', dockerfile('COPY . .\nRUN npm ci --omit=dev'));
	write('after/Dockerfile', dockerfile('COPY package*.json ./\nRUN npm ci --omit=dev\nCOPY src ./src'));
	for (const side of ['before', 'after']) {
		write(`${side}/package.json`, `{ "name": "${word}", "version": "1.${pick(90)}.0", "type": "module" }\n`);
		write(`${side}/.dockerignore`, '.git\nnode_modules\n');
		write(`${side}/src/${word}.js`, serverText(word, pick));
	}
	write(
		'example.yaml',
		`title: Copy the manifest of the ${word} first
summary: The before installs again after every edit of the ${word}. The after installs when the manifest changes.
lesson: ${lessonName(number)}
teaches: [copy-before-install]
before:
  findings:
    - { rule: copy-before-install, line: 3 }
after:
  findings: []
run:
  experiments:
    - name: build
  claims:
    - id: fewer-bytes
      says: The after has fewer bytes of its own.
      measure: build.own-bytes
      after: smaller
`,
	);
}

function serverText(word: string, pick: (below: number) => number): string {
	const routes = Array.from(
		{ length: 6 },
		(_, at) => `\tif (request.url === '/${word}/${at}') return response.end('${pick(9999)}');`,
	);
	return `import { createServer } from 'node:http';\n\ncreateServer((request, response) => {\n${routes.join('\n')}\n\tresponse.end('${word}');\n}).listen(8080);\n`;
}

function evidenceText(example: string, inputs: Evidence['inputs']): string {
	const none = `sha256:${'0'.repeat(64)}`;
	const side = (bytes: number) => ({
		measurements: { 'build.own-bytes': { value: bytes, unit: 'bytes' as const } },
		layers: [{ bytes, createdBy: 'generated', fromBase: false }],
		sessions: [],
		timelines: {},
	});
	const evidence: Omit<Evidence, 'seal'> = {
		version: 1,
		example,
		recorded: '2000-01-01T00:00:00Z',
		inputs,
		engine: {
			docker: 'none: made up for a benchmark',
			buildkit: 'none',
			buildx: 'none',
			platform: 'none',
			cpus: 1,
		},
		bases: [
			{
				name: 'node:24-bookworm-slim',
				origin: 'stand-in',
				digest: none,
				madeOf: 'Nothing: made up for a benchmark.',
			},
		],
		before: side(2_000_000),
		after: side(1_000_000),
		claims: [{ id: 'fewer-bytes', before: 2_000_000, after: 1_000_000, holds: true }],
	};
	return `${JSON.stringify({ ...evidence, seal: sealOf(evidence) }, null, '\t')}\n`;
}

function exampleName(number: number, part: number): string {
	return `pier-${number}-${part}`;
}

/** A word that is one lesson's own, of letters only: `bakodu`. */
function rareWord(number: number, at: number): string {
	const consonants = 'bdfgklmnprstvz';
	const vowels = 'aeiou';
	let rest = number * 16 + at + 70 ** 2;
	let word = '';
	while (rest > 0) {
		word += (consonants[rest % 14] ?? '') + (vowels[Math.floor(rest / 14) % 5] ?? '');
		rest = Math.floor(rest / 70);
	}
	return word;
}

/** The prose of the real lessons, without components and code. */
function sentencesOf(own: string): string[] {
	return readdirSync(join(own, 'lessons'))
		.sort()
		.flatMap((file) => {
			const body = readFileSync(join(own, 'lessons', file), 'utf8')
				.split('\n---\n')
				.slice(1)
				.join('\n');
			const lines = body.split('\n').filter((line) => /^[A-Z]/.test(line) && !/[<>{}[\]`*]/.test(line));
			return lines.flatMap((line) => line.match(/[A-Z][^.?!]{20,}[.?!]/g) ?? []);
		});
}

function put(folder: string, path: string, text: string): void {
	mkdirSync(dirname(join(folder, path)), { recursive: true });
	writeFileSync(join(folder, path), text);
}

/** Numbers that look random and are the same on every run. */
function numbers(seed: number): (below: number) => number {
	let state = seed * 7919;
	return (below) => {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		return Math.floor((state / 2 ** 32) * below);
	};
}
