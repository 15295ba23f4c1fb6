/** Follows an old address to where its page or part is now; a page's own fragment goes with it. */
function followMoved(): void {
	const part = document
		.getElementById(decodeFragment())
		?.querySelector<HTMLAnchorElement>(':scope > a[data-moved-part]');
	const page = document.querySelector<HTMLAnchorElement>('a[data-moved-page]');
	const target = part ?? page;
	if (!target) return;
	const url = new URL(target.href);
	if (url.hash === '' && target === page) url.hash = location.hash;
	location.replace(url);
}

function decodeFragment(): string {
	try {
		return decodeURIComponent(location.hash.slice(1));
	} catch {
		return '';
	}
}

addEventListener('hashchange', followMoved);
followMoved();
