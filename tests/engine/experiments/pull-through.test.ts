import { expect, test } from 'vitest';
import { readAccessLog } from '#engine/experiments/pull-through.ts';

const line = (request: string, status: number, bytes: number) =>
	`172.18.0.3 - - [28/Nov/2026:12:35:21 +0000] "${request} HTTP/1.1" ${status} ${bytes} "" "Go-http-client/1.1"`;

test('a fetched manifest counts as a pull, a question for a tag does not, and bytes are those of layers', () => {
	const log = [
		line('HEAD /v2/library/node/manifests/24-bookworm-slim', 200, 1785),
		line('GET /v2/library/node/manifests/sha256:16ff', 200, 1785),
		line('GET /v2/library/node/blobs/sha256:85aa', 200, 2408),
		line('GET /v2/library/node/blobs/sha256:6420', 200, 131_250),
	];
	expect(readAccessLog(log.join('\n'))).toEqual({ manifests: 1, questions: 1, bytes: 133_658 });
});

test('what was pushed, refused or only looked for does not count', () => {
	const log = [
		line('GET /v2/', 200, 2),
		line('PUT /v2/library/node/manifests/24-bookworm-slim', 201, 0),
		line('HEAD /v2/library/node/blobs/sha256:85aa', 200, 0),
		line('GET /v2/library/node/manifests/none', 404, 157),
	];
	expect(readAccessLog(log.join('\n'))).toEqual({ manifests: 0, questions: 0, bytes: 0 });
});
