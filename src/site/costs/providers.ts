/** A price as somebody stated it. Prices change: each says when it was seen, and can be overwritten. */
export interface Price {
	readonly id: string;
	readonly name: string;
	readonly dollarsPerGbMonth: number;
	/** A month, however little is stored. */
	readonly feeDollars: number;
	/** What can be stored for the fee, or for nothing. */
	readonly includedBytes: number;
	/** When, and by whom. */
	readonly seen: string;
}

const GIBIBYTE = 2 ** 30;

/** A fee for each day and a price for each GiB and day, as a month of 30 days: Azure bills by days. */
const DAYS = 30;

export const PRICES: readonly Price[] = [
	{
		id: 'post',
		name: 'Then: Azure Blob Storage, as in the post',
		dollarsPerGbMonth: 0.0213,
		feeDollars: 0,
		includedBytes: 0,
		seen: '2017, worked out from $17 for 800 GB',
	},
	{
		id: 'azure-blob',
		name: 'Then: Azure Blob Storage, general purpose v2',
		dollarsPerGbMonth: 0.0208,
		feeDollars: 0,
		includedBytes: 0,
		seen: 'July 2018, forevolve.com',
	},
	{
		id: 'ecr',
		name: 'Today: Amazon ECR',
		dollarsPerGbMonth: 0.1,
		feeDollars: 0,
		includedBytes: 0,
		seen: 'March 2026, pricing guides of finops.com.py and cloudburn.io',
	},
	{
		id: 'acr',
		name: 'Today: Azure Container Registry, Basic',
		dollarsPerGbMonth: Number(((0.003 * DAYS * 1e9) / GIBIBYTE).toFixed(4)),
		feeDollars: Number((0.167 * DAYS).toFixed(2)),
		includedBytes: Number((10 * GIBIBYTE).toPrecision(4)),
		seen: '2026, learn.microsoft.com: $0.167 a day with 10 GiB, then $0.003 a GiB and day',
	},
	{
		id: 'artifact-registry',
		name: 'Today: Google Artifact Registry',
		dollarsPerGbMonth: 0.1,
		feeDollars: 0,
		includedBytes: 0.5e9,
		seen: '2026, cloud.google.com/artifact-registry/pricing',
	},
	{
		id: 'ghcr',
		name: 'Today: GitHub container registry',
		dollarsPerGbMonth: 0,
		feeDollars: 0,
		includedBytes: 0,
		seen: '2026, docs.github.com: images are free at present, a change is announced a month ahead',
	},
];

/** The price that a calculation has, where it is one of those. */
export function findPrice(inputs: Omit<Price, 'id' | 'name' | 'seen'>): Price | undefined {
	return PRICES.find(
		({ dollarsPerGbMonth, feeDollars, includedBytes }) =>
			dollarsPerGbMonth === inputs.dollarsPerGbMonth &&
			feeDollars === inputs.feeDollars &&
			Math.abs(includedBytes - inputs.includedBytes) < 1e4,
	);
}
