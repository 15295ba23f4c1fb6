// Written by `npm run bench -- known-bases <folder of repositories>`; a correction belongs into its sources.

/**
 * Image and perhaps a word of its tag, user, system. `root-drops`: it starts as root, and its entrypoint goes on as
 * another user. Behind each stands what else its Dockerfile says, where that is, and of which day.
 */
export const KNOWN_BASES: readonly string[] = [
	// https://github.com/docker-library/golang/blob/HEAD/1.26/alpine3.23/Dockerfile, 2026-08-19 installs on it
	'alpine root alpine',
	// https://github.com/corretto/corretto-docker/blob/HEAD/8/jdk/al2023/Dockerfile, 2026-04-27
	'amazoncorretto root redhat',
	// https://github.com/corretto/corretto-docker/blob/HEAD/21/headless/al2023/Dockerfile, 2026-04-27 installs on it
	'amazonlinux root redhat',
	// starts `docker-entrypoint.sh bash`; https://github.com/tianon/docker-bash/blob/HEAD/5.3/Dockerfile, 2026-07-06
	'bash root alpine',
	// https://github.com/docker-library/buildpack-deps/blob/HEAD/debian/bookworm/curl/Dockerfile, 2025-11-13
	'buildpack-deps root debian',
	// starts `caddy run --config /etc/caddy/Caddyfile --adapter caddyfile`; https://github.com/caddyserver/caddy-docker/blob/HEAD/2.11/alpine/Dockerfile, 2026-03-05
	'caddy root alpine',
	// starts `docker-entrypoint.sh cassandra -f`; https://github.com/docker-library/cassandra/blob/HEAD/5.0/Dockerfile, 2026-04-16
	'cassandra root-drops debian',
	// starts `/entrypoint.sh chronograf`; https://github.com/influxdata/influxdata-docker/blob/HEAD/chronograf/1.11/Dockerfile, 2026-08-06
	'chronograf root-drops debian',
	// starts `entrypoint -M --repl`; https://github.com/Quantisan/docker-clojure/blob/HEAD/target/debian-bookworm-25/latest/Dockerfile, 2026-03-09
	'clojure root debian',
	// starts `/docker-entrypoint.sh composer`; https://github.com/composer/docker/blob/HEAD/latest/Dockerfile, 2026-07-02
	'composer root alpine',
	// starts `tini -- /docker-entrypoint.sh /opt/couchdb/bin/couchdb`; https://github.com/apache/couchdb-docker/blob/HEAD/3.4.3/Dockerfile, 2025-11-11
	'couchdb root-drops debian',
	// https://github.com/dart-lang/dart-docker/blob/HEAD/stable/trixie/Dockerfile, 2026-07-21
	'dart root debian',
	// https://github.com/docker-library/python/blob/HEAD/3.13/slim-trixie/Dockerfile, 2026-06-23 installs on it
	'debian root debian',
	// starts `/tini -- docker-entrypoint.sh eval console.log('Welcome to D`; https://github.com/denoland/deno_docker/blob/HEAD/debian.dockerfile, 2026-07-01
	'denoland/deno root debian',
	// https://github.com/docker-library/drupal/blob/HEAD/11.4/php8.5/apache-trixie/Dockerfile, 2026-07-22
	'drupal root debian',
	// starts `/docker-entrypoint.sh /usr/sbin/mosquitto -c /mosquitto/conf`; https://github.com/eclipse-mosquitto/mosquitto/blob/HEAD/docker/2.1-alpine/Dockerfile, 2026-06-30
	'eclipse-mosquitto root alpine',
	// starts `/__cacert_entrypoint.sh jshell`; https://github.com/adoptium/containers/blob/HEAD/25/jdk/ubuntu/resolute/Dockerfile, 2026-08-05
	'eclipse-temurin root ubuntu',
	// starts `iex`; https://github.com/erlef/docker-elixir/blob/HEAD/1.19/Dockerfile, 2025-11-15
	'elixir root debian',
	// starts `erl`; https://github.com/erlang/docker-erlang-otp/blob/HEAD/29/Dockerfile, 2026-07-28
	'erlang root debian',
	// https://github.com/swiftlang/swift-docker/blob/HEAD/6.0/fedora/39/Dockerfile, 2026-08-07 installs on it
	'fedora root redhat',
	// starts `tini -- /bin/entrypoint.sh fluentd`; https://github.com/fluent/fluentd-docker-image/blob/HEAD/v1.19/debian/Dockerfile, 2026-07-24
	'fluentd fluent debian',
	// https://github.com/GoogleContainerTools/distroless/blob/HEAD/common/variables.bzl, 2026-08-21
	'gcr.io/distroless/* root none',
	// https://github.com/GoogleContainerTools/distroless/blob/HEAD/common/variables.bzl, 2026-08-21
	'gcr.io/distroless/*:nonroot 65532 none',
	// starts `docker-entrypoint.sh node current/index.js`; https://github.com/TryGhost/docker-library-ghost/blob/HEAD/6/bookworm/Dockerfile, 2026-08-07
	'ghost root-drops debian',
	// https://github.com/docker-library/golang/blob/HEAD/1.27/trixie/Dockerfile, 2026-08-19
	'golang root debian',
	// starts `gradle`; https://github.com/gradle/docker-gradle/blob/HEAD/jdk25-resolute/Dockerfile, 2026-06-26
	'gradle root ubuntu',
	// starts `groovysh`; https://github.com/groovy/docker-groovy/blob/HEAD/groovy-5/jdk21/Dockerfile, 2026-08-19
	'groovy 1000 ubuntu',
	// starts `docker-entrypoint.sh haproxy -f /usr/local/etc/haproxy/hapro`; stops with SIGUSR1; https://github.com/docker-library/haproxy/blob/HEAD/3.4/Dockerfile, 2026-07-22
	'haproxy haproxy debian',
	// starts `ghci`; https://github.com/haskell/docker-haskell/blob/HEAD/9.14/bookworm/Dockerfile, 2026-06-10
	'haskell root debian',
	// starts `httpd-foreground`; stops with SIGWINCH; https://github.com/docker-library/httpd/blob/HEAD/2.4/Dockerfile, 2026-06-10
	'httpd root debian',
	// starts `/usr/bin/tini -- /usr/local/bin/jenkins.sh`; https://github.com/jenkinsci/docker/blob/HEAD/debian/Dockerfile, 2026-08-18
	'jenkins/jenkins jenkins debian',
	// starts `irb`; https://github.com/jruby/docker-jruby/blob/HEAD/10.1/jre21/Dockerfile, 2026-04-26
	'jruby root ubuntu',
	// starts `docker-entrypoint.sh julia`; https://github.com/docker-library/julia/blob/HEAD/stable/trixie/Dockerfile, 2026-08-16
	'julia root debian',
	// starts `/entrypoint.sh kapacitord`; https://github.com/influxdata/influxdata-docker/blob/HEAD/kapacitor/1.8/Dockerfile, 2026-08-06
	'kapacitor root-drops ubuntu',
	// starts `/docker-entrypoint.sh kong docker-start`; has a health check; stops with SIGQUIT; https://github.com/Kong/docker-kong/blob/HEAD/ubuntu/Dockerfile, 2026-06-17
	'kong kong ubuntu',
	// starts `docker-entrypoint.sh mariadbd`; https://github.com/MariaDB/mariadb-docker/blob/HEAD/12.3/Dockerfile, 2026-05-29
	'mariadb root-drops ubuntu',
	// starts `docker-entrypoint.sh mariadbd`; https://github.com/MariaDB/mariadb-docker/blob/HEAD/13.0-ubi/Dockerfile, 2026-05-29
	'mariadb:ubi mysql redhat',
	// starts `/entrypoint.sh apache2-foreground`; https://github.com/matomo-org/docker/blob/HEAD/apache/Dockerfile, 2026-05-03
	'matomo root debian',
	// starts `/usr/local/bin/mvn-entrypoint.sh mvn`; https://github.com/carlossg/docker-maven/blob/HEAD/eclipse-temurin-17-noble/Dockerfile, 2026-08-05
	'maven root ubuntu',
	// https://github.com/dotnet/dotnet-docker/blob/HEAD/src/runtime-deps/10.0/noble/amd64/Dockerfile, 2026-08-21
	'mcr.microsoft.com/dotnet/* root ubuntu',
	// https://github.com/dotnet/dotnet-docker/blob/HEAD/src/runtime-deps/10.0/noble-chiseled/amd64/Dockerfile, 2026-08-21
	'mcr.microsoft.com/dotnet/*:chiseled 1654 none',
	// https://github.com/dotnet/dotnet-docker/blob/HEAD/src/runtime-deps/10.0/azurelinux3.0-distroless/amd64/Dockerfile, 2026-08-21
	'mcr.microsoft.com/dotnet/*:distroless 1654 none',
	// starts `docker-entrypoint.sh memcached`; https://github.com/docker-library/memcached/blob/HEAD/1/debian/Dockerfile, 2026-07-09
	'memcached memcache debian',
	// starts `docker-entrypoint.sh mongod`; https://github.com/docker-library/mongo/blob/HEAD/8.3/Dockerfile, 2026-06-11
	'mongo root-drops ubuntu',
	// starts `docker-entrypoint.sh mysqld`; https://github.com/docker-library/mysql/blob/HEAD/innovation/Dockerfile.oracle, 2026-06-16
	'mysql root-drops redhat',
	// starts `/nats-server --config nats-server.conf`; https://github.com/nats-io/nats-docker/blob/HEAD/2.14.x/scratch/Dockerfile, 2026-08-12
	'nats root none',
	// starts `/entrypoint.sh apache2-foreground`; https://github.com/nextcloud/docker/blob/HEAD/34/apache/Dockerfile, 2026-07-23
	'nextcloud root debian',
	// starts `/docker-entrypoint.sh nginx -g daemon off;`; stops with SIGQUIT; https://github.com/nginx/docker-nginx/blob/HEAD/mainline/debian/Dockerfile, 2026-04-14
	'nginx root debian',
	// starts `/docker-entrypoint.sh nginx -g daemon off;`; stops with SIGQUIT; https://github.com/nginx/docker-nginx-unprivileged/blob/HEAD/mainline/debian/Dockerfile, 2026-07-15
	'nginxinc/nginx-unprivileged 101 debian',
	// starts `docker-entrypoint.sh node`; https://github.com/nodejs/docker-node/blob/HEAD/26/trixie/Dockerfile, 2026-08-19
	'node root debian',
	// starts `/entrypoint.sh odoo`; https://github.com/odoo/docker/blob/HEAD/19.0/Dockerfile, 2026-07-23
	'odoo odoo ubuntu',
	// starts `jshell`; https://github.com/docker-library/openjdk/blob/HEAD/27/oraclelinux10/Dockerfile, 2026-08-19
	'openjdk root redhat',
	// https://github.com/docker-library/mysql/blob/HEAD/8.4/Dockerfile.oracle, 2026-06-16 installs on it
	'oraclelinux root redhat',
	// starts `docker-php-entrypoint php -a`; https://github.com/docker-library/php/blob/HEAD/8.5/trixie/cli/Dockerfile, 2026-07-30
	'php root debian',
	// starts `/docker-entrypoint.sh apache2-foreground`; https://github.com/phpmyadmin/docker/blob/HEAD/apache/Dockerfile, 2025-10-08
	'phpmyadmin root debian',
	// starts `docker-entrypoint.sh postgres`; stops with SIGINT; https://github.com/docker-library/postgres/blob/HEAD/18/trixie/Dockerfile, 2026-02-26
	'postgres root-drops debian',
	// starts `pypy3`; https://github.com/docker-library/pypy/blob/HEAD/3.11/trixie/Dockerfile, 2026-04-28
	'pypy root debian',
	// starts `python3`; https://github.com/docker-library/python/blob/HEAD/3.14/trixie/Dockerfile, 2026-06-23
	'python root debian',
	// starts `docker-entrypoint.sh rabbitmq-server`; https://github.com/docker-library/rabbitmq/blob/HEAD/4.3/ubuntu/Dockerfile, 2026-06-15
	'rabbitmq root-drops ubuntu',
	// https://github.com/adoptium/containers/blob/HEAD/21/jre/ubi/ubi10-minimal/Dockerfile, 2026-08-05 installs on it
	'redhat/ubi10-minimal root redhat',
	// https://github.com/adoptium/containers/blob/HEAD/21/jre/ubi/ubi9-minimal/Dockerfile, 2026-08-05 installs on it
	'redhat/ubi9-minimal root redhat',
	// starts `docker-entrypoint.sh redis-server`; https://github.com/redis/docker-library-redis/blob/HEAD/7.4/debian/Dockerfile, 2024-10-04
	'redis root-drops debian',
	// starts `/docker-entrypoint.sh rails server -b 0.0.0.0`; https://github.com/docker-library/redmine/blob/HEAD/7.0/trixie/Dockerfile, 2026-07-21
	'redmine root-drops debian',
	// starts `/entrypoint.sh /etc/distribution/config.yml`; https://github.com/distribution/distribution-library-image/blob/HEAD/Dockerfile, 2025-07-10
	'registry root alpine',
	// starts `irb`; https://github.com/docker-library/ruby/blob/HEAD/4.0/trixie/Dockerfile, 2026-04-21
	'ruby root debian',
	// https://github.com/rust-lang/docker-rust/blob/HEAD/stable/trixie/Dockerfile, 2026-04-03
	'rust root debian',
	// starts `/opt/sonarqube/docker/entrypoint.sh`; stops with SIGINT; https://github.com/SonarSource/docker-sonarqube/blob/HEAD/community-build/Dockerfile, 2026-06-29
	'sonarqube sonarqube ubuntu',
	// https://github.com/swiftlang/swift-docker/blob/HEAD/6.3/ubuntu/24.04/Dockerfile, 2026-08-07
	'swift root ubuntu',
	// starts `/usr/bin/tini -- /entrypoint.sh telegraf`; https://github.com/influxdata/influxdata-docker/blob/HEAD/telegraf/1.39/Dockerfile, 2026-08-06
	'telegraf root-drops debian',
	// starts `catalina.sh run`; https://github.com/docker-library/tomcat/blob/HEAD/11.0/jdk25/temurin-noble/Dockerfile, 2026-08-20
	'tomcat root ubuntu',
	// starts `/entrypoint.sh traefik`; https://github.com/traefik/traefik-library-image/blob/HEAD/v3.7/alpine/Dockerfile, 2026-08-19
	'traefik root alpine',
	// https://github.com/docker-library/buildpack-deps/blob/HEAD/ubuntu/noble/curl/Dockerfile, 2025-11-13 installs on it
	'ubuntu root ubuntu',
	// starts `docker-entrypoint.sh apache2-foreground`; https://github.com/docker-library/wordpress/blob/HEAD/latest/php8.3/apache/Dockerfile, 2026-08-19
	'wordpress root debian',
	// starts `docker-entrypoint.sh wp shell`; https://github.com/docker-library/wordpress/blob/HEAD/cli/php8.2/alpine/Dockerfile, 2026-08-19
	'wordpress:cli www-data alpine',
	// starts `/docker-entrypoint.sh zkServer.sh start-foreground`; https://github.com/31z4/zookeeper-docker/blob/HEAD/3.8.6/Dockerfile, 2026-02-23
	'zookeeper root-drops ubuntu',
];
