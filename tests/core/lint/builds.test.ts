import { describe, expect, test } from 'vitest';
import type { BuildContext } from '#core/build-context/model.ts';
import type { BuildInputs } from '#core/dockerfile/model.ts';
import type { FileBuild } from '#core/lint/file-build.ts';
import { lint } from '#core/lint/lint.ts';
import { defineRule } from '#core/rules/rule.ts';
import { contextOf } from '../rules/rule-test.ts';

const PLAIN: BuildInputs = { args: new Map(), target: undefined, contexts: [] };

function makeBuild(inputs: Partial<BuildInputs>, name = 'app', context?: BuildContext): FileBuild {
	return { names: [{ name }], inputs: { ...PLAIN, ...inputs }, ...(context && { context }) };
}

function lintBuilds(text: string, ...builds: FileBuild[]): string[] {
	return lint({ path: 'Dockerfile', text }, { builds }).map(
		({ rule, range, message }) => `${range.start.line} ${rule}: ${message}`,
	);
}

/** The rules that report, by line. */
function listRules(text: string, ...builds: FileBuild[]): string[] {
	return lintBuilds(text, ...builds).map((line) => line.slice(0, line.indexOf(':')));
}

const TWO = `FROM alpine:3.22 AS run
CMD ["app"]
FROM run AS dev
RUN apk add --no-cache git gcc
`;

describe('the target of a build', () => {
	test('is the image: what comes after it is not in it', () => {
		expect(listRules(TWO, makeBuild({ target: 'run' }))).not.toContain('4 git-in-image');
		expect(listRules(TWO, makeBuild({ target: 'RUN' }))).not.toContain('4 build-tools-in-final-stage');
		expect(listRules(TWO, makeBuild({ target: 'dev' }))).toContain('4 git-in-image');
		expect(listRules(TWO, makeBuild({}))).toContain('4 git-in-image');
	});

	test('may be a number', () => {
		expect(listRules(TWO, makeBuild({ target: '0' }))).not.toContain('4 git-in-image');
		expect(listRules(TWO, makeBuild({ target: '1' }))).toContain('4 git-in-image');
	});

	test.each([null, 'gone'])('%s: rules that ask for the final stage say nothing, others go on', (target) => {
		const rules = listRules(`${TWO}MAINTAINER me\n`, makeBuild({ target }));
		expect(rules).not.toContain('4 git-in-image');
		expect(rules).toContain('5 maintainer-deprecated');
	});
});

describe('a suppression where the target is no stage of the file', () => {
	const build = makeBuild({ target: 'gone' });

	test('of a rule that asks for the final stage is not called unused', () => {
		expect(listRules('# drydock ignore=runs-as-root a test\nFROM alpine:3.22\n', build)).toEqual([]);
	});

	test('of a check of BuildKit is', () => {
		const text = '# drydock ignore=maintainer-deprecated a test\nFROM alpine:3.22\n';
		expect(listRules(text, build)).toEqual(['1 unused-suppression']);
	});
});

describe('the arguments of a build', () => {
	const BASED = 'ARG BASE\nFROM ${BASE}\nRUN apt-get install -y git\n';

	test('not given: a warning says how, and all other rules go on', () => {
		const findings = lintBuilds(BASED, makeBuild({}));
		expect(findings[0]).toBe(
			'2 invalid-default-arg-in-from: Without arguments `${BASE}` is empty: give a default or pass `--build-arg BASE=…`.',
		);
		expect(findings.join()).toContain('3 git-in-image');
		expect(findings.join()).not.toMatch(/syntax|pin-base-image/);
	});

	test.each([
		['ARG TAG\nFROM debian:${TAG}\n'],
		['ARG A=\nARG B\nFROM $A/$B\n'],
		['ARG P\nFROM --platform=$P debian:12\n'],
		['ARG BASE\nFROM ${BASE:?which}\n'],
		['ARG BASE\nFROM ${BASE} AS a\nFROM a\n'],
		['FROM debian:12\nARG PORT\nEXPOSE $PORT\n'],
		['FROM debian:12\nARG WHAT\nCOPY $WHAT /x\n'],
		['ARG S\nFROM debian:12\nARG S\nSTOPSIGNAL $S\n'],
	])('that somebody may give are no fault of the file: %j', (text) => {
		expect(listRules(text, makeBuild({})).filter((line) => line.endsWith('syntax'))).toEqual([]);
	});

	test.each([
		['FROM ${BASE}\n', '1 syntax'],
		['ARG A\nFROM a b c d\n', '2 syntax'],
		['ARG TAG\nFROM debian:$TAG\nSTOPSIGNAL nonsense\n', '3 syntax'],
	])('change nothing here: %j', (text, expected) => {
		expect(listRules(text, makeBuild({}))).toContain(expected);
	});

	test('take the place of defaults, in FROM and in stages', () => {
		const text = 'ARG TAG=3.22\nFROM alpine:$TAG\nARG TAG\nARG DIR=srv\nRUN true\nWORKDIR ${DIR}\n';
		expect(listRules(text, makeBuild({}))).toEqual(['6 workdir-relative-path']);
		const given = new Map([
			['TAG', 'latest'],
			['DIR', '/srv'],
		]);
		expect(listRules(text, makeBuild({ args: given }))).toEqual(['2 pin-base-image']);
	});

	test('that are given and not known make a value unknown', () => {
		const text = 'ARG TAG=latest\nFROM alpine:$TAG\n';
		expect(listRules(text, makeBuild({}))).toEqual(['2 pin-base-image']);
		expect(listRules(text, makeBuild({ args: new Map([['TAG', null]]) }))).toEqual([]);
	});

	test('that no ARG declares give nothing', () => {
		const args = new Map([['TAG', '3']]);
		expect(listRules('FROM alpine:$TAG\n', makeBuild({ args }))).toContain('1 syntax');
	});
});

describe('contexts with a name', () => {
	test('are no images without a tag', () => {
		const text = 'FROM base\nCOPY --from=assets /a /b\n';
		expect(listRules(text, makeBuild({}))).toContain('1 pin-base-image');
		expect(listRules(text, makeBuild({ contexts: ['base', 'assets'] }))).toEqual([]);
	});

	test('take the place of a stage: what that one does is not in the image', () => {
		const text = 'FROM alpine:3.22 AS base\nRUN apk add --no-cache git\nFROM base\nCMD ["app"]\n';
		expect(listRules(text, makeBuild({}))).toContain('2 git-in-image');
		expect(listRules(text, makeBuild({ contexts: ['base'] }))).not.toContain('2 git-in-image');
	});
});

describe('a file that is built in several ways', () => {
	const run = makeBuild({ target: 'run' }, 'run');
	const dev = makeBuild({ target: 'dev' }, 'dev');

	test('tells once what is so for all', () => {
		const findings = lintBuilds(`${TWO}MAINTAINER me\n`, run, dev);
		expect(findings.filter((line) => line.includes('maintainer'))).toEqual([
			expect.not.stringContaining('only'),
		]);
	});

	test('says for which build a thing is so', () => {
		const [finding] = lintBuilds(TWO, run, dev).filter((line) => line.includes('git-in-image'));
		expect(finding).toMatch(/ So for `dev` only\.$/);
	});

	test('names three of many', () => {
		const many = ['a', 'b', 'c', 'd', 'e'].map((name) => makeBuild({ target: 'dev' }, name));
		const [finding] = lintBuilds(TWO, run, ...many).filter((line) => line.includes('git-in-image'));
		expect(finding).toMatch(/ So for `a`, `b`, `c` and 2 more only\.$/);
	});

	test('names all where there are three', () => {
		const three = ['a', 'b', 'c'].map((name) => makeBuild({ target: 'dev' }, name));
		const [finding] = lintBuilds(TWO, run, ...three).filter((line) => line.includes('git-in-image'));
		expect(finding).toMatch(/ So for `a`, `b`, `c` only\.$/);
	});

	test('counts a build once that a rule says the same of twice, and only offers what mends it', () => {
		const rule = defineRule({
			id: 'git-in-image',
			topic: 'linter',
			severity: 'info',
			summary: 'Nothing is there',
			messages: { here: 'Here.' },
			dockerfile({ stages, report }) {
				if (stages.final?.name?.text !== 'dev') return;
				const span = { start: 0, end: 'FROM'.length };
				const fix = { title: 'Change it', kind: 'safe', edits: [{ span, text: 'ADD' }] } as const;
				report('here', span, { fix });
				report('here', span, { fix });
			},
		});
		const findings = lint({ path: 'Dockerfile', text: TWO }, { builds: [run, dev], rules: [rule] });
		expect(findings.map(({ message, fix }) => [message, fix?.kind])).toEqual([
			['Here. So for `dev` only.', 'offered'],
		]);
	});

	test('keeps a suppression that one of them needs', () => {
		const silenced = '# drydock ignore=git-in-image,build-tools-in-final-stage a tool of ours\nRUN';
		const text = TWO.replace('RUN', silenced).replace('CMD', 'USER 1000\nCMD');
		expect(listRules(text, run, dev)).toEqual([]);
		expect(listRules(text, run)).toEqual(['5 unused-suppression', '5 unused-suppression']);
	});

	test('has a syntax error where all of them are refused', () => {
		expect(listRules('FROM alpine:3.22\nCOPPY a b\n', run, dev)).toEqual(['2 syntax']);
	});

	test('has no syntax error where only one of them is refused', () => {
		const text = 'ARG TAG=3\nFROM alpine:$TAG\nRUN true\n';
		expect(listRules(text, makeBuild({ args: new Map([['TAG', '']]) }, 'a'), run)).toEqual([]);
	});
});

describe('a suppression of a rule that needs the build context', () => {
	const text =
		'FROM debian:12\n# drydock ignore=git-directory-in-context the history is shown\nCOPY . /srv\n';

	test('is not called unused where there is none', () => {
		expect(lint({ path: 'Dockerfile', text })).toEqual([]);
	});

	test('is used or unused as the context has it', () => {
		const listReported = (context: BuildContext) =>
			lint({ path: 'Dockerfile', text }, { context }).map(({ rule }) => rule);
		expect(listReported(contextOf({ 'a.js': '' }))).toEqual([]);
		const noRepository = { ...contextOf({ 'a.js': '' }), isRepository: false };
		expect(listReported(noRepository)).toEqual(['unused-suppression']);
	});
});

test('one syntax error at most, the one at which BuildKit stops', () => {
	const rules = listRules('FROMM a\nFRM b\nRUN <<EOF\nnever closed\n', makeBuild({}));
	expect(rules).toEqual(['3 syntax']);
	expect(listRules('FROM a\nFRM b\nFRN c\n', makeBuild({}))).toEqual(['2 syntax']);
});
