import { sleepAsWait } from '#core/rules/deploy-times/sleep-as-wait.ts';
import { markedTest, ruleTest } from '../rule-test.ts';

ruleTest(sleepAsWait, {
	reports: [
		{
			name: 'a pause before the server',
			text: 'FROM node:24\nENTRYPOINT sleep 10 && node server.js\n',
			findings: [
				{
					text: 'sleep 10',
					at: [2, 12],
					message:
						'`sleep 10` before `node` is guesswork. Let `depends_on` wait for `service_healthy`, or retry until it answers.',
				},
			],
		},
		{
			name: 'JSON form',
			text: 'FROM node:24\nCMD ["sh", "-c", "sleep 5; exec node \\"server.js\\""]\n',
			findings: [
				{
					text: 'sleep 5',
					at: [2, 19],
					message:
						'`sleep 5` before `node` is guesswork. Let `depends_on` wait for `service_healthy`, or retry until it answers.',
				},
			],
		},
		{
			name: 'a pause in the middle',
			text: 'FROM node:24\nCMD ./migrate && /bin/sleep 2.5 && ./serve\n',
			findings: [
				{
					text: '/bin/sleep 2.5',
					at: [2, 18],
					message:
						'`sleep 2.5` before `serve` is guesswork. Let `depends_on` wait for `service_healthy`, or retry until it answers.',
				},
			],
		},
		{
			name: 'a variable',
			text: 'FROM node:24\ncmd sleep ${WAIT:-10} && node server.js\n',
			findings: [
				{
					text: 'sleep ${WAIT:-10}',
					at: [2, 5],
					message:
						'`sleep ${WAIT:-10}` before `node` is guesswork. Let `depends_on` wait for `service_healthy`, or retry until it answers.',
				},
			],
		},
		{
			name: 'several lines with a comment',
			text: 'FROM node:24\r\nCMD sleep 3 && \\\r\n  # now\r\n  node server.js\r\n',
			findings: [
				{
					text: 'sleep 3',
					at: [2, 5],
					message:
						'`sleep 3` before `node` is guesswork. Let `depends_on` wait for `service_healthy`, or retry until it answers.',
				},
			],
		},
		{
			name: 'a start script from the context',
			text: 'FROM node:24\nCOPY start.sh /start.sh\nENTRYPOINT ["/start.sh"]\n',
			files: { 'start.sh': '#!/bin/sh\necho waiting\nsleep 15\nexec node server.js\n' },
			findings: [
				{
					text: '"/start.sh"',
					at: [3, 13],
					message:
						'`start.sh` runs `sleep 15` (line 3) before `node`. Wait for `service_healthy`, or retry until it answers.',
				},
			],
		},
		{
			name: 'a loop that is over before',
			text: 'FROM node:24\nCMD for a in 1 2; do echo $a; done; sleep 4; node .\n',
			findings: [
				{
					text: 'sleep 4',
					at: [2, 37],
					message:
						'`sleep 4` before `node` is guesswork. Let `depends_on` wait for `service_healthy`, or retry until it answers.',
				},
			],
		},
		{
			name: 'compose: a list and a text',
			text: 'services:\n  web:\n    image: node:24\n    command: ["sh", "-c", "sleep 10 && node ."]\n  api:\n    image: node:24\n    entrypoint: sh -c "sleep 5 && node ."\n',
			path: 'compose.yaml',
			findings: [
				{
					text: 'sleep 10',
					at: [4, 28],
					message:
						'`sleep 10` before `node` is guesswork. Let `depends_on` wait for `service_healthy`, or retry until it answers.',
				},
				{
					text: 'sleep 5',
					at: [7, 24],
					message:
						'`sleep 5` before `node` is guesswork. Let `depends_on` wait for `service_healthy`, or retry until it answers.',
				},
			],
		},
		{
			name: 'a condition under which something is started, or waited for',
			text: 'FROM a:1\nCMD if [ "$DB" ]; then echo "warning: not recommended"; db & sleep 5; fi; exec serve\nCMD if [ "$DB" ]; then echo "Warning: waiting for the database"; sleep 6; fi; exec serve\n',
			findings: [
				{
					text: 'sleep 5',
					at: [2, 62],
					message:
						'`sleep 5` before `serve` is guesswork. Let `depends_on` wait for `service_healthy`, or retry until it answers.',
				},
				{
					text: 'sleep 6',
					at: [3, 66],
					message:
						'`sleep 6` before `serve` is guesswork. Let `depends_on` wait for `service_healthy`, or retry until it answers.',
				},
			],
		},
		{
			name: 'ONBUILD, another escape character',
			text: '# escape=`\nFROM node:24\nONBUILD CMD sleep `\n  9 && node .\n',
			findings: [
				{
					text: 'sleep `\n  9',
					at: [3, 13],
					message:
						'`sleep 9` before `node` is guesswork. Let `depends_on` wait for `service_healthy`, or retry until it answers.',
				},
			],
		},
	],
	passes: [
		{
			name: 'time to read a warning that a function words',
			text: 'FROM a:1\nCOPY start.sh /start.sh\nCMD ["/start.sh"]\n',
			files: {
				'start.sh': 'if [ "$(id -u)" != 0 ]; then\n  warn "$(yell Not root)"\n  sleep 3\nfi\nexec serve\n',
			},
		},
		{
			name: 'time to read a warning',
			text: 'FROM a:1\nCMD if [ -z "$KEY" ]; then echo "WARNING: KEY is not set"; sleep 5; fi; exec serve\n',
		},
		{
			name: 'time to read a warning of several lines in a start script',
			text: 'FROM a:1\nCOPY start.sh /start.sh\nCMD ["/start.sh"]\n',
			files: {
				'start.sh':
					'#!/bin/sh\ncase $MODE in\n  old) log_warn "$MODE goes away"; cat >&2 <<EOF\nThis mode is deprecated.\nEOF\n    sleep 10 ;;\nesac\nexec serve\n',
			},
		},
		{ name: 'the time that is left until the end', text: 'FROM a:1\nCMD sleep 30; poweroff -f\n' },
		{ name: 'a pause too short to wait for anything', text: 'FROM a:1\nCMD sleep .001; exec serve\n' },
		{
			name: 'a pause in a loop that asks',
			text: 'FROM a:1\nCMD until nc -z db 5432; do sleep .001; done; exec serve\n',
		},
		{ name: 'nothing behind the pause', text: 'FROM node:24\nCMD sleep infinity\n' },
		{
			name: 'a container kept alive',
			text: 'FROM node:24\nCMD ["sh", "-c", "trap : TERM; sleep infinity & wait"]\n',
		},
		{
			name: 'a loop that asks again',
			text: 'FROM node:24\nCMD until nc -z db 5432; do sleep 1; done; exec node server.js\n',
		},
		{
			name: 'a loop in a start script',
			text: 'FROM node:24\nCOPY start.sh /\nCMD ["/start.sh"]\n',
			files: { 'start.sh': 'while ! nc -z db 5432\ndo\n  sleep 1\ndone\nexec node .\n' },
		},
		{ name: 'a pause after the command', text: 'FROM node:24\nCMD node server.js; sleep 5\n' },
		{ name: 'a pause in a RUN', text: 'FROM node:24\nRUN sleep 5 && node build.js\n' },
		{ name: 'the word in a text', text: 'FROM node:24\nCMD echo "sleep 5" && node .\n' },
		{ name: 'a message behind it', text: 'FROM node:24\nCMD sleep 5 && echo bye\n' },
		{
			name: 'compose: a pause that is all there is',
			text: 'services:\n  web:\n    image: node:24\n    command: sleep 3600\n',
			path: 'compose.yaml',
		},
	],
});

markedTest(sleepAsWait, [
	'FROM a\nCMD echo $(sleep 5; date) && node x\n',
	'FROM a\nCMD f() { sleep 5; }; node x\n',
	'FROM a\nCMD «sleep 5» && $APP\n',
	'FROM a\nCMD sleep 1 1d && node x\n',
	'FROM a\nCMD «sleep 1 2» && node x\n',
]);
