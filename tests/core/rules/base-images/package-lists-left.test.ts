import { packageListsLeft } from '#core/rules/base-images/package-lists-left.ts';
import { markedTest, ruleTest } from '../rule-test.ts';

const LEFT = 'The package lists stay. End this `RUN` with `&& rm -rf /var/lib/apt/lists/*`.';

const BRACES =
	'The package lists stay: `/bin/sh` knows no braces. End this `RUN` with `&& rm -rf /var/lib/apt/lists/*`.';
const QUOTED =
	'The package lists stay: a quoted `*` stands for itself. End this `RUN` with `&& rm -rf /var/lib/apt/lists/*`.';
const read = (line: number) =>
	`The package lists stay for line ${line} to read. Update there too, and end both with \`rm -rf /var/lib/apt/lists/*\`.`;

ruleTest(packageListsLeft, {
	reports: [
		{
			name: 'lists that the next RUN reads, once',
			text: 'FROM debian:12\nRUN apt-get update && apt-get install -y git\nRUN apt-get install -y curl\nRUN apt-get install -y jq\n',
			findings: [{ text: 'apt-get install', at: [2, 23], message: read(3) }],
		},
		{
			name: 'two installs of one RUN, at the last',
			text: 'FROM debian:12\nRUN apt-get update && apt-get install -y git && apt-get install -y curl\n',
			findings: [{ text: 'apt-get install', at: [2, 49], message: LEFT }],
			fixed:
				'FROM debian:12\nRUN apt-get update && apt-get install -y git && apt-get install -y curl && rm -rf /var/lib/apt/lists/*\n',
		},
		{
			name: 'lists that two RUNs fetch, each its own',
			text: 'FROM debian:12\nRUN apt-get update && apt-get install -y git\nRUN apt-get update && apt-get install -y curl\n',
			findings: [
				{ text: 'apt-get install', at: [2, 23], message: LEFT },
				{ text: 'apt-get install', at: [3, 23], message: LEFT },
			],
		},
		{
			name: 'no fix where a heredoc with the line ends of Windows, whose update fails, may need the lists',
			text: 'FROM debian:12\r\nRUN apt-get update && apt-get install -y git\r\nRUN <<EOF\r\napt-get update\r\napt-get install -y curl\r\nEOF\r\n',
			findings: [
				{ text: 'apt-get install', at: [2, 23], message: LEFT },
				{ text: 'apt-get install', at: [5, 1], message: LEFT },
			],
			fixed:
				'FROM debian:12\r\nRUN apt-get update && apt-get install -y git\r\nRUN <<EOF\r\napt-get update\r\napt-get install -y curl\r\nEOF\r\n',
		},
		{
			name: 'braces that dash takes for a name',
			text: 'FROM debian:12\nRUN apt-get update && apt-get install -y git && rm -rf /var/lib/{apt,dpkg}/lists\n',
			findings: [{ text: 'apt-get install', at: [2, 23], message: BRACES }],
		},
		...['"/var/lib/apt/lists/*"', "'/var/lib/apt/lists/*'", '/var/lib/apt/lists/\\*'].map((word) => ({
			name: `${word}, which no file is called`,
			text: `FROM debian:12\nRUN apt-get update && apt-get install -y git && rm -rf ${word}\n`,
			findings: [{ text: 'apt-get install', at: [2, 23], message: QUOTED } as const],
		})),
		{
			name: 'lists that a RUN below installs from, and leaves them',
			text: 'FROM debian:12 AS base\nRUN apt-get update && apt-get install -y git\nFROM base\nRUN apt-get install -y curl\n',
			findings: [{ text: 'apt-get install', at: [2, 23], message: read(4) }],
			fixed:
				'FROM debian:12 AS base\nRUN apt-get update && apt-get install -y git\nFROM base\nRUN apt-get install -y curl\n',
		},
		{
			name: 'lists that a RUN of their own fetched, which no removal below frees',
			text: 'FROM debian:12\nRUN apt-get update\nRUN apt-get install -y git\n',
			findings: [
				{
					text: 'apt-get install',
					at: [3, 5],
					message:
						'The package lists stay in the layer of line 2. Update, install and `rm -rf /var/lib/apt/lists/*` in one `RUN`.',
				},
			],
			fixed: 'FROM debian:12\nRUN apt-get update\nRUN apt-get install -y git\n',
		},
		{
			name: 'lists left in the layer',
			text: 'FROM debian:12\nRUN apt-get update && apt-get install -y git\n',
			findings: [
				{
					text: 'apt-get install',
					at: [2, 23],
					message: 'The package lists stay. End this `RUN` with `&& rm -rf /var/lib/apt/lists/*`.',
				},
			],
			fixed: 'FROM debian:12\nRUN apt-get update && apt-get install -y git && rm -rf /var/lib/apt/lists/*\n',
		},
		{
			name: 'several lines with a comment between',
			text: 'FROM debian:12\nRUN apt-get update && \\\n    # for the build\n    apt-get install -y \\\n      git\n',
			findings: [
				{
					text: 'apt-get install',
					at: [4, 5],
					message: 'The package lists stay. End this `RUN` with `&& rm -rf /var/lib/apt/lists/*`.',
				},
			],
			fixed:
				'FROM debian:12\nRUN apt-get update && \\\n    # for the build\n    apt-get install -y \\\n      git \\\n    && rm -rf /var/lib/apt/lists/*\n',
		},
		{
			name: 'sudo, another escape character, CRLF',
			text: '# escape=`\r\nFROM debian:12\r\nrun sudo apt-get update && `\r\n  sudo apt-get install -y git\r\n',
			findings: [
				{
					text: 'apt-get install',
					at: [4, 8],
					message: 'The package lists stay. End this `RUN` with `&& rm -rf /var/lib/apt/lists/*`.',
				},
			],
			fixed:
				'# escape=`\r\nFROM debian:12\r\nrun sudo apt-get update && `\r\n  sudo apt-get install -y git `\r\n    && sudo rm -rf /var/lib/apt/lists/*\r\n',
		},
		{
			name: 'apt-get clean, which keeps the lists',
			text: 'FROM debian:12\nRUN apt-get update && apt-get install -y git && apt-get clean\n',
			findings: [
				{
					text: 'apt-get install',
					at: [2, 23],
					message: 'The package lists stay. End this `RUN` with `&& rm -rf /var/lib/apt/lists/*`.',
				},
			],
			fixed:
				'FROM debian:12\nRUN apt-get update && apt-get install -y git && apt-get clean && rm -rf /var/lib/apt/lists/*\n',
		},
		{
			name: 'a removal in the next layer',
			text: 'FROM debian:12\nRUN apt-get update; apt-get install -y git\nRUN rm -rf /var/lib/apt/lists/*\n',
			findings: [
				{
					text: 'apt-get install',
					at: [2, 21],
					message: 'The package lists stay. End this `RUN` with `&& rm -rf /var/lib/apt/lists/*`.',
				},
			],
		},
		{
			name: 'a removal before the update',
			text: 'FROM debian:12\nRUN rm -rf /var/lib/apt/lists/* && apt-get update && apt-get install -y git\n',
			findings: [
				{
					text: 'apt-get install',
					at: [2, 54],
					message: 'The package lists stay. End this `RUN` with `&& rm -rf /var/lib/apt/lists/*`.',
				},
			],
			fixed:
				'FROM debian:12\nRUN rm -rf /var/lib/apt/lists/* && apt-get update && apt-get install -y git && rm -rf /var/lib/apt/lists/*\n',
		},
		{
			name: 'a removal of something else',
			text: 'FROM debian:12\nRUN apt-get update && apt-get install -y git && rm -rf /tmp/* /var/tmp/*\n',
			findings: [
				{
					text: 'apt-get install',
					at: [2, 23],
					message: 'The package lists stay. End this `RUN` with `&& rm -rf /var/lib/apt/lists/*`.',
				},
			],
			fixed:
				'FROM debian:12\nRUN apt-get update && apt-get install -y git && rm -rf /tmp/* /var/tmp/* && rm -rf /var/lib/apt/lists/*\n',
		},
		{
			name: 'a heredoc',
			text: 'FROM debian:12\nRUN <<EOF\napt-get update\napt-get install -y git\nEOF\n',
			findings: [
				{
					text: 'apt-get install',
					at: [4, 1],
					message: 'The package lists stay. End this `RUN` with `&& rm -rf /var/lib/apt/lists/*`.',
				},
			],
		},
		{
			name: 'the stage that the final one is built on',
			text: 'FROM debian:12 AS base\nRUN apt-get update && apt-get install -y "git"\nFROM base\n',
			findings: [
				{
					text: 'apt-get install',
					at: [2, 23],
					message: 'The package lists stay. End this `RUN` with `&& rm -rf /var/lib/apt/lists/*`.',
				},
			],
			fixed:
				'FROM debian:12 AS base\nRUN apt-get update && apt-get install -y "git" && rm -rf /var/lib/apt/lists/*\nFROM base\n',
		},
		{
			name: 'a mount on the packages alone',
			text: 'FROM debian:12\nRUN --mount=type=cache,target=/var/cache/apt apt-get update && apt-get install -y git\n',
			findings: [
				{
					text: 'apt-get install',
					at: [2, 64],
					message: 'The package lists stay. End this `RUN` with `&& rm -rf /var/lib/apt/lists/*`.',
				},
			],
			fixed:
				'FROM debian:12\nRUN --mount=type=cache,target=/var/cache/apt apt-get update && apt-get install -y git && rm -rf /var/lib/apt/lists/*\n',
		},
		{
			name: 'dpkg after it, which removes no lists',
			text: 'FROM debian:12\nRUN apt-get update; apt-get install -y git; dpkg -i /tmp/a.deb\n',
			findings: [
				{
					text: 'apt-get install',
					at: [2, 21],
					message: 'The package lists stay. End this `RUN` with `&& rm -rf /var/lib/apt/lists/*`.',
				},
			],
		},
		{
			name: 'aptitude in JSON form',
			text: 'FROM debian:12\nRUN ["sh", "-c", "aptitude update && aptitude -y install git"]\n',
			findings: [
				{
					text: 'aptitude -y install',
					at: [2, 38],
					message: 'The package lists stay. End this `RUN` with `&& rm -rf /var/lib/apt/lists/*`.',
				},
			],
		},
	],
	passes: [
		{
			name: 'lists that only the base can have',
			text: 'FROM internal/tools:1\nRUN apt-get install -y git\n',
		},
		{
			name: 'a trap that removes them at the end',
			text: "FROM debian:12\nRUN trap 'rm -rf /var/lib/apt/lists/*' EXIT; apt-get update && apt-get install -y curl\n",
		},
		{
			name: 'removed in the same RUN',
			text: 'FROM debian:12\nRUN apt-get update && apt-get install -y git && rm -rf /var/lib/apt/lists/*\n',
		},
		{
			name: 'removed with the whole folder, in a heredoc',
			text: 'FROM debian:12\nRUN <<EOF\napt-get update\napt-get install -y git\nrm -r "/var/lib/apt"\nEOF\n',
		},
		{
			name: 'removed with others by braces, which bash knows',
			text: 'FROM debian:12\nSHELL ["/bin/bash", "-c"]\nRUN apt-get update && apt-get install -y git && rm -rf /var/lib/{apt,dpkg,cache}/lists\n',
		},
		{
			name: 'a cache whose place an ARG says',
			text: 'FROM debian:12\nARG APT=/var/lib/apt\nRUN --mount=type=cache,target=${APT} apt-get update && apt-get install -y git\n',
		},
		{
			name: 'a cache whose place is the default of a variable that nobody declares',
			text: 'FROM debian:12\nRUN --mount=type=cache,target=${APT:-/var/lib/apt} apt-get update && apt-get install -y git\n',
		},
		{
			name: 'a pattern behind a folder in quotes',
			text: 'FROM debian:12\nRUN apt-get update && apt-get install -y git && rm -rf "/var/lib/apt/lists/"*\n',
		},
		{
			name: 'a folder that ENV names',
			text: 'FROM debian:12\nENV LISTS=/var/lib/apt/lists\nRUN apt-get update && apt-get install -y git && rm -rf ${LISTS}/*\n',
		},
		{
			name: 'a folder that nobody can know',
			text: 'FROM debian:12\nRUN apt-get update && apt-get install -y git && rm -rf $JUNK\n',
		},
		{
			name: 'find with -delete',
			text: 'FROM debian:12\nRUN apt-get update && apt-get install -y git && find /var/lib/apt/lists -type f -delete\n',
		},
		{
			name: 'apt-get dist-clean',
			text: 'FROM debian:13\nRUN apt-get update && apt-get install -y git && apt-get dist-clean\n',
		},
		{
			name: 'a cache mount on the lists',
			text: 'FROM debian:12\nRUN --mount=type=cache,dst=/var/lib/apt/lists/,sharing=locked apt-get update && apt-get install -y git\n',
		},
		{
			name: 'a cache mount above the lists',
			text: 'FROM debian:12\nRUN --mount=type=cache,target=/var/lib/apt apt-get update && apt-get install -y git\n',
		},
		{
			name: 'a stage that is not final',
			text: 'FROM debian:12 AS build\nRUN apt-get update && apt-get install -y git\nFROM debian:12\n',
		},
		{
			name: 'a script that may clean',
			text: 'FROM debian:12\nRUN apt-get update && apt-get install -y git && /bd_build/cleanup.sh\n',
		},
		{ name: 'apk', text: 'FROM alpine:3.22\nRUN apk add git\n' },
	],
});

markedTest(packageListsLeft, [
	'FROM debian\nRUN apt-get --version\nRUN apt-get install -y curl\n',
	'FROM debian\nRUN apt-get update && apt-get upgrade -y\nRUN «apt-get install» -y curl\n',
	'FROM debian\nRUN apt-get update\nRUN apt-get install -y ./x.deb\n',
	'FROM debian\nRUN apt-get update\nRUN apt-get install -y ./x.deb && «apt-get install» -y curl\n',
	'FROM debian\nRUN apt-get update\nRUN «apt-get install» -y ./x.deb curl\n',
	'FROM debian\nRUN apt-get update\nRUN «apt-get install» -y a\nRUN «apt-get install» -y b\n',
	'FROM debian\nRUN apt-get update && «apt-get install» -y a\nRUN apt-get install -y b\n',
	'FROM debian\nRUN rm -rf /var/lib/apt/lists/* && apt-get update && «apt-get install» -y a\n',
	'FROM debian\nRUN apt-get update && apt-get install -y a && ./clean.sh\n',
	'FROM debian\nRUN ./prepare.sh && apt-get update && «apt-get install» -y a\n',
	'FROM debian\nRUN apt-get update && apt-get install -y a && apt-get distclean\n',
	'FROM debian\nRUN apt-get update && «apt-get install» -y a && apt-get clean\n',
]);

markedTest(packageListsLeft, [
	'FROM debian\nRUN apt-get update && apt-get install -y a && rm -rf /x /var/lib/apt/lists/partial\n',
	'FROM debian\nRUN apt-get update && apt-get install -y a && rm -rf /var/lib/apt\n',
	'FROM debian\nRUN apt-get update && «apt-get install» -y a && rm -rf /var/lib/dpkg\n',
	'FROM debian\nRUN apt-get update && «apt-get install» -y a && rm -rf /var/cache/apt && apt-get update && rm /x\n',
	'FROM debian\nRUN apt-get update && «apt-get install» -y a && apt-get update\n',
	'FROM debian\nRUN apt-get update && apt-get install -y a && apt-get update && rm -rf /var/lib/apt/lists/*\n',
]);

markedTest(packageListsLeft, [
	'FROM debian\nRUN apt-get update && apt-get install -y a && sh clean.sh\n',
	'FROM debian\nRUN apt-get update && «apt-get install» -y a && sh -c true\n',
	'FROM debian\nRUN apt-get update && apt-get install -y a && . ./x\n',
	'FROM debian\nRUN apt-get update && apt-get install -y a && /opt/cleanup\n',
	'FROM debian\nRUN apt-get update && «apt-get install» -y a && /opt/cleanup --help\n',
	'FROM debian\nRUN apt-get update && apt-get install -y a && $CLEAN\n',
]);
