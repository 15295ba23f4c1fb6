const TEXT = '; charset=utf-8';

const TYPES: Readonly<Record<string, string>> = {
	html: `text/html${TEXT}`,
	css: `text/css${TEXT}`,
	js: `text/javascript${TEXT}`,
	mjs: `text/javascript${TEXT}`,
	json: 'application/json',
	map: 'application/json',
	webmanifest: 'application/manifest+json',
	md: `text/markdown${TEXT}`,
	txt: `text/plain${TEXT}`,
	xml: `application/xml${TEXT}`,
	yaml: `text/plain${TEXT}`,
	yml: `text/plain${TEXT}`,
	svg: 'image/svg+xml',
	png: 'image/png',
	jpg: 'image/jpeg',
	jpeg: 'image/jpeg',
	webp: 'image/webp',
	avif: 'image/avif',
	gif: 'image/gif',
	ico: 'image/x-icon',
	woff2: 'font/woff2',
	woff: 'font/woff',
	wasm: 'application/wasm',
	gz: 'application/gzip',
	tgz: 'application/gzip',
	epub: 'application/epub+zip',
	sha256: `text/plain${TEXT}`,
	zip: 'application/zip',
	tar: 'application/x-tar',
	pdf: 'application/pdf',
};

/** The media type by a file's ending; plain bytes for one that is not known. */
export function getContentType(path: string): string {
	const name = path.slice(path.lastIndexOf('/') + 1);
	const ending = name.includes('.') ? name.slice(name.lastIndexOf('.') + 1).toLowerCase() : '';
	if (/^(Dockerfile|Containerfile)/.test(name)) return `text/plain${TEXT}`;
	return TYPES[ending] ?? 'application/octet-stream';
}
