/** Build arguments as the build gets them: `{git.example}` is the address of the service that answers to that name. */
export function withAddresses(
	args: Readonly<Record<string, string>>,
	hosts: Readonly<Record<string, string>>,
): Record<string, string> {
	const expandAddresses = (value: string) =>
		value.replace(/\{([\w.-]+)\}/g, (whole, host: string) => hosts[host] ?? whole);
	return Object.fromEntries(Object.entries(args).map(([name, value]) => [name, expandAddresses(value)]));
}
