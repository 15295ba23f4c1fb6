import { deletesDisabled } from '#core/rules/registries/deletes-disabled.ts';
import { ruleTest } from '../rule-test.ts';

const path = 'config.yml';
const missing = (line: number, column = 1) => ({
	text: 'storage',
	at: [line, column] as const,
	message:
		'This registry refuses deletes, so its storage only grows. Set `delete: {enabled: true}` under `storage`.',
});
const off = (text: string, line: number, column: number) => ({
	text,
	at: [line, column] as const,
	message: 'This turns deletes off, so the storage only grows. Set it to `true`.',
});

ruleTest(deletesDisabled, {
	reports: [
		{
			name: 'marks the storage that says nothing of deletes',
			path,
			text: 'version: 0.1\nstorage:\n  filesystem:\n    rootdirectory: /var/lib/registry\nhttp:\n  addr: :5000\n',
			findings: [missing(2)],
		},
		{
			name: 'marks the value that turns them off',
			path,
			text: 'version: 0.1\r\nstorage:\r\n  delete:\r\n    enabled: false # not yet\r\n  filesystem: {}\r\n',
			findings: [off('false', 4, 14)],
		},
		{
			name: 'takes a quoted true for a text, as the registry does',
			path,
			text: 'version: 0.1\nstorage: {delete: {enabled: "true"}, s3: {region: x}}\n',
			findings: [off('true', 2, 30)],
		},
		{
			name: 'reads quoted keys in flow style behind a byte order mark, an anchor among them',
			path,
			text: '\uFEFFx: 1\nversion: 0.1\n"storage": &s {"filesystem": {"rootdirectory": "/a"}}\ny: {<<: *s}\nhttp: {}\nstorage2: *s\n',
			findings: [missing(3, 2)],
		},
		{
			name: 'knows that version 2 refuses deletes unless told, and one that is told to',
			path: 'compose.yaml',
			text: 'services:\n  a: {image: "registry:2"}\n  b: {image: "registry:3", environment: {REGISTRY_STORAGE_DELETE_ENABLED: "false"}}\n',
			findings: [
				{
					text: 'registry:2',
					at: [2, 15],
					message:
						'`registry:2` refuses deletes, so its storage only grows. Set `REGISTRY_STORAGE_DELETE_ENABLED: "true"`.',
				},
				off('false', 3, 76),
			],
		},
	],
	passes: [
		{
			name: 'deletes that are enabled',
			path,
			text: 'version: 0.1\nstorage:\n  delete:\n    enabled: true\n  filesystem: {rootdirectory: /a}\n',
		},
		{
			name: 'the same as yes, and in a merge',
			path,
			text: 'version: 0.1\nx: &x {delete: {enabled: yes}}\nstorage: {<<: *x, filesystem: {rootdirectory: /a}}\n',
		},
		{
			name: 'a cache of another registry',
			path,
			text: 'version: 0.1\nstorage: {filesystem: {rootdirectory: /a}}\nproxy: {remoteurl: "https://registry-1.docker.io"}\n',
		},
		{ name: 'a config.yml of another program', path, text: 'storage:\n  path: /a\n' },
		{ name: 'no storage at all', path, text: 'version: 0.1\nhttp: {addr: ":5000"}\n' },
		{
			name: 'services that are told to, run version 3, or have a configuration of their own',
			path: 'compose.yaml',
			text:
				'services:\n  a: {image: "registry:2", environment: [REGISTRY_STORAGE_DELETE_ENABLED=true]}\n  b: {image: registry}\n  c: {image: "registry:3"}\n  d: {image: "registry:2", volumes: ["./config.yml:/etc/docker/registry/config.yml"]}\n  e: {image: "registry:2", environment: {REGISTRY_PROXY_REMOTEURL: "https://x"}}\n  f: {image: "registry:2", environment: {REGISTRY_STORAGE_DELETE_ENABLED: "$' +
				'{D}"}}\n',
		},
	],
});
