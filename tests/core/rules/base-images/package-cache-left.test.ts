import { packageCacheLeft } from '#core/rules/base-images/package-cache-left.ts';
import { markedTest, ruleTest } from '../rule-test.ts';

ruleTest(packageCacheLeft, {
	reports: [
		{
			name: 'apk',
			text: 'FROM alpine:3.22\nRUN apk add curl\n',
			findings: [
				{
					text: 'apk add',
					at: [2, 5],
					message: '`apk add` leaves its cache in the layer. Add `--no-cache`.',
				},
			],
		},
		{
			name: 'apk with its lists refreshed',
			text: 'FROM alpine:3.22\nRUN apk update && apk add curl\n',
			findings: [
				{
					text: 'apk add',
					at: [2, 19],
					message: '`apk add` leaves its cache in the layer. Add `--no-cache`.',
				},
			],
		},
		{
			name: 'dnf',
			text: 'FROM fedora:43\nRUN dnf install -y curl\n',
			findings: [
				{
					text: 'dnf install',
					at: [2, 5],
					message: '`dnf install` leaves its cache in the layer. End this `RUN` with `&& dnf clean all`.',
				},
			],
		},
		{
			name: 'microdnf',
			text: 'FROM redhat/ubi9-minimal:9.6\nRUN microdnf install -y tar\n',
			findings: [
				{
					text: 'microdnf install',
					at: [2, 5],
					message:
						'`microdnf install` leaves its cache in the layer. End this `RUN` with `&& microdnf clean all`.',
				},
			],
		},
		{
			name: 'yum',
			text: 'FROM amazonlinux:2\nRUN yum install -y curl && yum update -y\n',
			findings: [
				{
					text: 'yum update',
					at: [2, 28],
					message: '`yum update` leaves its cache in the layer. End this `RUN` with `&& yum clean all`.',
				},
			],
		},
		{
			name: 'zypper',
			text: 'FROM opensuse/leap:15.6\nRUN zypper install -y curl\n',
			findings: [
				{
					text: 'zypper install',
					at: [2, 5],
					message:
						'`zypper install` leaves its cache in the layer. End this `RUN` with `&& zypper clean --all`.',
				},
			],
		},
		{
			name: 'pip',
			text: 'FROM python:3.13\nRUN pip install flask\n',
			findings: [
				{
					text: 'pip install',
					at: [2, 5],
					message: '`pip install` leaves its cache in the layer. Add `--no-cache-dir`.',
				},
			],
		},
		{
			name: 'pip as a module',
			text: 'FROM python:3.13\nRUN python3 -m pip install -r requirements.txt\n',
			findings: [
				{
					text: 'python3 -m pip install',
					at: [2, 5],
					message: '`pip install` leaves its cache in the layer. Add `--no-cache-dir`.',
				},
			],
		},
		{
			name: 'pip3 behind another manager',
			text: 'FROM debian:trixie-slim\nRUN apt-get update && apt-get install -y python3-pip && pip3 install flask && rm -rf /var/lib/apt/lists/*\n',
			findings: [
				{
					text: 'pip3 install',
					at: [2, 57],
					message: '`pip install` leaves its cache in the layer. Add `--no-cache-dir`.',
				},
			],
		},
		{
			name: 'cleaned before the install only',
			text: 'FROM fedora:43\nRUN dnf clean all && dnf install -y curl\n',
			findings: [
				{
					text: 'dnf install',
					at: [2, 22],
					message: '`dnf install` leaves its cache in the layer. End this `RUN` with `&& dnf clean all`.',
				},
			],
		},
		{
			name: 'a mount of something else',
			text: 'FROM python:3.13\nRUN --mount=type=bind,source=requirements.txt,target=/tmp/r.txt pip install -r /tmp/r.txt\n',
			findings: [
				{
					text: 'pip install',
					at: [2, 65],
					message: '`pip install` leaves its cache in the layer. Add `--no-cache-dir`.',
				},
			],
		},
		{
			name: 'the last of several',
			text: 'FROM alpine:3.22\nRUN apk add curl && apk add git\n',
			findings: [
				{
					text: 'apk add',
					at: [2, 21],
					message: '`apk add` leaves its cache in the layer. Add `--no-cache`.',
				},
			],
		},
		{
			name: 'two managers, each once',
			text: 'FROM alpine:3.22\nRUN apk add py3-pip && pip install flask\n',
			findings: [
				{
					text: 'apk add',
					at: [2, 5],
					message: '`apk add` leaves its cache in the layer. Add `--no-cache`.',
				},
				{
					text: 'pip install',
					at: [2, 24],
					message: '`pip install` leaves its cache in the layer. Add `--no-cache-dir`.',
				},
			],
		},
	],
	passes: [
		{
			name: 'packages that are there already',
			text: 'FROM alpine:3.22\nRUN apk add --no-network --virtual .run libssl3\n',
		},
		{ name: '--no-cache', text: 'FROM alpine:3.22\nRUN apk add --no-cache curl\n' },
		{
			name: 'the cache of apk removed',
			text: 'FROM alpine:3.22\nRUN apk add curl && rm -rf /var/cache/apk/*\n',
		},
		{ name: 'dnf clean all', text: 'FROM fedora:43\nRUN dnf install -y curl && dnf clean all\n' },
		{ name: 'yum for dnf', text: 'FROM fedora:43\nRUN dnf install -y curl && yum clean all\n' },
		{
			name: 'the cache of dnf removed',
			text: 'FROM fedora:43\nRUN dnf install -y curl && rm -rf /var/cache/dnf\n',
		},
		{ name: 'all caches removed', text: 'FROM fedora:43\nRUN dnf install -y curl && rm -rf /var/cache/*\n' },
		{
			name: 'zypper clean',
			text: 'FROM opensuse/leap:15.6\nRUN zypper install -y curl && zypper clean --all\n',
		},
		{ name: '--no-cache-dir', text: 'FROM python:3.13\nRUN pip install --no-cache-dir flask\n' },
		{
			name: 'a variable of the image',
			text: 'FROM python:3.13\nENV PIP_NO_CACHE_DIR=1\nRUN pip install flask\n',
		},
		{
			name: 'a variable of the command',
			text: 'FROM python:3.13\nRUN PIP_NO_CACHE_DIR=1 pip install flask\n',
		},
		{
			name: 'a variable of the script',
			text: 'FROM python:3.13\nRUN export PIP_NO_CACHE_DIR=1 && pip install flask\n',
		},
		{
			name: 'a file of settings',
			text: 'FROM python:3.13\nCOPY pip.conf /etc/pip.conf\nRUN pip install flask\n',
		},
		{
			name: 'a cache mount for pip',
			text: 'FROM python:3.13\nRUN --mount=type=cache,target=/root/.cache/pip pip install flask\n',
		},
		{
			name: 'a cache mount above',
			text: 'FROM python:3.13\nRUN --mount=type=cache,target=/root/.cache pip install flask\n',
		},
		{
			name: 'a cache mount for dnf',
			text: 'FROM fedora:43\nRUN --mount=type=cache,target=/var/cache/libdnf5 dnf install -y curl\n',
		},
		{ name: 'pip cache purge', text: 'FROM python:3.13\nRUN pip install flask && pip cache purge\n' },
		{
			name: 'a stage that is not final',
			text: 'FROM python:3.13 AS build\nRUN pip install flask\nFROM python:3.13\nCOPY --from=build /x /x\n',
		},
		{
			name: 'options in a variable that only the build knows',
			text: 'FROM alpine:3.22\nARG APK_OPTS\nRUN apk add $APK_OPTS curl\n',
		},
		{ name: 'a script that may clean', text: 'FROM fedora:43\nRUN dnf install -y curl && ./cleanup.sh\n' },
		{ name: 'removal', text: 'FROM alpine:3.22\nRUN apk del curl\n' },
	],
});

markedTest(packageCacheLeft, [
	'FROM python\nARG X\nRUN «pip install» $X\n',
	'FROM python\nARG OPTS\nRUN pip install $OPTS x\n',
	'FROM python\nARG X="--no-cache-dir -q"\nRUN pip install $X y\n',
	'FROM python\nARG X="-q"\nRUN «pip install» $X y\n',
	'FROM python\nRUN export PIP_NO_CACHE_DIR=1 X=2; pip install y\n',
	'FROM python\nRUN export X=2; «pip install» y\n',
	'FROM python\nRUN pip config set global.no-cache-dir true && pip install y\n',
	'FROM python\nRUN pip --version && «pip install» y\n',
	'FROM python\nRUN npm config && «pip install» y\n',
	'FROM python\nRUN pip install y && rm -rf /root/.cache\n',
	'FROM python\nRUN pip install y && rm -rf /root/.cache/pip/*\n',
	'FROM python\nRUN rm -rf /root/.cache && «pip install» y\n',
	'FROM python\nRUN pip install y && ./finish.sh\n',
	'FROM python\nRUN pip install y && cleanup\n',
	'FROM python\nRUN ./prepare.sh && «pip install» y\n',
	'FROM python\nRUN «pip install» y && echo done\n',
	'FROM python\nRUN pip install y && pip cache purge\n',
	'FROM python\nRUN pip cache purge && «pip install» y\n',
]);
