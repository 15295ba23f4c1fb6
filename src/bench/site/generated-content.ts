import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Evidence } from '#examples/evidence/evidence.ts';
import { buildEvidenceInputs } from '#examples/evidence/inputs-hash.ts';
import { computeSeal } from '#examples/evidence/seal.ts';
import { loadContent } from '#examples/load.ts';

const EXAMPLES_PER_LESSON = 4;
const SECTIONS = ['Then', 'Why it hurt', 'Now', 'When the old way is still right', 'What changed since'];

/**
 * Writes a content folder of so many lessons with four examples each, and without ours: sentences of the real lessons in another order,
 * among words that few lessons have. Its evidence is made up, says so, and exists nowhere but in that folder.
 */
export function generateContent(folder: string, realContent: string, lessons: number): void {
	const sentences = collectSentences(realContent);
	put(folder, 'site.yaml', 'base: none\n');
	cpSync(join(realContent, 'glossary.yaml'), join(folder, 'glossary.yaml'), { recursive: true });
	for (let number = 1; number <= lessons; number++) {
		const pick = createNumberSource(number);
		put(folder, `lessons/${number}-${nameLesson(number)}.mdx`, generateLessonText(number, sentences, pick));
		for (let part = 1; part <= EXAMPLES_PER_LESSON; part++) putExample(folder, number, part, pick);
	}
	for (const example of loadContent(folder).examples.values()) {
		const inputs = buildEvidenceInputs(example.manifest.run, example.sides);
		put(folder, `examples/${example.id}/evidence.json`, generateEvidenceText(example.id, inputs));
	}
}

/** The file of a lesson whose words a test may change, and a word that only this lesson has. */
export function locateLessonFile(folder: string, number: number): { path: string; rareWord: string } {
	return {
		path: join(folder, `lessons/${number}-${nameLesson(number)}.mdx`),
		rareWord: generateRareWord(number, 0),
	};
}

function nameLesson(number: number): string {
	return `harbour-${number}`;
}

function generateLessonText(
	number: number,
	sentences: readonly string[],
	pick: (below: number) => number,
): string {
	const generateProse = (count: number) =>
		Array.from({ length: count }, (_, at) =>
			at % 3 === 2
				? `The ${generateRareWord(number, pick(12))} of the ${generateRareWord(pick(400), pick(12))} was built again.`
				: sentences[pick(sentences.length)],
		).join(' ');
	const sections = SECTIONS.map((title, at) => {
		const id = title.toLowerCase().replace(/ /g, '-');
		const example =
			at > 0 && at <= EXAMPLES_PER_LESSON ? `\n\n<Example id="${nameExample(number, at)}" />` : '';
		return `## ${title} [#${id}]\n\n${generateProse(9)}\n\n${generateProse(6)}${example}\n`;
	});
	const head = [
		'---',
		`title: The ${generateRareWord(number, 0)} and the ${generateRareWord(number, 1)}`,
		`takeaway: Build the ${generateRareWord(number, 2)} before the ${generateRareWord(number, 3)}.`,
		'reviewed: 2026-11-24',
		'sources: []',
		'---',
	];
	return `${head.join('\n')}\n\n${sections.join('\n')}`;
}

function putExample(folder: string, number: number, part: number, pick: (below: number) => number): void {
	const id = nameExample(number, part);
	const word = generateRareWord(number, part + 3);
	const generateDockerfile = (install: string) =>
		`FROM node:24-bookworm-slim\nWORKDIR /srv/${word}\n${install}\nCMD ["node", "src/${word}.js"]\n`;
	const write = (path: string, text: string) => put(folder, `examples/${id}/${path}`, text);
	write('before/Dockerfile', generateDockerfile('COPY . .\nRUN npm ci --omit=dev'));
	write(
		'after/Dockerfile',
		generateDockerfile('COPY package*.json ./\nRUN npm ci --omit=dev\nCOPY src ./src'),
	);
	for (const side of ['before', 'after']) {
		write(`${side}/package.json`, `{ "name": "${word}", "version": "1.${pick(90)}.0", "type": "module" }\n`);
		write(`${side}/.dockerignore`, '.git\nnode_modules\n');
		write(`${side}/src/${word}.js`, generateServerText(word, pick));
	}
	write(
		'example.yaml',
		`title: Copy the manifest of the ${word} first
summary: The first version installs again after every edit of the ${word}. The repaired version installs when the manifest changes.
lesson: ${nameLesson(number)}
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
      says: The repaired version has fewer bytes of its own.
      measure: build.own-bytes
      after: smaller
`,
	);
}

function generateServerText(word: string, pick: (below: number) => number): string {
	const routes = Array.from(
		{ length: 6 },
		(_, at) => `\tif (request.url === '/${word}/${at}') return response.end('${pick(9999)}');`,
	);
	return `import { createServer } from 'node:http';\n\ncreateServer((request, response) => {\n${routes.join('\n')}\n\tresponse.end('${word}');\n}).listen(8080);\n`;
}

function generateEvidenceText(example: string, inputs: Evidence['inputs']): string {
	const none = `sha256:${'0'.repeat(64)}`;
	const makeSideEvidence = (bytes: number) => ({
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
		before: makeSideEvidence(2_000_000),
		after: makeSideEvidence(1_000_000),
		claims: [{ id: 'fewer-bytes', before: 2_000_000, after: 1_000_000, holds: true }],
	};
	return `${JSON.stringify({ ...evidence, seal: computeSeal(evidence) }, null, '\t')}\n`;
}

function nameExample(number: number, part: number): string {
	return `pier-${number}-${part}`;
}

/** A word that is one lesson's own, of letters only: `bakodu`. */
function generateRareWord(number: number, at: number): string {
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
function collectSentences(realContent: string): string[] {
	return readdirSync(join(realContent, 'lessons'))
		.sort()
		.flatMap((file) => {
			const body = readFileSync(join(realContent, 'lessons', file), 'utf8')
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
function createNumberSource(seed: number): (below: number) => number {
	let state = seed * 7919;
	return (below) => {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		return Math.floor((state / 2 ** 32) * below);
	};
}
