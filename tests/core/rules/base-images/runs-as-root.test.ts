import { runsAsRoot } from '#core/rules/base-images/runs-as-root.ts';
import { markedTest, type ReportingCase, ruleTest } from '../rule-test.ts';

const LAST = 'The last `USER` is root. Switch to another user behind this.';

function last(name: string, text: string, user: string, at: readonly [number, number]): ReportingCase {
	return { name, text, findings: [{ text: user, at, message: LAST }] };
}

function base(
	name: string,
	text: string,
	image: string,
	written: string,
	at: readonly [number, number],
): ReportingCase {
	const message = `\`${image}\` starts as root, and no \`USER\` changes that. Set one before the start command.`;
	return { name, text, findings: [{ text: written, at, message, severity: 'info' }] };
}

ruleTest(runsAsRoot, {
	reports: [
		last('root by its name', 'FROM acme/base:1\nUSER root\nCMD ["node", "server.js"]\n', 'root', [2, 6]),
		last('root by its number', 'FROM acme/base:1\nUSER 0\nCMD ["node", "server.js"]\n', '0', [2, 6]),
		last('root with a group', 'FROM acme/base:1\nUSER 0:1000\nENTRYPOINT ["/tides"]\n', '0:1000', [2, 6]),
		last(
			'the last of several',
			'FROM node:24\nUSER node\nRUN npm ci\nUSER root\nCMD ["node", "."]\n',
			'root',
			[4, 6],
		),
		last(
			'a user behind a variable',
			'FROM acme/base:1\nARG WHO=root\nUSER $WHO\nCMD ["/tides"]\n',
			'$WHO',
			[3, 6],
		),
		last(
			'an earlier stage that the last is built on',
			'FROM acme/base:1 AS run\nUSER root\nFROM run\nCMD ["/tides"]\n',
			'root',
			[2, 6],
		),
		last(
			'a base known to start as another user',
			'FROM jenkins/jenkins:2.516-jdk21\nUSER root\nRUN apt-get update\n',
			'root',
			[2, 6],
		),
		{
			...last(
				'a start script that stays root',
				'FROM acme/base:1\nUSER root\nCOPY start.sh /start.sh\nENTRYPOINT ["/start.sh"]\n',
				'root',
				[2, 6],
			),
			files: { 'start.sh': '#!/bin/sh\nexec node /srv/server.js\n' },
		},
		base(
			'a base known to start as root',
			'FROM node:24\nCMD ["node", "server.js"]\n',
			'node',
			'node:24',
			[1, 6],
		),
		base(
			'the same with its registry and a digest',
			`FROM docker.io/library/node:24@sha256:${'0'.repeat(64)}\nCMD ["node", "server.js"]\n`,
			'docker.io/library/node',
			`docker.io/library/node:24@sha256:${'0'.repeat(64)}`,
			[1, 6],
		),
		base(
			'the base of an earlier stage, where the last one begins',
			'FROM node:24 AS run\nFROM run\nCMD ["node", "server.js"]\n',
			'node',
			'run',
			[2, 6],
		),
		base(
			'the last stage alone, though an earlier one has a user',
			'FROM golang:1.26 AS build\nUSER 1000\nRUN go build .\nFROM debian:trixie-slim\nENTRYPOINT ["/tides"]\n',
			'debian',
			'debian:trixie-slim',
			[4, 6],
		),
		base(
			'an entrypoint of its own in place of one that changes the user',
			'FROM postgres:18\nENTRYPOINT ["postgres", "-c", "fsync=off"]\n',
			'postgres',
			'postgres:18',
			[1, 6],
		),
		base(
			'a distroless image without its tag',
			'FROM gcr.io/distroless/static-debian12\nCOPY tides /\nCMD ["/tides"]\n',
			'gcr.io/distroless/static-debian12',
			'gcr.io/distroless/static-debian12',
			[1, 6],
		),
		base('a start in shell form', 'FROM python:3.13\nCMD python -m tides\n', 'python', 'python:3.13', [1, 6]),
	],
	passes: [
		{ name: 'another user', text: 'FROM node:24\nUSER node\nCMD ["node", "server.js"]\n' },
		{ name: 'a number', text: 'FROM node:24\nUSER 1000:1000\nCMD ["node", "server.js"]\n' },
		{ name: 'root for a while', text: 'FROM node:24\nUSER root\nRUN npm ci\nUSER node\nCMD ["node", "."]\n' },
		{ name: 'a base that is not known', text: 'FROM acme/base:1\nCMD ["node", "server.js"]\n' },
		{
			name: 'the same name at another registry',
			text: 'FROM registry.example.com/node:24\nCMD ["node", "."]\n',
		},
		{ name: 'a base known to set a user', text: 'FROM gcr.io/distroless/static:nonroot\nCMD ["/tides"]\n' },
		{
			name: 'a base that only a digest names',
			text: `FROM mariadb@sha256:${'0'.repeat(64)}\nCMD ["mariadbd"]\n`,
		},
		{ name: 'nothing that is started', text: 'FROM node:24\nRUN npm ci\n' },
		{ name: 'a start that is taken back', text: 'FROM node:24\nCMD []\n' },
		{
			name: 'a base whose entrypoint goes on as another user',
			text: 'FROM postgres:18\nCMD ["postgres", "-c", "fsync=off"]\n',
		},
		{ name: 'the same after USER root', text: 'FROM redis:8\nUSER root\nCMD ["redis-server"]\n' },
		{ name: 'scratch', text: 'FROM scratch\nCOPY tides /\nCMD ["/tides"]\n' },
		{
			name: 'a user that only the build knows',
			text: 'FROM node:24\nARG WHO\nUSER $WHO\nCMD ["node", "."]\n',
		},
		{ name: 'a base that only the build knows', text: 'ARG BASE\nFROM $BASE\nCMD ["node", "."]\n' },
		{
			name: 'a program that changes the user',
			text: 'FROM debian:trixie\nENTRYPOINT ["gosu", "tides", "/tides"]\n',
		},
		{
			name: 'a script that changes the user',
			text: 'FROM debian:trixie\nCOPY start.sh /start.sh\nENTRYPOINT ["/start.sh"]\n',
			files: { 'start.sh': '#!/bin/sh\nchown tides /data\nexec su-exec tides "$@"\n' },
		},
		{
			name: 'a script that cannot be read',
			text: 'FROM debian:trixie\nUSER root\nENTRYPOINT ["/docker-entrypoint.sh"]\nCMD ["tides"]\n',
		},
		{
			name: 'what starts others as its settings say',
			text: 'FROM debian:trixie\nCMD ["supervisord", "-n"]\n',
		},
		{
			name: 'a daemon that has to be root',
			text: 'FROM debian:trixie\nUSER root\nCMD ["/usr/sbin/sshd", "-D"]\n',
		},
		{ name: 'an image to work in', text: 'FROM debian:trixie\nCMD ["bash"]\n' },
		{ name: 'Windows', text: 'FROM golang:1.26-windowsservercore\nCMD ["tides.exe"]\n' },
		{
			name: 'the user of the earlier stage',
			text: 'FROM node:24 AS run\nUSER node\nFROM run\nCMD ["node", "."]\n',
		},
	],
});

markedTest(runsAsRoot, [
	'FROM alpine\nUSER root\nCMD ["sh", "/app/go"]\n',
	'FROM alpine\nUSER «root»\nCMD ["sh", "-e"]\n',
	'FROM alpine\nUSER root\nCMD ["/app/start-all"]\n',
	'FROM alpine\nUSER root\nCMD $APP\n',
	'FROM alpine\nUSER «root»\nCMD ["node", "x"]\n',
	'FROM alpine\nUSER «0:0»\nENTRYPOINT ["node", "x"]\n',
	'FROM alpine\nUSER root\n',
	'FROM example.com/x\nUSER root\n',
	'FROM alpine\nUSER root\nCMD gosu web node x\n',
	'FROM alpine\nUSER root\nCMD []\n',
	{
		text: 'FROM alpine\nUSER root\nCOPY go.sh /\nCMD ["/go.sh"]\n',
		files: { 'go.sh': 'echo a\nexec gosu web node .\n' },
	},
	{
		text: 'FROM alpine\nUSER «root»\nCOPY go.sh /\nCMD ["/go.sh"]\n',
		files: { 'go.sh': 'echo a\nexec node .\n' },
	},
]);

markedTest(runsAsRoot, [
	{
		text: 'FROM alpine\nUSER root\nCOPY go.sh /\nCMD ["/go.sh"]\n',
		files: { 'go.sh': 'echo a\nexec sudo -u web node .\n' },
	},
	'FROM alpine\nUSER root\nCMD ["sh", "-e", "/app/go"]\n',
	'FROM alpine\nUSER root\nCMD echo a && ./start.sh\n',
]);
