/** One thing that the files must do before and after the repair. */
export interface Kept {
	/** A sentence that holds or does not: ``The container starts `node src/server.js`.`` */
	readonly says: string;
	readonly holds: boolean;
	/** What is there instead, where it does not hold and that can be told. */
	readonly instead?: string | undefined;
}
