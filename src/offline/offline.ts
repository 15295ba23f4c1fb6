import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { archiveFiles } from './archive/archive.ts';
import { docsetFiles } from './docset/docset.ts';
import { tgz } from './docset/tgz.ts';
import { editionOf, editionText } from './edition.ts';
import { installedSize, writeInstalled } from './installed/installed.ts';
import { megabytes, withFigures, withoutFigures } from './offline-page.ts';
import { readSite } from './site-files.ts';
import { zip } from './zip.ts';

const ARCHIVE = 'drydock-offline.zip';
const DOCSET = 'drydock.docset.tgz';
const PAGE = 'offline/index.html';

/** Adds the three offline forms to a built site: the archive, the docset, and what a browser needs to keep the site. */
export async function writeOfflineForms(project: string, folder: string): Promise<void> {
	const built = readSite(folder);
	const page = withoutFigures(new TextDecoder().decode(built.files.get(PAGE)));
	const site = { ...built, files: new Map(built.files).set(PAGE, Buffer.from(page)) };
	const edition = editionOf(project, site);

	const archive = await archiveFiles(site, edition);
	const zipped = zip(archive, edition.date);
	await writeFile(join(folder, ARCHIVE), zipped);
	const docset = await tgz(docsetFiles(archive, edition), edition.date);
	await writeFile(join(folder, DOCSET), docset);

	const { bytes, download } = installedSize(site.files);
	const filled = withFigures(page, {
		'installed-size': megabytes(bytes),
		'installed-download': megabytes(download),
		'archive-size': megabytes(zipped.length),
		'archive-hash': createHash('sha256').update(zipped).digest('hex'),
		'docset-size': megabytes(docset.length),
		edition: editionText(edition),
	});
	await writeFile(join(folder, PAGE), filled);
	const files = new Map(site.files).set(PAGE, Buffer.from(filled));
	await writeInstalled(folder, { ...site, files }, edition);
}
