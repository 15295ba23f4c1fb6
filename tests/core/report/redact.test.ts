import { expect, test } from 'vitest';
import { lintDockerfile } from '#core/lint/lint-dockerfile.ts';
import { redactFiles } from '#core/report/secrets/redact.ts';
import { lintedFile } from './sample.ts';

const masked = (text: string) =>
	redactFiles([lintedFile('Dockerfile', text, lintDockerfile(text))])[0]?.text ?? '';

test.each([
	['ENV NPM_TOKEN=canary PORT=1', 'ENV NPM_TOKEN=•••••• PORT=1'],
	['ENV DB_PASSWORD canary one', 'ENV DB_PASSWORD •••••• •••'],
	['ARG TOKEN="canary"', 'ARG TOKEN="••••••"'],
	['ARG TOKEN', 'ARG TOKEN'],
	['RUN curl https://me:canary@h/x http://h/y', 'RUN curl https://•••••••••@h/x http://h/y'],
	['ENV PASSWORD=https://a:canary@h', 'ENV PASSWORD=••••••••••••••••••'],
	['ENV TOKEN="ca\\\n  nary"', 'ENV TOKEN="••\\\n  ••••"'],
])('%j is shown as %j', (instruction, shown) => {
	const text = `FROM debian:12\n${instruction}\n`;
	expect(masked(text)).toBe(`FROM debian:12\n${shown}\n`);
	expect(masked(text)).toHaveLength(text.length);
});
