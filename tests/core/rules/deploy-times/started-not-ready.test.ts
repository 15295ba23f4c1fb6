import { startedNotReady } from '#core/rules/deploy-times/started-not-ready.ts';
import { ruleTest } from '../rule-test.ts';

const path = 'compose.yaml';
const createFinding = (text: string, line: number, column: number, service = text) => ({
	text,
	at: [line, column] as const,
	message: `\`${service}\` has a health check, but this waits only for its start. Wait for \`condition: service_healthy\`.`,
});
const db = '  db:\n    image: postgres:17\n    healthcheck: {test: pg_isready}\n';

ruleTest(startedNotReady, {
	reports: [
		{
			name: 'marks the name in the short form',
			path,
			text: `services:\n${db}  web:\n    depends_on:\n      - db\n      - other\n`,
			findings: [createFinding('db', 7, 9)],
		},
		{
			name: 'marks the condition in the long form, and sets the other one',
			path,
			text: `services:\n${db}  web:\n    depends_on:\n      db:\n        condition: service_started\n        restart: true\n`,
			findings: [createFinding('service_started', 8, 20, 'db')],
			fixed: `services:\n${db}  web:\n    depends_on:\n      db:\n        condition: service_healthy\n        restart: true\n`,
		},
		{
			name: 'reads JSON and CRLF, with the health check below',
			path,
			text: '{"services":\r\n{"web": {"depends_on": {"db": {"condition": "service_started"}}},\r\n"db": {"healthcheck": {"test": ["CMD", "true"]}}}}\r\n',
			findings: [createFinding('service_started', 2, 46, 'db')],
			fixed:
				'{"services":\r\n{"web": {"depends_on": {"db": {"condition": "service_healthy"}}},\r\n"db": {"healthcheck": {"test": ["CMD", "true"]}}}}\r\n',
		},
		{
			name: 'marks a condition that is left out',
			path,
			text: `services:\n${db}  web: {depends_on: {db: {required: false}}}\n`,
			findings: [createFinding('db', 5, 22)],
		},
		{
			name: 'resolves anchors, merges and extends',
			path,
			text: 'x-h: &h\n  healthcheck: {test: "true"}\nservices:\n  a: {<<: *h}\n  b: {extends: a}\n  c: {depends_on: &d [b]}\n  e: {depends_on: *d}\n',
			findings: [createFinding('b', 6, 23)],
		},
	],
	passes: [
		{
			name: 'conditions that wait',
			path,
			text: `services:\n${db}  a: {depends_on: {db: {condition: service_healthy}}}\n  b: {depends_on: {db: {condition: service_completed_successfully}}}\n`,
		},
		{
			name: 'services without a health check',
			path,
			text: 'services:\n  db: {image: "postgres:17"}\n  a: {depends_on: [db]}\n',
		},
		{
			name: 'health checks that are turned off',
			path,
			text: 'services:\n  b: {healthcheck: {disable: true}}\n  c: {healthcheck: {test: [NONE]}}\n  d: {healthcheck: {test: NONE}}\n  a: {depends_on: [b, c, d]}\n',
		},
		{
			name: 'a health check that only changes the times of one that may not be there',
			path,
			text: 'services:\n  b: {healthcheck: {interval: 5s}}\n  a: {depends_on: [b]}\n',
		},
		{ name: 'a service of another file', path, text: 'services:\n  a: {depends_on: [db]}\n' },
		{
			name: 'an unknown condition',
			path,
			text: `services:\n${db}  a: {depends_on: {db: {condition: $CONDITION}}}\n`,
		},
	],
});
