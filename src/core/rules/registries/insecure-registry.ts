import type { ComposeService, Text } from '../../compose/model.ts';
import type { ConfigFile, Setting } from '../../config/model.ts';
import { isLoopbackHost, parseImageName } from '../../image/image-name.ts';
import { REGISTRY_CLIENTS } from '../../knowledge/registries.ts';
import type { ShellCommand } from '../../shell/command.ts';
import type { Span } from '../../source/position.ts';
import { defineRule } from '../rule.ts';

/** Without TLS anyone on the way can read a password and swap an image, and the engine would run it. */
export const insecureRegistry = defineRule({
	id: 'insecure-registry',
	topic: 'registries',
	severity: 'error',
	summary: 'Registries are reached over TLS that is verified',
	messages: {
		listed:
			'With `{registry}` listed, passwords and images travel without verified TLS. Install the CA in `/etc/docker/certs.d`.',
		plain: '`{registry}` is reached over plain HTTP: anyone on the way can swap images. Use `https://`.',
		unverified: '`{setting}` accepts any certificate. Remove it, and install the certificate of the CA.',
	},
	dockerfile({ facts, shell, report }) {
		for (const instruction of facts.select('RUN', 'CMD', 'ENTRYPOINT', 'HEALTHCHECK')) {
			const { args, isJson } = instruction;
			// Behind an entrypoint of the image's own, the first word is an option.
			const isOption = isJson && args[0]?.text.startsWith('--');
			const found = isOption ? listOptionWeaknesses(args) : shell(instruction).flatMap(listCommandWeaknesses);
			for (const { message, value, span } of found) report(message, span, { values: value });
		}
	},
	compose({ compose, report }) {
		for (const service of compose.services) {
			for (const { message, value, span } of listServiceWeaknesses(service))
				report(message, span, { values: value });
		}
	},
	config({ config, report }) {
		for (const { message, value, span } of CONFIG[config.kind](config))
			report(message, span, { values: value });
	},
});

interface Weakness {
	readonly message: 'listed' | 'plain' | 'unverified';
	readonly value: Readonly<Record<string, string>>;
	readonly span: Span;
}

/** A word of a command line; without `text` it depends on a variable. */
interface CommandWord {
	readonly text?: string | undefined;
	readonly span: Span;
}

const CONFIG = {
	daemon: listDaemonWeaknesses,
	buildkitd: listBuildkitdWeaknesses,
	registry: listRegistryWeaknesses,
};

function listDaemonWeaknesses({ settings }: ConfigFile): Weakness[] {
	return settings.flatMap((setting) => {
		const { path, value, valueSpan } = setting;
		if (path[0] === 'insecure-registries') return checkListedRegistry(value, valueSpan);
		return path[0] === 'registry-mirrors' ? checkPlainHttp(value, valueSpan) : [];
	});
}

function listBuildkitdWeaknesses({ settings }: ConfigFile): Weakness[] {
	const isOn = ({ path, value }: Setting, host: unknown, key: string) =>
		path.length === 3 && path[0] === 'registry' && path[1] === host && path[2] === key && value === true;
	return settings.flatMap((setting) => {
		const { path, value, keySpan, valueSpan } = setting;
		const [section, host] = path;
		if (section !== 'registry' || typeof host !== 'string') return [];
		if (path[2] === 'mirrors') return checkPlainHttp(value, valueSpan);
		if (isLoopbackHost(host)) return [];
		const span = { start: keySpan.start, end: valueSpan.end };
		if (isOn(setting, host, 'http')) return [{ message: 'plain', value: { registry: host }, span }];
		const isPlain = settings.some((other) => isOn(other, host, 'http'));
		if (!isOn(setting, host, 'insecure') || isPlain) return [];
		return [{ message: 'unverified', value: { setting: 'insecure = true' }, span }];
	});
}

function listRegistryWeaknesses({ settings }: ConfigFile): Weakness[] {
	return settings.flatMap(({ path, value, valueSpan }) =>
		path.join('.') === 'proxy.remoteurl' ? checkPlainHttp(value, valueSpan) : [],
	);
}

function listServiceWeaknesses({ environment, command, entrypoint }: ComposeService): Weakness[] {
	const remote = environment.filter(({ key }) => key.text === 'REGISTRY_PROXY_REMOTEURL');
	return [
		...remote.flatMap(({ value }) => (value ? checkPlainHttp(value.text, value.span) : [])),
		...[entrypoint, command].flatMap((start) => {
			if (!start) return [];
			const { words, commands } = start.value;
			// Where the program is the image's own entrypoint, as in Docker's image of itself, the first word is its first option.
			return [...listOptionWeaknesses(words.map(toCommandWord)), ...commands.flatMap(listCommandWeaknesses)];
		}),
	];
}

function toCommandWord(word: Text): CommandWord {
	return word.text.includes('$') ? { span: word.span } : word;
}

function listCommandWeaknesses({ name, args }: ShellCommand): Weakness[] {
	const weaknesses = listOptionWeaknesses(args);
	if (!REGISTRY_CLIENTS.has(name ?? '')) return weaknesses;
	const verb = args.findIndex(({ text }) => /^(login|logout|pull|push)$/.test(text ?? ''));
	const addresses = verb === -1 ? [] : args.slice(verb + 1);
	return [...weaknesses, ...addresses.flatMap(({ text, span }) => checkPlainHttp(text ?? '', span))];
}

function listOptionWeaknesses(words: readonly CommandWord[]): Weakness[] {
	if (!words.some(({ text }) => text?.startsWith('--'))) return [];
	let isLocal: boolean | undefined;
	return words.flatMap(({ text, span }, index) => {
		if (!text?.startsWith('--')) return [];
		if (/^--(src-|dest-)?tls-verify=(0|f|false)$/i.test(text)) {
			isLocal ??= isForLoopback(words);
			return isLocal ? [] : [{ message: 'unverified', value: { setting: text }, span }];
		}
		const [, option, value] = /^--(insecure-registry|registry-mirror)(?:=(.*))?$/s.exec(text) ?? [];
		if (option === undefined) return [];
		const next = value === undefined ? words[index + 1] : undefined;
		const address = next ? next.text : (value ?? '');
		const whole = { start: span.start, end: next?.span.end ?? span.end };
		if (address === undefined) return [];
		if (option === 'registry-mirror') return checkPlainHttp(address, whole);
		// Clients have a flag of the same name without a host.
		if (address === 'false') return [];
		if (/^(true|-.*|)$/s.test(address))
			return [{ message: 'unverified', value: { setting: '--insecure-registry' }, span }];
		return checkListedRegistry(address, whole);
	});
}

/** True where every registry among the words is on this machine. */
function isForLoopback(words: readonly CommandWord[]): boolean {
	const hosts = words.flatMap(({ text = '' }) => {
		// `dir:/a` and its like are places on this machine's disk.
		if (text.startsWith('-') || /^[a-z-]+:(?!\/\/)\D/.test(text)) return [];
		const address = text.replace(/^docker:\/\//, '');
		const host = parseImageName(address.includes('/') ? address : `${address}/`).host;
		return host === undefined ? [] : [host];
	});
	return hosts.length > 0 && hosts.every(isLoopbackHost);
}

function checkListedRegistry(value: Setting['value'], span: Span): Weakness[] {
	const registryAddress = String(value ?? '');
	const host = registryAddress.replace(/^https?:\/\/(?:[^@/]*@)?/, '').replace(/\/.*$/, '');
	if (registryAddress === '' || registryAddress.includes('$') || isLoopbackHost(host)) return [];
	return [{ message: 'listed', value: { registry: registryAddress.replace(/[^/@]*@/, '') }, span }];
}

function checkPlainHttp(value: Setting['value'], span: Span): Weakness[] {
	const [, host] = /^http:\/\/(?:[^@/]*@)?([^/?#]+)/i.exec(String(value ?? '')) ?? [];
	if (host === undefined || host.includes('$') || isLoopbackHost(host)) return [];
	return [{ message: 'plain', value: { registry: host }, span }];
}
