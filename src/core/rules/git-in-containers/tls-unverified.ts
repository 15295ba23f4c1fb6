import type { Pair } from '../../dockerfile/model.ts';
import { isLoopbackHost } from '../../image/image-name.ts';
import { listScripts } from '../../image/instructions.ts';
import { TLS_LINE, TLS_SETTINGS, TLS_SWITCHES, TLS_VARIABLES } from '../../knowledge/tls-switches.ts';
import type { ShellCommand } from '../../shell/command.ts';
import { locateSpan } from '../../shell/script.ts';
import type { ShellWord } from '../../shell/shell-word.ts';
import type { Span } from '../../source/position.ts';
import { defineRule } from '../rule.ts';

/** Encryption without a check of who answers protects from nobody who stands in between. */
export const tlsUnverified = defineRule({
	id: 'tls-unverified',
	topic: 'git-in-containers',
	severity: 'warning',
	summary: 'Who answers, and who signed a package, is checked',
	messages: {
		tls: '`{switch}` believes whoever answers. Install the CA instead.',
		signature:
			'`{switch}` installs packages whatever their signature. Install the key of their repository instead.',
	},
	dockerfile({ facts, dockerfile, report }) {
		const source = dockerfile.text;
		for (const instruction of facts.select('ENV', 'ARG')) {
			for (const pair of instruction.pairs) {
				if (isOff(pair.key.text, readValue(pair))) reportSwitch(pair.key.text, pair.span);
			}
		}
		for (const instruction of facts.select('RUN', 'CMD', 'ENTRYPOINT', 'HEALTHCHECK')) {
			if (!MAY_SWITCH.test(instruction.body.text) && instruction.heredocs.length === 0) continue;
			const commands = facts.listCommands(instruction);
			for (const one of commands.flatMap((command) => listSwitches(command, source)))
				reportSwitch(one.text, one.span, one.isSignature);
			if (instruction.keyword === 'RUN')
				for (const script of listScripts(instruction))
					for (const { start, end, text } of listWrittenLines(script.text))
						if (commands.some(({ name }) => name !== undefined && WRITERS.test(name)))
							reportSwitch(
								text,
								locateSpan(script, start, end),
								/trusted=yes|gpgcheck|unauthenticated/i.test(text),
							);
		}
		function reportSwitch(text: string, span: Span, isSignature = false) {
			report(isSignature ? 'signature' : 'tls', span, { values: { switch: text } });
		}
	},
	compose({ compose, report }) {
		const source = compose.text;
		for (const { environment, command, entrypoint } of compose.services) {
			for (const { key, value } of environment)
				if (value && isOff(key.text, value.text))
					report('tls', { start: key.span.start, end: value.span.end }, { values: { switch: key.text } });
			const commands = [entrypoint, command].flatMap((start) => start?.value.commands ?? []);
			for (const { text, span, isSignature } of commands.flatMap((command) => listSwitches(command, source)))
				report(isSignature ? 'signature' : 'tls', span, { values: { switch: text } });
		}
	},
});

/** Cheap: what all texts with a switch in them have. */
const MAY_SWITCH =
	/insecure|no-|\bcurl\b|trusted|ssl|TLS|auth|gpg|signature|strict|cert|HTTPSVERIFY|force-yes|AllowUn/i;
const WRITERS = /^(?:echo|printf|tee|cat|sed)$/;

interface Switch {
	readonly text: string;
	readonly span: Span;
	readonly isSignature?: boolean;
}

function readValue({ value }: Pair): string {
	return value?.text.replace(/^(["'])(.*)\1$/, '$2') ?? '';
}

function isOff(name: string, value: string): boolean {
	const on = TLS_VARIABLES.get(name);
	return on !== undefined && !value.includes('$') && !on.test(value) && !isLoopbackHost(value);
}

function listSwitches(command: ShellCommand, source: string): Switch[] {
	return [...listAssignments(command, source), ...listOptions(command), ...listKeptSettings(command)];
}

/** `GIT_SSL_NO_VERIFY=1 git clone …` and `export GIT_SSL_NO_VERIFY=1`. */
function listAssignments({ name, args, assignments, span }: ShellCommand, source: string): Switch[] {
	const exported = name === 'export' ? args.map(({ raw, text = raw }) => splitPair(text)) : [];
	return [...assignments, ...exported].flatMap(({ name: key, value = '$' }) => {
		const at = isOff(key, value) ? source.slice(span.start, span.end).indexOf(`${key}=`) : -1;
		if (at === -1) return [];
		const start = span.start + at;
		const [whole = key] = /^\S+/.exec(source.slice(start, span.end)) ?? [];
		return { text: key, span: { start, end: start + whole.length } };
	});
}

function splitPair(text: string): { readonly name: string; readonly value: string } {
	const at = text.indexOf('=');
	return { name: text.slice(0, Math.max(at, 0)), value: text.slice(at + 1) };
}

function listOptions(command: ShellCommand): Switch[] {
	const { name = '', args } = command;
	const switches = TLS_SWITCHES.filter(({ programs }) => programs.test(name));
	if (switches.length === 0) return [];
	const isLocalCall = isLocal(command);
	const switchedOff: Switch[] = [];
	for (const { option, isSignature = false } of switches) {
		args.forEach((word, at) => {
			const text = name === 'apt-get' && args[at - 1]?.raw === '-o' ? `-o=${word.text}` : (word.text ?? '');
			if (!option.test(text) || (name === 'curl' && !isCurlOption(word, at, args))) return;
			const value = /^--(?:trusted-host|allow-insecure-host)$/.test(text) ? args[at + 1] : undefined;
			const host = value?.text ?? text.split('=')[1];
			if (/host/.test(text) ? host !== undefined && isLoopbackHost(host) : isLocalCall) return;
			const end = value?.span.end ?? word.span.end;
			switchedOff.push({
				text: `${name} ${text.replace(/^-o=/, '-o ')}`,
				span: { start: word.span.start, end },
				isSignature,
			});
		});
	}
	return switchedOff;
}

/** Options of curl whose value is the rest of the word, or the next one. */
const CURL_VALUED = /^-[a-zA-Z#]*?([AbcCdDeEFhHKmoPQrtTuUwxXyYz])/;

/** False where the `k` of `-oak` or of `-H -k` belongs to a value. */
function isCurlOption({ text = '' }: ShellWord, at: number, args: readonly ShellWord[]): boolean {
	if (text.startsWith('--')) return true;
	const before = args[at - 1]?.text ?? '';
	const [whole = ''] = CURL_VALUED.exec(before) ?? [];
	if (whole !== '' && whole.length === before.length) return false;
	const valued = CURL_VALUED.exec(text)?.[0].length ?? text.length;
	return text.slice(0, valued).includes('k');
}

/** True where every address among the words is of this machine. */
function isLocal({ args }: ShellCommand): boolean {
	const hosts = args.flatMap(({ text, raw }) => {
		const [, host] =
			/^["']?http(?:s|\$\{[^}]*\})?:\/\/(?:[^@/]*@)?(\[[^\]]*\]|[^/:?#"']+)/i.exec(text ?? raw) ?? [];
		return host ?? [];
	});
	return hosts.length > 0 && hosts.every((host) => isLoopbackHost(host) || host === '0.0.0.0');
}

/** `git config --global http.sslVerify false`, `npm config set strict-ssl false`, `git -c http.sslVerify=false clone …`. */
function listKeptSettings({ name = '', args }: ShellCommand): Switch[] {
	if (!/^(?:git|npm|yarn|pnpm|pip|pip3|conda|composer|bundle|gem)$/.test(name)) return [];
	const first = args[0];
	const last = args.at(-1);
	if (!first || !last) return [];
	const option = args.findIndex(
		({ text = '' }, at) => name === 'git' && args[at - 1]?.raw === '-c' && GIT_OPTION.test(text),
	);
	if (option !== -1) {
		const word = args[option] ?? first;
		return [{ text: word.text ?? word.raw, span: word.span }];
	}
	const [, setting] = TLS_SETTINGS.exec(args.map(({ text = '$' }) => text).join(' ')) ?? [];
	if (setting === undefined || isLoopbackHost(setting.split(' ').at(-1) ?? '')) return [];
	const start = args.find(({ text = '' }) => setting.startsWith(text) && text !== '') ?? first;
	return [{ text: setting, span: { start: start.span.start, end: last.span.end } }];
}

const GIT_OPTION = /^http\.(?:\S*\.)?sslverify=(?:false|0|no|off)$/i;

/** Lines of settings that a command writes, comments left out. */
function listWrittenLines(text: string): (Span & { readonly text: string })[] {
	if (!TLS_LINE.test(text)) return [];
	const lines = new RegExp(TLS_LINE, 'gi');
	return [...text.matchAll(lines)].flatMap(({ index, 0: found }) => {
		const line = text.slice(text.lastIndexOf('\n', index) + 1, index);
		return /^\s*#|--setopt=\S*$/.test(line) ? [] : { start: index, end: index + found.length, text: found };
	});
}
