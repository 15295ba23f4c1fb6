import { privateBaseImage } from '#core/rules/base-images/private-base-image.ts';
import { ruleTest } from '../rule-test.ts';

ruleTest(privateBaseImage, {
	reports: [
		{
			name: 'a base image of a private registry',
			text: 'FROM registry.acme.io/team/node-base:3\n',
			findings: [
				{
					text: 'registry.acme.io/team/node-base:3',
					at: [1, 6],
					message:
						'`registry.acme.io/team/node-base:3` is a base of your own: someone must rebuild it for every security fix. Start from a public image.',
				},
			],
		},
		{
			name: 'base before the language',
			text: 'FROM registry.acme.io:5000/base-node:3\n',
			findings: [
				{
					text: 'registry.acme.io:5000/base-node:3',
					at: [1, 6],
					message:
						'`registry.acme.io:5000/base-node:3` is a base of your own: someone must rebuild it for every security fix. Start from a public image.',
				},
			],
		},
		{
			name: 'base alone',
			text: 'FROM 10.0.0.7:5000/base\n',
			findings: [
				{
					text: '10.0.0.7:5000/base',
					at: [1, 6],
					message:
						'`10.0.0.7:5000/base` is a base of your own: someone must rebuild it for every security fix. Start from a public image.',
				},
			],
		},
		{
			name: 'baseimage in one word',
			text: 'FROM registry.acme.io/acme/baseimage:1\n',
			findings: [
				{
					text: 'registry.acme.io/acme/baseimage:1',
					at: [1, 6],
					message:
						'`registry.acme.io/acme/baseimage:1` is a base of your own: someone must rebuild it for every security fix. Start from a public image.',
				},
			],
		},
		{
			name: 'a variable that holds the registry',
			text: 'ARG REGISTRY=registry.acme.io\nFROM $REGISTRY/team/java_base:17 AS run\n',
			findings: [
				{
					text: '$REGISTRY/team/java_base:17',
					at: [2, 6],
					message:
						'`registry.acme.io/team/java_base:17` is a base of your own: someone must rebuild it for every security fix. Start from a public image.',
				},
			],
		},
		{
			name: 'a registry that the settings name',
			text: 'FROM ghcr.io/acme/node-base:1\n',
			settings: { privateRegistries: ['ghcr.io/acme'] },
			findings: [
				{
					text: 'ghcr.io/acme/node-base:1',
					at: [1, 6],
					message:
						'`ghcr.io/acme/node-base:1` is a base of your own: someone must rebuild it for every security fix. Start from a public image.',
				},
			],
		},
		{
			name: 'an earlier stage, and a digest',
			text: 'FROM registry.acme.io/base@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef AS a\nFROM node:24\n',
			findings: [
				{
					text: 'registry.acme.io/base@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef',
					at: [1, 6],
					message:
						'`registry.acme.io/base@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef` is a base of your own: someone must rebuild it for every security fix. Start from a public image.',
				},
			],
		},
		{
			name: 'lower case and a platform',
			text: 'from --platform=$BUILDPLATFORM registry.acme.io/go-base:1\n',
			findings: [
				{
					text: 'registry.acme.io/go-base:1',
					at: [1, 32],
					message:
						'`registry.acme.io/go-base:1` is a base of your own: someone must rebuild it for every security fix. Start from a public image.',
				},
			],
		},
	],
	passes: [
		{
			name: 'a registry that many people share',
			text: 'FROM us-docker.pkg.dev/someone/containers/base:1.2\n',
		},
		{ name: 'a public image', text: 'FROM node:24\n' },
		{ name: 'a public image with base in its name', text: 'FROM phusion/baseimage:noble-1.0.2\n' },
		{ name: 'a public registry', text: 'FROM mcr.microsoft.com/devcontainers/base:bookworm\n' },
		{ name: 'base inside another word', text: 'FROM registry.acme.io/team/database:1\n' },
		{ name: 'base in a folder only', text: 'FROM registry.acme.io/base/node:24\n' },
		{ name: 'a private image that is no base', text: 'FROM registry.acme.io/team/tides:1\n' },
		{ name: 'a registry that the machine decides', text: 'FROM $TARGETARCH.acme.io/node-base:1\n' },
		{ name: 'a stage called base', text: 'FROM node:24 AS base\nFROM base\n' },
	],
});
