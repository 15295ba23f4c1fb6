import { buildToolsInFinalStage } from '#core/rules/base-images/build-tools-in-final-stage.ts';
import { markedTest, ruleTest } from '../rule-test.ts';

ruleTest(buildToolsInFinalStage, {
	reports: [
		{
			name: 'packages in a variable of the same RUN',
			text: "FROM debian:12\nRUN buildDeps='gcc make' && apt-get install -y $buildDeps\n",
			findings: [
				{
					text: '$buildDeps',
					at: [2, 48],
					message:
						'Build tools stay in the image: `gcc`, `make`. If a service runs in it, build in an earlier stage.',
				},
			],
		},
		{
			name: 'names that end in two plus signs',
			text: 'FROM alpine:3\nRUN apk add --no-cache python3 g++\nRUN dnf install -y gcc-c++ && apt-get install -y clang++ nginx\n',
			findings: [
				{
					text: 'g++',
					at: [2, 32],
					message:
						'Build tools stay in the image: `g++`. If a service runs in it, build in an earlier stage.',
				},
				{
					text: 'gcc-c++',
					at: [3, 20],
					message:
						'Build tools stay in the image: `gcc-c++`. If a service runs in it, build in an earlier stage.',
				},
			],
		},
		{
			name: 'packages of a loop',
			text: 'FROM debian:12\nRUN for p in curl gcc; do apt-get install -y "$p"; done\n',
			findings: [
				{
					text: '"$p"',
					at: [2, 46],
					message:
						'Build tools stay in the image: `gcc`. If a service runs in it, build in an earlier stage.',
				},
			],
		},
		{
			name: 'a compiler',
			text: 'FROM debian:12\nRUN apt-get install -y gcc\n',
			findings: [
				{
					text: 'gcc',
					at: [2, 24],
					message:
						'Build tools stay in the image: `gcc`. If a service runs in it, build in an earlier stage.',
				},
			],
		},
		{
			name: 'headers, with versions and quotes',
			text: 'FROM python:3.13-slim\nRUN apt-get install -y curl "libpq-dev=15.8-0+deb12u1" g++-12\n',
			findings: [
				{
					text: '"libpq-dev=15.8-0+deb12u1"',
					at: [2, 29],
					message:
						'Build tools stay in the image: `libpq-dev`, `g++-12`. If a service runs in it, build in an earlier stage.',
				},
			],
		},
		{
			name: 'apk',
			text: 'FROM alpine:3.22\nRUN apk add --no-cache build-base musl-dev@edge\n',
			findings: [
				{
					text: 'build-base',
					at: [2, 24],
					message:
						'Build tools stay in the image: `build-base`, `musl-dev`. If a service runs in it, build in an earlier stage.',
				},
			],
		},
		{
			name: 'a group of packages',
			text: 'FROM fedora:42\nRUN dnf groupinstall -y "Development Tools" && dnf install -y openssl-devel\n',
			findings: [
				{
					text: '"Development Tools"',
					at: [2, 25],
					message:
						'Build tools stay in the image: `Development Tools`. If a service runs in it, build in an earlier stage.',
				},
				{
					text: 'openssl-devel',
					at: [2, 63],
					message:
						'Build tools stay in the image: `openssl-devel`. If a service runs in it, build in an earlier stage.',
				},
			],
		},
		{
			name: 'what a removal leaves',
			text: 'FROM debian:12\nRUN apt-get install -y gcc libssl-dev && apt-get purge -y --auto-remove gcc\n',
			findings: [
				{
					text: 'libssl-dev',
					at: [2, 28],
					message:
						'Build tools stay in the image: `libssl-dev`. If a service runs in it, build in an earlier stage.',
				},
			],
		},
		{
			name: 'a removal in a later layer',
			text: 'FROM alpine:3.22\nRUN apk add --virtual .build gcc\nRUN apk del .build\n',
			findings: [
				{
					text: 'gcc',
					at: [2, 30],
					message:
						'Build tools stay in the image: `gcc`. If a service runs in it, build in an earlier stage.',
				},
			],
		},
		{
			name: 'the stage below the final one',
			text: 'FROM debian:12 AS base\nRUN apt-get install -y make\nFROM base\n',
			findings: [
				{
					text: 'make',
					at: [2, 24],
					message:
						'Build tools stay in the image: `make`. If a service runs in it, build in an earlier stage.',
				},
			],
		},
		{
			name: 'a heredoc, ONBUILD',
			text: 'FROM debian:12\nRUN <<EOF\nif true; then\n  apt-get install -y build-essential\nfi\nEOF\nONBUILD RUN apt-get install -y cmake\n',
			findings: [
				{
					text: 'build-essential',
					at: [4, 22],
					message:
						'Build tools stay in the image: `build-essential`. If a service runs in it, build in an earlier stage.',
				},
				{
					text: 'cmake',
					at: [7, 32],
					message:
						'Build tools stay in the image: `cmake`. If a service runs in it, build in an earlier stage.',
				},
			],
		},
		{
			name: 'several lines with comments between',
			text: '# escape=`\nFROM debian:12\nrun apt-get install -y `\n    curl `\n    # to build\n    pkg-config\n',
			findings: [
				{
					text: 'pkg-config',
					at: [6, 5],
					message:
						'Build tools stay in the image: `pkg-config`. If a service runs in it, build in an earlier stage.',
				},
			],
		},
		{
			name: 'all that building a package needs',
			text: 'FROM debian:12\nRUN apt-get update && apt-get build-dep -y curl\n',
			findings: [
				{
					text: 'curl',
					at: [2, 44],
					message:
						'`apt-get build-dep` brings all that building `curl` needs. Build in an earlier stage and `COPY --from` the result.',
				},
			],
		},
	],
	passes: [
		{
			name: 'tools that the start command uses',
			text: 'FROM debian:12\nRUN apt-get install -y make gcc\nCOPY . /src\nCMD make -C /src run\n',
		},
		{
			name: 'all that building a package needs, and a removal that may take it',
			text: 'FROM debian:12\nRUN apt-get build-dep -y curl && make && apt-get purge -y --auto-remove debhelper\n',
		},
		{
			name: 'an earlier stage',
			text: 'FROM debian:12 AS build\nRUN apt-get install -y build-essential\nFROM debian:12-slim\nCOPY --from=build /a /a\n',
		},
		{
			name: 'removed in the same RUN',
			text: 'FROM debian:12\nRUN apt-get install -y build-essential && make && apt-get purge -y --auto-remove build-essential\n',
		},
		{
			name: 'a virtual package removed in the same RUN',
			text: 'FROM alpine:3.22\nRUN apk add --no-cache --virtual .build-deps gcc musl-dev && make && apk del .build-deps\n',
		},
		{
			name: 'a short option for the virtual package',
			text: 'FROM alpine:3.22\nRUN apk add -t .build-deps gcc && make && apk del --no-network .build-deps\n',
		},
		{
			name: 'a pattern that removes them',
			text: "FROM debian:12\nRUN apt-get install -y libssl-dev zlib1g-dev && make && apt-get purge -y '*-dev'\n",
		},
		{
			name: 'a removal that only a variable knows',
			text: 'FROM debian:12\nRUN apt-get install -y gcc && make && apt-get purge -y $BUILD_DEPS\n',
		},
		{
			name: 'packages that only a variable knows',
			text: 'FROM debian:12\nRUN buildDeps="$(cat build-deps)" && apt-get install -y $buildDeps\n',
		},
		{
			name: 'packages that apt-mark hands over to the removal',
			text: 'FROM debian:12\nRUN set -eux; saved="$(apt-mark showmanual)"; apt-get update; apt-get install -y gcc; make; apt-mark auto \'.*\' > /dev/null; apt-mark manual $saved; apt-get purge -y --auto-remove\n',
		},
		{
			name: 'names that only contain one',
			text: 'FROM debian:12\nRUN apt-get install -y libgcc-s1 makepasswd cmake-data- golang-docker-credential-helpers\n',
		},
		{ name: 'a package of another kind', text: 'FROM node:24\nRUN npm install -g make\n' },
	],
});

markedTest(buildToolsInFinalStage, [
	'FROM debian\nRUN apt-get install -y «gcc» && apt-mark auto x\n',
	'FROM alpine\nRUN apk del gcc && apk add «gcc»\n',
	'FROM debian\nRUN apt-get install -y «gcc» && apt-get purge -y lib*\n',
	'FROM debian\nRUN apt-get install -y gcc && apt-get purge -y gc*\n',
	'FROM debian\nRUN apt-get install -y «gcc» && apt-get clean\n',
]);

markedTest(buildToolsInFinalStage, [
	'FROM debian\nRUN apt-get install -y «gcc-multilib»\n',
	'FROM debian\nRUN apt-get install -y «crossbuild-essential-arm64»\n',
	'FROM debian\nRUN apt-get install -y curl «gcc-14»\n',
	'FROM fedora\nRUN dnf install -y gcc && dnf history undo -y last\n',
	'FROM fedora\nRUN dnf install -y gcc && dnf remove -y gcc make\n',
	'FROM fedora\nRUN dnf install -y «gcc» && dnf remove -y make\n',
]);
