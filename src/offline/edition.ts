import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { hashContent } from './hash-content.ts';

/** What says which content one holds in the hand; the same in all offline forms of one build. */
export interface Edition {
	/** The project's, from `package.json`. */
	readonly version: string;
	/** `2026-11-24` */
	readonly date: string;
	/** Eight characters that change with any file. */
	readonly id: string;
}

/**
 * The edition of a built site with these files. Its date is `SOURCE_DATE_EPOCH` where that is set, else the day of the
 * last commit, else today: the same commit makes the same edition, on any machine and any day.
 */
export function readEdition(project: string, files: ReadonlyMap<string, Uint8Array>): Edition {
	const { version } = JSON.parse(readFileSync(`${project}/package.json`, 'utf8')) as { version: string };
	const listing = [...files].map(([path, bytes]) => `${path} ${hashContent(bytes)}\n`).join('');
	const id = createHash('sha256').update(listing).digest('hex').slice(0, 8);
	return { version, date: new Date(readEditionSeconds(project) * 1000).toISOString().slice(0, 10), id };
}

/** `0.1.0 of 24 November 2026, a1b2c3d4` */
export function formatEdition({ version, date, id }: Edition): string {
	return `${version} of ${formatDay(date)}, ${id}`;
}

/** `24 November 2026` */
function formatDay(date: string): string {
	return DAY.format(new Date(date));
}

// Made once, which takes a hundred times as long as using it: every page of the archive says its edition.
const DAY = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });

function readEditionSeconds(project: string): number {
	const given = Number(process.env['SOURCE_DATE_EPOCH'] ?? Number.NaN);
	if (Number.isFinite(given)) return given;
	const { stdout } = spawnSync('git', ['-C', project, 'log', '-1', '--format=%ct'], { encoding: 'utf8' });
	const committed = Number.parseInt(stdout ?? '', 10);
	return Number.isFinite(committed) ? committed : Math.floor(Date.now() / 1000);
}
