import { legacyKeyValueFormat } from '#core/rules/build-checks/legacy-key-value-format.ts';
import { ruleTest } from '../rule-test.ts';

ruleTest(legacyKeyValueFormat, {
	reports: [
		{
			name: 'ENV with a blank',
			text: 'FROM scratch\nENV a b\n',
			findings: [{ text: 'a b', at: [2, 5], message: '`ENV a …` should be written `ENV a=…`.' }],
			fixed: 'FROM scratch\nENV a=b\n',
		},
		{
			name: 'LABEL with a blank',
			text: 'FROM scratch\nLABEL a b\n',
			findings: [{ text: 'a b', at: [2, 7], message: '`LABEL a …` should be written `LABEL a=…`.' }],
			fixed: 'FROM scratch\nLABEL a=b\n',
		},
		{
			name: 'a value of several words',
			text: 'FROM scratch\nENV a b c d\n',
			findings: [{ text: 'a b c d', at: [2, 5], message: '`ENV a …` should be written `ENV a=…`.' }],
			fixed: 'FROM scratch\nENV a="b c d"\n',
		},
		{
			name: 'in lower case',
			text: 'from scratch\nenv a b\n',
			findings: [{ text: 'a b', at: [2, 5], message: '`ENV a …` should be written `ENV a=…`.' }],
			fixed: 'from scratch\nenv a=b\n',
		},
		{
			name: 'an = in the value only',
			text: 'FROM scratch\nENV a b=c\n',
			findings: [{ text: 'a b=c', at: [2, 5], message: '`ENV a …` should be written `ENV a=…`.' }],
		},
		{
			name: 'with quotes',
			text: 'FROM scratch\nENV a "b c"\n',
			findings: [{ text: 'a "b c"', at: [2, 5], message: '`ENV a …` should be written `ENV a=…`.' }],
		},
		{
			name: 'a tab',
			text: 'FROM scratch\nENV a\tb\n',
			findings: [{ text: 'a\tb', at: [2, 5], message: '`ENV a …` should be written `ENV a=…`.' }],
			fixed: 'FROM scratch\nENV a=b\n',
		},
		{
			name: 'with CRLF and a byte order mark',
			text: '\ufeffFROM scratch\r\nENV a b\r\n',
			findings: [{ text: 'a b', at: [2, 5], message: '`ENV a …` should be written `ENV a=…`.' }],
			fixed: '\ufeffFROM scratch\r\nENV a=b\r\n',
		},
		{
			name: 'over continuations',
			text: 'FROM scratch\nENV a \\\n# c\n b\n',
			findings: [{ text: 'a \\\n# c\n b', at: [2, 5], message: '`ENV a …` should be written `ENV a=…`.' }],
		},
		{
			name: 'an ONBUILD where it runs',
			text: 'FROM scratch AS a\nONBUILD ENV a b\nFROM a\n',
			findings: [{ text: 'FROM', at: [3, 1], message: '`ENV a …` should be written `ENV a=…`.' }],
		},
		{
			name: 'a variable',
			text: 'FROM scratch\nENV PATH /x:$PATH\n',
			findings: [
				{ text: 'PATH /x:$PATH', at: [2, 5], message: '`ENV PATH …` should be written `ENV PATH=…`.' },
			],
		},
		{
			name: 'with another escape character',
			text: '# escape=`\nFROM scratch\nENV a b`\n c\n',
			findings: [{ text: 'a b`\n c', at: [3, 5], message: '`ENV a …` should be written `ENV a=…`.' }],
		},
	],
	passes: [
		{
			name: 'key=value',
			text: 'FROM scratch\nENV a=b c=d\n',
		},
		{
			name: 'an empty value',
			text: 'FROM scratch\nENV a=\n',
		},
		{
			name: 'quotes around blanks',
			text: 'FROM scratch\nENV a="b c"\n',
		},
		{
			name: 'an escaped blank',
			text: 'FROM scratch\nENV a=b\\ c\n',
		},
		{
			name: 'ARG',
			text: 'FROM scratch\nARG a b\n',
		},
		{
			name: 'an ONBUILD that nothing builds on',
			text: 'FROM scratch\nONBUILD ENV a b\n',
		},
		{
			name: 'a heredoc',
			text: 'FROM scratch\nRUN <<EOF\nENV a b\nEOF\n',
		},
		{
			name: 'where the file says so',
			text: '# check=skip=LegacyKeyValueFormat\nFROM scratch\nENV a b\n',
		},
	],
});
