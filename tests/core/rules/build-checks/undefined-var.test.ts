import { undefinedVar } from '#core/rules/build-checks/undefined-var.ts';
import { ruleTest } from '../rule-test.ts';

ruleTest(undefinedVar, {
	reports: [
		{
			name: 'a name that nothing declares',
			text: 'FROM scratch\nCOPY $FOO /\n',
			findings: [
				{
					text: '$FOO',
					at: [2, 6],
					message:
						'`$FOO` is not declared in this stage: unless the base image sets it, it is empty, or what its default says.',
				},
			],
		},
		{
			name: 'a misspelt name',
			text: 'FROM scratch\nARG VERSION=1\nLABEL v=$VERSON\n',
			findings: [
				{
					text: '$VERSON',
					at: [3, 9],
					message: '`$VERSON` is not declared in this stage. Is `$VERSION` meant?',
				},
			],
		},
		{
			name: 'a name that widely used bases set: no other one is meant',
			text: 'FROM golang:1.25\nWORKDIR $GOPATH/src\n',
			findings: [
				{
					text: '$GOPATH/src',
					at: [2, 9],
					message:
						'`$GOPATH` is not declared in this stage: unless the base image sets it, it is empty, or what its default says.',
				},
			],
		},
		{
			name: 'in ENV, both key and value',
			text: 'FROM scratch\nENV a$b=$c\n',
			findings: [
				{
					text: 'a$b',
					at: [2, 5],
					message:
						'`$b` is not declared in this stage: unless the base image sets it, it is empty, or what its default says.',
				},
				{
					text: '$c',
					at: [2, 9],
					message:
						'`$c` is not declared in this stage: unless the base image sets it, it is empty, or what its default says.',
				},
			],
		},
		{
			name: 'in braces with a default',
			text: 'FROM scratch\nENV a=${b:-c}\n',
			findings: [
				{
					text: '${b:-c}',
					at: [2, 7],
					message:
						'`$b` is not declared in this stage: unless the base image sets it, it is empty, or what its default says.',
				},
			],
		},
		{
			name: 'an ARG of another stage',
			text: 'FROM scratch\nARG X=1\nFROM scratch\nENV a=$X\n',
			findings: [
				{
					text: '$X',
					at: [4, 7],
					message:
						'`$X` is not declared in this stage: unless the base image sets it, it is empty, or what its default says.',
				},
			],
		},
		{
			name: 'a global ARG that is not declared again',
			text: 'ARG X=1\nFROM scratch\nENV a=$X\n',
			findings: [
				{
					text: '$X',
					at: [3, 7],
					message:
						'`$X` is not declared in this stage: unless the base image sets it, it is empty, or what its default says.',
				},
			],
		},
		{
			name: 'in a heredoc of COPY',
			text: 'FROM scratch\nCOPY <<EOF /a\nhello $NAME\nEOF\n',
			findings: [
				{
					text: '$NAME',
					at: [3, 7],
					message:
						'`$NAME` is not declared in this stage: unless the base image sets it, it is empty, or what its default says.',
				},
			],
		},
		{
			name: 'in USER, WORKDIR and VOLUME',
			text: 'FROM scratch\nUSER a$x\nWORKDIR /$y\nVOLUME /$z\n',
			findings: [
				{
					text: 'a$x',
					at: [2, 6],
					message:
						'`$x` is not declared in this stage: unless the base image sets it, it is empty, or what its default says.',
				},
				{
					text: '/$y',
					at: [3, 9],
					message:
						'`$y` is not declared in this stage: unless the base image sets it, it is empty, or what its default says.',
				},
				{
					text: '/$z',
					at: [4, 8],
					message:
						'`$z` is not declared in this stage: unless the base image sets it, it is empty, or what its default says.',
				},
			],
		},
		{
			name: 'in a mount',
			text: 'FROM scratch\nRUN --mount=type=cache,target=/c,id=$x a\n',
			findings: [
				{
					text: 'type=cache,target=/c,id=$x',
					at: [2, 13],
					message:
						'`$x` is not declared in this stage: unless the base image sets it, it is empty, or what its default says.',
				},
			],
		},
		{
			name: 'a later pair of the same ENV',
			text: 'FROM scratch\nENV a=1 b=$a\n',
			findings: [
				{
					text: '$a',
					at: [2, 11],
					message:
						'`$a` is not declared in this stage: unless the base image sets it, it is empty, or what its default says.',
				},
			],
		},
		{
			name: 'with CRLF and a byte order mark',
			text: '\ufeffFROM scratch\r\nADD $x /\r\n',
			findings: [
				{
					text: '$x',
					at: [2, 5],
					message:
						'`$x` is not declared in this stage: unless the base image sets it, it is empty, or what its default says.',
				},
			],
		},
		{
			name: 'at the value, also on another line',
			text: 'FROM scratch\nLABEL a=b \\\n# c\n  c=$d\n',
			findings: [
				{
					text: '$d',
					at: [4, 5],
					message:
						'`$d` is not declared in this stage: unless the base image sets it, it is empty, or what its default says.',
				},
			],
		},
		{
			name: 'an ONBUILD where it runs',
			text: 'FROM scratch AS a\nONBUILD ENV a=$b\nFROM a\n',
			findings: [
				{
					text: 'FROM',
					at: [3, 1],
					message:
						'`$b` is not declared in this stage: unless the base image sets it, it is empty, or what its default says.',
				},
			],
		},
		{
			name: 'the proxy variables and the platform, not declared',
			text: 'FROM scratch\nENV a=$HTTP_PROXY b=$TARGETARCH\n',
			findings: [
				{
					text: '$HTTP_PROXY',
					at: [2, 7],
					message:
						'`$HTTP_PROXY` is not declared in this stage: unless the base image sets it, it is empty, or what its default says.',
				},
				{
					text: '$TARGETARCH',
					at: [2, 21],
					message:
						'`$TARGETARCH` is not declared in this stage: unless the base image sets it, it is empty, or what its default says.',
				},
			],
		},
		{
			name: 'in lower case',
			text: 'from scratch\nexpose 80\nuser a$x\n',
			findings: [
				{
					text: 'a$x',
					at: [3, 6],
					message:
						'`$x` is not declared in this stage: unless the base image sets it, it is empty, or what its default says.',
				},
			],
		},
		{
			name: 'in chown',
			text: 'FROM scratch\nCOPY --chown=$u a b\n',
			findings: [
				{
					text: '$u',
					at: [2, 14],
					message:
						'`$u` is not declared in this stage: unless the base image sets it, it is empty, or what its default says.',
				},
			],
		},
		{
			name: 'in double quotes',
			text: 'FROM scratch\nENV a="$b"\n',
			findings: [
				{
					text: '"$b"',
					at: [2, 7],
					message:
						'`$b` is not declared in this stage: unless the base image sets it, it is empty, or what its default says.',
				},
			],
		},
	],
	passes: [
		{
			name: 'an ENV before',
			text: 'FROM scratch\nENV a=b\nENV c=$a\n',
		},
		{
			name: 'an ARG without a value',
			text: 'FROM scratch\nARG a\nENV b=$a\n',
		},
		{
			name: 'an earlier name in the same ARG',
			text: 'FROM scratch\nARG a=1 b=$a\n',
		},
		{
			name: 'a base stage',
			text: 'FROM scratch AS x\nENV a=b\nFROM x\nENV c=$a\n',
		},
		{
			name: 'an ARG of a base stage',
			text: 'FROM scratch AS x\nARG a=b\nFROM x\nENV c=$a\n',
		},
		{
			name: 'PATH',
			text: 'FROM scratch\nENV PATH=/x:$PATH\n',
		},
		{
			name: 'the shell',
			text: 'FROM scratch\nRUN echo $foo\nCMD echo $bar\nENTRYPOINT ["$x"]\n',
		},
		{
			name: 'a heredoc of RUN',
			text: 'FROM scratch\nRUN <<EOF\necho $x\nEOF\n',
		},
		{
			name: 'a quoted heredoc',
			text: 'FROM scratch\nCOPY <<"EOF" /a\n$x\nEOF\n',
		},
		{
			name: 'an escaped dollar',
			text: 'FROM scratch\nENV a=\\$b\n',
		},
		{
			name: 'single quotes',
			text: "FROM scratch\nENV a='$b'\n",
		},
		{
			name: 'the escape character ` too',
			text: '# escape=`\nFROM scratch\nENV a=`$b\n',
		},
		{
			name: 'declared platform arguments',
			text: 'FROM scratch\nARG TARGETARCH\nENV a=$TARGETARCH\n',
		},
		{
			name: 'a global ARG declared again',
			text: 'ARG X=1\nFROM scratch\nARG X\nENV a=$X\n',
		},
		{
			name: 'an ONBUILD that nothing builds on',
			text: 'FROM scratch\nONBUILD ENV a=$b\n',
		},
		{
			name: 'where the file says so',
			text: '# check=skip=UndefinedVar\nFROM scratch\nENV a=$b\n',
		},
	],
});
