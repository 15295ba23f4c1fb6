import { describe, expect, test } from 'vitest';
import { refuse, refuseOfService } from '../refuse.ts';

describe('values that Compose reads', () => {
	test.each([
		['a number of seconds without a unit', 'healthcheck: {interval: "30"}', 'no duration'],
		['a unit that there is not', 'stop_grace_period: 5min', 'no duration'],
		['a word for a number', 'cpus: "half"', '`half` is no number.'],
		['a word for a whole number', 'scale: "two"', '`two` is no whole number.'],
		['a fraction of a process', 'pids_limit: "1.5"', '`1.5` is no whole number.'],
		['a size in a unit that there is not', 'mem_limit: 512x', '`512x` is no size'],
		['a word for yes that Compose does not know', 'privileged: "sure"', '`sure` is no boolean'],
		['neither all nor a number of devices', 'gpus: [{count: "some"}]', '`some` is no count'],
		['a quote that stays open', 'command: echo "now', 'A quote in this command is not closed.'],
		['the other quote inside it', `entrypoint: echo 'it"s`, 'A quote in this command is not closed.'],
		['a quote behind a backslash', String.raw`command: echo "a\"`, 'A quote in this command is not closed.'],
		['nothing behind a backslash', 'command: echo \\', 'The command ends in a backslash.'],
		['a volume without a name', 'volumes: [""]', 'This volume is empty.'],
		['a colon before a volume', 'volumes: [":/data"]', 'has nothing between two colons'],
		['a colon behind a volume', 'volumes: ["/a:/b:"]', 'has nothing between two colons'],
		['a fourth part of a volume', 'volumes: ["/a:/b:ro:z"]', '`/a:/b:ro:z` has too many colons.'],
		['a volume that goes nowhere', 'volumes: [{type: tmpfs}]', '`target` is missing.'],
		['a mount of nothing', 'volumes: [{type: bind, target: /data}]', '`source` is missing.'],
		['a name without an address', 'extra_hosts: [tides]', '`tides` has no address'],
		['a fourth part of a device', 'devices: ["/a:/b:rw:z"]', '`/a:/b:rw:z` has too many colons.'],
		['a device that goes nowhere', 'devices: [{source: /dev/a}]', '`target` is missing.'],
		['fewer than no attempts', 'healthcheck: {retries: -1}', '`-1` is no whole number from 0 on.'],
		['a test that says not how it is run', 'healthcheck: {test: [curl, x]}', 'begins with `CMD`'],
		['a test whose word is a part of one', 'healthcheck: {test: [CMD-SHELLS, x]}', 'begins with `CMD`'],
		[
			'a watch that copies nowhere',
			'develop: {watch: [{path: ., action: sync+restart}]}',
			'`target` is missing.',
		],
		['a context without a name', 'build: {context: ., additional_contexts: [tides]}', 'names no context'],
		['a key without a name', 'build: {context: ., ssh: [tides]}', '`tides` names no key'],
	])('%s is refused', (_, line, message) => {
		expect(refuseOfService(line)).toEqual([expect.stringContaining(message)]);
	});

	test.each([
		['a duration of several units', 'stop_grace_period: 1h5m30.5s'],
		['nothing to wait for', 'healthcheck: {interval: "0"}'],
		['numbers in quotes', 'scale: "2"\npids_limit: "-1"\ncpus: ".5"'],
		['a size with a space and a fraction', 'mem_limit: "1.5 GiB"\nshm_size: 64m'],
		['a size that is a number', 'mem_limit: 1000000'],
		['the words of YAML 1.1', 'privileged: "yes"\ntty: "Off"'],
		['all devices', 'gpus: [{count: all}]'],
		['a quote inside the other', `command: echo "it's"`],
		['a quote and a backslash before it', String.raw`command: echo \"now`],
		['a backslash between single quotes', String.raw`command: echo 'a\'`],
		['a list of words as they are', `command: ["echo", "it's"]`],
		['a folder of Windows', String.raw`volumes: ['C:\data:/data:ro']`],
		['a volume of nothing but colons', 'volumes: ["::"]'],
		['three parts of a volume', 'volumes: ["./a:/b:ro"]'],
		['a volume in a file system of memory', 'volumes: [{type: tmpfs, target: /data}]'],
		['a mount of a folder', 'volumes: [{type: bind, source: ./a, target: /data}]'],
		['both forms of a host', 'extra_hosts: ["tides:10.0.0.1", "moon=10.0.0.2"]'],
		['a host that the environment names', `extra_hosts: ["\${HOST}"]`],
		['hosts by name', 'extra_hosts: {tides: 10.0.0.1}'],
		['three parts of a device', 'devices: ["/dev/a:/dev/b:rw"]'],
		['a device with a target', 'devices: [{source: /dev/a, target: /dev/b}]'],
		['a name alone, whose value the environment gives', 'environment: [TIDE]'],
		['no attempts', 'healthcheck: {test: [NONE], retries: 0}'],
		['a test that is one text', 'healthcheck: {test: curl x}'],
		['a test that the environment gives', `healthcheck: {test: ["\${KIND}", x]}`],
		['an environment file that may be missing', 'env_file: [{path: .env, required: false}]'],
		['a watch that builds anew', 'develop: {watch: [{path: ., action: rebuild}]}'],
		['a watch that copies', 'develop: {watch: [{path: ., action: sync, target: /src}]}'],
		['contexts by name', 'build: {context: ., additional_contexts: {tides: ../tides}}'],
		['contexts in a list', 'build: {context: ., additional_contexts: ["tides=../tides"]}'],
		['the agent that runs, and one by name', 'build: {context: ., ssh: [default, "tides=/run/x"]}'],
	])('%s is accepted', (_, lines) => {
		expect(refuseOfService(lines)).toEqual([]);
	});

	test('what an alias repeats is refused once', () => {
		const text = 'services:\n  a: &a\n    image: x\n    mem_limit: 5x\n  b: *a\n';
		expect(refuse(text)).toEqual(['4:16 `5x` is no size: write a number and a unit, such as `512m`.']);
	});

	test('files that are included stand in a list', () => {
		expect(refuse('include: other.yaml\n')).toEqual(['1:10 `include` must be a list.']);
		expect(refuse('include: [other.yaml]\n')).toEqual([]);
	});
});

describe('ports', () => {
	test.each([
		['"80/http"', '`http` is no protocol of a port.'],
		['"300.0.0.1:80:80"', '`300.0.0.1` is no IP address.'],
		['"1.2.3:80:80"', '`1.2.3` is no IP address.'],
		['"1.2.3.4567:80:80"', '`1.2.3.4567` is no IP address.'],
		['"localhost:80:80"', '`localhost` is no IP address.'],
		['"1.2.3.4:5:80:80"', '`1.2.3.4:5` is no IP address.'],
		['"80:"', '`80:` has no port of the container.'],
		['"65536"', '`65536` is no port from 0 to 65535.'],
		['"65536:80"', '`65536` is no port from 0 to 65535.'],
		['"9-8:80"', '`9-8` is no port from 0 to 65535.'],
		['"8000-8002:80-81"', '`8000-8002` and `80-81` are ranges of different lengths.'],
		['"8000:80-81"', '`8000` and `80-81` are ranges of different lengths.'],
		['{published: "80"}', '`target` is missing.'],
		['{target: 80, host_ip: localhost}', '`localhost` is no IP address.'],
	])('%s is refused', (port, message) => {
		expect(refuseOfService(`ports: [${port}]`)).toEqual([message]);
	});

	test.each([
		'"80"',
		'80',
		'"0:65535"',
		'"53:53/UDP"',
		'"127.0.0.1:80:80"',
		'"255.255.255.255::80"',
		'"[::1]:80:80"',
		'"8000-8001:80-81"',
		'"8000-8010:80"',
		'"80-81"',
		`"\${ADDRESS}:80:80"`,
		'{target: 80}',
		'{target: 80, host_ip: 127.0.0.1}',
		'{target: 80, host_ip: "fe80::1"}',
	])('%s is accepted', (port) => {
		expect(refuseOfService(`ports: [${port}]`)).toEqual([]);
	});
});
