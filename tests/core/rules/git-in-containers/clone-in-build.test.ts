import { expect, test } from 'vitest';
import { lint } from '#core/lint/lint.ts';
import { cloneInBuild } from '#core/rules/git-in-containers/clone-in-build.ts';
import { markedTest, ruleTest } from '../rule-test.ts';

const cloned = (verb: string) =>
	`\`git ${verb}\` is cached by its text, so later commits are missed; its \`.git\` stays. \`COPY\` the sources, or \`ADD\` a commit.`;
const unmounted = (verb: string) =>
	`\`git ${verb}\` is cached by its text, so later commits are missed. \`COPY\` the sources, or \`ADD\` the repository at a commit.`;
const stays = (verb: string) =>
	`The \`.git\` of this \`git ${verb}\` stays in the layer. \`ADD\` the repository at a commit, or remove it.`;

ruleTest(cloneInBuild, {
	reports: [
		{
			name: 'submodules, whose commits the repository names',
			text: 'FROM git:1\nCOPY . /src\nRUN cd /src && git submodule update --init\n',
			findings: [
				{
					text: 'git submodule update',
					at: [3, 16],
					message:
						'The `.git` of this `git submodule update` stays in the layer. `ADD` the repository at a commit, or remove it.',
				},
			],
		},
		{
			name: 'says of a commit or a tag only that the history stays',
			text: [
				'FROM git:1',
				'ARG VERSION=v1.2',
				'RUN git clone https://example.com/a.git && cd a && git checkout 0123abcd',
				'RUN git clone --branch v1.2 https://example.com/b.git',
				'RUN git clone -b "$VERSION" https://example.com/c.git /c',
				'RUN git clone https://example.com/d.git && git -C d reset --hard 0123abcdef',
				'',
			].join('\n'),
			findings: [
				{ text: 'git clone', at: [3, 5], message: stays('clone') },
				{ text: 'git clone', at: [4, 5], message: stays('clone') },
				{ text: 'git clone', at: [5, 5], message: stays('clone') },
				{ text: 'git clone', at: [6, 5], message: stays('clone') },
			],
		},
		{
			name: 'says of a checkout that is removed only that later commits are missed',
			text: [
				'FROM git:1',
				'RUN git clone https://example.com/a.git /tmp/a && make -C /tmp/a install && rm -rf /tmp/a',
				'RUN git clone https://example.com/b.git && cd b && make install && cd .. && rm -rf b',
				'RUN git clone -b main https://example.com/c.git /c && rm -rf /c/.git',
				'RUN --mount=type=tmpfs,target=/d git clone https://example.com/d.git /d',
				'',
			].join('\n'),
			findings: [
				{ text: 'git clone', at: [2, 5], message: unmounted('clone') },
				{ text: 'git clone', at: [3, 5], message: unmounted('clone') },
				{ text: 'git clone', at: [4, 5], message: unmounted('clone') },
				{ text: 'git clone', at: [5, 34], message: unmounted('clone') },
			],
		},
		{
			name: 'finds each fetching command of a RUN, behind && and over lines',
			text: 'FROM git:1\nRUN git clone https://example.com/a.git \\\n  # then\n  && cd a && git pull; git fetch --all\n',
			findings: [
				{ text: 'git clone', at: [2, 5], message: cloned('clone') },
				{ text: 'git pull', at: [4, 14], message: cloned('pull') },
				{ text: 'git fetch', at: [4, 24], message: cloned('fetch') },
			],
		},
		{
			name: 'looks past the options that stand before the verb',
			text: 'FROM git:1\nRUN git -C /src pull\nRUN git -c http.proxy= --git-dir=/x --work-tree /y fetch\n',
			findings: [
				{ text: 'git -C /src pull', at: [2, 5], message: cloned('pull') },
				{
					text: 'git -c http.proxy= --git-dir=/x --work-tree /y fetch',
					at: [3, 5],
					message: cloned('fetch'),
				},
			],
		},
		{
			name: 'wants a clone out of the final image even with an ssh mount',
			text: 'FROM git:1\nRUN --mount=type=ssh git clone git@example.com:a.git\n',
			findings: [{ text: 'git clone', at: [2, 22], message: cloned('clone') }],
		},
		{
			name: 'wants a mount on the very RUN of an earlier stage',
			text: 'FROM git:1 AS fetch\nRUN --mount=type=ssh true\nRUN --mount=type=cache,target=/c git clone https://example.com/a.git\nFROM scratch\nCOPY --from=fetch /a /a\n',
			findings: [{ text: 'git clone', at: [3, 34], message: unmounted('clone') }],
		},
		{
			name: 'reads heredocs, the JSON form, ONBUILD and lower case',
			text: 'FROM git:1\nRUN <<EOF\ngit clone https://example.com/a.git\nEOF\nrun ["git", "clone", "https://example.com/a.git"]\nonbuild run git pull\n',
			findings: [
				{ text: 'git clone', at: [3, 1], message: cloned('clone') },
				{ text: '"git", "clone"', at: [5, 6], message: cloned('clone') },
				{ text: 'git pull', at: [6, 13], message: cloned('pull') },
			],
		},
		{
			name: 'sees through sh -c, subshells and quotes, with CRLF and a BOM',
			text: '\uFEFF# syntax=docker/dockerfile:1\r\nFROM git:1\r\nRUN [ -d a ] || ("git" clone x && cd a)\r\nRUN bash -c "git clone x"\r\n',
			findings: [
				{ text: '"git" clone', at: [3, 18], message: cloned('clone') },
				{ text: 'git clone', at: [4, 14], message: cloned('clone') },
			],
		},
		{
			name: 'the environment of git, the form without a shell',
			text: 'FROM git:1\nRUN GIT_SSH_COMMAND="ssh -i /k" git clone git@example.com:a.git\nRUN ["git", "-C", "/a", "pull"]\n',
			findings: [
				{ text: 'git clone', at: [2, 33], message: cloned('clone') },
				{ text: '"git", "-C", "/a", "pull"', at: [3, 6], message: cloned('pull') },
			],
		},
		{
			name: 'submodules and remotes, where no clone stands beside them',
			text: 'FROM git:1\nCOPY . .\nRUN git submodule --quiet update --init --recursive\nRUN git remote add origin x && git remote update\nRUN git clone x && cd x && git submodule update --init\n',
			findings: [
				{
					text: 'git submodule --quiet update',
					at: [3, 5],
					message:
						'The `.git` of this `git submodule update` stays in the layer. `ADD` the repository at a commit, or remove it.',
				},
				{ text: 'git remote update', at: [4, 32], message: cloned('remote update') },
				{ text: 'git clone', at: [5, 5], message: cloned('clone') },
			],
		},
	],
	passes: [
		{
			name: 'a tag whose checkout is removed in the same RUN',
			text: 'FROM git:1\nRUN git clone -b v1.2 https://example.com/a.git /tmp/a && make -C /tmp/a install && rm -rf /tmp/a\n',
		},
		{
			name: 'a commit in an earlier stage',
			text: 'FROM git:1 AS fetch\nRUN git clone https://example.com/a.git /a && cd /a && git checkout 0123abc\nFROM scratch\nCOPY --from=fetch /a /a\n',
		},
		{
			name: 'an earlier stage with an ssh mount',
			text: 'FROM git:1 AS fetch\nRUN --mount=type=ssh git clone git@example.com:a.git\nFROM scratch\nCOPY --from=fetch /a /a\n',
		},
		{
			name: 'an earlier stage with a secret mount',
			text: 'FROM git:1 AS fetch\nRUN --mount=type=secret,id=netrc,target=/root/.netrc git pull\nFROM scratch\n',
		},
		{
			name: 'other git commands',
			text: 'FROM git:1\nRUN git init && git config user.name x && git -C pull status\n',
		},
		{
			name: 'git that fetches nothing',
			text: 'FROM git:1\nRUN git submodule init && git remote add origin x && git lfs install && git submodule status update\n',
		},
		{ name: 'words that are only printed', text: 'FROM git:1\nRUN echo git clone x; echo "git pull"\n' },
		{ name: 'the start command, which another rule looks at', text: 'FROM git:1\nCMD git pull\n' },
		{ name: 'ADD of a repository', text: 'FROM git:1\nADD https://example.com/a.git#v1 /a\n' },
		{ name: 'another program whose argument is clone', text: 'FROM git:1\nRUN hub clone x && legit pull\n' },
	],
});

markedTest(cloneInBuild, [
	'FROM a\nRUN «git submodule update» --init --remote\n',
	'FROM a AS b\nRUN «git submodule update» --init --remote\nFROM c\nCOPY --from=b /x /x\n',
	'FROM a AS b\nRUN git submodule update --init\nFROM c\nCOPY --from=b /x /x\n',
	'FROM a AS b\nRUN git -C /o checkout v1.2 && «git clone» https://example.com/x\nFROM c\nCOPY --from=b /x /x\n',
	'FROM a AS b\nRUN git clone https://example.com/x && git -C x checkout v1.2\nFROM c\nCOPY --from=b /x /x\n',
	'FROM a AS b\nRUN «git clone» https://example.com/x && svn checkout v1.2\nFROM c\nCOPY --from=b /x /x\n',
	'FROM a AS b\nRUN «git clone» https://example.com/x && git -C x checkout main\nFROM c\nCOPY --from=b /x /x\n',
	'FROM a AS b\nRUN git clone --depth=1 -b v1.2 https://example.com/x\nFROM c\nCOPY --from=b /x /x\n',
	'FROM a AS b\nRUN git clone --branch=v1.2 https://example.com/x\nFROM c\nCOPY --from=b /x /x\n',
	'FROM a AS b\nRUN «git clone» -b main https://example.com/x\nFROM c\nCOPY --from=b /x /x\n',
	'FROM a AS b\nRUN git fetch origin 0123456789abcdef0123456789abcdef01234567\nFROM c\nCOPY --from=b /x /x\n',
]);

test.each([
	[
		'RUN git clone https://example.com/a /src\nWORKDIR /src\nARG C=v1.2\nRUN git pull && git checkout $C && rm -rf .git',
		[],
	],
	['RUN git clone https://example.com/a /src\nRUN cd /src && git checkout 0a1b2c3d', []],
	['RUN git clone https://example.com/a /src\nRUN cd /other && git checkout 0a1b2c3d', ['git clone']],
	['RUN git clone https://example.com/a /src\nWORKDIR /src\nARG C=main\nRUN git checkout $C', ['git clone']],
])('a commit that a later step of the checkout names counts: %j', (lines, marked) => {
	const text = `FROM a AS b\n${lines}\nFROM a\nCOPY --from=b /out /out\n`;
	const findings = lint({ path: 'Dockerfile', text }, { rules: [cloneInBuild] });
	expect(findings.map(({ span }) => text.slice(span.start, span.end))).toEqual(marked);
});
