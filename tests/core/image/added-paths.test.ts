import { describe, expect, test } from 'vitest';
import { parseDockerfile } from '#core/dockerfile/parse.ts';
import { listAddedPaths, listCleanedPaths } from '#core/image/added-paths.ts';
import { DockerfileFacts } from '#core/image/facts.ts';

function readRun(command: string) {
	const facts = new DockerfileFacts(parseDockerfile(`FROM x\nENV T=/t\nRUN ${command}\n`).facts);
	const run = facts.instructions.at(-1);
	if (!run) throw new Error('The source has no instruction.');
	return facts.readLayer(run);
}

const listAdded = (command: string, variables: readonly string[] = []) => {
	const layer = readRun(command);
	return layer.commands.flatMap((one, index) =>
		listAddedPaths(
			one,
			(word) => layer.readWord(word, index),
			(name) => variables.includes(name),
		),
	);
};

describe('what a command adds', () => {
	test.each([
		['apt-get update', ['/var/lib/apt/lists']],
		['apt update', ['/var/lib/apt/lists']],
		['apk update', ['/var/cache/apk']],
		['brew update', []],
		['apt-get install -y git', []],
		['apk add git', ['/var/cache/apk']],
		['apk add --no-cache git', []],
		['dnf install -y git', ['/var/cache/dnf']],
		['microdnf install -y git', ['/var/cache/dnf']],
		['yum install -y git', ['/var/cache/yum']],
		['npm ci', ['node_modules', '/root/.npm']],
		['npm install -g serve', ['/root/.npm']],
		['npm install --global serve', ['/root/.npm']],
		['npm ci --prefix=web', ['web/node_modules', '/root/.npm']],
		['yarn install', ['node_modules']],
		['yarn global add serve', []],
		['yarn --cwd=web install', ['web/node_modules']],
		['pnpm -C web install', ['web/node_modules']],
		['bun install', ['node_modules']],
		['pip install flask', ['/root/.cache/pip']],
		['pip install --no-cache-dir flask', []],
		['mvn package', ['/root/.m2']],
		['gradle build', ['/root/.gradle']],
	] as const)('as a package manager: %s', (command, paths) => {
		expect(listAdded(command)).toEqual(paths);
	});

	test.each([
		['curl -O https://example.com/a.tgz', ['a.tgz']],
		['curl -fsSLO https://example.com/v1/a.tgz?x=1#y', ['a.tgz']],
		['curl --remote-name https://example.com/a.tgz', ['a.tgz']],
		['curl --remote-name-all https://example.com/a.tgz', ['a.tgz']],
		['curl -o /x/a https://example.com/a.tgz', ['/x/a']],
		['curl --output /x/a https://example.com/a.tgz', ['/x/a']],
		['curl --output=/x/a https://example.com/a.tgz', ['/x/a']],
		['curl https://example.com/a.tgz', []],
		['curl -o $T/a https://example.com/a.tgz', ['/t/a']],
		['curl -o $U https://example.com/a.tgz', []],
		['wget https://example.com/a.tgz?x', ['a.tgz']],
		['wget ftp://example.com/a.tgz', ['a.tgz']],
		['wget -O /x/a https://example.com/b', ['/x/a']],
		['wget -qO /x/a https://example.com/b', ['/x/a']],
		['wget --output-document=/x/a https://example.com/b', ['/x/a']],
		['wget -O - https://example.com/b', []],
		['wget -qO- https://example.com/b', []],
		['wget -P /x https://example.com/b', ['/x/b']],
		['wget -P /x/ https://example.com/b', ['/x/b']],
		['wget --directory-prefix=/x https://example.com/b', ['/x/b']],
		['wget -P $U https://example.com/b', []],
		['wget --version', []],
		['git clone https://example.com/a/b.git', ['b', 'b/.git']],
		['git clone https://example.com/a/b c/', ['c/', 'c/.git']],
		['git clone git@example.com:a/b.git', ['b', 'b/.git']],
		['git clone --depth 1 https://example.com/a/b.git', ['b', 'b/.git']],
		['git clone --depth 1 https://example.com/a/b.git /c', ['/c', '/c/.git']],
		['git -C /x clone -q https://example.com/a/b.git', ['/x/b', '/x/b/.git']],
		['git -C /x clone https://example.com/a/b.git /c', ['/c', '/c/.git']],
		['git clone -b v1 git@example.com:a/b.git', ['b', 'b/.git']],
		['git clone -b v1 git@example.com:b.git', ['b', 'b/.git']],
		['git clone -b v1 /srv/b.git', ['b', 'b/.git']],
		['git clone --branch v1 --recurse-submodules -j 4 git@example.com:a/b.git c', ['c', 'c/.git']],
		['git clone --filter blob:none https://example.com/a/b/', ['b', 'b/.git']],
		['git clone https://example.com/a/b/.git', ['b', 'b/.git']],
		['git clone https://example.com/a/b "$UNKNOWN"', []],
		['git pull', []],
		['mkdir -p /a /b', ['/a', '/b']],
		['touch a', ['a']],
		['echo x | tee /a', ['/a']],
		['cp /x/a /b', ['/b']],
		['cp /x/a /x/c /b/', ['/b/a', '/b/c']],
		['cp /x/* /y/a /b/', ['/b/a']],
		['cp /x/ /b/', []],
		['cp /x/a /x/c /b', []],
		['cp /b', []],
		['mv a b', ['b']],
		['ln -s /a /b', ['/b']],
		['install a /usr/bin/', ['/usr/bin/a']],
		['dd if=/dev/zero of=/a bs=1', ['/a']],
		['tar -xzf a.tgz -C /x', ['/x']],
		['tar xf a.tgz --directory=/x', ['/x']],
		['tar --directory /x -xf a.tgz', ['/x']],
		['tar xf a.tgz', []],
		['unzip a.zip -d /x', ['/x']],
		['unzip -qd /x a.zip', ['/x']],
		['true', []],
		['constructor a b', []],
	] as const)('by its name: %s', (command, paths) => {
		expect(listAdded(command)).toEqual(paths);
	});

	test.each([
		['seq 9 > /a', ['/a']],
		['seq 9 >> /a', ['/a']],
		['seq 9 >| /a', ['/a']],
		['seq 9 > /dev/null', []],
		['seq 9 > /a*', []],
		['sort < /a', []],
		['(seq 9; seq 8) > /a', ['/a', '/a']],
	] as const)('by a redirection: %s', (command, paths) => {
		expect(listAdded(command)).toEqual(paths);
	});

	test('pip keeps nothing where a variable says so', () => {
		expect(listAdded('pip install flask', ['PIP_NO_CACHE_DIR'])).toEqual([]);
		expect(listAdded('pip install flask', ['PIP_OTHER'])).toEqual(['/root/.cache/pip']);
	});
});

test.each([
	['apt-get clean', []],
	['apt-get dist-clean', ['/var/lib/apt/lists']],
	['apt distclean', ['/var/lib/apt/lists']],
	['dnf clean all', ['/var/cache/yum', '/var/cache/dnf']],
	['microdnf clean all', ['/var/cache/yum', '/var/cache/dnf']],
	['yum clean all', ['/var/cache/yum', '/var/cache/dnf']],
	['npm cache clean --force', ['/root/.npm']],
	['pip cache purge', ['/root/.cache/pip']],
	['npm ci', []],
	['rm -rf /root/.npm', []],
] as const)('a package manager empties its cache: %s', (command, paths) => {
	expect(readRun(command).commands.flatMap(listCleanedPaths)).toEqual(paths);
});
