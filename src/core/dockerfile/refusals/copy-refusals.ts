import { isGitSource, parseGitQuery } from '../git-source.ts';
import type { Instruction } from '../model.ts';
import type { Expand } from './mount-refusals.ts';

/** Why BuildKit refuses the values of a `COPY` or an `ADD`, variables replaced; `undefined` where it takes them. */
export function checkCopyValues(instruction: Instruction, expand: Expand): string | undefined {
	const { keyword, flags, args, heredocs } = instruction;
	const expandFlag = (name: string) => {
		const value = flags.find((one) => one.name === name)?.value?.text;
		return value === undefined ? '' : expand(value);
	};
	const chmod = expandFlag('chmod');
	if (chmod !== null && chmod !== '' && !isMode(chmod)) {
		return `\`--chmod=${chmod}\` is neither an octal number up to 7777 nor a mode like \`u+x\``;
	}
	const marks = new Set(heredocs.map(({ span }) => span.start));
	const sources = args
		.slice(0, -1)
		.flatMap(({ text, span }) => (marks.has(span.start) ? [] : [expand(text)]));
	if (keyword === 'ADD') {
		const checksum = expandFlag('checksum');
		const keeps = flags.find(({ name }) => name === 'keep-git-dir');
		const keepsGit = keeps && !/^false$/i.test(keeps.value?.text ?? '');
		// The address itself is not named here: it may hold a password.
		return sources.some((source) => source !== null && !isGitQueryFine(source, checksum, keepsGit))
			? 'the query of the git address cannot be read, or disagrees with the rest of it'
			: checkChecksum(checksum, sources);
	}
	const remote = sources.find((source) => source !== null && isRemote(source));
	return remote ? `COPY cannot fetch \`${remote}\`; ADD can` : undefined;
}

function isGitQueryFine(source: string, checksum: string | null, keepsGit: boolean | undefined): boolean {
	const query = parseGitQuery(source);
	if (!query) return false;
	const keeps = query.get('keep-git-dir');
	if (keeps !== undefined && keepsGit !== undefined && /^[0fF]/.test(keeps) === keepsGit) return false;
	// Which of the two counts where they differ, BuildKit leaves to chance.
	const commits = [query.get('checksum'), query.get('commit')].filter((commit) => commit !== undefined);
	return !checksum || commits.length === 0 || commits.includes(checksum);
}

function checkChecksum(checksum: string | null, sources: readonly (string | null)[]): string | undefined {
	if (checksum === '') return undefined;
	const [source] = sources;
	if (sources.length !== 1 || source === undefined) return '`--checksum` is for one source only';
	if (source === null) return undefined;
	if (!isRemote(source)) return '`--checksum` is for addresses only';
	return checksum === null || isGitSource(source) || isDigest(checksum)
		? undefined
		: `\`${checksum}\` is no checksum: it has the form sha256:<64 hexadecimal digits>`;
}

function isRemote(source: string): boolean {
	return /^https?:\/\//.test(source) || isGitSource(source);
}

function isDigest(text: string): boolean {
	return /^(?:sha256:[0-9a-f]{64}|sha384:[0-9a-f]{96}|sha512:[0-9a-f]{128})$/.test(text);
}

function isMode(text: string): boolean {
	if (/^[0-7]+$/.test(text)) return Number.parseInt(text, 8) <= 0o7777;
	return /^[ugoa]*(?:[-+=][ugorwxXst]*)+(?:,[ugoa]*(?:[-+=][ugorwxXst]*)+)*$/.test(text);
}
