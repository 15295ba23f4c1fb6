/** Systems that are made from archives of files, with no Dockerfile. */
export interface SystemSource {
	readonly image: string;
	readonly system: string;
	/** A Dockerfile that starts from it, names no user, and installs packages: only root can do so. */
	readonly proof: { readonly repository: string; readonly path: string };
}

export const SYSTEMS: readonly SystemSource[] = [
	{
		image: 'debian',
		system: 'debian',
		proof: { repository: 'docker-library/python', path: '3.13/slim-trixie/Dockerfile' },
	},
	{
		image: 'ubuntu',
		system: 'ubuntu',
		proof: { repository: 'docker-library/buildpack-deps', path: 'ubuntu/noble/curl/Dockerfile' },
	},
	{
		image: 'alpine',
		system: 'alpine',
		proof: { repository: 'docker-library/golang', path: '1.26/alpine3.23/Dockerfile' },
	},
	{
		image: 'amazonlinux',
		system: 'redhat',
		proof: { repository: 'corretto/corretto-docker', path: '21/headless/al2023/Dockerfile' },
	},
	{
		image: 'oraclelinux',
		system: 'redhat',
		proof: { repository: 'docker-library/mysql', path: '8.4/Dockerfile.oracle' },
	},
	{
		image: 'fedora',
		system: 'redhat',
		proof: { repository: 'swiftlang/swift-docker', path: '6.0/fedora/39/Dockerfile' },
	},
	{
		image: 'redhat/ubi9-minimal',
		system: 'redhat',
		proof: { repository: 'adoptium/containers', path: '21/jre/ubi/ubi9-minimal/Dockerfile' },
	},
	{
		image: 'redhat/ubi10-minimal',
		system: 'redhat',
		proof: { repository: 'adoptium/containers', path: '21/jre/ubi/ubi10-minimal/Dockerfile' },
	},
];

/** Images of the official library. Its own file says where the Dockerfile of each tag stands. */
export const OFFICIAL: readonly string[] = `
	adminer amazoncorretto bash buildpack-deps busybox caddy cassandra chronograf clickhouse clojure composer couchdb
	dart docker drupal eclipse-mosquitto eclipse-temurin elixir erlang flink fluentd gcc ghost golang gradle groovy
	haproxy haskell httpd influxdb jetty jruby julia kapacitor kong mariadb matomo maven memcached mongo mysql nats neo4j
	nextcloud nginx node odoo openjdk php phpmyadmin postgres pypy python rabbitmq redis redmine registry rockylinux ruby
	rust solr sonarqube swift telegraf tomcat traefik varnish wordpress zookeeper
`
	.trim()
	.split(/\s+/);

/** Images that their makers publish elsewhere, or beside the library. */
export interface MakerSource {
	readonly image: string;
	readonly repository: string;
	readonly path: string;
	/** Where neither a first line nor the tag says it. */
	readonly system: string;
}

export const MAKERS: readonly MakerSource[] = [
	{
		image: 'nginxinc/nginx-unprivileged',
		repository: 'nginx/docker-nginx-unprivileged',
		path: 'mainline/debian/Dockerfile',
		system: 'debian',
	},
	{ image: 'denoland/deno', repository: 'denoland/deno_docker', path: 'debian.dockerfile', system: 'debian' },
	{ image: 'jenkins/jenkins', repository: 'jenkinsci/docker', path: 'debian/Dockerfile', system: 'debian' },
	{
		image: 'mcr.microsoft.com/dotnet/*',
		repository: 'dotnet/dotnet-docker',
		path: 'src/runtime-deps/10.0/noble/amd64/Dockerfile',
		system: 'ubuntu',
	},
	{
		image: 'mcr.microsoft.com/dotnet/*:chiseled',
		repository: 'dotnet/dotnet-docker',
		path: 'src/runtime-deps/10.0/noble-chiseled/amd64/Dockerfile',
		system: 'none',
	},
	{
		image: 'mcr.microsoft.com/dotnet/*:distroless',
		repository: 'dotnet/dotnet-docker',
		path: 'src/runtime-deps/10.0/azurelinux3.0-distroless/amd64/Dockerfile',
		system: 'none',
	},
];

/** Images that are made without a Dockerfile, by a build that says which users there are. */
export interface StatedSource {
	readonly image: string;
	readonly repository: string;
	readonly path: string;
	/** What the file must say for the line to hold. */
	readonly statement: string;
	readonly user: string;
	readonly system: string;
}

export const STATED: readonly StatedSource[] = [
	{
		image: 'gcr.io/distroless/*',
		repository: 'GoogleContainerTools/distroless',
		path: 'common/variables.bzl',
		statement: 'USERS = ["root", "nonroot"]',
		user: 'root',
		system: 'none',
	},
	{
		image: 'gcr.io/distroless/*:nonroot',
		repository: 'GoogleContainerTools/distroless',
		path: 'common/variables.bzl',
		statement: 'NONROOT = 65532',
		user: '65532',
		system: 'none',
	},
];
