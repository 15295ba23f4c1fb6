import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { lint } from '#core/lint/lint.ts';
import { obsoleteVersion } from '#core/rules/ambassadors/obsolete-version.ts';
import { publishedTwice } from '#core/rules/ambassadors/published-twice.ts';
import { folderWith } from '../../folder-with.ts';
import { hasEngine } from '../live-engine.ts';

const live = hasEngine('which services Compose can start together');

function compose(file: string, ...args: readonly string[]) {
	const call = ['compose', '--project-name', 'drydock-witness', '--file', file, ...args];
	return spawnSync('docker', call, { encoding: 'utf8', timeout: 120_000 });
}

/** Two services that sleep, with these settings beside. */
function makeServices(first: string, second: string): string {
	const common = 'image: "debian:bookworm-slim", command: [sleep, "60"], stop_signal: SIGKILL';
	return `services:\n  a: {${common}, ${first}}\n  b: {${common}, ${second}}\n`;
}

describe.skipIf(!live)('published-twice', () => {
	test.each([
		[true, 'ports: ["18431:80"]', 'ports: ["18431:80"]'],
		[true, 'ports: ["18431:80"]', 'ports: ["127.0.0.1:18431:81"]'],
		[true, 'container_name: drydock-witness-x', 'container_name: drydock-witness-x'],
		[false, 'ports: ["18431:80"]', 'ports: ["18431:80/udp"]'],
		[false, 'ports: ["127.0.0.2:18431:80"]', 'ports: ["127.0.0.1:18431:81"]'],
		[false, 'ports: ["18431-18432:80"]', 'ports: ["18431-18432:80"]'],
		[false, 'network_mode: host, ports: ["18431:80"]', 'ports: ["18431:80"]'],
		[false, 'ports: ["18431:80"], deploy: {replicas: 0}', 'ports: ["18431:80"]'],
		[
			false,
			'profiles: [p], container_name: drydock-witness-x',
			'profiles: [q], container_name: drydock-witness-x',
		],
	])('%s: %s and %s', (isReported, first, second) => {
		const text = makeServices(first, second);
		const file = join(folderWith({ 'compose.yaml': text }), 'compose.yaml');
		try {
			const findings = lint({ path: 'compose.yaml', text }, { rules: [publishedTwice] });
			expect(findings.length > 0).toBe(isReported);
			const profiles = first.includes('profiles') ? ['--profile', 'p'] : [];
			expect(compose(file, ...profiles, 'up', '--detach').status === 0).toBe(!isReported);
		} finally {
			compose(file, '--profile', '*', 'down', '--timeout', '0', '--remove-orphans');
		}
	});
});

describe.skipIf(!live)('obsolete-version', () => {
	test('Compose warns about it, and reads the same without it', () => {
		const services = makeServices('', '').replaceAll(', }', '}');
		const folder = folderWith({ 'a.yaml': `version: "3.8"\n${services}`, 'b.yaml': services });
		const [old, repaired] = ['a.yaml', 'b.yaml'].map((name) => compose(join(folder, name), 'config'));
		expect(
			lint({ path: 'compose.yaml', text: `version: "3.8"\n${services}` }, { rules: [obsoleteVersion] }),
		).toHaveLength(1);
		expect(old?.stderr).toContain('`version` is obsolete');
		expect(repaired?.stderr).toBe('');
		expect(repaired?.stdout).toBe(old?.stdout);
	});
});
