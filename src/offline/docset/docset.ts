import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type Edition, formatEdition } from '../edition.ts';
import type { BuiltSite } from '../site-files.ts';
import type { DocsetEntry } from './entries.ts';
import { withOlderStyles } from './older-styles.ts';

/** The files of `drydock.docset`, by path: the archive's pages, and an index that Zeal and Dash search. */
export function buildDocsetFiles(
	archive: ReadonlyMap<string, Uint8Array>,
	pages: BuiltSite['pages'],
	edition: Edition,
): Map<string, Uint8Array> {
	const decoder = new TextDecoder();
	const entries = [...pages].flatMap(([file, page]) => (archive.has(file) ? page.entries : []));
	const readIcon = (name: string) => readFileSync(new URL(name, import.meta.url));
	const files = new Map<string, Uint8Array>([
		['Contents/Info.plist', new TextEncoder().encode(formatInfoPlist(edition))],
		['Contents/Resources/docSet.dsidx', buildSearchIndex(entries)],
		['icon.png', readIcon('icon.png')],
		['icon@2x.png', readIcon('icon@2x.png')],
	]);
	for (const [file, bytes] of archive) {
		const isStyle = file.endsWith('.css');
		const content = isStyle ? new TextEncoder().encode(withOlderStyles(decoder.decode(bytes))) : bytes;
		files.set(`Contents/Resources/Documents/${file}`, content);
	}
	return new Map([...files].map(([file, bytes]) => [`drydock.docset/${file}`, bytes]));
}

/** A database as bytes. The same entries make the same bytes: it is written at once, in one order. */
function buildSearchIndex(entries: readonly DocsetEntry[]): Uint8Array {
	const folder = mkdtempSync(join(tmpdir(), 'drydock-docset-'));
	try {
		const file = join(folder, 'docSet.dsidx');
		const database = new DatabaseSync(file);
		database.exec(`
			CREATE TABLE searchIndex(id INTEGER PRIMARY KEY, name TEXT, type TEXT, path TEXT);
			CREATE UNIQUE INDEX anchor ON searchIndex (name, type, path);
			BEGIN;
		`);
		const insert = database.prepare('INSERT OR IGNORE INTO searchIndex(name, type, path) VALUES (?, ?, ?)');
		for (const { name, type, path } of entries) insert.run(name, type, path);
		database.exec('COMMIT; VACUUM;');
		database.close();
		return readFileSync(file);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

function formatInfoPlist(edition: Edition): string {
	return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
	<key>CFBundleIdentifier</key><string>drydock</string>
	<key>CFBundleName</key><string>Drydock</string>
	<key>CFBundleShortVersionString</key><string>${formatEdition(edition)}</string>
	<key>DocSetPlatformFamily</key><string>drydock</string>
	<key>dashIndexFilePath</key><string>index.html</string>
	<key>isDashDocset</key><true/>
	<key>isJavaScriptEnabled</key><true/>
</dict>
</plist>
`;
}
