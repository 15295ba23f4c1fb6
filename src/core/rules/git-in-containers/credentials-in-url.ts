import type { Instruction } from '../../dockerfile/model.ts';
import type { DockerfileFacts } from '../../image/facts.ts';
import { listScripts } from '../../image/instructions.ts';
import { locateSpan } from '../../shell/script.ts';
import type { Span } from '../../source/position.ts';
import { defineRule } from '../rule.ts';
import { listUrlCredentials } from '../shared/url-credentials.ts';

/** An address is part of the instruction's text, and the text is kept in the history of the image for everyone to read. */
export const credentialsInUrl = defineRule({
	id: 'credentials-in-url',
	topic: 'git-in-containers',
	severity: 'error',
	summary: 'No address carries a password or a token',
	runsAfterErrors: true,
	messages: {
		password:
			'Everyone who has the image can read the password in this address. Take it from a secret mount, and change it.',
		passwordAtStart:
			'Everyone who has the image can read the password in this address. Set it when the container starts, and change it.',
		tokenAtStart:
			'Everyone who has the image can read the token in this address. Set it when the container starts, and revoke it.',
		token:
			'Everyone who has the image can read the token in this address. Take it from a secret mount, and revoke it.',
	},
	dockerfile({ facts, variables, report }) {
		for (const instruction of facts.instructions) {
			for (const script of listScripts(instruction)) {
				const { text } = script;
				if (!text.includes('://') || !text.includes('@')) continue;
				const fromMount = new Set(facts.readMounts(instruction).map(({ env }) => env));
				const ofShell = listAssignedNames(text);
				const isOpen = (name: string) =>
					!fromMount.has(name) && !ofShell.has(name) && variables.isDeclared(name, instruction) !== undefined;
				for (const { kind, isGuessable, host, start, end } of listUrlCredentials(text, isOpen)) {
					// A tool that only needs some address to run: nothing answers there but the build itself.
					if (isGuessable && instruction.keyword === 'RUN' && LOOPBACK.test(host)) continue;
					const userInfo = locateSpan(script, text.indexOf('://', start) + 3, end - 1);
					const span = locateSpan(script, start, end);
					const message = isForStart(instruction, span, facts) ? (`${kind}AtStart` as const) : kind;
					report(message, span, { secrets: [userInfo] });
				}
			}
		}
	},
});

const LOOPBACK = /^(?:localhost|127(?:\.\d+){3})$/i;

/** True where the container uses the address, and no step of the build does: a secret of the build is of no help there. */
function isForStart({ keyword, pairs }: Instruction, { start, end }: Span, facts: DockerfileFacts): boolean {
	if (keyword === 'CMD' || keyword === 'ENTRYPOINT' || keyword === 'HEALTHCHECK') return true;
	const name = pairs.find(({ span }) => span.start <= start && span.end >= end)?.key.text;
	if (keyword !== 'ENV' || name === undefined || BUILD_VARIABLE.test(name)) return false;
	const use = new RegExp(`\\$\\{?${name.replace(/\W/g, '')}\\b`);
	return !facts.select('RUN', 'ADD').some((step) => listScripts(step).some(({ text }) => use.test(text)));
}

/** What package managers, git and their like read while the image is built. */
const BUILD_VARIABLE =
	/^(?:PIP|UV|NPM|YARN|PNPM|BUNDLE|COMPOSER|POETRY|CARGO|GO|GIT|MAVEN|GRADLE)_|^GOPROXY$|_PROXY$/i;

/** `TOKEN=$(cat /run/secrets/token)` gives the shell another value than an `ARG` of that name has. */
function listAssignedNames(text: string): ReadonlySet<string | undefined> {
	return new Set([...text.matchAll(/(?<![\w$-])(\w+)=["']?(?:\$\(|`)/g)].map(([, name]) => name));
}
