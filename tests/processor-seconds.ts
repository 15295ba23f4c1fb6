/** What a work takes of the processor. The clock would count what else the machine does. */
export function processorSeconds(work: () => void): number {
	const before = process.cpuUsage();
	work();
	const { user, system } = process.cpuUsage(before);
	return (user + system) / 1e6;
}
