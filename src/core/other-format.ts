import { findHeadDirective } from './dockerfile/directives.ts';
import { parseDockerfile } from './dockerfile/parse.ts';
import type { FileKind } from './file-kind.ts';

/**
 * Why a text is none of what its file's name says: `format` for another program's file, `frontend` for one that BuildKit
 * hands to a builder of its own. `undefined` wherever an error in it may be meant for its author.
 */
export function detectOtherFormat(
	path: string,
	text: string,
	kind: FileKind,
): 'format' | 'frontend' | undefined {
	if (kind === 'compose') return isOtherYaml(text) ? 'format' : undefined;
	if (kind !== 'dockerfile') return undefined;
	if (isForOtherFrontend(text)) return 'frontend';
	return NAMED_AFTER.test(path) && !INSTRUCTION.test(text) && text.trim() !== '' ? 'format' : undefined;
}

/** `Dockerfile.vim`, `lint-Dockerfile.nix`: a name that a Dockerfile may have, and what is about one as well. */
const NAMED_AFTER = /(?:docker|container)file[._-][^/\\]+$/i;
const INSTRUCTION =
	/^[ \t]*(?:FROM|RUN|COPY|ADD|ENV|ARG|LABEL|EXPOSE|WORKDIR|USER|CMD|ENTRYPOINT|VOLUME|HEALTHCHECK|SHELL|STOPSIGNAL|ONBUILD|MAINTAINER)[ \t]/im;

/** A frontend of another name may know other instructions; what Docker's own would read as well is linted. */
function isForOtherFrontend(text: string): boolean {
	const frontend = findHeadDirective(text, 'syntax')?.value.split(' ')[0];
	if (frontend === undefined || /(?:^|\/)dockerfile(?:-upstream)?(?:[:@]|$)/.test(frontend)) return false;
	return parseDockerfile(text).errors.length > 0;
}

/** True for files of Kubernetes, LinuxKit, Ansible, Symfony and pipelines, whatever they are called. */
function isOtherYaml(text: string): boolean {
	const keys = new Set(
		Array.from(text.matchAll(/^\uFEFF?([\w.-]+)[ \t]*:(?=\s|$)/gm), ([, key = '']) => key),
	);
	if (keys.has('apiVersion') && keys.has('kind')) return true;
	if (/^-[ \t]+(?:hosts|name|import_playbook|include_tasks)[ \t]*:/m.test(text)) return true;
	if (/^services[ \t]*:[^\n]*\n(?:[ \t]*(?:#[^\n]*)?\r?\n)*[ \t]+_defaults[ \t]*:/m.test(text)) return true;
	const isList = /^services[ \t]*:[ \t]*(?:#[^\n]*)?\r?\n(?:[ \t]*(?:#[^\n]*)?\r?\n)*[ \t]*-[ \t]/m.test(
		text,
	);
	return isList && [...keys].some((key) => !COMPOSE_KEYS.test(key));
}

const COMPOSE_KEYS = /^(?:version|name|services|networks|volumes|secrets|configs|models|include|x-.*)$/;
