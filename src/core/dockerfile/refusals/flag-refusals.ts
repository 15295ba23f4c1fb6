import type { Flag, Instruction } from '../model.ts';
import { mountFields } from '../mounts.ts';
import type { BuildRefusal } from './build-refusal.ts';

const NONE: readonly never[] = [];

type FlagKind = 'text' | 'texts' | 'switch';

/** The flags that an instruction takes. `ARG` and `STOPSIGNAL` are not here: BuildKit does not look at theirs. */
const FLAGS: Readonly<Record<string, Readonly<Record<string, FlagKind>>>> = {
	ADD: {
		chown: 'text',
		chmod: 'text',
		checksum: 'text',
		link: 'switch',
		'keep-git-dir': 'switch',
		unpack: 'switch',
		exclude: 'texts',
	},
	COPY: { chown: 'text', chmod: 'text', from: 'text', link: 'switch', parents: 'switch', exclude: 'texts' },
	RUN: { mount: 'texts', network: 'text', security: 'text', device: 'texts' },
	FROM: { platform: 'text' },
	HEALTHCHECK: {
		interval: 'text',
		timeout: 'text',
		'start-period': 'text',
		'start-interval': 'text',
		retries: 'text',
	},
	CMD: {},
	ENTRYPOINT: {},
	ENV: {},
	EXPOSE: {},
	LABEL: {},
	MAINTAINER: {},
	ONBUILD: {},
	SHELL: {},
	USER: {},
	VOLUME: {},
	WORKDIR: {},
};

/** What BuildKit refuses in the flags of an instruction, values that it only knows later left out. */
export function checkFlags(instruction: Instruction): readonly BuildRefusal[] {
	const { keyword, flags, args } = instruction;
	if (flags.length === 0) return NONE;
	const allowedFlags = FLAGS[keyword];
	if (!allowedFlags || (keyword === 'HEALTHCHECK' && args[0]?.text.toUpperCase() === 'NONE')) return [];
	const seen = new Set<string>();
	const refusals: BuildRefusal[] = [];
	for (const flag of flags) {
		const message = checkFlagUse(flag, allowedFlags, seen) ?? checkFlagValue(keyword, flag);
		if (message !== undefined) refusals.push({ message, span: flag.span });
		seen.add(flag.name);
	}
	return refusals;
}

function checkFlagUse(
	{ name, value }: Flag,
	flagKinds: Readonly<Record<string, FlagKind>>,
	seen: ReadonlySet<string>,
): string | undefined {
	const kind = Object.hasOwn(flagKinds, name) ? flagKinds[name] : undefined;
	if (kind === undefined) return `unknown flag \`--${name}\``;
	if (seen.has(name) && kind !== 'texts') return `\`--${name}\` is given twice`;
	if (kind !== 'switch') return value ? undefined : `\`--${name}\` needs a value: \`--${name}=…\``;
	if (!value || /^(?:true|false)$/i.test(value.text)) return undefined;
	return `\`--${name}\` is true or false, not \`${value.text}\``;
}

function checkFlagValue(keyword: string, { name, value }: Flag): string | undefined {
	if (!value) return undefined;
	if (keyword === 'HEALTHCHECK')
		return name === 'retries' ? checkRetries(value.text) : checkDuration(name, value.text);
	if (name === 'network' && !/^(?:default|none|host)$/.test(value.text)) {
		return `\`--network\` is default, none or host, not \`${value.text}\``;
	}
	if (name === 'security' && !/^(?:sandbox|insecure)$/.test(value.text)) {
		return `\`--security\` is sandbox or insecure, not \`${value.text}\``;
	}
	if (name !== 'mount') return undefined;
	const fields = mountFields(value);
	if (!fields) return `\`${value.text}\` cannot be split into fields`;
	const from = fields.find((field) => field.key === 'from' && /\$./.test(field.value ?? ''));
	return from && '`from` takes no variables: name a stage that is FROM the image';
}

function checkRetries(text: string): string | undefined {
	if (text === '') return undefined;
	const retries = /^[+-]?\d+$/.test(text) ? Number(text) : Number.NaN;
	return retries >= 0 && retries <= 2_147_483_647
		? undefined
		: `\`--retries\` is a number from 0 on, not \`${text}\``;
}

const NANOSECONDS: Readonly<Record<string, number>> = {
	ns: 1,
	us: 1e3,
	µs: 1e3,
	μs: 1e3,
	ms: 1e6,
	s: 1e9,
	m: 60e9,
	h: 3600e9,
};
const SHORTEST = 1e6;
const LONGEST = 2n ** 63n;

function checkDuration(name: string, text: string): string | undefined {
	const duration = text === '' ? 0 : readDuration(text);
	if (duration === undefined) return `\`--${name}\` is a duration like \`30s\`, not \`${text}\``;
	return duration === 0 || duration >= SHORTEST ? undefined : `\`--${name}\` cannot be less than 1ms`;
}

/** In nanoseconds. */
function readDuration(text: string): number | undefined {
	if (/^[+-]?0$/.test(text)) return 0;
	const [, seconds] = /^(\d{1,6})s$/.exec(text) ?? [];
	if (seconds !== undefined) return Number(seconds) * 1e9;
	if (!/^[+-]?(?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+$/.test(text)) return undefined;
	// Exact, since BuildKit counts whole nanoseconds up to a limit that numbers here cannot tell from its neighbours.
	let sum = 0n;
	for (const [, whole = '', fraction = '', unit = ''] of text.matchAll(
		/(\d*)\.?(\d*)(ns|us|µs|μs|ms|s|m|h)/g,
	)) {
		const nanoseconds = NANOSECONDS[unit] ?? 0;
		const part = Math.floor(Number(`0.${fraction}`) * nanoseconds);
		sum += BigInt(whole) * BigInt(nanoseconds) + BigInt(part);
	}
	if (sum >= LONGEST) return undefined;
	return Number(text.startsWith('-') ? -sum : sum);
}
