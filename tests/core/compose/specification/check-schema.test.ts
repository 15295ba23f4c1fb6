import { describe, expect, test } from 'vitest';
import { refuse, refuseOfService, SERVICE } from '../refuse.ts';

describe('what the specification allows', () => {
	test.each([
		[
			'a name of the form before 1.6',
			'log_driver: syslog',
			'knows no `log_driver` in `web`. Did you mean `logging`?',
		],
		['the beginning of a name', 'cap: [ALL]', 'Did you mean `cap_add`?'],
		['a name with a letter too many', 'imagee: x', 'Did you mean `image`?'],
		['a name like no other', 'tides: x', 'Compose knows no `tides` in `web`. Remove it.'],
		['a map for a text', 'hostname: {a: b}', '`hostname` must be a text.'],
		['a number for a text', 'hostname: 5', '`hostname` must be a text.'],
		['a text for a map', 'deploy: x', '`deploy` must be a mapping'],
		[
			'a word for true or false',
			'build: {context: ., no_cache: [a]}',
			'`no_cache` must be `true` or `false` or a text.',
		],
		['nothing where something must be', 'volumes: [{target: /a}]', '`volumes` needs `type`.'],
		[
			'a word that is none of those allowed',
			'cgroup: tides',
			'`cgroup` is one of `host`, `private`, and not `tides`.',
		],
		['a text of another form', 'container_name: "-"', '`container_name` cannot be `-`: it has to match'],
		[
			'a word of another form',
			'pull_policy: sometimes',
			'`pull_policy` cannot be `sometimes`: it has to match',
		],
		['an item that stands twice', 'gpus: [{capabilities: [a, a]}]', '`capabilities` has `a` twice.'],
		['a field without a value', 'environment:', '`environment` must be a mapping or a list.'],
		['a number among pairs', 'environment: [1]', '`environment` must be a text.'],
		['an environment file without a path', 'env_file: [{required: false}]', '`env_file` needs `path`.'],
		['a fraction of a whole number', 'scale: 1.5', '`scale` must be a whole number or a text.'],
	])('%s is refused', (_, line, message) => {
		expect(refuseOfService(line)).toEqual([expect.stringContaining(message)]);
	});

	test.each([
		['an own field', 'x-owner: tides'],
		['a list whose doubles Compose drops', 'dns: [10.0.0.1, 10.0.0.1]'],
		['items that differ in kind', 'gpus: [{capabilities: ["1", "2"]}]'],
		['either form of a field', 'command: [a, b]\nentrypoint: a b'],
		['a whole number and a fraction', 'scale: 2\ncpus: 1.5'],
	])('%s is accepted', (_, lines) => {
		expect(refuseOfService(lines)).toEqual([]);
	});

	test('an empty value is pointed at by its key', () => {
		expect(refuse(`${SERVICE}    restart: unless-stopped\n  db:\n`)).toEqual([
			'5:3 The service `db` must be a mapping.',
		]);
	});

	test('a name of a service has letters that Compose allows', () => {
		expect(refuse('services:\n  "a b":\n    image: x\n')).toEqual([
			'2:4 Compose knows no `a b` in `services`. Remove it.',
		]);
	});
});
