import { redundantTargetPlatform } from '#core/rules/build-checks/redundant-target-platform.ts';
import { ruleTest } from '../rule-test.ts';

ruleTest(redundantTargetPlatform, {
	reports: [
		{
			name: 'the target platform',
			text: 'FROM --platform=$TARGETPLATFORM scratch\n',
			findings: [
				{
					text: '--platform=$TARGETPLATFORM',
					at: [1, 6],
					message: '`--platform=$TARGETPLATFORM` asks for what `FROM` takes anyway; leave it out.',
				},
			],
		},
		{
			name: 'in braces',
			text: 'FROM --platform=${TARGETPLATFORM} scratch\n',
			findings: [
				{
					text: '--platform=${TARGETPLATFORM}',
					at: [1, 6],
					message: '`--platform=${TARGETPLATFORM}` asks for what `FROM` takes anyway; leave it out.',
				},
			],
		},
		{
			name: 'in quotes',
			text: 'FROM --platform="$TARGETPLATFORM" scratch\n',
			findings: [
				{
					text: '--platform="$TARGETPLATFORM"',
					at: [1, 6],
					message: '`--platform=$TARGETPLATFORM` asks for what `FROM` takes anyway; leave it out.',
				},
			],
		},
		{
			name: 'in lower case',
			text: 'from --platform=$TARGETPLATFORM scratch\n',
			findings: [
				{
					text: '--platform=$TARGETPLATFORM',
					at: [1, 6],
					message: '`--platform=$TARGETPLATFORM` asks for what `FROM` takes anyway; leave it out.',
				},
			],
		},
		{
			name: 'with a default that is not needed',
			text: 'FROM --platform=${TARGETPLATFORM:-linux} scratch\n',
			findings: [
				{
					text: '--platform=${TARGETPLATFORM:-linux}',
					at: [1, 6],
					message: '`--platform=${TARGETPLATFORM:-linux}` asks for what `FROM` takes anyway; leave it out.',
				},
			],
		},
		{
			name: 'in each stage',
			text: 'FROM --platform=$TARGETPLATFORM scratch AS a\nFROM --platform=$TARGETPLATFORM scratch AS b\n',
			findings: [
				{
					text: '--platform=$TARGETPLATFORM',
					at: [1, 6],
					message: '`--platform=$TARGETPLATFORM` asks for what `FROM` takes anyway; leave it out.',
				},
				{
					text: '--platform=$TARGETPLATFORM',
					at: [2, 6],
					message: '`--platform=$TARGETPLATFORM` asks for what `FROM` takes anyway; leave it out.',
				},
			],
		},
		{
			name: 'with CRLF and a byte order mark',
			text: '\ufeffFROM --platform=$TARGETPLATFORM scratch\r\n',
			findings: [
				{
					text: '--platform=$TARGETPLATFORM',
					at: [1, 6],
					message: '`--platform=$TARGETPLATFORM` asks for what `FROM` takes anyway; leave it out.',
				},
			],
		},
		{
			name: 'at the flag, also on another line',
			text: 'FROM \\\n# c\n --platform=$TARGETPLATFORM scratch\n',
			findings: [
				{
					text: '--platform=$TARGETPLATFORM',
					at: [3, 2],
					message: '`--platform=$TARGETPLATFORM` asks for what `FROM` takes anyway; leave it out.',
				},
			],
		},
	],
	passes: [
		{
			name: 'the build platform',
			text: 'FROM --platform=$BUILDPLATFORM scratch\n',
		},
		{
			name: 'no platform',
			text: 'FROM scratch\n',
		},
		{
			name: 'an own argument',
			text: 'ARG P=linux\nFROM --platform=$P scratch\n',
		},
		{
			name: 'more than the variable',
			text: 'FROM --platform=${TARGETPLATFORM:+linux/arm64} scratch\n',
		},
		{
			name: 'parts of it',
			text: 'FROM --platform=$TARGETOS/$TARGETARCH scratch\n',
		},
		{
			name: 'a constant, even where the target is set to the same one',
			text: 'ARG TARGETPLATFORM=linux/amd64\nFROM --platform=linux/amd64 scratch\n',
		},
		{
			name: 'a copy',
			text: 'FROM scratch\nCOPY a $TARGETPLATFORM/\n',
		},
		{
			name: 'a heredoc',
			text: 'FROM scratch\nRUN <<EOF\nFROM --platform=$TARGETPLATFORM x\nEOF\n',
		},
		{
			name: 'where the file says so',
			text: '# check=skip=RedundantTargetPlatform\nFROM --platform=$TARGETPLATFORM scratch\n',
		},
	],
});
