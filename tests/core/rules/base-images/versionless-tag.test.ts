import { versionlessTag } from '#core/rules/base-images/versionless-tag.ts';
import { markedTest, ruleTest } from '../rule-test.ts';

ruleTest(versionlessTag, {
	reports: [
		{
			name: 'lts',
			text: 'FROM node:lts\n',
			findings: [
				{
					text: 'node:lts',
					at: [1, 6],
					message: '`lts` names no version, so it moves with every release. Write `node:<version>`.',
				},
			],
		},
		{
			name: 'stable',
			text: 'FROM nginx:stable\n',
			findings: [
				{
					text: 'nginx:stable',
					at: [1, 6],
					message: '`stable` names no version, so it moves with every release. Write `nginx:<version>`.',
				},
			],
		},
		{
			name: 'edge',
			text: 'FROM alpine:edge\n',
			findings: [
				{
					text: 'alpine:edge',
					at: [1, 6],
					message: '`edge` names no version, so it moves with every release. Write `alpine:<version>`.',
				},
			],
		},
		{
			name: 'slim',
			text: 'FROM python:slim\n',
			findings: [
				{
					text: 'python:slim',
					at: [1, 6],
					message:
						'`slim` names no version, so it moves with every release. Write `python:<version>` or `python:<version>-slim`.',
				},
			],
		},
		{
			name: 'alpine',
			text: 'FROM golang:alpine\n',
			findings: [
				{
					text: 'golang:alpine',
					at: [1, 6],
					message:
						'`alpine` names no version, so it moves with every release. Write `golang:<version>` or `golang:<version>-alpine`.',
				},
			],
		},
		{
			name: 'a release of Debian with another image',
			text: 'FROM node:bookworm-slim\n',
			findings: [
				{
					text: 'node:bookworm-slim',
					at: [1, 6],
					message:
						'`bookworm-slim` names no version, so it moves with every release. Write `node:<version>` or `node:<version>-bookworm-slim`.',
				},
			],
		},
		{
			name: 'a release of Ubuntu with another image',
			text: 'FROM eclipse-temurin:noble\n',
			findings: [
				{
					text: 'eclipse-temurin:noble',
					at: [1, 6],
					message:
						'`noble` names no version, so it moves with every release. Write `eclipse-temurin:<version>` or `eclipse-temurin:<version>-noble`.',
				},
			],
		},
		{
			name: 'two words',
			text: 'FROM node:lts-alpine\n',
			findings: [
				{
					text: 'node:lts-alpine',
					at: [1, 6],
					message: '`lts-alpine` names no version, so it moves with every release. Write `node:<version>`.',
				},
			],
		},
		{
			name: 'Debian under a name that moves',
			text: 'FROM debian:stable-slim\n',
			findings: [
				{
					text: 'debian:stable-slim',
					at: [1, 6],
					message:
						'`stable-slim` names no version, so it moves with every release. Write `debian:<version>`.',
				},
			],
		},
		{
			name: 'sid',
			text: 'FROM debian:sid\n',
			findings: [
				{
					text: 'debian:sid',
					at: [1, 6],
					message: '`sid` names no version, so it moves with every release. Write `debian:<version>`.',
				},
			],
		},
		{
			name: 'a registry before it',
			text: 'FROM docker.io/library/nginx:mainline\n',
			findings: [
				{
					text: 'docker.io/library/nginx:mainline',
					at: [1, 6],
					message:
						'`mainline` names no version, so it moves with every release. Write `docker.io/library/nginx:<version>`.',
				},
			],
		},
		{
			name: 'an image that a stage copies from',
			text: 'FROM scratch\nCOPY --from=composer:lts /usr/bin/composer /c\n',
			findings: [
				{
					text: 'composer:lts',
					at: [2, 13],
					message: '`lts` names no version, so it moves with every release. Write `composer:<version>`.',
				},
			],
		},
		{
			name: 'a mount',
			text: 'FROM scratch\nRUN --mount=from=busybox:stable,target=/b /b/bin/true\n',
			findings: [
				{
					text: 'busybox:stable',
					at: [2, 18],
					message: '`stable` names no version, so it moves with every release. Write `busybox:<version>`.',
				},
			],
		},
		{
			name: 'a variable',
			text: 'ARG TAG=lts\nFROM node:$TAG\n',
			findings: [
				{
					text: 'node:$TAG',
					at: [2, 6],
					message: '`lts` names no version, so it moves with every release. Write `node:<version>`.',
				},
			],
		},
		{
			name: 'an image with digests only',
			text: 'FROM gcr.io/distroless/static:nonroot\n',
			findings: [
				{
					text: 'gcr.io/distroless/static:nonroot',
					at: [1, 6],
					message:
						'`nonroot` names no version, and `gcr.io/distroless/static` has no tags that do. Add the digest.',
				},
			],
		},
		{
			name: 'an image of somebody else',
			text: 'FROM acme/tides:main\n',
			findings: [
				{
					text: 'acme/tides:main',
					at: [1, 6],
					message: '`main` names no version, so it moves with every release. Write `acme/tides:<version>`.',
				},
			],
		},
	],
	passes: [
		{ name: 'a number', text: 'FROM node:24\n' },
		{ name: 'a number in a variant', text: 'FROM node:24-alpine\n' },
		{ name: 'no tag', text: 'FROM node\n' },
		{ name: 'latest', text: 'FROM node:latest\n' },
		{ name: 'a release of Debian', text: 'FROM debian:trixie\n' },
		{ name: 'the same, slim', text: 'FROM debian:bookworm-slim\n' },
		{ name: 'a release of Ubuntu', text: 'FROM ubuntu:noble\n' },
		{ name: 'a release with the system', text: 'FROM buildpack-deps:bookworm\n' },
		{
			name: 'a digest',
			text: 'FROM node:lts@sha256:0000000000000000000000000000000000000000000000000000000000000000\n',
		},
		{ name: 'a word that may be a release', text: 'FROM ros:humble\n' },
		{ name: 'a release of Node', text: 'FROM node:krypton-alpine\n' },
		{ name: 'a release of Debian elsewhere', text: 'FROM acme/base:bookworm\n' },
		{ name: 'a tag that only the build knows', text: 'ARG TAG\nFROM node:$TAG\n' },
		{ name: 'an earlier stage', text: 'FROM node:24 AS stable\nFROM stable\n' },
		{ name: 'scratch', text: 'FROM scratch\n' },
	],
});

markedTest(versionlessTag, [
	'FROM «node:lts»\n',
	'FROM node:24-slim\n',
	'FROM node:lts-24\n',
	'FROM «node:bookworm-slim»\n',
	'FROM debian:bookworm-slim\n',
	'FROM «debian:stable-slim»\n',
	'FROM example.com/a/b:bookworm\n',
	'FROM «example.com/a/b:stable»\n',
	'FROM node:iron\n',
]);
