import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasEngine } from '../live-engine.ts';
import { buildImage, docker, mustBuild, provideWitnessImage, reports } from './witness.ts';

const HOST = 'tides.example';

/** A certificate that nobody signed, and what the programs below download. */
const PREPARE = `set -e
mkdir -p /srv/simple/tides /srv/apt
cd /srv
openssl req -x509 -newkey rsa:2048 -nodes -days 3650 -subj /CN=${HOST} -addext subjectAltName=DNS:${HOST} -keyout /key.pem -out /cert.pem
echo low > list
touch apt/Packages
git init --quiet work
git -C work -c user.name=tides -c user.email=tides@${HOST} commit --quiet --allow-empty --message tides
git clone --quiet --bare work tides.git
git -C tides.git update-server-info
python3 -c "
from zipfile import ZipFile
with ZipFile('simple/tides/tides-1.0-py3-none-any.whl', 'w') as wheel:
    wheel.writestr('tides.py', '#' * 100000)
    wheel.writestr('tides-1.0.dist-info/METADATA', 'Metadata-Version: 2.1\\nName: tides\\nVersion: 1.0\\n')
    wheel.writestr('tides-1.0.dist-info/WHEEL', 'Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n')
    wheel.writestr('tides-1.0.dist-info/RECORD', '')
"
echo '<a href="tides-1.0-py3-none-any.whl">tides-1.0-py3-none-any.whl</a>' >simple/tides/index.html
echo '{"name":"tides","dist-tags":{"latest":"1.0.0"},"versions":{"1.0.0":{"name":"tides","version":"1.0.0"}}}' >tides
`;

/** With the headers that the index of Python's packages sends. */
const SERVER = `import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { readFileSync } from 'node:fs';
const answer = ({ url }, response) => {
	const path = '/srv' + new URL(url, 'http://x').pathname.replace(/\\/$/, '/index.html');
	try {
		const type = path.endsWith('.html') ? 'text/html' : 'application/octet-stream';
		const content = readFileSync(path);
		response.writeHead(200, { 'content-type': type, 'cache-control': 'max-age=365000000, immutable, public' }).end(content);
	} catch {
		response.writeHead(404).end();
	}
};
createServer(answer).listen(80);
createTlsServer({ key: readFileSync('/key.pem'), cert: readFileSync('/cert.pem') }, answer).listen(443);
`;

let image = '';
let server = '';
let address = '';

beforeAll(async () => {
	if (!live) return;
	image = await provideWitnessImage({
		name: 'witness-downloads',
		base: 'node:24-bookworm-slim',
		packages: ['curl', 'git', 'python3-pip', 'wget'],
		files: { 'prepare.sh': PREPARE, 'server.mjs': SERVER },
		lines: ['RUN sh /opt/drydock/prepare.sh', 'CMD ["node", "/opt/drydock/server.mjs"]'],
	});
	server = docker(['run', '--detach', image]).stdout.trim();
	const place = '{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}';
	address = docker(['inspect', '--format', place, server]).stdout.trim();
}, 600_000);

afterAll(() => {
	if (live) docker(['rm', '--force', server]);
});

const live = hasEngine('what programs download from a server that nobody vouches for');
const args = () => ['--add-host', `${HOST}:${address}`, '.'];

describe.skipIf(!live)('tls-unverified: whoever answers is believed', () => {
	const node = `node -e "fetch('https://${HOST}/list').catch(() => process.exit(1))"`;
	const pip = 'pip download --index-url';
	test.each([
		[true, `RUN curl --fail -k https://${HOST}/list`],
		[true, `RUN curl -fsSLk https://${HOST}/list`],
		[false, `RUN curl --fail https://${HOST}/list`],
		[false, `ENV CURL_INSECURE=1\nRUN curl --fail https://${HOST}/list`],
		[true, `RUN wget --no-check-certificate https://${HOST}/list`],
		[true, `RUN echo "check_certificate = off" > /root/.wgetrc && wget https://${HOST}/list`],
		[false, `RUN wget https://${HOST}/list`],
		[true, `RUN git -c http.sslVerify=false clone https://${HOST}/tides.git`],
		[true, `RUN git config --global http.sslVerify false && git clone https://${HOST}/tides.git`],
		[true, `ENV GIT_SSL_NO_VERIFY=1\nRUN git clone https://${HOST}/tides.git`],
		[false, `RUN git clone https://${HOST}/tides.git`],
		[true, `ENV NODE_TLS_REJECT_UNAUTHORIZED=0\nRUN ${node}`],
		[false, `RUN ${node}`],
		[true, `RUN npm view tides version --registry https://${HOST}/ --strict-ssl=false`],
		[true, `RUN npm config set strict-ssl false && npm view tides version --registry https://${HOST}/`],
		[true, `ENV NPM_CONFIG_STRICT_SSL=false\nRUN npm view tides version --registry https://${HOST}/`],
		[false, `RUN npm view tides version --fetch-retries=0 --registry https://${HOST}/`],
		[true, `RUN ${pip} https://${HOST}/simple --trusted-host ${HOST} tides`],
		[true, `ENV PIP_TRUSTED_HOST=${HOST}\nRUN ${pip} https://${HOST}/simple tides`],
		[false, `RUN ${pip} https://${HOST}/simple --retries 0 tides`],
		[
			false,
			`RUN PYTHONHTTPSVERIFY=0 python3 -c "from urllib.request import urlopen; urlopen('https://${HOST}/list')"`,
		],
		[true, `RUN echo "deb [trusted=yes] http://${HOST}/apt ./" > /etc/apt/sources.list && apt-get update`],
		[false, `RUN echo "deb http://${HOST}/apt ./" > /etc/apt/sources.list && apt-get update`],
		[
			true,
			`RUN echo "deb http://${HOST}/apt ./" > /etc/apt/sources.list && apt-get --allow-insecure-repositories update`,
		],
	])('%s: %s', (isBelieved, body) => {
		const text = `FROM ${image}\n${body}\n`;
		expect(reports('tls-unverified', text)).toBe(isBelieved);
		expect(buildImage(text, ...args()) !== undefined).toBe(isBelieved);
	});
});

describe.skipIf(!live)('package-cache-left: what was downloaded stays in the layer', () => {
	const install = `pip install --break-system-packages --index-url http://${HOST}/simple --trusted-host ${HOST}`;
	test.each([
		[true, `RUN ${install} tides`],
		[true, `RUN ${install} tides && pip list`],
		[false, `RUN ${install} --no-cache-dir tides`],
		[false, `ENV PIP_NO_CACHE_DIR=1\nRUN ${install} tides`],
		[false, `RUN ${install} tides && rm -rf /root/.cache`],
		[false, `RUN ${install} tides && pip cache purge`],
		[false, `RUN --mount=type=cache,target=/root/.cache/pip ${install} tides`],
	])('%s: %s', (isLeft, body) => {
		const text = `FROM ${image}\n${body}\n`;
		expect(reports('package-cache-left', text)).toBe(isLeft);
		const find = ['find', '/root/.cache', '-type', 'f', '-size', '+50k'];
		expect(docker(['run', '--rm', mustBuild(text, ...args()), ...find]).stdout.includes('/pip/')).toBe(
			isLeft,
		);
	});
});
