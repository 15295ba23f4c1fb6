import type { ComposeService } from '../../compose/model.ts';
import type { Instruction, Stage } from '../../dockerfile/model.ts';
import { resolveBaseImage } from '../../image/base-image.ts';
import { type ImageName, parseImageName } from '../../image/image-name.ts';
import { BYSTANDERS } from '../../knowledge/programs.ts';
import type { ShellCommand } from '../../shell/command.ts';
import { locateSpan, type ShellScript } from '../../shell/script.ts';
import type { Span } from '../../source/position.ts';
import { defineRule } from '../rule.ts';

/** A container that only passes bytes on adds a hop, hides failures, and knows no protocol. */
export const ambassadorContainer = defineRule({
	id: 'ambassador-container',
	topic: 'ambassadors',
	severity: 'warning',
	summary: 'Services talk to each other directly, or through a proxy that knows the protocol',
	messages: {
		image:
			'`{image}` is one more hop that only passes bytes on. Use service names on one network, or an overlay.',
		forwards: 'This only passes TCP on: no TLS, no health, no retry. Use service names on one network.',
	},
	dockerfile({ facts, stages, variables, shell, report }) {
		for (const stage of stages.stages) {
			const image = resolveBaseImage(stage, { stages, variables });
			if (image !== undefined && isAmbassador(parseImageName(image)))
				report('image', stage.base.span, { values: { image } });
		}
		for (const instruction of facts.select('CMD', 'ENTRYPOINT')) {
			const stage = stages.stageOf(instruction);
			if (!stage || !stages.isInFinalImage(stage)) continue;
			const commands = shell(instruction);
			const span =
				locateForwarder(commands) ??
				linkForwarder(instruction.body) ??
				locateSplitForwarder(instruction, commands, stage);
			if (span) report('forwards', span);
		}
	},
	compose({ compose, report }) {
		for (const service of compose.services) {
			const { image, name, containerName } = service;
			const parsed = image && parseImageName(image.value);
			const span = locateServiceForwarder(service, parsed);
			if (image && parsed && isAmbassador(parsed))
				report('image', image.span, { values: { image: image.value } });
			else if (span) report('forwards', span);
			else if (parsed && !isProxy(parsed) && !service.build) {
				const named = isAmbassadorName(name.text) ? { ...name, value: name.text } : containerName;
				if (named && isAmbassadorName(named.value))
					report('image', named.span, { values: { image: named.value } });
			}
		}
	},
});

/** The word stands for itself, `brand-ambassadors` does not; Ambassador the API gateway is an Envoy. */
function isAmbassador({ path }: Pick<ImageName, 'path'>): boolean {
	return isAmbassadorName(path.split('/').at(-1) ?? '') && !isProxy({ path });
}

function isAmbassadorName(name: string): boolean {
	return /(^|[-_.])ambassadord?([-_.]|$)/i.test(name);
}

/** Proxies that speak the protocol they pass on. */
function isProxy({ path }: Pick<ImageName, 'path'>): boolean {
	return /(^|[/_-])(envoy|haproxy|nginx|traefik|caddy|linkerd|istio|emissary|pgbouncer|twemproxy|proxysql)([/_-]|$)|^datawire\//i.test(
		path,
	);
}

/** `ENTRYPOINT ["socat"]`, whose ends stand in the `CMD` below or above it. */
function locateSplitForwarder(
	{ keyword, isJson }: Instruction,
	commands: readonly ShellCommand[],
	{ instructions }: Stage,
): Span | undefined {
	const [command] = commands;
	if (keyword !== 'ENTRYPOINT' || !isJson || command?.name !== 'socat') return undefined;
	const start = instructions.findLast((one) => one.keyword === 'CMD');
	const words = start?.isJson ? [...command.args, ...start.args].map(({ text = '' }) => text) : [];
	return isTcpForwarder(words) ? command.span : undefined;
}

function locateServiceForwarder(
	{ command, entrypoint }: ComposeService,
	image: ImageName | undefined,
): Span | undefined {
	const words = [...(entrypoint?.value.words ?? []), ...(command?.value.words ?? [])];
	const [first] = words;
	// The image's own entrypoint is socat, so that the words are its arguments.
	if (
		image &&
		/(^|[/_-])socat$/.test(image.path) &&
		!entrypoint &&
		first &&
		isTcpForwarder(words.map(({ text }) => text))
	) {
		return command?.span;
	}
	for (const start of [command?.value, entrypoint?.value]) {
		const span = start && (locateForwarder(start.commands) ?? start.words.map(linkForwarder).find(Boolean));
		if (span) return span;
	}
	if (!entrypoint?.value.commands.some(({ name }) => name === 'socat')) return undefined;
	return isTcpForwarder(words.map(({ text }) => text)) ? (command?.span ?? entrypoint.span) : undefined;
}

function locateForwarder(commands: readonly ShellCommand[]): Span | undefined {
	const working = commands.filter(
		({ name, surroundings }) => !surroundings.isUncalled && (name === undefined || !BYSTANDERS.has(name)),
	);
	const isAll = working.every(
		({ name, args }) => name === 'socat' && isTcpForwarder(args.map(({ text, raw }) => text ?? raw)),
	);
	return isAll ? working[0]?.span : undefined;
}

/** One end listens on TCP and the other connects to TCP; a socket file at one end is another matter. */
function isTcpForwarder(words: readonly string[]): boolean {
	const ends = words.filter((word) => /^"?[a-z0-9-]+:/i.test(word) && !word.startsWith('-'));
	return (
		ends.some((end) => /^"?tcp[46]?-l(isten)?:/i.test(end)) &&
		ends.some((end) => /^"?tcp[46]?(-connect)?:/i.test(end))
	);
}

/** The classic: `env | grep _TCP= | sed 's/…/socat …/' | sh`. */
function linkForwarder(script: ShellScript): Span | undefined {
	const { text } = script;
	const at = text.includes('_TCP=') && /\bTCP4?-L(ISTEN)?:/.test(text) ? text.search(/\bsocat\b/) : -1;
	return at === -1 ? undefined : locateSpan(script, at, at + 'socat'.length);
}
