import { writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { basename, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import type { Outside } from './outside.ts';
import { placeFiles } from './place-files.ts';
import type { Snippet } from './right-snippets.ts';
import { provideStandIn } from './stand-ins.ts';

/** What `docker compose config` says of a project. */
const projectSchema = z.object({
	services: z.record(
		z.string(),
		z.object({ image: z.string(), ports: z.array(z.object({ target: z.int() })).default([]) }),
	),
	secrets: z.record(z.string(), z.object({ file: z.string() })).default({}),
});
type Project = z.infer<typeof projectSchema>;

/** Starts its services with stand-ins for their images, on ports that are free, and waits until all are up. Throws where one is not. */
export async function runCompose({ main, files }: Snippet, outside: Outside): Promise<void> {
	const { engine } = outside;
	const folder = placeFiles(engine, files);
	const name = engine.projectName('snippet');
	const compose = async (args: readonly string[]) => {
		const result = await engine.compose(folder, ['--project-name', name, ...args]);
		if (result.exitCode !== 0) throw new Error(`docker compose ${args.join(' ')}\n${result.stderr}`);
		return result.stdout;
	};
	const read = await compose(['--file', main, 'config', '--format', 'json']);
	const project = projectSchema.parse(JSON.parse(read));
	for (const { file } of Object.values(project.secrets)) {
		const content = outside.secrets[basename(file)] ?? outside.certificates[basename(file)];
		if (content === undefined) throw new Error(`No content for \`${file}\`: add it to project-files.ts.`);
		// Whoever runs in the container must be able to read it.
		writeFileSync(file, content, { mode: 0o600 });
	}
	writeFileSync(join(folder, 'stand-ins.yaml'), await writeOverride(project, outside));
	const both = ['--file', main, '--file', 'stand-ins.yaml'];
	try {
		await compose([...both, 'up', '--detach', '--wait', '--wait-timeout', '60']);
		await pause(1_000);
		for (const [service, { ports }] of Object.entries(project.services)) {
			const id = (await compose([...both, 'ps', '--quiet', service])).trim();
			const logs = () => compose([...both, 'logs', '--no-color', service]);
			const { status, addresses } = await engine.inspect({ id, name: service });
			if (status !== 'running') throw new Error(`${service} is ${status}:\n${await logs()}`);
			for (const { target } of ports) {
				if (!(await isOpen(Object.values(addresses)[0] ?? '', target)))
					throw new Error(`${service} does not listen on ${target}:\n${await logs()}`);
			}
		}
	} finally {
		await compose([...both, 'down', '--timeout', '0', '--volumes']);
	}
}

async function writeOverride({ services }: Project, outside: Outside): Promise<string> {
	const lines = ['services:'];
	for (const [name, { image, ports }] of Object.entries(services)) {
		lines.push(`  ${name}:`, `    image: ${await provideStandIn(image, outside)}`);
		const published = ports.map(({ target }) => `127.0.0.1::${target}`);
		if (ports.length > 0) lines.push(`    ports: !override ${JSON.stringify(published)}`);
	}
	return `${lines.join('\n')}\n`;
}

function isOpen(host: string, port: number): Promise<boolean> {
	return new Promise((resolve) => {
		const socket = connect({ host, port, timeout: 2_000 });
		const finish = (answer: boolean) => {
			socket.destroy();
			resolve(answer);
		};
		socket
			.on('connect', () => finish(true))
			.on('error', () => finish(false))
			.on('timeout', () => finish(false));
	});
}
