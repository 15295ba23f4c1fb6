import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { lint } from '#core/lint/lint.ts';
import { obsoleteVersion } from '#core/rules/ambassadors/obsolete-version.ts';
import { publishedTwice } from '#core/rules/ambassadors/published-twice.ts';
import { folderWith } from '../../folder-with.ts';
import { hasEngine } from '../live-engine.ts';
import { docker, reports } from './witness.ts';

const live = hasEngine('what settings of a compose file do');

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

describe.skipIf(!live)('host-access', () => {
	const socket = process.env['DOCKER_HOST']?.replace(/^unix:\/\//, '') ?? '/var/run/docker.sock';
	const ping = `perl -MIO::Socket::UNIX -e 'my $s = IO::Socket::UNIX->new("/s.sock") or exit 1; print $s "GET /_ping HTTP/1.0\\r\\n\\r\\n"; exit !grep /^OK/, <$s>'`;
	test.each([
		['leaves its namespaces', true, 'privileged: true', 'unshare --uts true'],
		['leaves its namespaces', true, 'cap_add: [SYS_ADMIN]', 'unshare --uts true'],
		['leaves its namespaces', true, 'cap_add: [ALL]', 'unshare --uts true'],
		['leaves its namespaces', false, 'cap_add: [NET_ADMIN]', 'unshare --uts true'],
		['leaves its namespaces', false, 'privileged: false', 'unshare --uts true'],
		['sees processes of the machine', true, 'pid: host', '! grep drydock-probe /proc/1/cmdline'],
		['sees processes of the machine', false, 'init: false', '! grep drydock-probe /proc/1/cmdline'],
		['asks the engine', true, `volumes: ["${socket}:/s.sock"]`, ping],
		['asks the engine', true, `volumes: ["${socket}:/s.sock:ro"]`, ping],
		['asks the engine', false, 'volumes: ["./data:/s.sock"]', ping],
		['reads the whole disk', true, 'volumes: ["/:/disk:ro"]', 'cat /disk$FOLDER/compose.yaml'],
		['reads the whole disk', false, 'volumes: ["./data:/disk:ro"]', 'cat /disk$FOLDER/compose.yaml'],
	])('%s: %s: %s', (_, isDoor, setting, probe) => {
		const text = makeServices(setting, '');
		const folder = folderWith({ 'compose.yaml': text, 'data/x': '' });
		const file = join(folder, 'compose.yaml');
		const script = `: drydock-probe; ${probe}`;
		expect(reports('host-access', text, undefined, 'compose.yaml')).toBe(isDoor);
		const run = ['run', '--rm', '-T', '--no-deps', '--env', `FOLDER=${folder}`, 'a', 'sh', '-c', script];
		expect(compose(file, ...run).status === 0).toBe(isDoor);
		compose(file, 'down', '--timeout', '0');
	});
});

describe.skipIf(!live)('secret-in-environment', () => {
	const secret = 'low-tide-7';
	test.each([
		[true, `environment: {POSTGRES_PASSWORD: ${secret}}`],
		[true, `environment: ["API_TOKEN=${secret}"]`],
		[false, 'environment: {POSTGRES_PASSWORD_FILE: /run/secrets/k}, secrets: [k]'],
		[false, 'secrets: [k]'],
	])('%s: `docker inspect` shows it: %s', (isShown, setting) => {
		const text = `${makeServices(setting, '')}secrets: {k: {file: ./k}}\n`;
		const file = join(folderWith({ 'compose.yaml': text, k: secret }), 'compose.yaml');
		expect(reports('secret-in-environment', text, undefined, 'compose.yaml')).toBe(isShown);
		try {
			expect(compose(file, 'create', 'a').status).toBe(0);
			const id = compose(file, 'ps', '--all', '--quiet', 'a').stdout.trim();
			expect(docker(['inspect', id]).stdout.includes(secret)).toBe(isShown);
		} finally {
			compose(file, 'down', '--timeout', '0');
		}
	});
});
