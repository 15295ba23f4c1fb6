import { escapeControlCharacters } from '#core/report/visible-text.ts';

const REASONS = {
	template: 'looks like a template, not linted',
	format: 'not a Dockerfile or compose file by its text, not linted',
	frontend: 'written for another builder (`# syntax=`), not linted',
	excluded: 'left out by the settings',
	link: 'not followed, because these links lead out of what was asked',
	size: 'not read, because these files are too large',
} as const;

export type PassedOverReason = keyof typeof REASONS;

const MOST_NAMED = 5;

/** What was left out on the way, said in one line a reason however often it came up. */
export class PassedOver {
	readonly #paths = new Map<PassedOverReason, Set<string>>();

	add(reason: PassedOverReason, path: string): void {
		const paths = this.#paths.get(reason);
		if (paths) paths.add(path);
		else this.#paths.set(reason, new Set([path]));
	}

	get count(): number {
		return [...this.#paths.values()].reduce((sum, paths) => sum + paths.size, 0);
	}

	/** Empty where nothing was. */
	format(): string {
		return [...this.#paths].map(([reason, paths]) => formatLine(REASONS[reason], [...paths])).join('');
	}
}

function formatLine(reason: string, paths: readonly string[]): string {
	const named = paths.slice(0, MOST_NAMED).map(escapeControlCharacters).join(', ');
	const more = paths.length > MOST_NAMED ? ` and ${paths.length - MOST_NAMED} more` : '';
	const amount = paths.length > 1 ? ` (${paths.length} files)` : '';
	return `drydock: ${reason}${amount}: ${named}${more}.\n`;
}
