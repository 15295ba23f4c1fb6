import { expect, test } from 'vitest';
import { lint } from '#core/lint/lint.ts';

function countFindings(text: string, rule: string, path = 'Dockerfile'): number {
	return lint({ path, text }).filter((finding) => finding.rule === rule).length;
}

test('what a shell function does at two calls is reported once', () => {
	const text = 'FROM tides:1\nRUN f() { git clone https://a.example/b /b; }; f; f\n';
	expect(countFindings(text, 'clone-in-build')).toBe(1);
});

test('what an alias gives to two services is reported once', () => {
	const text = 'services:\n  a: &a\n    image: x:1\n    privileged: true\n  b: *a\n';
	expect(countFindings(text, 'host-access', 'compose.yaml')).toBe(1);
});

test('of an instruction with two faults, both are reported, as BuildKit does', () => {
	expect(countFindings('FROM tides:1\nEXPOSE 80:80 81:81\n', 'expose-invalid-format')).toBe(2);
});
