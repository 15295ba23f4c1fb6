import { listWords } from './word-list.ts';

/** Programs that may do anything: what they leave behind cannot be known. */
export const OPAQUE_PROGRAMS = listWords(`
	make npx playwright rosdep install_packages tasksel gdebi dpkg perl ruby mk-build-deps Rscript
	install2.r node php unattended-upgrade debootstrap ansible-playbook ansible-pull puppet chef-solo
	salt-call source . eval
`);

/** Programs that are not what a container is started for. */
export const ASIDE = listWords(`
	sleep echo printf wait exit true : tail trap set export kill test [ cd date break continue return
	read shift local umask ulimit rm mkdir touch chmod chown ln cat ls ps pkill killall whoami id env
`);

/** Commands that prepare and wait, beside which a forwarder is still all that runs. */
export const BYSTANDERS = listWords(`
	echo printf sleep wait trap set true : export cd test [ tail apk apt apt-get dnf microdnf yum
`);

/** What comes out of these is public as a rule: the signing keys of package repositories. */
export const FETCHING_PROGRAMS = listWords(`
	curl wget gpg apt-key
`);

/** What only a shell knows. */
export const SHELL_BUILTINS = listWords(`
	. : [ alias bg break cd command continue eval exec exit export fg getopts hash jobs local read readonly return
	set shift source times trap type ulimit umask unalias unset wait
`);

/** Programs that go on as another user than they were started by. */
export const USER_CHANGERS = listWords(`
	gosu su-exec setpriv runuser s6-setuidgid setuidgid chpst su sudo doas start-stop-daemon capsh
`);

/** What has to be root itself, or starts others as the users that its settings name. */
export const ROOT_STARTERS = listWords(`
	supervisord s6-svscan s6-overlay runsvdir runit runit-init init systemd sshd crond cron dockerd containerd dovecot
	postfix master vsftpd smbd openvpn
`);

/** Programs that replace `$NAME` in their arguments by themselves. */
export const EXPANDING_PROGRAMS = listWords(`
	env envsubst dockerize cmd powershell pwsh make execlineb importas fish csh tcsh confd consul-template nginx openresty
	logstash elasticsearch kibana promtail loki otelcol vector telegraf envoy awk gawk mawk sed perl expect tclsh jq
`);

/** Programs that run code from their arguments, in which `$` has a meaning of its own. */
export const INTERPRETERS = listWords('python node nodejs deno bun ruby php lua Rscript');

/** What comes before such code. */
export const CODE_OPTIONS = listWords('-c -e -r -p --eval --print eval');

/** Programs that put no secret into a folder that they are given, or only files that they name. */
export const SECRETLESS_PROGRAMS = listWords(`
	mkdir chmod chown chgrp touch rm rmdir ls test [ cd cat echo printf ssh-keyscan tee cp mv install ssh-keygen openssl
`);
