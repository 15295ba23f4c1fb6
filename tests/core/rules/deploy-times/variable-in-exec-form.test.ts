import { variableInExecForm } from '#core/rules/deploy-times/variable-in-exec-form.ts';
import { markedTest, ruleTest } from '../rule-test.ts';

ruleTest(variableInExecForm, {
	reports: [
		{
			name: 'CMD',
			text: 'FROM debian:trixie-slim\nCMD ["node", "server.js", "--port", "$PORT"]\n',
			findings: [
				{
					text: '$PORT',
					at: [2, 38],
					message:
						'No shell runs here, so the program gets `$PORT` as it stands. Write `["sh", "-c", "exec …"]`.',
				},
			],
		},
		{
			name: 'braces',
			text: 'FROM debian:trixie-slim\nCMD ["gunicorn", "--bind", "0.0.0.0:${PORT}", "app:app"]\n',
			findings: [
				{
					text: '${PORT}',
					at: [2, 37],
					message:
						'No shell runs here, so the program gets `${PORT}` as it stands. Write `["sh", "-c", "exec …"]`.',
				},
			],
		},
		{
			name: 'a default',
			text: 'FROM debian:trixie-slim\nCMD ["uvicorn", "app:app", "--port", "${PORT:-8000}"]\n',
			findings: [
				{
					text: '${PORT:-8000}',
					at: [2, 39],
					message:
						'No shell runs here, so the program gets `${PORT:-8000}` as it stands. Write `["sh", "-c", "exec …"]`.',
				},
			],
		},
		{
			name: 'ENTRYPOINT',
			text: 'FROM debian:trixie-slim\nENTRYPOINT ["/tides", "--home=$HOME"]\n',
			findings: [
				{
					text: '$HOME',
					at: [2, 31],
					message:
						'No shell runs here, so the program gets `$HOME` as it stands. Write `["sh", "-c", "exec …"]`.',
				},
			],
		},
		{
			name: 'the program itself',
			text: 'FROM debian:trixie-slim\nENTRYPOINT ["$JAVA_HOME/bin/java", "-jar", "/a.jar"]\n',
			findings: [
				{
					text: '$JAVA_HOME',
					at: [2, 14],
					message:
						'No shell runs here, so the program gets `$JAVA_HOME` as it stands. Write `["sh", "-c", "exec …"]`.',
				},
			],
		},
		{
			name: 'Java without braces',
			text: 'FROM debian:trixie-slim\nENTRYPOINT ["java", "$JAVA_OPTS", "-jar", "/a.jar"]\n',
			findings: [
				{
					text: '$JAVA_OPTS',
					at: [2, 22],
					message:
						'No shell runs here, so the program gets `$JAVA_OPTS` as it stands. Write `["sh", "-c", "exec …"]`.',
				},
			],
		},
		{
			name: 'a variable that ENV sets',
			text: 'FROM debian:trixie-slim\nENV PORT=80\nCMD ["python3", "-m", "http.server", "$PORT"]\n',
			findings: [
				{
					text: '$PORT',
					at: [3, 39],
					message:
						'No shell runs here, so the program gets `$PORT` as it stands. Write `["sh", "-c", "exec …"]`.',
				},
			],
		},
		{
			name: 'a CMD behind an ENTRYPOINT',
			text: 'FROM debian:trixie-slim\nENTRYPOINT ["/tides"]\nCMD ["--port=$PORT"]\n',
			findings: [
				{
					text: '$PORT',
					at: [3, 14],
					message:
						'No shell runs here, so the program gets `$PORT` as it stands. Write `["sh", "-c", "exec …"]`.',
				},
			],
		},
		{
			name: 'an init before the program',
			text: 'FROM debian:trixie-slim\nENTRYPOINT ["tini", "--", "/tides", "$PORT"]\n',
			findings: [
				{
					text: '$PORT',
					at: [2, 38],
					message:
						'No shell runs here, so the program gets `$PORT` as it stands. Write `["sh", "-c", "exec …"]`.',
				},
			],
		},
		{
			name: 'two words',
			text: 'FROM debian:trixie-slim\nCMD ["/tides", "$A", "$B"]\n',
			findings: [
				{
					text: '$A',
					at: [2, 17],
					message:
						'No shell runs here, so the program gets `$A` as it stands. Write `["sh", "-c", "exec …"]`.',
				},
				{
					text: '$B',
					at: [2, 23],
					message:
						'No shell runs here, so the program gets `$B` as it stands. Write `["sh", "-c", "exec …"]`.',
				},
			],
		},
		{
			name: 'an earlier stage',
			text: 'FROM debian:trixie-slim AS run\nCMD ["/tides", "$A"]\nFROM run\n',
			findings: [
				{
					text: '$A',
					at: [2, 17],
					message:
						'No shell runs here, so the program gets `$A` as it stands. Write `["sh", "-c", "exec …"]`.',
				},
			],
		},
		{
			name: 'ONBUILD',
			text: 'FROM debian:trixie-slim\nONBUILD CMD ["/tides", "$A"]\n',
			findings: [
				{
					text: '$A',
					at: [2, 25],
					message:
						'No shell runs here, so the program gets `$A` as it stands. Write `["sh", "-c", "exec …"]`.',
				},
			],
		},
		{
			name: 'a file in place of code',
			text: 'FROM debian:trixie-slim\nCMD ["node", "server.js", "$PORT"]\n',
			findings: [
				{
					text: '$PORT',
					at: [2, 28],
					message:
						'No shell runs here, so the program gets `$PORT` as it stands. Write `["sh", "-c", "exec …"]`.',
				},
			],
		},
	],
	passes: [
		{
			name: 'sh -c',
			text: 'FROM debian:trixie-slim\nCMD ["sh", "-c", "exec node server.js --port $PORT"]\n',
		},
		{
			name: 'bash -c behind an init',
			text: 'FROM debian:trixie-slim\nENTRYPOINT ["tini", "--", "bash", "-c", "exec node . $PORT"]\n',
		},
		{ name: 'shell form', text: 'FROM debian:trixie-slim\nCMD node server.js --port $PORT\n' },
		{ name: 'no variable', text: 'FROM debian:trixie-slim\nCMD ["node", "server.js"]\n' },
		{
			name: 'an end of line in a pattern',
			text: 'FROM debian:trixie-slim\nCMD ["grep", "^tides$", "/etc/hosts"]\n',
		},
		{ name: 'a number', text: 'FROM debian:trixie-slim\nCMD ["awk", "{print $1}"]\n' },
		{
			name: 'code of another language',
			text: 'FROM debian:trixie-slim\nCMD ["perl", "-e", "print $ENV{PORT}"]\n',
		},
		{ name: 'code for Node', text: 'FROM debian:trixie-slim\nCMD ["node", "-e", "console.log(`${x}`)"]\n' },
		{ name: 'an escaped dollar', text: 'FROM debian:trixie-slim\nCMD ["/tides", "\\\\$PORT"]\n' },
		{
			name: 'a CMD behind a shell',
			text: 'FROM debian:trixie-slim\nENTRYPOINT ["sh", "-c"]\nCMD ["exec node . $PORT"]\n',
		},
		{
			name: 'a CMD behind a script',
			text: 'FROM debian:trixie-slim\nENTRYPOINT ["/docker-entrypoint.sh"]\nCMD ["--port=$PORT"]\n',
		},
		{
			name: 'a CMD behind an ENTRYPOINT in shell form',
			text: 'FROM debian:trixie-slim\nENTRYPOINT exec /tides\nCMD ["$PORT"]\n',
		},
		{
			name: 'a program that replaces it itself',
			text: 'FROM debian:trixie-slim\nCMD ["nginx", "-g", "set $root /srv;"]\n',
		},
		{
			name: 'a placeholder of a framework in Java',
			text: 'FROM debian:trixie-slim\nCMD ["java", "-Dserver.port=${PORT}", "-jar", "/a.jar"]\n',
		},
		{ name: 'a template', text: 'FROM debian:trixie-slim\nCMD ["/tides", "--format", "{{ $x }}"]\n' },
		{ name: 'env -S', text: 'FROM debian:trixie-slim\nENTRYPOINT ["env", "-S", "/tides ${PORT}"]\n' },
	],
});

markedTest(variableInExecForm, [
	'FROM a\nENTRYPOINT ["java", "-jar"]\nCMD ["${X}.jar"]\n',
	'FROM a\nENTRYPOINT ["java", "-jar", "«$X».jar"]\n',
	'FROM a\nENTRYPOINT ["/sbin/tini", "--", "/entrypoint.sh"]\nCMD ["$X"]\n',
	'FROM a\nENTRYPOINT ["node"]\nCMD ["«$X»"]\n',
	'FROM a\nENTRYPOINT node\nCMD ["$X"]\n',
	'FROM a\nCMD node "$X"\n',
]);
