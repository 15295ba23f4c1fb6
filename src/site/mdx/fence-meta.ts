/** What stands behind a fence's language: `wrong findings="git-in-image:2" file="app.yaml"`. */
export interface FenceMeta {
	readonly verdict?: 'wrong' | 'right';
	readonly file?: string;
}

export function fenceMeta(meta: string): FenceMeta {
	const file = /\bfile="([^"]+)"/.exec(meta)?.[1];
	const verdict = /^(wrong|right)\b/.exec(meta.trim())?.[1] as 'wrong' | 'right' | undefined;
	return { ...(verdict ? { verdict } : {}), ...(file ? { file } : {}) };
}
