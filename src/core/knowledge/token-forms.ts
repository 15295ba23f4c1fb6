interface TokenForm {
	readonly name: string;
	readonly pattern: string;
	/** The form of which nothing else is; empty where the form is hidden only. */
	readonly sure?: string;
}

/**
 * The forms that services give their tokens, so that one is known wherever it stands. Each has a beginning of its own; each
 * counts only where no letter and no digit stands right before it. To hide too much does no harm; to report a token takes
 * more.
 */
export const TOKEN_FORMS: readonly TokenForm[] = [
	{ name: 'AWS access key', pattern: '(?:AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}' },
	{
		name: 'GitHub token',
		pattern: 'gh[pousr]_[A-Za-z0-9]{20,255}|github_pat_[A-Za-z0-9_]{22,255}',
		sure: 'gh[pousr]_[A-Za-z0-9]{36,255}|github_pat_[A-Za-z0-9_]{50,255}',
	},
	{
		name: 'GitLab token',
		pattern: 'gl(?:pat|dt|rt|ptt|cbt|oas|soat|ft|imt|agent|ffct)-[\\w.-]{16,300}',
		sure: 'gl(?:pat|dt|rt|ptt|oas|ft|agent)-[\\w-]{20,300}(?:\\.[\\w.-]{1,60})?',
	},
	{
		name: 'Bitbucket or Atlassian token',
		pattern: 'AT(?:ATT|CTT|BB)[\\w=-]{20,300}',
		sure: 'AT(?:ATT|CTT)3x[\\w=-]{20,300}',
	},
	{
		name: 'Slack token',
		pattern: 'xox[abeoprs]-[\\w-]{10,300}|xapp-[\\w-]{10,300}',
		sure: 'xox[abeoprs]-[A-Za-z0-9-]{20,300}|xapp-\\d-[\\w-]{20,300}',
	},
	{
		name: 'Slack webhook',
		pattern: 'hooks\\.slack\\.com/(?:services|workflows)/[\\w/-]{20,120}',
		sure: 'hooks\\.slack\\.com/services/T[A-Z0-9]{7,12}/B[A-Z0-9]{7,12}/[A-Za-z0-9]{20,30}',
	},
	{
		name: 'Discord webhook',
		pattern: 'discord(?:app)?\\.com/api/webhooks/[\\w/-]{20,150}',
		sure: 'discord(?:app)?\\.com/api/webhooks/\\d{16,20}/[\\w-]{50,100}',
	},
	{ name: 'Telegram bot token', pattern: '\\d{8,10}:AA[\\w-]{33}' },
	{ name: 'Google API key', pattern: 'AIza[\\w-]{35}' },
	{
		name: 'Google OAuth secret',
		pattern: 'GOCSPX-[\\w-]{20,60}|ya29\\.[\\w-]{20,300}',
		sure: 'GOCSPX-[\\w-]{20,60}',
	},
	{
		name: 'Stripe key',
		pattern: '(?:sk|rk|whsec)_(?:live_|test_)?[A-Za-z0-9]{16,250}',
		sure: '(?:sk|rk)_(?:live|test)_[A-Za-z0-9]{16,250}',
	},
	{ name: 'npm token', pattern: 'npm_[A-Za-z0-9]{30,60}' },
	{ name: 'PyPI token', pattern: 'pypi-[\\w-]{16,300}', sure: 'pypi-AgE[\\w-]{50,300}' },
	{ name: 'RubyGems key', pattern: 'rubygems_[a-f0-9]{40,60}' },
	{ name: 'Docker token', pattern: 'dckr_(?:pat|oat)_[\\w-]{20,60}' },
	{ name: 'DigitalOcean token', pattern: 'do[opr]_v1_[a-f0-9]{40,70}' },
	{
		name: 'SendGrid key',
		pattern: 'SG\\.[\\w-]{16,32}\\.[\\w-]{16,64}',
		sure: 'SG\\.[\\w-]{22}\\.[\\w-]{43}',
	},
	{ name: 'Twilio key', pattern: 'SK[a-f0-9]{32}', sure: '' },
	{ name: 'Shopify token', pattern: 'shp(?:at|ca|pa|ss)_[a-fA-F0-9]{32}' },
	{ name: 'Hugging Face token', pattern: 'hf_[A-Za-z0-9]{30,60}' },
	{
		name: 'key of a language model',
		pattern: 'sk-(?:ant-|proj-|svcacct-)?[\\w-]{20,250}',
		sure: 'sk-(?:ant-|proj-|svcacct-)[\\w-]{20,250}',
	},
	{ name: 'Vault token', pattern: 'hv[sbr]\\.[\\w-]{20,250}', sure: 'hv[sbr]\\.[\\w-]{24,250}' },
	{ name: 'Databricks token', pattern: 'dapi[a-f0-9]{32}' },
	{ name: 'New Relic key', pattern: 'NRAK-[A-Z0-9]{27}' },
	{ name: 'Grafana token', pattern: 'glsa_[A-Za-z0-9]{32}_[a-f0-9]{8}|glc_[\\w=+/-]{32,300}' },
	{ name: 'Linear key', pattern: 'lin_api_[A-Za-z0-9]{32,60}' },
	{ name: 'Doppler token', pattern: 'dp\\.(?:pt|st|ct|sa|scim|audit)\\.[\\w.-]{20,80}' },
	{ name: 'age key', pattern: 'AGE-SECRET-KEY-1[A-Z0-9]{50,70}' },
	{ name: 'JSON web token', pattern: 'eyJ[\\w-]{10,2000}\\.[\\w-]{10,4000}(?:\\.[\\w-]{0,2000})?', sure: '' },
];

/** A private key with its beginning and some of its body, written on one line or on several. */
export const PRIVATE_KEY =
	'-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----(?:\\\\[nr]|[\\s"\'+\\\\]){0,40}[A-Za-z0-9+/]{40,}';

/** Tokens that stand in their makers' documentation, and what is only there to be replaced. */
export const EXAMPLE_TOKENS =
	/EXAMPLE|(.)\1{5}|16C7e42F292c6912E7710c838347Ae178B4a|4eC39HqLyjWDarjtT1zdp7dc|26PHem9AhJZvU623DfE1x4sd|BQokikJOvBiI2HlWgH4olfQ2|tR3PYbcVNZZ796tH88S4VQ2u|AIzaSyDaGmWKa4JsXZ-HjGw7ISLn_3namBGewQe|110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw|not-a-real|your[-_]/i;
