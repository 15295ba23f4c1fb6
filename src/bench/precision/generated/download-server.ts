import type { ToolImage } from '#engine/bases/tool-image.ts';

/** The name of the server that programs download from. */
export const HOST = 'tides.example';

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

/** A server with a certificate of its own, and the programs that download from it. */
export const DOWNLOADS: ToolImage = {
	name: 'witness-downloads',
	base: 'node:24-bookworm-slim',
	packages: ['curl', 'git', 'python3-pip', 'wget'],
	files: { 'prepare.sh': PREPARE, 'server.mjs': SERVER },
	lines: ['RUN sh /opt/drydock/prepare.sh', 'CMD ["node", "/opt/drydock/server.mjs"]'],
};
