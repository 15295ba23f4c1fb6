import { setTimeout as pause } from 'node:timers/promises';
import type { Container, Engine } from '../engine.ts';
import { createRunStopped, EngineFailure } from '../failure.ts';

export interface HttpAnswer {
	readonly status: number;
	readonly body: string;
	/** Since the waiting began. */
	readonly seconds: number;
}

/** Asks a container until it answers, whatever the status. `EngineFailure` with its logs where it ends or takes too long. */
export async function waitForAnswer(
	{ engine, signal }: { readonly engine: Engine; readonly signal: AbortSignal },
	container: Container,
	{ port, path, patience = 30 }: { readonly port: number; readonly path: string; readonly patience?: number },
): Promise<HttpAnswer> {
	const start = performance.now();
	const measureElapsedTime = () => (performance.now() - start) / 1000;
	while (measureElapsedTime() < patience) {
		if (signal.aborted) throw createRunStopped(signal);
		const { status } = await engine.inspect(container);
		if (status === 'exited' || status === 'dead')
			throw await createNoAnswerFailure(engine, container, 'ended before it answered');
		const address = await engine.portOf(container, port);
		const response = await fetch(`http://${address}${path}`, { signal: AbortSignal.timeout(2000) }).catch(
			() => undefined,
		);
		if (response !== undefined)
			return { status: response.status, body: await response.text(), seconds: measureElapsedTime() };
		await pause(50);
	}
	throw await createNoAnswerFailure(
		engine,
		container,
		`did not answer ${path} on port ${port} within ${patience} s`,
	);
}

async function createNoAnswerFailure(
	engine: Engine,
	container: Container,
	what: string,
): Promise<EngineFailure> {
	const lines = (await engine.logs(container)).trim().split('\n').slice(-12);
	return new EngineFailure(
		'no-answer',
		`The container ${what}.`,
		'Start it with `drydock run` and see what it says; its last lines are above.',
		lines.join('\n'),
	);
}
