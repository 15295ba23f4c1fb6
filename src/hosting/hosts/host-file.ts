/** Where a built site will be served, as a host's configuration needs to know it. */
export interface HostLocation {
	/** The path the site was built for; starts and ends with a slash. */
	readonly base: string;
	/** The folder the files lie in on the host, without a slash at its end. */
	readonly folder: string;
	readonly port: number;
}

/** A file that a host reads, and where it belongs in the built site. */
export interface HostFile {
	readonly path: string;
	readonly text: string;
}
