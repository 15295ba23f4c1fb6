import { copyOutsideContext } from '#core/rules/git-in-containers/copy-outside-context.ts';
import { markedTest, ruleTest } from '../rule-test.ts';

const files = { 'lib/a.ts': '', 'b.ts': '' };

ruleTest(copyOutsideContext, {
	reports: [
		{
			name: 'says what is looked for where no context is known',
			text: 'FROM a:1\nCOPY ../lib /lib\n',
			findings: [
				{
					text: '../lib',
					at: [2, 6],
					message:
						'Nothing above the build context can be copied: the engine drops `..` and takes `lib` of the context.',
				},
			],
		},
		{
			name: 'says that another file is copied, or none is there',
			text: 'FROM a:1\nCOPY ../lib ../c.ts /lib/\n',
			files,
			findings: [
				{
					text: '../lib',
					at: [2, 6],
					message: 'The engine drops `..` here, and copies `lib` of the context, not the file above it.',
				},
				{
					text: '../c.ts',
					at: [2, 13],
					message: 'The engine drops `..` here, and the context has no `c.ts`. Build from the folder above.',
				},
			],
		},
		{
			name: 'says that the whole context is copied where nothing but `..` is named',
			text: 'FROM a:1\nCOPY app/../.. /srv\n',
			files,
			findings: [
				{
					text: 'app/../..',
					at: [2, 6],
					message:
						'Nothing above the build context can be copied: the engine drops `..` and takes the whole context.',
				},
			],
		},
	],
	passes: [{ name: 'paths inside', text: 'FROM a:1\nCOPY lib /lib\n', files }],
});

markedTest(copyOutsideContext, [
	'FROM a:1\nCOPY «../x» /x\n',
	'FROM a:1\nCOPY a «../x» b /x/\n',
	'FROM a:1\nADD «../../x.txt» /x\n',
	'FROM a:1\nCOPY «a/../../x» /x\n',
	'FROM a:1\nCOPY «./../x» /x\n',
	'FROM a:1\nCOPY «/../x» /x\n',
	'FROM a:1\nCOPY «..» /x\n',
	'FROM a:1\nCOPY «../» /x\n',
	'FROM a:1\nCOPY [«"../x"», "/x"]\n',
	'FROM a:1\nCOPY --chown=1 \\\n  «../x» \\\n  /x\n',
	'FROM a:1\nARG D=..\nCOPY «$D/x» /x\n',
	'FROM a:1\nARG V\nCOPY «../$V» /x\n',
	'FROM a:1 AS b\nCOPY «../x» /x\nFROM b\nONBUILD COPY «../y» /y\n',
	'FROM a:1\r\nCOPY «../*.txt» /x/\r\n',
	// Silent.
	'FROM a:1\nCOPY x /x\n',
	'FROM a:1\nCOPY a/../b /x\n',
	'FROM a:1\nCOPY app/.. /x\n',
	'FROM a:1\nCOPY ./a/./b/../.. /x\n',
	'FROM a:1\nCOPY ..a/b /x\n',
	'FROM a:1\nCOPY a..b ...c /x/\n',
	'FROM a:1\nCOPY a ../x\n',
	'FROM a:1 AS b\nFROM a:1\nCOPY --from=b ../x /x\n',
	'FROM a:1\nARG V\nCOPY $V/x /x\n',
	'FROM a:1\nADD https://example.com/../x /x\n',
	'FROM a:1\nCOPY <<EOF /x\n../x\nEOF\n',
	'FROM a:1\nRUN cp ../x /x\n',
	'FROM a:1\nWORKDIR ../x\n',
	'# COPY ../x /x\nFROM a:1\n',
]);
