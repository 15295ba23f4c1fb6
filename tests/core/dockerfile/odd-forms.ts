import { readFileSync } from 'node:fs';

const FIXTURES = 'tests/core/dockerfile/fixtures';

/** Dockerfiles in forms made by hand to be hard to read; those with characters that an editor may lose come from JSON. */
export function oddForms(): string[] {
	const plain = readFileSync(`${FIXTURES}/odd-forms.txt`, 'utf8').split('\n---\n');
	const special: string[] = JSON.parse(readFileSync(`${FIXTURES}/odd-characters.json`, 'utf8'));
	return [...plain, ...special];
}
