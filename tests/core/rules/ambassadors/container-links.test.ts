import { containerLinks } from '#core/rules/ambassadors/container-links.ts';
import { ruleTest } from '../rule-test.ts';

const path = 'compose.yaml';
const links = (names: string) =>
	`Services on one network reach each other by name. Remove the links to ${names}, or write \`aliases\`.`;
const external = (names: string) =>
	`Links to ${names} need containers started elsewhere. Put both on one \`external: true\` network.`;

ruleTest(containerLinks, {
	reports: [
		{
			name: 'marks the key and names the services',
			path,
			text: 'services:\n  web:\n    image: a\n    links:\n      - db\n      - "cache:redis"\n',
			findings: [{ text: 'links', at: [4, 5], message: links('`db`, `cache`') }],
		},
		{
			name: 'marks external links apart',
			path: 'docker-compose.yml',
			text: 'services:\n  web:\n    external_links: [old_db_1:db]\n    links: [db]\n',
			findings: [
				{ text: 'external_links', at: [3, 5], message: external('`old_db_1`') },
				{ text: 'links', at: [4, 5], message: links('`db`') },
			],
		},
		{
			name: 'reads JSON, quoted keys, CRLF and a byte order mark',
			path,
			text: '\uFEFF{"services":\r\n {"web": {"links": ["db"]}}}\r\n',
			findings: [{ text: 'links', at: [2, 12], message: links('`db`') }],
		},
		{
			name: 'reports once what a merge gives to two services',
			path,
			text: 'x-a: &a\n  links: [db]\nservices:\n  one:\n    <<: *a\n  two:\n    <<: [*a]\n',
			findings: [{ text: 'links', at: [2, 3], message: links('`db`') }],
		},
		{
			name: 'reads the first format, without services at its root',
			path,
			text: 'web:\n  build: .\n  links:\n    - db\ndb:\n  image: postgres:9\n',
			findings: [
				{
					text: 'links',
					at: [3, 3],
					message:
						'In this form of file only links make `db` known here. Put all services below `services:`, then remove them.',
				},
			],
		},
		{
			name: 'reads a second document',
			path,
			text: 'services:\n  web: {image: a}\n---\nservices:\n  web:\n    links: [db]\n',
			findings: [{ text: 'links', at: [6, 5], message: links('`db`') }],
		},
	],
	passes: [
		{ name: 'an empty list', path, text: 'services:\n  web:\n    links: []\n    external_links:\n' },
		{
			name: 'a comment, a volume and a service that are called links',
			path,
			text: 'services:\n  links:\n    # links: [db]\n    image: a\n    volumes: ["links:/links"]\n',
		},
		{
			name: 'an extension that no service uses',
			path,
			text: 'x-old:\n  links: [db]\nservices:\n  web: {image: a}\n',
		},
		{
			name: 'aliases of a network',
			path,
			text: 'services:\n  web:\n    networks:\n      back: {aliases: [links]}\n',
		},
		{ name: 'a Dockerfile', text: 'FROM a:1\nLABEL links=db\n' },
	],
});
