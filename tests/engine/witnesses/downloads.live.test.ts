import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DOWNLOADS, HOST } from '../../../src/bench/precision/generated/download-server.ts';
import { hasEngine } from '../live-engine.ts';
import { buildImage, docker, mustBuild, provideWitnessImage, reports } from './witness.ts';

let image = '';
let server = '';
let address = '';

beforeAll(async () => {
	if (!live) return;
	image = await provideWitnessImage(DOWNLOADS);
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
