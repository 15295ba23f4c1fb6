import { compileNames, listWords } from './word-list.ts';

/** Files that an install of dependencies reads, wherever they stand. */
export const MANIFESTS = compileNames(`
	package.json package-lock.json npm-shrinkwrap.json yarn.lock pnpm-lock.yaml pnpm-workspace.yaml bun.lock bun.lockb
	.npmrc .yarnrc .yarnrc.yml
	requirements*.txt requirements*.in constraints*.txt setup.py setup.cfg pyproject.toml poetry.lock uv.lock
	Pipfile Pipfile.lock
	Gemfile Gemfile.lock *.gemspec .ruby-version
	composer.json composer.lock
	go.mod go.sum go.work
	Cargo.toml Cargo.lock
	pom.xml *.gradle *.gradle.kts gradle.properties mvnw gradlew
`);

/** Folders of which everything is read by an install. */
export const MANIFEST_FOLDERS = listWords('requirements gradle .mvn');

/** Files that stand in most contexts and that no install reads. */
export const BESIDE_THE_POINT = compileNames(
	'Dockerfile .dockerignore compose.yaml compose.yml README* LICENSE',
);

/** Folders that plainly hold sources. */
export const SOURCE_FOLDERS = listWords(`
	src source sources app apps lib libs cmd internal pkg server client web www frontend backend packages services
	service api site public static templates test tests spec components pages modules code views routes assets
`);

/** Folders that an install itself may read. */
export const READ_BY_INSTALL = compileNames(
	`
	requirements reqs prisma patches .yarn .mvn .cargo .npm gradle wheel wheels wheelhouse vendor third_party
	third-party thirdparty deps dependencies keys cert certs ca-certificates etc rootfs conf config docker .docker
	script scripts bin tools build dist pkgs deb debs .config
	`,
	true,
);

/** What an install of each package manager reads, to be copied before it. */
export const MANIFESTS_OF: Readonly<Record<string, readonly string[]>> = {
	npm: ['package.json', 'package-lock.json'],
	yarn: ['package.json', 'yarn.lock'],
	pnpm: ['package.json', 'pnpm-lock.yaml'],
	bun: ['package.json', 'bun.lock'],
	pip: ['requirements.txt'],
	poetry: ['pyproject.toml', 'poetry.lock'],
	uv: ['pyproject.toml', 'uv.lock'],
	pipenv: ['Pipfile', 'Pipfile.lock'],
	bundle: ['Gemfile', 'Gemfile.lock'],
	composer: ['composer.json', 'composer.lock'],
	go: ['go.mod', 'go.sum'],
	cargo: ['Cargo.toml', 'Cargo.lock'],
	mvn: ['pom.xml'],
};

/** Managers whose install takes in the project itself, which needs its sources: the option that leaves it out. */
export const PROJECT_OPTIONS: Readonly<Record<string, { readonly call: string; readonly option: string }>> = {
	uv: { call: 'uv sync', option: '--no-install-project' },
	poetry: { call: 'poetry install', option: '--no-root' },
};

/** What fetches the dependencies of a project before its sources are there, for tools whose build does both. */
export const FETCH_COMMANDS: Readonly<Record<string, string>> = {
	mvn: 'mvn dependency:go-offline',
	// Without a source file Cargo does not read the manifest.
	cargo: 'mkdir src && touch src/lib.rs && cargo fetch',
	gradle: 'gradle dependencies',
};
