import { setTimeout as pause } from 'node:timers/promises';
import { parseDockerfile } from '#core/dockerfile/parse.ts';
import { DockerfileFacts } from '#core/image/facts.ts';
import { listUsedImages } from '#core/image/used-images.ts';
import type { Container, Engine } from '#engine/engine.ts';
import { fillContext, needsSshAgent, pickSecrets } from './build-context.ts';
import type { Outside } from './outside.ts';
import { placeFiles } from './place-files.ts';
import type { Snippet } from './right-snippets.ts';
import { provideStandIn } from './stand-ins.ts';

/** Builds it in a context that holds what it copies, and starts what it says to start. Throws where either fails. */
export async function runDockerfile({ main, files }: Snippet, outside: Outside): Promise<void> {
	const { engine, hosts, projectFiles, secrets, sshKey } = outside;
	const text = files[main] ?? '';
	const facts = new DockerfileFacts(parseDockerfile(text).facts);
	const bases: Record<string, string> = {};
	for (const { image } of listUsedImages(facts)) bases[image] = await provideStandIn(image, outside);
	const { image } = await engine.build({
		name: 'snippet',
		context: placeFiles(engine, {
			...fillContext(facts, files, projectFiles),
			...files,
			[main]: replaceAddresses(text, outside),
		}),
		bases,
		hosts,
		secrets: pickSecrets(facts, secrets),
		...(needsSshAgent(facts) ? { ssh: sshKey } : {}),
	});
	if (!startsSomething(facts)) return;
	const container = await engine.start({ image, name: 'snippet' });
	await waitUntilStarted(engine, container);
	await engine.remove(container);
}

function replaceAddresses(text: string, { addresses }: Outside): string {
	return Object.entries(addresses).reduce((replaced, [from, to]) => replaced.replaceAll(from, to), text);
}

function startsSomething({ dockerfile }: DockerfileFacts): boolean {
	const last = dockerfile.stages.at(-1)?.instructions ?? [];
	return last.some(({ keyword }) => keyword === 'CMD' || keyword === 'ENTRYPOINT');
}

const PORT = 8080;
const PATIENCE = 60_000;

/** A program that ends has to end well; one that goes on has to answer, and to become healthy where it says how. */
async function waitUntilStarted(engine: Engine, container: Container): Promise<void> {
	for (const until = Date.now() + PATIENCE; Date.now() < until; await pause(200)) {
		const { status, exitCode, health, addresses } = await engine.inspect(container);
		if (status === 'exited' && exitCode === 0) return;
		if (status === 'exited') break;
		const isReady = health === undefined || health === 'healthy';
		if (isReady && (await answers(`http://${addresses['bridge']}:${PORT}/`))) return;
	}
	throw new Error(`It does not answer on port ${PORT}:\n${await engine.logs(container)}`);
}

async function answers(url: string): Promise<boolean> {
	const response = await fetch(url, { signal: AbortSignal.timeout(2_000) }).catch(() => undefined);
	return response?.ok === true;
}
