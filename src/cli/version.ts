import { readFileSync } from 'node:fs';

/** The project's version, from its `package.json`. The bundle has it built in. */
export function readProjectVersion(): string {
	const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
	return String(version);
}
