import { describe, expect, test } from 'vitest';
import { lint } from '#core/lint/lint.ts';
import { containerLinks } from '#core/rules/ambassadors/container-links.ts';
import { refuse, SERVICE } from './refuse.ts';

describe('what Compose refuses of a file', () => {
	test.each([
		['    depends: [db]\n', '4:5 Compose knows no `depends` in `web`. Did you mean `depends_on`?'],
		['    net: host\n', '4:5 Compose knows no `net` in `web`. Did you mean `network_mode`?'],
		['    ports: {80: 80}\n', '4:12 `ports` must be a list.'],
		['    restart: true\n', '4:14 `restart` must be a text.'],
		['    ports: ["80:80a"]\n', '4:14 `80a` is no port from 0 to 65535.'],
		['    stop_grace_period: "5"\n', '4:25 `5` is no duration: write a number and a unit, such as `30s`.'],
		['    networks: [tides]\n', '4:16 There is no network `tides` in this file.'],
		["    command: echo '${'\n", '4:14 This is no variable. Write `$$` for a `$` that Compose leaves alone.'],
	])('%j', (line, message) => {
		expect(refuse(SERVICE + line)).toEqual([message]);
	});

	test('a value that the environment gives may be anything', () => {
		expect(
			refuse(`${SERVICE}    scale: \${COUNT}\n    privileged: \${P:-true}\n    mem_limit: \${M}\n`),
		).toEqual([]);
	});

	test('what a file beside it may say is not missed', () => {
		const text = 'services:\n  web:\n    networks: [tides]\n';
		expect(refuse(text)).toHaveLength(2);
		expect(refuse(text, 'compose.override.yaml')).toEqual([]);
		expect(refuse(text, 'compose.yaml', ['compose.yaml', 'compose.prod.yaml'])).toEqual([]);
		expect(refuse(text, 'compose.yaml', ['compose.yaml', 'compose.override.yaml.example'])).toEqual([]);
		expect(lint({ path: 'compose.yaml', text })).toEqual([]);
	});

	test('an empty file is refused where it stands alone', () => {
		for (const text of ['', '{}\n']) expect(refuse(text)).toEqual(['1:1 The compose file is empty.']);
		expect(refuse('# later\n', 'compose.prod.yaml')).toEqual([]);
	});

	test('the other rules go on', () => {
		const rules = lint({ path: 'compose.yaml', text: `${SERVICE}    net: host\n    privileged: true\n` });
		expect(rules.map(({ rule }) => rule)).toEqual(['syntax', 'host-access']);
	});

	test('services at the root are the form of long ago, where links do what names do today', () => {
		const text = 'web:\n  image: tides:1\n  links: [db]\ndb:\n  image: postgres:17\n';
		expect(refuse(text)).toEqual([
			'1:1 Compose refuses this form of before 2016. Indent all services, and put them below `services:`.',
		]);
		const [links] = lint({ path: 'compose.yaml', text }, { rules: [containerLinks] });
		expect(links?.message).toContain('Put all services below `services:`, then remove them.');
	});

	test('services that wait for each other are named', () => {
		const wait = (name: string) => `${SERVICE}    depends_on: [${name}]\n  db:\n    image: x:1\n`;
		expect(refuse(`${wait('db')}    depends_on: [web]\n`)).toEqual([
			'2:3 These services wait for each other: `web`, `db`.',
		]);
		expect(refuse(wait('db'))).toEqual([]);
	});
});
