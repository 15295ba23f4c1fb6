import { expect, test } from 'vitest';
import type { Finding } from '#core/finding.ts';
import { lintDockerfile } from '#core/lint/lint-dockerfile.ts';
import { redactFiles, redactProblem } from '#core/report/secrets/redact.ts';
import { findingAt, lintedFile } from '../sample.ts';

const masked = (text: string) =>
	redactFiles([lintedFile('Dockerfile', text, lintDockerfile(text))])[0]?.text ?? '';

test.each([
	['ENV NPM_TOKEN=canary PORT=1', 'ENV NPM_TOKEN=•••••• PORT=1'],
	['ENV DB_PASSWORD canary one', 'ENV DB_PASSWORD •••••• •••'],
	['ARG TOKEN="canary"', 'ARG TOKEN="••••••"'],
	['ARG TOKEN', 'ARG TOKEN'],
	['RUN curl https://me:canary@h/x http://h/y', 'RUN curl https://•••••••••@h/x http://h/y'],
	['MAINTAINER https://to/ken@host/x', 'MAINTAINER https://••••••@host/x'],
	['MAINTAINER https://cdn.example/left-pad@1.3.0/x', 'MAINTAINER https://cdn.example/left-pad@1.3.0/x'],
	['MAINTAINER https://npm/left-pad@1.3.0', 'MAINTAINER https://npm/left-pad@1.3.0'],
	['ENV PASSWORD=https://a:canary@h', 'ENV PASSWORD=••••••••••••••••••'],
	['ENV TOKEN="ca\\\n  nary"', 'ENV TOKEN="••\\\n  ••••"'],
])('%j is shown as %j', (instruction, shown) => {
	const text = `FROM debian:12\n${instruction}\n`;
	expect(masked(text)).toBe(`FROM debian:12\n${shown}\n`);
	expect(masked(text)).toHaveLength(text.length);
});

test('a message keeps the backtick that ends what it quotes', () => {
	const text = 'FROM debian:12\nDB_PASSWORD=canary7\n';
	const [file] = redactFiles([lintedFile('Dockerfile', text, lintDockerfile(text))]);
	expect(file?.findings[0]?.message).toBe('unknown instruction `DB_PASSWORD=•••••••`');
});

/** The text as a report shows it where findings point at these parts of it. */
function maskParts(text: string, parts: readonly string[]): string {
	const findings = parts.map((part): Finding => {
		const finding = findingAt(text, part);
		return { ...finding, secrets: [finding.span] };
	});
	return redactFiles([lintedFile('Dockerfile', text, findings)])[0]?.text ?? '';
}

test.each([
	['one in another', ['qrs-tuv-wxy', 'tuv'], 'a ••••••••••• b 12345'],
	['one that ends where another does', ['qrs-tuv-wxy', 'wxy'], 'a ••••••••••• b 12345'],
	['two that overlap', ['qrs-tuv', 'tuv-wxy'], 'a ••••••••••• b 12345'],
	['one behind another', ['12345', 'qrs'], 'a •••-tuv-wxy b •••••'],
])('every place stays where findings point at secrets, %s', (_, parts, shown) => {
	expect(maskParts('a qrs-tuv-wxy b 12345', parts)).toBe(shown);
});

/** The messages as a report shows them, of findings that stand nowhere in particular. */
function showMessages(text: string, messages: readonly string[]): string[] {
	const findings = messages.map((message): Finding => ({ ...findingAt(text, 'a'), message }));
	return (
		redactFiles([lintedFile('compose.yaml', text, findings)])[0]?.findings.map(({ message }) => message) ?? []
	);
}

test('a message keeps a plain word that is a password and a name of the file too', () => {
	const text = 'services:\n  store:\n    image: a:1\n    environment:\n      DB_PASSWORD: store\n';
	const messages = ['`store` stores all.', 'Wait for `store`: a store.'];
	expect(showMessages(text, messages)).toEqual(messages);
});

test('a message keeps a word that is a password in many files and means something else in most', () => {
	const text = 'services:\n  db:\n    image: a:1\n    environment:\n      DB_PASSWORD: postgres\n';
	expect(showMessages(text, ['`postgres` is an image.'])).toEqual(['`postgres` is an image.']);
});

test('a message keeps the name of the file that has such a word in it', () => {
	const text =
		'services:\n  store-front:\n    image: my-store:1\n    environment:\n      DB_PASSWORD: store\n';
	expect(showMessages(text, ['`store-front` of `my-store` is not `store-back`, nor `store`.'])).toEqual([
		'`store-front` of `my-store` is not `•••••-back`, nor `•••••`.',
	]);
});

test('a message hides a plain word that is nothing but a password, and only where it quotes', () => {
	const text = 'services:\n  db:\n    image: a:1\n    environment:\n      DB_PASSWORD: store\n';
	for (const start of ['', '# The shop.\n'])
		expect(showMessages(start + text, ['`store` and `user:store` stores all.'])).toEqual([
			'`•••••` and `user:•••••` stores all.',
		]);
});

test('a problem with a file of settings shows no secret, with a frame and without one', () => {
	const problem = { code: 'a', path: 'b', detail: 'A_TOKEN=canary is wrong.', fix: 'Write A_TOKEN=other1.' };
	const shown = { ...problem, detail: 'A_TOKEN=•••••• is wrong.', fix: 'Write A_TOKEN=•••••••' };
	expect(redactProblem(problem)).toEqual(shown);
	expect(redactProblem({ ...problem, frame: '1 | A_TOKEN=canary' })).toEqual({
		...shown,
		frame: '1 | A_TOKEN=••••••',
	});
});

test.each([
	['echo "canary" > /root/.ssh/id_rsa && git clone x', 'echo "••••••" > /root/.ssh/id_rsa && git clone x'],
	['echo "canary; nary" > /a/id_rsa; make', 'echo "••••••• ••••" > /a/id_rsa; make'],
	['echo canary >&2 nary > /a/id_rsa | cat', 'echo •••••• ••• •••• > /a/id_rsa | cat'],
	['sh -c "echo \\"ca;nary\\" > /a/id_rsa && make"', 'sh -c "echo \\"•••••••\\" > /a/id_rsa && ••••"'],
	['echo "canary > /a/id_rsa && make', 'echo "•••••• > /a/id_rsa && ••••'],
])('what is printed into a key file is hidden up to the next command: %j', (command, shown) => {
	expect(masked(`FROM debian\nRUN ${command}\n`)).toBe(`FROM debian\nRUN ${shown}\n`);
});
