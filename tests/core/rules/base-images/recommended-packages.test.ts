import { recommendedPackages } from '#core/rules/base-images/recommended-packages.ts';
import { markedTest, ruleTest } from '../rule-test.ts';

ruleTest(recommendedPackages, {
	reports: [
		{
			name: 'the install of a function once, however often that is called',
			text: 'FROM debian:12\nRUN add() { apt-get install -y "$@"; } && add git && add curl\n',
			findings: [
				{
					text: 'apt-get install',
					at: [2, 13],
					message:
						'`apt-get install` also installs packages that nobody asked for. Add `--no-install-recommends`.',
				},
			],
			fixed:
				'FROM debian:12\nRUN add() { apt-get install --no-install-recommends -y "$@"; } && add git && add curl\n',
		},
		{
			name: 'recommended packages',
			text: 'FROM debian:12\nRUN apt-get install -y git\n',
			findings: [
				{
					text: 'apt-get install',
					at: [2, 5],
					message:
						'`apt-get install` also installs packages that nobody asked for. Add `--no-install-recommends`.',
				},
			],
			fixed: 'FROM debian:12\nRUN apt-get install --no-install-recommends -y git\n',
		},
		{
			name: 'each install of a RUN',
			text: 'FROM debian:12\nRUN apt-get install -y git && apt install curl\n',
			findings: [
				{
					text: 'apt-get install',
					at: [2, 5],
					message:
						'`apt-get install` also installs packages that nobody asked for. Add `--no-install-recommends`.',
				},
				{
					text: 'apt install',
					at: [2, 31],
					message:
						'`apt install` also installs packages that nobody asked for. Add `--no-install-recommends`.',
				},
			],
			fixed:
				'FROM debian:12\nRUN apt-get install --no-install-recommends -y git && apt install --no-install-recommends curl\n',
		},
		{
			name: 'an option with a value before the verb',
			text: 'FROM debian:12\nRUN apt-get -o Acquire::Retries=3 -qq install git=1:2.39.5-0+deb12u2\n',
			findings: [
				{
					text: 'apt-get -o Acquire::Retries=3 -qq install',
					at: [2, 5],
					message:
						'`apt-get install` also installs packages that nobody asked for. Add `--no-install-recommends`.',
				},
			],
			fixed:
				'FROM debian:12\nRUN apt-get -o Acquire::Retries=3 -qq install --no-install-recommends git=1:2.39.5-0+deb12u2\n',
		},
		{
			name: 'a heredoc, CRLF',
			text: 'FROM debian:12\r\nRUN <<EOF\r\napt-get install -y git\r\nEOF\r\n',
			findings: [
				{
					text: 'apt-get install',
					at: [3, 1],
					message:
						'`apt-get install` also installs packages that nobody asked for. Add `--no-install-recommends`.',
				},
			],
			fixed: 'FROM debian:12\r\nRUN <<EOF\r\napt-get install --no-install-recommends -y git\r\nEOF\r\n',
		},
		{
			name: 'bash -c with quotes in quotes',
			text: 'FROM debian:12\nRUN bash -ec "apt-get install -y \\"git\\""\n',
			findings: [
				{
					text: 'apt-get install',
					at: [2, 15],
					message:
						'`apt-get install` also installs packages that nobody asked for. Add `--no-install-recommends`.',
				},
			],
			fixed: 'FROM debian:12\nRUN bash -ec "apt-get install --no-install-recommends -y \\"git\\""\n',
		},
		{
			name: 'JSON form, without a fix',
			text: 'FROM debian:12\nRUN ["apt-get", "install", "-y", "git"]\n',
			findings: [
				{
					text: '"apt-get", "install"',
					at: [2, 6],
					message:
						'`apt-get install` also installs packages that nobody asked for. Add `--no-install-recommends`.',
				},
			],
		},
		{
			name: 'packages from a variable',
			text: 'FROM debian:12\nARG PACKAGES="git curl"\nRUN apt-get install -y $PACKAGES\n',
			findings: [
				{
					text: 'apt-get install',
					at: [3, 5],
					message:
						'`apt-get install` also installs packages that nobody asked for. Add `--no-install-recommends`.',
				},
			],
			fixed:
				'FROM debian:12\nARG PACKAGES="git curl"\nRUN apt-get install --no-install-recommends -y $PACKAGES\n',
		},
		{
			name: 'a configuration that comes too late',
			text: 'FROM debian:12\nRUN apt-get install -y git\nRUN echo \'APT::Install-Recommends "0";\' > /etc/apt/apt.conf.d/99\n',
			findings: [
				{
					text: 'apt-get install',
					at: [2, 5],
					message:
						'`apt-get install` also installs packages that nobody asked for. Add `--no-install-recommends`.',
				},
			],
			fixed:
				'FROM debian:12\nRUN apt-get install --no-install-recommends -y git\nRUN echo \'APT::Install-Recommends "0";\' > /etc/apt/apt.conf.d/99\n',
		},
		{
			name: 'ONBUILD, in lower case',
			text: 'FROM debian:12\nonbuild run apt-get install -y git\n',
			findings: [
				{
					text: 'apt-get install',
					at: [2, 13],
					message:
						'`apt-get install` also installs packages that nobody asked for. Add `--no-install-recommends`.',
				},
			],
			fixed: 'FROM debian:12\nonbuild run apt-get install --no-install-recommends -y git\n',
		},
	],
	passes: [
		{ name: 'the option', text: 'FROM debian:12\nRUN apt-get install -y --no-install-recommends git\n' },
		{
			name: 'the option before the verb, continued',
			text: 'FROM debian:12\nRUN apt-get --no-install-recommends \\\n  -y install git\n',
		},
		{
			name: 'the setting on the command line',
			text: 'FROM debian:12\nRUN apt-get install -y -o APT::Install-Recommends=0 git\n',
		},
		{
			name: 'apt configuration by echo in an earlier step',
			text: 'FROM debian:12\nRUN echo \'APT::Install-Recommends "0";\' > /etc/apt/apt.conf.d/99\nRUN apt-get install -y git\n',
		},
		{
			name: 'apt configuration by a heredoc in the stage below',
			text: 'FROM debian:12 AS base\nCOPY <<EOF /etc/apt/apt.conf.d/99\nAPT::Install-Recommends "false";\nEOF\nFROM base\nRUN apt-get install -y git\n',
		},
		{
			name: 'a copied configuration that nobody can read',
			text: 'FROM debian:12\nCOPY 99-lean /etc/apt/apt.conf.d/\nRUN apt-get install -y git\n',
		},
		{
			name: 'a copied configuration that says so',
			text: 'FROM debian:12\nCOPY 99-lean /etc/apt/apt.conf.d/\nRUN apt-get install -y git\n',
			files: { '99-lean': 'APT::Install-Recommends "0";\n' },
		},
		{
			name: 'options from ENV',
			text: 'FROM debian:12\nENV APT_OPTS="-y --no-install-recommends"\nRUN apt-get $APT_OPTS install git\nRUN apt-get install $APT_OPTS git\n',
		},
		{ name: 'a repair, which names no package', text: 'FROM debian:12\nRUN apt-get install -f -y\n' },
		{
			name: 'recommended packages on purpose',
			text: 'FROM debian:12\nRUN apt-get install --install-recommends -y git\n',
		},
	],
});

const install = (line: string) => `FROM debian:12\nRUN ${line}\n`;

markedTest(recommendedPackages, [
	install('«aptitude install» -y git'),
	install('«apt-get install» -y -o APT::Install-Suggests=false git'),
	install('«apt-get install» -yR git'),
	`FROM debian:12\nCOPY app.conf /etc/app.conf\nRUN «apt-get install» -y git\n`,
	`FROM debian:12\nRUN echo 'x' > /etc/app.conf\nRUN «apt-get install» -y git\n`,
	'FROM debian:12\nCOPY app /\nRUN «apt-get install» -y git\n',
	'FROM debian:12\nCOPY <<EOF /etc/apt/apt.conf.d/99\nAPT::Get::Assume-Yes "true";\nEOF\nRUN «apt-get install» git\n',
	{
		text: 'FROM debian:12\nCOPY rootfs /\nRUN «apt-get install» -y git\n',
		files: { 'rootfs/etc/hosts': 'APT' },
	},
	// Silent.
	'FROM debian:12\nCOPY rootfs /\nRUN apt-get install -y git\n',
	{
		text: 'FROM debian:12\nCOPY rootfs /\nRUN apt-get install -y git\n',
		files: { 'rootfs/etc/apt/apt.conf': 'APT::Install-Recommends "0";' },
	},
	install('aptitude install -R -y git'),
	install('aptitude install -yR git'),
	install('aptitude install --without-recommends git'),
	install('apt-get install -y -o APT::Install-Recommends=false git'),
	install('apt-get install -y --no-install-recommends git'),
	`FROM debian:12\nRUN echo 'APT::Install-Recommends "false";' > /etc/apt/apt.conf.d/99\nRUN apt-get install -y git\n`,
	`FROM debian:12\nCOPY 99 /etc/apt/apt.conf.d/\nRUN apt-get install -y git\n`,
]);

markedTest(recommendedPackages, [
	'FROM debian\nRUN apt-get install -o APT::Install-Recommends=0 -y curl\n',
	'FROM debian\nARG O=--no-install-recommends\nRUN apt-get install $O curl\n',
	'FROM debian\nARG O=-q\nRUN «apt-get install» $O curl\n',
	'FROM debian\nARG X\nRUN «apt-get install» $X curl\n',
	'FROM debian\nARG OPTS\nRUN apt-get install $OPTS curl\n',
	'FROM debian\nRUN «apt-get install» -y curl\nRUN echo \'APT::Install-Recommends "0";\' > /etc/apt/apt.conf.d/9\n',
	'FROM debian\nRUN echo \'APT::Install-Recommends "0";\' > /etc/apt/apt.conf.d/9\nRUN apt-get install -y curl\n',
	{
		text: 'FROM debian\nADD apt /etc/apt/apt.conf.d/\nRUN apt-get install -y curl\n',
		files: { 'apt/9': 'APT::Install-Recommends "0";' },
	},
	{
		text: 'FROM debian\nADD apt /etc/apt/apt.conf.d/\nRUN «apt-get install» -y curl\n',
		files: { 'apt/9': 'Acquire::Retries "3";', other: 'APT::Install-Recommends "0";' },
	},
	{
		text: 'FROM debian\nCOPY app rootfs /\nRUN apt-get install -y curl\n',
		files: { 'app/x': '', 'rootfs/etc/apt/apt.conf.d/9': 'APT::Install-Recommends "0";' },
	},
	{
		text: 'FROM debian\nCOPY . /\nRUN apt-get install -y curl\n',
		files: { 'etc/apt/apt.conf.d/9': 'APT::Install-Recommends "0";' },
	},
	{
		text: 'FROM debian\nCOPY app /\nRUN «apt-get install» -y curl\n',
		files: { 'app/9': 'APT::Install-Recommends "0";' },
	},
	{
		text: 'FROM debian\nCOPY <<E /etc/apt/apt.conf.d/9\nAcquire::Retries "3";\nE\nRUN «apt-get install» -y curl\n',
		files: { a: '' },
	},
]);

markedTest(recommendedPackages, [
	'FROM debian\nRUN apt-get upgrade -y\n',
	'FROM debian\nRUN pip install x\n',
	'FROM debian\nRUN «apt install» -y curl\n',
	'FROM debian\nRUN aptitude install -R curl\n',
	'FROM debian\nRUN «aptitude install» -y curl\n',
	'FROM debian\nRUN apt-get install -y\n',
	'FROM debian\nRUN xargs «apt-get install» -y < list\n',
]);
