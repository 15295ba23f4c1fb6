import type { Rule } from '../rule.ts';
import { addForLocalCopy } from './add-for-local-copy.ts';
import { cloneInBuild } from './clone-in-build.ts';
import { copyOutsideContext } from './copy-outside-context.ts';
import { credentialsInUrl } from './credentials-in-url.ts';
import { gitDirectoryInContext } from './git-directory-in-context.ts';
import { gitInImage } from './git-in-image.ts';
import { hostKeyUnchecked } from './host-key-unchecked.ts';
import { keyInImage } from './key-in-image.ts';
import { secretFileCopied } from './secret-file-copied.ts';
import { secretInArgOrEnv } from './secret-in-arg-or-env.ts';
import { secretMountCopied } from './secret-mount-copied.ts';
import { tlsUnverified } from './tls-unverified.ts';
import { tokenLiteral } from './token-literal.ts';
import { unverifiedDownload } from './unverified-download.ts';

/** In teaching order. */
export const gitRules: readonly Rule[] = [
	gitInImage,
	cloneInBuild,
	keyInImage,
	secretInArgOrEnv,
	credentialsInUrl,
	gitDirectoryInContext,
	addForLocalCopy,
	unverifiedDownload,
	hostKeyUnchecked,
	secretMountCopied,
	tlsUnverified,
	tokenLiteral,
	secretFileCopied,
	copyOutsideContext,
];
