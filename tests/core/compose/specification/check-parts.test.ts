import { describe, expect, test } from 'vitest';
import { refuse, refuseOfService, SERVICE } from '../refuse.ts';

describe('texts', () => {
	const broken = 'This is no variable. Write `$$` for a `$` that Compose leaves alone.';

	test.each([
		['a variable', `\${A}`, []],
		['a variable with something to stand for it', `\${A:-b}\${A-b}\${A:?b}\${A:+b}`, []],
		['a dollar that is left alone', '$${', []],
		['a brace without a name', `\${}`, [broken]],
		['a name that begins with a number', `\${1A}`, [broken]],
		['a brace that stays open', `\${A:-b`, [broken]],
		['a second one that stays open', `\${A}\${B:-c`, [broken]],
		['a form of the shell', `\${A/b/c}`, [broken]],
	])('%s', (_, text, expected) => {
		expect(refuseOfService(`hostname: '${text}'`)).toEqual(expected);
	});

	test('all of them are told, in the order of the file', () => {
		expect(refuse(`${SERVICE}    hostname: '\${'\n    labels: ['\${-}']\nx-a: '\${+}'\n`)).toEqual([
			`4:16 ${broken}`,
			`5:15 ${broken}`,
			`6:7 ${broken}`,
		]);
	});

	test('a key is a text', () => {
		expect(refuseOfService('x-tides: {1: a}')).toEqual(['A key is a text. Put it in quotes.']);
		expect(refuseOfService('x-tides: {"1": a}')).toEqual([]);
	});
});

describe('values that must fit each other', () => {
	test.each([
		[
			'build: {context: ., dockerfile: a, dockerfile_inline: "FROM x"}',
			'`dockerfile` and `dockerfile_inline`',
		],
		['gpus: [{count: 1, device_ids: ["0"]}]', '`count` and `device_ids`'],
		[
			'deploy: {resources: {reservations: {devices: [{capabilities: [gpu], count: 1, device_ids: ["0"]}]}}}',
			'`count` and `device_ids`',
		],
	])('%s', (line, both) => {
		expect(refuseOfService(line)).toEqual([`Only one of ${both} can be given.`]);
	});

	test.each([
		['scale: 1\ndeploy: {replicas: 2}', '`scale` and `deploy.replicas` say different things.'],
		[
			'mem_limit: 1g\ndeploy: {resources: {limits: {memory: 2g}}}',
			'`mem_limit` and `deploy.resources.limits.memory` say different things.',
		],
		['scale: 2\ndeploy: {replicas: 2}', undefined],
		[`scale: \${A}\ndeploy: {replicas: 2}`, undefined],
		[`scale: 2\ndeploy: {replicas: "\${A}"}`, undefined],
	])('%j', (lines, message) => {
		expect(refuseOfService(lines)).toEqual(message === undefined ? [] : [message]);
	});

	test.each([
		['secrets: {a: {}}', '`a` must have exactly one of `file`, `environment`.'],
		['secrets: {a: {file: b, environment: C}}', '`a` must have exactly one of `file`, `environment`.'],
		['configs: {a: {}}', '`a` must have exactly one of `file`, `environment`, `content`.'],
		['volumes: {a: {external: true, driver: local}}', '`a` is external, so `driver` cannot be given.'],
		[
			'volumes: {a: {external: true, driver: local, labels: {c: d}}}',
			'`a` is external, so `driver` cannot be given.',
		],
		['secrets: {a: {external: true}}', undefined],
		['configs: {a: {content: b}}', undefined],
		['volumes: {a: {external: true, name: b, x-c: d}}', undefined],
		['volumes: {a: {external: false, driver: local}}', undefined],
		['volumes: {a: {driver: local}}', undefined],
	])('%s', (line, message) => {
		const found = refuse(`${SERVICE}${line}\n`).map((one) => one.replace(/^\S+ /, ''));
		expect(found).toEqual(message === undefined ? [] : [message]);
	});

	test.each([
		['extends: db', 'There is no service `db` in this file.'],
		['extends: {service: db}', 'There is no service `db` in this file.'],
		['extends: {service: web2}', undefined],
		['extends: {file: db.yaml, service: db}', undefined],
		[`extends: "\${A}"`, undefined],
	])('%s', (line, message) => {
		const found = refuse(`services:\n  web2: {image: x}\n  web:\n    image: x\n    ${line}\n`);
		expect(found.map((one) => one.replace(/^\S+ /, ''))).toEqual(message === undefined ? [] : [message]);
	});
});
