import { expect, test } from 'vitest';
import { lint } from '#core/lint/lint.ts';
import { lintDockerfile } from '#core/lint/lint-dockerfile.ts';
import { copyBeforeInstall } from '#core/rules/base-images/copy-before-install.ts';
import { rebuildOf } from '../../rebuild/rebuild-test.ts';
import { contextOf, markedTest, ruleTest } from '../rule-test.ts';

ruleTest(copyBeforeInstall, {
	reports: [
		{
			name: 'a folder that the install runs in, which reads its manifests there',
			text: 'FROM node:24\nCOPY web /src/web\nWORKDIR /src/web\nRUN corepack enable && pnpm install\n',
			findings: [
				{
					text: 'COPY web /src/web',
					at: [2, 1],
					message:
						'Any edit in `web` reruns 2 later steps (lines 3 and 4), `pnpm install` among them. Copy `package.json` and `pnpm-lock.yaml` of it first, install, then copy the rest.',
				},
			],
		},
		{
			name: 'a folder with the file of requirements that the install names',
			text: 'FROM python:3.13\nCOPY server server\nRUN pip install -r server/build-requirements.txt\n',
			findings: [
				{
					text: 'COPY server server',
					at: [2, 1],
					message:
						'Any edit in `server` reruns `pip install` on line 3. Copy `build-requirements.txt` of it first, install, then copy the rest.',
				},
			],
		},
		{
			name: 'a folder that the same RUN builds from, behind the install',
			text: 'FROM node:24\nWORKDIR /w\nCOPY package.json package-lock.json ./\nCOPY static static\nRUN npm ci && npm run build\n',
			findings: [
				{
					text: 'COPY static static',
					at: [4, 1],
					message:
						'Any edit in `static` reruns `npm ci` on line 5. Install in a `RUN` of its own, above this copy.',
				},
			],
		},
		{
			name: 'an install that takes in the project itself',
			text: 'FROM python:3.13\nCOPY . .\nRUN uv sync --frozen\n',
			findings: [
				{
					text: 'COPY . .',
					at: [2, 1],
					message:
						'Any edit reruns `uv sync` on line 3. Copy `pyproject.toml` and `uv.lock`, run `uv sync --no-install-project`, then copy the rest.',
				},
			],
		},
		{
			name: 'an install that leaves the project out',
			text: 'FROM python:3.13\nCOPY . .\nRUN poetry install --no-root\n',
			findings: [
				{
					text: 'COPY . .',
					at: [2, 1],
					message:
						'Any edit reruns `poetry install` on line 3. Copy `pyproject.toml` and `poetry.lock` first, install, then copy the rest.',
				},
			],
		},
		{
			name: 'a folder whose requirements the install reads',
			text: 'FROM python:3.13\nCOPY app /app\nRUN pip install -r /app/requirements.txt\n',
			findings: [
				{
					text: 'COPY app /app',
					at: [2, 1],
					message:
						'Any edit in `app` reruns `pip install` on line 3. Copy `requirements.txt` of it first, install, then copy the rest.',
				},
			],
		},
		{
			name: 'a module of its own that go.mod may point to',
			text: 'FROM golang:1.25\nCOPY api api\nCOPY go.mod go.sum ./\nRUN go mod download\n',
			files: { 'api/loki/go.mod': '', 'api/loki/a.go': '', 'go.mod': '', 'go.sum': '' },
			findings: [
				{
					text: 'COPY api api',
					at: [2, 1],
					message:
						'Any edit in `api` reruns 2 later steps (lines 3 and 4), `go mod download` among them. Copy `go.mod` and `go.sum` of it first, install, then copy the rest.',
				},
			],
		},
		{
			name: 'a folder with the manifest that the install reads there',
			text: 'FROM ruby:3.4\nCOPY ./plugin /home/plugin\nWORKDIR /home/plugin\nRUN bundle install\n',
			files: { 'plugin/Gemfile': '', 'plugin/lib/a.rb': '' },
			findings: [
				{
					text: 'COPY ./plugin /home/plugin',
					at: [2, 1],
					message:
						'Any edit in `plugin` reruns 2 later steps (lines 3 and 4), `bundle install` among them. Copy `Gemfile` and `Gemfile.lock` of it first, install, then copy the rest.',
				},
			],
		},
		{
			name: 'packages by name, which the manifest is read for as well',
			text: 'FROM node:24\nCOPY . .\nRUN npm install express\n',
			findings: [
				{
					text: 'COPY . .',
					at: [2, 1],
					message:
						'Any edit reruns `npm install` on line 3. Copy `package.json` and `package-lock.json` first, install, then copy the rest.',
				},
			],
		},
		{
			name: 'a requirement of Composer, which its manifest is read for',
			text: 'FROM php:8\nCOPY . .\nRUN composer require acme/x\n',
			findings: [
				{
					text: 'COPY . .',
					at: [2, 1],
					message:
						'Any edit reruns `composer require` on line 3. Copy `composer.json` and `composer.lock` first, install, then copy the rest.',
				},
			],
		},
		{
			name: 'a new project of Composer, which reads nothing of what is copied',
			text: 'FROM php:8\nCOPY . .\nRUN composer create-project acme/x\n',
			findings: [
				{
					text: 'COPY . .',
					at: [2, 1],
					message:
						'Any edit reruns `composer create-project` on line 3, though the install reads none of it. Install first, then copy.',
				},
			],
		},
		{
			name: 'a build with a goal of a plugin behind it',
			text: 'FROM maven:3\nCOPY . .\nRUN mvn compile exec:java\n',
			findings: [
				{
					text: 'COPY . .',
					at: [2, 1],
					message:
						'Any edit reruns `mvn compile` on line 3. Copy `pom.xml`, run `mvn dependency:go-offline`, then copy the rest.',
				},
			],
		},
		{
			name: 'packages that are installed by their names',
			text: 'FROM node:24\nCOPY . .\nRUN npm install -g pm2\n',
			findings: [
				{
					text: 'COPY . .',
					at: [2, 1],
					message:
						'Any edit reruns `npm install` on line 3, though the install reads none of it. Install first, then copy.',
				},
			],
		},
		{
			name: 'the sources before a build of Maven with several goals',
			text: 'FROM maven:3\nCOPY src /app/src\nCOPY pom.xml /app\nRUN mvn -f /app/pom.xml clean package\n',
			findings: [
				{
					text: 'COPY src /app/src',
					at: [2, 1],
					message:
						'Any edit in `src` reruns 2 later steps (lines 3 and 4), `mvn clean package` among them. Copy `pom.xml`, run `mvn dependency:go-offline`, then copy the rest.',
				},
			],
		},
		{
			name: 'the whole context before npm ci',
			text: 'FROM node:24\nWORKDIR /app\nCOPY . .\nRUN npm ci\n',
			findings: [
				{
					text: 'COPY . .',
					at: [3, 1],
					message:
						'Any edit reruns `npm ci` on line 4. Copy `package.json` and `package-lock.json` first, install, then copy the rest.',
				},
			],
		},
		{
			name: 'a context in which nothing but the Dockerfile is known',
			text: 'FROM node:24\nCOPY . .\nRUN npm ci\n',
			files: { Dockerfile: '' },
			findings: [
				{
					text: 'COPY . .',
					at: [2, 1],
					message:
						'Any edit reruns `npm ci` on line 3. Copy `package.json` and `package-lock.json` first, install, then copy the rest.',
				},
			],
		},
		{
			name: 'a cache mount does not help',
			text: 'FROM node:24\nCOPY ./ /app/\nRUN --mount=type=cache,target=/root/.npm npm ci\n',
			findings: [
				{
					text: 'COPY ./ /app/',
					at: [2, 1],
					message:
						'Any edit reruns `npm ci` on line 3. Copy `package.json` and `package-lock.json` first, install, then copy the rest.',
				},
			],
		},
		{
			name: 'a source folder before pip',
			text: 'FROM python:3.13\nCOPY requirements.txt ./\nCOPY src ./src\nRUN pip install --no-cache-dir -r requirements.txt\n',
			findings: [
				{
					text: 'COPY src ./src',
					at: [3, 1],
					message: 'Any edit in `src` reruns `pip install` on line 4. Copy it after the install.',
				},
			],
		},
		{
			name: 'ADD, flags, JSON form',
			text: 'FROM node:24\nADD --chown=node:node [".", "/app"]\nRUN ["npm", "ci"]\n',
			findings: [
				{
					text: 'ADD --chown=node:node [".", "/app"]',
					at: [2, 1],
					message:
						'Any edit reruns `npm ci` on line 3. Copy `package.json` and `package-lock.json` first, install, then copy the rest.',
				},
			],
		},
		{
			name: 'a folder that the install reads, which cannot be copied after it',
			text: 'FROM node:22\nWORKDIR /app\nCOPY ./src/frontend .\nRUN npm clean-install\n',
			findings: [
				{
					text: 'COPY ./src/frontend .',
					at: [3, 1],
					message:
						'Any edit in `src/frontend` reruns `npm clean-install` on line 4. Copy `package.json` and `package-lock.json` of it first, install, then copy the rest.',
				},
			],
		},
		{
			name: 'a folder that only a slash tells',
			text: 'FROM python:3.13\nCOPY tides/ ./tides/\nRUN python -m pip install -r requirements.txt\n',
			findings: [
				{
					text: 'COPY tides/ ./tides/',
					at: [2, 1],
					message: 'Any edit in `tides/` reruns `pip install` on line 3. Copy it after the install.',
				},
			],
		},
		{
			name: 'the system packages after the sources',
			text: 'FROM debian:12\nCOPY . /app\nRUN apt-get update && \\\n    # the compiler\n    apt-get install -y gcc\n',
			findings: [
				{
					text: 'COPY . /app',
					at: [2, 1],
					message:
						'Any edit reruns `apt-get install` on line 3, though the install reads none of it. Install first, then copy.',
				},
			],
		},
		{
			name: 'packages by name after pip itself',
			text: 'FROM python:3.13\nRUN pip install --upgrade pip\nCOPY . .\nRUN pip install -r requirements.txt\n',
			findings: [
				{
					text: 'COPY . .',
					at: [3, 1],
					message:
						'Any edit reruns `pip install` on line 4. Copy `requirements.txt` first, install, then copy the rest.',
				},
			],
		},
		{
			name: 'ONBUILD triggers among each other',
			text: 'FROM node:24\nONBUILD COPY . /app\nONBUILD RUN npm install\n',
			findings: [
				{
					text: 'COPY . /app',
					at: [2, 9],
					message:
						'Any edit reruns `npm install` on line 3. Copy `package.json` and `package-lock.json` first, install, then copy the rest.',
				},
			],
		},
		{
			name: 'an install in a heredoc',
			text: 'FROM debian:12\ncopy . /app\nrun <<EOF\napt-get update\napt-get install -y curl\nEOF\n',
			findings: [
				{
					text: 'copy . /app',
					at: [2, 1],
					message:
						'Any edit reruns `apt-get install` on line 3, though the install reads none of it. Install first, then copy.',
				},
			],
		},
		{
			name: 'a variable that holds the folder',
			text: 'FROM node:24\nARG SOURCES=src\nCOPY $SOURCES /app/src\nRUN yarn\n',
			findings: [
				{
					text: 'COPY $SOURCES /app/src',
					at: [3, 1],
					message: 'Any edit in `src` reruns `yarn` on line 4. Copy it after the install.',
				},
			],
		},
		{
			name: 'a folder of sources that the context shows',
			text: 'FROM node:24\nCOPY tides ./tides\nRUN npm ci\n',
			files: { 'tides/main.js': '', 'package.json': '{}' },
			findings: [
				{
					text: 'COPY tides ./tides',
					at: [2, 1],
					message: 'Any edit in `tides` reruns `npm ci` on line 3. Copy it after the install.',
				},
			],
		},
		{
			name: 'a build that fetches its dependencies',
			text: 'FROM rust:1.90\nCOPY . .\nRUN cargo build --release\n',
			findings: [
				{
					text: 'COPY . .',
					at: [2, 1],
					message:
						'Any edit reruns `cargo build` on line 3. Copy `Cargo.toml` and `Cargo.lock`, run `mkdir src && touch src/lib.rs && cargo fetch`, then copy the rest.',
				},
			],
		},
		{
			name: 'each copy once',
			text: 'FROM node:24\nCOPY src src\nCOPY lib lib\nRUN npm ci\nRUN apt-get install -y curl\n',
			findings: [
				{
					text: 'COPY src src',
					at: [2, 1],
					message:
						'Any edit in `src` reruns 3 later steps (lines 3 to 5), `npm ci` among them. Copy it after the install.',
				},
				{
					text: 'COPY lib lib',
					at: [3, 1],
					message:
						'Any edit in `lib` reruns 2 later steps (lines 4 and 5), `npm ci` among them. Copy it after the install.',
				},
			],
		},
		{
			name: 'another escape character',
			text: '# escape=`\nFROM node:24\nCOPY `\n  . .\nRUN npm `\n  ci\n',
			findings: [
				{
					text: 'COPY `\n  . .',
					at: [3, 1],
					message:
						'Any edit reruns `npm ci` on line 5. Copy `package.json` and `package-lock.json` first, install, then copy the rest.',
				},
			],
		},
	],
	passes: [
		{
			name: 'a project that installs itself as a program',
			text: 'FROM node:24\nCOPY . .\nRUN npm install -g\nRUN npm i --global .\n',
		},
		{
			name: "sources behind a task of the project's own, which has fetched",
			text: 'FROM gradle:8\nCOPY gradlew build.gradle ./\nCOPY gradle gradle\nRUN ./gradlew downloadDependencies\nCOPY src src\nRUN ./gradlew build\n',
		},
		{ name: 'manifests first', text: 'FROM node:24\nCOPY package*.json ./\nRUN npm ci\nCOPY . .\n' },
		{
			name: 'go.mod and go.sum',
			text: 'FROM golang:1.25\nCOPY go.mod go.sum ./\nRUN go mod download\nCOPY . .\nRUN go build ./...\n',
		},
		{
			name: 'a folder of requirements',
			text: 'FROM python:3.13\nCOPY requirements/ ./requirements/\nRUN pip install -r requirements/prod.txt\n',
		},
		{
			name: 'the schema that an install reads',
			text: 'FROM node:24\nCOPY package.json prisma ./\nRUN npm ci\n',
		},
		{ name: 'nothing is installed after the copy', text: 'FROM node:24\nCOPY . .\nRUN npm run build\n' },
		{ name: 'another stage', text: 'FROM node:24 AS a\nCOPY . .\nFROM node:24\nRUN npm ci\n' },
		{
			name: 'a copy from another stage',
			text: 'FROM node:24 AS a\nFROM node:24\nCOPY --from=a . .\nRUN npm ci\n',
		},
		{
			name: 'the project itself, after its dependencies',
			text: 'FROM python:3.13\nCOPY pyproject.toml poetry.lock ./\nRUN poetry install --no-root\nCOPY . .\nRUN poetry install\n',
		},
		{
			name: 'maven that went offline before',
			text: 'FROM maven:3\nCOPY pom.xml ./\nRUN mvn -B dependency:go-offline\nCOPY src ./src\nRUN mvn -B package\n',
		},
		{
			name: 'cargo with its caches mounted',
			text: 'FROM rust:1.90\nCOPY . .\nRUN --mount=type=cache,target=/usr/local/cargo/registry cargo build --release\n',
		},
		{
			name: 'a source that only the build knows',
			text: 'FROM node:24\nARG SOURCES\nCOPY $SOURCES .\nRUN npm ci\n',
		},
		{ name: 'a file by its name', text: 'FROM node:24\nCOPY server.js ./\nRUN npm ci\n' },
		{
			name: 'a context that lets only manifests through, beside the files of the build itself',
			text: 'FROM node:24\nCOPY . .\nRUN npm ci\n',
			files: { Dockerfile: '', 'package.json': '{}', 'package-lock.json': '{}' },
		},
		{
			name: 'a context that lets only manifests through',
			text: 'FROM node:24\nCOPY . .\nRUN npm ci\n',
			files: {
				'package.json': '{}',
				'package-lock.json': '{}',
				'server.js': '',
				'.dockerignore': 'server.js\nDockerfile\n.dockerignore\n',
			},
		},
		{ name: 'a manager that another program only names', text: 'FROM node:24\nCOPY . .\nRUN echo npm ci\n' },
		{
			name: 'an address and a heredoc',
			text: 'FROM node:24\nADD https://example.com/a/ ./\nCOPY <<EOF ./package.json\n{}\nEOF\nRUN npm ci\n',
		},
	],
});

test.each([
	'FROM node:24\nWORKDIR /a\nCOPY . .\nENV A=1\nRUN npm ci\nWORKDIR /b\nCOPY x.txt /x\nRUN npm test\nCMD ["node"]\n',
	'FROM node:24\nCOPY . .\nRUN npm ci\nFROM node:24\nRUN true\n',
	'FROM node:24 AS a\nCOPY src src\nRUN npm ci\nUSER node\nRUN npm test\n',
])('the steps that are told are those that an edit runs again: %j', (dockerfile) => {
	const findings = lintDockerfile(dockerfile);
	const [, told = '1'] =
		/reruns (\d+) later/.exec(findings.find(({ rule }) => rule === 'copy-before-install')?.message ?? '') ??
		[];
	const target = dockerfile.includes(' AS ') ? 'a' : '0';
	const { steps } = rebuildOf(
		{ dockerfile, target, files: { 'src/a.js': 'a', 'x.txt': 'x' } },
		{ files: { 'src/a.js': 'b', 'x.txt': 'x' } },
	);
	const copied = steps.findIndex(({ text }) => text.startsWith('COPY'));
	const again = steps.slice(copied + 1).filter(({ verdict }) => verdict === 'again');
	expect(Number(told)).toBe(again.length);
});

markedTest(copyBeforeInstall, [
	'FROM node\n«COPY . .»\nRUN npm update\n',
	'FROM debian\nCOPY . .\nRUN apt-get upgrade -y\n',
	'FROM debian\nCOPY . .\nRUN apt-get update\n',
	'FROM debian\nCOPY . .\nRUN apt-get install -y ./x.deb curl\n',
	'FROM debian\n«COPY . .»\nRUN apt-get install -y curl\n',
	'FROM golang\n«COPY . .»\nRUN go install example.com/a@latest ./cmd\n',
	'FROM golang\nCOPY . .\nRUN go install ./cmd\n',
	'FROM node\nRUN npm install -g x\n«COPY . .»\nRUN npm ci\n',
	'FROM node\nRUN npm ci\nCOPY . .\nRUN npm install\n',
	'FROM node\nCOPY src*/ ./x/\nRUN npm ci\n',
	{ text: 'FROM node\nCOPY app /app\nRUN npm ci\n', files: { app: '', 'package.json': '' } },
	{ text: 'FROM node\n«COPY app /app»\nRUN npm ci\n', files: { 'app/a.js': '', 'package.json': '' } },
	{ text: 'FROM node\nCOPY app /app\nRUN npm ci\n', files: { 'app/package.json': '', 'package.json': '' } },
	{
		text: 'FROM node\nCOPY app /app\nRUN npm ci\n',
		files: { 'app/a.js': '', 'package.json': '', '.dockerignore': 'app\n' },
	},
	{ text: 'FROM node\n«COPY . .»\nRUN npm ci\n', files: { 'package.json': '', 'server.js': '' } },
	{ text: 'FROM node\nCOPY . .\nRUN npm ci\n', files: { 'package.json': '', 'package-lock.json': '' } },
	{
		text: 'FROM node\nCOPY . .\nRUN npm ci\n',
		files: { 'package.json': '', 'server.js': '', '.dockerignore': 'server.js\n' },
	},
]);

test.each([
	['pip install flask', true],
	['pip install -r r.txt flask', false],
	['pip install -c c.txt flask', false],
	['pip install flask ./lib', false],
	['uv pip install flask', true],
	['uv add flask', false],
	['apt-get install -y curl', true],
	['npm install -g pm2', true],
	['npm install pm2', false],
	['gem install rails', true],
	['yarn global add pm2', true],
])('whether `%s` reads anything of what is copied: %s', (install, readsNone) => {
	const text = `FROM a\nCOPY . .\nRUN ${install}\n`;
	const findings = lint({ path: 'Dockerfile', text }, { rules: [copyBeforeInstall] });
	expect(findings.map(({ message }) => message.includes('reads none of it'))).toEqual([readsNone]);
});

markedTest(copyBeforeInstall, [
	'FROM rust\n«COPY . .»\nRUN cargo install ripgrep\n',
	'FROM rust\nCOPY . .\nRUN cargo install --locked --path .\n',
	'FROM python\nCOPY . .\nRUN pip install -e .\n',
	'FROM python\n«COPY . .»\nRUN pip install -q -r requirements.txt\n',
	'FROM python\n«COPY . .»\nRUN pip install -e . -r requirements.txt\n',
	'FROM golang\nCOPY . .\nRUN go install ./...\n',
]);

test.each([
	['COPY . .\nRUN npm ci --prefix app', 'Copy `app/package.json` and `app/package-lock.json` first'],
	['COPY . .\nRUN yarn --cwd ./app', 'Copy `app/package.json` and `app/yarn.lock` first'],
	['COPY web web\nRUN npm --prefix=web ci', 'Copy `web/package.json` and `web/package-lock.json` first'],
	['COPY api ./api\nRUN composer install -d api', 'Copy `api/composer.json` and `api/composer.lock` first'],
	['COPY web web\nRUN pnpm -C app install', 'Copy it after the install'],
	['COPY web web\nRUN npm ci --prefix "$DIR"', 'Copy it after the install'],
	['COPY web ./\nRUN npm ci', 'Copy `package.json` and `package-lock.json` of it first'],
])('says what to copy for an install in a folder of its own: %j', (lines, advice) => {
	const text = `FROM node:24\nWORKDIR /srv\n${lines}\n`;
	const findings = lint({ path: 'Dockerfile', text }, { rules: [copyBeforeInstall], context: contextOf({}) });
	expect(findings.map(({ message }) => message)).toEqual([expect.stringContaining(advice)]);
});

test('an install in a folder of its own, from manifests alone', () => {
	const text =
		'FROM node:24\nWORKDIR /srv\nCOPY app/package.json app/package-lock.json app/\nRUN npm --prefix app ci\nCOPY . .\n';
	expect(lint({ path: 'Dockerfile', text }, { rules: [copyBeforeInstall], context: contextOf({}) })).toEqual(
		[],
	);
});
