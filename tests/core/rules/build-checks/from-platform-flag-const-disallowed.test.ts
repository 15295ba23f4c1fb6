import { fromPlatformFlagConstDisallowed } from '#core/rules/build-checks/from-platform-flag-const-disallowed.ts';
import { ruleTest } from '../rule-test.ts';

ruleTest(fromPlatformFlagConstDisallowed, {
	reports: [
		{
			name: 'a fixed platform',
			text: 'FROM --platform=linux/amd64 scratch\n',
			findings: [
				{
					text: '--platform=linux/amd64',
					at: [1, 6],
					message:
						'`--platform=linux/amd64` ties this stage to one platform. Use `$BUILDPLATFORM`, or name the platform in the stage name.',
				},
			],
		},
		{
			name: 'an architecture alone',
			text: 'FROM --platform=arm64 scratch AS x\n',
			findings: [
				{
					text: '--platform=arm64',
					at: [1, 6],
					message:
						'`--platform=arm64` ties this stage to one platform. Use `$BUILDPLATFORM`, or name the platform in the stage name.',
				},
			],
		},
		{
			name: 'a system alone',
			text: 'FROM --platform=linux scratch\n',
			findings: [
				{
					text: '--platform=linux',
					at: [1, 6],
					message:
						'`--platform=linux` ties this stage to one platform. Use `$BUILDPLATFORM`, or name the platform in the stage name.',
				},
			],
		},
		{
			name: 'in quotes',
			text: 'FROM --platform="linux/amd64" scratch\n',
			findings: [
				{
					text: '--platform="linux/amd64"',
					at: [1, 6],
					message:
						'`--platform=linux/amd64` ties this stage to one platform. Use `$BUILDPLATFORM`, or name the platform in the stage name.',
				},
			],
		},
		{
			name: 'in lower case',
			text: 'from --platform=linux/arm/v7 scratch\n',
			findings: [
				{
					text: '--platform=linux/arm/v7',
					at: [1, 6],
					message:
						'`--platform=linux/arm/v7` ties this stage to one platform. Use `$BUILDPLATFORM`, or name the platform in the stage name.',
				},
			],
		},
		{
			name: 'another name for it',
			text: 'FROM --platform=x86_64 scratch\n',
			findings: [
				{
					text: '--platform=x86_64',
					at: [1, 6],
					message:
						'`--platform=x86_64` ties this stage to one platform. Use `$BUILDPLATFORM`, or name the platform in the stage name.',
				},
			],
		},
		{
			name: 'with CRLF and a byte order mark',
			text: '\ufeffFROM --platform=linux/amd64 scratch\r\n',
			findings: [
				{
					text: '--platform=linux/amd64',
					at: [1, 6],
					message:
						'`--platform=linux/amd64` ties this stage to one platform. Use `$BUILDPLATFORM`, or name the platform in the stage name.',
				},
			],
		},
		{
			name: 'at the flag, also on another line',
			text: 'FROM \\\n  --platform=linux/amd64 scratch\n',
			findings: [
				{
					text: '--platform=linux/amd64',
					at: [2, 3],
					message:
						'`--platform=linux/amd64` ties this stage to one platform. Use `$BUILDPLATFORM`, or name the platform in the stage name.',
				},
			],
		},
		{
			name: 'each stage by itself',
			text: 'FROM --platform=linux/amd64 scratch AS a\nFROM --platform=$BUILDPLATFORM scratch AS b\nFROM --platform=linux/arm64 scratch AS c\n',
			findings: [
				{
					text: '--platform=linux/amd64',
					at: [1, 6],
					message:
						'`--platform=linux/amd64` ties this stage to one platform. Use `$BUILDPLATFORM`, or name the platform in the stage name.',
				},
				{
					text: '--platform=linux/arm64',
					at: [3, 6],
					message:
						'`--platform=linux/arm64` ties this stage to one platform. Use `$BUILDPLATFORM`, or name the platform in the stage name.',
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
			name: 'an argument',
			text: 'ARG P=linux/amd64\nFROM --platform=$P scratch\n',
		},
		{
			name: 'a stage named after the architecture',
			text: 'FROM --platform=linux/amd64 scratch AS build-amd64\n',
		},
		{
			name: 'a stage named after the system',
			text: 'FROM --platform=linux/arm64 scratch AS linux-x\n',
		},
		{
			name: 'no platform',
			text: 'FROM scratch\n',
		},
		{
			name: 'an empty platform',
			text: 'FROM --platform= scratch\n',
		},
		{
			name: 'a heredoc',
			text: 'FROM scratch\nRUN <<EOF\nFROM --platform=linux/amd64 x\nEOF\n',
		},
		{
			name: 'where the file says so',
			text: '# check=skip=FromPlatformFlagConstDisallowed\nFROM --platform=linux/amd64 scratch\n',
		},
	],
});
