import { compileNames, listWords } from './word-list.ts';

/** Words of tags that name a kind of image, or whatever is newest, and no version. */
export const MOVING_TAG_WORDS = listWords(`
	lts stable oldstable edge mainline current nightly main master dev devel develop testing unstable rolling next canary
	rawhide sid slim alpine debian ubuntu perl otel full minimal fpm apache cli zts buster-slim windowsservercore
	nanoserver jdk jre management rootless dind git rc beta alpha nonroot debug latest
`);

/** Names of releases of Debian and Ubuntu: the version of these two, and only the system of every other image. */
export const DISTRIBUTION_RELEASES = listWords(`
	stretch buster bullseye bookworm trixie forky xenial bionic focal jammy noble resolute
`);

/** Images whose own releases have these names. */
export const RELEASED_AS_SYSTEM = compileNames(
	'docker.io/library/debian docker.io/library/ubuntu docker.io/library/buildpack-deps',
);
