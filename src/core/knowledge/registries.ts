import { compileNames, listWords } from './word-list.ts';

/** The hosts of Docker Hub. */
export const DOCKER_HUB = listWords(`
	docker.io index.docker.io registry-1.docker.io registry.hub.docker.com hub.docker.com
`);

/** Registries that serve images to everyone. Some hold private ones too; whether an image is, its name does not say. */
export const PUBLIC_HOSTS = listWords(`
	cgr.dev codeberg.org container-registry.oracle.com cr.l5d.io dhi.io docker.elastic.co docker.n8n.io
	docker.pkg.github.com docker.redpanda.com gcr.io ghcr.io icr.io images.paketo.io lscr.io mcr.microsoft.com nvcr.io
	public.ecr.aws quay.io registry.access.redhat.com registry.fedoraproject.org registry.gitlab.com
	registry.k8s.io registry.opensuse.org registry.redhat.io registry.suse.com xpkg.upbound.io
`);

/** The same, for every host whose name ends so: accounts of many people under one roof. */
export const PUBLIC_SUFFIXES = ['.gcr.io', '.pkg.dev', '.icr.io', '.cloudsmith.io'];

/** Images that publish no tags for versions to everyone, so that only a digest names one. */
export const DIGEST_ONLY = compileNames('gcr.io/distroless/* cgr.dev/chainguard/*');

/** Programs that talk to registries. */
export const REGISTRY_CLIENTS = listWords(`
	docker podman nerdctl buildah skopeo crane oras regctl helm
`);
