import { exposeProtoCasing } from '#core/rules/build-checks/expose-proto-casing.ts';
import { ruleTest } from '../rule-test.ts';

ruleTest(exposeProtoCasing, {
	reports: [
		{
			name: 'an upper-case protocol',
			text: 'FROM scratch\nEXPOSE 80/TCP\n',
			findings: [{ text: '80/TCP', at: [2, 8], message: 'The protocol in `80/TCP` should be lower case.' }],
		},
		{
			name: 'a mixed one',
			text: 'FROM scratch\nEXPOSE 53/Udp\n',
			findings: [{ text: '53/Udp', at: [2, 8], message: 'The protocol in `53/Udp` should be lower case.' }],
		},
		{
			name: 'each of several',
			text: 'FROM scratch\nEXPOSE 80/TCP 81/tcp 82/SCTP\n',
			findings: [
				{ text: '80/TCP', at: [2, 8], message: 'The protocol in `80/TCP` should be lower case.' },
				{ text: '82/SCTP', at: [2, 22], message: 'The protocol in `82/SCTP` should be lower case.' },
			],
		},
		{
			name: 'in lower case',
			text: 'from scratch\nexpose 80/TCP\n',
			findings: [{ text: '80/TCP', at: [2, 8], message: 'The protocol in `80/TCP` should be lower case.' }],
		},
		{
			name: 'behind a variable',
			text: 'FROM scratch\nENV P=80/TCP\nEXPOSE $P\n',
			findings: [{ text: '$P', at: [3, 8], message: 'The protocol in `80/TCP` should be lower case.' }],
		},
		{
			name: 'in quotes',
			text: 'FROM scratch\nEXPOSE "80/TCP"\n',
			findings: [{ text: '"80/TCP"', at: [2, 8], message: 'The protocol in `80/TCP` should be lower case.' }],
		},
		{
			name: 'a range',
			text: 'FROM scratch\nEXPOSE 1-2/TCP\n',
			findings: [{ text: '1-2/TCP', at: [2, 8], message: 'The protocol in `1-2/TCP` should be lower case.' }],
		},
		{
			name: 'with CRLF and a byte order mark',
			text: '\ufeffFROM scratch\r\nEXPOSE 80/TCP\r\n',
			findings: [{ text: '80/TCP', at: [2, 8], message: 'The protocol in `80/TCP` should be lower case.' }],
		},
		{
			name: 'at the port, also on another line',
			text: 'FROM scratch\nEXPOSE 80 \\\n# c\n 81/TCP\n',
			findings: [{ text: '81/TCP', at: [4, 2], message: 'The protocol in `81/TCP` should be lower case.' }],
		},
		{
			name: 'an ONBUILD where it runs',
			text: 'FROM scratch AS a\nONBUILD EXPOSE 80/TCP\nFROM a\n',
			findings: [{ text: 'FROM', at: [3, 1], message: 'The protocol in `80/TCP` should be lower case.' }],
		},
	],
	passes: [
		{
			name: 'lower case',
			text: 'FROM scratch\nEXPOSE 80/tcp 53/udp\n',
		},
		{
			name: 'no protocol',
			text: 'FROM scratch\nEXPOSE 80\n',
		},
		{
			name: 'an empty protocol',
			text: 'FROM scratch\nEXPOSE 80/\n',
		},
		{
			name: 'an unknown variable',
			text: 'FROM scratch\nEXPOSE $X\n',
		},
		{
			name: 'an ONBUILD that nothing builds on',
			text: 'FROM scratch\nONBUILD EXPOSE 80/TCP\n',
		},
		{
			name: 'a heredoc',
			text: 'FROM scratch\nRUN <<EOF\nEXPOSE 80/TCP\nEOF\n',
		},
		{
			name: 'a comment',
			text: 'FROM scratch\nEXPOSE 80 \\\n# 81/TCP\n 82\n',
		},
		{
			name: 'where the file says so',
			text: '# check=skip=ExposeProtoCasing\nFROM scratch\nEXPOSE 80/TCP\n',
		},
	],
});
