import { ambassadorContainer } from '#core/rules/ambassadors/ambassador-container.ts';
import { ruleTest } from '../rule-test.ts';

const path = 'compose.yaml';
const image = (text: string, line: number, column: number) => ({
	text,
	at: [line, column] as const,
	message: `\`${text}\` is one more hop that only passes bytes on. Use service names on one network, or an overlay.`,
});
const forwards = (text: string, line: number, column: number) => ({
	text,
	at: [line, column] as const,
	message: 'This only passes TCP on: no TLS, no health, no retry. Use service names on one network.',
});

ruleTest(ambassadorContainer, {
	reports: [
		{
			name: 'knows ambassador images',
			path,
			text: 'services:\n  a: {image: svendowideit/ambassador}\n  b: {image: "docker/ambassador:latest"}\n  c: {image: registry.acme.dev/net/redis-ambassador:2@sha256:ab}\n',
			findings: [
				image('svendowideit/ambassador', 2, 14),
				image('docker/ambassador:latest', 3, 15),
				image('registry.acme.dev/net/redis-ambassador:2@sha256:ab', 4, 14),
			],
		},
		{
			name: 'knows a service whose name says so',
			path,
			text: 'services:\n  redis-ambassador:\n    image: alpine:3\n',
			findings: [image('redis-ambassador', 2, 3)],
		},
		{
			name: 'sees a forwarder that installs its socat first',
			path,
			text: 'services:\n  a:\n    image: alpine:3\n    command: sh -c "apk add socat && exec socat TCP4-LISTEN:1,fork TCP4:db:1"\n',
			findings: [forwards('exec socat TCP4-LISTEN:1,fork TCP4:db:1', 4, 38)],
		},
		{
			name: 'marks a socat that a trap ends',
			text: 'FROM alpine:3\nCMD ["sh", "-c", "trap \'kill $!\' TERM; socat TCP-LISTEN:80,fork TCP:web:80 & wait"]\n',
			findings: [forwards('socat TCP-LISTEN:80,fork TCP:web:80', 2, 40)],
		},
		{
			name: 'marks the socat that only forwards TCP, as text, list and script',
			path,
			text: 'services:\n  a:\n    image: alpine:3\n    command: socat TCP-LISTEN:6379,fork,reuseaddr TCP:192.168.1.52:6379\n  b:\n    command: ["socat", "tcp4-l:80,fork", "tcp4:web:80"]\n  c:\n    entrypoint: [/bin/sh, -c]\n    command: ["echo start && exec socat -d TCP-LISTEN:80,fork TCP-CONNECT:web:80"]\n',
			findings: [
				forwards('socat TCP-LISTEN:6379,fork,reuseaddr TCP:192.168.1.52:6379', 4, 14),
				forwards('"socat", "tcp4-l:80,fork", "tcp4:web:80', 6, 15),
				forwards('exec socat -d TCP-LISTEN:80,fork TCP-CONNECT:web:80', 9, 30),
			].map((one, index) =>
				index === 1 ? { ...one, text: 'socat", "tcp4-l:80,fork", "tcp4:web:80', at: [6, 16] as const } : one,
			),
		},
		{
			name: 'knows images whose entrypoint is socat, and an entrypoint apart from its arguments',
			path,
			text: 'services:\r\n  a:\r\n    image: alpine/socat:1\r\n    command: tcp-listen:80,fork tcp-connect:web:80\r\n  b:\r\n    entrypoint: socat\r\n    command: TCP-LISTEN:81 TCP:web:81\r\n',
			findings: [
				forwards('tcp-listen:80,fork tcp-connect:web:80', 4, 14),
				forwards('TCP-LISTEN:81 TCP:web:81', 7, 14),
			],
		},
		{
			name: 'knows the base image and the start command of a Dockerfile',
			text: 'from docker/ambassador\nRUN apk add socat\ncmd socat TCP-LISTEN:80,fork \\\n  TCP:web:80\n',
			findings: [
				image('docker/ambassador', 1, 6),
				forwards('socat TCP-LISTEN:80,fork \\\n  TCP:web:80', 3, 5),
			],
		},
		{
			name: 'knows the classic that starts a socat for each variable of a link',
			text: "FROM alpine:3\nCMD env | grep _TCP= | sed 's/.*_PORT_\\([0-9]*\\)_TCP=tcp:\\/\\/\\(.*\\):\\(.*\\)/socat TCP4-LISTEN:\\1,fork,reuseaddr TCP4:\\2:\\3 \\&/' | sh && top\n",
			findings: [forwards('socat', 2, 76)],
		},
	],
	passes: [
		{
			name: 'proxies that speak the protocol',
			path,
			text: 'services:\n  a: {image: "envoyproxy/envoy:v1"}\n  ambassador: {image: "haproxy:3"}\n  c: {image: "nginx:1"}\n  d: {image: "quay.io/datawire/ambassador:1.14"}\n  e-ambassador: {image: "nginx:1"}\n',
		},
		{
			name: 'ambassadors who are people',
			path,
			text: 'services:\n  brand-ambassadors: {image: "acme/ambassadors-api:1"}\n  web: {build: ./ambassadors}\n  ambassador: {build: .}\n',
		},
		{
			name: 'socat that joins a socket file',
			path,
			text: 'services:\n  a:\n    image: alpine/socat\n    command: tcp-listen:2375,fork unix-connect:/var/run/docker.sock\n  b:\n    command: socat UNIX-LISTEN:/a TCP:web:80\n',
		},
		{
			name: 'socat beside a program of its own',
			path,
			text: 'services:\n  a:\n    command: sh -c "socat TCP-LISTEN:80,fork TCP:web:80 & exec node server.js"\n',
		},
		{
			name: 'socat in a RUN, in an earlier stage and in a health check',
			text: 'FROM a:1 AS one\nCMD socat TCP-LISTEN:80 TCP:web:80\nFROM b:1\nRUN socat TCP-LISTEN:80 TCP:web:80 & make test\nHEALTHCHECK CMD socat - TCP:localhost:80\nCMD ["node", "server.js"]\n',
		},
		{
			name: 'an unknown image',
			path,
			text: 'services:\n  a:\n    image: "$' + '{IMAGE}"\n    command: serve\n',
		},
	],
});
