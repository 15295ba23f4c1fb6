import { obsoleteVersion } from '#core/rules/ambassadors/obsolete-version.ts';
import { markedTest, ruleTest } from '../rule-test.ts';

const path = 'compose.yaml';
const message = 'Compose ignores `version`, and warns about it on every call. Remove the line.';

ruleTest(obsoleteVersion, {
	reports: [
		{
			name: 'takes the line away, and the empty one below',
			path,
			text: 'version: "3.8" # old\n\nservices: {a: {image: "a:1"}}\n',
			findings: [{ text: 'version: "3.8"', at: [1, 1], message }],
			fixed: 'services: {a: {image: "a:1"}}\n',
		},
		{
			name: 'takes it away where it stands last',
			path,
			text: "services: {a: {image: 'a:1'}}\r\nversion: '2'\r\n",
			findings: [{ text: "version: '2'", at: [2, 1], message }],
			fixed: "services: {a: {image: 'a:1'}}\r\n",
		},
		{
			name: 'has no fix where something else stands on the line',
			path,
			text: '{"version": "3", "services": {"a": {"image": "a:1"}}}\n',
			findings: [{ text: 'version": "3"', at: [1, 3], message }],
			fixed: '{"version": "3", "services": {"a": {"image": "a:1"}}}\n',
		},
	],
	passes: [{ name: 'no version', path, text: 'services: {a: {image: "a:1"}}\n' }],
});

const S = 'services: {a: {image: "a:1"}}\n';

markedTest(
	obsoleteVersion,
	[
		`«version: "3"»\n${S}`,
		`«version: '2.4'»\n${S}`,
		`«version: 3.8»\n${S}`,
		`«version: 3»\n${S}`,
		`# head\n«version: "3.9"»\n\n${S}`,
		`${S}«version: "3"»\n`,
		`${S}«version: "3"»`,
		`name: x\n«version: "3"»\nnetworks: {n: {}}\n${S}`,
		`\uFEFF«version: "3"»\n${S}`,
		`«version: "3"»\r\n${S}`,
		`«version: "3"»\n${S}---\n«version: "2"»\n${S}`,
		`«version: "3"»\nservices: {}\n`,
		// Silent.
		S,
		`x-version: "3"\n${S}`,
		`# version: "3"\n${S}`,
		'services: {version: {image: "a:1"}}\n',
		'services: {a: {image: "a:1", version: "3"}}\n',
		'services: {a: {environment: {version: "3"}}}\n',
		'version: {image: "a:1"}\n',
		'services: {a: {labels: {version: "3"}}}\n',
		`name: version\n${S}`,
		`networks: {version: {}}\n${S}`,
		`version: [1]\n${S}`,
		'services:\n  a:\n    image: a:1\n    # version: 3\n',
		`Version: "3"\n${S}`,
	],
	path,
);
