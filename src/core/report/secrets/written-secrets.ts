import { isCredentialPath } from '../../image/credentials.ts';
import type { Span } from '../../source/position.ts';
import { listJoinedLines } from './logical-lines.ts';

/** `> file`, `>> file`, `tee file`. */
const TARGET = /(?:>{1,2}|\btee(?:[ \t]+-a)?[ \t])[ \t]*["']?([^\s"';&|)]{1,500})/g;
const MORE_FILES =
	/(?:^|[\\/])(?:\.pgpass|\.my\.cnf|\.vault-token|\.htpasswd|credentials(?:\.json)?|kubeconfig|shadow)$|\.(?:p12|pfx|jks)$|\/run\/secrets\//;
const HEREDOC = /<<-?[ \t]*["']?([A-Za-z_]\w{0,100})["']?/g;
/** What reads a password from the text that is piped into it. */
const READS_PASSWORD = /--password-stdin|\b(?:ch)?passwd\b|\bsudo\b.{0,40}-S\b|\bhtpasswd\b/;

/** What commands write into key and credential files, and what they hand to programs that take a password. */
export function findWrittenSecrets(text: string): Span[] {
	const spans: Span[] = [];
	let bodyEnd = 0;
	// One line at a time: a file of ten million lines is not kept as as many objects.
	for (const { start, end } of listJoinedLines(text)) {
		if (start < bodyEnd || start === end) continue;
		const words = text.slice(start, end);
		const isSecret = writesCredentials(words);
		if (isSecret || READS_PASSWORD.test(words)) spans.push(...findPrintedWords(words, start));
		spans.push(...findArguments(words, start));
		const body = isSecret && words.includes('<<') ? locateHeredocs(text, end + 1, words) : undefined;
		if (body) spans.push(body);
		bodyEnd = body?.end ?? bodyEnd;
	}
	return spans;
}

function writesCredentials(words: string): boolean {
	const copied = /^\s*(?:ONBUILD\s+)?(?:COPY|ADD)\s.*?(\S+)\s*$/is.exec(words.slice(0, 4_000))?.[1];
	if (copied !== undefined && words.includes('<<') && isSecretFile(copied)) return true;
	if (!/>|\btee\b/.test(words)) return false;
	return [...words.matchAll(TARGET)].some(([, file = '']) => isSecretFile(file));
}

function isSecretFile(path: string): boolean {
	const plain = path.replace(/["'\]\\]+$/, '');
	return isCredentialPath(plain) || MORE_FILES.test(plain);
}

/** The words of each `echo` and `printf`, up to the next command. Where a quote stays open, what follows is hidden too. */
function findPrintedWords(words: string, offset: number): Span[] {
	const spans: Span[] = [];
	let end = 0;
	for (const { 0: name, index } of words.matchAll(/\b(?:echo|printf)\b/g)) {
		if (index < end) continue;
		const start = index + name.length;
		end = locateCommandEnd(words, start);
		spans.push(...findHiddenWords(words.slice(start, end), offset + start));
	}
	return spans;
}

const COMMAND = /(?:\\[^"']|>&|"(?:\\[\s\S]|[^"\\])*"|'[^']*'|[^;&|"'\\])*/y;

/** Where the `;`, `&` or `|` outside quotes stands that ends a command. */
function locateCommandEnd(words: string, start: number): number {
	COMMAND.lastIndex = start;
	const end = start + (COMMAND.exec(words)?.[0].length ?? 0);
	return /[;&|]/.test(words.charAt(end)) ? end : words.length;
}

function findHiddenWords(words: string, start: number): Span[] {
	return [...words.matchAll(/\S+/g)].flatMap(({ 0: word, index }) => {
		const isPlain =
			/^(?:["']?\$\{?\w+\}?["']?|-\w|&&|\|\|?|;|>{1,2}|echo|printf|tee|cat|chmod|mkdir|base64|-p|-d)$/.test(
				word,
			);
		if (isPlain || isSecretFile(word.replace(/^>+["']?/, ''))) return [];
		return [{ start: start + index, end: start + index + word.length }];
	});
}

/** Passwords that are arguments, and the programs in whose lines they are looked for. */
const ARGUMENTS: readonly { readonly where: RegExp; readonly pattern: RegExp }[] = [
	{ where: /\bpass:/, pattern: /\bpass:([^\s"']{1,200})/g },
	{
		where: /\bIDENTIFIED\b/i,
		pattern: /\bIDENTIFIED\s+(?:WITH\s+\S{1,60}\s+)?BY\s+["']?([^\s"';]{1,200})/gi,
	},
	{
		where: /\b(?:curl|wget|http|https|lftp|ftp|git|skopeo|oras|helm)\b/,
		pattern:
			/(?:\s|["'])(?:-u|-U|--user|--creds|--proxy-user)["']?[=, ]{0,3}["']?[^\s:"']{0,200}:([^\s"']{1,200})/g,
	},
	{
		where: /\b(?:login|sshpass|mysql\w*|mariadb\w*|mongo\w*|redis-cli|htpasswd|ldap\w+|7z|unzip)\b/,
		pattern: /(?:\s|["'])(?:-p|-a|-P|-w)["']?[=, ]{0,3}["']?([^\s"'-][^\s"']{0,200})/g,
	},
];

/** `curl -u user:x`, `docker login -p x`, `mysql -px`, `-passin pass:x`, `IDENTIFIED BY 'x'`. */
function findArguments(words: string, offset: number): Span[] {
	const spans: Span[] = [];
	for (const { where, pattern } of ARGUMENTS) {
		if (!where.test(words)) continue;
		for (const { 0: whole, 1: secret = '', index } of words.matchAll(pattern)) {
			const start = offset + index + whole.length - secret.length;
			if (!/^\$\{?\w+\}?$/.test(secret)) spans.push({ start, end: start + secret.length });
		}
	}
	return spans;
}

/** The lines from `start` up to the one that ends the last heredoc of a line; all that follow where none does. */
function locateHeredocs(text: string, start: number, words: string): Span | undefined {
	const names = [...words.matchAll(HEREDOC)].map(([, name = '']) => name);
	if (names.length === 0 || start >= text.length) return undefined;
	let end = start;
	for (const name of names) {
		const rest = new RegExp(`^[ \\t]*${name}[ \\t]*\\r?$`, 'm').exec(text.slice(end));
		if (!rest) return { start, end: text.length };
		end += rest.index;
	}
	return { start, end };
}
