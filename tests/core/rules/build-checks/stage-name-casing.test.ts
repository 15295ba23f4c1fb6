import { stageNameCasing } from '#core/rules/build-checks/stage-name-casing.ts';
import { ruleTest } from '../rule-test.ts';

ruleTest(stageNameCasing, {
	reports: [
		{
			name: 'a name with a capital',
			text: 'FROM scratch AS Build\n',
			findings: [
				{ text: 'Build', at: [1, 17], message: 'The stage name `Build` should be lower case: `build`.' },
			],
		},
		{
			name: 'all capitals, in lower-case keywords',
			text: 'from scratch as BUILD\n',
			findings: [
				{ text: 'BUILD', at: [1, 17], message: 'The stage name `BUILD` should be lower case: `build`.' },
			],
		},
		{
			name: 'each stage by itself',
			text: 'FROM scratch AS A\nFROM scratch AS b\nFROM a AS C\n',
			findings: [
				{ text: 'A', at: [1, 17], message: 'The stage name `A` should be lower case: `a`.' },
				{ text: 'C', at: [3, 11], message: 'The stage name `C` should be lower case: `c`.' },
			],
		},
		{
			name: 'a file with CRLF and a byte order mark',
			text: '\ufeffFROM scratch AS Build\r\nRUN x\r\n',
			findings: [
				{ text: 'Build', at: [1, 17], message: 'The stage name `Build` should be lower case: `build`.' },
			],
		},
		{
			name: 'at the name, also on another line',
			text: 'FROM scratch \\\n  # why\n  AS Build\n',
			findings: [
				{ text: 'Build', at: [3, 6], message: 'The stage name `Build` should be lower case: `build`.' },
			],
		},
		{
			name: 'behind a platform',
			text: 'FROM --platform=$BUILDPLATFORM scratch AS buildX\n',
			findings: [
				{ text: 'buildX', at: [1, 43], message: 'The stage name `buildX` should be lower case: `buildx`.' },
			],
		},
		{
			name: 'with another escape character',
			text: '# escape=`\nFROM scratch `\n AS Build\n',
			findings: [
				{ text: 'Build', at: [3, 5], message: 'The stage name `Build` should be lower case: `build`.' },
			],
		},
	],
	passes: [
		{
			name: 'a lower-case name',
			text: 'FROM scratch AS build-1.x_y\n',
		},
		{
			name: 'a stage without a name',
			text: 'FROM scratch\n',
		},
		{
			name: 'a name in a heredoc',
			text: 'FROM scratch\nRUN <<EOF\nFROM scratch AS Build\nEOF\n',
		},
		{
			name: 'a name in a comment',
			text: '# FROM scratch AS Build\nFROM scratch\n',
		},
		{
			name: 'an ONBUILD',
			text: 'FROM scratch\nONBUILD RUN echo FROM x AS Build\n',
		},
		{
			name: 'where the file says so',
			text: '# check=skip=StageNameCasing\nFROM scratch AS Build\n',
		},
		{
			name: 'where all checks are skipped',
			text: '# check=skip=all\nFROM scratch AS Build\n',
		},
		{
			name: 'where the comment above says so',
			text: '# a\n# check=skip=StageNameCasing\nFROM scratch AS Build\n',
		},
	],
});
