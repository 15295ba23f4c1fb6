import { hostKeyUnchecked } from '#core/rules/git-in-containers/host-key-unchecked.ts';
import { ruleTest } from '../rule-test.ts';

const notChecked = 'With this, ssh accepts whoever answers. Copy a `known_hosts` file in instead.';
const scanned =
	'`ssh-keyscan` believes whoever answers. Copy a `known_hosts` file in whose keys a person has compared.';

ruleTest(hostKeyUnchecked, {
	reports: [
		{
			name: 'finds ssh-keyscan wherever a RUN calls it',
			text: 'FROM a:1\nRUN mkdir -p ~/.ssh && \\\n  # trust\n  ssh-keyscan -H example.com >> ~/.ssh/known_hosts\nRUN ["ssh-keyscan", "h"]\nONBUILD RUN /usr/bin/ssh-keyscan h | tee k\n',
			findings: [
				{ text: 'ssh-keyscan', at: [4, 3], message: scanned },
				{ text: '"ssh-keyscan"', at: [5, 6], message: scanned },
				{ text: '/usr/bin/ssh-keyscan', at: [6, 13], message: scanned },
			],
		},
		{
			name: 'finds the option in a command, quoted or not',
			text: 'FROM a:1\nRUN ssh -o StrictHostKeyChecking=no h && scp -o "StrictHostKeyChecking no" a h:\nrun git -c core.sshCommand="ssh -oStrictHostKeyChecking=off" pull\n',
			findings: [
				{ text: 'StrictHostKeyChecking=no', at: [2, 12], message: notChecked },
				{ text: 'StrictHostKeyChecking no', at: [2, 50], message: notChecked },
				{ text: 'StrictHostKeyChecking=off', at: [3, 35], message: notChecked },
			],
		},
		{
			name: 'finds it in a variable that ssh reads',
			text: 'FROM a:1 AS b\nENV GIT_SSH_COMMAND="ssh -o StrictHostKeyChecking=no"\nFROM scratch\n',
			findings: [{ text: 'StrictHostKeyChecking=no', at: [2, 29], message: notChecked }],
		},
		{
			name: 'finds it in a configuration that the build writes, but not in its comments',
			text: 'FROM a:1\nRUN echo "StrictHostKeyChecking no" >> /root/.ssh/config\nCOPY <<EOF /etc/ssh/ssh_config\n# StrictHostKeyChecking no\nHost *\n\tstricthostkeychecking no\nEOF\n',
			findings: [
				{ text: 'StrictHostKeyChecking no', at: [2, 11], message: notChecked },
				{ text: 'stricthostkeychecking no', at: [6, 2], message: notChecked },
			],
		},
		{
			name: 'reads shell heredocs, CRLF, a BOM and another escape character',
			text: '\uFEFF# escape=`\r\nFROM a:1\r\nRUN <<EOF\r\nssh-keyscan h\r\nEOF\r\nRUN ssh -o `\r\n  StrictHostKeyChecking=no h\r\n',
			findings: [
				{ text: 'ssh-keyscan', at: [4, 1], message: scanned },
				{ text: 'StrictHostKeyChecking=no', at: [7, 3], message: notChecked },
			],
		},
	],
	passes: [
		{
			name: 'a copied known_hosts',
			text: 'FROM a:1\nCOPY known_hosts /etc/ssh/ssh_known_hosts\nRUN --mount=type=ssh ssh h\n',
		},
		{
			name: 'the check switched on',
			text: 'FROM a:1\nRUN ssh -o StrictHostKeyChecking=yes h\nENV X="-o StrictHostKeyChecking=accept-new"\n',
		},
		{ name: 'a longer word', text: 'FROM a:1\nRUN ssh -o StrictHostKeyChecking=nothing h\n' },
		{
			name: 'ssh-keyscan that is only looked for or printed',
			text: 'FROM a:1\nRUN which ssh-keyscan; echo ssh-keyscan h\n',
		},
		{
			name: 'what a container does when it starts',
			text: 'FROM a:1\nCMD ssh -o StrictHostKeyChecking=no h\nENTRYPOINT ["ssh-keyscan", "h"]\n',
		},
		{
			name: 'comments',
			text: '# ssh-keyscan StrictHostKeyChecking=no\nFROM a:1\nRUN a \\\n  # ssh-keyscan h; StrictHostKeyChecking=no\n  b\n',
		},
		{ name: 'words about the image', text: 'FROM a:1\nLABEL note="never StrictHostKeyChecking=no"\n' },
		{ name: 'another program', text: 'FROM a:1\nRUN my-ssh-keyscan h\n' },
	],
});
