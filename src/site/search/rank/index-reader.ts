/** What the ranking asks of the index, wherever its files come from. */
export interface IndexReader {
	readonly pages: number;
	/** Number of pages with the key, then page and weight in turn; nothing where no page has it. */
	entries(key: string): Promise<readonly number[] | undefined>;
	/** Keys that start so, those of most pages first. */
	keysFrom(prefix: string, limit: number): Promise<readonly string[]>;
	/** Every word that starts with this character. */
	words(initial: string): Promise<readonly string[]>;
	/** Whether the reader wants to see this page. */
	isWanted(page: number): boolean;
}
