import { isInnerPath } from '#examples/inner-path.ts';

/** Options that take a value, and options that take none, of the commands that a script may call. */
const VALUED = new Set([
	'--scale',
	'--timeout',
	'-t',
	'--time',
	'--status',
	'--format',
	'--index',
	'--signal',
	'-s',
	'--tail',
	'--since',
	'--wait-timeout',
	'--filter',
]);
const PLAIN = new Set([
	'--build',
	'--detach',
	'-d',
	'--wait',
	'--no-recreate',
	'--force-recreate',
	'--no-deps',
	'--remove-orphans',
	'--quiet',
	'-q',
	'--all',
	'-a',
	'--volumes',
	'-v',
	'--stop',
	'--force',
	'-f',
	'--no-cache',
	'--no-build',
	'--no-start',
	'--no-color',
	'--no-log-prefix',
	'--renew-anon-volumes',
	'-V',
	'--always-recreate-deps',
	'--services',
	'--no-trunc',
	'--quiet-pull',
	'--quiet-build',
]);

const COMPOSE = new Set([
	'up',
	'down',
	'ps',
	'stop',
	'start',
	'restart',
	'rm',
	'build',
	'create',
	'kill',
	'pause',
	'unpause',
	'images',
	'logs',
	'port',
	'wait',
	'scale',
]);
const CONTAINER = new Set([
	'stop',
	'start',
	'restart',
	'rm',
	'kill',
	'pause',
	'unpause',
	'wait',
	'logs',
	'inspect',
]);

/** What a script may ask for, read from the words behind `docker`. */
export type DockerCall =
	| { readonly type: 'compose'; readonly args: readonly string[] }
	/** `containers` must belong to the project. */
	| { readonly type: 'container'; readonly args: readonly string[]; readonly containers: readonly string[] }
	| { readonly type: 'refused'; readonly reason: string };

/** A script of an example may steer the services of its own project, and nothing else. */
export function readScriptCall(words: readonly string[]): DockerCall {
	const [first = '', second = ''] = words;
	if (first === 'compose' && second === 'exec') return readExec(words.slice(1));
	if (first === 'compose' && COMPOSE.has(second)) return readCompose(words.slice(1));
	const args = first === 'container' ? words.slice(1) : words;
	if (CONTAINER.has(args[0] ?? '')) return readContainer(args);
	return refuse(`\`docker ${[first, second].join(' ').trim()}\``);
}

/** Options of `docker compose up` that a manifest may give. */
export function areUpOptions(options: readonly string[]): boolean {
	return readCompose(['up', ...options]).type === 'compose';
}

function readCompose(args: readonly string[]): DockerCall {
	const { names, refused } = splitOptions(args.slice(1));
	if (refused !== undefined) return refuse(`\`docker compose ${args[0]} ${refused}\``);
	const odd = names.find((name) => !/^[\w.=-]+$/.test(name) || !isInnerPath(name));
	return odd === undefined ? { type: 'compose', args } : refuse(`\`docker compose ${args[0]} ${odd}\``);
}

/** `exec -T <service> <command…>`: inside the project's own container, with no more rights than it has. */
function readExec(args: readonly string[]): DockerCall {
	const [, option, service = '', ...command] = args;
	if (option !== '-T' || !/^[a-z0-9][\w-]*$/.test(service) || command.length === 0)
		return refuse('`docker compose exec` other than as `exec -T <service> <command>`');
	return { type: 'compose', args };
}

function readContainer(args: readonly string[]): DockerCall {
	const { names, refused } = splitOptions(args.slice(1));
	if (refused !== undefined) return refuse(`\`docker ${args[0]} ${refused}\``);
	return { type: 'container', args, containers: names };
}

/** Names are what is left when options and their values are gone. */
function splitOptions(words: readonly string[]): { names: string[]; refused?: string } {
	const names: string[] = [];
	for (let at = 0; at < words.length; at++) {
		const word = words[at] ?? '';
		if (!word.startsWith('-')) names.push(word);
		else if (VALUED.has(word)) at += 1;
		else if (!PLAIN.has(word) && !VALUED.has(word.split('=', 1)[0] ?? '')) return { names, refused: word };
	}
	return { names };
}

function refuse(what: string): DockerCall {
	return {
		type: 'refused',
		reason: `a script of an example may not call ${what}. It may steer the services of its own compose file.`,
	};
}
