import { similarStage } from '#core/rules/base-images/similar-stage.ts';
import { markedTest, ruleTest } from '../rule-test.ts';

ruleTest(similarStage, {
	reports: [
		{
			name: 'a letter missing',
			text: 'FROM golang:1.26 AS builder\nFROM debian:trixie-slim\nCOPY --from=buider /out /out\n',
			findings: [
				{
					text: 'buider',
					at: [3, 13],
					message: 'No stage above is named `buider`, so that image is pulled. Write `builder`?',
				},
			],
		},
		{
			name: 'two letters swapped',
			text: 'FROM golang:1.26 AS build\nFROM debian:trixie-slim\nCOPY --from=biuld /out /out\n',
			findings: [
				{
					text: 'biuld',
					at: [3, 13],
					message: 'No stage above is named `biuld`, so that image is pulled. Write `build`?',
				},
			],
		},
		{
			name: 'a letter too many',
			text: 'FROM golang:1.26 AS build\nFROM debian:trixie-slim\nCOPY --from=build1 /out /out\n',
			findings: [
				{
					text: 'build1',
					at: [3, 13],
					message: 'No stage above is named `build1`, so that image is pulled. Write `build`?',
				},
			],
		},
		{
			name: 'a letter replaced',
			text: 'FROM golang:1.26 AS deps\nFROM debian:trixie-slim\nCOPY --from=depz /out /out\n',
			findings: [
				{
					text: 'depz',
					at: [3, 13],
					message: 'No stage above is named `depz`, so that image is pulled. Write `deps`?',
				},
			],
		},
		{
			name: 'two letters',
			text: 'FROM golang:1.26 AS builder\nFROM debian:trixie-slim\nCOPY --from=build /out /out\n',
			findings: [
				{
					text: 'build',
					at: [3, 13],
					message: 'No stage above is named `build`, so that image is pulled. Write `builder`?',
				},
			],
		},
		{
			name: 'a mount',
			text: 'FROM golang:1.26 AS build\nFROM debian:trixie-slim\nRUN --mount=from=buld,target=/out cp /out/a /a\n',
			findings: [
				{
					text: 'buld',
					at: [3, 18],
					message: 'No stage above is named `buld`, so that image is pulled. Write `build`?',
				},
			],
		},
		{
			name: 'a bind mount with more fields',
			text: 'FROM golang:1.26 AS build\nFROM debian:trixie-slim\nRUN --mount=type=bind,target=/out,from=buld,source=/x cp /out/a /a\n',
			findings: [
				{
					text: 'buld',
					at: [3, 40],
					message: 'No stage above is named `buld`, so that image is pulled. Write `build`?',
				},
			],
		},
		{
			name: 'a stage in capitals',
			text: 'FROM golang:1.26 AS Build\nFROM debian:trixie-slim\nCOPY --from=builds /out /out\n',
			findings: [
				{
					text: 'builds',
					at: [3, 13],
					message: 'No stage above is named `builds`, so that image is pulled. Write `Build`?',
				},
			],
		},
		{
			name: 'another flag before it',
			text: 'FROM golang:1.26 AS build\nFROM debian:trixie-slim\nCOPY --chown=1000 --from=buidl /out /out\n',
			findings: [
				{
					text: 'buidl',
					at: [3, 26],
					message: 'No stage above is named `buidl`, so that image is pulled. Write `build`?',
				},
			],
		},
		{
			name: 'a platform of its own',
			text: 'FROM --platform=$BUILDPLATFORM golang:1.26 AS build\nFROM debian:trixie-slim\nCOPY --from=bild /out /out\n',
			findings: [
				{
					text: 'bild',
					at: [3, 13],
					message: 'No stage above is named `bild`, so that image is pulled. Write `build`?',
				},
			],
		},
		{
			name: 'the nearest of several',
			text: 'FROM golang:1.26 AS build\nFROM golang:1.26 AS assets\nFROM debian:trixie-slim\nCOPY --from=asset /out /out\n',
			findings: [
				{
					text: 'asset',
					at: [4, 13],
					message: 'No stage above is named `asset`, so that image is pulled. Write `assets`?',
				},
			],
		},
		{
			name: 'each place',
			text: 'FROM golang:1.26 AS build\nFROM debian:trixie-slim\nCOPY --from=buidl /a /a\nCOPY --from=buidl /b /b\n',
			findings: [
				{
					text: 'buidl',
					at: [3, 13],
					message: 'No stage above is named `buidl`, so that image is pulled. Write `build`?',
				},
				{
					text: 'buidl',
					at: [4, 13],
					message: 'No stage above is named `buidl`, so that image is pulled. Write `build`?',
				},
			],
		},
	],
	passes: [
		{
			name: 'a name that is too short to be like another',
			text: 'FROM golang:1.26 AS a\nFROM debian:trixie-slim\nCOPY --from=b /out /out\n',
		},
		{
			name: 'a stage',
			text: 'FROM golang:1.26 AS build\nFROM debian:trixie-slim\nCOPY --from=build /out /out\n',
		},
		{
			name: 'a stage in other letters',
			text: 'FROM golang:1.26 AS Build\nFROM debian:trixie-slim\nCOPY --from=BUILD /out /out\n',
		},
		{
			name: 'the number of a stage',
			text: 'FROM golang:1.26 AS build\nFROM debian:trixie-slim\nCOPY --from=0 /out /out\n',
		},
		{
			name: 'a tag',
			text: 'FROM golang:1.26 AS build\nFROM debian:trixie-slim\nCOPY --from=buidl:1 /out /out\n',
		},
		{
			name: 'a digest',
			text: 'FROM golang:1.26 AS build\nFROM debian:trixie-slim\nCOPY --from=buidl@sha256:0000000000000000000000000000000000000000000000000000000000000000 /out /out\n',
		},
		{
			name: 'a slash',
			text: 'FROM golang:1.26 AS build\nFROM debian:trixie-slim\nCOPY --from=acme/buidl /out /out\n',
		},
		{
			name: 'an image that is known',
			text: 'FROM golang:1.26 AS nodes\nFROM debian:trixie-slim\nCOPY --from=node /usr/local /usr/local\n',
		},
		{
			name: 'a name that is like no stage',
			text: 'FROM golang:1.26 AS build\nFROM debian:trixie-slim\nCOPY --from=busybox /bin /bin\n',
		},
		{
			name: 'short names that differ in two letters',
			text: 'FROM golang:1.26 AS app\nFROM debian:trixie-slim\nCOPY --from=gcc /bin /bin\n',
		},
		{ name: 'FROM', text: 'FROM golang:1.26 AS build\nFROM buidl\n' },
		{
			name: 'ONBUILD, whose build has other stages',
			text: 'FROM golang:1.26 AS build\nFROM debian:trixie-slim\nONBUILD COPY --from=buidl /out /out\n',
		},
		{
			name: 'the build context',
			text: 'FROM golang:1.26 AS build\nFROM debian:trixie-slim\nCOPY --from= out /out\n',
		},
		{
			name: 'a cache mount',
			text: 'FROM golang:1.26 AS build\nFROM debian:trixie-slim\nRUN --mount=type=cache,id=buidl,target=/c true\n',
		},
	],
});

markedTest(similarStage, [
	'FROM a AS build\nFROM b\nCOPY --from=«buidl» /x /x\n',
	'FROM a AS build\nFROM b\nCOPY --from=build /x /x\n',
	'FROM a AS build\nFROM b\nCOPY --from=node /x /x\n',
	'FROM a AS build\nFROM b\nCOPY --from=buidl:1 /x /x\n',
	'FROM a AS build\nFROM b\nCOPY --from=example.com/buidl /x /x\n',
	'FROM a AS ab\nFROM b\nCOPY --from=ac /x /x\n',
	'FROM a AS abc\nFROM b\nCOPY --from=«abd» /x /x\n',
	'FROM a AS abc\nFROM b\nCOPY --from=ade /x /x\n',
	'FROM a AS abcd\nFROM b\nCOPY --from=«acbd» /x /x\n',
	'FROM a AS abcd\nFROM b\nCOPY --from=abef /x /x\n',
	'FROM a AS abcd\nFROM b\nCOPY --from=«abcf» /x /x\n',
	'FROM a AS abcde\nFROM b\nCOPY --from=«abcfg» /x /x\n',
	'FROM a AS abcdefg\nFROM b\nCOPY --from=abcxyzg /x /x\n',
	'FROM a AS abcdefg\nFROM b\nCOPY --from=«abcxyfg» /x /x\n',
	'FROM a AS build\nFROM b\nRUN --mount=type=bind,from=«buidl»,target=/x make\n',
	'FROM a AS build\nFROM b\nRUN --mount=type=bind,from=build,target=/x make\n',
	'FROM a AS build\nFROM b\nRUN --mount=type=bind,source=buidl,target=/x make\n',
	'FROM a AS build\nFROM b\nCOPY --chown=buidl /x /x\n',
	'FROM a AS build\nFROM buidl\n',
	'FROM a AS b1\nFROM b\nCOPY --from=0 /x /x\n',
	'FROM b\nCOPY --from=buidl /x /x\nFROM a AS build\n',
]);
