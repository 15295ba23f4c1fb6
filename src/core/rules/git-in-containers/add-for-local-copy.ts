import type { BuildContext } from '../../build-context/model.ts';
import type { Instruction } from '../../dockerfile/model.ts';
import type { Fix } from '../../finding.ts';
import { type CopySource, listContextFiles } from '../../image/copies.ts';
import { defineRule } from '../rule.ts';

/** `ADD` also downloads and unpacks, so its reader has to work out which of the three happens; `COPY` only copies. */
export const addForLocalCopy = defineRule({
	id: 'add-for-local-copy',
	topic: 'git-in-containers',
	severity: 'info',
	needsContext: true,
	summary: 'Local files are copied with COPY',
	fixes: 'safe',
	messages: { local: '`ADD` only copies here. Write `COPY`, which never downloads and never unpacks.' },
	dockerfile({ facts, dockerfile, context, report }) {
		for (const instruction of facts.select('ADD')) {
			if (instruction.flags.some(({ name }) => ADD_ONLY.has(name))) continue;
			const { sources } = facts.readCopy(instruction);
			if (sources.length === 0 || !sources.every((source) => isPlainFile(source, context))) continue;
			report('local', instruction.keywordSpan, { fix: writeCopy(instruction, dockerfile.text) });
		}
	},
});

/** Flags that `COPY` does not have; who writes one means `ADD`. */
const ADD_ONLY = new Set(['checksum', 'keep-git-dir', 'unpack']);

/** What `ADD` unpacks, or its author may think so. A zip it copies as it is. */
const ARCHIVE = /\.(tar|t?gz|t?bz2?|t?xz|t?zst|tlz|taz|tz2|lzma|lz|Z)(\.|$)/i;

/** False for what `ADD` would unpack, and for what cannot be known. */
function isPlainFile({ origin, value, path }: CopySource, context: BuildContext | undefined): boolean {
	if (origin !== 'context' || path === undefined || value === '' || ARCHIVE.test(path)) return false;
	const endsOpen = /[*?\]][^./]*$/.test(path);
	if (!context) return !endsOpen;
	const files = listContextFiles(path, context).filter((file) => path.endsWith(file) || endsOpen);
	return files.every(
		(file) => !ARCHIVE.test(file) && (file.includes('.') || context.read(file) !== undefined),
	);
}

function writeCopy({ keywordSpan: span }: Instruction, text: string): Fix {
	const isLower = text.slice(span.start, span.end) === 'add';
	return { title: 'Write COPY', kind: 'safe', edits: [{ span, text: isLower ? 'copy' : 'COPY' }] };
}
