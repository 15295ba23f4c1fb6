import { expect, test } from 'vitest';
import { lint } from '#core/lint/lint.ts';
import { chownDoublesFiles } from '#core/rules/base-images/chown-doubles-files.ts';
import { contextOf, markedTest, ruleTest } from '../rule-test.ts';

ruleTest(chownDoublesFiles, {
	reports: [
		{
			name: 'a copied folder',
			text: 'FROM debian:trixie-slim\nCOPY app /srv/app\nRUN chown -R 1000 /srv/app\n',
			findings: [
				{
					text: 'chown -R 1000 /srv/app',
					at: [3, 5],
					message: '`chown -R` stores all that line 2 copied a second time. Write `COPY --chown=…` there.',
				},
			],
		},
		{
			name: 'an owner taken from a file',
			text: 'FROM debian:trixie-slim\nCOPY app /srv/app\nRUN chown -R --reference=/etc /srv/app\n',
			findings: [
				{
					text: 'chown -R --reference=/etc /srv/app',
					at: [3, 5],
					message: '`chown -R` stores all that line 2 copied a second time. Write `COPY --chown=…` there.',
				},
			],
		},
		{
			name: 'a folder above it',
			text: 'FROM debian:trixie-slim\nCOPY app /srv/app/\nRUN chown -R 1000:1000 /srv\n',
			findings: [
				{
					text: 'chown -R 1000:1000 /srv',
					at: [3, 5],
					message: '`chown -R` stores all that line 2 copied a second time. Write `COPY --chown=…` there.',
				},
			],
		},
		{
			name: 'once for each layer, however often it changes',
			text: 'FROM debian:trixie-slim\nCOPY app /srv/app\nRUN chown -R 1000 /srv/app && chmod -R 770 /srv/app\n',
			findings: [
				{
					text: 'chown -R 1000 /srv/app',
					at: [3, 5],
					message: '`chown -R` stores all that line 2 copied a second time. Write `COPY --chown=…` there.',
				},
			],
		},
		{
			name: 'the working folder',
			text: 'FROM debian:trixie-slim\nWORKDIR /srv\nCOPY . .\nRUN chown -R node:node .\n',
			findings: [
				{
					text: 'chown -R node:node .',
					at: [4, 5],
					message: '`chown -R` stores all that line 3 copied a second time. Write `COPY --chown=…` there.',
				},
			],
		},
		{
			name: 'chmod',
			text: 'FROM debian:trixie-slim\nCOPY app /srv/app\nRUN chmod -R 755 /srv/app\n',
			findings: [
				{
					text: 'chmod -R 755 /srv/app',
					at: [3, 5],
					message: '`chmod -R` stores all that line 2 copied a second time. Write `COPY --chmod=…` there.',
				},
			],
		},
		{
			name: 'options in any form',
			text: 'FROM debian:trixie-slim\nCOPY app /srv/app\nRUN chown --recursive --no-dereference 1000 /srv/app\n',
			findings: [
				{
					text: 'chown --recursive --no-dereference 1000 /srv/app',
					at: [3, 5],
					message: '`chown -R` stores all that line 2 copied a second time. Write `COPY --chown=…` there.',
				},
			],
		},
		{
			name: 'a later command of the RUN',
			text: 'FROM debian:trixie-slim\nCOPY app /srv/app\nRUN useradd tides && chown -R tides /srv/app\n',
			findings: [
				{
					text: 'chown -R tides /srv/app',
					at: [3, 22],
					message: '`chown -R` stores all that line 2 copied a second time. Write `COPY --chown=…` there.',
				},
			],
		},
		{
			name: 'files of another stage',
			text: 'FROM golang:1.26 AS build\nRUN go build -o /out/ ./...\nFROM debian:trixie-slim\nCOPY --from=build /out /opt/tides\nRUN chown -R 1000 /opt/tides\n',
			findings: [
				{
					text: 'chown -R 1000 /opt/tides',
					at: [5, 5],
					message: '`chown -R` stores all that line 4 copied a second time. Write `COPY --chown=…` there.',
				},
			],
		},
		{
			name: 'ADD of an archive',
			text: 'FROM debian:trixie-slim\nADD tides.tar.gz /opt/tides/\nRUN chown -R 1000 /opt/tides\n',
			findings: [
				{
					text: 'chown -R 1000 /opt/tides',
					at: [3, 5],
					message: '`chown -R` stores all that line 2 copied a second time. Write `ADD --chown=…` there.',
				},
			],
		},
		{
			name: 'a folder entered first',
			text: 'FROM debian:trixie-slim\nCOPY app /srv/app\nRUN cd /srv && chown -R 1000 app\n',
			findings: [
				{
					text: 'chown -R 1000 app',
					at: [3, 16],
					message: '`chown -R` stores all that line 2 copied a second time. Write `COPY --chown=…` there.',
				},
			],
		},
		{
			name: 'a variable for the folder',
			text: 'FROM debian:trixie-slim\nARG HOME_DIR=/srv/app\nCOPY app $HOME_DIR\nRUN chown -R 1000 $HOME_DIR\n',
			findings: [
				{
					text: 'chown -R 1000 $HOME_DIR',
					at: [4, 5],
					message: '`chown -R` stores all that line 3 copied a second time. Write `COPY --chown=…` there.',
				},
			],
		},
		{
			name: 'a part that the context has',
			text: 'FROM debian:trixie-slim\nCOPY . /srv\nRUN chown -R 1000 /srv/data\n',
			files: { 'data/a.bin': 'x' },
			findings: [
				{
					text: 'chown -R 1000 /srv/data',
					at: [3, 5],
					message:
						'`chown -R` stores what line 2 copied to `/srv/data` a second time. Write `COPY --chown=…` there.',
				},
			],
		},
		{
			name: 'one of two files',
			text: 'FROM debian:trixie-slim\nCOPY one.bin two.bin /srv/\nRUN chown -R 1000 /srv/two.bin\n',
			findings: [
				{
					text: 'chown -R 1000 /srv/two.bin',
					at: [3, 5],
					message:
						'`chown -R` stores what line 2 copied to `/srv/two.bin` a second time. Write `COPY --chown=…` there.',
				},
			],
		},
		{
			name: 'two of two files',
			text: 'FROM debian:trixie-slim\nCOPY one.bin two.bin /srv/\nRUN chown -R 1000 /srv/two.bin /srv/one.bin /srv\n',
			findings: [
				{
					text: 'chown -R 1000 /srv/two.bin /srv/one.bin /srv',
					at: [3, 5],
					message: '`chown -R` stores all that line 2 copied a second time. Write `COPY --chown=…` there.',
				},
			],
		},
		{
			name: 'everything in the folder',
			text: 'FROM debian:trixie-slim\nCOPY app /srv/app\nRUN chown -R 1000 /srv/app/*\n',
			findings: [
				{
					text: 'chown -R 1000 /srv/app/*',
					at: [3, 5],
					message: '`chown -R` stores all that line 2 copied a second time. Write `COPY --chown=…` there.',
				},
			],
		},
		{
			name: 'a stage that the last one is built on',
			text: 'FROM debian:trixie-slim AS run\nCOPY app /srv/app\nRUN chown -R 1000 /srv/app\nFROM run\nCMD ["/srv/app/tides"]\n',
			findings: [
				{
					text: 'chown -R 1000 /srv/app',
					at: [3, 5],
					message: '`chown -R` stores all that line 2 copied a second time. Write `COPY --chown=…` there.',
				},
			],
		},
		{
			name: 'sudo before it',
			text: 'FROM debian:trixie-slim\nCOPY app /srv/app\nRUN sudo chown -R 1000 /srv/app\n',
			findings: [
				{
					text: 'sudo chown -R 1000 /srv/app',
					at: [3, 5],
					message: '`chown -R` stores all that line 2 copied a second time. Write `COPY --chown=…` there.',
				},
			],
		},
	],
	passes: [
		{
			name: 'an owner in the COPY',
			text: 'FROM debian:trixie-slim\nCOPY --chown=1000 app /srv/app\nRUN chown -R 1000 /srv/app\n',
		},
		{
			name: 'a mode in the COPY',
			text: 'FROM debian:trixie-slim\nCOPY --chmod=755 app /srv/app\nRUN chmod -R 755 /srv/app\n',
		},
		{
			name: 'another folder',
			text: 'FROM debian:trixie-slim\nCOPY app /srv/app\nRUN mkdir /data && chown -R 1000 /data\n',
		},
		{
			name: 'a folder that the context does not have',
			text: 'FROM debian:trixie-slim\nCOPY . /srv\nRUN mkdir /srv/data && chown -R 1000 /srv/data\n',
			files: { 'a.js': 'x' },
		},
		{
			name: 'a part where no context is known',
			text: 'FROM debian:trixie-slim\nCOPY . /srv\nRUN chown -R 1000 /srv/data\n',
		},
		{
			name: 'a stage that is not final',
			text: 'FROM debian:trixie-slim AS build\nCOPY app /srv/app\nRUN chown -R 1000 /srv/app\nFROM debian:trixie-slim\nCOPY --from=build /srv /srv\n',
		},
		{
			name: 'the folder alone, not what is in it',
			text: 'FROM debian:trixie-slim\nCOPY app /srv/app\nRUN chown 1000 /srv/app\n',
		},
		{
			name: 'one script made executable',
			text: 'FROM debian:trixie-slim\nCOPY start.sh /start.sh\nRUN chmod +x /start.sh\n',
		},
		{
			name: 'a few lines of text',
			text: 'FROM debian:trixie-slim\nCOPY nginx.conf /etc/nginx/nginx.conf\nRUN chown -R 1000 /etc/nginx\n',
		},
		{
			name: 'a change before the copy',
			text: 'FROM debian:trixie-slim\nRUN mkdir /srv/app && chown -R 1000 /srv/app\nCOPY app /srv/app\n',
		},
		{
			name: 'a heredoc',
			text: 'FROM debian:trixie-slim\nCOPY <<EOF /srv/app/hello\nhi\nEOF\nRUN chown -R 1000 /srv/app\n',
		},
		{
			name: 'a folder that only the build knows',
			text: 'FROM debian:trixie-slim\nARG DIR\nCOPY app $DIR\nRUN chown -R 1000 $DIR\n',
		},
		{
			name: 'what is mounted',
			text: 'FROM debian:trixie-slim\nCOPY app /srv/app\nRUN --mount=type=cache,target=/srv/app/cache chown -R 1000 /srv/app/cache\n',
			files: { 'app/cache/x': '1' },
		},
		{
			name: 'another command with -R',
			text: 'FROM debian:trixie-slim\nCOPY app /srv/app\nRUN ls -R /opt /srv/app\n',
		},
		{
			name: 'names handed over by another command',
			text: 'FROM debian:trixie-slim\nCOPY app /srv/app\nRUN find /data | xargs chown -R 1000\n',
		},
	],
});

markedTest(chownDoublesFiles, [
	'FROM a\nCOPY . /app\nRUN «chown -R x /app /other»\n',
	'FROM a\nCOPY . /app\nRUN «chown -R x /other /app»\n',
	'FROM a\nCOPY . /app\nRUN chown x /app && chown -R x /other\n',
	'FROM a\nCOPY . /app\nRUN chown x /app\n',
]);

markedTest(chownDoublesFiles, [
	{ text: 'FROM a\nCOPY rc /opt/x/.rc\nRUN chmod -R 777 /opt/x\n', files: { rc: 'channels: [tides]\n' } },
	{ text: 'FROM a\nCOPY tool /opt/x/tool\nRUN «chmod -R 777 /opt/x»\n', files: { tool: 'x'.repeat(70_000) } },
	{ text: 'FROM a\nCOPY conf.d /srv/\nRUN chown -R 1 /srv/conf.d\n', files: { 'conf.d/a.bin': '' } },
	{ text: 'FROM a\nCOPY conf.d /srv/\nRUN «chown -R 1 /srv/conf.d»\n', files: { 'conf.d': '' } },
]);

test('names the part that is there, and no folder whose files were copied', () => {
	const text = 'FROM a\nCOPY bin.d tool /srv/\nRUN chown -R 1 /srv/bin.d /srv/tool\n';
	const context = contextOf({ 'bin.d/a.bin': '', tool: '' });
	const findings = lint({ path: 'Dockerfile', text }, { rules: [chownDoublesFiles], context });
	expect(findings.map(({ message }) => message)).toEqual([
		'`chown -R` stores what line 2 copied to `/srv/tool` a second time. Write `COPY --chown=…` there.',
	]);
});
