/** Marks what a piece of text is, for those who print it; the words alone must carry the meaning. */
export interface Paint {
	error(text: string): string;
	warning(text: string): string;
	info(text: string): string;
	strong(text: string): string;
	quiet(text: string): string;
	address(text: string): string;
}

const leaveUnstyled = (text: string) => text;

/** Leaves every text as it is. */
export const plain: Paint = {
	error: leaveUnstyled,
	warning: leaveUnstyled,
	info: leaveUnstyled,
	strong: leaveUnstyled,
	quiet: leaveUnstyled,
	address: leaveUnstyled,
};

/** For a terminal. Only the 16 colours that every theme defines, so that both dark and light stay readable. */
export const ansi: Paint = {
	error: createTextStyle(31, 39),
	warning: createTextStyle(33, 39),
	info: createTextStyle(36, 39),
	strong: createTextStyle(1, 22),
	quiet: createTextStyle(2, 22),
	address: createTextStyle(4, 24),
};

function createTextStyle(on: number, off: number): (text: string) => string {
	return (text) => (text === '' ? '' : `\u001b[${on}m${text}\u001b[${off}m`);
}
