import { fileURLToPath } from 'node:url';
import mdx from '@astrojs/mdx';
import { defineConfig } from 'astro/config';
import { indexFullText } from './src/site/integrations/full-text-index.ts';
import { keepPages } from './src/site/integrations/keep-pages.ts';
import { publishLicences } from './src/site/integrations/licences.ts';
import { linkPictures } from './src/site/integrations/link-pictures.ts';
import { createSitemapIntegration } from './src/site/integrations/sitemap.ts';
import { validate } from './src/site/integrations/validate.ts';
import { siteUrl, themeScriptHash } from './src/site/settings.ts';

const root = fileURLToPath(new URL('.', import.meta.url));

export default defineConfig({
	site: siteUrl.origin,
	base: siteUrl.pathname,
	trailingSlash: 'always',
	srcDir: './src/site',
	outDir: process.env['DRYDOCK_OUT'] ?? './dist',
	cacheDir: `${process.env['DRYDOCK_CACHE'] ?? './.cache'}/astro`,
	compressHTML: true,
	// Code is coloured in src/site/code, by classes: the policy allows no style attributes.
	markdown: { syntaxHighlight: false },
	build: { format: 'directory', inlineStylesheets: 'never', assets: '_' },
	vite: {
		build: { assetsInlineLimit: 0 },
		// The worker that lints fetches what reads YAML only when it needs it.
		worker: { format: 'es' },
		// No page is made from these, and what builds keep are thousands of files.
		server: { watch: { ignored: ['.build', '.cache', 'dist', 'tests'].map((name) => `${root}${name}/**`) } },
	},
	devToolbar: { enabled: false },
	security: {
		csp: {
			directives: [
				"default-src 'none'",
				"img-src 'self' data:",
				"font-src 'self'",
				"connect-src 'self'",
				"manifest-src 'self'",
				"worker-src 'self'",
				"base-uri 'none'",
				"form-action 'self'",
			],
			// The search engine is WebAssembly; this allows compiling it and nothing else.
			scriptDirective: { resources: ["'self'", "'wasm-unsafe-eval'"], hashes: [themeScriptHash] },
			styleDirective: { resources: ["'self'"] },
		},
	},
	// `mdx` brings the renderer; src/site/mdx compiles the pages themselves, so that content may live anywhere.
	integrations: [
		mdx(),
		validate(),
		createSitemapIntegration(),
		linkPictures(),
		indexFullText(),
		publishLicences(),
		// The last, since it forgets what no step before has used.
		keepPages(),
	],
});
