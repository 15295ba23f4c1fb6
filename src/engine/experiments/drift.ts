import { z } from 'zod';
import type { Container, Engine } from '../engine.ts';
import { EngineFailure } from '../failure.ts';
import { defineExperiment, type SideRun, type Tools } from './experiment.ts';

const scripts = z.array(z.string()).default([]);

const settings = z.strictObject({
	old: scripts.describe('Scripts of the side that were run on the old machine over the years, in order.'),
	fresh: scripts.describe('Scripts of the side that are run on a fresh machine.'),
	probe: z.array(z.string()).min(1).describe('A command that shows what the machine would serve.'),
});

/** Where the side's files lie while scripts run. */
const CHECKOUT = '/srv/checkout';

/** What Docker writes into each container, and what changes by itself. */
const OWN = ['/etc/hostname', '/etc/hosts', '/etc/resolv.conf', '/etc/mtab'];

/** Sets up an old and a fresh machine from the side's image, and compares every file on them. */
export const drift = defineExperiment({
	name: 'drift',
	summary: 'Two machines, set up by scripts or started from the image alone: do they differ?',
	settings,
	measures: {
		'differing-files': {
			unit: 'count',
			says: 'The files that only one of the two machines has, or that differ between them.',
		},
		'same-answer': { unit: 'boolean', says: 'Whether both machines would serve the same.' },
		'answer-old': { unit: 'text', says: 'What the old machine would serve.' },
		'answer-fresh': { unit: 'text', says: 'What the fresh machine would serve.' },
	},
	async run(side, { old, fresh, probe }, tools) {
		const { image } = await tools.image();
		const first = await setUp('old', image, old, side, tools);
		const second = await setUp('fresh', image, fresh, side, tools);
		const [answerOld, answerFresh] = [
			await runCommand(tools.engine, first, probe),
			await runCommand(tools.engine, second, probe),
		];
		tools.step('comparing every file');
		const differingFiles = listFileDifferences(
			await listFileHashes(tools.engine, first),
			await listFileHashes(tools.engine, second),
		);
		for (const container of [first, second]) await tools.engine.remove(container);
		return {
			measurements: {
				'differing-files': { value: differingFiles.length, details: differingFiles.slice(0, 20) },
				'same-answer': { value: answerOld === answerFresh },
				'answer-old': { value: answerOld.trim() },
				'answer-fresh': { value: answerFresh.trim() },
			},
		};
	},
});

async function setUp(
	name: string,
	image: string,
	steps: readonly string[],
	{ folder }: SideRun,
	tools: Tools,
): Promise<Container> {
	tools.step(`setting up the ${name} machine`);
	const { engine } = tools;
	const container = await tools.start({
		image,
		name,
		user: 'root',
		entrypoint: 'sleep',
		command: ['infinity'],
	});
	if (steps.length === 0) return container;
	await engine.copyInto(container, `${folder}/.`, CHECKOUT);
	for (const step of steps)
		await runCommand(engine, container, ['sh', '-euc', `cd ${CHECKOUT} && sh "./$1"`, 'sh', step]);
	await runCommand(engine, container, ['rm', '-rf', CHECKOUT]);
	return container;
}

/** Every regular file with its hash, as `sha256sum` prints it. */
function listFileHashes(engine: Engine, container: Container): Promise<string> {
	const all = 'find / \\( -path /proc -o -path /sys -o -path /dev \\) -prune -o -type f -print0';
	return runCommand(engine, container, ['sh', '-euc', `${all} | sort -z | xargs -0 sha256sum`]);
}

async function runCommand(engine: Engine, container: Container, command: readonly string[]): Promise<string> {
	const { exitCode, stdout, stderr } = await engine.exec(container, command);
	if (exitCode === 0) return stdout;
	throw new EngineFailure(
		'command-failed',
		`\`${command.join(' ')}\` ended with ${exitCode} in a container of the side.`,
		'Mend the script or the probe that the experiment names.',
		stderr.trim(),
	);
}

/** What two listings do not have in common, in words, sorted by path. */
export function listFileDifferences(old: string, fresh: string): string[] {
	const [before, after] = [parseFileHashes(old), parseFileHashes(fresh)];
	const paths = [...new Set([...before.keys(), ...after.keys()])].sort();
	return paths.flatMap((path) => {
		if (before.get(path) === after.get(path)) return [];
		if (!after.has(path)) return [`only on the old machine: ${path}`];
		return before.has(path) ? [`not the same on both: ${path}`] : [`only on the fresh machine: ${path}`];
	});
}

function parseFileHashes(listed: string): Map<string, string> {
	const lines = listed.split('\n').flatMap((line) => {
		const [, hash, path] = /^([0-9a-f]{64}) [ *](.+)$/.exec(line) ?? [];
		return hash === undefined || path === undefined || OWN.includes(path) ? [] : [[path, hash] as const];
	});
	return new Map(lines);
}
