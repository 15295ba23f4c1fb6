/** A price as somebody stated it. Prices change: each says when it was seen, and can be overwritten. */
export interface Price {
	readonly id: string;
	readonly name: string;
	readonly dollarsPerGbMonth: number;
	/** When, and by whom. */
	readonly seen: string;
}

export const PRICES: readonly Price[] = [
	{
		id: 'post',
		name: 'As in the post',
		dollarsPerGbMonth: 0.0213,
		seen: '2017, worked out from $17 for 800 GB',
	},
	{
		id: 'azure-blob',
		name: 'Azure Blob Storage, general purpose v2',
		dollarsPerGbMonth: 0.0208,
		seen: 'July 2018, forevolve.com',
	},
	{
		id: 'ecr',
		name: 'Amazon ECR',
		dollarsPerGbMonth: 0.1,
		seen: '2026, pricing guides of finops and cloudburn',
	},
	{
		id: 'acr',
		name: 'Azure Container Registry, storage beyond 10 GiB',
		dollarsPerGbMonth: 0.085,
		seen: '2026, $0.003 a GiB and day by learn.microsoft.com',
	},
];
