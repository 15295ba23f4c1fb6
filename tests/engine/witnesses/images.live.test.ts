import { describe, expect, test } from 'vitest';
import { provideSmallBase, SMALL_BASE } from '../../../src/bench/fixes/small-base.ts';
import { makeWitness } from '../../../src/bench/precision/generated/packages.ts';
import { judgeFiles } from '../../../src/bench/precision/judge-files.ts';
import { folderWith } from '../../folder-with.ts';
import { hasEngine } from '../live-engine.ts';

const INSTALL = 'RUN apt-get update && apt-get install -y';
const CLEAN = '&& rm -rf /var/lib/apt/lists/*';

/** For each rule eight files, of which some are as it says and some are not. */
const BODIES: Readonly<Record<string, readonly string[]>> = {
	'package-lists-left': [
		`${INSTALL} curl`,
		`${INSTALL} curl ${CLEAN}`,
		`${INSTALL} curl && rm -rf /var/lib/{apt,dpkg}/`,
		`${INSTALL} curl && cd /var/lib/apt/lists && rm -rf ./*`,
		`${INSTALL} curl\nRUN rm -rf /var/lib/apt/lists/*\n${INSTALL} git`,
		`RUN --mount=type=cache,target=/var/lib/apt/lists apt-get update && apt-get install -y curl`,
		`ARG LISTS=/var/lib/apt\nRUN --mount=type=cache,target=$LISTS apt-get update && apt-get install -y curl`,
		`RUN <<EOF\nset -e\napt-get update\napt-get install -y curl\nrm -r /var/lib/apt/lists\nEOF`,
	],
	'git-in-image': [
		`${INSTALL} git ${CLEAN}`,
		`${INSTALL} curl ${CLEAN}`,
		`${INSTALL} git && apt-get purge -y git ${CLEAN}`,
		`ARG TOOLS="curl git"\n${INSTALL} $TOOLS ${CLEAN}`,
		`${INSTALL} git ${CLEAN}\nFROM ${SMALL_BASE}`,
		`${INSTALL} gitg git-doc ${CLEAN}`,
		`RUN <<EOF\nset -e\napt-get update\napt-get install -y git\nEOF`,
		`RUN ["apt-get", "update"]\nRUN ["apt-get", "install", "-y", "git"]`,
	],
	'build-tools-in-final-stage': [
		`${INSTALL} gcc ${CLEAN}`,
		`${INSTALL} make curl ${CLEAN}`,
		`${INSTALL} curl ${CLEAN}`,
		`${INSTALL} gcc && apt-get purge -y gcc ${CLEAN}`,
		`${INSTALL} gcc ${CLEAN}\nFROM ${SMALL_BASE}`,
		`ARG TOOLS="gcc make"\n${INSTALL} $TOOLS ${CLEAN}`,
		`${INSTALL} cmake-data ${CLEAN}`,
		`RUN <<EOF\nset -e\napt-get update\napt-get install -y g++\nEOF`,
	],
	'git-directory-in-context': [
		'COPY . /srv',
		'COPY app /srv',
		'COPY app/.. /srv',
		'COPY ./ /srv/',
		'COPY --exclude=.git . /srv',
		'COPY app/main.txt app/notes.txt /srv/',
		'ADD . /srv',
		'COPY app/ /srv/',
	],
	'shell-form-start': [
		'CMD cat /etc/hostname',
		'CMD ["cat", "/etc/hostname"]',
		'ENTRYPOINT cat /etc/hostname',
		'ENTRYPOINT ["cat"]\nCMD ["/etc/hostname"]',
		'CMD cat \\\n  /etc/hostname',
		`CMD ['cat', '/x']`,
		'CMD ["cat", "/etc/hostname"]\nHEALTHCHECK CMD cat /x',
		'ENTRYPOINT ["cat"]',
	],
	'key-in-image': [
		'COPY id_rsa /root/.ssh/id_rsa',
		'COPY id_rsa.pub /root/.ssh/known_hosts',
		'RUN mkdir -p /root/.ssh && echo key > /root/.ssh/id_rsa',
		'RUN mkdir -p /root/.ssh && echo key > /root/.ssh/id_rsa && rm -f /root/.ssh/id_*',
		'RUN mkdir -p /k && cd /k && echo key > id_rsa && cat id_rsa && rm id_rsa',
		'RUN --mount=type=tmpfs,target=/k echo key > /k/id_rsa',
		'COPY app/main.txt /root/.ssh/id_rsa.pub',
		'COPY app /srv',
	],
};

const FILES = {
	'app/main.txt': 'main\n',
	'app/notes.txt': 'notes\n',
	'id_rsa.pub': 'public\n',
	id_rsa: '-----BEGIN OPENSSH PRIVATE KEY-----\n',
	'.git/HEAD': 'ref: refs/heads/main\n',
};

describe.skipIf(!hasEngine('what rules about images say'))('the image is what the rule says:', () => {
	test.each(Object.entries(BODIES))('%s', { timeout: 600_000 }, async (rule, bodies) => {
		await provideSmallBase(() => {});
		const context = folderWith(FILES);
		const candidates = bodies.map((body) => ({ name: body, text: `FROM ${SMALL_BASE}\n${body}\n`, context }));
		const { byRule, unbuildable } = await judgeFiles(candidates, { [rule]: makeWitness(rule) });
		const { right = [], wrong, missed } = byRule[rule] ?? {};
		expect({ unbuildable, wrong, missed }).toEqual({ unbuildable: [], wrong: [], missed: [] });
		expect(right.length).toBeGreaterThan(0);
		expect(right.length).toBeLessThan(bodies.length);
	});
});
