/** How a program that starts another program is called. */
export interface Wrapper {
	/** Options that take the next word as their value. */
	readonly valued?: readonly string[];
	/** Words between the options and the program: the duration of `timeout`, the user of `gosu`. */
	readonly operands?: number;
	/** With one of these it does not start a program. */
	readonly unless?: readonly string[];
	/** It starts nothing but these. */
	readonly only?: readonly string[];
	/** `X=y` before the program are assignments. */
	readonly assigns?: boolean;
}

export const WRAPPERS: Readonly<Record<string, Wrapper>> = {
	sudo: {
		valued: [
			'-u',
			'-g',
			'-h',
			'-p',
			'-C',
			'-T',
			'-U',
			'-r',
			'-t',
			'-D',
			'-R',
			'--user',
			'--group',
			'--prompt',
		],
		unless: ['-l', '--list', '-e', '-v'],
		assigns: true,
	},
	doas: { valued: ['-u', '-C'] },
	env: { valued: ['-u', '--unset', '-C', '--chdir'], assigns: true },
	exec: { valued: ['-a'] },
	nice: { valued: ['-n', '--adjustment'] },
	ionice: { valued: ['-c', '-n', '-p', '--class', '--classdata'] },
	time: { valued: ['-f', '-o', '--format', '--output'] },
	nohup: {},
	setsid: {},
	stdbuf: { valued: ['-i', '-o', '-e'] },
	timeout: { valued: ['-s', '-k', '--signal', '--kill-after'], operands: 1 },
	command: { unless: ['-v', '-V'] },
	builtin: {},
	busybox: { unless: ['--install', '--list'] },
	eatmydata: {},
	gosu: { operands: 1 },
	'su-exec': { operands: 1 },
	's6-setuidgid': { operands: 1 },
	runuser: {
		valued: ['-u', '--user', '-g', '--group', '-G', '--supp-group'],
		unless: ['-c', '--command', '-', '-l', '--login'],
	},
	tini: { valued: ['-p', '-e'] },
	'tini-static': { valued: ['-p', '-e'] },
	'dumb-init': { valued: ['-r', '--rewrite'] },
	catatonit: {},
	corepack: { only: ['npm', 'pnpm', 'yarn'] },
	php: { valued: ['-d'], only: ['composer', 'composer.phar'] },
	xargs: {
		valued: [
			...['-I', '-n', '-P', '-L', '-d', '-E', '-s', '-a', '--max-args', '--max-procs', '--max-lines'],
			...['--delimiter', '--arg-file', '--replace', '--eof'],
		],
	},
};

/** Shells whose language is that of `sh`. */
export const SHELLS: ReadonlySet<string> = new Set(['sh', 'bash', 'ash', 'dash', 'ksh', 'zsh']);

/** Those of them that make several words of one with braces. `dash` and `busybox`, which are most images' `sh`, do not. */
export const SHELLS_WITH_BRACES: ReadonlySet<string> = new Set(['bash', 'zsh', 'ksh']);
