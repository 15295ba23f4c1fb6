import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createBuildCache } from '#workspace/build-cache.ts';
import { formatMegabytes } from '#workspace/format-megabytes.ts';
import { buildArchiveFiles } from './archive/archive.ts';
import { createScriptCache } from './classic-script.ts';
import { createDeflate } from './deflate.ts';
import { buildDocsetFiles } from './docset/docset.ts';
import { packTarball } from './docset/tgz.ts';
import { formatEdition, readEdition } from './edition.ts';
import { buildEpub } from './epub/epub.ts';
import { measureInstalledSize, writeInstalled } from './installed/installed.ts';
import { stripFigures, withFigures } from './offline-page.ts';
import { isLicence, OFFLINE_PAGE, readSite } from './site-files.ts';
import { packZip } from './zip.ts';

const ARCHIVE = 'drydock-offline.zip';
/** What unpacking makes: one folder, wherever it is done. */
const ARCHIVE_FOLDER = 'drydock';
const DOCSET = 'drydock.docset.tgz';
const BOOK = 'drydock.epub';

/** Adds the offline forms to a built site: the archive, the book, the docset, and what a browser needs to keep the site. */
export async function writeOfflineForms(project: string, folder: string): Promise<void> {
	const built = await readSite(folder);
	const page = stripFigures(new TextDecoder().decode(built.files.get(OFFLINE_PAGE)));
	const site = { ...built, files: new Map(built.files).set(OFFLINE_PAGE, Buffer.from(page)) };
	const edition = readEdition(project, site.files);

	const packed = createBuildCache('.cache/deflate', ['src/offline/deflate.ts']);
	const deflate = createDeflate(packed);
	const book = await buildEpub(site, edition, deflate);
	await writeFile(join(folder, BOOK), book);
	const archive = await buildArchiveFiles({ ...site, files: new Map(site.files).set(BOOK, book) }, edition);
	const zipped = await packZip(putInFolder(ARCHIVE_FOLDER, archive), edition.date, deflate);
	await writeFile(join(folder, ARCHIVE), zipped);
	const documents = new Map([...archive].filter(([file]) => file !== BOOK));
	const docset = await packTarball(buildDocsetFiles(documents, site.pages, edition), edition.date, deflate);
	await writeFile(join(folder, DOCSET), docset);
	packed.prune();

	const installedFiles = new Map([...site.files].filter(([file]) => !isLicence(file)));
	const { bytes, download } = await measureInstalledSize(installedFiles);
	const filled = withFigures(page, {
		'installed-size': formatMegabytes(bytes),
		'installed-download': formatMegabytes(download),
		'archive-size': formatMegabytes(zipped.length),
		'archive-hash': createHash('sha256').update(zipped).digest('hex'),
		'docset-size': formatMegabytes(docset.length),
		'book-size': formatMegabytes(book.length),
		edition: formatEdition(edition),
	});
	await writeFile(join(folder, OFFLINE_PAGE), filled);
	const files = new Map(installedFiles).set(OFFLINE_PAGE, Buffer.from(filled));
	await writeInstalled(folder, { ...site, files }, edition);
	createScriptCache().prune();
}

function putInFolder(folder: string, files: ReadonlyMap<string, Uint8Array>): Map<string, Uint8Array> {
	return new Map([...files].map(([path, bytes]) => [`${folder}/${path}`, bytes]));
}
