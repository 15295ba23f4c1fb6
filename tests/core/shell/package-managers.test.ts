import { describe, expect, test } from 'vitest';
import { listScriptCommands } from '#core/shell/commands.ts';
import { extractPackageName } from '#core/shell/package-managers.ts';
import { makeScript } from '#core/shell/script.ts';

describe('a package manager', () => {
	test.each([
		['apt-get install -y --no-install-recommends git=1:2.39 curl', 'apt-get install git=1:2.39 curl'],
		['apt-get -o Acquire::Retries=3 -qq install git', 'apt-get install git'],
		['apt-get -t bookworm-backports install git', 'apt-get install git'],
		['apt-get update', 'apt-get update'],
		['apt-get dist-clean', 'apt-get clean'],
		['apt purge -y --auto-remove gcc', 'apt remove gcc'],
		['aptitude install git', 'aptitude install git'],
		['apk add --no-cache --virtual .deps git@edge', 'apk install git@edge'],
		['apk --no-cache -U add git', 'apk install git'],
		['apk del .deps', 'apk remove .deps'],
		['dnf -y --setopt install_weak_deps=0 install git', 'dnf install git'],
		['yum makecache', 'yum update'],
		['microdnf install git', 'microdnf install git'],
		['zypper -n in git', 'zypper install git'],
		['pacman -Sy --noconfirm git', 'pacman install git'],
		['pacman -Rns git', 'pacman remove git'],
		['pacman -Scc', 'pacman clean'],
		['npm ci --omit dev', 'npm install'],
		['npm --prefix web i express@4', 'npm install express@4'],
		['npm cache clean --force', 'npm clean'],
		['yarn --frozen-lockfile', 'yarn install'],
		['yarn global add pm2', 'yarn install pm2'],
		['pnpm i --frozen-lockfile', 'pnpm install'],
		['pip3.12 install -r requirements.txt -c c.txt flask', 'pip install flask'],
		['python3 -m pip install --index-url https://x flask', 'pip install flask'],
		['python -u -m poetry install', 'poetry install'],
		['uv pip install flask', 'uv install flask'],
		['uv sync --frozen', 'uv install'],
		['pipx install poetry==1.8', 'pipx install poetry==1.8'],
		['bundle', 'bundle install'],
		['gem install -v 2.5 bundler', 'gem install bundler'],
		['composer install --no-dev -d /app', 'composer install'],
		['go mod download', 'go install'],
		['go get -u ./...', 'go install ./...'],
		['cargo install --locked ripgrep', 'cargo install ripgrep'],
		['./mvnw -B -f pom.xml dependency:go-offline', 'mvn install'],
		['mvn -q clean package -DskipTests', 'mvn install'],
		['gradle --no-daemon clean build', 'gradle install'],
		['./gradlew build', 'gradle install'],
	])('is understood: %s', (text, expected) => {
		const action = actionOf(text);
		const words = action?.packages.map(({ raw }) => raw) ?? [];
		expect([action?.manager, action?.action, ...words].join(' ')).toBe(expected);
	});

	test.each([
		'apt-cache policy git',
		'apt-get --version',
		'apt-get install --dry-run git',
		'npm start',
		'npm run build',
		'yarn build',
		'bundle exec rails',
		'go build ./...',
		'python install.py',
		'pacman -Ss git',
		'echo apt-get install git',
		'$MANAGER install git',
	])('is not asked to change anything: %s', (text) => {
		expect(actionOf(text)).toBeUndefined();
	});

	test('gives its options with their values', () => {
		expect(actionOf('apk add -t .deps --repository=https://x -U git')?.options).toEqual([
			'-t=.deps',
			'--repository=https://x',
			'-U',
		]);
	});

	test('has packages whose name is known without version, release and architecture', () => {
		const words = [
			'git=1:2.39',
			'git@edge',
			'git>2',
			'git:amd64',
			'@scope/tool@1',
			'g++-12',
			'g++',
			'git+',
			'flask[async]==3',
			'git-',
		];
		expect(words.map(extractPackageName)).toEqual([
			'git',
			'git',
			'git',
			'git',
			'@scope/tool',
			'g++-12',
			'g++',
			'git',
			'flask',
			'git',
		]);
	});
});

function actionOf(text: string) {
	const [command] = listScriptCommands(makeScript(text, 0));
	return command?.packageAction;
}
