import { makeWitness } from './packages.ts';
import { joinFilledLines, type Truth } from './truth.ts';

/** The `.git` of the context, in whatever way it may be copied. */
export const GIT_FOLDERS: Truth = {
	base: 'small',
	reads: ['tree'],
	isSo: makeWitness('git-directory-in-context'),
	generate(random) {
		const source = random.pick([
			'.',
			'./',
			'app',
			'app/..',
			'app/',
			'./app/../',
			'*.conf',
			'setting.conf',
			'/',
			'.git',
			'app/main.txt',
		]);
		const copy = `${random.pick(['COPY', 'ADD', 'copy'])} ${random.pick(['', '', '--chown=1:1 ', '--exclude=.git '])}${source} ${random.pick(['/srv/', '/srv/in/', './in/'])}`;
		const end = random.pick(['', '', 'RUN true']);
		const isOther = random.isOneIn(5);
		return joinFilledLines(
			`FROM $BASE${isOther ? ' AS build' : ''}`,
			'WORKDIR /work',
			copy,
			end,
			isOther ? 'RUN mkdir -p /srv\nFROM $BASE\nCOPY --from=build /srv /work /out/' : '',
		);
	},
};

/** A key that comes into a layer, by a copy or a command, and may go before the layer ends. */
export const KEYS: Truth = {
	base: 'small',
	reads: ['tree'],
	isSo: makeWitness('key-in-image'),
	generate(random) {
		const folder = random.pick(['/root/.ssh', '/k', '/home/app/.ssh']);
		const name = random.pick(['id_rsa', 'id_ed25519']);
		const line = random.pick([
			`COPY id_rsa ${folder}/${name}`,
			`COPY id_rsa id_rsa.pub ${folder}/`,
			`COPY id_rsa.pub ${folder}/${name}.pub`,
			`COPY app/main.txt ${folder}/main.txt`,
			`RUN mkdir -p ${folder} && echo key > ${folder}/${name}`,
			`RUN mkdir -p ${folder} && echo key > ${folder}/${name} && rm -f ${folder}/${name}`,
			`RUN mkdir -p ${folder} && cd ${folder} && echo key > ${name} && cat ${name} && rm -f id_*`,
			`RUN mkdir -p ${folder} && echo key > ${folder}/${name} && rm -rf ${folder}`,
			`RUN --mount=type=tmpfs,target=${folder} echo key > ${folder}/${name}`,
			`RUN --mount=type=secret,id=k,target=${folder}/${name},required=false cat ${folder}/${name} || true`,
			`RUN mkdir -p ${folder} && echo host > ${folder}/known_hosts`,
			`COPY <<EOF ${folder}/${name}\nkey\nEOF`,
		]);
		const isOther = random.isOneIn(6);
		return joinFilledLines(
			`FROM $BASE${isOther ? ' AS build' : ''}`,
			line,
			isOther ? `RUN mkdir -p ${folder}\nFROM $BASE\nCOPY --from=build ${folder} ${folder}` : '',
		);
	},
};

/** How the image starts, as its settings have it. */
export const STARTS: Truth = {
	base: 'small',
	reads: [],
	isSo: makeWitness('shell-form-start'),
	generate(random) {
		const start = random.pick([
			'CMD cat /etc/x',
			'CMD ["cat", "/etc/x"]',
			'ENTRYPOINT cat /etc/x',
			'ENTRYPOINT ["cat"]',
			'ENTRYPOINT ["cat"]\nCMD ["/etc/x"]',
			'cmd cat \\\n  /etc/x',
			"CMD ['cat']",
			'CMD exec cat /etc/x',
			'ENTRYPOINT ["sh", "/x"]',
			'HEALTHCHECK CMD cat /x',
		]);
		const before = random.pick(['', '', 'ENV A=1', 'WORKDIR /work', 'HEALTHCHECK CMD ls']);
		const kind = random.pick(['one', 'on top', 'beside']);
		if (kind === 'one') return joinFilledLines('FROM $BASE', before, start);
		if (kind === 'on top')
			return joinFilledLines('FROM $BASE AS first', before, start, 'FROM first', 'ENV B=1');
		return joinFilledLines(
			'FROM $BASE AS first',
			before,
			'FROM $BASE',
			'COPY --from=first /bin/ls /ls',
			start,
		);
	},
};
