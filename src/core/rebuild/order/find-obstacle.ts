import { isWithin } from '../../image/paths.ts';
import type { StepEffect } from './step-effects.ts';

/** What nothing that runs in a build takes notice of. */
const NOTES: ReadonlySet<string> = new Set([
	'LABEL',
	'EXPOSE',
	'CMD',
	'ENTRYPOINT',
	'HEALTHCHECK',
	'STOPSIGNAL',
	'MAINTAINER',
]);
/** What a copy without variables in it takes no notice of. */
const SETTINGS: ReadonlySet<string> = new Set(['ENV', 'ARG', 'USER', 'SHELL']);
const COPIES: ReadonlySet<string> = new Set(['COPY', 'ADD']);
const STEPS: ReadonlySet<string> = new Set(['RUN', ...COPIES]);

/** Where the system keeps its own, by the first name of a path; links between them are usual. */
const SYSTEM_FOLDERS: ReadonlySet<string> = new Set(
	'bin boot dev etc home lib lib32 lib64 libx32 media mnt opt proc root run sbin srv sys tmp usr var'.split(
		' ',
	),
);

/**
 * Why two neighbours may not change places: what the image holds could be another then. `undefined` where it is certain
 * that nothing changes but the order. `made` are folders that are there before both of them.
 */
export function findObstacle(
	first: StepEffect,
	other: StepEffect,
	made: readonly string[],
): string | undefined {
	for (const [step, note] of [
		[first, other],
		[other, first],
	] as const) {
		const { keyword } = note.instruction;
		if (NOTES.has(keyword) && STEPS.has(step.instruction.keyword)) return undefined;
		if (SETTINGS.has(keyword) && COPIES.has(step.instruction.keyword) && step.touched) return undefined;
	}
	if (!STEPS.has(first.instruction.keyword) || !STEPS.has(other.instruction.keyword))
		return 'One of the two sets what the other goes by.';
	if (!first.touched || !other.touched) {
		const unknown = first.touched ? other : first;
		const { keyword, body } = unknown.instruction;
		return keyword === 'RUN'
			? `What \`${shorten(body.text)}\` reads and writes is not known.`
			: `Where \`${keyword} ${shorten(body.text)}\` puts its files is not known.`;
	}
	if (first.usesSystem && other.usesSystem) return 'Both work on the folders of the system.';
	return findSharedPlace(first, other, made);
}

const LONGEST_TEXT = 40;

function shorten(text: string): string {
	const line = text.replace(/[\s`]+/g, ' ');
	return line.length > LONGEST_TEXT ? `${line.slice(0, LONGEST_TEXT - 1)}…` : line;
}

function findSharedPlace(first: StepEffect, other: StepEffect, made: readonly string[]): string | undefined {
	for (const [system, step] of [
		[first, other],
		[other, first],
	] as const) {
		const changesUsers =
			system.usesSystem ||
			system.touched?.some((path) => isWithin('/etc/passwd', path) || isWithin('/etc/group', path));
		if (changesUsers && step.readsUsers) return 'One of the two may make the user that the other names.';
		const inside = step.touched?.find((path) => isOfSystem(path));
		if (system.usesSystem && inside !== undefined) return `\`${inside}\` is a place of the system.`;
	}
	for (const path of first.touched ?? []) {
		for (const otherPath of other.touched ?? []) {
			if (isWithin(path, otherPath) || isWithin(otherPath, path))
				return `Both touch \`${isWithin(path, otherPath) ? path : otherPath}\`.`;
			const shared = findSharedFolder(path, otherPath);
			if (shared !== '/' && !made.some((folder) => isWithin(folder, shared)))
				return `The first of the two makes \`${shared}\`, and with it decides whose it is.`;
			if (isOfSystem(path) && isOfSystem(otherPath) && path.split('/')[1] !== otherPath.split('/')[1])
				return `\`${path}\` and \`${otherPath}\` may be one place, by a link of the base image.`;
		}
	}
	return undefined;
}

function isOfSystem(path: string): boolean {
	return path === '/' || SYSTEM_FOLDERS.has(path.split('/')[1] ?? '');
}

function findSharedFolder(one: string, other: string): string {
	const first = one.split('/');
	const second = other.split('/');
	const at = first.findIndex((part, index) => part !== second[index]);
	return first.slice(0, at).join('/') || '/';
}
