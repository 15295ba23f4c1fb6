import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArguments } from '../arguments.ts';
import { type Command, EXIT, UsageError } from '../command.ts';
import type { Io } from '../io.ts';

const USAGE = `
Usage: drydock serve [dir] [options]

Serves a built site (default: dist) until it is stopped by Ctrl-C.

  --host <address>  where to listen (default: 127.0.0.1, this machine only)
  --port <number>   default: 4321; 0 takes any free one
  --base <path>     the sub-path the site was built for: --base /kb/
  --allow-host <name>
                    another name that readers reach it by, such as kb.example.org;
                    may be given several times. Any other host is refused.
`;

export const serveCommand: Command = {
	name: 'serve',
	summary: 'Serve a built site on this machine',
	usage: USAGE,
	run: serve,
};

async function serve(args: readonly string[], io: Io): Promise<number> {
	const options = readOptions(args, io);
	const { startServer } = await import('../server/server.ts');
	const started = await startServer(options);
	if (started.problem !== undefined) {
		io.stderr.write(`drydock serve: ${started.problem}\n`);
		return EXIT.unusable;
	}
	io.stdout.write(`Serving ${options.folder} at ${started.server.address}\nCtrl-C stops it.\n`);
	await new Promise<void>((stop) => {
		if (io.interrupted.aborted) stop();
		else io.interrupted.addEventListener('abort', () => stop(), { once: true });
	});
	await started.server.close();
	return EXIT.fine;
}

function readOptions(args: readonly string[], io: Io) {
	const { values, positionals } = parseArguments(args, {
		host: { type: 'string', default: '127.0.0.1' },
		port: { type: 'string', default: '4321' },
		base: { type: 'string', default: '/' },
		'allow-host': { type: 'string', multiple: true, default: [] },
	});
	const [dir = 'dist', another] = positionals;
	if (another !== undefined) throw new UsageError('One folder at a time.');
	const folder = resolve(io.cwd, dir);
	if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) {
		throw new UsageError(`${folder} is no folder. \`npm run build\` makes dist.`);
	}
	const port = /^\d{1,5}$/.test(values.port) ? Number(values.port) : Number.NaN;
	if (!(port <= 65535)) throw new UsageError(`--port is \`${values.port}\`; use a number from 0 to 65535.`);
	const base = `/${values.base
		.split('/')
		.filter((part) => part !== '')
		.join('/')}/`.replace('//', '/');
	return { folder, host: values.host, port, base, allowedHosts: values['allow-host'] };
}
