import { expect, test } from 'vitest';
import { lint } from '#core/lint/lint.ts';
import { credentialsInUrl } from '#core/rules/git-in-containers/credentials-in-url.ts';
import { markedTest, ruleTest } from '../rule-test.ts';

const password =
	'Everyone who has the image can read the password in this address. Take it from a secret mount, and change it.';
const atStart =
	'Everyone who has the image can read the password in this address. Set it when the container starts, and change it.';
const token =
	'Everyone who has the image can read the token in this address. Take it from a secret mount, and revoke it.';

ruleTest(credentialsInUrl, {
	reports: [
		{
			name: 'says what helps: the build needs a mount, the container a variable at its start',
			text: 'FROM a:1\nENV PIP_INDEX_URL=https://u:p@example.com/x\nENV SRC=https://u:p@example.com/y\nRUN curl $SRC\n',
			findings: [
				{ text: 'https://u:p@', at: [2, 19], message: password },
				{ text: 'https://u:p@', at: [3, 9], message: password },
			],
		},
		{
			name: 'finds passwords in any instruction and scheme',
			text: [
				'FROM a:1',
				'RUN curl -f "https://user:pw@example.com/x" && redis-cli -u redis://:pw@db',
				'ENV DATABASE_URL=postgres://u:p@db/x',
				'ADD https://u:p@example.com/x /x',
				'ONBUILD RUN git clone ssh://u:p@example.com/x',
				'CMD ["app", "--db", "amqp://u:p@mq"]',
				'',
			].join('\n'),
			findings: [
				{ text: 'https://user:pw@', at: [2, 14], message: password },
				{ text: 'redis://:pw@', at: [2, 61], message: password },
				{ text: 'postgres://u:p@', at: [3, 18], message: atStart },
				{ text: 'https://u:p@', at: [4, 5], message: password },
				{ text: 'ssh://u:p@', at: [5, 23], message: password },
				{ text: 'amqp://u:p@', at: [6, 22], message: atStart },
			],
		},
		{
			name: 'finds a token in the place of the user',
			text: 'FROM a:1\nRUN pip install git+https://canary0not0a0secret@example.com/x\nLABEL source="https://canary0not0a0secret:@example.com/x"\n',
			findings: [
				{ text: 'git+https://canary0not0a0secret@', at: [2, 17], message: token },
				{ text: 'https://canary0not0a0secret:@', at: [3, 15], message: token },
			],
		},
		{
			name: 'follows variables that an ARG or ENV of the stage declares',
			text: 'FROM a:1\nARG TOKEN\nENV PW=x\nRUN git clone https://$TOKEN@example.com/x\nRUN curl https://u:${PW}@example.com\n',
			findings: [
				{ text: 'https://$TOKEN@', at: [4, 15], message: token },
				{ text: 'https://u:${PW}@', at: [5, 10], message: password },
			],
		},
		{
			name: 'reads heredocs of RUN and COPY',
			text: 'FROM a:1\nRUN <<EOF\ncurl https://u:p@example.com\nEOF\nCOPY <<EOF /etc/app.conf\ndb = mysql://u:p@db\nEOF\n',
			findings: [
				{ text: 'https://u:p@', at: [3, 6], message: password },
				{ text: 'mysql://u:p@', at: [6, 6], message: password },
			],
		},
		{
			name: 'joins an address that goes over two lines, with CRLF, a BOM and another escape character',
			text: '\uFEFF# escape=`\r\nFROM a:1\r\nRUN curl https://u:`\r\np@example.com\r\n',
			findings: [{ text: 'https://u:`\r\np@', at: [3, 10], message: password }],
		},
		{
			name: 'finds a token that comes with a word for a password',
			text: 'FROM a:1\nrun git clone https://canary0not0a0secret0at0all:x-oauth-basic@example.com/x\n',
			findings: [{ text: 'https://canary0not0a0secret0at0all:x-oauth-basic@', at: [2, 15], message: token }],
		},
	],
	passes: [
		{
			name: 'a variable that the shell sets',
			text: 'FROM a:1\nRUN T=$(cat /run/secrets/t) && git clone https://$T@example.com/x && curl https://u:$T@example.com\n',
		},
		{
			name: 'a variable that a secret mount sets, even where an ARG has its name',
			text: 'FROM a:1\nARG TOKEN\nRUN --mount=type=secret,id=t,env=TOKEN git clone https://$TOKEN@example.com/x\n',
		},
		{
			name: 'a command put in place',
			text: 'FROM a:1\nRUN git clone https://$(cat /run/secrets/t)@example.com/x\nRUN git clone "https://u:`cat /run/secrets/t`@example.com/x"\n',
		},
		{
			name: 'a user without a password',
			text: 'FROM a:1\nRUN git clone ssh://git@example.com/x && pip install git+https://git@example.com/x git+ssh://me@example.com/x\n',
		},
		{
			name: 'an @ in a path, a query or a scoped package',
			text: 'FROM a:1\nRUN curl https://example.com/a@b https://example.com?x=a:b@c http://h:80/@scope/x\n',
		},
		{
			name: 'placeholders',
			text: 'FROM a:1\nRUN printf "https://%s@example.com" x; echo "https://<token>@example.com" "https://{user}:{password}@example.com"\n',
		},
		{
			name: 'a global ARG that the stage does not take over',
			text: 'ARG TOKEN\nFROM a:1\nRUN git clone https://$TOKEN@example.com/x\n',
		},
		{
			name: 'comments',
			text: '# https://u:p@example.com\nFROM a:1\nRUN a \\\n  # https://u:p@example.com\n  b\n',
		},
	],
});

markedTest(credentialsInUrl, [
	'FROM a\nRUN git clone https://myorganisation@dev.azure.com/p/_git/r\n',
	'FROM a\nRUN git clone «https://ghp0123456789abcdefghij:$PASS@»example.com/x\n',
	'FROM a\nRUN git clone https://user:$PASS@example.com/x\n',
	'FROM a\nRUN curl «https://${U:-x}:secret@»example.com\n',
	'FROM a\nRUN curl https://${U:-x}@example.com\n',
	'FROM a\nARG A=x\nRUN curl https://u:$A$B@example.com\n',
	'FROM a\nARG A=x\nRUN curl «https://u:$A@»example.com\n',
	'FROM a\nRUN curl https://example.com/ && mail u:p@example.com\n',
]);

const DB = 'postgres://u:secret@db/d';

test.each([
	[`ENV DB=${DB}`, true],
	[`ENV DB=${DB}\nRUN make\nRUN echo $DB`, false],
	[`ENV A=1 DB=${DB} B=2\nRUN make\nRUN echo $DB`, false],
	[`ENV A=1 DB=${DB} B=2\nRUN echo $A $B`, true],
	[`ENV PIP_INDEX_URL=${DB}`, false],
	[`ARG DB=${DB}`, false],
	[`RUN load ${DB}`, false],
	[`CMD serve ${DB}`, true],
	[`ENTRYPOINT ["serve", "${DB}"]`, true],
	[`HEALTHCHECK CMD ask ${DB}`, true],
])('%s: whether only the container uses it: %s', (line, isForStart) => {
	const findings = lint({ path: 'Dockerfile', text: `FROM a\n${line}\n` }, { rules: [credentialsInUrl] });
	expect(findings.map(({ message }) => message.includes('when the container starts'))).toEqual([isForStart]);
});

test.each([
	['ENV DB=postgres://app:low-tide-7@db/app', ['error']],
	['ENV DB=postgres://app:password@db/app', ['error']],
	['ENV DB=postgres://postgres:postgres@localhost/app', ['error']],
	['RUN curl https://u:changeme@example.com', ['error']],
	['RUN DATABASE_URL=postgres://user:password@localhost:5432/db prisma generate', []],
	['RUN DATABASE_URL=postgres://user:low-tide-7@localhost:5432/db prisma generate', ['error']],
	[
		'ENV DB=postgres://app:xxxx@db A=https://u:your-password@example.com B=https://your-token@example.com',
		[],
	],
	['ENV DB=postgres://app:${PW}@db/app', []],
	['RUN sed -i "s@http://example.com@https://mirror.example.com@g" /etc/apt/sources.list', []],
	['ARG PW=low-tide\nENV DB=postgres://app:${PW}@db/app', ['error']],
])('%s weighs %j', (line, severities) => {
	const findings = lint({ path: 'Dockerfile', text: `FROM a\n${line}\n` }, { rules: [credentialsInUrl] });
	expect(findings.map(({ severity }) => severity)).toEqual(severities);
});
