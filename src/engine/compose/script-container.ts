import { setTimeout as pause } from 'node:timers/promises';
import type { ToolImage } from '../bases/tool-image.ts';
import type { Container, Engine } from '../engine.ts';
import { createRunStopped, EngineFailure } from '../failure.ts';
import type { ProcessResult } from '../process.ts';

/** Stands where scripts look for `docker`. It hands the command to whoever runs the example, one at a time. */
const DOCKER = `#!/bin/sh
exec 9>/run/drydock/lock
flock 9
for word in "$@"; do printf 'w%s ' "$(printf '%s' "$word" | base64 -w0)"; done >/run/drydock/call
{ read -r code; read -r output; read -r errors; } </run/drydock/answer
printf '%s' "$output" | base64 -d
printf '%s' "$errors" | base64 -d >&2
exit "$code"
`;

/** Runs a script; that it has ended is told where calls are told. */
const RUN_SCRIPT = `#!/bin/sh
cd /srv/side || exit 1
sh "./$1" </dev/null >/run/drydock/output 2>&1
code=$?
exec 9>/run/drydock/lock
flock 9
printf 'end %s' "$code" >/run/drydock/call
tail -c 20000 /run/drydock/output
exit "$code"
`;

/** What scripts of examples run in: a shell, no network, and a `docker` that asks. */
export const SCRIPT_IMAGE: ToolImage = {
	name: 'script',
	base: 'debian:bookworm-slim',
	files: { docker: DOCKER, 'run-script': RUN_SCRIPT },
	lines: [
		'RUN chmod 755 /opt/drydock/docker /opt/drydock/run-script && mkdir -m 777 /run/drydock && mkfifo -m 666 /run/drydock/call /run/drydock/answer && mkdir -m 777 /srv/side',
		'ENV PATH=/opt/drydock:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
		'USER 65534:65534',
	],
};

/** A container with nothing of the host in it, in which a script of a side can run. */
export async function startScriptContainer(engine: Engine, image: string): Promise<Container> {
	return engine.start({
		image,
		name: 'script',
		command: ['sleep', 'infinity'],
		network: 'none',
		flags: ['--cap-drop=ALL', '--security-opt=no-new-privileges', '--pids-limit=256', '--memory=512m'],
	});
}

/** Runs a script there, in a copy of the side; each `docker …` in it is answered by `answer`. */
export async function runScriptInside(
	engine: Engine,
	container: Container,
	{ file, folder, signal }: { readonly file: string; readonly folder: string; readonly signal: AbortSignal },
	answer: (words: readonly string[]) => Promise<ProcessResult>,
): Promise<ProcessResult> {
	await engine.copyInto(container, `${folder}/.`, '/srv/side');
	const running = engine.exec(container, ['run-script', file]);
	let hasEnded = false;
	void running.finally(() => {
		hasEnded = true;
	});
	while (!hasEnded) {
		if (signal.aborted) throw createRunStopped(signal);
		const call = await engine.exec(container, ['cat', '/run/drydock/call']);
		if (call.exitCode !== 0) throw createScriptContainerFailure(call.stderr);
		if (call.stdout.startsWith('end ')) break;
		const { exitCode, stdout, stderr } = await answer(parseCall(call.stdout));
		const text = `${exitCode}\n${encode(stdout)}\n${encode(stderr)}\n`;
		await engine.exec(container, ['sh', '-c', 'cat >/run/drydock/answer'], text);
		await pause(0);
	}
	return running;
}

function parseCall(text: string): string[] {
	return text
		.split(' ')
		.filter((word) => word.startsWith('w'))
		.map((word) => Buffer.from(word.slice(1), 'base64').toString());
}

function encode(text: string): string {
	return Buffer.from(text).toString('base64');
}

function createScriptContainerFailure(stderr: string): EngineFailure {
	return new EngineFailure(
		'script-failed',
		'The container in which scripts of examples run has ended.',
		'Run the example again; below is what Docker said.',
		stderr.trim(),
	);
}
