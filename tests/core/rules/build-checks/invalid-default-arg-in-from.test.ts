import { invalidDefaultArgInFrom } from '#core/rules/build-checks/invalid-default-arg-in-from.ts';
import { ruleTest } from '../rule-test.ts';

ruleTest(invalidDefaultArgInFrom, {
	reports: [
		{
			name: 'a name in capitals, and one that no image can have',
			text: 'FROM Debian:12\nFROM a//b\n',
			findings: [
				{
					text: 'Debian:12',
					at: [1, 6],
					message: '`Debian:12` is no image name: write it in lower case.',
				},
				{ text: 'Debian:12', at: [1, 6], message: '`Debian:12` is no name for an image' },
				{ text: 'a//b', at: [2, 6], message: '`a//b` is no image name.' },
			],
		},
		{
			name: 'no default',
			text: 'ARG V\nFROM debian:$V\n',
			findings: [
				{
					text: 'debian:$V',
					at: [2, 6],
					message:
						'Without arguments `debian:$V` is `debian:`, no image name: give a default or pass `--build-arg V=…`.',
				},
			],
		},
		{
			name: 'an empty default',
			text: 'ARG V=\nFROM debian:${V}\n',
			findings: [
				{
					text: 'debian:${V}',
					at: [2, 6],
					message:
						'Without arguments `debian:${V}` is `debian:`, no image name: give a default or pass `--build-arg V=…`.',
				},
			],
		},
		{
			name: 'nothing left of the name',
			text: 'ARG B\nFROM $B\n',
			findings: [
				{
					text: '$B',
					at: [2, 6],
					message: 'Without arguments `$B` is empty: give a default or pass `--build-arg B=…`.',
				},
			],
		},
		{
			name: 'in lower case',
			text: 'arg v\nfrom debian:$v\n',
			findings: [
				{
					text: 'debian:$v',
					at: [2, 6],
					message:
						'Without arguments `debian:$v` is `debian:`, no image name: give a default or pass `--build-arg v=…`.',
				},
			],
		},
		{
			name: 'a default with capitals',
			text: 'ARG B=Debian\nFROM $B\n',
			findings: [
				{
					text: '$B',
					at: [2, 6],
					message:
						'Without arguments `$B` is `Debian`, no image name: give a default or pass `--build-arg B=…`.',
				},
			],
		},
		{
			name: 'each stage by itself',
			text: 'ARG V\nFROM debian:$V AS a\nFROM scratch AS b\nFROM alpine:$V AS c\n',
			findings: [
				{
					text: 'debian:$V',
					at: [2, 6],
					message:
						'Without arguments `debian:$V` is `debian:`, no image name: give a default or pass `--build-arg V=…`.',
				},
				{
					text: 'alpine:$V',
					at: [4, 6],
					message:
						'Without arguments `alpine:$V` is `alpine:`, no image name: give a default or pass `--build-arg V=…`.',
				},
			],
		},
		{
			name: 'with CRLF and a byte order mark',
			text: '\ufeffARG V\r\nFROM debian:$V\r\n',
			findings: [
				{
					text: 'debian:$V',
					at: [2, 6],
					message:
						'Without arguments `debian:$V` is `debian:`, no image name: give a default or pass `--build-arg V=…`.',
				},
			],
		},
		{
			name: 'at the name, also on another line',
			text: 'ARG V\nFROM \\\n# c\n debian:$V\n',
			findings: [
				{
					text: 'debian:$V',
					at: [4, 2],
					message:
						'Without arguments `debian:$V` is `debian:`, no image name: give a default or pass `--build-arg V=…`.',
				},
			],
		},
		{
			name: 'a name that no ARG declares',
			text: 'FROM debian:$V\n',
			findings: [
				{
					text: 'debian:$V',
					at: [1, 6],
					message: '`debian:$V` is `debian:`, no image name.',
				},
				{ text: 'debian:$V', at: [1, 6], message: '`debian:` is no name for an image' },
			],
		},
	],
	passes: [
		{
			name: 'a default',
			text: 'ARG V=12\nFROM debian:$V\n',
		},
		{
			name: 'a default in the braces',
			text: 'ARG V\nFROM debian:${V:-12}\n',
		},
		{
			name: 'a suffix that may be missing',
			text: 'ARG V\nFROM debian$V\n',
		},
		{
			name: 'a name without variables',
			text: 'FROM scratch\n',
		},
		{
			name: 'an earlier stage',
			text: 'FROM scratch AS a\nFROM a\n',
		},
		{
			name: 'a default made of another',
			text: 'ARG A=12\nARG B=$A-slim\nFROM debian:$B\n',
		},
		{
			name: 'the platform in the name',
			text: 'FROM debian:$TARGETARCH\n',
		},
		{
			name: 'a heredoc',
			text: 'FROM scratch\nRUN <<EOF\nFROM debian:$V\nEOF\n',
		},
	],
});
