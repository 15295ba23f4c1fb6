import { pinBaseImage } from '#core/rules/base-images/pin-base-image.ts';
import { ruleTest } from '../rule-test.ts';

ruleTest(pinBaseImage, {
	reports: [
		{
			name: 'an image that has no tags for versions',
			text: 'FROM gcr.io/distroless/static\nFROM gcr.io/distroless/cc-debian12:latest\n',
			findings: [
				{
					text: 'gcr.io/distroless/static',
					at: [1, 6],
					message:
						'`gcr.io/distroless/static` has no tags for versions: name the digest, as in `gcr.io/distroless/static@sha256:<digest>`.',
				},
				{
					text: 'gcr.io/distroless/cc-debian12:latest',
					at: [2, 6],
					message:
						'`gcr.io/distroless/cc-debian12:latest` has no tags for versions: name the digest, as in `gcr.io/distroless/cc-debian12@sha256:<digest>`.',
				},
			],
		},
		{
			name: 'an image without a tag',
			text: 'FROM node\n',
			findings: [
				{
					text: 'node',
					at: [1, 6],
					message: '`node` has no tag, so it means `latest`: name the version, as in `node:<version>`.',
				},
			],
		},
		{
			name: 'latest',
			text: 'FROM node:latest\n',
			findings: [
				{
					text: 'node:latest',
					at: [1, 6],
					message: '`node:latest` moves with every release: name the version, as in `node:<version>`.',
				},
			],
		},
		{
			name: 'lower case, and a platform before the image',
			text: 'from --platform=linux/amd64 docker.io/library/node as build\n',
			findings: [
				{
					text: 'docker.io/library/node',
					at: [1, 29],
					message:
						'`docker.io/library/node` has no tag, so it means `latest`: name the version, as in `docker.io/library/node:<version>`.',
				},
			],
		},
		{
			name: 'a registry whose port looks like a tag',
			text: 'FROM localhost:5000/team/node\n',
			findings: [
				{
					text: 'localhost:5000/team/node',
					at: [1, 6],
					message:
						'`localhost:5000/team/node` has no tag, so it means `latest`: name the version, as in `localhost:5000/team/node:<version>`.',
				},
			],
		},
		{
			name: 'each stage, but not the one built on another',
			text: 'FROM node AS build\nFROM build\nFROM nginx:latest\n',
			findings: [
				{
					text: 'node',
					at: [1, 6],
					message: '`node` has no tag, so it means `latest`: name the version, as in `node:<version>`.',
				},
				{
					text: 'nginx:latest',
					at: [3, 6],
					message: '`nginx:latest` moves with every release: name the version, as in `nginx:<version>`.',
				},
			],
		},
		{
			name: 'the default of a variable',
			text: 'ARG BASE=node:latest\nFROM ${BASE}\n',
			findings: [
				{
					text: '${BASE}',
					at: [2, 6],
					message: '`node:latest` moves with every release: name the version, as in `node:<version>`.',
				},
			],
		},
		{
			name: 'a tag that a variable leaves empty',
			text: 'ARG TAG=latest\nFROM node:$TAG\n',
			findings: [
				{
					text: 'node:$TAG',
					at: [2, 6],
					message: '`node:latest` moves with every release: name the version, as in `node:<version>`.',
				},
			],
		},
		{
			name: 'a file with a BOM, directives and CRLF',
			text: '\uFEFF# syntax=docker/dockerfile:1\r\n# escape=`\r\nFROM node\r\n',
			findings: [
				{
					text: 'node',
					at: [3, 6],
					message: '`node` has no tag, so it means `latest`: name the version, as in `node:<version>`.',
				},
			],
		},
		{
			name: 'a name continued on the next line',
			text: 'FROM \\\n  node \\\n  AS build\n',
			findings: [
				{
					text: 'node',
					at: [2, 3],
					message: '`node` has no tag, so it means `latest`: name the version, as in `node:<version>`.',
				},
			],
		},
		{
			name: 'a stage of the same name further below',
			text: 'FROM build\nFROM node:24 AS build\n',
			findings: [
				{
					text: 'build',
					at: [1, 6],
					message: '`build` has no tag, so it means `latest`: name the version, as in `build:<version>`.',
				},
			],
		},
		{
			name: 'an image that a stage copies from',
			text: 'FROM scratch\nCOPY --from=busybox /bin/true /true\n',
			findings: [
				{
					text: 'busybox',
					at: [2, 13],
					message: '`busybox` has no tag, so it means `latest`: name the version, as in `busybox:<version>`.',
				},
			],
		},
		{
			name: 'an image that is mounted',
			text: 'FROM debian:12\nRUN --mount=type=bind,from=acme/tools:latest,target=/t /t/run\n',
			findings: [
				{
					text: 'acme/tools:latest',
					at: [2, 28],
					message:
						'`acme/tools:latest` moves with every release: name the version, as in `acme/tools:<version>`.',
				},
			],
		},
	],
	passes: [
		{
			name: 'a stage that is copied from, by name or number',
			text: 'FROM node:24 AS build\nFROM debian:12\nCOPY --from=build /a /a\nCOPY --from=0 /b /b\n',
		},
		{
			name: 'a version that is copied from',
			text: 'FROM debian:12\nCOPY --from=busybox:1.37 /bin/true /true\n',
		},
		{
			name: 'the name of a stage with a letter wrong, which another rule reports',
			text: 'FROM node:24 AS build\nFROM debian:12\nCOPY --from=biuld /a /a\n',
		},
		{
			name: 'a stage of the build that runs an ONBUILD',
			text: 'FROM debian:12\nONBUILD COPY --from=build /a /a\n',
		},
		{ name: 'a tag that is a version', text: 'FROM node:24-bookworm-slim\n' },
		{
			name: 'a digest without a tag',
			text: 'FROM node@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\n',
		},
		{
			name: 'latest with a digest',
			text: 'FROM node:latest@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\n',
		},
		{ name: 'scratch', text: 'FROM scratch\n' },
		{ name: 'an earlier stage, whatever its case', text: 'FROM node:24 AS Build\nFROM build\n' },
		{
			name: 'an earlier stage behind a variable',
			text: 'ARG TARGET=build\nFROM node:24 AS build\nFROM $TARGET\n',
		},
		{ name: 'a name that the machine decides', text: 'FROM debian-$TARGETARCH\n' },
		{ name: 'a tag with a port and folders before it', text: 'FROM registry.example.com:5000/a/b:1.2\n' },
		{ name: 'the word latest inside a tag', text: 'FROM node:latest-24\n' },
	],
});
