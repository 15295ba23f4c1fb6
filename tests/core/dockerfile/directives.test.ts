import { describe, expect, test } from 'vitest';
import { findForeignSyntax, findHeadDirective, isDockerfileFrontend } from '#core/dockerfile/directives.ts';

/** What the directive says, and the text that its place marks. */
function readValue(text: string, name: 'syntax' | 'check' = 'syntax'): [string, string] | undefined {
	const directive = findHeadDirective(text, name);
	return directive && [directive.value, text.slice(directive.valueSpan.start, directive.valueSpan.end)];
}

describe('the syntax of a file', () => {
	test.each([
		['# syntax=a/b:1\nFROM c\n', 'a/b:1'],
		['#syntax=a', 'a'],
		['#  SynTax  =  a b  \r\nFROM c\n', 'a b'],
		['\uFEFF# syntax=a\n', 'a'],
		['#!/usr/bin/env docker\n# syntax=a\n', 'a'],
		['# escape=`\n# check=skip=all\n# syntax=a\n', 'a'],
		['# syntax=\ta\t\n', 'a'],
		['# syntax=a\n# syntax=b\n', 'a'],
	])('is read from %j', (text, value) => {
		expect(readValue(text)).toEqual([value, value]);
	});

	test('of blanks only is its last blank, as the engine has it', () => {
		expect(findHeadDirective('# syntax= \t\n', 'syntax')?.value).toBe('\t');
	});

	test.each([
		' # syntax=a\n',
		'# a comment\n# syntax=a\n',
		'\n# syntax=a\n',
		'FROM b\n# syntax=a\n',
		'# syntax\n',
		'# syntax a\n',
		'# syntax=\n',
		'# syntax =',
		'# syn-tax=a\n',
		'# 1syntax=a\n',
		'# synt@x=a\n',
		'#!/bin/sh',
		'',
	])('is not read from %j', (text) => {
		expect(readValue(text)).toBeUndefined();
	});
});

test('`# check=` is found beside the syntax', () => {
	expect(readValue('# syntax=a\n# check=skip=all\n', 'check')).toEqual(['skip=all', 'skip=all']);
	expect(readValue('# check=skip=all\n')).toBeUndefined();
});

describe('a file that is written for another frontend', () => {
	test.each([
		['// syntax=a/b\n{}\n', 'a/b'],
		['//syntax=a/b', 'a/b'],
		['{ "syntax": "a/b" }', 'a/b'],
		['\uFEFF  {"syntax":"a/b"}\n', 'a/b'],
		['#!/usr/bin/x\n{"syntax":"a/b"}', 'a/b'],
	])('is told by %j', (text, value) => {
		expect(findForeignSyntax(text)?.value).toBe(value);
	});

	test.each([
		'# syntax=a/b\n',
		'{"syntax":7}',
		'{"other":"a/b"}',
		'{"syntax":"a/b"',
		'["syntax"]',
		'"syntax"',
		'null',
		'FROM a\n',
		'',
	])('is not told by %j', (text) => {
		expect(findForeignSyntax(text)).toBeUndefined();
	});

	test('has the object as its place', () => {
		const text = ' {"syntax":"a"}\n\n';
		const span = findForeignSyntax(text)?.span;
		expect(text.slice(span?.start, span?.end)).toBe('{"syntax":"a"}');
	});
});

test.each([
	['docker/dockerfile', true],
	['docker/dockerfile:1', true],
	['docker/dockerfile@sha256:a', true],
	['docker.io/docker/dockerfile:1.7', true],
	['docker/dockerfile-upstream:master', true],
	['docker/dockerfile:1 --flag', true],
	['docker/dockerfiles', false],
	['example.com/docker/dockerfile', false],
	['my/docker/dockerfile', false],
])("%s is Docker's own frontend: %s", (image, isOwn) => {
	expect(isDockerfileFrontend(image)).toBe(isOwn);
});
