/** Marks what a piece of text is, for those who print it; the words alone must carry the meaning. */
export interface Paint {
	error(text: string): string;
	warning(text: string): string;
	info(text: string): string;
	strong(text: string): string;
	quiet(text: string): string;
	address(text: string): string;
}

const same = (text: string) => text;

/** Leaves every text as it is. */
export const plain: Paint = {
	error: same,
	warning: same,
	info: same,
	strong: same,
	quiet: same,
	address: same,
};

/** For a terminal. Only the 16 colours that every theme defines, so that both dark and light stay readable. */
export const ansi: Paint = {
	error: style(31, 39),
	warning: style(33, 39),
	info: style(36, 39),
	strong: style(1, 22),
	quiet: style(2, 22),
	address: style(4, 24),
};

function style(on: number, off: number): (text: string) => string {
	return (text) => (text === '' ? '' : `\u001b[${on}m${text}\u001b[${off}m`);
}
