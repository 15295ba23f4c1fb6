import { expect, test } from 'vitest';
import type { FileKind } from '#core/file-kind.ts';
import { looksLikeTemplate } from '#core/template.ts';

test.each<[string, string, FileKind, boolean]>([
	['Dockerfile.j2', 'FROM a\n', 'dockerfile', true],
	['Dockerfile', 'FROM a\n', 'dockerfile', false],
	['Dockerfile', 'FROM {{ image }}\n', 'dockerfile', true],
	['Dockerfile', 'FROM a\nCOPY <%= file %> /\nRUN b\n', 'dockerfile', true],
	['Dockerfile', 'FROM a\n{% if b %}\nRUN c\n{% endif %}\n', 'dockerfile', true],
	['Dockerfile', '{% if b %}\nFROM a\n', 'dockerfile', true],
	['Dockerfile', 'FROM a\n{% if b %}', 'dockerfile', true],
	['Dockerfile', "FROM a\nRUN docker inspect --format '{{.Id}}' b\n", 'dockerfile', false],
	['Dockerfile', 'FROM a\nENV F={{.Id}}\nLABEL t="{% x %}"\n', 'dockerfile', false],
	['Dockerfile', "FROM a\nRUN echo '{{.Id}}'\nCOPPY b c\n", 'dockerfile', false],
	['Dockerfile', '# made by hand\nFROM %%BASE%%\n', 'dockerfile', true],
	['Dockerfile', 'FROM alpine:@VERSION@\n', 'dockerfile', true],
	['Dockerfile', 'FROM __BASE__ AS build\n', 'dockerfile', true],
	['Dockerfile', 'FROM a@sha256:b\nCOPY __MACOSX__ /a@B@\n', 'dockerfile', false],
	['Dockerfile', 'FROM a\n${STEPS}\nRUN b\n', 'dockerfile', true],
	['Dockerfile', 'FROM a\n$include common\n', 'dockerfile', true],
	['Dockerfile', 'FROM a\nRUN b\n    $C\n', 'dockerfile', false],
	['Dockerfile', 'FROM a\nRUN b \\\n$C\n', 'dockerfile', false],
	['Dockerfile', '@{version = 1}@\nFROM a:@version\n', 'dockerfile', true],
	['Dockerfile', 'FROM a\n@(TEMPLATE(\n', 'dockerfile', true],
	['create.Dockerfile.em', 'FROM a\n', 'dockerfile', true],
	['Dockerfile.njk', 'FROM a\n', 'dockerfile', true],
	['compose.yaml', 'services:\n  web:\n    image: {{ image }}\n', 'compose', true],
	['compose.yaml', 'services:\n{% for s in all %}\n  web: {}\n', 'compose', true],
	['compose.yaml', 'services:\n  web:\n    ports:\n      - {{ port }}\n', 'compose', true],
	['compose.yaml', 'services:\n  web:\n    command: ["a", "{{.Id}}"]\n', 'compose', false],
	['compose.yaml', 'services:\n  web:\n    command: echo "{{.Id}}"\n', 'compose', false],
	['daemon.json', '{ "log-opts": { "tag": "{{.Name}}" } }', 'daemon', false],
])('%s with %j: a template of a %s is %s', (path, text, kind, isTemplate) => {
	expect(looksLikeTemplate(path, text, kind)).toBe(isTemplate);
});
