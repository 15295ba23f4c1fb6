import { defineRule } from '../rule.ts';

/** The engine is given the context and nothing above it: it drops a `..` that leads out, and looks for the rest inside. */
export const copyOutsideContext = defineRule({
	id: 'copy-outside-context',
	topic: 'git-in-containers',
	severity: 'warning',
	summary: 'Copies name paths inside the build context',
	messages: {
		outside:
			'Nothing above the build context can be copied: the engine drops `..` and takes `{path}` of the context.',
		root: 'Nothing above the build context can be copied: the engine drops `..` and takes the whole context.',
		other: 'The engine drops `..` here, and copies `{path}` of the context, not the file above it.',
		missing: 'The engine drops `..` here, and the context has no `{path}`. Build from the folder above.',
	},
	dockerfile({ facts, context, report }) {
		for (const instruction of facts.select('COPY', 'ADD')) {
			for (const { word, origin, value, path } of facts.readCopy(instruction).sources) {
				if (origin !== 'context' || !isOutsidePath(value ?? word.text.replace(/\$.*$/, ''))) continue;
				if (value === undefined || path === undefined) {
					report('outside', word.span, { values: { path: word.text.replace(/^(?:\.\.?\/+)+/, '') } });
					continue;
				}
				const isThere = context?.files.some((file) => file === path || file.startsWith(`${path}/`));
				const isOpen = isThere === undefined || /[*?[]/.test(path);
				const message = path === '' ? 'root' : isOpen ? 'outside' : isThere ? 'other' : 'missing';
				report(message, word.span, { values: { path } });
			}
		}
	},
});

/** True where more `..` come than folders before them; `a/../b` stays inside. */
function isOutsidePath(path: string): boolean {
	let depth = 0;
	return path.split('/').some((part) => {
		if (part === '..') depth--;
		else if (part !== '' && part !== '.') depth++;
		return depth < 0;
	});
}
