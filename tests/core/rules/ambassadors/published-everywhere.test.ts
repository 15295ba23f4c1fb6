import { publishedEverywhere } from '#core/rules/ambassadors/published-everywhere.ts';
import { markedTest, ruleTest } from '../rule-test.ts';

const path = 'compose.yaml';

ruleTest(publishedEverywhere, {
	reports: [
		{
			name: 'names the program and the service',
			path,
			text: 'services:\n  db:\n    ports:\n      - "15432:5432"\n',
			findings: [
				{
					text: '15432:5432',
					at: [4, 10],
					message: 'Everyone who reaches this machine reaches PostgreSQL of `db`. Publish it on 127.0.0.1.',
				},
			],
		},
		{
			name: 'calls OpenSearch by its own name',
			path,
			text: 'services: {s: {image: "opensearchproject/opensearch:3.1", ports: ["9200:9200"]}}\n',
			findings: [
				{
					text: '9200:9200',
					at: [1, 68],
					message: 'Everyone who reaches this machine reaches OpenSearch of `s`. Publish it on 127.0.0.1.',
				},
			],
		},
	],
	passes: [{ name: 'a web port', path, text: 'services: {a: {ports: ["80:80"]}}\n' }],
});

const ports = (list: string) => `services: {a: {image: "a:1", ports: [${list}]}}\n`;

markedTest(
	publishedEverywhere,
	[
		ports('"«5432:5432»"'),
		ports('"«5432»"'),
		ports('"«0.0.0.0:3306:3306»"'),
		ports('"«[::]:6379:6379»"'),
		ports('«{target: 27017, published: 27017}»'),
		ports('"80:80", "«9200:9200»"'),
		ports('"«11211:11211/tcp»"'),
		ports('"«2375:2375»"'),
		ports('"«5672:5672»", "«1433:1433»"'),
		ports('"«${PORT:-6379}:6379»"'),
		ports('"«${PORT}:6379»"'),
		'services:\n  a:\n    ports:\n      - «9092:9092»\n',
		'services: {a: {image: "clickhouse/clickhouse-server:25.8", ports: ["«8123:8123»"]}}\n',
		'services: {cassandra: {build: ., ports: ["«7000:7000»"]}}\n',
		// Silent.
		'services: {a: {image: "homeassistant/home-assistant:2026.1", ports: ["8123:8123"]}}\n',
		ports('"7000:7000"'),
		ports('"127.0.0.1:5432:5432"'),
		ports('"[::1]:5432:5432"'),
		ports('"10.0.0.5:5432:5432"'),
		ports('"${ADDRESS}:5432:5432"'),
		ports('{target: 5432, published: 5432, host_ip: 127.0.0.1}'),
		ports('"5432:80"'),
		ports('"80:80", "443:443", "8080:8080", "9000:9000", "3000:3000"'),
		ports('"80:${PORT}"'),
		'services: {a: {expose: ["5432"]}}\n',
		'services: {a: {network_mode: host, ports: ["5432:5432"]}}\n',
		'services: {a: {environment: {PORT: "5432:5432"}}}\n',
		'services: {a: {ports: []}}\n',
		ports('"54320:54320"'),
	],
	path,
);
