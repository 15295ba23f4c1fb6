import { invalidDefaultArgInFrom } from '#core/rules/build-checks/invalid-default-arg-in-from.ts';
import { ruleTest } from '../rule-test.ts';

ruleTest(invalidDefaultArgInFrom, {
	reports: [
		{
			name: 'no default',
			text: 'ARG V\nFROM debian:$V\n',
			findings: [
				{
					text: 'debian:$V',
					at: [2, 6],
					message:
						'Without build arguments `debian:$V` is `debian:`, which is no image name. Give the `ARG` a default.',
				},
				{ text: 'debian:$V', at: [2, 6], message: '`debian:` is no name for an image' },
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
						'Without build arguments `debian:${V}` is `debian:`, which is no image name. Give the `ARG` a default.',
				},
				{ text: 'debian:${V}', at: [2, 6], message: '`debian:` is no name for an image' },
			],
		},
		{
			name: 'nothing left of the name',
			text: 'ARG B\nFROM $B\n',
			findings: [
				{
					text: '$B',
					at: [2, 6],
					message: 'Without build arguments `$B` is ``, which is no image name. Give the `ARG` a default.',
				},
				{ text: '$B', at: [2, 6], message: 'the name of the base image is empty: `$B`' },
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
						'Without build arguments `debian:$v` is `debian:`, which is no image name. Give the `ARG` a default.',
				},
				{ text: 'debian:$v', at: [2, 6], message: '`debian:` is no name for an image' },
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
						'Without build arguments `$B` is `Debian`, which is no image name. Give the `ARG` a default.',
				},
				{ text: '$B', at: [2, 6], message: '`Debian` is no name for an image' },
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
						'Without build arguments `debian:$V` is `debian:`, which is no image name. Give the `ARG` a default.',
				},
				{ text: 'debian:$V', at: [2, 6], message: '`debian:` is no name for an image' },
				{
					text: 'alpine:$V',
					at: [4, 6],
					message:
						'Without build arguments `alpine:$V` is `alpine:`, which is no image name. Give the `ARG` a default.',
				},
				{ text: 'alpine:$V', at: [4, 6], message: '`alpine:` is no name for an image' },
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
						'Without build arguments `debian:$V` is `debian:`, which is no image name. Give the `ARG` a default.',
				},
				{ text: 'debian:$V', at: [2, 6], message: '`debian:` is no name for an image' },
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
						'Without build arguments `debian:$V` is `debian:`, which is no image name. Give the `ARG` a default.',
				},
				{ text: 'debian:$V', at: [4, 2], message: '`debian:` is no name for an image' },
			],
		},
		{
			name: 'a name that no ARG declares',
			text: 'FROM debian:$V\n',
			findings: [
				{
					text: 'debian:$V',
					at: [1, 6],
					message:
						'Without build arguments `debian:$V` is `debian:`, which is no image name. Give the `ARG` a default.',
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
