import type { Instruction } from '../../dockerfile/model.ts';
import { isTrustStore } from '../../image/credentials.ts';
import type { DockerfileFacts } from '../../image/facts.ts';
import { listScripts } from '../../image/instructions.ts';
import { isMounted, isRemovedAfter, type RunLayer } from '../../image/layer.ts';
import { isWithin } from '../../image/paths.ts';
import { listWrittenFiles } from '../../image/written-files.ts';
import type { ShellCommand } from '../../shell/command.ts';
import { findGitFetch } from '../../shell/git-fetch.ts';
import type { ShellWord } from '../../shell/shell-word.ts';
import type { Span } from '../../source/position.ts';
import { defineRule } from '../rule.ts';

/** A mount is gone when its `RUN` ends; what was copied out of it is a file like any other, in a layer that everyone pulls. */
export const secretMountCopied = defineRule({
	id: 'secret-mount-copied',
	topic: 'git-in-containers',
	severity: 'error',
	summary: 'What a secret mount gives is read there and not copied',
	messages: {
		copied: 'This writes the secret `{secret}` into the layer. Read it where it is mounted.',
		stage:
			'This writes the secret `{secret}` into a layer of this stage, and of every cache that is exported.',
		config:
			'`{call}` writes the secret `{secret}` into a file of the layer. Mount that file as a secret instead.',
		clone:
			'`.git/config` keeps this address, and the secret `{secret}` with it. Use a credential helper, or remove `.git`.',
		moved: 'A mount cannot be moved. Read the secret `{secret}` where it is mounted.',
		linked: 'This link stays and leads nowhere: `{secret}` is mounted in this step only.',
	},
	dockerfile({ facts, stages, report }) {
		for (const run of facts.select('RUN')) {
			const secrets = listSecrets(run, facts);
			if (secrets.length === 0) continue;
			const stage = stages.stageOf(run);
			const isFinal = stage === undefined || stages.isInFinalImage(stage);
			for (const { kind, secret, span, call } of listLeaks(run, secrets, facts)) {
				const message = kind === 'copied' && !isFinal ? 'stage' : kind;
				const severity = kind === 'linked' ? 'info' : isFinal ? undefined : 'warning';
				report(message, span, {
					values: { secret: secret.name, call },
					severity,
				});
			}
		}
	},
});

interface Secret {
	readonly name: string;
	/** The file that is mounted. */
	readonly path: string | undefined;
	/** Matches a word that holds its value. */
	readonly value: RegExp | undefined;
}

interface Leak {
	readonly kind: Exclude<keyof (typeof secretMountCopied)['messages'], 'stage'>;
	readonly secret: Secret;
	readonly span: Span;
	readonly call: string;
}

/** More of them than any hand writes are not followed, so that no file takes time beyond measure. */
const MOST_SECRETS = 30;

function listSecrets(run: Instruction, facts: DockerfileFacts): Secret[] {
	const mounts = facts
		.readMounts(run)
		.filter(({ type }) => type === 'secret' || type === 'ssh')
		.slice(0, MOST_SECRETS);
	if (mounts.length === 0) return [];
	const layer = facts.readLayer(run);
	return mounts.flatMap(({ type, source, target, env }) => {
		const path = target === undefined ? undefined : layer.resolve(target, 0);
		if (type === 'ssh') return [{ name: 'ssh', path, value: undefined }];
		const name = source ?? target ?? env ?? '';
		const names = [...(env === undefined ? [] : [env]), ...listReadingNames(run, target)];
		return [{ name, path, value: compileValueTest(names, target) }];
	});
}

/** The variables that the shell fills from the file: `T=$(cat /run/secrets/t)`, `read T < /run/secrets/t`. */
function listReadingNames(run: Instruction, target: string | undefined): string[] {
	if (target === undefined) return [];
	const file = escapePattern(target);
	const filling = new RegExp(
		`\\b(\\w+)=["']?(?:\\$\\(|\`)[^)\`\n]{0,200}${file}|\\bread (?:-r )?(\\w+) *< *["']?${file}`,
		'g',
	);
	return listScripts(run).flatMap(({ text }) =>
		[...text.matchAll(filling)].map(([, set, read]) => set ?? read ?? ''),
	);
}

function escapePattern(text: string): string {
	return text.replace(/[^\w/]/g, '\\$&');
}

function compileValueTest(names: readonly string[], target: string | undefined): RegExp | undefined {
	const parts = names.filter((name) => /^\w+$/.test(name)).map((name) => `\\$(?:${name}\\b|\\{${name}\\b)`);
	if (target !== undefined) parts.push(`(?:\\$\\(|\`)(?:cat|<|head|tail)?[^)]*${escapePattern(target)}`);
	return parts.length === 0 ? undefined : new RegExp(parts.join('|'));
}

function listLeaks(run: Instruction, secrets: readonly Secret[], facts: DockerfileFacts): Leak[] {
	const layer = facts.readLayer(run);
	const leaks: Leak[] = [];
	const add = (kind: Leak['kind'], span: Span, secret: Secret | undefined, call = '') => {
		if (secret) leaks.push({ kind, span, secret, call });
	};
	const holder = (words: readonly ShellWord[]) =>
		secrets.find(({ value }) => value && words.some(({ raw }) => !raw.startsWith("'") && value.test(raw)));
	const reader = (words: readonly ShellWord[], index: number) =>
		secrets.find(
			({ path }) =>
				path !== undefined &&
				words.some((word) => {
					const text = layer.readWord(word, index);
					const read = text === undefined ? undefined : layer.resolve(text, index);
					return read !== undefined && isWithin(path, read);
				}),
		);
	const agent = secrets.find(({ name, value }) => name === 'ssh' && !value);
	const isGone = (path: string | undefined, index: number) =>
		path !== undefined &&
		(/^\/(?:dev|proc|sys)\//.test(path) ||
			(isTrustStore(path) && /\.(?:crt|cer|pem|gpg|asc)$/.test(path)) ||
			isMounted(layer, path) ||
			isRemovedAfter(layer, path, index));

	const places = new Map(layer.commands.map((one, at) => [one, at]));
	for (const { path, span, sources, index } of listWrittenFiles(layer)) {
		const command = layer.commands[index];
		if (!command || isGone(path, index) || !sources.every(passesOn)) continue;
		const secretsRead = sources
			.map((source) => {
				const words = [...source.args, ...source.redirects.filter(isInput).map(({ target }) => target)];
				const ofFile = source.name === 'mv' || isCopying(source) ? words.slice(0, -1) : words;
				return (
					(source.name !== 'echo' &&
						source.name !== 'printf' &&
						reader(ofFile, places.get(source) ?? index)) ||
					holder(words) ||
					findInHeredoc(source, run, secrets)
				);
			})
			.find((secret) => secret !== undefined);
		if (secretsRead?.name === 'ssh') continue;
		add(
			command.name === 'mv' && reader(command.args, index) ? 'moved' : 'copied',
			span,
			secretsRead || undefined,
		);
	}
	layer.commands.forEach((command, index) => {
		const { name = '', args, nameSpan } = command;
		const last = args.at(-1);
		const target = last && layer.readWord(last, index);
		const path = target === undefined ? undefined : layer.resolve(target, index);
		if (name === 'ln' && last) {
			const isAgent = agent && args.some(({ raw }) => /^"?\$\{?SSH_AUTH_SOCK\}?"?$/.test(raw));
			const secret = isAgent ? agent : reader(args.slice(0, -1), index);
			if (!isGone(path, index)) add('linked', last.span, secret);
		} else if (name === 'sed' && last && args.some(({ raw }) => /^-[a-zA-Z]*i|^--in-place/.test(raw))) {
			if (!isGone(path, index)) add('copied', last.span, holder(args.slice(0, -1)));
		} else if (name === 'dd') {
			const output = args.find(({ raw }) => raw.startsWith('of='));
			const input = args.find(({ raw }) => raw.startsWith('if='));
			const secret = secrets.find(
				(one) => one.path !== undefined && input?.text === `if=${one.path}` && one.name !== 'ssh',
			);
			if (output && !isGone(layer.resolve(output.raw.slice(3), index), index))
				add('copied', output.span, secret);
		} else if (name === 'git' && findGitFetch(command)?.verb === 'clone') {
			const address = args.find(({ raw }) => raw.includes('://'));
			if (address && !isCloneGone(command, index, layer)) add('clone', address.span, holder([address]));
		} else {
			const call = findConfigCall(command);
			const secret = call === undefined ? undefined : holder(args);
			if (call && secret && !isConfigGone(call, command, index, layer))
				add(
					'config',
					{ start: nameSpan.start, end: args.at(-1)?.span.end ?? nameSpan.end },
					secret,
					call.call,
				);
		}
	});
	return leaks;
}

/** Programs whose output is what they are given, be it in another form. */
const PASSING =
	/^(?:cat|echo|printf|cp|mv|install|tee|head|tail|sed|awk|tr|cut|base64|envsubst|sort|grep|jq|rev|xargs)$/;

function passesOn({ name = '' }: ShellCommand): boolean {
	return PASSING.test(name);
}

function isCopying({ name = '' }: ShellCommand): boolean {
	return name === 'cp' || name === 'install';
}

function isInput({ operator }: ShellCommand['redirects'][number]): boolean {
	return operator.startsWith('<');
}

/** `cat <<EOF > file` with the secret's variable in its lines. */
function findInHeredoc(
	{ span }: ShellCommand,
	{ heredocs }: Instruction,
	secrets: readonly Secret[],
): Secret | undefined {
	const own = heredocs.find((one) => one.expands && one.span.start > span.start && one.span.end <= span.end);
	return own && secrets.find(({ value }) => value?.test(own.content));
}

function isCloneGone(command: ShellCommand, index: number, layer: RunLayer): boolean {
	const words = command.args.slice(1).filter(({ raw }) => !raw.startsWith('-'));
	const address = words.findIndex(({ raw }) => raw.includes('://'));
	const folder = words[address + 1];
	const name = folder
		? layer.readWord(folder, index)
		: /([^/]+?)(?:\.git)?["']?$/.exec(words[address]?.raw ?? '')?.[1];
	const path = name === undefined ? undefined : layer.resolve(`${name}/.git`, index);
	if (path === undefined) return layer.removals.some((list, at) => at > index && list.length > 0);
	// Another address may be put in its place.
	const isReset = layer.commands.some(
		({ name: program, args }, at) =>
			at > index && program === 'git' && args.some(({ text }) => text === 'set-url' || text === 'remove'),
	);
	return isReset || isMounted(layer, path) || isRemovedAfter(layer, path, index);
}

interface ConfigCall {
	readonly call: string;
	/** Files that it may write. */
	readonly files: readonly string[];
}

/** What package managers and git are told to keep in their settings. */
const CONFIG_CALLS: Readonly<Record<string, { readonly verbs: RegExp; readonly files: readonly string[] }>> =
	{
		git: { verbs: /^(?:config(?: set)?)$/, files: ['~/.gitconfig', '/etc/gitconfig', '.git/config'] },
		npm: { verbs: /^(?:config set|set|c set)$/, files: ['~/.npmrc', '.npmrc'] },
		pnpm: { verbs: /^(?:config set|set)$/, files: ['~/.npmrc', '.npmrc'] },
		yarn: { verbs: /^config set$/, files: ['~/.yarnrc.yml', '.yarnrc.yml', '~/.yarnrc'] },
		pip: { verbs: /^config set$/, files: ['~/.config/pip/pip.conf', '/etc/pip.conf'] },
		composer: {
			verbs: /^config\b/,
			files: ['~/.composer/auth.json', '~/.config/composer/auth.json', 'auth.json'],
		},
		bundle: { verbs: /^config\b/, files: ['~/.bundle/config', '.bundle/config', '/usr/local/bundle/config'] },
		poetry: { verbs: /^config\b/, files: ['~/.config/pypoetry/auth.toml'] },
		dotnet: { verbs: /^nuget (?:add|update)$/, files: ['~/.nuget/NuGet/NuGet.Config', 'nuget.config'] },
	};

function findConfigCall({ name = '', args }: ShellCommand): ConfigCall | undefined {
	const program = name === 'pip3' ? 'pip' : name;
	const table = Object.hasOwn(CONFIG_CALLS, program) ? CONFIG_CALLS[program] : undefined;
	if (!table) return undefined;
	const words = args.filter(({ raw }) => !raw.startsWith('-')).map(({ raw }) => raw);
	const verb = [words.slice(0, 2).join(' '), words[0] ?? ''].find((text) => table.verbs.test(text));
	const isUndone = args.some(({ raw }) => /^--(?:unset|remove|get|delete)/.test(raw));
	return verb === undefined || isUndone
		? undefined
		: { call: `${program} ${verb.replace(/^(config) (?!set).*/, '$1')}`, files: table.files };
}

/** True where a later command takes the setting back, or removes a file that may hold it. */
function isConfigGone(
	{ files }: ConfigCall,
	{ name }: ShellCommand,
	index: number,
	layer: RunLayer,
): boolean {
	const isUndone = layer.commands.some(
		(later, at) =>
			at > index &&
			later.name === name &&
			later.args.some(({ raw }) => /^(?:--)?(?:unset|delete|remove|rm)/.test(raw)),
	);
	return (
		isUndone ||
		files.some((file) => {
			const path = layer.resolve(file, index);
			return path !== undefined && (isMounted(layer, path) || isRemovedAfter(layer, path, index));
		})
	);
}
