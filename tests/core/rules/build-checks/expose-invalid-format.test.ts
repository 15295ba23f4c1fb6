import { exposeInvalidFormat } from '#core/rules/build-checks/expose-invalid-format.ts';
import { ruleTest } from '../rule-test.ts';

ruleTest(exposeInvalidFormat, {
	reports: [
		{
			name: 'a host port',
			text: 'FROM scratch\nEXPOSE 8080:80\n',
			findings: [
				{
					text: '8080:80',
					at: [2, 8],
					message: '`8080:80` has an address or a host port, which `EXPOSE` does not use.',
				},
			],
		},
		{
			name: 'an address',
			text: 'FROM scratch\nEXPOSE 127.0.0.1:80:80\n',
			findings: [
				{
					text: '127.0.0.1:80:80',
					at: [2, 8],
					message: '`127.0.0.1:80:80` has an address or a host port, which `EXPOSE` does not use.',
				},
			],
		},
		{
			name: 'an address without a host port',
			text: 'FROM scratch\nEXPOSE 127.0.0.1::80\n',
			findings: [
				{
					text: '127.0.0.1::80',
					at: [2, 8],
					message: '`127.0.0.1::80` has an address or a host port, which `EXPOSE` does not use.',
				},
			],
		},
		{
			name: 'an IPv6 address',
			text: 'FROM scratch\nEXPOSE [::1]:80:80\n',
			findings: [
				{
					text: '[::1]:80:80',
					at: [2, 8],
					message: '`[::1]:80:80` has an address or a host port, which `EXPOSE` does not use.',
				},
			],
		},
		{
			name: 'each of several',
			text: 'FROM scratch\nEXPOSE 80 1:2 3:4/udp\n',
			findings: [
				{
					text: '1:2',
					at: [2, 11],
					message: '`1:2` has an address or a host port, which `EXPOSE` does not use.',
				},
				{
					text: '3:4/udp',
					at: [2, 15],
					message: '`3:4/udp` has an address or a host port, which `EXPOSE` does not use.',
				},
			],
		},
		{
			name: 'in lower case',
			text: 'from scratch\nexpose 8080:80\n',
			findings: [
				{
					text: '8080:80',
					at: [2, 8],
					message: '`8080:80` has an address or a host port, which `EXPOSE` does not use.',
				},
			],
		},
		{
			name: 'behind a variable',
			text: 'FROM scratch\nENV P=1:2\nEXPOSE $P\n',
			findings: [
				{
					text: '$P',
					at: [3, 8],
					message: '`1:2` has an address or a host port, which `EXPOSE` does not use.',
				},
			],
		},
		{
			name: 'with CRLF and a byte order mark',
			text: '\ufeffFROM scratch\r\nEXPOSE 1:2\r\n',
			findings: [
				{
					text: '1:2',
					at: [2, 8],
					message: '`1:2` has an address or a host port, which `EXPOSE` does not use.',
				},
			],
		},
		{
			name: 'at the port, also on another line',
			text: 'FROM scratch\nEXPOSE 80 \\\n# c\n 1:2\n',
			findings: [
				{
					text: '1:2',
					at: [4, 2],
					message: '`1:2` has an address or a host port, which `EXPOSE` does not use.',
				},
			],
		},
		{
			name: 'an ONBUILD where it runs',
			text: 'FROM scratch AS a\nONBUILD EXPOSE 1:2\nFROM a\n',
			findings: [
				{
					text: 'FROM',
					at: [3, 1],
					message: '`1:2` has an address or a host port, which `EXPOSE` does not use.',
				},
			],
		},
		{
			name: 'ranges',
			text: 'FROM scratch\nEXPOSE 80-90:100-110\n',
			findings: [
				{
					text: '80-90:100-110',
					at: [2, 8],
					message: '`80-90:100-110` has an address or a host port, which `EXPOSE` does not use.',
				},
			],
		},
	],
	passes: [
		{
			name: 'a port',
			text: 'FROM scratch\nEXPOSE 80\n',
		},
		{
			name: 'a range and a protocol',
			text: 'FROM scratch\nEXPOSE 80-90/tcp\n',
		},
		{
			name: 'an empty host port',
			text: 'FROM scratch\nEXPOSE :80\n',
		},
		{
			name: 'an unknown variable',
			text: 'FROM scratch\nEXPOSE $X\n',
		},
		{
			name: 'an ONBUILD that nothing builds on',
			text: 'FROM scratch\nONBUILD EXPOSE 1:2\n',
		},
		{
			name: 'a heredoc',
			text: 'FROM scratch\nRUN <<EOF\nEXPOSE 1:2\nEOF\n',
		},
		{
			name: 'a comment',
			text: 'FROM scratch\nEXPOSE 80 \\\n# 1:2\n 82\n',
		},
		{
			name: 'where the file says so',
			text: '# check=skip=ExposeInvalidFormat\nFROM scratch\nEXPOSE 1:2\n',
		},
	],
});
