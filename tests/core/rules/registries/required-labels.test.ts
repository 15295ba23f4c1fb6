import { describe, expect, test } from 'vitest';
import { lint } from '#core/lint/lint.ts';
import { DEFAULT_SETTINGS } from '#core/lint/settings.ts';
import { requiredLabels } from '#core/rules/registries/required-labels.ts';
import { markedTest, ruleTest } from '../rule-test.ts';

const revision = 'org.opencontainers.image.revision';
const settings = { requiredLabels: [revision] };

ruleTest(requiredLabels, {
	reports: [
		{
			name: 'names the labels that are missing',
			text: 'FROM a:1\nLABEL b=1\n',
			settings: { requiredLabels: ['a', 'b', 'c'] },
			findings: [
				{
					text: 'FROM',
					at: [1, 1],
					message:
						'The image lacks the labels `a`, `c`, which `required-labels` asks for. Set them here, or when it is built.',
				},
			],
		},
		{
			name: 'names the one label',
			text: 'FROM a:1\n',
			settings,
			findings: [
				{
					text: 'FROM',
					at: [1, 1],
					message: `The image has no label \`${revision}\`, which \`required-labels\` asks for. Set it here, or when it is built.`,
				},
			],
		},
	],
	passes: [{ name: 'nothing where the settings ask for nothing', text: 'FROM a:1\n' }],
});

markedTest(
	requiredLabels,
	[
		'«FROM» a:1\n',
		'«FROM» scratch\n',
		'«FROM» a:1\nLABEL org.opencontainers.image.source=x\n',
		`FROM a:1 AS b\nLABEL ${revision}=x\n«FROM» a:1\nCOPY --from=b /a /a\n`,
		`«FROM» a:1\n# LABEL ${revision}=x\n`,
		`«FROM» a:1\nENV ${revision}=x\n`,
		`«FROM» a:1\nLABEL ${revision.toUpperCase()}=x\n`,
		`«from» a:1\nrun make\n`,
		`FROM a:1 AS b\n«FROM» b AS c\n`,
		`«FROM» a:1\nONBUILD LABEL ${revision}=x\n`,
		`# syntax=docker/dockerfile:1\n\nARG A\n«FROM» a:1\nRUN make\nCMD ["a"]\n`,
		`«FROM» a:1\nLABEL "other label"=x maintainer=me\n`,
		// Silent.
		`FROM a:1\nLABEL ${revision}=x\n`,
		`FROM a:1\nLABEL a=b \\\n  ${revision}=x\n`,
		`FROM a:1\nLABEL "${revision}"="x"\n`,
		`FROM a:1\nARG R\nLABEL ${revision}=$R\n`,
		`FROM a:1\nLABEL ${revision} x\n`,
		`FROM a:1 AS b\nLABEL ${revision}=x\nFROM b\n`,
		`FROM a:1 AS b\nONBUILD LABEL ${revision}=x\nFROM b\n`,
		`FROM a:1\nARG N\nLABEL $N=x\n`,
		`FROM a:1\nARG P=org.opencontainers.image\nLABEL $P.revision=x\n`,
		`FROM a:1\nlabel ${revision}=\n`,
		`FROM a:1 AS b\nFROM a:1\nLABEL ${revision}=x\n`,
		`FROM a:1\nLABEL ${revision}=x\nLABEL ${revision}=y\n`,
	].map((text) => ({ text, settings })),
);

describe('a build definition', () => {
	const inputs = { args: new Map(), target: undefined, contexts: [] };
	const count = (labels: readonly string[]) =>
		lint(
			{ path: 'Dockerfile', text: 'FROM a:1\n' },
			{
				rules: [requiredLabels],
				settings: { ...DEFAULT_SETTINGS, ...settings },
				builds: [{ names: [{ name: 'web' }], inputs: { ...inputs, labels } }],
			},
		).length;
	test('may pass the label', () => expect([count([]), count(['x']), count([revision])]).toEqual([1, 1, 0]));
});
