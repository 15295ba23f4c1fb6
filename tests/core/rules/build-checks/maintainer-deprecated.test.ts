import { maintainerDeprecated } from '#core/rules/build-checks/maintainer-deprecated.ts';
import { ruleTest } from '../rule-test.ts';

ruleTest(maintainerDeprecated, {
	reports: [
		{
			name: 'a MAINTAINER',
			text: 'FROM scratch\nMAINTAINER me\n',
			findings: [
				{
					text: 'MAINTAINER',
					at: [2, 1],
					message: '`MAINTAINER` is deprecated; say it with `LABEL org.opencontainers.image.authors=…`.',
				},
			],
		},
		{
			name: 'in lower case',
			text: 'from scratch\nmaintainer me\n',
			findings: [
				{
					text: 'maintainer',
					at: [2, 1],
					message: '`MAINTAINER` is deprecated; say it with `LABEL org.opencontainers.image.authors=…`.',
				},
			],
		},
		{
			name: 'each of several',
			text: 'FROM scratch\nMAINTAINER a\nMAINTAINER b\n',
			findings: [
				{
					text: 'MAINTAINER',
					at: [2, 1],
					message: '`MAINTAINER` is deprecated; say it with `LABEL org.opencontainers.image.authors=…`.',
				},
				{
					text: 'MAINTAINER',
					at: [3, 1],
					message: '`MAINTAINER` is deprecated; say it with `LABEL org.opencontainers.image.authors=…`.',
				},
			],
		},
		{
			name: 'with CRLF',
			text: 'FROM scratch\r\nMAINTAINER a <b@c>\r\n',
			findings: [
				{
					text: 'MAINTAINER',
					at: [2, 1],
					message: '`MAINTAINER` is deprecated; say it with `LABEL org.opencontainers.image.authors=…`.',
				},
			],
		},
		{
			name: 'over two lines',
			text: 'FROM scratch\nMAINTAINER \\\n  me\n',
			findings: [
				{
					text: 'MAINTAINER',
					at: [2, 1],
					message: '`MAINTAINER` is deprecated; say it with `LABEL org.opencontainers.image.authors=…`.',
				},
			],
		},
		{
			name: 'in an early stage',
			text: 'FROM scratch\nMAINTAINER a\nFROM scratch\n',
			findings: [
				{
					text: 'MAINTAINER',
					at: [2, 1],
					message: '`MAINTAINER` is deprecated; say it with `LABEL org.opencontainers.image.authors=…`.',
				},
			],
		},
		{
			name: 'with another escape character',
			text: '# escape=`\nFROM scratch\nMAINTAINER `\n me\n',
			findings: [
				{
					text: 'MAINTAINER',
					at: [3, 1],
					message: '`MAINTAINER` is deprecated; say it with `LABEL org.opencontainers.image.authors=…`.',
				},
			],
		},
	],
	passes: [
		{
			name: 'a label',
			text: 'FROM scratch\nLABEL maintainer=me\n',
		},
		{
			name: 'the word in a RUN',
			text: 'FROM scratch\nRUN echo MAINTAINER\n',
		},
		{
			name: 'a heredoc',
			text: 'FROM scratch\nRUN <<EOF\nMAINTAINER x\nEOF\n',
		},
		{
			name: 'a comment in a continuation',
			text: 'FROM scratch\nRUN a \\\n# MAINTAINER x\n b\n',
		},
		{
			name: 'a continued line that begins with the word',
			text: 'FROM scratch\nRUN a \\\nMAINTAINER x\n',
		},
		{
			name: 'where the file says so',
			text: '# check=skip=MaintainerDeprecated\nFROM scratch\nMAINTAINER x\n',
		},
		{
			name: 'JSON form',
			text: 'FROM scratch\nCMD ["MAINTAINER"]\n',
		},
	],
});
