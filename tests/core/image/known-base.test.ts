import { describe, expect, test } from 'vitest';
import { parseDockerfile } from '#core/dockerfile/parse.ts';
import { DockerfileFacts } from '#core/image/facts.ts';
import { findStageBase } from '#core/image/known-base.ts';
import { KNOWN_BASES } from '#core/knowledge/known-base-list.ts';

const DIGEST = `sha256:${'0'.repeat(64)}`;

describe('what is known of a base', () => {
	test.each([
		['FROM node', 'root debian'],
		['FROM node:24-alpine', 'root alpine'],
		['FROM docker.io/library/node:24-bookworm-slim', 'root debian'],
		['FROM library/node:24', 'root debian'],
		['FROM index.docker.io/library/python:3.13', 'root debian'],
		['FROM public.ecr.aws/docker/library/golang:1.26-alpine', 'root alpine'],
		[`FROM node:24-alpine@${DIGEST}`, 'root alpine'],
		[`FROM node@${DIGEST}`, 'root undefined'],
		[`FROM mariadb@${DIGEST}`, undefined],
		['FROM mariadb:11-ubi', 'mysql redhat'],
		['FROM mariadb:11', 'root drops ubuntu'],
		['FROM postgres:18-alpine', 'root drops alpine'],
		['FROM eclipse-temurin:21-jre-noble', 'root ubuntu'],
		['FROM gcr.io/distroless/java21-debian12:nonroot', '65532 none'],
		['FROM gcr.io/distroless/static', 'root none'],
		['FROM mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled', '1654 none'],
		['FROM mcr.microsoft.com/dotnet/aspnet:10.0', 'root ubuntu'],
		['FROM registry.access.redhat.com/ubi9/ubi-minimal:9.6', 'root redhat'],
		['FROM golang:1.26-windowsservercore', undefined],
		['FROM registry.example.com/node:24', undefined],
		['FROM someone/node:24', undefined],
		['FROM scratch', undefined],
		['ARG BASE\nFROM $BASE', undefined],
		['ARG BASE=node:24\nFROM $BASE AS build\nFROM build AS run\nFROM run', 'root debian'],
	])('%s', (text, expected) => {
		const facts = new DockerfileFacts(parseDockerfile(`${text}\n`).facts);
		const stage = facts.stages.stages.at(-1);
		const base = stage && findStageBase(stage, facts);
		expect(base && `${base.user} ${base.dropsRoot ? 'drops ' : ''}${base.system}`).toBe(expected);
	});

	test('there are at least sixty, each with a user and a system', () => {
		const images = new Set(KNOWN_BASES.map((line) => line.replace(/[: ].*$/, '')));
		expect(images.size).toBeGreaterThanOrEqual(60);
		for (const line of KNOWN_BASES)
			expect(line).toMatch(/^\S+ [\w.-]+ (?:debian|ubuntu|alpine|redhat|busybox|none)$/);
	});
});
