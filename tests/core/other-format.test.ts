import { describe, expect, test } from 'vitest';
import { detectOtherFormat } from '#core/other-format.ts';

describe('a compose file by its name is another program\u2019s by its text', () => {
	test.each([
		['kernel:\n  image: a:1\nservices:\n  - name: getty\n    image: b:1\n'],
		['onboot:\n- name: a\nservices: # all\n\n- name: b\n'],
		['stages: [test]\nservices:\n  - docker:dind\n'],
		['apiVersion: v1\nkind: Service\nmetadata: { name: a }\n'],
		['# all hosts\n- hosts: all\n  tasks: []\n'],
		['services:\n  _defaults:\n    autowire: true\n'],
		['services:\r\n    # ours\r\n    _defaults:\r\n        autowire: true\r\n'],
	])('%j', (text) => {
		expect(detectOtherFormat('compose.yaml', text, 'compose')).toBe('format');
	});
});

describe('a mistake in a compose file is left for its author to see', () => {
	test.each([
		['services:\n  - web\n'],
		['version: "3"\nservices:\n- image: a\nnetworks: {}\nx-a: 1\n'],
		['web:\n  image: a:1\n'],
		['servcies:\n  web:\n    image: a:1\n'],
		['services:\n  web:\n    image: a:1\nkind: b\n'],
		['- web\n'],
		[''],
	])('%j', (text) => {
		expect(detectOtherFormat('compose.yaml', text, 'compose')).toBeUndefined();
	});
});

test.each([
	['Dockerfile.vim', 'syntax match dockerfileKeyword /x/\n', 'format'],
	['ftplugin/my-Dockerfile.nix', '{ pkgs }: pkgs.dockerTools.buildImage { }\n', 'format'],
	['Dockerfile.dev', 'FORM a\nRUN b\n', undefined],
	['Dockerfile.dev', 'from a\n', undefined],
	['Dockerfile.dev', '', undefined],
	['Dockerfile', 'nothing of the kind\n', undefined],
])('%s with %j is %s', (path, text, expected) => {
	expect(detectOtherFormat(path, text, 'dockerfile')).toBe(expected);
});

test.each([
	['# syntax=edrevo/dockerfile-plus\nFROM a\nINCLUDE+ b\n', 'frontend'],
	['# syntax=edrevo/dockerfile-plus\nFROM a\nRUN b\n', undefined],
	['# syntax=docker/dockerfile:1\nFROM a\nINCLUDE+ b\n', undefined],
	['# syntax=mirror.example/docker/dockerfile:1-labs\nFROM a\nINCLUDE+ b\n', undefined],
	['# syntax=docker/dockerfile-upstream:master\nFROM a\nINCLUDE+ b\n', undefined],
	['FROM a\nINCLUDE+ b\n', undefined],
])('%j is for a builder of its own: %s', (text, expected) => {
	expect(detectOtherFormat('Dockerfile', text, 'dockerfile')).toBe(expected);
});

test('only Dockerfiles and compose files are judged so', () => {
	expect(detectOtherFormat('daemon.json', 'apiVersion: v1\nkind: b\n', 'daemon')).toBeUndefined();
	expect(detectOtherFormat('Dockerfile.dockerignore', 'node_modules\n', 'ignore-file')).toBeUndefined();
});
