/** Files that hold secrets for a program at its start, and that people copy in. Keys and logins stand in `credential-files.ts`. */
export const SECRET_FILE =
	/(?:^|\/)(?:\.env|\.kube\/config|kubeconfig|credentials\.json|\.pgpass|application_default_credentials\.json)\*?$|\.(?:p12|pfx|jks)$/i;

/** Settings of one surrounding: whether they are secret says the text alone. */
export const SETTINGS_FILE = /(?:^|\/)\.env\.[\w-]+$/;

/** What shows how such a file looks, and stores of certificates that are trusted. */
export const SAMPLE_FILE =
	/(?:example|sample|template|dist|defaults?|schema)(?:\.\w+)?$|(?:^|[/._-])(?:trust(?:ed|store)?s?|truststore|cacerts?|ca-?certs?)[\w.-]*\.(?:p12|pfx|jks)$|trust[\w-]*\.(?:p12|pfx|jks)$/i;
