import { describe, expect, test } from 'vitest';
import { parseDockerfile } from '#core/dockerfile/parse.ts';
import { DockerfileFacts } from '#core/image/facts.ts';
import { installAtStart } from '#core/rules/deploy-times/install-at-start.ts';
import { contextOf, markedTest } from '../rules/rule-test.ts';

const CONTEXT = {
	'start.sh': 'in-context',
	'bin/serve': 'in-bin',
	'ignored.sh': 'ignored',
	'package.json': JSON.stringify({ scripts: { start: 'serve-it', prestart: 'prepare', bad: 7 } }),
	'web/package.json': JSON.stringify({ scripts: { start: 'web-start' } }),
	'null/package.json': 'null',
	'broken/package.json': '{',
	'.dockerignore': 'ignored.sh\n',
};

/** The name and the programs of each script that the last `CMD` or `ENTRYPOINT` of the final stage starts. */
function listStarted(text: string, files?: Readonly<Record<string, string>>): [string, string][] {
	const facts = new DockerfileFacts(parseDockerfile(text).facts, files && contextOf(files));
	const stage = facts.stages.final;
	const { entrypoint, command } = stage ? facts.findStart(stage) : {};
	return [entrypoint, command].flatMap((start) =>
		start && stage
			? facts
					.listStartScripts(start, stage)
					.map(({ name, commands }): [string, string] => [name, commands.map((one) => one.name).join(' ')])
			: [],
	);
}

const START: [string, string] = ['start.sh', 'in-context'];

describe('the script that a start command runs', () => {
	test.each<[string, [string, string][]]>([
		['COPY start.sh /\nCMD ["/start.sh"]', [START]],
		['COPY start.sh /\nCMD /start.sh', [START]],
		['COPY start.sh /\nCMD ["sh", "/start.sh"]', [START]],
		['COPY start.sh /\nCMD ["sh", "-e", "/start.sh"]', [START]],
		['COPY start.sh /\nCMD . /start.sh', [START]],
		['COPY start.sh /\nCMD source /start.sh', [START]],
		['COPY start.sh /\nCMD exec "/start.sh"', [START]],
		['COPY start.sh /\nENTRYPOINT ["/start.sh"]', [START]],
		['COPY start.sh /\nENTRYPOINT ["/start.sh"]\nCMD ["serve"]', [START]],
		['COPY start.sh /\nENTRYPOINT ["sh", "-c"]\nCMD ["/start.sh"]', [START]],
		['COPY start.sh /usr/local/bin/\nCMD ["start.sh"]', [START]],
		['COPY start.sh /usr/bin/start\nCMD ["start"]', [START]],
		['COPY bin /usr/local/bin\nCMD ["serve"]', [['bin/serve', 'in-bin']]],
		['WORKDIR /app\nCOPY . .\nCMD ["./start.sh"]', [START]],
		['WORKDIR /app\nCOPY . .\nCMD ["/app/start.sh"]', [START]],
		['WORKDIR /app\nCOPY start.sh .\nWORKDIR /other\nCMD ["./start.sh"]', []],
		['ADD start.sh /\nCMD ["/start.sh"]', [START]],
		['CMD ["/start.sh"]\nCOPY start.sh /', []],
		['RUN start.sh\nCMD ["/start.sh"]', []],
		['COPY . /\nCMD ["/ignored.sh"]', []],
		['COPY start.sh /opt/start\nCMD ["start"]', []],
		['WORKDIR $X\nCOPY start.sh .\nCMD ["./start.sh"]', []],
		['COPY <<EOF /start.sh\nin-heredoc\nEOF\nCMD ["/start.sh"]', [['/start.sh', 'in-heredoc']]],
		['WORKDIR /w\nCOPY <<EOF start.sh\nin-heredoc\nEOF\nCMD ["./start.sh"]', [['/w/start.sh', 'in-heredoc']]],
		['COPY <<EOF /other.sh\nin-heredoc\nEOF\nCMD ["/start.sh"]', []],
		['COPY start.sh /\nCOPY <<EOF /start.sh\nlater\nEOF\nCMD ["/start.sh"]', [['/start.sh', 'later']]],
		['COPY <<EOF /start.sh\nearlier\nEOF\nCOPY start.sh /\nCMD ["/start.sh"]', [START]],
	])('is found: %s', (steps, scripts) => {
		expect(listStarted(`FROM x\n${steps}\n`, CONTEXT)).toEqual(scripts);
	});

	test.each<[string, [string, string][]]>([
		['CMD ["npm", "start"]', [['package.json, script start', 'prepare serve-it']]],
		['CMD ["npm", "run", "start"]', [['package.json, script start', 'prepare serve-it']]],
		['CMD ["npm", "run-script", "start"]', [['package.json, script start', 'prepare serve-it']]],
		['CMD ["npm", "--silent", "start"]', [['package.json, script start', 'prepare serve-it']]],
		['CMD yarn start', [['package.json, script start', 'prepare serve-it']]],
		['CMD ["pnpm", "start"]', [['package.json, script start', 'prepare serve-it']]],
		['ENTRYPOINT ["npm"]\nCMD ["start"]', [['package.json, script start', 'prepare serve-it']]],
		['ENTRYPOINT ["npm"]', []],
		['CMD ["npm", "run", "other"]', []],
		['CMD ["npm", "run", "bad"]', []],
		['CMD ["npm"]', []],
	])('stands in package.json: %s', (start, scripts) => {
		expect(listStarted(`FROM x\nWORKDIR /app\nCOPY package.json ./\n${start}\n`, CONTEXT)).toEqual(scripts);
	});

	test.each<[string, [string, string][]]>([
		['web', [['web/package.json, script start', 'web-start']]],
		['null', []],
		['broken', []],
	])('stands in the package.json that is copied: %s', (folder, scripts) => {
		const text = `FROM x\nWORKDIR /app\nCOPY ${folder}/package.json ./\nCMD ["npm", "start"]\n`;
		expect(listStarted(text, CONTEXT)).toEqual(scripts);
	});

	test('comes with the stage that the final one is built on', () => {
		const text = 'FROM x AS base\nCOPY start.sh /\nCMD ["/start.sh"]\nFROM base\nRUN true\n';
		expect(listStarted(text, CONTEXT)).toEqual([START]);
	});

	test('needs a context, or a heredoc that shows it', () => {
		expect(listStarted('FROM x\nCOPY start.sh /\nCMD ["/start.sh"]\n')).toEqual([]);
		expect(listStarted('FROM x\nCOPY <<EOF /start.sh\nseen\nEOF\nCMD ["/start.sh"]\n')).toEqual([
			['/start.sh', 'seen'],
		]);
	});
});

describe('what a container starts', () => {
	const findStart = (text: string) => {
		const facts = new DockerfileFacts(parseDockerfile(text).facts);
		const start = facts.stages.final && facts.findStart(facts.stages.final);
		return [start?.entrypoint?.body.text, start?.command?.body.text];
	};

	test.each([
		['FROM x\nCMD a\nCMD b\n', [undefined, 'b']],
		['FROM x\nENTRYPOINT a\nENTRYPOINT b\nCMD c\n', ['b', 'c']],
		['FROM x AS base\nENTRYPOINT a\nCMD b\nFROM base\nCMD c\n', ['a', 'c']],
		['FROM x AS base\nENTRYPOINT a\nCMD b\nFROM base\n', ['a', 'b']],
		['FROM x AS base\nCMD b\nFROM base\nENTRYPOINT c\n', ['c', undefined]],
		['FROM x AS base\nONBUILD CMD b\nFROM base\n', [undefined, 'b']],
		['FROM x AS other\nCMD a\nFROM x\n', [undefined, undefined]],
	])('is the last of each: %j', (text, start) => {
		expect(findStart(text)).toEqual(start);
	});
});

const FETCHING = { go: 'npm ci\n', 'go.sh': 'npm ci\n', 'other.sh': 'echo\n' };

markedTest(
	installAtStart,
	[
		'COPY go /usr/local/bin/\nCMD [«"go"»]\n',
		'COPY go /opt/\nCMD ["go"]\n',
		'WORKDIR /x\nCOPY go /x/\nCMD ["go"]\n',
		'WORKDIR /x\nCOPY go /x/\nCMD [«"./go"»]\n',
		'WORKDIR /x\nCOPY go.sh .\nCMD [«"go.sh"»]\n',
		'WORKDIR /x\nCOPY go.sh /y/\nCMD ["./go.sh"]\n',
		'COPY go.sh /usr/bin/\nCMD [«"go.sh"»]\n',
		'COPY go.sh /\nCMD ["sh", "-e", «"/go.sh"»]\n',
		'COPY go.sh /\nCMD . «/go.sh»\n',
		'COPY go.sh /\nCMD $X\n',
		'CMD ["/go.sh"]\nCOPY go.sh /\n',
		'COPY go.sh /\nCOPY other.sh /go.sh\nCMD ["/go.sh"]\n',
		'COPY other.sh /go.sh\nCOPY go.sh /\nCMD [«"/go.sh"»]\n',
		'ARG W\nWORKDIR $W\nCOPY go.sh .\nCMD ["./go.sh"]\n',
		'ARG W\nWORKDIR $W\nCOPY go.sh /\nCMD [«"/go.sh"»]\n',
		'COPY <<E /x.sh\nnpm ci\nE\nCMD [«"/x.sh"»]\n',
		'WORKDIR /x\nCOPY <<E y.sh\nnpm ci\nE\nCMD [«"./y.sh"»]\n',
		'COPY <<E /x.sh\nnpm ci\nE\nCMD ["/y.sh"]\n',
		'COPY <<A <<B /x/\nnpm ci\nA\nnpm ci\nB\nCMD ["/x"]\n',
		'ARG W\nWORKDIR $W\nCOPY <<E y.sh\nnpm ci\nE\nCMD ["./y.sh"]\n',
		'ARG W\nWORKDIR $W\nCOPY <<E /y.sh\nnpm ci\nE\nCMD [«"/y.sh"»]\n',
	].map((lines) => ({ text: `FROM a\n${lines}`, files: FETCHING })),
);

markedTest(installAtStart, [
	'FROM a\nCOPY <<E /x.sh\nnpm ci\nE\nCMD [«"/x.sh"»]\n',
	'FROM a\nCOPY go.sh /\nCMD ["/go.sh"]\n',
	{
		text: 'FROM a\nCOPY . .\nCMD «npm start»\n',
		files: { 'package.json': '{"scripts":{"start":"npm ci && node ."}}' },
	},
	{
		text: 'FROM a\nCOPY . .\nCMD «npm start»\n',
		files: { 'package.json': '{"scripts":{"prestart":"npm ci","start":"node ."}}' },
	},
	{
		text: 'FROM a\nCOPY . .\nCMD npm start\n',
		files: { 'package.json': '{"scripts":{"start":"node .","test":"npm ci"}}' },
	},
	{ text: 'FROM a\nCOPY . .\nCMD npm start\n', files: { 'package.json': '{"scripts":' } },
	{
		text: 'FROM a\nCOPY . .\nCMD ["/go.sh"]\n',
		files: { 'go.sh': 'npm ci\n', '.dockerignore': 'go.sh\n' },
	},
]);
