import { ASK, HASHED_FOLDER, KEEP, SECURITY_HEADERS } from '../headers.ts';

/** Netlify's `_headers`; Cloudflare Pages reads the same. Compression and the 404 page are theirs. */
export function renderNetlifyHeaders(): string {
	const headers = SECURITY_HEADERS.map(([name, value]) => `  ${name}: ${value}`);
	return `${['/*', ...headers, `  Cache-Control: ${ASK}`, `/${HASHED_FOLDER}*`, '  ! Cache-Control', `  Cache-Control: ${KEEP}`].join('\n')}\n`;
}

/**
 * A response headers policy for CloudFront: `aws cloudfront create-response-headers-policy
 * --response-headers-policy-config file://…`. Cache-Control is set on upload, see `s3Upload`.
 */
export function renderCloudFrontHeaders(): string {
	const items = SECURITY_HEADERS.map(([header, value]) => ({ Header: header, Value: value, Override: true }));
	const config = {
		Name: 'drydock',
		Comment: 'Headers for the Drydock site',
		CustomHeadersConfig: { Quantity: items.length, Items: items },
	};
	return `${JSON.stringify(config, undefined, '\t')}\n`;
}

/** A CloudFront function on the viewer request: S3 knows no `index.html` in folders. */
export function renderCloudFrontFunction(): string {
	return `// Viewer request: an address that ends in a slash is that folder's index.html.
function handler(event) {
	var request = event.request;
	if (request.uri.endsWith('/')) {
		request.uri += 'index.html';
	} else if (!request.uri.split('/').pop().includes('.')) {
		return { statusCode: 301, statusDescription: 'Moved Permanently', headers: { location: { value: request.uri + '/' } } };
	}
	return request;
}
`;
}

/** Uploads the built site to S3, first the files that pages need, then the pages, so that no page misses a file. */
export function renderS3UploadScript(): string {
	return `#!/bin/sh
# sh s3-upload.sh <bucket>    from the folder of the built site
set -eu
aws s3 sync . "s3://$1/" --exclude '*' --include '${HASHED_FOLDER}*' --exclude '*.br' --exclude '*.gz' --cache-control '${KEEP}'
aws s3 sync . "s3://$1/" --exclude '${HASHED_FOLDER}*' --exclude '*.br' --exclude '*.html.gz' --exclude '*.json.gz' --exclude '*.xml.gz' --exclude '*.md.gz' --exclude '*.txt.gz' --exclude 'hosting/*' --cache-control '${ASK}' --delete
`;
}

/** GitHub Pages: a workflow. It sets no headers of ours; the policy inside each page holds there too. */
export function renderGitHubWorkflow(): string {
	return `# .github/workflows/pages.yml. GitHub Pages sets its own headers; the policy inside each page holds there too.
name: pages
on:
  push:
    branches: [main]
permissions:
  contents: read
  pages: write
  id-token: write
jobs:
  pages:
    runs-on: ubuntu-latest
    environment: github-pages
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with:
          node-version: 24
      - uses: actions/configure-pages@v5
        id: pages
      - run: npm run build
        env:
          SITE: \${{ steps.pages.outputs.base_url }}/
      - uses: actions/upload-pages-artifact@v3
        with:
          path: dist
      - uses: actions/deploy-pages@v4
`;
}

/** GitLab Pages: a job. It serves the files compressed beside the pages, and sets its own headers. */
export function renderGitLabJob(): string {
	return `# A job for .gitlab-ci.yml. GitLab Pages serves the compressed files; the policy inside each page holds there too.
pages:
  image: node:24
  script:
    - SITE="$CI_PAGES_URL/" npm run build
    - mv dist public.new && rm -rf public && mv public.new public
  artifacts:
    paths:
      - public
  rules:
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
`;
}
