/** Counts in what `docker pull` printed the layers that were fetched, and those that the host had. */
export function countPulledLayers(output: string): { pulled: number; reused: number } {
	const count = (ending: string) =>
		output.split('\n').filter((line) => line.trimEnd().endsWith(ending)).length;
	return { pulled: count(': Pull complete'), reused: count(': Already exists') };
}

/** What became of each layer, without the steps on the way. */
export function keepFinalLines(output: string): string {
	const isStep = (line: string) =>
		/: (Pulling fs layer|Waiting|Downloading|Download complete|Verifying Checksum|Extracting)/.test(line);
	return output
		.trim()
		.split('\n')
		.filter((line) => !isStep(line))
		.join('\n');
}
