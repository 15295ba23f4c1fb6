/** A way in which a program is told to believe whoever answers, or whatever arrives. */
export interface TlsSwitch {
	/** Names of programs. */
	readonly programs: RegExp;
	/** An option, as a whole word. */
	readonly option: RegExp;
	/** Switches off the signatures of packages, not TLS. */
	readonly isSignature?: true;
}

export const TLS_SWITCHES: readonly TlsSwitch[] = [
	{ programs: /^curl$/, option: /^(?:--insecure|--proxy-insecure|-[a-zA-Z#]*k[a-zA-Z#]*)$/ },
	{ programs: /^(?:wget|wget2)$/, option: /^--no-check-certificate$|^--check-certificate=off$/ },
	{ programs: /^aria2c$/, option: /^--check-certificate=false$/ },
	{
		programs: /^(?:pip|pip3|python[\d.]*|uv|pipx)$/,
		option: /^--(?:trusted-host|allow-insecure-host)(?:=|$)/,
	},
	{ programs: /^(?:npm|yarn|pnpm|npx)$/, option: /^--(?:no-strict-ssl|strict-ssl=false)$/ },
	{ programs: /^(?:helm|kubectl|oc|argocd)$/, option: /^--insecure-skip-tls-verify(?:=true)?$/ },
	{ programs: /^(?:aws|conda)$/, option: /^(?:--no-verify-ssl|--insecure)$/ },
	{ programs: /^(?:http|https)$/, option: /^--verify=(?:no|false)$/ },
	{ programs: /^svn$/, option: /^--trust-server-cert(?:-failures=.*)?$/ },
	{ programs: /^ansible-galaxy$/, option: /^(?:--ignore-certs|-c)$/ },
	{ programs: /^(?:mvn|mvnw)$/, option: /^-Dmaven\.wagon\.http\.ssl\.(?:insecure|allowall)=true$/ },
	{
		programs: /^(?:apt|apt-get|aptitude)$/,
		option: /^(?:--allow-unauthenticated|--allow-insecure-repositories|--force-yes)$/,
		isSignature: true,
	},
	{
		programs: /^(?:apt|apt-get|aptitude)$/,
		option: /^(?:-o=?)?APT::Get::AllowUnauthenticated=["']?(?:true|yes|1)["']?$/i,
		isSignature: true,
	},
	{
		programs: /^(?:apt|apt-get|aptitude)$/,
		option: /^(?:-o=?)?Acquire::(?:https|AllowInsecureRepositories)[\w:.-]*=["']?(?:false|0|true)["']?$/i,
	},
	{ programs: /^apk$/, option: /^--allow-untrusted$/, isSignature: true },
	{
		programs: /^(?:yum|dnf|microdnf|tdnf|zypper|rpm)$/,
		option: /^--(?:nogpgcheck|no-gpg-checks?|nosignature|setopt=(?:[\w*.-]+\.)?gpgcheck=(?:0|false))$/i,
		isSignature: true,
	},
	{ programs: /^(?:yum|dnf|microdnf|tdnf)$/, option: /^--setopt=(?:[\w*.-]+\.)?sslverify=(?:0|false)$/i },
];

/** Variables that do the same, and values of which each leaves it on. */
export const TLS_VARIABLES: ReadonlyMap<string, RegExp> = new Map([
	['NODE_TLS_REJECT_UNAUTHORIZED', /^(?!0$)/],
	['GIT_SSL_NO_VERIFY', /^(?:|0|false|no|off)$/i],
	['NPM_CONFIG_STRICT_SSL', /^(?!false$)/i],
	['npm_config_strict_ssl', /^(?!false$)/i],
	['YARN_ENABLE_STRICT_SSL', /^(?!(?:false|0)$)/i],
	['PIP_TRUSTED_HOST', /^$/],
	['UV_INSECURE_HOST', /^$/],
	['CONDA_SSL_VERIFY', /^(?!(?:false|no|0)$)/i],
]);

/** Calls that keep it switched off in a file of settings: what is set, and to what. */
export const TLS_SETTINGS =
	/^(?:config )?(?:set |edit )?(?:(?:-g|--global|--system|--local|--add|--set|--user|global|set) )*(http\.(?:\S*\.)?sslverify[ =](?:false|0|no|off)|strict-ssl[ =]false|enablestrictssl[ =]false|ssl_verify[ =](?:false|no|0)|disable-tls[ =]true|global\.trusted-host[ =]\S+)/i;

/** The same as a line of a file that a command writes. */
export const TLS_LINE =
	/\[[^\]\n]{0,200}trusted=yes[^\]\n]{0,200}\](?!\s*(?:file|copy|cdrom):)|\bsslverify\s*=\s*(?:false|0|no)\b|\bstrict-ssl\s*=\s*false\b|\bcheck_certificate\s*=\s*off\b|\btrusted-host\s*=\s*\S|\bgpgcheck\s*=\s*0\b|Acquire::https::Verify-(?:Peer|Host)\s+"?false|AllowUnauthenticated\s+"?(?:true|1)|AllowInsecureRepositories\s+"?(?:true|1)/i;
